"""Measures references to documents on texts with a truth written before the rules were.

``python -m benchmarks.references`` prints counts, precision, recall and F1 with 95 % intervals
(bootstrap over texts), the plain regular expression beside, what changed since the committed
result, and speed. ``--half`` chooses the texts, ``--misses`` lists what was not right, ``--save``
commits the result. ``--scans N`` also lets the reader read the first N papers from made scans and
tells what that costs. How truths are read: tests/references/README.md.
"""

import argparse
import json
import random
import re
import time
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from benchmarks.extraction import Sample, fold, peer_references, samples
from pipeline.extraction import extract
from pipeline.extraction.findings import Notice
from pipeline.extraction.references import (
    Own,
    find_mentions,
    notices_of_references,
    number_references,
    resolve,
)

TEXTS = Path(__file__).parents[1] / "tests" / "references"
COMMITTED = Path(__file__).with_suffix(".json")
DRAWS = 1000
TARGETS = {
    "mention": 0.97,
    "exact span": 0.92,
    "date": 0.97,
    "agency": 0.93,
    "distinct documents": 0.97,
}
Json = dict[str, Any]


@dataclass
class Count:
    """Right, wrong (found in another way), missed, invented."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    invented: int = 0

    def add(self, other: "Count") -> None:
        self.right += other.right
        self.wrong += other.wrong
        self.missed += other.missed
        self.invented += other.invented

    @property
    def precision(self) -> float:
        return _ratio(self.right, self.right + self.wrong + self.invented)

    @property
    def recall(self) -> float:
        return _ratio(self.right, self.right + self.wrong + self.missed)

    @property
    def f1(self) -> float:
        both = 2 * self.right + 2 * self.wrong + self.missed + self.invented
        return _ratio(2 * self.right, both)


def _ratio(part: int, whole: int) -> float:
    return part / whole if whole else 1.0


@dataclass
class Scored:
    """One text's counts by field, its misses, and which mentions were wholly right."""

    counts: dict[str, Count] = field(default_factory=dict[str, Count])
    misses: list[str] = field(default_factory=list[str])
    right: list[int] = field(default_factory=list[int])
    invented: int = 0

    def tell(self, name: str, verdict: str, expected: object = None, found: object = None) -> None:
        count = self.counts.setdefault(name, Count())
        setattr(count, verdict, getattr(count, verdict) + 1)
        if verdict != "right":
            self.misses.append(f"{name}: {verdict}: expected {expected!r}, found {found!r}")


# Comparing


def same(field_name: str, expected: str, found: str) -> bool:
    """Kinds of certificates are one, spaces in symbols and case of agencies don't count."""
    if field_name == "kind" and fold(expected).startswith(fold("giấy chứng nhận")):
        return fold(found).startswith(fold("giấy chứng nhận"))
    if field_name in ("symbol", "resolved"):
        return "".join(expected.split()).upper() == "".join(found.split()).upper()
    return fold(expected) == fold(found)


def anchors(sample: Sample) -> list[tuple[int, int]]:
    """Return the place of each mention of the truth, in order."""
    spans: list[tuple[int, int]] = []
    position = 0
    for reference in sample.truth["references"]:
        start = sample.text.index(reference["text"], position)
        spans.append((start, start + len(reference["text"])))
        position = spans[-1][1]
    return spans


Pairs = list[tuple[int, Json, Any]]


def align(sample: Sample, found: Sequence[Any]) -> tuple[Pairs, list[Any]]:
    """Pair each mention of the truth with the found one that covers most of it, or None."""
    left = list(found)
    pairs: Pairs = []
    for number, ((start, end), wanted) in enumerate(
        zip(anchors(sample), sample.truth["references"], strict=True)
    ):
        over = [(min(m.end, end) - max(m.start, start), -n) for n, m in enumerate(left)]
        best = max(over, default=(0, 0))
        hit = left.pop(-best[1]) if best[0] > 0 else None
        pairs.append((number, wanted, hit))
    return pairs, left


