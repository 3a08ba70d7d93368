"""The table of forms: which document, under which act, with which certainty."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pipeline.errors import UnknownForm

Certainty = Literal["S", "M", "D"]


Trait = Literal["name", "address", "number", "content", "picture"]


@dataclass(frozen=True, slots=True)
class Audience:
    """Who gets a document, and what of a denouncer may reach them; see ``do_not_print.toml``."""

    id: str
    name: str
    may_carry: frozenset[Trait]
    copies: tuple[str, ...]
    article: str
    certainty: Certainty


@cache
def all_audiences() -> dict[str, Audience]:
    """Return the do-not-print list by its audiences."""
    data = tomllib.loads(files("pipeline.law").joinpath("do_not_print.toml").read_text("utf-8"))
    return {entry["id"]: _audience(entry) for entry in data["audience"]}


def _audience(entry: dict[str, Any]) -> Audience:
    entry["may_carry"] = frozenset(entry["may_carry"])
    entry["copies"] = tuple(entry["copies"])
    return Audience(**entry)


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
    audience: str
    """Who gets it; see :func:`all_audiences`."""
    kinds: tuple[str, ...]

    @property
    def may_carry(self) -> frozenset[Trait]:
        """What it may carry of somebody who wrote a secret paper."""
        known = all_audiences().get(self.audience)
        return known.may_carry if known else frozenset()

    @property
    def identity(self) -> Literal["open", "withheld"]:
        """``open``: it may carry the writer's name, because it goes to the writer."""
        return "open" if "name" in self.may_carry else "withheld"

    @property
    def copies(self) -> tuple[str, ...]:
        """How the lines under «Nơi nhận» must begin where the form carries the writer; empty for
        a form that carries nothing and may go to anybody."""
        known = all_audiences().get(self.audience)
        return known.copies if known else ()

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
