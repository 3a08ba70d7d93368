"""The warnings of a paper's reading and language, each with its place where it has one.

What a petition's content warns of stands in ``signals.py``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from pipeline.extraction.findings import Evidence, Notice
from pipeline.extraction.paper import Paper
from pipeline.extraction.secrecy_mark import mark_in
from pipeline.extraction.signals.doubts import doubts_of
from pipeline.extraction.wordlists import phrases, rule, table
from pipeline.messages import say

_BLANK_FIELD = rule(r"…{2,}|\.{5,}|_{4,}|\{\{|\(Blank\d*\)|(?:[….]\s?){5,}")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the text looks like: its language and whether it is a form left blank."""

    vietnamese: bool
    blank_form: bool


def shape_of(paper: Paper) -> Shape:
    return Shape(vietnamese=_vietnamese(paper), blank_form=_blank_form(paper))


_COMMON = frozenset(phrases("persons", "common.words"))


_WORD = re.compile(r"[^\W\d_]+")
_FEW = 20
"""Words below which a text is too short to tell its language."""
_NATIVE = re.compile(r"[À-ÖØ-öø-ưẠ-ỹ]")
"""A letter with a mark that Vietnamese may have."""


_ENGLISH = frozenset(
    ("the", "of", "and", "is", "are", "was", "were", "that", "this", "with", "from", "have", "has")
)
ENGLISH = 0.06
"""Share of English function words from which on a paper is no Vietnamese one."""


def _vietnamese(paper: Paper) -> bool:
    """Marked vowels, or for a text without tone marks the commonest words."""
    first = islice(_WORD.finditer(paper.folded), _FEW)
    if sum(1 for _ in first) < _FEW:
        return True
    words = _WORD.findall(paper.folded, 0, 20000)
    if sum(word in _ENGLISH for word in words) > ENGLISH * len(words):
        return False
    if not paper.toneless:
        letters = sum(map(str.isalpha, paper.text[:20000]))
        return len(_NATIVE.findall(paper.text, 0, 20000)) > 0.05 * letters
    return sum(word in _COMMON for word in words) > 0.18 * len(words)


def _blank_form(paper: Paper) -> bool:
    """Many blanks, and hardly a digit or a value between them."""
    blanks = len(_BLANK_FIELD.findall(paper.text))
    return blanks >= 5 and blanks * 30 > len(paper.text.split())


def notices_of(paper: Paper, shape: Shape) -> tuple[Notice, ...]:
    """Return the warnings of the paper's reading and of its language, in a fixed order."""
    return (*_of_reading(paper), *_of_text(shape))


def notice(code: str, evidence: Evidence | None = None, **told: str) -> Notice:
    """Return the warning of that code; ``told`` fills the blanks of its sentence."""
    sentence = table("messages")[code]
    return Notice(code, say(sentence["vi"].format(**told), sentence["en"].format(**told)), evidence)


def _of_reading(paper: Paper) -> Iterator[Notice]:
    if mark_in(paper.cleaned.text, paper.document.margin_text):
        yield notice("state_secret")
    yield from doubts_of(paper.document)


def _of_text(shape: Shape) -> Iterator[Notice]:
    if not shape.vietnamese:
        yield notice("not_vietnamese")
    if shape.blank_form:
        yield notice("blank_form")
