"""What the access tests ask of every address: who may, with which arguments and words, and what is answered.

`permissions.csv` has one row for each address and method. Columns: `url_name`, `method`, `action` (a row of the
permission table it belongs to), `scope` (`project`, `organisation` or `none`), then one cell a role:
A allowed, L to sign-in, 3 = 403, 4 = 404, S allowed once shared with that ICB, B once opened with a reason.
A new address needs a row, and where it takes an argument that is not in `sweep_arguments.py`, an entry there."""

import csv
import hashlib
import re
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from django.apps import apps
from django.conf import settings
from django.db import connection, transaction
from django.test import Client
from django.urls import get_resolver, reverse

from . import sweep_arguments

ROLES = ("anonymous", "outsider", "viewer", "editor", "lead", "org_admin", "reviewer", "curator", "sys_admin")
CELLS = frozenset("AL34SB")
OUR_APPS = ("accounts", "directory", "projects", "worksheets", "datasets", "plans", "portfolio")
# Refusals are written down on purpose; when somebody last signed in is not what is being protected.
NOT_PROTECTED = {("accounts", "auditevent")}
NOT_PROTECTED_FIELDS = {"last_login"}
READS = re.compile(r"\s*\(*(SELECT|SAVEPOINT|RELEASE SAVEPOINT|ROLLBACK TO SAVEPOINT)\b")
WRITES = re.compile(r'\s*(?:INSERT INTO|UPDATE|DELETE FROM) "(\w+)"')
# Addresses that are tested by themselves, and why.
EXEMPT = {
    "openid_connect_login": "needs an identity provider: tests/accounts/test_single_sign_on.py",
    "openid_connect_callback": "needs an identity provider: tests/accounts/test_single_sign_on.py",
    "socialaccount_login_error": "says 401 to everybody: tests/accounts/test_sign_in.py",
}


@dataclass(frozen=True)
class Row:
    url_name: str
    method: str
    action: str
    scope: str
    cells: tuple[str, ...]

    def __str__(self):
        return f"{self.method} {self.url_name}"

    def cell(self, role: str) -> str:
        return self.cells[ROLES.index(role)]

    def cell_elsewhere(self, role: str) -> str:
        """What somebody with the same role in another organisation and ICB is answered."""
        if self.scope == "none" or role == "sys_admin":
            return self.cell(role)
        return self.cell("outsider")


def read_rows() -> list[Row]:
    path = Path(__file__).parent / "permissions.csv"
    with path.open(newline="", encoding="utf-8") as file:
        return [
            Row(line["url_name"], line["method"], line["action"], line["scope"], tuple(line[role] for role in ROLES))
            for line in csv.DictReader(file)
        ]


@dataclass(frozen=True)
class Address:
    name: str
    view: object
    arguments: tuple[str, ...]
    converters: dict


def every_address(patterns=None, prefix="", outer=()) -> list[Address]:
    """Every address there is but those of the admin site, which have a test of their own."""
    found = []
    for pattern in patterns if patterns is not None else get_resolver().url_patterns:
        names = (*outer, *pattern.pattern.regex.groupindex)
        if not hasattr(pattern, "url_patterns"):
            converters = getattr(pattern.pattern, "converters", {})
            found.append(Address(prefix + (pattern.name or "?"), pattern.callback, names, converters))
        elif pattern.namespace != "admin":
            inner = f"{prefix}{pattern.namespace}:" if pattern.namespace else prefix
            found += every_address(pattern.url_patterns, inner, names)
    return found


def path_of(url_name: str, world) -> str:
    """The address in this world, with whatever it needs to exist."""
    (address,) = [found for found in every_address() if found.name == url_name]
    arguments = {name: sweep_arguments.argument(url_name, name, world) for name in address.arguments}
    return reverse(url_name, kwargs=arguments)


def permission_of(url_name: str):
    """What the view says it needs."""
    (address,) = [found for found in every_address() if found.name == url_name]
    return address.view.required_permission


class Browsers:
    """Signs each person in once; gives a new browser with that session each time, since a request may end it."""

    def __init__(self):
        self.keys = {}

    def of(self, person) -> Client:
        client = Client(raise_request_exception=False)
        if person is None:
            return client
        if person.pk not in self.keys:
            first = Client()
            first.force_login(person)
            self.keys[person.pk] = first.session.session_key
        client.cookies[settings.SESSION_COOKIE_NAME] = self.keys[person.pk]
        return client


def ask(client, method: str, path: str, body: dict | None = None):
    if method == "GET":
        return client.get(path)
    return getattr(client, method.lower())(path, body or {})


def letter(response) -> str:
    """The cell that an answer amounts to."""
    status, to = response.status_code, response.get("Location", "")
    if status == 302 and to.startswith(reverse("account_login")):
        return "L"
    if status == 302 and re.fullmatch(r"/projects/[0-9a-f-]{36}/open/", to):
        return "door"
    if status in (200, 201, 204, 302, 303, 400, 409, 410, 422):
        return "A"
    return {403: "3", 404: "4"}.get(status, str(status))


@contextmanager
def undone():
    """Whatever happens inside never happened."""
    with transaction.atomic():
        yield
        transaction.set_rollback(True)


@contextmanager
def writing():
    """What is written inside to anything that is protected: the statements, as the database was asked."""
    written = []

    def note(execute, sql, params, many, context):
        if not READS.match(sql) and not _writes_what_may_be(sql):
            written.append(sql)
        return execute(sql, params, many, context)

    with connection.execute_wrapper(note):
        yield written


def _writes_what_may_be(sql: str) -> bool:
    named = WRITES.match(sql)
    return bool(named) and named.group(1) not in _protected_tables()


@cache
def _protected_tables() -> frozenset[str]:
    return frozenset(model._meta.db_table for model in _protected())


def fingerprint() -> str:
    """Of everything the product stores: changes when any row of ours does."""
    print_of = hashlib.sha256()
    with connection.cursor() as cursor:
        for label, question in _questions():
            cursor.execute(question)
            print_of.update(f"{label}{cursor.fetchall()}".encode())
    return print_of.hexdigest()


@cache
def _questions() -> tuple[tuple[str, str], ...]:
    """Every protected table, asked for whole. Written once, since asking costs less than composing the question."""
    found = []
    for model in _protected():
        names = [field.attname for field in model._meta.concrete_fields if field.name not in NOT_PROTECTED_FIELDS]
        question, _ = model._base_manager.order_by("pk").values_list(*names).query.sql_with_params()
        found.append((model._meta.label, question))
    return tuple(found)


def _protected() -> list:
    ours = (model for app in OUR_APPS for model in apps.get_app_config(app).get_models(include_auto_created=True))
    return [model for model in ours if (model._meta.app_label, model._meta.model_name) not in NOT_PROTECTED]
