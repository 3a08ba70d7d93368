"""Made papers: frames (``frames/*.txt``) filled with invented names, with the place of each name.

A paper has a cast of persons, bodies and places that come back in it. ``frames/petition.txt`` tells
the signs of the frames.
"""

import random
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from training.names import Names

FRAMES = Path(__file__).parent / "frames"
LABELS = {
    **dict.fromkeys("Pp", "PERSON"),
    **dict.fromkeys("Ac", "AGENCY"),
    **dict.fromkeys("Ff", "FIRM"),
    **dict.fromkeys("Llb", "PLACE"),
}
_CHOICE = re.compile(r"\[([^\[\]]*)\]")
_SLOT = re.compile(r"\{(\w)\}")


@dataclass(frozen=True)
class Marked:
    """A text and its names: first and last offset (exclusive) and label, in order."""

    text: str
    spans: tuple[tuple[int, int, str], ...]


@cache
def frames() -> dict[str, tuple[str, ...]]:
    """Return the frames of each section."""
    found: dict[str, list[str]] = {}
    section: list[str] = []
    for path in sorted(FRAMES.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.startswith("== "):
                section = found.setdefault(line[3:], [])
            elif line and not line.startswith("#"):
                section.append(line.replace("\\n", "\n").replace("\\t", "        "))
    return {name: tuple(lines) for name, lines in found.items()}


def papers(seed: int) -> Iterator[Marked]:
    """Yield made papers without end; a seed gives the same each time."""
    rng = random.Random(seed)
    while True:
        yield _paper(rng)


def _paper(rng: random.Random) -> Marked:
    parts = _official(rng) if rng.random() < 0.22 else _petition(rng)
    if rng.random() < 0.25:
        rng.shuffle(parts)
    names = Names(rng)
    joint = rng.choice(("\n", "\n", " ", "\n\n", "\n    "))
    pieces: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = 0
    for part in parts:
        filled = _filled(_chosen(part, rng), names)
        spans += [(at + start, at + end, label) for start, end, label in filled.spans]
        pieces += [filled.text, joint]
        at += len(filled.text) + len(joint)
    return Marked("".join(pieces), tuple(spans))


def _petition(rng: random.Random) -> list[str]:
    told = [
        *rng.sample(frames()["story"], rng.randint(4, 9)),
        *rng.sample(frames()["plain"], rng.randint(2, 7)),
        *rng.sample(frames()["hard"], rng.randint(0, 3)),
        *rng.sample(frames()["request"], rng.randint(0, 2)),
    ]
    rng.shuffle(told)
    head = [rng.choice(frames()[name]) for name in ("opening", "heading", "addressee")]
    writers = rng.sample(frames()["writer"], rng.choice((1, 1, 2, 3)))
    lists = rng.sample(frames()["list"], rng.choice((0, 0, 1)))
    ends = rng.sample((*frames()["closing"], *frames()["signed"]), rng.choice((0, 1, 1, 2)))
    return [*head, *writers, *told, *lists, *ends]


def _official(rng: random.Random) -> list[str]:
    told = [
        *rng.sample(frames()["official"], rng.randint(4, 9)),
        *rng.sample(frames()["story"], rng.randint(0, 2)),
        *rng.sample(frames()["plain"], rng.randint(1, 3)),
    ]
    rng.shuffle(told)
    return [rng.choice(frames()["letterhead"]), rng.choice(frames()["addressee"]), *told]


def _chosen(frame: str, rng: random.Random) -> str:
    """Make every choice of the frame, the innermost first."""
    while _CHOICE.search(frame):
        frame = _CHOICE.sub(lambda m: rng.choice(m[1].split("|")), frame)
    return frame


def _filled(frame: str, names: Names) -> Marked:
    pieces: list[str] = []
    spans: list[tuple[int, int, str]] = []
    at = last = 0
    for slot in _SLOT.finditer(frame):
        before, value = frame[last : slot.start()], names.value(slot[1])
        pieces += [before, value]
        at += len(before)
        if slot[1] in LABELS:
            spans.append((at, at + len(value), LABELS[slot[1]]))
        at += len(value)
        last = slot.end()
    return Marked("".join([*pieces, frame[last:]]), tuple(spans))
