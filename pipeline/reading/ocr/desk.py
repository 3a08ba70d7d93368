"""The sheet of paper in a picture: told from the desk around it by its edges.

Finding it can ruin a page, so it is guarded: the sheet must be brighter than what is around it all
along its edge, and ``flat.py`` asks whether lines of text would be lost.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false
# pyright: reportReturnType=false

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.page import Grey, Points

_LOOK_PIXELS = 420
_TEXT = 11
"""Wider than the strokes and closer than the lines of text, in pixels of the look."""
_EDGES = (0.3, 0.14, 0.07)
"""Steps of brightness, as shares of the brighter side, that may be the edge of a sheet."""
_LEAST_AREA, _MOST_AREA = 0.2, 0.975
_BRIGHTER = 0.8
_LEAST_SIDE = 0.2
_LEAST_EDGE = 0.15


@dataclass(frozen=True, slots=True)
class Sheet:
    """Where the paper is in a picture, and how bright it would be beyond its edges."""

    mask: Grey
    """255 on the paper."""
    paper: Grey
    """The brightness of blank paper, also beyond the edges of the sheet."""
    corners: Points | None = None
    """Top left first, clockwise; None where not all four sides are seen."""
    desk: bool = False
    """Whether anything else is in the picture."""


def sheet_of(picture: Grey) -> Sheet:
    """Return the sheet on its desk, or all of a picture that is nothing but paper."""
    factor = _LOOK_PIXELS / max(picture.shape)
    look = cv2.resize(picture, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    plain = _without_text(cv2.medianBlur(look, 3))
    size = picture.shape[::-1]
    mask = _mask(plain)
    if mask is None:
        return whole(picture, plain)
    corners = _corners(mask)
    return Sheet(
        cv2.resize(cv2.erode(mask, np.ones((5, 5)), borderValue=255), size),
        cv2.resize(_paper(plain, mask), size),
        None if corners is None else corners / factor,
        desk=True,
    )


def whole(picture: Grey, plain: Grey | None = None) -> Sheet:
    """Return the picture as one sheet."""
    paper = picture if plain is None else cv2.resize(plain, picture.shape[::-1])
    return Sheet(np.full_like(picture, 255), paper)


def _without_text(look: Grey) -> Grey:
    """Return the brightness of the ground; a narrow strip of desk at the edge stays dark."""
    wide = cv2.copyMakeBorder(look, _TEXT, _TEXT, _TEXT, _TEXT, cv2.BORDER_REPLICATE)
    closed = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, np.ones((_TEXT, _TEXT)))
    return closed[_TEXT:-_TEXT, _TEXT:-_TEXT]


def _mask(plain: Grey) -> Grey | None:
    """Return the largest part without an edge in it that is brighter than what is around it."""
    around = np.ones((3, 3))
    high = cv2.dilate(plain, around).astype(np.float32)
    step = (high - cv2.erode(plain, around)) / np.maximum(high, 1)
    for edge in _EDGES:
        mask = _filled(_largest((step < edge).astype(np.uint8)))
        share = float(np.count_nonzero(mask)) / mask.size
        if share < _LEAST_AREA:
            return None
        if share <= _MOST_AREA and _is_beside(mask) and _is_brighter(plain, mask):
            return mask
    return None


def _filled(mask: Grey) -> Grey:
    """Fill holes (seals, pictures on the page, edges of shadows) and cut off threads."""
    wide = cv2.copyMakeBorder(mask, 20, 20, 20, 20, cv2.BORDER_CONSTANT, value=0)
    wide = cv2.morphologyEx(wide, cv2.MORPH_CLOSE, np.ones((17, 17)))
    outlines, _ = cv2.findContours(wide, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    filled = cv2.drawContours(np.zeros_like(wide), outlines, -1, 255, cv2.FILLED)
    opened = cv2.morphologyEx(filled, cv2.MORPH_OPEN, np.ones((11, 11)))
    return cv2.dilate(_largest(opened), np.ones((3, 3)))[20:-20, 20:-20]


def _largest(mask: Grey) -> Grey:
    _, labels, stats, _ = cv2.connectedComponentsWithStats(mask, connectivity=4)
    if len(stats) < 2:
        return np.zeros_like(mask)
    label = 1 + int(stats[1:, cv2.CC_STAT_AREA].argmax())
    return (labels == label).astype(np.uint8) * 255


def _is_beside(mask: Grey) -> bool:
    """Tell whether the desk shows at two edges of the picture: a bar along one is on the page."""
    edges = (mask[0], mask[-1], mask[:, 0], mask[:, -1])
    return sum(float(np.mean(edge == 0)) > _LEAST_EDGE for edge in edges) >= 2


def _is_brighter(plain: Grey, mask: Grey) -> bool:
    """Tell whether the paper is brighter than the desk nearly everywhere along its edge."""
    near = cv2.erode(mask, np.ones((9, 9)))
    inner, outer = (
        cv2.subtract(near, cv2.erode(near, np.ones((5, 5)))),
        cv2.dilate(mask, np.ones((9, 9))),
    )
    rim = cv2.subtract(cv2.dilate(outer, np.ones((5, 5))), outer)
    within = _local(plain, inner)
    at = (rim > 0) & (within > 0)
    if np.count_nonzero(at) < 0.3 * sum(mask.shape):
        return False
    return float(np.mean(plain[at] < 0.93 * within[at])) >= _BRIGHTER


def _local(plain: Grey, chosen: Grey, reach: int = 31) -> NDArray[np.float32]:
    """Return the mean brightness of the chosen pixels nearby, 0 where there are none."""
    kept = (chosen > 0).astype(np.float32)
    weight = cv2.blur(kept, (reach, reach))
    return cv2.blur(plain * kept, (reach, reach)) / np.maximum(weight, 1e-6) * (weight > 1e-4)


def _paper(plain: Grey, mask: Grey) -> Grey:
    inside = cv2.erode(mask, np.ones((7, 7)))
    near, far = _local(plain, inside), _local(plain, inside, 2 * _LOOK_PIXELS - 1)
    return np.where(mask > 0, plain, np.where(near > 0, near, far)).astype(np.uint8)


def _corners(mask: Grey) -> Points | None:
    """Return where the four sides cross; a corner may be folded or lie outside the picture."""
    outlines, _ = cv2.findContours(mask, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_NONE)
    outline = max(outlines, key=cv2.contourArea).reshape(-1, 2).astype(np.float64)
    height, width = mask.shape
    seen = (outline > 3).all(axis=1) & (outline < (width - 4, height - 4)).all(axis=1)
    box = _in_order(cv2.boxPoints(cv2.minAreaRect(outline.astype(np.float32))))
    sides = [_side(outline[seen], box[k], box[(k + 1) % 4]) for k in range(4)]
    found = [side for side in sides if side is not None]
    if len(found) < 4:
        return None
    corners = np.array([_crossing(found[k - 1], found[k]) for k in range(4)])
    if not np.isfinite(corners).all() or not cv2.isContourConvex(corners.astype(np.float32)):
        return None
    area = cv2.contourArea(corners.astype(np.float32))
    return corners if 0.85 < cv2.countNonZero(mask) / max(1.0, area) < 1.1 else None


def _in_order(box: Points) -> Points:
    """Return the corners of a box clockwise from the top left."""
    around = box[np.argsort(np.arctan2(*(box - box.mean(axis=0)).T[::-1]))]
    return np.roll(around, -int(around.sum(axis=1).argmin()), axis=0)


def _side(points: Points, a: Points, b: Points) -> Points | None:
    """Return a point and the direction of the edge of the sheet that runs near ``a`` to ``b``."""
    length = float(np.linalg.norm(b - a))
    along = (b - a) / max(1.0, length)
    place, off = (points - a) @ along / max(1.0, length), (points - a) @ (-along[1], along[0])
    near = points[(np.abs(off) < 0.1 * length) & (place > 0.06) & (place < 0.94)]
    if len(near) < max(20.0, _LEAST_SIDE * length):
        return None
    vx, vy, x, y = cv2.fitLine(near.astype(np.float32), cv2.DIST_HUBER, 0, 0.01, 0.01).ravel()
    return np.array([[x, y], [vx, vy]], dtype=np.float64)


def _crossing(one: Points, other: Points) -> Points:
    (p, d), (q, e) = one, other
    cross = d[0] * e[1] - d[1] * e[0]
    if abs(cross) < 0.3:
        return np.full(2, np.nan)
    r = q - p
    return p + d * (r[0] * e[1] - r[1] * e[0]) / cross
