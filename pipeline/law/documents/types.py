"""The types of documents: how they are written, shortened and shown in a symbol."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class DocumentType:
    """One type; see the head of ``types.toml`` for the fields."""

    names: tuple[str, ...]
    short: tuple[str, ...]
    codes: tuple[str, ...]
    needs_number: bool
    small: bool

    @property
    def kind(self) -> str:
        """The type's name in results."""
        return self.names[0]


@cache
def types() -> tuple[DocumentType, ...]:
    """Return every type in the order of the file."""
    source = files("pipeline.law.documents").joinpath("types.toml").read_text(encoding="utf-8")
    return tuple(_type(entry) for entry in tomllib.loads(source)["type"])


def _type(entry: dict[str, Any]) -> DocumentType:
    return DocumentType(
        names=tuple(entry["names"]),
        short=tuple(entry["short"]),
        codes=tuple(entry["code"]),
        needs_number=entry["needs"] == "number",
        small=entry.get("small", False),
    )


@cache
def _by_code() -> dict[str, str]:
    return {code: entry.kind for entry in types() for code in entry.codes}


def kind_of_code(code: str) -> str | None:
    """Return the type that a part of a symbol shows: ``QĐ`` gives ``Quyết định``, ``STC`` None."""
    return _by_code().get(code)
