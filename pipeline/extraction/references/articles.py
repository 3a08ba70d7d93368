"""Article paths: ``điểm b khoản 2 Điều 29``, ``Điều 12, 13 và khoản 1 Điều 15``.

A path is read before its act (``… của Luật Tố cáo``) and written from the smallest unit up.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.extraction.paper import Paper
from pipeline.extraction.references.mention import Mention
from pipeline.extraction.wordlists import rule

_UNITS = {"tiet": 0, "diem": 1, "khoan": 2, "dieu": 3, "muc": 4, "chuong": 5, "phan": 6}
_WRITTEN = ("tiết", "điểm", "khoản", "Điều", "Mục", "Chương", "Phần")
_VALUE = r"(?:\d{1,4}[a-z]{0,2}(?!\w)|[ivx]{1,6}(?!\w)|[a-z](?:\.\d{1,2})?(?!\w))"
_STEP = rule(rf"\b(?P<unit>tiet|diem|khoan|dieu|muc|chuong|phan)\s{{1,8}}(?P<value>{_VALUE})")
_MORE = rule(rf"\s{{0,3}}(?P<join>,|va|hoac|den|,\s?va)\s{{1,8}}(?P<value>{_VALUE})")
_BETWEEN = rule(r"\s{0,3}(?:,|va|hoac|;|,\s?va|cua|(?P<to>den))?\s{1,8}(?:cac\s)?")
_TO_ACT = rule(r"\s{0,3},?(?:\s{1,8}(?:cua|tai|trong|thuoc))?(?:\s{1,8}cac)?\s{1,8}")
MAX_STEPS = 40
MAX_RANGE = 40
"""Articles that ``từ Điều 12 đến Điều 40`` is spelled out for."""

Path = tuple[tuple[int, str], ...]


def with_articles(paper: Paper, mentions: Sequence[Mention]) -> list[Mention]:
    """Return the mentions with the paths that stand right before them."""
    found = list(mentions)
    by_start = {m.start: n for n, m in enumerate(found)}
    for start, end, paths in _runs(paper):
        match = _TO_ACT.match(paper.folded, end)
        number = by_start.get(match.end()) if match else None
        if number is not None:
            found[number] = replace(found[number], articles=paths, path=start)
    return found


def _runs(paper: Paper) -> Iterator[tuple[int, int, tuple[str, ...]]]:
    """Yield each run of steps with its span and paths."""
    position = 0
    while match := _STEP.search(paper.folded, position):
        start, steps = match.start(), list[tuple[int, list[str]]]()
        end = start
        between: re.Match[str] | None = None
        while match and len(steps) < MAX_STEPS:
            values, end = _values(paper, match)
            rank = _UNITS[match["unit"]]
            if between and between["to"] and steps and steps[-1][0] == rank:
                steps[-1][1].extend([*_spelled(steps[-1][1][-1], values[0]), *values[1:]])
            else:
                steps.append((rank, values))
            between = _BETWEEN.match(paper.folded, end)
            match = _STEP.match(paper.folded, between.end()) if between else None
        position = end
        yield start, end, tuple(_printed(path) for path in _paths(steps))


def _values(paper: Paper, match: re.Match[str]) -> tuple[list[str], int]:
    """Return the values of one step as written (``đ`` is not ``d``) and where they end."""
    values = [paper.text[match.start("value") : match.end("value")]]
    end = match.end()
    for _ in range(MAX_STEPS):
        more = _MORE.match(paper.folded, end)
        if more is None:
            break
        value = paper.text[more.start("value") : more.end("value")]
        values += _spelled(values[-1], value) if more["join"] == "den" else [value]
        end = more.end()
    return values, end


def _spelled(first: str, last: str) -> list[str]:
    """What follows the first in ``từ 12 đến 15``: all of them where they can be counted."""
    if first.isdecimal() and last.isdecimal() and 0 < int(last) - int(first) <= MAX_RANGE:
        return [str(n) for n in range(int(first) + 1, int(last) + 1)]
    return [last]


def _paths(steps: list[tuple[int, list[str]]]) -> list[Path]:
    """A larger unit closes over all paths before it that end below it."""
    paths: list[Path] = []
    for rank, values in steps:
        opened = [n for n, path in enumerate(paths) if path[-1][0] < rank]
        for n in opened:
            paths[n] = (*paths[n], (rank, values[0]))
        paths += [((rank, value),) for value in (values[1:] if opened else values)]
    return paths


def _printed(path: Path) -> str:
    return " ".join(
        f"{_WRITTEN[rank]} {value.lower() if rank < 2 else value}" for rank, value in path
    )
