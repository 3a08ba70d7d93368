"""Measures who writes, against whom, about what, on the papers of ``tests/people``.

Run by ``python -m benchmarks.extraction --set tuning``. Every figure comes with its 95 % interval:
Wilson's where a paper counts once, a bootstrap over papers where it counts often. How truths are
read: tests/people/README.md.
"""

import math
import random
import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from benchmarks.extraction import (
    HEADER_FIELDS,
    SIGNER_FIELDS,
    Outcome,
    Sample,
    Tally,
    alike,
    fold,
    plain,
    plains,
    same,
    same_digits,
    same_heading,
    same_subject,
    same_symbol,
    score_one,
    tally,
)
from pipeline.extraction import extract
from pipeline.extraction.findings import (
    Fields,
    Findings,
    Matter,
    OfficialHeader,
    Party,
    Value,
)
from pipeline.reading.document import Document

Json = dict[str, Any]
Equal = Callable[[str, str], bool]
DRAWS = 1000

PERSON_FIELDS: dict[str, Equal] = {
    "title": same,
    "birth": same,
    "id_number": same_digits,
    "id_issued_on": same,
    "id_issued_by": same,
    "address": same,
    "phone": same_digits,
    "email": same,
    "position": same,
    "organisation": same,
    "tax_code": same_digits,
}
GROUPS = ("petitioners", "represented_by", "respondents", "others")
TARGETS = {
    "persons": 0.95,
    "agencies": 0.93,
    "addresses": 0.92,
    "id numbers and issue": 0.98,
    "petitioners, whole set": 0.93,
    "respondents, whole set": 0.93,
    "kind": 0.97,
    "contested": 0.95,
    "date and place": 0.97,
    "requests counted": 0.90,
    "attachments counted": 0.90,
}
SHARES = frozenset(name for name in TARGETS if name.endswith(("set", "counted")) or name == "kind")
"""Measures that a paper counts for once."""


@dataclass(frozen=True)
class Found:
    """What became of one paper."""

    outcomes: list[Outcome]
    sure: list[tuple[str, float, bool]]
    """Of each value that is told apart as right or not: how it was found, how sure, right."""


def found(sample: Sample, document: Document) -> Found:
    """Extract the document and compare with the sample's truth."""
    findings = extract(document)
    return Found(score(sample, findings), list(_sure(sample.truth, findings.fields)))


def score(sample: Sample, findings: Findings) -> list[Outcome]:
    """Return the outcome of every value of one paper."""
    truth, fields = sample.truth, findings.fields
    outcomes = [*score_one("kind", truth.get("kind"), findings.kind.value)]
    outcomes += _people(truth, fields)
    outcomes += _agencies(truth, fields)
    outcomes += _list("addressees", truth.get("addressees"), plains(fields.addressees), same)
    if truth.get("official") is None:
        outcomes += _petition(truth, fields)
        outcomes += _signals(truth, {notice.code for notice in findings.warnings})
    outcomes += _official(truth.get("official"), findings.official)
    return outcomes


# Lists whose items may have alternatives


def _hit(expected: Any, left: list[str], equal: Equal) -> str | None:
    accepted = expected if isinstance(expected, list) else [expected]
    return next((f for f in left if any(a is not None and equal(a, f) for a in accepted)), None)


def _list(
    field: str,
    truth: Sequence[Any],
    found: Sequence[str],
    equal: Equal,
    optional: Sequence[Any] = (),
) -> Iterator[Outcome]:
    """Yield an outcome for each expected item, then the invented ones that are not optional."""
    left = list(found)
    for expected in truth or ():
        hit = _hit(expected, left, equal)
        if hit is not None:
            left.remove(hit)
            yield Outcome(field, "right", str(expected), hit)
        elif not (isinstance(expected, list) and None in expected):
            yield Outcome(field, "missed", str(expected))
    for item in left:
        if not any(_hit(one, [item], equal) for one in optional or ()):
            yield Outcome(field, "invented", None, item)


# People


