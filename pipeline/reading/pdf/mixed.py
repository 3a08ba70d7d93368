"""A page from both sources: its text layer where that explains the ink, OCR where it does not.

Text that OCR programs lay unseen under a scan is not believed: the scan is read anew. Text that is
seen is exact, so it is taken out of the drawing before the rest is read.
"""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import numpy as np
from numpy.typing import NDArray

from pipeline.reading.document import Box
from pipeline.reading.layout.assemble import PageWords
from pipeline.reading.layout.order import Token
from pipeline.reading.pdf.drawing import Sheet, TextItem
from pipeline.reading.pdf.frame import Frame, Window
from pipeline.reading.pdf.ink import Rest, whole_page
from pipeline.reading.pdf.layer import Layer, LayerWord
from pipeline.reading.pdf.regions import Reading, RegionReader
from pipeline.reading.pdf.values import is_in, joined, on_line, stamps_aside
from pipeline.reading.pdf.vietnamese import syllable_share
from pipeline.settings import Settings

_LOOK_DPI = 72
_MOST_LOOK_PIXELS = 4_000_000
_CHANGE = 8
"""Difference of two pixels that is no rounding."""
_BAD_SHARE, _GOOD_SHARE, _ENOUGH_WORDS, _BETTER = 0.5, 0.8, 20, 0.15
_DOUBTFUL = 0.5
_SCAN_SHARE, _STAMPED_WORDS = 0.9, 60
_SMALL_SHARE, _HALF = 0.1, 0.5
_ASIDE = -10
_LINE_UP, _LINE_DOWN = 1.23, 0.08
"""A word of the layer has a taller line than one of OCR: the ways from the latter's bottom to the
former's top and bottom, in heights of the latter."""


def read_sheet(sheet: Sheet, layer_of: Callable[[], Layer], settings: Settings) -> PageWords:
    """Return the words of a page. ``layer_of`` reads its text layer, which takes its time.

    Raises ``TooLarge`` for too many pixels, ``Corrupt`` where the page cannot be drawn.
    """
    layer = layer_of() if any(text.seen for text in sheet.texts) else Layer()
    if any(p.share > _SCAN_SHARE for p in sheet.pictures) and len(layer.words) < _STAMPED_WORDS:
        return _scan(sheet, layer, layer_of, settings)
    if _reads_badly(layer.words) and (page := _better_reading(sheet, layer.words, settings)):
        return page
    layer, texts = _believed(layer, sheet)
    rest = Rest.of(sheet.drawn(_look_dpi(sheet), without=texts, lines=False), sheet.width)
    if not rest.inked:
        return _as_text(sheet, layer)
    reader = _reader(sheet, layer, texts, settings)
    if not layer.words:
        return reader.page(whole_page(sheet.pictures, (sheet.width, sheet.height)))
    return _combined(sheet, layer, [reader.read(r) for r in rest.regions(sheet.pictures)])


def _scan(
    sheet: Sheet, layer: Layer, layer_of: Callable[[], Layer], settings: Settings
) -> PageWords:
    """Read a page that is one picture, maybe with stamps over it."""
    layer, texts = _believed(layer, sheet)
    reader = _reader(sheet, layer, texts, settings)
    region = whole_page(sheet.pictures, (sheet.width, sheet.height))
    if layer.words:
        return _combined(sheet, layer, [reader.read(region)])
    page = reader.page(region)
    if not page.tokens and not page.inked and sheet.texts:
        return _as_text(sheet, _unseen(layer_of()))
    return page


def _reader(
    sheet: Sheet, layer: Layer, texts: Sequence[TextItem], settings: Settings
) -> RegionReader:
    frame = Frame.of(layer.turn, Window(0, 0, sheet.width, sheet.height))
    return RegionReader(sheet, frame, texts, layer.words, settings)


# --- what the layer explains -----------------------------------------------------------------


def _believed(layer: Layer, sheet: Sheet) -> tuple[Layer, list[TextItem]]:
    """Return the layer's words that are seen and sound, and the texts that are made of them only.

    The other texts stay in the drawing, for OCR.
    """
    texts = sheet.texts
    if not texts or not layer.words:
        return replace(layer, words=()), []
    belongs: Any = _belonging(
        [text.box for text in texts], [word.token.box for word in layer.words]
    )
    seen = np.array([text.seen for text in texts])
    sound = np.array([word.sound for word in layer.words])
    unseen: NDArray[np.bool_] = ~(belongs & seen[:, None]).any(axis=0) & belongs.any(axis=0)
    made: NDArray[np.bool_] = (belongs & sound).any(axis=1) & ~(belongs & ~sound).any(axis=1)
    words = [word for word, hidden in zip(layer.words, unseen, strict=True) if not hidden]
    known = [text for text, sure in zip(texts, made, strict=True) if sure]
    words = _shown(sheet, [word for word in words if word.sound], known)
    return replace(layer, words=tuple(words)), known


def _shown(sheet: Sheet, words: list[LayerWord], texts: Sequence[TextItem]) -> list[LayerWord]:
    """Drop words over a scan that change nothing on the page: they lie behind it.

    What a signature or a stamp of white ground hides stays: it is the page's own text.
    """
    scans = [p.box for p in sheet.pictures if p.share > _SMALL_SHARE]
    if sum(p.share for p in sheet.pictures) > _HALF:  # in strips
        scans = [p.box for p in sheet.pictures]
    over = [is_in(word.token.box, scans) for word in words]
    if not any(over):
        return words
    dpi = _look_dpi(sheet)
    change = sheet.drawn(dpi).astype(np.int16) - sheet.drawn(dpi, without=texts)
    changed: NDArray[np.bool_] = np.abs(change).max(axis=2) > _CHANGE
    shown = [bool(changed[_pixels(word.token.box, dpi)].any()) for word in words]
    return [w for w, hidden, s in zip(words, over, shown, strict=True) if s or not hidden]


