"""Many people at once, each with a browser of their own, on one real database that all of them share."""

from concurrent.futures import ThreadPoolExecutor
from threading import Barrier

import pytest
from django.db import connection, connections


@pytest.fixture
def shared_database(transactional_db, tmp_path):
    """Threads cannot share SQLite’s database in memory as they would share a file, so it is copied into one, which is
    opened with the product’s own settings. PostgreSQL is used as it is."""
    if connection.vendor != "sqlite":
        yield
        return
    in_memory, file = connections["default"], tmp_path / "shared.sqlite3"
    with in_memory.cursor() as cursor:
        cursor.execute("VACUUM INTO %s", [str(file)])
    name = in_memory.settings_dict["NAME"]
    connections["default"] = connection_to(str(file))
    yield
    connections["default"].close()
    connections.settings["default"]["NAME"] = name
    connections["default"] = in_memory


def connection_to(name: str):
    """What every thread from now on opens: the settings all connections are made from say where."""
    connections.settings["default"]["NAME"] = name
    return connections.create_connection("default")


def all_at_once(people: int, do) -> list:
    """Runs do(number) for each of them in a thread of its own, all starting at the same moment."""
    start = Barrier(people)

    def one(number: int):
        try:
            start.wait(timeout=30)
            return do(number)
        finally:
            connections.close_all()

    with ThreadPoolExecutor(people) as crowd:
        return list(crowd.map(one, range(people)))