def _people(truth: Json, fields: Fields) -> Iterator[Outcome]:
    official = truth.get("official") is not None
    found = {
        "petitioners": fields.petitioners,
        "represented_by": fields.represented_by,
        "respondents": fields.respondents,
        "others": fields.others,
    }
    yield from _persons(truth, [p for parties in found.values() for p in parties])
    for group in GROUPS:
        if official and group != "others":
            continue
        optional = truth.get("others_optional", []) if group == "others" else []
        outcomes = list(_group(group, truth.get(group) or (), found[group], optional))
        yield from outcomes
        if group in ("petitioners", "respondents"):
            wrong = next(
                (o for o in outcomes if o.field == f"{group}.name" and o.verdict != "right"), None
            )
            name = f"{group}, whole set"
            yield (
                Outcome(name, "wrong", wrong.expected, wrong.found)
                if wrong
                else Outcome(name, "right")
            )


def _persons(truth: Json, found: Sequence[Party]) -> Iterator[Outcome]:
    """Every human being named, whatever the role, each name once."""
    names = [str(p.name.value) for p in found if p.name and not p.is_organisation]
    yield from person_outcomes(truth, names)


def person_outcomes(truth: Json, names: Sequence[str]) -> Iterator[Outcome]:
    """Compare names of human beings with all that the truth names, each once."""
    told = [p for group in GROUPS for p in truth.get(group) or ()]
    sure = [p for p in told if isinstance(p, dict) and _human(p)]
    wanted = {fold(str(p["name"])): p["name"] for p in sure}
    free = [p["name"] if isinstance(p, dict) else p for p in truth.get("others_optional") or ()]
    free += [p["name"] for one in told if isinstance(one, list) for p in one if p and p["name"]]
    distinct = {fold(name): name for name in names}
    yield from _list("persons", list(wanted.values()), list(distinct.values()), same, free)


def _human(party: Json) -> bool:
    return party["name"] is not None and not party.get("is_organisation")


def _alternatives(one: Any) -> list[Json | None]:
    """A person of the truth may be a list: any of them is right, with null silence too."""
    return one if isinstance(one, list) else [one]


def answers_to(expected: Json, party: Party) -> bool:
    """Whether the found party is the expected one: by name, or by office or body where unnamed."""
    name, position, body = (plain(v) for v in (party.name, party.position, party.organisation))
    if _human(expected):
        accepted = expected["name"] if isinstance(expected["name"], list) else [expected["name"]]
        return name is not None and any(same(a, name) for a in accepted)
    wanted = {fold(w) for w in _offices(expected)}
    told = [name, position, body if not position else None]
    found = {fold(f) for f in (*told, *_joined(_texts(position), _texts(body))) if f}
    return bool(wanted & found)


def _offices(expected: Json) -> Iterator[str]:
    name, position, body = (_texts(expected.get(k)) for k in ("name", "position", "organisation"))
    yield from (*name, *_joined(position, body), *(position or body))


def _texts(value: Any) -> list[str]:
    return [v for v in (value if isinstance(value, list) else [value]) if v]


def _joined(positions: Sequence[str], bodies: Sequence[str]) -> list[str]:
    pairs = ((p, b) for p in positions for b in bodies)
    return [f"{p} {b}" for p, b in pairs if fold(b) not in fold(p)]


def _group(
    group: str, truth: Sequence[Any], found: Sequence[Party], optional: Sequence[Any]
) -> Iterator[Outcome]:
    left = list(found)
    for one in truth:
        accepted = [p for p in _alternatives(one) if p is not None]
        hits = ((p, e) for p in left for e in accepted if answers_to(e, p))
        party, expected = next(hits, (None, accepted[0]))
        wanted = str(expected["name"] or expected.get("position") or expected.get("organisation"))
        if party is None:
            if None not in _alternatives(one):
                yield Outcome(f"{group}.name", "missed", wanted)
                yield from _values(group, expected, Party())
            continue
        left.remove(party)
        yield Outcome(f"{group}.name", "right", wanted, plain(party.name) or plain(party.position))
        yield from _values(group, expected, party)
    names = [p["name"] if isinstance(p, dict) else p for p in optional]
    free = {fold(n) for name in names for n in (name if isinstance(name, list) else [name])}
    for party in left:
        shown = plain(party.name) or plain(party.position) or plain(party.organisation)
        if fold(shown or "") not in free:
            yield Outcome(f"{group}.name", "invented", None, shown)


