"""Combinations that identify: what in a secret paper points at its writer without a name.

A clue for whoever writes the summary of a withheld draft by hand. Which clues there are is itself
a hint at the writer, so they are told through the gate only; beside a draft stands that there are
some.
"""

import re
import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from pipeline.drafting.case import Person
from pipeline.engine.withheld import kept_back
from pipeline.text.unicode import fold

PLACE_AND_POST = (
    "Đơn nêu cả nơi ở dưới cấp xã và chức vụ, nghề của người viết: hai điều ghép lại thường chỉ "
    "còn một người."
)


@dataclass(frozen=True, slots=True)
class Sign:
    """One row of ``withheld_signs.toml``."""

    id: str
    sentence: str
    words: re.Pattern[str]
    """Over folded text."""


@cache
def all_signs() -> tuple[Sign, ...]:
    """Return the list of clues."""
    text = files("pipeline.engine").joinpath("withheld_signs.toml").read_text("utf-8")
    rows = tomllib.loads(text)["sign"]
    return tuple(Sign(row["id"], row["sentence"], _pattern(row["words"])) for row in rows)


def identifying(text: str, petitioners: tuple[Person, ...]) -> tuple[str, ...]:
    """Return a sentence for each clue in the paper's text, and for a writer whose place and post
    it states together."""
    folded = fold(text)
    found = [sign.sentence for sign in all_signs() if sign.words.search(folded)]
    if any(p.position and kept_back((p,)).addresses for p in petitioners):
        found.append(PLACE_AND_POST)
    return tuple(found)


def _pattern(words: list[str]) -> re.Pattern[str]:
    one = "|".join(re.escape(fold(w)).replace(re.escape("{so}"), r"\d{1,3}") for w in words)
    return re.compile(rf"\b(?:{one})\b")
