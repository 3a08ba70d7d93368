"""The decision table and what it rests on: articles, conditions, signs, rows, other laws.

Each is a TOML file beside this module that an office's lawyer can open; its head explains the
fields. This module only reads them; what a paper shows of them is triage's work. A file that names
an article, a sign or a value which does not exist is refused when it is loaded.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pipeline.law.forms import Certainty, all_forms

SignType = Literal["yes_no", "choice", "text", "day", "letters", ""]
ConditionGroup = Literal["content", "representation", "bar", "grounds"]

RECEIPT = "receipt"
"""Stands in a row's forms for the receipt that fits how the paper came."""
MISSING = "missing"
"""Stands in a row's articles for the article of the first condition that failed."""
_MACHINE_SIGNS = frozenset({"route"})


@dataclass(frozen=True, slots=True)
class Article:
    """An article as an official cites it; see the head of ``articles.toml``."""

    id: str
    text: str
    says: str
    certainty: Certainty
    source: str
    valid_from: date
    valid_to: date | None = None

    def covers(self, day: date) -> bool:
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)


@dataclass(frozen=True, slots=True)
class ActDoubt:
    """What nobody has verified of a whole act, for papers that came from a day on."""

    name: str
    doubt: str
    doubt_from: date


@dataclass(frozen=True, slots=True)
class Wording:
    """What a condition says for one kind of petition."""

    article: str
    words: str = ""
    met: str = ""
    failed: str = ""
    unknown: str = ""


@dataclass(frozen=True, slots=True)
class ConditionRule:
    """One condition that the law sets for a paper; see the head of ``conditions.toml``."""

    id: str
    group: ConditionGroup
    name: str
    wordings: Mapping[str, Wording]
    core: str = ""
    head: int | None = None
    hints: tuple[str, ...] = ()
    only: str = ""


@dataclass(frozen=True, slots=True)
class FilingLimit:
    """The days in which a complaint of one kind and instance may be filed."""

    kind: str
    instance: str
    days: int
    article: str


@dataclass(frozen=True, slots=True)
class Sign:
    """Something that rows look at; with a ``type`` a person can record it."""

    id: str
    group: str
    name: str
    type: SignType = ""
    values: Mapping[str, str] = field(default_factory=dict[str, str])
    asks: str = ""
    hints: tuple[str, ...] = ()
    kinds: tuple[str, ...] = ()

    @property
    def choices(self) -> Mapping[str, str]:
        """The values that a person can record, with their words."""
        if self.type != "yes_no":
            return self.values
        return {value: self.values[value] for value in ("yes", "no")}


@dataclass(frozen=True, slots=True)
class Row:
    """One line of the decision table, or of the measures beside it."""

    id: str
    kinds: tuple[str, ...]
    when: Mapping[str, tuple[str, ...]]
    certainty: Certainty
    source: str
    does: str = ""
    route: str = ""
    forms: tuple[str, ...] = ()
    no_form: str = ""
    because: str = ""
    articles: tuple[str, ...] = ()
    proposes: str = ""
    says: str = ""
    code: str = ""
    valid_from: date = date.min
    valid_to: date = date.max

    def fits(self, kind: str, signs: Mapping[str, str], day: date) -> bool:
        """Return whether the row is for a paper of the kind that shows these signs."""
        return (
            kind in self.kinds
            and self.valid_from <= day <= self.valid_to
            and all(signs.get(name, "unknown") in known for name, known in self.when.items())
        )


@dataclass(frozen=True, slots=True)
class OtherLaw:
    """A law with a procedure and clocks of its own; see the head of ``other_law.toml``."""

    id: str
    name: str
    article: str
    ours: bool
    body: str
    certainty: Certainty
    source: str
    valid_from: date
    file: str = ""
    accept: str = ""
    settle: str = ""
    denunciation: str = ""


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("pipeline.law").joinpath(name).read_text("utf-8"))


@cache
def all_articles() -> tuple[Article, ...]:
    """Return every article with its versions, in the order of the file."""
    return tuple(Article(**entry) for entry in _load("articles.toml")["article"])


