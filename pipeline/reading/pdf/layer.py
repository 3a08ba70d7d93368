"""The text layer of a page: its words where they stand, its ruled lines, and whom to trust."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false

import io
import logging
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from math import atan2, degrees, hypot
from pathlib import Path
from statistics import median_low
from typing import Any, Self

import pdfplumber
from pdfminer.layout import LTChar, LTContainer, LTLine, LTRect

from pipeline.reading.document import Box
from pipeline.reading.layout.order import Rule, Token
from pipeline.reading.pdf.frame import Frame, Slant, Window
from pipeline.reading.pdf.legacy import is_unmapped, mended
from pipeline.reading.pdf.words import Glyph, Word, words_of

# pdfminer warns about every odd object of a file; its messages may quote the file.
logging.getLogger("pdfminer").setLevel(logging.CRITICAL)

_KEPT_PAGES = 40
"""pdfminer keeps every object that it has seen; the file is opened anew after so many pages."""
_LEVEL = 0.27
"""Tangent of the angle up to which text counts as level or upright."""
_ASKEW = 2.5
"""Degrees: a scan's layer is askew by less, and all of it alike."""
_MOST_SLANTS = 6
_HAIR_PT = 3.0


@dataclass(frozen=True, slots=True)
class LayerWord:
    """A word of the layer with its place, and what joins it to others."""

    token: Token
    place: int
    """Number of its first letter in the layer: neighbours on paper may be far apart here."""
    sound: bool
    """False where its letters cannot be trusted (no character map, unknown encoding)."""


@dataclass(frozen=True, slots=True)
class Layer:
    """The words of a page's text layer and its ruled lines, both on the upright page."""

    words: tuple[LayerWord, ...] = ()
    rules: tuple[Rule, ...] = ()
    turn: int = 0
    """Degrees that the page must be turned clockwise for its text to stand upright."""


class TextLayers:
    """pdfplumber on a file, opened by the first page that has text."""

    def __init__(self, source: bytes | Path) -> None:
        self._source = source
        self._stream: io.BytesIO | io.BufferedReader | None = None
        self._file: Any = None
        self._read = 0

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        if self._stream is not None:  # pdfplumber's own close() walks all pages once more
            self._stream.close()

    def layer(self, index: int, shown: Box, rotation: int) -> Layer:
        """Return the layer of a page; an empty one where pdfminer fails on it (OCR takes over).

        ``shown`` is the part of its paper that is seen, in PDF space, ``rotation`` its own turn.
        """
        try:
            page = self._page(index)
            try:
                window = Window.of(shown, _in_order(page.page_obj.mediabox), rotation)
                return _layer(page.layout, window)
            finally:
                page.close()
        except Exception:  # pdfminer raises nearly anything on odd files
            return Layer()

    def _page(self, index: int) -> Any:
        if self._stream is None:
            whole = self._source
            self._stream = io.BytesIO(whole) if isinstance(whole, bytes) else whole.open("rb")
        if self._file is None or self._read >= _KEPT_PAGES:
            self._file, self._read = pdfplumber.open(self._stream), 0
        self._read += 1
        return self._file.pages[index]


def _layer(page: Any, window: Window) -> Layer:
    turns: dict[int | None, list[Any]] = {}
    for char in _items(page, LTChar):
        turns.setdefault(_turn_of(char.matrix), []).append(char)
    if not turns:
        return Layer(rules=_rules(page, Frame.of(0, window)))
    main = max(turns, key=lambda turn: (len(turns[turn]), turn == 0)) or 0
    frame = Frame.of(main, window)
    straight, slanted = _straight_and_slanted(turns.pop(main, []))
    slanted += turns.pop(None, [])
    words = list(_placed([_glyph(char, frame) for char in straight], frame, 0))
    others = [  # margin notes
        (other := Frame.of(turn or 0, window), [_glyph(char, other) for char in chars])
        for turn, chars in turns.items()
    ]
    for number, (other, glyphs) in enumerate([*others, *_slants(slanted, window)], start=1):
        for word in _placed(glyphs, other, 1 + len(words)):
            words.append(replace(word, token=replace(word.token, group=-number)))
    return Layer(tuple(words), _rules(page, frame), main)


def _straight_and_slanted(chars: list[Any]) -> tuple[list[Any], list[Any]]:
    """Part the letters that lie as most do from those of stamps put on askew."""
    if not any(char.matrix[1] or char.matrix[2] for char in chars):
        return chars, []
    angles = [_degrees(char) for char in chars]
    usual = median_low(angles)
    lean = [abs((angle - usual + 180) % 360 - 180) > _ASKEW for angle in angles]
    pairs = list(zip(chars, lean, strict=True))
    return [char for char, out in pairs if not out], [char for char, out in pairs if out]


