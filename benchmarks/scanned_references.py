"""What a made scan costs references: the same papers as text and as read from scans.

A scan has other offsets than the truth, so mentions are paired by their words, in order. A number
counts as right when it is printed right or its proposed mending is; dates and issuers as in
``benchmarks.references``, but tone marks of issuers' names are the reader's matter.
"""

from collections.abc import Callable, Iterator, Sequence
from difflib import SequenceMatcher
from typing import Any

from benchmarks.extraction import Sample, fold
from benchmarks.references import Count, accepted, same
from pipeline.extraction import extract
from pipeline.extraction.folding import fold_aligned

ALIKE = 0.6
"""Share of equal letters from which two mentions may be the same."""
FIELDS = ("mention", "symbol", "date", "agency")
Json = dict[str, Any]
Read = Callable[[Sample], Any]


def paired(wanted: Sequence[Json], found: Sequence[Any]) -> list[tuple[Json | None, Any]]:
    """Pair mentions in order so that their words are most alike; None where one has no pair."""
    likeness = [[_alike(one["text"], other.text) for other in found] for one in wanted]
    best = [[0.0] * (len(found) + 1) for _ in range(len(wanted) + 1)]
    for i in range(len(wanted) - 1, -1, -1):
        for j in range(len(found) - 1, -1, -1):
            both = likeness[i][j] + best[i + 1][j + 1] if likeness[i][j] >= ALIKE else 0.0
            best[i][j] = max(both, best[i + 1][j], best[i][j + 1])
    return list(_along(wanted, found, likeness, best))


def _along(
    wanted: Sequence[Json], found: Sequence[Any], likeness: list[list[float]], best: Any
) -> Iterator[tuple[Json | None, Any]]:
    i = j = 0
    while i < len(wanted) and j < len(found):
        if likeness[i][j] >= ALIKE and best[i][j] == likeness[i][j] + best[i + 1][j + 1]:
            yield wanted[i], found[j]
            i, j = i + 1, j + 1
        elif best[i][j] == best[i + 1][j]:
            yield wanted[i], None
            i += 1
        else:
            yield None, found[j]
            j += 1
    yield from ((one, None) for one in wanted[i:])
    yield from ((None, other) for other in found[j:])


def _alike(one: str, other: str) -> float:
    """How alike the words are; a mention of which only a part was found is the same, less sure."""
    matcher = SequenceMatcher(None, fold(one), fold(other), autojunk=False)
    common = sum(block.size for block in matcher.get_matching_blocks() if block.size > 2)
    shorter = max(1, min(len(fold(one)), len(fold(other))))
    return max(matcher.ratio(), 0.75 * common / shorter)


def counted(paper: Sample, found: Sequence[Any]) -> tuple[dict[str, Count], list[str]]:
    """Return the counts of one paper by field, and its misses."""
    counts = {name: Count() for name in FIELDS}
    misses: list[str] = []
    references: list[Json] = paper.truth["references"]

    def tell(name: str, verdict: str, wanted: object, got: object) -> None:
        setattr(counts[name], verdict, getattr(counts[name], verdict) + 1)
        if verdict != "right":
            misses.append(f"{paper.name}: {name} {verdict}: {wanted!r}, found {got!r}")

    for one, hit in paired(references, found):
        if one is None:
            tell("mention", "invented", None, hit.text)
        elif not one.get("optional"):
            tell("mention", "right" if hit else "missed", one["text"], hit and hit.text)
        if one is None or one.get("optional"):
            continue
        for name in FIELDS[1:]:
            right = accepted(references, one, name)
            if name == "symbol":
                right = [one["symbol"], one["resolved"]]
            got = {getattr(hit, n, None) for n in _places(name)} - {None}
            _tell(
                tell,
                name,
                [value for value in right if value],
                not all(right) if name != "symbol" else not any(right),
                got,
                one["text"],
            )
    return counts, misses


def _same(name: str, value: str, found: str) -> bool:
    if name == "agency":
        value, found = fold_aligned(value), fold_aligned(found)
    return same(name, value, found)


def _places(name: str) -> tuple[str, ...]:
    return (name, "resolved") if name == "symbol" else (name,)


def _tell(
    tell: Callable[[str, str, object, object], None],
    name: str, right: list[str], silent: bool, got: set[Any], about: str,
) -> None:  # fmt: skip
    if any(_same(name, value, one) for value in right for one in got):
        tell(name, "right", right, got)
    elif not right:
        if got and name != "symbol":
            tell(name, "invented", about, got)
    elif got:
        tell(name, "wrong", right, got)
    elif not silent:
        tell(name, "missed", (right, about), None)


def report(papers: Sequence[Sample], read: Read, *, misses: bool) -> Iterator[str]:
    """Yield the table: each field's F1 as text and from a scan, and what the scan costs."""
    ways: dict[str, Read] = {"text": Sample.document, "scan": read}
    sums = {way: {name: Count() for name in FIELDS} for way in ways}
    told: list[str] = []
    for paper in papers:
        for way, how in ways.items():
            counts, missed = counted(paper, extract(how(paper)).references)
            told += [f"{way}: {line}" for line in missed]
            for name, count in counts.items():
                sums[way][name].add(count)
    yield f"{len(papers)} papers as text and as scans"
    yield (
        f"{'field':12}{'text F1':>9}{'scan F1':>9}{'costs':>8}"
        f"{'scan: right':>15}{'wrong':>6}{'missed':>7}{'invented':>9}"
    )
    for name in FIELDS:
        text, scan = sums["text"][name], sums["scan"][name]
        yield (
            f"{name:12}{text.f1:9.3f}{scan.f1:9.3f}{text.f1 - scan.f1:8.3f}"
            f"{scan.right:15}{scan.wrong:6}{scan.missed:7}{scan.invented:9}"
        )
    if misses:
        yield from told
