"""Measures extraction on the hand-written papers, field by field.

``python -m benchmarks.extraction`` prints right, wrong, missed and invented values with
precision, recall and F1, and beside the references what one plain regular expression finds.
``--misses`` lists each value that was not right. How truths are read: tests/handwritten/README.md.
``--set tuning`` measures people, bodies and the matter on tests/people instead, with intervals;
``--scans N`` and ``--pdf N`` let the reader read the first N papers from made pages, too.
"""

import argparse
import hashlib
import json
import re
import time
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from typing import Any, Literal

from pipeline.extraction import extract
from pipeline.extraction.findings import Fields, Findings, OfficialHeader, Party, Value
from pipeline.reading.document import Document

HANDWRITTEN = Path(__file__).parents[1] / "tests" / "handwritten"
PEOPLE = HANDWRITTEN.parent / "people"
PERSON_FIELDS = (
    "birth",
    "id_number",
    "id_issued_on",
    "id_issued_by",
    "address",
    "phone",
)
HEADER_FIELDS = (
    "parent_issuer",
    "issuer",
    "number",
    "symbol",
    "place",
    "issued_on",
    "doc_type",
    "subject",
)
SIGNER_FIELDS = ("name", "position", "authority")

Verdict = Literal["right", "wrong", "missed", "invented"]
Extract = Callable[[Document], Findings]


@dataclass(frozen=True)
class Sample:
    """A paper and its truth."""

    name: str
    text: str
    truth: dict[str, Any]

    def document(self) -> Document:
        digest = hashlib.sha256(self.text.encode()).hexdigest()
        return Document(digest, "text/plain", self.text, ())


@dataclass(frozen=True)
class Outcome:
    """What became of one value of one paper."""

    field: str
    verdict: Verdict
    expected: str | None = None
    found: str | None = None


@dataclass(frozen=True)
class Mention:
    """A reference as a peer gives it: the part of ``findings.Reference`` that is scored."""

    start: int
    end: int
    text: str
    kind: str
    symbol: str | None
    date: str | None
    agency: str | None
    resolved: str | None = None


@dataclass(frozen=True)
class Tally:
    """Counts of one field, with the three figures that come of them."""

    right: int = 0
    wrong: int = 0
    missed: int = 0
    invented: int = 0

    @property
    def precision(self) -> float | None:
        return _ratio(self.right, self.right + self.wrong + self.invented)

    @property
    def recall(self) -> float | None:
        return _ratio(self.right, self.right + self.wrong + self.missed)

    @property
    def f1(self) -> float | None:
        return _ratio(2 * self.right, 2 * self.right + 2 * self.wrong + self.missed + self.invented)


