"""The word lists beside the code (``words/*.toml``) and patterns made of them."""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from pathlib import Path
from typing import Any

from pipeline.extraction.folding import fold_aligned

_WORDS = Path(__file__).parent / "words"


@cache
def table(name: str) -> dict[str, Any]:
    """Return the content of ``words/<name>.toml``."""
    with (_WORDS / f"{name}.toml").open("rb") as file:
        return tomllib.load(file)


def phrases(name: str, key: str) -> tuple[str, ...]:
    """Return a list of phrases; a dotted key goes into a table."""
    value: Any = table(name)
    for part in key.split("."):
        value = value[part]
    return tuple(value)


def any_of(words: Iterable[str]) -> str:
    """Return a pattern source for folded text that matches any of the phrases, longest first.

    A space in a phrase matches a space, a few of them, or a broken line.
    """
    folded = sorted({fold_aligned(w) for w in words}, key=lambda w: (-len(w), w))
    return "(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s{1,3}") for w in folded) + ")"


def cue(name: str) -> str:
    """Return the pattern source of one list of ``words/cues.toml``."""
    return any_of(phrases("cues", name))


@cache
def rule(source: str) -> re.Pattern[str]:
    """Compile a rule for running text.

    A space matches a few spaces or a broken line; ``@name@`` stands for a list of
    ``words/cues.toml``.
    """
    loose = _LITERAL_SPACE.sub(lambda m: m.group() if m.group() != " " else r"\s{1,3}", source)
    return re.compile(re.sub(r"@([a-z_]+)@", lambda m: cue(m.group(1)), loose))


# A character class, an escaped character, or a space of its own.
_LITERAL_SPACE = re.compile(r"\[\^?\]?(?:\\.|[^\]\\])*\]|\\.| ")
