"""Logs say what went wrong and where, never what somebody typed, uploaded or was sent."""

import logging
import logging.config

import pytest
from django.conf import settings
from django.urls import reverse

ANSWER = "Mrs Quillfeather lives in Ripley"


@pytest.fixture
def written():
    """Makes what stands in the log of a line, as the settings have it written."""
    config = logging.config.DictConfigurator(dict(settings.LOGGING)).configure_formatter
    formatter = config(dict(settings.LOGGING["formatters"]["plain"]))

    def line(message="Internal Server Error: %s", *args, fault=None) -> str:
        exc_info = (type(fault), fault, fault.__traceback__) if fault else None
        return formatter.format(logging.LogRecord("django.request", logging.ERROR, "", 0, message, args, exc_info))

    return line


def raised() -> Exception:
    try:
        try:
            {}[ANSWER]
        except KeyError as first:
            raise ValueError(f"cannot take {ANSWER}") from first
    except ValueError as fault:
        return fault


def test_a_fault_is_told_by_its_kind_and_place(written):
    text = written("Internal Server Error: %s", "/projects/", fault=raised())
    assert "builtins.ValueError" in text
    assert "builtins.KeyError" in text
    assert "test_logs.py" in text
    assert "Quillfeather" not in text


def test_the_secret_of_an_address_is_left_out(written):
    for name, arguments in (
        ("accounts:accept_invitation", ["the-secret-of-a-letter"]),
        ("account_reset_password_from_key", ["1", "the-secret-of-a-letter"]),
    ):
        address = reverse(name, args=arguments)
        assert "the-secret" in address
        assert "the-secret" not in written("Forbidden: %s", address)


def test_every_log_is_written_this_way():
    assert all(handler["formatter"] == "plain" for handler in settings.LOGGING["handlers"].values())
    assert settings.LOGGING["root"]["handlers"] == ["console"]


def test_a_page_that_breaks_logs_nothing_of_the_form(client_for, people, project, monkeypatch, capsys):
    """From the form to the log, through Django's own handling."""

    def break_down(**fields):
        raise ValueError(f"cannot keep {fields['name']}")

    monkeypatch.setattr("projects.actions.change_project", break_down)
    client = client_for(people.lead, raise_request_exception=False)
    logging.config.dictConfig(settings.LOGGING)
    response = client.post(reverse("projects:edit_project", args=[project.pk]), {"name": ANSWER, "version": "1"})
    told = capsys.readouterr()
    assert response.status_code == 500
    assert "builtins.ValueError" in told.err
    assert "Quillfeather" not in told.err + told.out