def _values(group: str, expected: Json, party: Party) -> Iterator[Outcome]:
    for field, equal in PERSON_FIELDS.items():
        wanted, found = expected.get(field), plain(getattr(party, field))
        if field in ("position", "organisation"):
            if not _human(expected):
                continue
            wanted = _with_joined(wanted, expected)
        for outcome in score_one(f"{group}.{field}", wanted, found, equal):
            yield outcome
            if field == "address":
                yield Outcome("addresses", outcome.verdict, outcome.expected, outcome.found)
            if field in ("id_number", "id_issued_on", "id_issued_by"):
                yield Outcome(
                    "id numbers and issue", outcome.verdict, outcome.expected, outcome.found
                )
    if group == "represented_by" and expected.get("role"):
        yield from score_one(
            "represented_by.role", expected["role"], party.role if party.name else None
        )


def _with_joined(wanted: Any, expected: Json) -> Any:
    """An office may be told with its body: ``Chủ tịch`` of a body X is ``Chủ tịch X``."""
    joined = _joined(_texts(expected.get("position")), _texts(expected.get("organisation")))
    if wanted is None or not joined:
        return wanted
    return [*(wanted if isinstance(wanted, list) else [wanted]), *joined]


# Bodies


def _agencies(truth: Json, fields: Fields) -> Iterator[Outcome]:
    yield from agency_outcomes(truth, plains(fields.agencies))


def agency_outcomes(truth: Json, names: Sequence[str]) -> Iterator[Outcome]:
    """Compare names of bodies with those that the truth tells."""
    free = truth.get("agencies_optional") or []
    yield from _list("agencies", truth.get("agencies"), names, same_body, free)


_WHERE = re.compile(
    r",?\s*(?:huyện|quận|thị xã|thành phố|tỉnh|TP|huyen|quan|thi xa|thanh pho|tinh)\s[^,]+$",
    re.IGNORECASE,
)


def same_body(expected: str, found: str) -> bool:
    """Units behind a comma may stand with a body's name or not."""
    return same(expected, found) or same(_place_off(expected), _place_off(found))


def _place_off(name: str) -> str:
    return name.partition(",")[0] if _WHERE.search(name.partition(",")[2]) else name


# What a petition says


def _petition(truth: Json, fields: Fields) -> Iterator[Outcome]:
    singles: tuple[tuple[str, Value | None, Equal], ...] = (
        ("title", fields.title, same_heading),
        ("written_on", fields.written_on, same),
        ("written_at", fields.written_at, same),
        ("instance", fields.instance, same),
        ("signatures", fields.signatures, same),
    )
    for field, value, equal in singles:
        wanted = truth.get(field)
        wanted = [
            None if w is None else str(w)
            for w in (wanted if isinstance(wanted, list) else [wanted])
        ]
        for outcome in score_one(field, wanted, plain(value), equal):
            yield outcome
            if field.startswith("written"):
                yield Outcome("date and place", outcome.verdict, outcome.expected, outcome.found)
    optional = truth.get("contested_optional", [])
    yield from _list("contested", truth.get("contested"), plains(fields.contested), alike, optional)
    yield from _list("requests", truth.get("requests"), plains(fields.requests), alike)
    yield from _matter(truth.get("matter") or (), fields.matter)
    yield from _attachments(truth.get("attachments") or (), fields)
    settled = plains(fields.settled_before)
    yield from _list("settled_before", truth.get("settled_before") or (), settled, alike)
    yield _counted("requests", truth.get("requests") or (), len(fields.requests))
    yield _counted("attachments", truth.get("attachments") or (), len(fields.attachments))
    yield from _summary(truth.get("summary_must") or [], plain(fields.summary))


