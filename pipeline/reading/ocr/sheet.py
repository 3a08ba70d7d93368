"""A page laid flat: the desk left out, perspective and curl undone, its lines level and upright.

All that is looked for is looked for in a small picture; the page itself is drawn anew once, and
only where that helps. A flat scan passes as it is.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false
# pyright: reportReturnType=false

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.bend import Frame, frame_of
from pipeline.reading.ocr.desk import Sheet, sheet_of, whole
from pipeline.reading.ocr.page import Bend, Grey, Matrix, Points, Prepared, Way, turned
from pipeline.reading.ocr.textlines import Ink, Track, ink_of, runs_down, small, tracks_of
from pipeline.reading.ocr.turn import stand_of

_A4 = 297 / 210
_A4_LONG_IN = 297 / 25.4
_MOST_DPI = 260
_LETTERS_IN = (0.05, 0.16)
_STEP = 32
"""Pixels between the points of the page that are followed back; lines bend slowly."""


@dataclass(frozen=True, slots=True)
class _View:
    """A small picture with its lines across, and the way back to the small picture of the page."""

    picture: Grey
    sheet: Sheet
    back: Way
    turn: int
    doubts: tuple[int, ...]
    ink: Ink
    tracks: Sequence[Track]
    a4: float
    """Length in pixels of the longer side of a sheet of A4; 0 where none is seen whole."""


def laid_flat(page: Prepared) -> Prepared:
    """Return the page flat, level to some degrees, and upright where its marks show the way up."""
    picture, factor = small(page.image, page.dpi)
    view = _view(picture)
    frame = frame_of(view.tracks, view.picture.shape[::-1], view.ink.height)
    flat = page
    if frame is not None or view.sheet.desk:
        frame = frame or Frame.flat(view.picture.shape[::-1])
        flat = _drawn(page, page.dpi * factor, view, frame)
        flat = replace(flat, turn=(page.turn + view.turn) % 360)
    elif view.turn:
        flat = turned(page, view.turn)
    stand = stand_of(view.ink, view.tracks)
    if stand.on_head:
        flat = turned(flat, 180)
    return replace(flat, doubts=() if stand.sure else view.doubts)


# --- the small picture -----------------------------------------------------------------------


def _view(picture: Grey) -> _View:
    sheet, back, a4 = sheet_of(picture), Way(), 0.0
    if sheet.desk and _loses_text(picture, sheet):
        sheet = whole(picture, sheet.paper)
    if sheet.corners is not None:
        picture, sheet, matrix, a4 = _straight(picture, sheet, sheet.corners)
        back = back @ matrix
    if sheet.desk:
        picture = np.where(sheet.mask > 127, picture, sheet.paper)
    ink = ink_of(picture)
    down, turn = runs_down(ink), 0
    if down > 1:
        turn = 90
        seen = turned(Prepared(picture, 1), turn)
        picture, back = seen.image, back @ seen.to_original.steps[0]
        sheet = Sheet(
            *(cv2.rotate(p, cv2.ROTATE_90_CLOCKWISE) for p in (sheet.mask, sheet.paper)),
            None,
            sheet.desk,
        )
        ink = ink_of(picture)
    doubts = (180,) if down < 0.5 or down > 2 else (180, 90, 270)
    return _View(picture, sheet, back, turn, doubts, ink, tracks_of(ink), a4)


def _loses_text(picture: Grey, sheet: Sheet) -> bool:
    """Tell whether lines of text of the same size stand outside of the sheet too."""
    on = ink_of(np.where(sheet.mask > 127, picture, sheet.paper))
    off = ink_of(np.where(sheet.mask > 127, sheet.paper, picture))
    if not on.height:
        return True
    if not 0.75 < off.height / on.height < 1.4:  # the grain of wood, or nothing
        return False
    lost = sum(
        track.length
        for track in tracks_of(off)
        if np.mean(sheet.mask[track.y.astype(int), track.x.astype(int)] < 128) > 0.5
    )
    return lost > 0.1 * picture.shape[1]


def _straight(picture: Grey, sheet: Sheet, corners: Points) -> tuple[Grey, Sheet, Matrix, float]:
    """Return the sheet as seen from straight above with some rim, the way back, and ``a4``."""
    sides = np.linalg.norm(corners - np.roll(corners, -1, axis=0), axis=1)
    width, height = float(max(sides[0], sides[2])), float(max(sides[1], sides[3]))
    a4 = 0.0
    if 0.85 < height / width / _A4 < 1.18:  # seen at an angle: make it the A4 sheet that it is
        height = a4 = width * _A4
    elif 0.85 < width / height / _A4 < 1.18:
        width = a4 = height * _A4
    rim = 0.03 * max(width, height)
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]]) + rim
    back = cv2.getPerspectiveTransform(target.astype(np.float32), corners.astype(np.float32))
    size = (round(width + 2 * rim), round(height + 2 * rim))

    def seen(image: Grey, beyond: int, value: int = 0) -> Grey:
        way = cv2.INTER_LINEAR | cv2.WARP_INVERSE_MAP
        return cv2.warpPerspective(
            image, back, size, flags=way, borderMode=beyond, borderValue=value
        )

    flat = Sheet(
        seen(sheet.mask, cv2.BORDER_CONSTANT), seen(sheet.paper, cv2.BORDER_REPLICATE), None, True
    )
    return seen(picture, cv2.BORDER_REPLICATE), flat, back, a4


# --- the page itself -------------------------------------------------------------------------


def _drawn(page: Prepared, look_dpi: float, view: _View, frame: Frame) -> Prepared:
    """Draw the page anew: every pixel goes back through frame and view to where it was."""
    page = _reduced(page)
    scale = page.dpi / look_dpi
    left, top, right, bottom = frame.edges
    width, height = round((right - left) * scale), round((bottom - top) * scale)
    across, down = np.meshgrid(
        np.arange(0, width + 2 * _STEP, _STEP), np.arange(0, height + 2 * _STEP, _STEP)
    )
    places = np.stack([across.ravel(), down.ravel()], axis=1) / scale + (left, top)
    seen = frame.back(places)
    nodes = (view.back(seen) * scale).astype(np.float32).reshape(*across.shape, 2)
    bend = Bend(nodes, _STEP)
    image = bend.taken_from(page.image, width, height)
    image = _on_paper(image, view.sheet, seen.astype(np.float32).reshape(nodes.shape))
    return page.become(image, bend, round(page.dpi * _nearness(view, look_dpi)))


def _reduced(page: Prepared) -> Prepared:
    """Return the page with no more pixels than are of use."""
    if page.dpi <= _MOST_DPI:
        return page
    height, width = page.image.shape
    factor = _MOST_DPI / page.dpi
    image = cv2.resize(page.image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    back = np.diag([width / image.shape[1], height / image.shape[0], 1.0])
    return page.become(image, back, _MOST_DPI)


def _on_paper(image: Grey, sheet: Sheet, places: NDArray[np.float32]) -> Grey:
    """Put blank paper where the desk was and what lay outside of the picture."""
    height, width = image.shape
    quarter = Bend(places, _STEP // 4)
    size = (-(-width // 4), -(-height // 4))
    mask = quarter.taken_from(sheet.mask, *size, fill=0)
    if mask.min() == 255:
        return image
    paper = quarter.taken_from(sheet.paper, *size)
    mask, paper = (cv2.resize(part, (width, height)) for part in (mask, paper))
    return np.where(mask > 127, image, paper)


def _nearness(view: _View, look_dpi: float) -> float:
    """Return the true resolution by the one that was believed, which knew nothing of the desk.

    The sheet is taken for A4 when its letters would have a usual size then.
    """
    dpi = view.a4 / _A4_LONG_IN
    usual = dpi > 0 and _LETTERS_IN[0] < view.ink.height / dpi < _LETTERS_IN[1]
    return dpi / look_dpi if usual else 1.0