@cache
def act_doubts() -> tuple[ActDoubt, ...]:
    """Return what is doubted of whole acts."""
    return tuple(ActDoubt(**entry) for entry in _load("articles.toml")["act"])


@cache
def article(article_id: str, day: date) -> Article:
    """Return the version of the article for a paper that came on the day.

    Before the first version the first one, after the last the last. Raises ``KeyError``.
    """
    versions = [one for one in all_articles() if one.id == article_id]
    if not versions:
        raise KeyError(article_id)
    found = [one for one in versions if one.covers(day)]
    return found[0] if found else versions[0 if day < versions[0].valid_from else -1]


@cache
def all_conditions() -> dict[str, ConditionRule]:
    """Return every condition by its id, in the order in which an official reads them."""
    return {entry["id"]: _condition(entry) for entry in _load("conditions.toml")["condition"]}


def _condition(entry: dict[str, Any]) -> ConditionRule:
    wordings = {kind: Wording(**words) for kind, words in entry.pop("for").items()}
    for words in wordings.values():
        _known_article(words.article)
    hints = tuple(entry.pop("hints", ()))
    return ConditionRule(**entry, hints=hints, wordings=wordings)


@cache
def filing_limits() -> tuple[FilingLimit, ...]:
    """Return the limits in which a complaint may be filed."""
    return tuple(FilingLimit(**entry) for entry in _load("conditions.toml")["limit"])


@cache
def all_signs() -> dict[str, Sign]:
    """Return every sign by its id; the values of two of them stand in data of their own."""
    entries = {entry["id"]: entry for entry in _load("signs.toml")["sign"]}
    laws = {law.id: law.name for law in all_other_laws().values()}
    entries["other_law"]["values"] = {**laws, **entries["other_law"]["values"]}
    criteria = _load("criteria.toml")["criterion"]
    entries["criteria"]["values"] = {one["letter"]: one["text"] for one in criteria}
    return {name: _sign(entry) for name, entry in entries.items()}


def _sign(entry: dict[str, Any]) -> Sign:
    if entry.get("type") == "yes_no":
        entry.setdefault("values", {"yes": "có", "no": "không"})
    for name in ("hints", "kinds"):
        entry[name] = tuple(entry.get(name, ()))
    return Sign(**entry)


@cache
def all_rows() -> dict[str, Row]:
    """Return the rows of the decision table by id, in their order: the first that fits counts."""
    return {entry["id"]: _row(entry) for entry in _load("routes.toml")["row"]}


@cache
def all_measures() -> dict[str, Row]:
    """Return what is to be done beside a route, by id."""
    return {entry["id"]: _row(entry) for entry in _load("routes.toml")["measure"]}


def _row(entry: dict[str, Any]) -> Row:
    when = {name: tuple(values) for name, values in entry.pop("when", {}).items()}
    for name in ("kinds", "forms", "articles"):
        entry[name] = tuple(entry.get(name, ()))
    row = Row(**entry, when=when)
    for name, values in when.items():
        unknown = set(values) - _values(name)
        if unknown:
            raise ValueError(f"routes.toml: {row.id}: {name} = {sorted(unknown)}")
    for name in row.articles:
        _known_article(name)
    for form in row.forms:
        if form != RECEIPT and form not in all_forms():
            raise ValueError(f"routes.toml: {row.id}: {form}")
    return row


def _values(name: str) -> set[str]:
    if name in all_conditions():
        return {"met", "failed", "unknown"}
    if name in _MACHINE_SIGNS:
        return {row["route"] for row in _load("routes.toml")["row"]}
    return {*all_signs()[name].values, "unknown"}


def _known_article(name: str) -> None:
    if name != MISSING:
        article(name, date.min)


@cache
def all_other_laws() -> dict[str, OtherLaw]:
    """Return the laws with a procedure of their own, by id."""
    return {entry["id"]: OtherLaw(**entry) for entry in _load("other_law.toml")["law"]}


@cache
def routes() -> tuple[str, ...]:
    """Return every route that a row proposes, in the order of the table."""
    return tuple(dict.fromkeys(row.route for row in all_rows().values()))