def _matter(truth: Sequence[str | None], found: Value | None) -> Iterator[Outcome]:
    """The truth's words name fields of the report forms or finer topics: either is right."""
    told = {fold(str(v).replace("_", " ")) for v in _topics(found)}
    wanted = [w for w in truth if w is not None]
    if any(fold(w.replace("'", "")) in told for w in wanted):
        yield Outcome("matter", "right", str(wanted), str(told))
    elif found is None and None not in truth and truth:
        yield Outcome("matter", "missed", str(wanted))
    elif found is not None and wanted:
        yield Outcome("matter", "wrong", str(wanted), str(told))


def _topics(found: Value | None) -> list[str]:
    if found is None:
        return []
    topic = found.topic if isinstance(found, Matter) else ""
    return [str(found.value), topic, *(["other"] if topic in ("education", "health") else [])]


def _attachments(truth: Sequence[Any], fields: Fields) -> Iterator[Outcome]:
    """Entries by title, then of those found the number of copies and whether it is the original.

    An entry with several readings has several titles; one of them may be null.
    """
    readings = [_alternatives(one) for one in truth]
    titles = [
        [title for a in one for title in _texts(a and a["title"]) or [None]] for one in readings
    ]
    yield from _list("attachments", titles, [a.title for a in fields.attachments], alike)
    left = list(fields.attachments)
    for one in readings:
        pairs = ((w, a) for w in one if w for a in left)
        wanted, hit = next((p for p in pairs if _named(p[0], p[1].title)), (None, None))
        if wanted is None or hit is None:
            continue
        left.remove(hit)
        for part in ("copies", "original"):
            accepted = wanted[part] if isinstance(wanted[part], list) else [wanted[part]]
            shown = [None if a is None else str(a) for a in accepted]
            value = getattr(hit, part)
            yield from score_one(
                f"attachments.{part}", shown, None if value is None else str(value)
            )


def _named(wanted: Json, title: str) -> bool:
    return any(alike(text, title) for text in _texts(wanted["title"]))


def _counted(name: str, truth: Sequence[Any], found: int) -> Outcome:
    """A list's items that may be missing count or not."""
    most = len(truth)
    least = most - sum(isinstance(one, list) and None in one for one in truth)
    verdict = "right" if least <= found <= most else "wrong"
    return Outcome(f"{name} counted", verdict, str(most), str(found))


def _summary(phrases: Sequence[str], found: str | None) -> Iterator[Outcome]:
    if not phrases:
        return
    if found is None:
        yield Outcome("summary", "missed", " | ".join(phrases))
        return
    good = any(fold(phrase) in fold(found) for phrase in phrases)
    yield Outcome("summary", "right" if good else "wrong", " | ".join(phrases), found)


_OF_REFERENCES = re.compile(r"chronology|not_in_force|repaired|handwriting|low_confidence")


def _signals(truth: Json, found: set[str]) -> Iterator[Outcome]:
    wanted, free = set(truth.get("signals") or ()), set(truth.get("signals_optional") or ())
    for code in sorted(wanted | found):
        if _OF_REFERENCES.match(code) or (code in free and code not in wanted):
            continue
        verdict = "missed" if code not in found else "right" if code in wanted else "invented"
        yield Outcome(f"signal {code}", verdict, code if code in wanted else None, code)


# Official documents


def _official(truth: Json | None, found: OfficialHeader | None) -> Iterator[Outcome]:
    if truth is None and found is None:
        return
    wanted, header = truth or {}, found or OfficialHeader()
    for field in HEADER_FIELDS:
        equal = {"subject": same_subject, "symbol": same_symbol}.get(field, same)
        yield from score_one(
            f"official.{field}", wanted.get(field), plain(getattr(header, field)), equal
        )
    recipients = wanted.get("recipients") or []
    yield from _list("official.recipients", recipients, plains(header.recipients), same)
    signer = wanted.get("signer") or {}
    for field in SIGNER_FIELDS:
        yield from score_one(
            f"official.signer.{field}", signer.get(field), plain(getattr(header.signer, field))
        )


# Figures