def accepted(references: list[Json], one: Json, name: str) -> list[str | None]:
    """What is right for a date or agency: as stated here, or at another mention of the same."""
    own = _listed(one[name])
    if None not in own:
        return own
    twins = [r[name] for r in references if r["document"] == one["document"]]
    return [None, *filter(None, own), *(v for twin in twins for v in _listed(twin) if v)]


def _listed(value: str | list[str | None] | None) -> list[str | None]:
    return value if isinstance(value, list) else [value]


def score(sample: Sample, found: Sequence[Any], warnings: Sequence[Notice] | None) -> Scored:
    """Return what became of one text; ``warnings`` None where they are not measured."""
    result = Scored()
    pairs, extra = align(sample, found)
    references: list[Json] = sample.truth["references"]
    for number, wanted, hit in pairs:
        if not wanted.get("optional"):
            whole = _score_mention(result, references, wanted, hit)
            result.right += [number] if whole else []
    for mention in extra:
        result.tell("mention", "invented", None, mention.text)
        result.tell("exact span", "invented", None, mention.text)
        for name in ("date", "agency"):
            if getattr(mention, name):
                result.tell(name, "invented", None, getattr(mention, name))
    result.invented = len(extra)
    _score_documents(result, pairs, extra)
    if warnings is not None:
        _score_warnings(result, sample, warnings)
    return result


def _score_mention(result: Scored, references: list[Json], wanted: Json, hit: Any) -> bool:
    """Count one mention's fields; return whether its span, kind and symbol are right."""
    tell = partial(_tell_one, result, wanted)
    text = wanted["text"]
    result.tell("mention", "right" if hit else "missed", text)
    exact = hit is not None and hit.text == text
    verdict = "right" if exact else "wrong" if hit else "missed"
    result.tell("exact span", verdict, text, hit and hit.text)
    whole = exact
    for name in ("kind", "symbol"):
        whole = tell(name, [wanted[name]], hit and getattr(hit, name)) and whole
    if wanted["resolved"]:
        tell("resolved", [wanted["resolved"]], hit and getattr(hit, "resolved", None))
    for name in ("date", "agency"):
        tell(name, accepted(references, wanted, name), hit and getattr(hit, name))
    tell("relation", [wanted["relation"]], hit and getattr(hit, "relation", None))
    _score_articles(result, wanted, hit)
    return whole


def _tell_one(
    result: Scored, wanted: Json, name: str, right: list[str | None], found: str | None
) -> bool:
    about = f"{right[0]} in {wanted['text']!r}"
    values = [value for value in right if value is not None]
    if found is None:
        if None in right:
            return True
        result.tell(name, "missed", about)
        return False
    good = any(same(name, value, found) for value in values)
    result.tell(name, "right" if good else "wrong" if values else "invented", about, found)
    return good


def _score_articles(result: Scored, wanted: Json, hit: Any) -> None:
    expected = [fold(path) for path in wanted.get("articles", ())]
    found = [fold(path) for path in getattr(hit, "articles", ())]
    for path in expected:
        result.tell("articles", "right" if path in found else "missed", path, found)
    for path in found:
        if path not in expected:
            result.tell("articles", "invented", wanted["text"], path)


def _score_documents(result: Scored, pairs: Pairs, extra: Sequence[Any]) -> None:
    """A document is right when its mentions, as far as they were found, are one and alone."""
    ids: dict[int, set[Any]] = {}
    owners: dict[Any, set[int]] = {}
    needed = {wanted["document"] for _, wanted, _ in pairs if not wanted.get("optional")}
    for _, wanted, hit in pairs:
        if wanted.get("optional"):
            continue
        here = ids.setdefault(wanted["document"], set())
        if hit is not None:
            here.add(_identity(hit))
            owners.setdefault(_identity(hit), set()).add(wanted["document"])
    for document in sorted(needed):
        found = ids[document]
        alone = len(found) == 1 and all(owners[i] == {document} for i in found)
        verdict = "right" if alone else "wrong" if found else "missed"
        result.tell("distinct documents", verdict, document, found)
    for identity in {_identity(m) for m in extra} - set(owners):
        result.tell("distinct documents", "invented", None, identity)


