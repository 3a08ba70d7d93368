"""The acts that papers cite: numbers, names, when they were in force, what replaced them."""

import tomllib
from dataclasses import dataclass
from datetime import date
from functools import cache
from importlib.resources import files
from typing import Any, Literal

NAMED = ("Luật", "Bộ luật", "Pháp lệnh")
"""Kinds that are cited by name alone; the name of another act is only its matter."""


@dataclass(frozen=True, slots=True)
class Act:
    """One act; see the head of ``acts.toml`` for the fields."""

    kind: str
    name: str
    symbol: str
    issued: date | None
    in_force: date | None
    ended: date | None
    replaced_by: tuple[str, ...]
    certainty: Literal["S", "M"]

    @property
    def year(self) -> int | None:
        """The year that stands in its number."""
        part = self.symbol.split("/")[1]
        return int(part) if part.isdecimal() else None


def _load(name: str) -> dict[str, Any]:
    source = files("pipeline.law.documents").joinpath(name).read_text(encoding="utf-8")
    return tomllib.loads(source)


@cache
def acts() -> dict[str, Act]:
    """Return every act by its symbol, in the order of the file."""
    return {entry["symbol"]: _act(entry) for entry in _load("acts.toml")["act"]}


def _act(entry: dict[str, Any]) -> Act:
    return Act(
        kind=entry["kind"],
        name=entry["name"],
        symbol=entry["symbol"],
        issued=entry.get("issued"),
        in_force=entry.get("in_force"),
        ended=entry.get("ended"),
        replaced_by=tuple(entry.get("replaced_by", ())),
        certainty=entry["certainty"],
    )


def act_by_symbol(symbol: str) -> Act | None:
    """Return the act of that number; None for one that the table does not hold."""
    return acts().get(symbol)


@cache
def _by_name() -> dict[tuple[str, str], tuple[Act, ...]]:
    found: dict[tuple[str, str], tuple[Act, ...]] = {}
    for act in sorted(acts().values(), key=lambda a: a.in_force or a.issued or date.max):
        if act.kind in NAMED:
            key = (act.kind, act.name.casefold())
            found[key] = (*found.get(key, ()), act)
    return found


def acts_named(kind: str, name: str) -> tuple[Act, ...]:
    """Return the acts of that kind and name, the oldest first: ``("Luật", "Đất đai")``."""
    return _by_name().get((kind, name.casefold()), ())


def act_by_name(kind: str, name: str, day: date | None) -> Act | None:
    """Return the act that the name means on that day; without a day the newest.

    None where no act of the name is known or none was in force yet.
    """
    candidates = acts_named(kind, name)
    if day is None:
        return candidates[-1] if candidates else None
    known = [a for a in candidates if a.in_force is None or a.in_force <= day]
    return known[-1] if known else None


def in_force(act: Act, day: date) -> bool | None:
    """Return whether the act was in force on the day; None where its first day is not known."""
    if act.ended is not None and act.ended <= day:
        return False
    if act.in_force is None:
        return None
    return act.in_force <= day


@cache
def law_names() -> dict[str, tuple[str, ...]]:
    """Return by kind all names under which acts are cited, known by number or not."""
    further: dict[str, list[str]] = _load("names.toml")["names"]
    return {
        kind: tuple(
            dict.fromkeys(
                [*(a.name for a in acts().values() if a.kind == kind), *further.get(kind, ())]
            )
        )
        for kind in NAMED
    }


@cache
def short_names() -> dict[str, tuple[str, str]]:
    """Return by short form (``BLDS``, case kept) the kind and name of the act it stands for."""
    short: dict[str, list[str]] = _load("names.toml")["short"]
    return {form: (kind, name) for form, (kind, name) in short.items()}
