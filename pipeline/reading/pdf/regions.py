"""Regions of a page that its text layer does not explain, read by OCR."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

import numpy as np

from pipeline.reading.document import Box
from pipeline.reading.formats.images import PageImage, Pixels
from pipeline.reading.layout.assemble import PageWords
from pipeline.reading.layout.order import Rule, Token
from pipeline.reading.ocr.tessdata import tessdata_folder
from pipeline.reading.pdf.drawing import Sheet, TextItem
from pipeline.reading.pdf.frame import Frame
from pipeline.reading.pdf.ink import Region
from pipeline.reading.pdf.layer import LayerWord
from pipeline.reading.pdf.values import is_arrival
from pipeline.reading.pdf.vietnamese import is_syllable, letters_of
from pipeline.settings import Settings

_LEAST_DPI, _MOST_DPI, _VALUE_DPI = 100, 400, 300
_MARGIN_PT = 8.0
_VALUE_PT = 40.0
"""A region up to this height beside text is a value put into its line, not a block of lines."""
_CONTEXT_PT, _APART_PT = 150.0, 6.0
_PAPER_PT = 24.0
"""White paper put around a region before it is read."""
_SURE, _FAIR, _MANY_LETTERS = 0.5, 0.35, 30
_LEAST = 0.2
_NUMBER = re.compile(r"[\d.,/-]*\d[a-zđA-ZĐ]?")


@dataclass(frozen=True, slots=True)
class Reading:
    """What OCR read in a region, placed on the page."""

    tokens: tuple[Token, ...]
    turn: int
    """How the page must be turned for these words to stand upright; their places are on it so."""
    dpi: int
    rules: tuple[Rule, ...] = ()
    handwriting: tuple[Box, ...] = ()
    is_value: bool = False
    """The region stands in a line of known words."""
    is_stamp: bool = False
    """The region was put over known words, and is no part of their lines."""


@dataclass(frozen=True, slots=True)
class RegionReader:
    """Reads parts of a page; its known texts are left out of the drawing."""

    sheet: Sheet
    frame: Frame
    """In which the known words stand upright."""
    texts: Sequence[TextItem]
    words: Sequence[LayerWord]
    settings: Settings

    def page(self, region: Region) -> PageWords:
        """Read the whole page, which may lie as it likes."""
        dpi = self._dpi(region)
        return self._seen(self.sheet.drawn(dpi, without=self.texts), dpi)

    def read(self, region: Region) -> Reading:
        """Return what stands in a region; nothing where OCR is not sure that it is text.

        A value that cannot be read is reported as handwriting, so that a person looks at it.
        """
        if region.whole:
            page = self.page(region)
            dpi = page.dpi or 0
            return Reading(page.tokens, page.rotation, dpi, page.rules, page.handwriting)
        place = self.frame.place_of(region.box)
        if self._stands_in_line(place):
            return self._value(place)
        dpi, place = self._dpi(region), self._widened(place, _MARGIN_PT, _MARGIN_PT)
        picture = _on_paper(self._drawn(dpi, place, self.texts), dpi)
        page = self._seen(picture, dpi)
        if not page.tokens and region.pictured:  # a stamp's ink, which fades on scans
            page = self._seen(picture.min(axis=2), dpi)
        if not _is_text(page.tokens):
            page = replace(page, tokens=(), rules=())
        read = self._placed(page, place[0] - _PAPER_PT, place[1] - _PAPER_PT)
        stamp = self._lies_over_text(region.box) or is_arrival(read.tokens)
        return replace(read, is_stamp=region.pictured and stamp)

    # All places from here on are those of the upright page.

    def _seen(self, pixels: Pixels, dpi: int) -> PageWords:
        from pipeline.reading.ocr.scan import read_image  # heavy: Tesseract

        return read_image(PageImage(pixels, dpi), tessdata_folder(self.settings))

    def _drawn(self, dpi: int, place: Box, without: Sequence[TextItem]) -> Pixels:
        """Draw a place so that its text stands upright."""
        box = self.frame.box_on_page(*place)
        pixels = self.sheet.drawn(dpi, box=box, without=without)
        return np.rot90(pixels, -(self.frame.turn // 90))

    def _dpi(self, region: Region) -> int:
        most = self.sheet.most_dpi(region.box)
        return max(1, int(min(_MOST_DPI, max(_LEAST_DPI, region.dpi), most)))

    def _widened(self, place: Box, across: float, down: float) -> Box:
        return (
            max(0.0, place[0] - across),
            max(0.0, place[1] - down),
            min(self.frame.width, place[2] + across),
            min(self.frame.height, place[3] + down),
        )

    def _placed(self, page: PageWords, left: float, top: float) -> Reading:
        """Return what was read in a region whose top left corner stands there."""
        return Reading(
            tuple(
                replace(
                    token,
                    box=self._box(token.box, left, top),
                    x0=token.x0 + left,
                    x1=token.x1 + left,
                    top=token.top + top,
                    bottom=token.bottom + top,
                )
                for token in page.tokens
            ),
            (self.frame.turn + page.rotation) % 360,
            page.dpi or 0,
            tuple(
                replace(rule, x=rule.x + left, top=rule.top + top, bottom=rule.bottom + top)
                for rule in page.rules
                if page.rotation == 0
            ),
            tuple(self._box(box, left, top) for box in page.handwriting),
        )

    def _box(self, box: Box, left: float, top: float) -> Box:
        return self.frame.box_on_page(box[0] + left, box[1] + top, box[2] + left, box[3] + top)

    # --- values in lines ---------------------------------------------------------------------

    def _stands_in_line(self, place: Box) -> bool:
        x0, top, x1, bottom = place
        return bottom - top <= _VALUE_PT and any(
            word.token.top < (top + bottom) / 2 < word.token.bottom
            and max(word.token.x0 - x1, x0 - word.token.x1) < _CONTEXT_PT / 2
            for word in self.words
            if word.token.group is None
        )

    def _lies_over_text(self, box: Box) -> bool:
        return any(_meet(box, word.token.box) for word in self.words)

    def _value(self, place: Box) -> Reading:
        """Read a value together with its line, a little apart from its neighbours.

        Alone, a single figure is not recognised; too near, it becomes a part of them. Coloured ink
        is that of a pen or a stamp, as good as black.
        """
        wide = self._widened(place, _CONTEXT_PT, 1.0)
        scale = _VALUE_DPI / 72
        line = self._drawn(_VALUE_DPI, wide, ()).min(axis=2)
        alone = self._drawn(_VALUE_DPI, wide, self.texts).min(axis=2)
        start, end = (round((x - wide[0]) * scale) for x in (place[0], place[2]))
        gap = np.full((line.shape[0], round(_APART_PT * scale)), 255, np.uint8)
        parts = (line[:, :start], gap, alone[:, start:end], gap, line[:, end:])
        page = self._seen(_on_paper(np.hstack(parts), _VALUE_DPI), _VALUE_DPI)
        left, top = wide[0] - _PAPER_PT - _APART_PT, wide[1] - _PAPER_PT
        seen = self._placed(_only_within(page, place[0] - left, place[2] - left), left, top)
        here = self.frame.box_on_page(*place)
        by_hand = any(_meet(box, here) for box in seen.handwriting)
        unread = (here,) if by_hand or not seen.tokens else ()
        return replace(seen, turn=self.frame.turn, rules=(), handwriting=unread, is_value=True)


def _only_within(page: PageWords, x0: float, x1: float) -> PageWords:
    """Return the words of a value without those of its line."""
    found = tuple(
        _stripped(token)
        for token in (() if page.rotation else page.tokens)
        if token.confidence >= _LEAST
        and _makes_sense(token.text)
        and x0 < (token.box[0] + token.box[2]) / 2 < x1
        and token.box[0] > x0 - _APART_PT / 2
        and token.box[2] < x1 + _APART_PT / 2
    )
    return replace(page, tokens=found)


def _stripped(token: Token) -> Token:
    """Drop the specks around a value that were taken for marks."""
    text = letters_of(token.text)
    return token if text == token.text else replace(token, text=text, raw=token.raw or token.text)


def _meet(one: Box, other: Box) -> bool:
    return min(one[2], other[2]) > max(one[0], other[0]) and min(one[3], other[3]) > max(
        one[1], other[1]
    )


def _makes_sense(text: str) -> bool:
    """Tell numbers and words from what a scribble is taken for."""
    word = letters_of(text)
    return is_syllable(word) if word.isalpha() else _NUMBER.fullmatch(word) is not None


def _on_paper(pixels: Pixels, dpi: int) -> Pixels:
    """Put a region onto paper of its own ground."""
    margin = round(_PAPER_PT * dpi / 72)
    ground = np.percentile(pixels, 90, axis=(0, 1))
    height, width = pixels.shape[:2]
    paper = np.empty((height + 2 * margin, width + 2 * margin, *pixels.shape[2:]), np.uint8)
    paper[:] = ground.astype(np.uint8)
    paper[margin : margin + height, margin : margin + width] = pixels
    return paper


def _is_text(tokens: Sequence[Token]) -> bool:
    """Tell text from what a photo or a flourish is taken for: it is read surely, or is long."""
    letters = sum(len(token.text) for token in tokens)
    if not letters:
        return False
    sure = sum(len(token.text) * token.confidence for token in tokens) / letters
    return sure >= _SURE or (letters >= _MANY_LETTERS and sure >= _FAIR)