def _identity(mention: Any) -> Any:
    """The document's id; for the peer, which gives none, its symbol or words."""
    return getattr(mention, "document_id", None) or mention.symbol or fold(mention.text)


def _score_warnings(result: Scored, sample: Sample, warnings: Sequence[Notice]) -> None:
    left = [n for n in warnings if n.code.startswith(("chronology.", "not_in_force"))]
    for wanted in sample.truth["warnings"]:
        places = _places(sample, wanted["at"])
        hit = next((n for n in left if n.code == wanted["code"] and _touches(n, places)), None)
        result.tell("warnings", "right" if hit else "missed", wanted)
        left = [n for n in left if n is not hit]
    for notice in left:
        at = notice.evidence and sample.text[notice.evidence.start : notice.evidence.end]
        result.tell("warnings", "invented", None, (notice.code, at))


def _places(sample: Sample, at: str) -> list[tuple[int, int]]:
    """The place named, and those of the other mentions of the document that stands there."""
    start = sample.text.index(at)
    spans = list(zip(anchors(sample), sample.truth["references"], strict=True))
    here = {r["document"] for (a, b), r in spans if a < start + len(at) and start < b}
    return [(start, start + len(at)), *(s for s, r in spans if r["document"] in here)]


def _touches(notice: Notice, places: Sequence[tuple[int, int]]) -> bool:
    evidence = notice.evidence
    return evidence is not None and any(a < evidence.end and evidence.start < b for a, b in places)


# The table


def total(scored: Sequence[Scored]) -> dict[str, Count]:
    sums: dict[str, Count] = {}
    for one in scored:
        for name, count in one.counts.items():
            sums.setdefault(name, Count()).add(count)
    return sums


def interval(scored: Sequence[Scored], name: str) -> tuple[float, float]:
    """Return the 95 % interval of the F1: the texts drawn again and again, with replacement."""
    counts = [one.counts.get(name, Count()) for one in scored]
    draw = random.Random(1)
    values: list[float] = []
    for _ in range(DRAWS):
        drawn = Count()
        for count in draw.choices(counts, k=len(counts)):
            drawn.add(count)
        values.append(drawn.f1)
    values.sort()
    return values[int(0.025 * DRAWS)], values[int(0.975 * DRAWS) - 1]


ROWS = (
    "mention", "exact span", "kind", "symbol", "resolved", "date", "agency", "relation",
    "articles", "distinct documents", "warnings",
)  # fmt: skip
PEER_ROWS = ("mention", "exact span", "kind", "symbol", "date", "agency", "distinct documents")


def table(scored: Sequence[Scored], peer: Sequence[Scored]) -> Iterator[str]:
    yield (
        f"{'field':20}{'right':>7}{'wrong':>7}{'missed':>7}{'invented':>9}"
        f"{'prec':>7}{'rec':>7}{'F1':>7}  {'95 %':13}{'target':>7}   plain regex F1"
    )
    ours, theirs = total(scored), total(peer)
    for name in ROWS:
        c = ours.get(name, Count())
        low, high = interval(scored, name)
        target = f"{TARGETS[name]:7.2f}" if name in TARGETS else " " * 7
        beside = f"{theirs.get(name, Count()).f1:8.3f}" if name in PEER_ROWS else ""
        yield (
            f"{name:20}{c.right:7}{c.wrong:7}{c.missed:7}{c.invented:9}{c.precision:7.3f}"
            f"{c.recall:7.3f}{c.f1:7.3f}  {low:.3f}-{high:.3f}  {target}   {beside}"
        )


def false_alarms(papers: Sequence[Sample], scored: Sequence[Scored]) -> str:
    silent = [s for p, s in zip(papers, scored, strict=True) if not p.truth["references"]]
    found = sum(s.invented for s in silent)
    return f"papers that cite nothing: {len(silent)}, mentions found in them: {found}"


# What changed


