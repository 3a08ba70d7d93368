"""Persons and bodies as others find them on the same papers.

The rules without the network, the network without the rules, and underthesea's classic recogniser
(conditional random fields; its weights lie in its wheel). underthesea has an environment of its
own, made by ``make bench-people``; without it, its row is left out.
"""

import json
import subprocess
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from benchmarks.extraction import Outcome, Sample, Tally, fold, plains, tally
from benchmarks.people import agency_outcomes, person_outcomes
from pipeline.extraction import extract
from pipeline.extraction.findings import Findings
from pipeline.extraction.forms import network
from pipeline.text.unicode import clean

UNDERTHESEA = Path(__file__).parents[1] / ".venv/peers/bin/python"
Names = tuple[list[str], list[str]]
"""Names of persons and of bodies."""


def lines(papers: Sequence[Sample]) -> Iterator[str]:
    """Yield the table: each way, its persons and its bodies."""
    ways: dict[str, Callable[[Sequence[Sample]], list[Names]]] = {
        "rules and network": _all,
        "rules alone": _rules,
        "network alone": _network,
    }
    if UNDERTHESEA.exists():
        ways["underthesea"] = _underthesea
    yield f"\n{'':20} {'persons: prec   rec    F1':>28} {'agencies: prec   rec    F1':>30}"
    for name, way in ways.items():
        found = list(zip(papers, way(papers), strict=True))
        persons = [o for paper, (names, _) in found for o in person_outcomes(paper.truth, names)]
        bodies = [o for paper, (_, names) in found for o in agency_outcomes(paper.truth, names)]
        yield f"{name:20} {_figures(persons):>28} {_figures(bodies):>30}"


def _figures(outcomes: Sequence[Outcome]) -> str:
    row = next(iter(tally(outcomes).values()), Tally())
    figures = (row.precision, row.recall, row.f1)
    return " ".join("    -" if value is None else f"{value:5.2f}" for value in figures)


def _all(papers: Sequence[Sample]) -> list[Names]:
    return [_of(extract(paper.document())) for paper in papers]


def _rules(papers: Sequence[Sample]) -> list[Names]:
    with network.switched_off():
        return _all(papers)


def _of(findings: Findings) -> Names:
    fields = findings.fields
    parties = (*fields.petitioners, *fields.represented_by, *fields.respondents, *fields.others)
    persons = [str(p.name.value) for p in parties if p.name and not p.is_organisation]
    return persons, plains(fields.agencies)


def _network(papers: Sequence[Sample]) -> list[Names]:
    found: list[Names] = []
    for paper in papers:
        text = clean(paper.text).text
        seen = [(n.label, " ".join(text[n.start : n.end].split())) for n in network.names_in(text)]
        persons, bodies = ([n for label, n in seen if label == one] for one in _LABELS)
        found.append((_longest(persons, at_end=True), _longest(bodies, at_end=False)))
    return found


_LABELS = (network.PERSON, network.AGENCY)


def _underthesea(papers: Sequence[Sample]) -> list[Names]:
    run = subprocess.run(
        [UNDERTHESEA, Path(__file__).with_name("underthesea_names.py")],
        input=json.dumps([paper.text for paper in papers]),
        capture_output=True,
        text=True,
        check=True,
    )
    return [
        (_longest(names["PER"], at_end=True), _longest(names["ORG"], at_end=False))
        for names in json.loads(run.stdout)
    ]


def _longest(names: Sequence[str], *, at_end: bool) -> list[str]:
    """Leave out what a longer name ends with (persons) or begins with (bodies)."""
    folded = {fold(name): name for name in names}

    def part(short: str) -> bool:
        if at_end:
            return any(full.endswith(f" {short}") for full in folded)
        return any(full.startswith(f"{short} ") for full in folded)

    return [name for short, name in folded.items() if not part(short)]
