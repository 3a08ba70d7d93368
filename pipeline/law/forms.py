"""The table of forms: which document, under which act, with which certainty."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pipeline.errors import UnknownForm

Certainty = Literal["S", "M", "D"]


@dataclass(frozen=True, slots=True)
class Form:
    """One document that donthu drafts; see the head of ``forms.toml`` for the fields."""

    id: str
    title: str
    number: str
    number_certainty: Certainty
    act: str
    article: str
    valid_from: date
    wording: Certainty
    identity: Literal["open", "withheld"]
    kinds: tuple[str, ...]

    def fits(self, kind: str) -> bool:
        """Return whether the form is for petitions of that kind."""
        return kind in self.kinds

    @property
    def printed_number(self) -> str:
        """The form number as printed on the draft; empty unless it was read in the act."""
        return self.number if self.number_certainty == "S" else ""


@cache
def all_forms() -> dict[str, Form]:
    """Return every form by its id, in the order of the file."""
    data = tomllib.loads(files("pipeline.law").joinpath("forms.toml").read_text("utf-8"))
    return {entry["id"]: _form(entry) for entry in data["form"]}


def _form(entry: dict[str, Any]) -> Form:
    entry["kinds"] = tuple(entry["kinds"])
    return Form(**entry)


def form(form_id: str) -> Form:
    """Return the form of that id. Raises ``UnknownForm`` naming the ids that exist."""
    forms = all_forms()
    if form_id not in forms:
        raise UnknownForm(form=form_id, known=", ".join(forms))
    return forms[form_id]
