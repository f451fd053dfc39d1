"""Rules about the repository itself: what its documents promise, and how its code is written."""

import ast
import os
import re
import subprocess
import tomllib
from pathlib import Path

import pytest
from django.urls import URLPattern, get_resolver

ROOT = Path(__file__).resolve().parent.parent
APPS = (
    "accounts",
    "config",
    "datasets",
    "design",
    "directory",
    "guide",
    "plans",
    "portfolio",
    "projects",
    "worksheets",
)
LONGEST_FILE, LONGEST_FUNCTION, LONGEST_README = 300, 40, 120
# A letter in brackets, so that this file does not hold what it looks for.
UNFINISHED = re.compile(r"T[O]DO|F[I]XME|X[X]X|raise N[o]tImplementedError|c[o]ming soon|l[o]rem ipsum")
MACHINE_PLACES = re.compile(r"/h[o]me/\w|/r[o]ot/|(?<![\w.])/w[o]rk/|/usr/l[o]cal/")
REGISTRIES = re.compile(r"p[y]pi\.org|files\.p[y]thonhosted|registry\.n[p]mjs|deb\.d[e]bian")
OTHERS_PAGES = ("allauth", "django.")
# `of` takes a project that the view got through `visible_to`; `current` is what is published for everybody.
SCOPED = {"visible_to", "of", "current"}


def tracked_files() -> list[Path]:
    listed = subprocess.run(["git", "ls-files", "-z"], cwd=ROOT, capture_output=True, text=True, check=True).stdout
    return [ROOT / name for name in listed.split("\0") if name and (ROOT / name).is_file()]


FILES = tracked_files()
PYTHON = [path for path in FILES if path.suffix == ".py"]
OURS = [path for path in PYTHON if path.relative_to(ROOT).parts[0] in APPS and "migrations" not in path.parts]
VIEWS = [path for path in OURS if path.stem == "views" or path.parent.name == "views"]
SCRIPTS = sorted(path for path in (ROOT / "script").iterdir() if path.is_file())


def name(path: Path) -> str:
    return str(path.relative_to(ROOT))


def text_files(*without: str):
    """Every tracked text file, with its name."""
    for path in FILES:
        if name(path) in without or path.suffix in {".png", ".pdf", ".xlsx", ".ico", ".parquet", ".gz"}:
            continue
        yield name(path), path.read_text(encoding="utf-8")


def places(pattern: re.Pattern, *without: str) -> list[str]:
    return [
        f"{file}:{number}: {line.strip()[:100]}"
        for file, text in text_files(*without)
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]


# --- What the documents promise ---


def test_the_readme_is_short():
    assert len((ROOT / "README.md").read_text().splitlines()) < LONGEST_README


@pytest.mark.parametrize(
    "document", [p for p in FILES if p.suffix == ".md" and p.parent in (ROOT, ROOT / "docs")], ids=name
)
def test_each_script_and_file_a_document_names_is_there(document):
    text = document.read_text()
    for script in set(re.findall(r"script/[a-z][\w-]*", text)):
        assert os.access(ROOT / script, os.X_OK), f"{script} is missing or has no run bit"
    for link in re.findall(r"\]\(([^)#]+)", text):
        if "://" not in link:
            assert (document.parent / link).exists(), f"{link} is not there"


@pytest.mark.parametrize("script", [*SCRIPTS, ROOT / ".ci" / "run"], ids=name)
def test_each_script_says_what_it_does(script):
    first, second = script.read_text().splitlines()[:2]
    assert first == "#!/usr/bin/env bash"
    assert re.fullmatch(r"# [A-Z].+\.", second)
    assert os.access(script, os.X_OK)


def test_each_dependency_says_why_it_is_there():
    """A comment stands right above each."""
    lines = [line.strip() for line in (ROOT / "pyproject.toml").read_text().partition("[tool.")[0].splitlines()]
    asked = [number for number, line in enumerate(lines) if re.fullmatch(r'"[\w.-]+[^"]*",', line)]
    assert len(asked) > 30
    assert not [lines[number] for number in asked if not lines[number - 1].startswith("#")]


def test_each_setting_is_in_the_example_file():
    """.env.example names what config/settings.py reads, and nothing else."""
    read = set(re.findall(r"\benv\.\w+\(\s*\"([A-Z_]+)\"", (ROOT / "config" / "settings.py").read_text()))
    named = set(re.findall(r"^(?:# )?([A-Z_]+)=", (ROOT / ".env.example").read_text(), re.MULTILINE))
    assert named == read


def test_python_and_node_versions_of_the_nhs_design_system_fit():
    """The macros are made for one version of the finished css and js."""
    packages = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]["dependencies"]
    assert "nhsuk-frontend-jinja==0.10.2" in packages
    assert '"nhsuk-frontend": "10.6.1"' in (ROOT / "package.json").read_text()


# --- Nothing left over ---


def test_nothing_is_left_unfinished():
    assert not places(UNFINISHED, "uv.lock")


def test_no_place_of_one_machine_is_named():
    assert not places(MACHINE_PLACES, "uv.lock")


def test_no_package_registry_is_named():
    assert not places(REGISTRIES, "uv.lock")


def test_no_file_is_large():
    large = [name(path) for path in FILES if path.stat().st_size > 2_000_000]
    assert not large


# --- How the code is written ---


@pytest.mark.parametrize("path", OURS, ids=name)
def test_code_stays_small(path):
    text = path.read_text()
    assert len(text.splitlines()) <= LONGEST_FILE
    for node in ast.walk(ast.parse(text)):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            assert node.end_lineno - node.lineno < LONGEST_FUNCTION, (
                f"{node.name} has more than {LONGEST_FUNCTION} lines"
            )


@pytest.mark.parametrize("path", [p for p in OURS if p.name != "apps.py" and p.stat().st_size], ids=name)
def test_each_module_says_what_it_is_for(path):
    assert ast.get_docstring(ast.parse(path.read_text()))


@pytest.mark.parametrize("path", VIEWS, ids=name)
def test_views_start_every_query_from_what_the_user_may_see(path):
    tree = ast.parse(path.read_text())
    scoped = {id(node.value) for node in ast.walk(tree) if isinstance(node, ast.Attribute) and node.attr in SCOPED}
    bare = [
        node.lineno
        for node in ast.walk(tree)
        if isinstance(node, ast.Attribute) and node.attr == "objects" and id(node) not in scoped
    ]
    assert not bare, (
        f"{name(path)} asks more than the user may see, without visible_to(user) or of(project), on lines {bare}"
    )


def pages(patterns=None):
    """Every address of the site and its view."""
    for pattern in get_resolver().url_patterns if patterns is None else patterns:
        if isinstance(pattern, URLPattern):
            yield pattern
        else:
            yield from pages(pattern.url_patterns)


def test_every_page_says_who_may_open_it():
    silent = {
        f"{page.callback.__module__}.{page.callback.__qualname__}"
        for page in pages()
        if not hasattr(page.callback, "required_permission") and not page.callback.__module__.startswith(OTHERS_PAGES)
    }
    assert not silent


def test_views_are_found():
    """Without this the two rules above could pass by looking at nothing."""
    assert len(VIEWS) >= 5
    assert len(list(pages())) >= 40