def _pixels(box: Box, dpi: float) -> tuple[slice, slice]:
    x0, y0, x1, y1 = (round(edge * dpi / 72) for edge in box)
    return slice(y0, y1 + 1), slice(x0, x1 + 1)


def _belonging(texts: Sequence[Box], words: Sequence[Box]) -> NDArray[np.bool_]:
    """Tell for each text (row) and word (column) whether one holds the middle of the other."""
    x0, y0, x1, y1 = (column[:, None] for column in np.array(texts, dtype=np.float64).T)
    left, top, right, bottom = np.array(words, dtype=np.float64).T
    across, down = (left + right) / 2, (top + bottom) / 2
    held = (x0 - 1 < across) & (across < x1 + 1) & (y0 - 4 < down) & (down < y1 + 4)
    across, down = (x0 + x1) / 2, (y0 + y1) / 2
    holds = (left - 1 < across) & (across < right + 1) & (top - 1 < down) & (down < bottom + 1)
    return held | holds


def _unseen(layer: Layer) -> Layer:
    """Return a layer without ink where it reads well, as doubtful: its picture may be damaged."""
    share = syllable_share(word.token.text for word in layer.words)
    if len(layer.words) < _ENOUGH_WORDS or share is None or share < _GOOD_SHARE:
        return replace(layer, words=())
    words = [replace(w, token=replace(w.token, confidence=_DOUBTFUL)) for w in layer.words]
    return replace(layer, words=tuple(words))


def _reads_badly(words: Sequence[LayerWord]) -> bool:
    """Tell whether a layer with maps to Unicode still is not Vietnamese."""
    texts = [word.token.text for word in words if word.sound]
    share = syllable_share(texts) if len(texts) >= _ENOUGH_WORDS else None
    return share is not None and share < _BAD_SHARE


def _better_reading(
    sheet: Sheet, words: Sequence[LayerWord], settings: Settings
) -> PageWords | None:
    """Read the page by OCR; None where that is no more Vietnamese: another tongue."""
    region = whole_page(sheet.pictures, (sheet.width, sheet.height))
    page = _reader(sheet, Layer(), (), settings).page(region)
    seen = syllable_share(token.text for token in page.tokens) or 0.0
    told = syllable_share(word.token.text for word in words) or 0.0
    return page if seen > told + _BETTER else None


def _look_dpi(sheet: Sheet) -> float:
    points = max(1.0, sheet.width * sheet.height)
    return min(_LOOK_DPI, 72 * (_MOST_LOOK_PIXELS / points) ** 0.5)


def _as_text(sheet: Sheet, layer: Layer) -> PageWords:
    return PageWords(
        sheet.width,
        sheet.height,
        "text",
        tuple(joined(stamps_aside(layer.words, (), sheet.notes))),
        layer.rules,
        rotation=layer.turn,
        inked=bool(layer.words),
    )


# --- both together ---------------------------------------------------------------------------


def _combined(sheet: Sheet, layer: Layer, readings: Sequence[Reading]) -> PageWords:
    handwriting = tuple(box for reading in readings for box in reading.handwriting)
    if not any(reading.tokens for reading in readings):
        return replace(_as_text(sheet, layer), handwriting=handwriting)
    known: Sequence[LayerWord] = layer.words
    turn = _turn(known, layer, readings)
    over = [p.box for p in sheet.pictures] if _is_scan(known, readings) else []
    known = stamps_aside(known, over, sheet.notes)
    words = [word if layer.turn == turn else _aside(word, 0) for word in known]
    rules = list(layer.rules) if layer.turn == turn else []
    for number, reading in enumerate(readings, start=1):
        words += [_joining(token, reading, number, known, turn) for token in reading.tokens]
        rules += reading.rules if reading.turn == turn else ()
    return PageWords(
        sheet.width,
        sheet.height,
        "mixed" if known else "ocr",
        tuple(joined(words)),
        tuple(rules),
        rotation=turn,
        dpi=max(reading.dpi for reading in readings if reading.tokens),
        handwriting=handwriting,
    )


def _is_scan(known: Sequence[LayerWord], readings: Sequence[Reading]) -> bool:
    return sum(len(reading.tokens) for reading in readings) > len(known)


def _turn(known: Sequence[LayerWord], layer: Layer, readings: Sequence[Reading]) -> int:
    """Return how the page must be turned for most of its words."""
    votes = {layer.turn: len(known)}
    for reading in readings:
        votes[reading.turn] = votes.get(reading.turn, 0) + len(reading.tokens)
    return max(votes, key=lambda turn: votes[turn])


def _aside(word: LayerWord, number: int) -> LayerWord:
    """Mark a word that lies at another angle than the page, to be read after it."""
    token = word.token
    moved = token.group is not None and token.group < 0
    return word if moved else replace(word, token=replace(token, group=_ASIDE - number))


def _joining(
    token: Token, reading: Reading, number: int, known: Sequence[LayerWord], turn: int
) -> LayerWord:
    """Return a word that OCR read as one among the known words of the page."""
    group = None if token.group is None or reading.is_value else 1000 * number + token.group
    if known:
        height = token.bottom - token.top
        token = replace(
            token,
            top=token.bottom - _LINE_UP * height,
            bottom=token.bottom + _LINE_DOWN * height,
        )
    token = replace(token, group=group)
    word = LayerWord(on_line(token, known) if reading.is_value else token, place=-1, sound=True)
    return word if reading.turn == turn and not reading.is_stamp else _aside(word, number)
