"""The tables of what was merged, split, renamed or ended, and the way from a name to its heirs.

``provinces.toml`` and ``bodies.toml`` beside this module hold one entry a change, with the day
from which the new names are used; their heads explain the fields. Every change leads to a later
day, so that each way from an old name ends.
"""

import tomllib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

from pipeline.law.places.spelling import key

Certainty = Literal["S", "M", "D"]
Tier = Literal["central", "province", "district", "commune", ""]

TWO_TIERS = date(2025, 7, 1)
"""The district level ended and the 34 provinces began (Luật 72/2025/QH15, NQ 202/2025/QH15)."""
TAIL = "…"
"""At the end of a body's name: further words belong to it («Thanh tra Sở …»)."""
_WEAKEST: tuple[Certainty, ...] = ("M", "D", "S")


@dataclass(frozen=True, slots=True)
class Part:
    """A part of an old body's work that went to another body."""

    of: str
    matter: str
    body: str


@dataclass(frozen=True, slots=True)
class Change:
    """One merger, split, renaming or end; see the heads of the files."""

    on: date
    old: tuple[str, ...]
    new: tuple[str, ...]
    act: str
    certainty: Certainty
    source: str
    doubt: str = ""
    tier: Tier = ""
    kind: str = ""
    parts: tuple[Part, ...] = ()
    seat: str = ""
    seat_certainty: Certainty | Literal[""] = ""

    def ends(self, name: str) -> bool:
        """Return whether the name isn't used any more from the day on."""
        return _is_in(name, self.old) and not _is_in(name, self.new)

    def begins(self, name: str) -> bool:
        """Return whether the name is used from the day on and was not before."""
        return _is_in(name, self.new) and not _is_in(name, self.old)


@dataclass(frozen=True, slots=True)
class Heirs:
    """Where the changes lead from a name: the names that follow it, and the changes on the way."""

    names: tuple[str, ...]
    changes: tuple[Change, ...] = ()
    stale: bool = False
    """The name had ended before the day on which it was used."""
    early: bool = False
    """The name was not yet in use on that day."""


@dataclass(frozen=True, slots=True)
class Standing:
    """Bodies that keep their names; those of a province go with it."""

    names: tuple[str, ...]
    tier: Tier
    certainty: Certainty
    source: str


@dataclass(frozen=True, slots=True)
class Table:
    """One file: its changes, oldest first, and the other spellings of names."""

    changes: tuple[Change, ...]
    spelled: Mapping[str, tuple[str, ...]]
    standing: tuple[Standing, ...]
    by_name: Mapping[tuple[str, ...], tuple[Change, ...]]
    """The changes that name each name, oldest first."""

    def touching(self, name: str, tier: Tier = "") -> tuple[Change, ...]:
        """Return the changes that name it, oldest first."""
        named = self.by_name.get(key(name), ())
        return tuple(change for change in named if change.tier in ("", tier))

    def heirs(self, name: str, on: date | None, today: date, tier: Tier = "") -> Heirs:
        """Return who follows the name that a paper of the day ``on`` uses, as of ``today``.

        Without a day the name is read as the oldest that it can be: old papers are the reason to
        ask, and a name that goes on leads to itself either way.
        """
        touching = self.touching(name, tier)
        if on is None or not touching:
            return self._follow(name, date.min, today, tier)
        past = [change for change in touching if change.on <= on]
        if past and past[-1].ends(name):
            before = past[-2].on if len(past) > 1 else date.min
            found = self._follow(name, before, today, tier)
            return Heirs(found.names, found.changes, stale=True)
        early = not past and touching[0].begins(name)
        found = self._follow(name, on, today, tier)
        return Heirs(found.names, found.changes, early=early)

    def _follow(self, name: str, since: date, today: date, tier: Tier) -> Heirs:
        change = next(
            (c for c in self.touching(name, tier) if since < c.on <= today and _is_in(name, c.old)),
            None,
        )
        if change is None:
            return Heirs((name,))
        following = [self._follow(new, change.on, today, tier) for new in change.new]
        return Heirs(
            tuple(dict.fromkeys(n for heirs in following for n in heirs.names)),
            tuple(dict.fromkeys((change, *(c for heirs in following for c in heirs.changes)))),
        )


def weakest(marks: Iterable[Certainty]) -> Certainty:
    """Return the least certain of the marks; S for none."""
    found = set(marks)
    for mark in _WEAKEST:
        if mark in found:
            return mark
    return "S"


def _is_in(name: str, names: Iterable[str]) -> bool:
    return any(key(name) == key(other) for other in names)


def _load(name: str) -> dict[str, Any]:
    return tomllib.loads(files("pipeline.law.places").joinpath(name).read_text("utf-8"))


def _table(data: dict[str, Any], standing: Iterable[Standing]) -> Table:
    acts: Mapping[str, str] = data.get("acts", {})
    changes = sorted(
        (_change(entry, acts) for entry in data["change"]), key=lambda change: change.on
    )
    by_name: dict[tuple[str, ...], tuple[Change, ...]] = {}
    for change in changes:
        for name in dict.fromkeys(map(key, (*change.old, *change.new))):
            by_name[name] = (*by_name.get(name, ()), change)
    return Table(
        changes=tuple(changes),
        spelled={name: tuple(others) for name, others in data["spelled"].items()},
        standing=tuple(standing),
        by_name=by_name,
    )


def _change(entry: dict[str, Any], acts: Mapping[str, str]) -> Change:
    names: dict[str, tuple[str, ...]] = {name: tuple(entry[name]) for name in ("old", "new")}
    entry["parts"] = tuple(Part(**part) for part in entry.get("parts", ()))
    entry["act"] = acts.get(entry["act"], entry["act"])
    fields: dict[str, Any] = {**entry, **names}
    return Change(**fields)


def _standing(entry: dict[str, Any]) -> Standing:
    return Standing(tuple(entry["names"]), entry["tier"], entry["certainty"], entry["source"])


@cache
def provinces() -> Table:
    """Return the changes of provinces; names stand with «tỉnh» or «thành phố»."""
    data = _load("provinces.toml")
    return _table(data, [_standing(entry) for entry in data["standing"]])


@cache
def bodies() -> Table:
    """Return the changes of bodies; names stand without the place that follows them."""
    data = _load("bodies.toml")
    return _table(data, [_standing(entry) for entry in data["standing"]])


@cache
def last_change() -> date:
    """Return the day of the newest change of both tables."""
    return max(change.on for table in (provinces(), bodies()) for change in table.changes)


@cache
def province_names() -> dict[str, date | None]:
    """Return every name of a province that the tables hold; with the day of its end, if any."""
    table = provinces()
    names = [n for change in table.changes for n in (*change.old, *change.new)]
    names += [n for group in table.standing for n in group.names]
    found: dict[str, date | None] = {}
    for name in dict.fromkeys(names):
        touching = table.touching(name)
        ended = touching[-1] if touching and touching[-1].ends(name) else None
        found[name] = ended.on if ended else None
    return found