def _ratio(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def samples(folder: Path) -> list[Sample]:
    """Return the papers of a folder that have a truth beside them, in the order of their names."""
    return [
        Sample(
            paper.stem,
            unicodedata.normalize("NFC", paper.read_text(encoding="utf-8")),
            json.loads(paper.with_suffix(".json").read_text(encoding="utf-8")),
        )
        for paper in sorted(folder.glob("*.txt"))
        if paper.with_suffix(".json").exists()
    ]


# Comparing

_TONES = re.compile("[\u0300\u0301\u0303\u0309\u0323]")
_SHORT_FORMS = (
    (re.compile(r"\bubnd\b"), "ủy ban nhân dân"),
    (re.compile(r"\bhđnd\b"), "hội đồng nhân dân"),
    (re.compile(r"\btp\b\.?"), "thành phố"),
)


def _tone_last(word: re.Match[str]) -> str:
    """Write the tone after the word, so that ``hoá`` and ``hóa`` are the same."""
    parts = unicodedata.normalize("NFD", word[0])
    return _TONES.sub("", parts) + "".join(_TONES.findall(parts))


def fold(text: str) -> str:
    """Return the text as it is compared: case, spaces, marks, tone places, short forms."""
    text = unicodedata.normalize("NFC", text).casefold()
    text = re.sub("[‐‑–—]", "-", re.sub("[“”„]", '"', text))
    for short, full in _SHORT_FORMS:
        text = short.sub(full, text)
    words = (word.strip("./;:") for word in re.sub(r"\w+", _tone_last, text).split())
    return " ".join(word for word in words if word).strip(" ,;.:-*")


def same(expected: str, found: str) -> bool:
    return fold(expected) == fold(found)


def same_digits(expected: str, found: str) -> bool:
    return _digits(expected) == _digits(found)


def _digits(number: str) -> str:
    """A phone with the country's code is the one with a 0."""
    return re.sub(r"\D", "", re.sub(r"^\(?\+84\)?\s?", "0", number.strip()))


def same_symbol(expected: str, found: str) -> bool:
    return fold("".join(expected.split())) == fold("".join(found.split()))


def same_kind(expected: str, found: str) -> bool:
    """``Giấy chứng nhận`` is right for ``Giấy chứng nhận quyền sử dụng đất`` and the reverse."""
    one, other = fold(expected), fold(found)
    return one.startswith(other) or other.startswith(one)


def same_heading(expected: str, found: str) -> bool:
    return same(expected, found) or same(expected, found.strip().splitlines()[0])


def same_subject(expected: str, found: str) -> bool:
    lead = re.compile(r"^(v/v|về việc)\s+", re.IGNORECASE)
    return same(lead.sub("", expected), lead.sub("", found))


def alike(expected: str, found: str) -> bool:
    """Half of the words of both texts are common, or the expected symbol stands in the found."""
    if re.match(r"\S+/\S+$", expected):
        return fold(expected) in fold(found)
    one, other = set(fold(expected).split()), set(fold(found).split())
    return 2 * len(one & other) >= 0.5 * (len(one) + len(other))


Same = Callable[[str, str], bool]


def alternatives(truth: Any) -> list[str | None]:
    """Return the values that count as right; ``None`` among them when silence does."""
    return truth if isinstance(truth, list) else [truth]


def score_one(field: str, truth: Any, found: str | None, equal: Same = same) -> Iterator[Outcome]:
    """Yield the outcome of a single value; nothing where silence is right and kept."""
    accepted = [value for value in alternatives(truth) if value is not None]
    expected = " | ".join(accepted) or None
    if found is None:
        if None not in alternatives(truth):
            yield Outcome(field, "missed", expected)
    elif any(equal(value, found) for value in accepted):
        yield Outcome(field, "right", expected, found)
    else:
        yield Outcome(field, "wrong" if accepted else "invented", expected, found)


def score_list(
    field: str, truth: Sequence[str], found: Sequence[str], equal: Same = same
) -> Iterator[Outcome]:
    """Yield an outcome for each expected item, then the invented ones."""
    left = list(found)
    for expected in truth:
        hit = next((item for item in left if equal(expected, item)), None)
        if hit is None:
            yield Outcome(field, "missed", expected)
        else:
            left.remove(hit)
            yield Outcome(field, "right", expected, hit)
    for item in left:
        yield Outcome(field, "invented", None, item)


# Scoring a petition


def plain(value: Value | None) -> str | None:
    return None if value is None else str(value.value)


def plains(values: Sequence[Value]) -> list[str]:
    return [str(value.value) for value in values]


def score_fields(truth: dict[str, Any], fields: Fields) -> Iterator[Outcome]:
    singles: tuple[tuple[str, Value | None, Same], ...] = (
        ("title", fields.title, same_heading),
        ("written_on", fields.written_on, same),
        ("written_at", fields.written_at, same),
    )
    for field, value, equal in singles:
        if field in truth:
            yield from score_one(field, truth[field], plain(value), equal)
    lists: tuple[tuple[str, Sequence[Value], Same], ...] = (
        ("addressees", fields.addressees, same),
        ("contested", fields.contested, alike),
        ("requests", fields.requests, alike),
        ("attachments", fields.attachments, alike),
    )
    for field, values, equal in lists:
        if field in truth:
            yield from score_list(field, truth[field], plains(values), equal)


def answers_to(expected: dict[str, Any], party: Party) -> bool:
    """Whether the found party is the expected one: by name, or by office where unnamed."""
    named = [plain(v) for v in (party.name, party.position, party.organisation)]
    key = expected["name"] or expected["position"]
    return any(same(key, name) for name in (named[:1] if expected["name"] else named) if name)


def pair_parties(
    truth: list[dict[str, Any]], found: Sequence[Party]
) -> Iterator[tuple[dict[str, Any] | None, Party | None]]:
    """Yield expected and found parties together: those that answer, then the rest in order."""
    left, unmatched = list(found), []
    for expected in truth:
        hit = next((party for party in left if answers_to(expected, party)), None)
        if hit is None:
            unmatched.append(expected)
        else:
            left.remove(hit)
            yield expected, hit
    for i in range(max(len(left), len(unmatched))):
        yield (
            unmatched[i] if i < len(unmatched) else None,
            left[i] if i < len(left) else None,
        )


def score_parties(
    group: str, truth: list[dict[str, Any]], found: Sequence[Party]
) -> Iterator[Outcome]:
    for expected, party in pair_parties(truth, found):
        yield score_name(group, expected, party)
        for field in PERSON_FIELDS if group == "petitioners" else ("position",):
            wanted = expected.get(field) if expected else None
            value = plain(getattr(party, field)) if party else None
            if group != "petitioners" and wanted is None:
                continue
            equal = same_digits if field in ("id_number", "phone") else same
            if group != "petitioners" and expected and not expected["name"]:
                continue
            yield from score_one(f"{group}.{field}", wanted, value, equal)


def score_name(group: str, expected: dict[str, Any] | None, party: Party | None) -> Outcome:
    wanted = (expected["name"] or expected["position"]) if expected else None
    found = (plain(party.name) or plain(party.position)) if party else None
    if expected and party:
        verdict: Verdict = "right" if answers_to(expected, party) else "wrong"
    else:
        verdict = "missed" if expected else "invented"
    return Outcome(f"{group}.name", verdict, wanted, found)


# Scoring an official document


def score_official(truth: dict[str, Any] | None, found: OfficialHeader | None) -> Iterator[Outcome]:
    if truth is None and found is None:
        return
    wanted, header = truth or {}, found or OfficialHeader()
    for field in HEADER_FIELDS:
        equal = {"subject": same_subject, "symbol": same_symbol}.get(field, same)
        value = plain(getattr(header, field))
        yield from score_one(f"official.{field}", wanted.get(field), value, equal)
    yield from score_list(
        "official.recipients", wanted.get("recipients", []), plains(header.recipients)
    )
    for field in SIGNER_FIELDS:
        value = plain(getattr(header.signer, field))
        yield from score_one(f"official.signer.{field}", wanted.get("signer", {}).get(field), value)


# Scoring references

_BARE = re.compile(r"^\D*\s(này|đó|trên|nêu trên|nói trên)$", re.IGNORECASE)


def anchors(sample: Sample) -> list[tuple[int, int]]:
    """Return the place of each expected reference; ``-1`` as start for one not in the text."""
    spans, position = [], 0
    for reference in sample.truth["references"]:
        start = sample.text.find(reference["at"], position)
        spans.append((start, start + len(reference["at"])))
        position = max(position, spans[-1][1])
    return spans


def repeated(references: list[dict[str, Any]], one: dict[str, Any], key: str) -> list[str | None]:
    """Return what is right for a date or agency: as stated here, or at another mention."""
    accepted = alternatives(one[key])
    if one["symbol"] is None or accepted != [None]:
        return accepted
    number = one.get("resolved", one["symbol"])
    twins = [r for r in references if number in (r["symbol"], r.get("resolved"))]
    return [None] + [v for twin in twins for v in alternatives(twin[key]) if v is not None]


def score_mention(
    references: list[dict[str, Any]], wanted: dict[str, Any], found: Any
) -> Iterator[Outcome]:
    """Yield the outcomes of one expected reference and the mention that covers it, if any."""
    if found is None:
        yield Outcome("references", "missed", wanted["at"])
    else:
        symbol = list(score_one("", wanted["symbol"], found.symbol, same_symbol))
        kind = any(k and same_kind(k, found.kind) for k in alternatives(wanted["kind"]))
        right = kind and all(o.verdict == "right" for o in symbol)
        yield Outcome("references", "right" if right else "wrong", wanted["at"], found.text)
    date = repeated(references, wanted, "date")
    yield from score_one("references.date", date, found and found.date)
    agency = repeated(references, wanted, "agency")
    yield from score_one("references.agency", agency, found and found.agency)
    if "resolved" in wanted:
        yield from score_one(
            "references.resolved", wanted["resolved"], found and found.resolved, same_symbol
        )


def score_references(sample: Sample, found: Sequence[Any]) -> Iterator[Outcome]:
    """Align mentions with the expected places by overlap, and score each."""
    left = sorted(found, key=lambda mention: mention.start)
    references = sample.truth["references"]
    for wanted, (start, end) in zip(references, anchors(sample), strict=True):
        hit = next((m for m in left if m.start < end and start < m.end), None)
        if hit is not None:
            left.remove(hit)
        if not wanted.get("optional"):
            yield from score_mention(references, wanted, hit)
    for mention in left:
        if not (_BARE.match(mention.text) and mention.symbol is None and mention.date is None):
            yield Outcome("references", "invented", None, mention.text)


# The peer: what one plain regular expression gives

_PEER = re.compile(
    r"(?P<kind>Nghị định|Nghị quyết|Quyết định|Thông tư|Thông báo|Công văn|Văn bản|Kế hoạch"
    r"|Báo cáo|Chỉ thị|Kết luận|Tờ trình|Biên bản)\s+số:?\s*"
    r"(?P<symbol>\d+[a-z]?(?:/\d{4})?(?:[/-][A-ZĐ][\w&]*)+)"
    r"(?:,?\s+ngày\s+(?P<date>\d{1,2}/\d{1,2}/\d{4}))?"
    r"(?:\s+của\s+(?P<agency>[A-ZĐ]\w*(?:\s[\w]+){0,8}?)(?=[,.;)]|\s+về\b|$))?"
    r"|(?P<law>Luật\s[A-ZĐ]\w+(?:\s[a-zà-ỹ]+)?)",
    re.MULTILINE,
)


def peer_references(text: str) -> list[Mention]:
    """Return the references that one plain regular expression finds."""
    return [
        Mention(
            m.start(),
            m.end(),
            m[0],
            m["kind"] or "Luật",
            m["symbol"],
            "-".join(f"{int(n):02}" for n in reversed(m["date"].split("/"))) if m["date"] else None,
            m["agency"],
        )
        for m in _PEER.finditer(text)
    ]


# The measure


def score(sample: Sample, findings: Findings) -> list[Outcome]:
    """Return the outcomes of all values of a paper."""
    truth = sample.truth
    outcomes = list(score_one("kind", truth["kind"], findings.kind.value))
    outcomes += score_fields(truth, findings.fields)
    groups: tuple[tuple[str, Sequence[Party]], ...] = (
        ("petitioners", findings.fields.petitioners),
        ("represented_by", findings.fields.represented_by),
        ("respondents", findings.fields.respondents),
    )
    for group, parties in groups:
        if group in truth:
            outcomes += score_parties(group, truth[group], parties)
    outcomes += score_official(truth["official"], findings.official)
    outcomes += score_references(sample, findings.references)
    return outcomes


def tally(outcomes: Sequence[Outcome]) -> dict[str, Tally]:
    """Return the counts of each field, in the order in which fields first occur."""
    counts: dict[str, dict[str, int]] = {}
    for outcome in outcomes:
        field = counts.setdefault(outcome.field, {})
        field[outcome.verdict] = field.get(outcome.verdict, 0) + 1
    return {field: Tally(**verdicts) for field, verdicts in counts.items()}


def measure(papers: Sequence[Sample], extract: Extract) -> dict[str, list[Outcome]]:
    """Run extraction on the papers; return the outcomes by the paper's name."""
    return {paper.name: score(paper, extract(paper.document())) for paper in papers}


def measure_peer(papers: Sequence[Sample]) -> list[Outcome]:
    """Return the outcomes of the plain regular expression on the references."""
    return [o for p in papers for o in score_references(p, peer_references(p.text))]


def _figure(value: float | None) -> str:
    return "    -" if value is None else f"{value:5.2f}"


def _line(name: str, row: Tally, peer: Tally | None) -> str:
    counts = f"{row.right:6} {row.wrong:6} {row.missed:6} {row.invented:8}"
    figures = " ".join(_figure(v) for v in (row.precision, row.recall, row.f1))
    beside = " ".join(_figure(v) for v in (peer.precision, peer.recall, peer.f1)) if peer else ""
    return f"{name:28} {counts}   {figures}   {beside}".rstrip()


def table(outcomes: Sequence[Outcome], peer: Sequence[Outcome]) -> str:
    """Return the table of fields, the peer's figures beside those of the references."""
    rows, peers = tally(outcomes), tally(peer)
    order = sorted(rows, key=lambda field: (field.startswith(("official", "references")), field))
    head = f"{'field':28} {'right':>6} {'wrong':>6} {'missed':>6} {'invented':>8}"
    lines = [f"{head}    prec   rec    F1   plain regex: prec rec F1"]
    lines += [_line(field, rows[field], peers.get(field)) for field in order]
    every = tally([Outcome("all", o.verdict) for o in outcomes]).get("all", Tally())
    return "\n".join([*lines, _line("all", every, None)])


def misses(outcomes: dict[str, list[Outcome]]) -> Iterator[str]:
    """Yield a line for each value that is not right."""
    for name, values in outcomes.items():
        for o in values:
            if o.verdict != "right":
                yield f"{name}: {o.field}: {o.verdict}: expected {o.expected!r}, found {o.found!r}"


def main(arguments: Sequence[str] | None = None) -> None:
    """Print the measure of the present extraction."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--misses", action="store_true", help="list each value that is not right")
    parser.add_argument("--folder", type=Path, default=HANDWRITTEN, help="papers with truths")
    parser.add_argument("--set", choices=("tuning", "final"), help="a half of tests/people")
    parser.add_argument("--scans", type=int, default=0, help="read so many as made scans, too")
    parser.add_argument("--peers", action="store_true", help="persons and bodies as others do")
    parser.add_argument("--pdf", type=int, default=0, help="read so many as PDF with text, too")
    options = parser.parse_args(arguments)
    if options.set:
        _print_people(samples(PEOPLE / options.set), options)
        return
    papers = samples(options.folder)
    outcomes = measure(papers, extract)
    print(f"{len(papers)} documents in {options.folder.name}\n")
    print(table([o for values in outcomes.values() for o in values], measure_peer(papers)))
    if options.misses:
        print()
        print("\n".join(misses(outcomes)))


def _print_people(papers: Sequence[Sample], options: argparse.Namespace) -> None:
    """Print the measure on a half of tests/people: as text, as PDF, as made scans."""
    from benchmarks import peers, people, scans

    ways = {"text": (len(papers), Sample.document), "PDF": (options.pdf, scans.as_pdf)}
    ways["scans"] = (options.scans, scans.as_scan)
    for way, (count, document) in ways.items():
        chosen = papers[:count]
        found = {paper.name: people.found(paper, document(paper)) for paper in chosen}
        if not found:
            continue
        print(f"\n{len(found)} documents as {way}\n")
        print("\n".join(people.lines([f.outcomes for f in found.values()])))
        print("\n".join(people.confidence_lines(list(found.values()))))
        print(_speed([document(paper) for paper in chosen]))
        if options.misses:
            print("\n".join(misses({name: f.outcomes for name, f in found.items()})))
    if options.peers:
        print("\n".join(peers.lines(papers)))


def _speed(documents: Sequence[Document]) -> str:
    """Return the processor time of extraction, the median of five rounds over the documents."""
    words = sum(len(document.text.split()) for document in documents)
    rounds: list[float] = []
    for _ in range(5):
        began = time.process_time()
        for document in documents:
            extract(document)
        rounds.append(time.process_time() - began)
    return f"\n{1e6 * median(rounds) / words:.1f} ms of processor time for 1,000 words"


if __name__ == "__main__":
    main()
