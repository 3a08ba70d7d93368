"""Learns the weights of ``pipeline/extraction/people/roles.py``: ``make train-roles``.

From the petitions of tests/people/tuning, written by hand, and from ``first_sight.json``: whom the
rules took for writer, speaker and accused in each of them before anybody had seen that paper. On
papers that the rules were made for they are nearly always right, and a model that learnt from
those would believe them too much. Before the weights are written, each tenth of the papers is
judged by weights learnt from the others, and the result printed beside that of the rules alone.
"""

import hashlib
import json
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from numpy.typing import NDArray

from benchmarks.extraction import Sample, fold, samples
from pipeline.extraction.assemble import read
from pipeline.extraction.paper import Paper
from pipeline.extraction.people.mentions import Person, persons_of
from pipeline.extraction.people.roles import ROLES, WEIGHTS, Ruled, features

PAPERS = Path("tests/people/tuning")
FIRST_SIGHT = Path(__file__).parent / "first_sight.json"
FOLDS = 10
STEPS, RATE, HELD = 1500, 0.05, 1.0
"""Steps of learning, their rate, and how strongly weights are held near 0."""
LEAST = 0.02
"""Smaller weights are left out."""

Numbers = NDArray[np.float64]
Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Example:
    paper: str
    found: Mapping[str, float]
    role: int
    ruled: Ruled


def main() -> None:
    learnt_from = list(examples())
    print("\n".join(report(learnt_from, cross_validated(learnt_from))))
    weights = learnt(learnt_from)
    kept = {
        name: [round(float(w), 3) for w in row]
        for name, row in sorted(weights.items())
        if max(abs(row)) >= LEAST
    }
    head = {
        "papers": len({e.paper for e in learnt_from}),
        "persons": len(learnt_from),
        "sha256": _digest(learnt_from),
    }
    WEIGHTS.write_text(_written(head, kept), encoding="utf-8")


def _written(head: Json, weights: Mapping[str, Sequence[float]]) -> str:
    """Return the JSON with a line for each feature, so that a change can be read."""
    rows = ",\n".join(f"{json.dumps(k, ensure_ascii=False)}: {v}" for k, v in weights.items())
    return json.dumps(head)[:-1] + f',\n"weights": {{\n{rows}\n}}}}\n'


def _digest(learnt_from: Sequence[Example]) -> str:
    told = [(e.paper, sorted(e.found.items()), e.role) for e in learnt_from]
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


# --- examples ------------------------------------------------------------------------------------


def examples() -> Iterator[Example]:
    """Yield every person of every petition that has a record of first sight."""
    seen: dict[str, dict[str, list[str]]] = json.loads(FIRST_SIGHT.read_text(encoding="utf-8"))
    for sample in samples(PAPERS):
        if sample.name in seen:
            yield from _of_paper(sample, seen[sample.name])


def _of_paper(sample: Sample, seen: Mapping[str, Sequence[str]]) -> Iterator[Example]:
    paper = read(sample.document())
    persons = persons_of(paper)
    ruled = {role: {fold(name) for name in names} for role, names in seen.items()}
    for person in persons:
        names = _names(paper, person)
        role = _role(sample.truth, names)
        if role is not None:
            told = Ruled(**{which: bool(names & ruled[which]) for which in ruled})
            found = features(paper, person, len(persons), told)
            yield Example(sample.name, found, ROLES.index(role), told)


def _names(paper: Paper, person: Person) -> set[str]:
    return {fold(paper.text[m.start : m.end]) for m in person.mentions}


def _role(truth: Json, names: set[str]) -> str | None:
    """Return the person's role; None where the truth leaves it open."""
    for role, group in zip(ROLES, ("petitioners", "represented_by", "respondents"), strict=False):
        for one in truth.get(group) or ():
            readings = one if isinstance(one, list) else [one]
            if any(names & _told(reading) for reading in readings if reading):
                return None if None in readings else role
    return ROLES[-1]


def _told(person: Json) -> set[str]:
    name = person.get("name")
    return {fold(n) for n in (name if isinstance(name, list) else [name]) if n}


# --- learning ------------------------------------------------------------------------------------


