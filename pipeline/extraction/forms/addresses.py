"""Addresses anywhere in a paper, found by their own grammar before anybody asks whose they are.

An address is a chain of pieces: a unit word with its name or number (``ấp 4``, ``P. Hải Tân``), a
house number with its street, the bare name of a province or, behind a commune, of a district.
Pieces follow each other from small to large, parted by commas, dashes, ``thuộc`` or nothing;
``nay là`` and a bracket may begin the units anew. What stands before an address tells what it is
(``CUES``). Names of bodies (``UBND xã A, huyện B``) are no addresses.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extraction.folding import UPPER
from pipeline.extraction.forms.address_chain import (
    Anchor,
    Ground,
    anchors_of,
    chain_from,
)
from pipeline.extraction.forms.agencies import AGENCY
from pipeline.extraction.paper import Mark, Paper
from pipeline.extraction.wordlists import any_of, phrases, rule

ADDRESS = "address"
CUES = ("label", "lives", "bare", "none")
"""What stands before: ``Địa chỉ:``, a word for living, a comma or a new line, something else."""


def find_addresses(paper: Paper) -> Iterator[Mark]:
    """Yield the addresses of the paper in order; ``value`` is the cue and the levels."""
    anchors = {a.start: a for a in anchors_of(paper)}
    ground = Ground(paper, anchors)
    done = 0
    for anchor in anchors.values():
        if anchor.start < done:
            continue
        chain = chain_from(ground, anchor)
        if chain is None:
            continue
        end, levels = chain
        start = _with_house(paper, anchor, done)
        levels = ["house", *levels] if start < anchor.start else levels
        done = end
        if _of_a_body(paper, start, anchor):
            continue
        cue = _cue(paper, start)
        if _enough(cue, levels):
            yield Mark(ADDRESS, start, end, " ".join([cue, *levels]))


def cue_of(address: Mark) -> str:
    return address.value.partition(" ")[0]


def levels_of(address: Mark) -> list[str]:
    return address.value.split()[1:]


def _enough(cue: str, levels: list[str]) -> bool:
    """A province or a house alone is no address; where nobody says that one lives, two levels."""
    units = [level for level in levels if level != "house"]
    if cue in ("label", "lives"):
        return bool(units) and units != ["province"]
    return len(set(levels)) > 1 and not set(units) <= {"hamlet"}


_BRACKET = re.compile(r"\s{0,3}\((?:nay|trước|cũ|thuộc|hiện|nguyên)[^()]{3,160}\)")


def with_bracket(paper: Paper, end: int) -> int:
    """Return the end of the address with the bracket behind it that tells its other units."""
    bracket = _BRACKET.match(paper.text, end)
    return bracket.end() if bracket else end


# --- what stands before the first unit -----------------------------------------------------------

_HOUSE = re.compile(
    rf"(?:(?<=[\s(:,|])|^)(?P<h>(?:[sS]ố(?:\s?nhà)?\s{{1,2}}|SN\s?|SỐ(?: NHÀ)?\s)?"
    rf"(?:[A-ZĐ]{{1,2}}[.-]?)?\d{{1,4}}[A-Za-z]?"
    rf"(?:[/-]\d{{1,4}}[A-Za-z]?){{0,5}}(?:\s{{1,2}}[{UPPER}][\w'’]*){{0,6}})[\s,–-]*$"
)
_NAME_BEFORE = re.compile(rf"(?P<h>[{UPPER}][\w'’]*(?:\s[{UPPER}\d][\w'’]*){{0,5}}),\s?$")


_YEAR_OR_DAY = re.compile(r"(?:19|20)\d\d(?!\d)|\d{1,2}[/.-]\d{1,2}[/.-]\d\d")


def _with_house(paper: Paper, anchor: Anchor, floor: int) -> int:
    """``390C, tổ 9``, ``128/5 Bạch Đằng, phường``, ``ngụ Bình Tả 2, xã`` begin before the unit."""
    floor = max(floor, anchor.start - 64, paper.line_at(anchor.start).start)
    before = paper.text[floor : anchor.start]
    house = _HOUSE.search(before)
    if house and not _YEAR_OR_DAY.match(house["h"]):
        return floor + house.start("h")
    name = _NAME_BEFORE.search(before)
    if name and _cue(paper, floor + name.start("h")) in ("label", "lives"):
        return floor + name.start("h")
    return anchor.start


# --- what it is ----------------------------------------------------------------------------------


@cache
def _lives() -> re.Pattern[str]:
    return rule(
        rf"(?<![^\W\d_])(?:{any_of(phrases('places', 'lives'))}|(?:19|20)\d\d)"
        r"(?: (?:hien|dang|nay|bay gio))?(?: (?:o|tai|ben|thuoc|cua))?"
        r"(?: (?:so|nha|nha so))?[\s:,]{1,4}$"
    )


@cache
def _lives_not() -> re.Pattern[str]:
    nothing = any_of(phrases("places", "lives_not"))
    return rule(rf"(?<![^\W\d_]){nothing} (?:nha )?(?:o|tai|ve|den)[\s:,]{{1,4}}$")


_LIVES_WITH = rule(
    r"\b(?:o|ngu|song|ta tuc|nuong nho) (?:(?:voi|cung|chung|nho)\b[^.;\n]{0,50} tai"
    r"|[^.;,\n]{0,30} (?:tren|duoi|trong|gan|canh|dau|cuoi))\s{1,3}$"
)
_STARTS = re.compile(r"(?:^|[,;:.(|\n\t–-])[ \t\n]*$|\s{3,}$")


@cache
def _label() -> re.Pattern[str]:
    return rule(
        rf"(?<![^\W\d_])@address@(?: {any_of(phrases('places', 'label_of'))}){{0,3}}"
        r"(?:\s?\([^)\n]{0,40}\))?(?P<colon>\s{0,2}[:=.–-])?\s{0,4}$"
    )


def _cue(paper: Paper, start: int) -> str:
    """Return what stands before the place: one of ``CUES``."""
    folded = paper.folded[max(0, start - 64) : start]
    label = _label().search(folded)
    if label and not _lives_not().search(folded):
        return "label" if label["colon"] else "lives"
    if _lives().search(folded) and not _lives_not().search(folded):
        return "lives"
    if _LIVES_WITH.search(folded):
        return "lives"
    return "bare" if _STARTS.search(paper.text, max(0, start - 4), start) else "none"


@cache
def _office() -> re.Pattern[str]:
    return rule(rf"(?<![^\W\d_]){any_of(phrases('places', 'offices'))}\s{{1,2}}$")


def _of_a_body(paper: Paper, start: int, anchor: Anchor) -> bool:
    """``Chủ tịch UBND xã A, huyện B``: the units of an office."""
    if any(
        mark.start <= anchor.start < mark.end
        for mark in paper.marks_in(AGENCY, max(0, start - 200), min(len(paper.text), start + 400))
    ):
        return True
    if start < anchor.start:
        return False
    folded = paper.folded[max(0, start - 24) : start]
    return _office().search(folded) is not None and _cue(paper, start) == "none"
