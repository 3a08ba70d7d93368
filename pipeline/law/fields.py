"""Fields that the report form 02/XLD counts petitions in, and the topics that belong to them.

Source: Thông tư số 06/2025/TT-TTCP, form 02/XLD, columns 9–11, 15–18, 20–22 (``fields.toml``).
"""

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

OTHER = "other"


@dataclass(frozen=True, slots=True)
class Field:
    """One column of the form; ``columns`` holds its number by kind of petition."""

    id: str
    name: str
    columns: dict[str, int]


@dataclass(frozen=True, slots=True)
class Topic:
    """What a petition is about, finer than the form's columns."""

    id: str
    name: str
    field: dict[str, str]
    certainty: str

    def field_of(self, kind: str) -> str:
        """Return the id of the field in which a petition of this kind is counted.

        A petition of several contents is counted as a complaint: the form has no column of its own.
        """
        return self.field.get("complaint" if kind == "mixed" else kind, OTHER)


@cache
def _table() -> dict[str, Any]:
    with (Path(__file__).parent / "fields.toml").open("rb") as file:
        return tomllib.load(file)


@cache
def fields() -> dict[str, Field]:
    """Return the fields by id, in the order of the form."""
    return {row["id"]: Field(**row) for row in _table()["field"]}


@cache
def topics() -> dict[str, Topic]:
    """Return the topics by id."""
    return {row["id"]: Topic(**row) for row in _table()["topic"]}