def wilson(right: int, whole: int) -> tuple[float, float]:
    """Return the 95 % interval of a share."""
    if not whole:
        return 0.0, 1.0
    z, share = 1.96, right / whole
    middle = (share + z * z / (2 * whole)) / (1 + z * z / whole)
    half = z / (1 + z * z / whole) * math.sqrt(share * (1 - share) / whole + z * z / (4 * whole**2))
    return max(0.0, middle - half), min(1.0, middle + half)


def interval(papers: Sequence[Sequence[Outcome]], field: str) -> tuple[float, float]:
    """Return the 95 % interval of F1 when papers are drawn again with return."""
    rng = random.Random(0)
    each = [[o for o in outcomes if o.field == field] for outcomes in papers]
    figures: list[float] = []
    for _ in range(DRAWS):
        drawn = [o for _ in each for o in each[rng.randrange(len(each))]]
        figure = tally(drawn).get(field, Tally()).f1
        if figure is not None:
            figures.append(figure)
    figures.sort()
    if not figures:
        return 0.0, 1.0
    return figures[int(0.025 * len(figures))], figures[int(0.975 * len(figures)) - 1]


def lines(papers: Sequence[Sequence[Outcome]]) -> Iterator[str]:
    """Yield the table: the measures with a target, then the signals, then every other field."""
    rows = tally([o for outcomes in papers for o in outcomes])
    head = f"{'field':28} {'right':>6} {'wrong':>6} {'missed':>6} {'invented':>8}"
    yield f"{head}    prec   rec    F1     95 %       target"
    for field in (*TARGETS, *sorted(set(rows) - set(TARGETS), key=_order)):
        if field in rows:
            yield _line(papers, field, rows[field])


def _order(field: str) -> tuple[bool, bool, str]:
    return not field.startswith("signal"), field.startswith("official"), field


def _line(papers: Sequence[Sequence[Outcome]], field: str, row: Tally) -> str:
    counts = f"{row.right:6} {row.wrong:6} {row.missed:6} {row.invented:8}"
    once = field in SHARES
    low, high = wilson(row.right, row.right + row.wrong) if once else interval(papers, field)
    figures = " ".join(
        "    -" if v is None else f"{v:5.2f}" for v in (row.precision, row.recall, row.f1)
    )
    target = TARGETS.get(field)
    mark = "" if target is None else f"{target:.2f}{'' if (row.f1 or 0) >= target else ' below'}"
    return f"{field:28} {counts}   {figures}  {low:.2f}–{high:.2f}   {mark}".rstrip()


# Confidence


def _sure(truth: Json, fields: Fields) -> Iterator[tuple[str, float, bool]]:
    """Yield each value of a person that was found in its place: method, confidence, right."""
    for group in GROUPS:
        left = [p for one in truth.get(group) or () for p in _alternatives(one) if p]
        for party in getattr(fields, group):
            expected = next((one for one in left if answers_to(one, party)), None)
            if expected is not None:
                left.remove(expected)
            name = party.name or party.position
            if name is not None:
                yield f"name {name.method}", name.confidence, expected is not None
            for field, equal in PERSON_FIELDS.items() if expected else ():
                value = getattr(party, field)
                if value is None or field in ("position", "organisation"):
                    continue
                wanted = expected.get(field) if expected else None
                right = any(
                    o.verdict == "right" for o in score_one("", wanted, str(value.value), equal)
                )
                yield f"{field} {value.method}", value.confidence, right


def confidence_lines(papers: Sequence[Found]) -> Iterator[str]:
    """Yield a line for each method: how many values, the share right, what was stated."""
    told: dict[str, list[tuple[float, bool]]] = {}
    for paper in papers:
        for method, confidence, right in paper.sure:
            told.setdefault(method, []).append((confidence, right))
    yield f"\n{'value and method':28} {'n':>5} {'right':>6} {'stated':>7}"
    for method in sorted(told):
        values = told[method]
        right = sum(r for _, r in values) / len(values)
        stated = sum(c for c, _ in values) / len(values)
        yield f"{method:28} {len(values):5} {right:6.2f} {stated:7.2f}"
