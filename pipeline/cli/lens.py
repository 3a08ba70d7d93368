"""The lens: one HTML page that shows each extracted value in the text and on the page's picture.

It holds everything in itself (pictures, style, script) and asks for nothing from outside, so it
opens from a folder on a machine without a network.
"""

import base64
import itertools
import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

import jinja2

from pipeline.cli.labels import LABELS, PARTY_LABELS, RELATIONS, matter_words
from pipeline.messages import say
from pipeline.reading.document import turned_box
from pipeline.register.export import WORDS

DOUBTFUL = 0.8
"""Below this confidence a value is shown as one to be checked."""
DPI = 110

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Item:
    """One value as the lens lists it; ``number`` ties it to its marks and boxes."""

    number: int
    section: str
    label: str
    shown: str
    """As a person reads it."""
    written: str
    """As the paper writes it, where that differs from ``shown``."""
    confidence: float | None
    evidence: tuple[Json, ...]

    @property
    def doubtful(self) -> bool:
        return self.confidence is not None and self.confidence < DOUBTFUL


@dataclass(frozen=True, slots=True)
class Piece:
    """A run of the text under the same values."""

    text: str
    numbers: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class BoxOnPage:
    """A box in percent of the upright page."""

    number: int
    left: float
    top: float
    width: float
    height: float


def lens(found: Json, pictures: Sequence[bytes]) -> str:
    """Return the page for one object of ``donthu extract --json`` and the pictures of its pages.

    ``pictures`` are JPEGs, one for each page, or none for a file without page images.
    """
    items = tuple(_numbered(found))
    pages = [
        {
            "number": page["number"],
            "picture": base64.b64encode(picture).decode("ascii"),
            "boxes": list(_boxes(items, page)),
        }
        for page, picture in zip(found["pages"], pictures, strict=False)
    ]
    return _template().render(
        file=Path(found["file"]).name,
        kind=WORDS[found["kind"]["value"]],
        sections=[(name, list(group)) for name, group in itertools.groupby(items, _section)],
        pages=pages,
        text=list(_pieces(found["text"], items)),
        say=say,
    )


@cache
def _template() -> jinja2.Template:
    loader = jinja2.FileSystemLoader(Path(__file__).parent)
    environment = jinja2.Environment(
        loader=loader, autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )
    return environment.get_template("lens.html")


# --- the values ------------------------------------------------------------------------------

_DATE = re.compile(r"(?:1[89]|20)\d\d(?:-\d\d){0,2}")
_PAPER = say("Đơn, văn bản", "The paper")
_REFERENCES = say("Văn bản được nhắc tới", "Documents referred to")
_WARNINGS = say("Lưu ý", "Warnings")


def _section(item: Item) -> str:
    return item.section


def _numbered(found: Json) -> Iterator[Item]:
    count = itertools.count(1)
    for section, label, shown, value in _listed(found):
        written = " ".join(str(value.get("text") or "").split())
        yield Item(
            number=next(count),
            section=section,
            label=label,
            shown=shown,
            written="" if written == shown else written,
            confidence=value.get("confidence"),
            evidence=tuple(value["evidence"]),
        )


def _listed(found: Json) -> Iterator[tuple[str, str, str, Json]]:
    """Yield section, label, value as shown, and the value with its evidence."""
    for warning in found["warnings"]:
        places = [warning["evidence"]] if warning["evidence"] else []
        yield _WARNINGS, "", warning["message"], {"evidence": places}
    header: Json = found["official"] or {}
    fields: Json = found["fields"]
    for part in (header, fields):
        for name, value in part.items():
            for label, one in _values(LABELS[name], value):
                told = matter_words(one) if name == "matter" else _readable(one["value"])
                yield _PAPER, label, told, one
    for reference in found["references"]:
        yield _REFERENCES, _heading(reference), _told(reference), reference


def _values(label: str, value: Any) -> Iterator[tuple[str, Json]]:
    if not value:
        return
    if isinstance(value, list):
        for one in value:  # pyright: ignore[reportUnknownVariableType]
            yield from _values(label, one)
    elif "value" in value:
        yield label, value
    else:
        for name, part in value.items():
            if isinstance(part, dict):
                yield from _values(f"{label} · {PARTY_LABELS[name]}", part)


def _heading(reference: Json) -> str:
    return f"[{reference['document_id']}] {RELATIONS[reference['relation']]}"


def _told(reference: Json) -> str:
    symbol = reference["resolved"] or reference["symbol"]
    date = _readable(reference["date"] or "")
    parts = (reference["kind"], symbol, date, reference["agency"])
    return " · ".join(part for part in parts if part)


def _readable(value: str | int) -> str:
    """Words for codes, and dates as an office writes them: 6/2024, 26/6/2024."""
    text = " ".join(str(value).split())
    if _DATE.fullmatch(text):
        year, *rest = text.split("-")
        return "/".join([*(part.lstrip("0") for part in reversed(rest)), year])
    return WORDS.get(text, text)


# --- their places ----------------------------------------------------------------------------


def _pieces(text: str, items: Iterable[Item]) -> Iterator[Piece]:
    """Cut the text at every edge of a value's span; values may overlap."""
    spans = [(e["start"], e["end"], item.number) for item in items for e in item.evidence]
    edges = sorted({0, len(text), *(edge for a, b, _ in spans for edge in (a, b))})
    opened = sorted(spans)
    for start, end in itertools.pairwise(edges):
        numbers = {number for a, b, number in opened if a <= start and end <= b}
        yield Piece(text[start:end].replace("\f", "\n\n"), tuple(sorted(numbers)))


def _boxes(items: Iterable[Item], page: Json) -> Iterator[BoxOnPage]:
    for item in items:
        for place in item.evidence:
            if place["page"] == page["number"]:
                for box in place["boxes"]:
                    yield _in_percent(item.number, box, page)


def _in_percent(number: int, box: Sequence[float], page: Json) -> BoxOnPage:
    corners = (box[0], box[1], box[2], box[3])
    upright, width, height = turned_box(
        corners, page["width_pt"], page["height_pt"], page["rotation"]
    )
    x0, y0, x1, y1 = upright
    across, down = 100 / width, 100 / height
    return BoxOnPage(number, x0 * across, y0 * down, (x1 - x0) * across, (y1 - y0) * down)