def result_of(papers: Sequence[Sample], scored: Sequence[Scored]) -> Json:
    return {
        p.name: {"right": s.right, "invented": s.invented}
        for p, s in zip(papers, scored, strict=True)
    }


def changes(papers: Sequence[Sample], now: Json, before: Json) -> Iterator[str]:
    """Yield the mentions that became right or no longer are, with their texts."""
    for paper in papers:
        texts = [r["text"] for r in paper.truth["references"]]
        old, new = before.get(paper.name, {"right": [], "invented": 0}), now[paper.name]
        for word, numbers in (
            ("gained", set(new["right"]) - set(old["right"])),
            ("lost", set(old["right"]) - set(new["right"])),
        ):
            yield from (f"{word}  {paper.name}: {texts[n]!r}" for n in sorted(numbers))
        if new["invented"] != old["invented"]:
            yield f"invented {old['invented']} -> {new['invented']}  {paper.name}"


# Speed


def speed(papers: Sequence[Sample]) -> Iterator[str]:
    """Time the references alone: closed forms are found before, the text is read by then."""
    from pipeline.extraction.assemble import read

    whole = "\n\n".join(p.text for p in papers)
    base: float | None = None
    for times in (1, 10, 100):
        text = "\n\n".join([whole] * times)
        paper = read(Sample("", text, {}).document())
        began = time.process_time()
        references = number_references(paper, resolve(find_mentions(paper), Own()), frozenset())
        list(notices_of_references(paper, references, Own(), petition=False))
        seconds = time.process_time() - began
        words = len(text.split())
        base = base or seconds / words
        yield (
            f"{times:4} x: {words:8} words, {words / seconds:9.0f} words a second on one core,"
            f" {seconds / words / base:.2f} of the time a word"
        )


def main(arguments: Sequence[str] | None = None) -> None:
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--half", choices=("tuning", "final", "unseen"), default="tuning")
    parser.add_argument("--misses", action="store_true", help="list what was not right")
    parser.add_argument("--save", action="store_true", help="keep the result to compare with")
    parser.add_argument("--no-speed", action="store_true")
    parser.add_argument("--scans", type=int, default=0, help="read so many as made scans, too")
    options = parser.parse_args(arguments)
    papers = samples(TEXTS / options.half)
    found = [extract(paper.document()) for paper in papers]
    scored = [score(p, f.references, f.warnings) for p, f in zip(papers, found, strict=True)]
    peer = [score(p, peer_references(p.text), None) for p in papers]
    mentions = sum(len(p.truth["references"]) for p in papers)
    print(f"{len(papers)} texts, {mentions} mentions ({options.half} half)\n")
    print("\n".join(table(scored, peer)))
    print("\n" + false_alarms(papers, scored))
    committed: Json = json.loads(COMMITTED.read_text()) if COMMITTED.exists() else {}
    now = result_of(papers, scored)
    if options.half in committed:
        lines = list(changes(papers, now, committed[options.half]))
        print(
            "\nsince the committed result: " + (f"{len(lines)} changes" if lines else "no change")
        )
        print("\n".join(lines))
    if options.save:
        committed[options.half] = now
        COMMITTED.write_text(_json(committed))
    if options.misses:
        for paper, one in zip(papers, scored, strict=True):
            print("\n".join(f"{paper.name}: {line}" for line in one.misses))
    if options.scans:
        _print_scans(papers[: options.scans], misses=options.misses)
    if not options.no_speed:
        print("\nreferences alone:\n" + "\n".join(speed(papers)))


def _print_scans(papers: Sequence[Sample], *, misses: bool) -> None:
    from benchmarks import scanned_references, scans

    print()
    for line in scanned_references.report(papers, scans.as_scan, misses=misses):
        print(line, flush=True)


def _json(committed: Json) -> str:
    """JSON with one line a text."""
    plain = json.dumps(committed, indent=1, sort_keys=True)
    return re.sub(r"\[[\d,\s]*\]", lambda m: " ".join(m[0].split()), plain) + "\n"


if __name__ == "__main__":
    main()
