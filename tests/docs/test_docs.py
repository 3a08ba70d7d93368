"""The documents say all that there is, and the law's tables in them are the data files'."""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
import typer.main
from pydantic import BaseModel

from pipeline.cli.main import app
from pipeline.drafting.context import FIELDS
from pipeline.extraction.wordlists import table
from pipeline.law.deadlines import all_rules
from pipeline.law.forms import all_forms
from pipeline.register.export import WORDS
from pipeline.settings import Settings
from tests.docs.tables import DOCS, TABLES, errors, written

ROOT = DOCS.parent
DOCUMENTS = sorted([*DOCS.glob("*.md"), *ROOT.glob("*.md")])
CONTRACT, ADMINISTRATOR, LAW = "contract.md", "quan-tri.md", "phap-luat.md"


@cache
def text_of(name: str) -> str:
    return (DOCS / name).read_text("utf-8")


def commands(group: Any, path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    """Every command of the program with its full name."""
    for name, command in group.commands.items():
        if hasattr(command, "commands"):
            yield from commands(command, (*path, name))
        else:
            yield " ".join(("donthu", *path, name)), command


COMMANDS = dict(commands(typer.main.get_command(app)))


def section(text: str, heading: str) -> str:
    """The part of a document under a heading, up to the next."""
    found = re.search(rf"^#+ `{re.escape(heading)}\b.*?(?=^#|\Z)", text, re.MULTILINE | re.DOTALL)
    assert found, f"no heading `{heading}`"
    return found[0]


@pytest.mark.parametrize("name", COMMANDS)
def test_a_command_is_in_the_contract_with_exactly_its_options(name: str) -> None:
    has = {opt for p in COMMANDS[name].params for opt in p.opts if opt.startswith("--")}
    told = set(re.findall(r"`(--[a-z][a-z-]*)", section(text_of(CONTRACT), name)))
    assert told == has


def test_the_documents_name_no_command_that_does_not_exist() -> None:
    known = {name.split()[1] for name in COMMANDS}
    for document in DOCUMENTS:
        code = re.findall(
            r"```.*?```|`[^`\n]*`|^    [^\n]*$", _without_later(document), re.M | re.S
        )
        named = set(re.findall(r"\bdonthu ([a-z]+)\b", "\n".join(code)))
        assert named <= known, document.name


def _without_later(document: Path) -> str:
    """The text without the parts that say what does not exist yet."""
    return re.sub(r"<!-- later -->.*?<!-- /later -->", "", document.read_text("utf-8"), flags=re.S)


def settings_of(model: type[BaseModel], path: tuple[str, ...] = ()) -> Iterator[tuple[str, Any]]:
    for name, field in model.model_fields.items():
        kind = field.annotation
        if isinstance(kind, type) and issubclass(kind, BaseModel):
            yield from settings_of(kind, (*path, name))
        else:
            yield ".".join((*path, name)), field.default


SETTINGS = {name: default for name, default in settings_of(Settings) if name != "home"}


def in_toml(value: Any) -> str:
    """A default as ``donthu.toml`` writes it."""
    match value:
        case bool():
            return str(value).lower()
        case tuple():
            return "[" + ", ".join(map(in_toml, value)) + "]"
        case None:
            return "không đặt"
        case int() | float():
            return str(value)
        case _:
            return f'"{value}"'


@pytest.mark.parametrize("name", SETTINGS)
def test_a_setting_is_told_with_its_default(name: str) -> None:
    row = re.search(rf"^\| `{re.escape(name)}` \| `([^`]*)` \| \S", text_of(ADMINISTRATOR), re.M)
    assert row, f"no row for {name}"
    assert row[1] == in_toml(SETTINGS[name])


def test_no_setting_is_told_that_does_not_exist() -> None:
    told = re.findall(r"^\| `([a-z_.]+)` \| `[^`]*` \| \S", text_of(ADMINISTRATOR), re.M)
    assert set(told) <= SETTINGS.keys()


def test_the_environment_and_home_are_told() -> None:
    for name in ("DONTHU_HOME", "DONTHU_LANG", "DONTHU_INTAKE__QUIET_SECONDS"):
        assert name in text_of(ADMINISTRATOR)


@pytest.mark.parametrize(("file", "name"), TABLES)
def test_a_table_made_from_data_is_up_to_date(file: str, name: str) -> None:
    made = TABLES[file, name]()
    assert written(file, name) == made, "run: python -m tests.docs.tables"


@pytest.mark.parametrize("name", FIELDS)
def test_a_template_field_is_told(name: str) -> None:
    assert f"`{name}`" in text_of(ADMINISTRATOR)


@pytest.mark.parametrize("error", errors(), ids=lambda e: e.code)
def test_an_error_is_told(error: Any) -> None:
    for document in (CONTRACT, ADMINISTRATOR):
        assert f"`{error.code}`" in text_of(document)


@pytest.mark.parametrize("name", [*all_rules(), *all_forms()])
def test_a_rule_or_form_is_told(name: str) -> None:
    assert f"`{name}`" in text_of(LAW)


@pytest.mark.parametrize("name", all_forms())
def test_the_officer_is_told_of_every_form(name: str) -> None:
    assert f"`{name}`" in text_of("chuyen-vien.md")


@pytest.mark.parametrize("code", [code for code in WORDS if code])
def test_a_code_of_the_register_is_told_with_its_word(code: str) -> None:
    assert f"`{code}` {WORDS[code]}" in text_of(CONTRACT)


@pytest.mark.parametrize("code", table("messages"))
def test_a_warning_of_extraction_is_told(code: str) -> None:
    assert f"`{code}`" in text_of(CONTRACT)


def test_every_dependency_is_named_with_its_licence() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))["project"]
    wanted = project["dependencies"] + project["optional-dependencies"]["dev"]
    for line in wanted:
        name = re.match(r"[A-Za-z0-9-]+", line)
        assert name
        row = rf"^\| {re.escape(name[0])} \|[^|]+\|[^|]*(MIT|BSD|Apache|LGPL|MPL)"
        assert re.search(row, text_of("architecture.md"), re.M), name[0]


def test_every_room_is_in_the_architecture() -> None:
    for room in (ROOT / "pipeline").iterdir():
        if room.is_dir() and (room / "__init__.py").exists():
            assert f"`{room.name}/`" in text_of("architecture.md"), room.name


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda d: d.name)
def test_links_lead_somewhere(document: Path) -> None:
    for target in re.findall(r"\]\(([^)\s]+)\)", document.read_text("utf-8")):
        if "://" not in target:
            file, _, anchor = target.partition("#")
            reached = document.parent / file if file else document
            assert reached.exists(), target
            assert not anchor or anchor in anchors(reached), target


def anchors(document: Path) -> set[str]:
    """The anchors that a reader of Markdown gives to the headings."""
    headings = re.findall(r"^#+ (.+)$", document.read_text("utf-8"), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", heading.lower()).replace(" ", "-") for heading in headings}


def test_both_readmes_tell_the_two_commands_and_the_warning() -> None:
    for name, warning in (("README.md", "Official Gazette"), ("README.vi.md", "Công báo")):
        text = (ROOT / name).read_text("utf-8")
        assert "make run" in text and "make test" in text and warning in text
