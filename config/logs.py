"""How a line of a log is written: nothing in it of what people typed, uploaded or were sent."""

import logging
import re
import traceback

# What lets somebody in stands in these addresses.
SECRET_IN_ADDRESS = re.compile(r"(/invitations/|/password/reset/key/)[^/\s]+")


class WithoutWords(logging.Formatter):
    """Says of a fault its kind and where it came from. Its own words may quote an answer or a cell, so they are left
    out; so is the secret of an address."""

    def format(self, record: logging.LogRecord) -> str:
        record.exc_text = None  # another handler's wording of it
        return SECRET_IN_ADDRESS.sub(r"\1…", super().format(record))

    def formatException(self, ei) -> str:  # noqa: N802 (Python's name)
        told, fault = [], ei[1]
        while fault is not None:
            where = "".join(traceback.format_tb(fault.__traceback__))
            told.append(f"{where}{type(fault).__module__}.{type(fault).__qualname__}")
            fault = fault.__cause__ or (None if fault.__suppress_context__ else fault.__context__)
        return "\nafter\n".join(told)


LOGGING = {
    "version": 1,
    "disable_existing_loggers": False,
    "formatters": {
        "plain": {
            "class": "config.logs.WithoutWords",
            "format": "{asctime} {levelname} {name} {message}",
            "style": "{",
        }
    },
    "handlers": {"console": {"class": "logging.StreamHandler", "formatter": "plain"}},
    "root": {"handlers": ["console"], "level": "INFO"},
    "loggers": {
        "django.server": {"level": "WARNING"},
        "fontTools": {"level": "ERROR"},
        "weasyprint": {"level": "ERROR"},
    },
}