def learnt(learnt_from: Sequence[Example]) -> dict[str, Numbers]:
    """Return the weights of a logistic regression over the roles, by feature."""
    names = sorted({name for example in learnt_from for name in example.found})
    column = {name: i for i, name in enumerate(names)}
    values = np.zeros((len(learnt_from), len(names)))
    for row, example in enumerate(learnt_from):
        for name, value in example.found.items():
            values[row, column[name]] = value
    wanted = np.eye(len(ROLES))[[example.role for example in learnt_from]]
    weights = np.zeros((len(names), len(ROLES)))
    moment, square = np.zeros_like(weights), np.zeros_like(weights)
    for step in range(1, STEPS + 1):
        slope = values.T @ (_shares(values @ weights) - wanted) + HELD * weights
        moment = 0.9 * moment + 0.1 * slope
        square = 0.999 * square + 0.001 * slope**2
        fair = np.sqrt(square / (1 - 0.999**step)) + 1e-8
        weights -= RATE * (1 - step / STEPS) * moment / (1 - 0.9**step) / fair
    return {name: weights[i] for name, i in column.items()}


def _shares(sums: Numbers) -> Numbers:
    parts = np.exp(sums - sums.max(axis=1, keepdims=True))
    return parts / parts.sum(axis=1, keepdims=True)


def cross_validated(learnt_from: Sequence[Example]) -> list[Numbers]:
    """Return the likelihoods of each example by weights learnt without its paper."""
    papers = sorted({example.paper for example in learnt_from})
    fold_of = {paper: i % FOLDS for i, paper in enumerate(papers)}
    found: list[Numbers] = [np.zeros(0)] * len(learnt_from)
    for one in range(FOLDS):
        weights = learnt([e for e in learnt_from if fold_of[e.paper] != one])
        for i, example in enumerate(learnt_from):
            if fold_of[example.paper] == one:
                none = np.zeros(len(ROLES))
                sums = sum((weights.get(n, none) * v for n, v in example.found.items()), none)
                found[i] = _shares(sums[None])[0]
    return found


# --- report --------------------------------------------------------------------------------------


def report(learnt_from: Sequence[Example], likely: Sequence[Numbers]) -> Iterator[str]:
    """Yield, for each role, what rules and weights get right, then how sure they rightly are."""
    papers = {e.paper for e in learnt_from}
    yield f"{len(learnt_from)} persons in {len(papers)} petitions, each judged without its paper\n"
    heads = ("role", "rules: precision", "recall", "weights: precision", "recall")
    yield "{:10} {:>17} {:>7} {:>19} {:>7}".format(*heads)
    for number, role in enumerate(ROLES[:3]):
        truth = [e.role == number for e in learnt_from]
        ruled = [getattr(e.ruled, role) for e in learnt_from]
        weighed = [int(p.argmax()) == number for p in likely]
        figures = [*_rates(truth, ruled), *_rates(truth, weighed)]
        yield "{:10} {:17.2f} {:7.2f} {:19.2f} {:7.2f}".format(role, *figures)
        right = (_whole(learnt_from, truth, ruled), _whole(learnt_from, truth, weighed))
        yield f"{'':10} papers with the whole set right: {right[0]}, {right[1]} of {len(papers)}"
    yield "\nlikeliest role: stated, right, persons"
    for low in (0.0, 0.5, 0.6, 0.7, 0.8, 0.9, 0.95):
        high = {0.0: 0.5, 0.9: 0.95, 0.95: 1.01}.get(low, low + 0.1)
        inside = [(p, e) for p, e in zip(likely, learnt_from, strict=True) if low <= max(p) < high]
        if inside:
            right = sum(int(p.argmax()) == e.role for p, e in inside) / len(inside)
            stated = sum(max(p) for p, _ in inside) / len(inside)
            yield f"  {stated:.2f}  {right:.2f}  {len(inside)}"


def _rates(truth: Sequence[bool], found: Sequence[bool]) -> tuple[float, float]:
    both = sum(t and f for t, f in zip(truth, found, strict=True))
    return both / max(1, sum(found)), both / max(1, sum(truth))


def _whole(learnt_from: Sequence[Example], truth: Sequence[bool], found: Sequence[bool]) -> int:
    wrong = {e.paper for e, t, f in zip(learnt_from, truth, found, strict=True) if t != f}
    return len({e.paper for e in learnt_from}) - len(wrong)


if __name__ == "__main__":
    main()