def _slants(chars: Sequence[Any], window: Window) -> Iterator[tuple[Slant, list[Glyph]]]:
    """Yield the slanted letters by their angle: stamps, watermarks."""
    angles: dict[int, list[Any]] = {}
    for char in chars:
        angles.setdefault(round(_degrees(char)), []).append(char)
    # letters around a seal have an angle each, and make no words
    for few in sorted(angles.values(), key=len, reverse=True)[:_MOST_SLANTS]:
        slant = Slant(_degrees(few[0]), window)
        yield slant, [_slanted_glyph(char, slant) for char in few]


def _degrees(char: Any) -> float:
    return degrees(atan2(char.matrix[1], char.matrix[0]))


def _in_order(box: Sequence[float]) -> Box:
    return min(box[0], box[2]), min(box[1], box[3]), max(box[0], box[2]), max(box[1], box[3])


def _items(container: Any, kind: Any) -> Iterator[Any]:
    for item in container:
        if isinstance(item, kind):
            yield item
        elif isinstance(item, LTContainer):
            yield from _items(item, kind)


# --- letters and words -----------------------------------------------------------------------


def _turn_of(matrix: tuple[float, ...]) -> int | None:
    """Return by how many degrees clockwise text must be turned to be level; None for slanted."""
    along, up = matrix[0], matrix[1]
    if abs(up) <= _LEVEL * abs(along):
        return 0 if along > 0 else 180
    if abs(along) <= _LEVEL * abs(up):
        return 90 if up > 0 else 270
    return None


def _glyph(char: Any, frame: Frame) -> Glyph:
    matrix = char.matrix
    (u0, u1), (v0, v1) = frame.span(char.x0, char.y0, char.x1, char.y1)
    _, baseline = frame.point(matrix[4], matrix[5])
    return Glyph(char.get_text(), str(char.fontname), u0, u1, baseline, v1 - v0)


def _slanted_glyph(char: Any, slant: Slant) -> Glyph:
    a, b, c, d, x, y = char.matrix
    u, v = slant.point(x, y)
    # from the upright box around a letter of known width back to its height
    if abs(d) > abs(c):
        em = (char.y1 - char.y0 - abs(b * char.adv)) * hypot(c, d) / abs(d)
    else:
        em = (char.x1 - char.x0 - abs(a * char.adv)) * hypot(c, d) / max(abs(c), 1e-6)
    return Glyph(char.get_text(), str(char.fontname), u, u + char.adv * hypot(a, b), v, em)


def _placed(glyphs: list[Glyph], frame: Frame | Slant, place: int) -> Iterator[LayerWord]:
    right = mended(glyphs)
    for word in words_of(right.glyphs):
        middle, height = (word.u0 + word.u1) / 2, word.v - 0.35 * word.em
        if frame.holds(middle, height):
            sound = word.font not in right.unsound and not is_unmapped(word.text)
            yield LayerWord(_token(word, frame), place + word.place, sound)


def _token(word: Word, frame: Frame | Slant) -> Token:
    top, bottom = word.v - 0.95 * word.em, word.v + 0.25 * word.em
    return Token(
        text=word.text,
        box=frame.box_on_page(word.u0, top, word.u1, bottom),
        x0=word.u0,
        x1=word.u1,
        top=word.v - 0.85 * word.em,
        bottom=word.v + 0.15 * word.em,
    )


# --- lines drawn -----------------------------------------------------------------------------


def _rules(page: Any, frame: Frame) -> tuple[Rule, ...]:
    """Return the sides of the lines and boxes drawn along the page, without doublets."""
    found: dict[tuple[int, ...], Rule] = {}
    for item in _items(page, LTLine | LTRect):
        (u0, u1), (v0, v1) = frame.span(item.x0, item.y0, item.x1, item.y1)
        for rule in _sides(u0, u1, v0, v1):
            found[round(rule.x), round(rule.top), round(rule.bottom), round(rule.width)] = rule
    return tuple(found.values())


def _sides(x0: float, x1: float, top: float, bottom: float) -> Iterator[Rule]:
    if x1 - x0 < _HAIR_PT or bottom - top < _HAIR_PT:
        xs, ys = [(x0 + x1) / 2], [(top + bottom) / 2]
    else:
        xs, ys = [x0, x1], [top, bottom]
    if bottom - top >= _HAIR_PT:
        yield from (Rule(x, top, bottom) for x in xs)
    if x1 - x0 >= _HAIR_PT:
        yield from (Rule(x0, y, y, x1 - x0) for y in ys)
