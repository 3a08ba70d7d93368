"""Page images made ready for OCR, and the way back to the page they came from.

Each step is a function that returns what it was given when it is not needed; steps that can ruin
a page (cutting the sheet out of a photo, despeckling) are guarded.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false
# pyright: reportReturnType=false

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.images import Pixels

cv2.setNumThreads(1)  # one process a core, see pool.py

Grey = NDArray[np.uint8]
Matrix = NDArray[np.float64]

TARGET_DPI = 220
"""What Tesseract reads best and fastest: on real scans 300 dpi gave half as many errors again."""
_KEPT_DPI = (180, 260)
_A4 = 297 / 210
_LEAST_RULE_IN = 0.3
"""Longest stroke of a letter, so the shortest line of a table, in inches."""
_MAX_SKEW = 5.0


@dataclass(frozen=True, slots=True)
class Prepared:
    """A clean grey image, its resolution, and the matrix from its pixels to the original's."""

    image: Grey
    dpi: int
    to_original: Matrix


def prepare(pixels: Pixels, dpi: int, turn: int = 0) -> Prepared:
    """Clean a page image for OCR.

    ``dpi`` is the resolution of ``pixels``, ``turn`` the degrees (0, 90, 180, 270) to turn it
    clockwise first. Seals are dropped, shadows and grey ground evened out, black scan borders
    and speckle removed, a sheet on a dark desk cut out, skew up to 5° straightened, and the
    resolution brought to about 220 dpi.
    """
    step = Prepared(_grey(pixels), dpi, np.eye(3))
    step = turned(step, turn)
    step = _sheet(step)
    step = _scaled(step)
    image = _without_borders(_flattened(step.image), step.dpi)
    image = _without_specks(image, step.dpi)
    return _straightened(Prepared(image, step.dpi, step.to_original))


def looks_sideways(image: Grey) -> bool:
    """Tell whether lines of text seem to run down the page instead of across it."""
    dark = _small_ink(image, 600)
    return _sharpness(dark.T) > 2.0 * _sharpness(dark)


def turned(page: Prepared, degrees: int) -> Prepared:
    """Turn the image clockwise by 0, 90, 180 or 270 degrees."""
    height, width = page.image.shape
    if degrees == 90:
        image = cv2.rotate(page.image, cv2.ROTATE_90_CLOCKWISE)
        back = np.array([[0, 1, 0], [-1, 0, height], [0, 0, 1.0]])
    elif degrees == 180:
        image = cv2.rotate(page.image, cv2.ROTATE_180)
        back = np.array([[-1, 0, width], [0, -1, height], [0, 0, 1.0]])
    elif degrees == 270:
        image = cv2.rotate(page.image, cv2.ROTATE_90_COUNTERCLOCKWISE)
        back = np.array([[0, -1, width], [1, 0, 0], [0, 0, 1.0]])
    else:
        return page
    return Prepared(image, page.dpi, page.to_original @ back)


def vertical_lines(page: Prepared) -> list[tuple[float, float, float]]:
    """Return x, top and bottom, in pixels, of the lines drawn down the page."""
    half = cv2.resize(page.image, None, fx=0.5, fy=0.5, interpolation=cv2.INTER_AREA)
    dark = (half < 170).astype(np.uint8)
    reach = round(page.dpi / 2 * _LEAST_RULE_IN)
    upright = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((reach, 1), np.uint8))
    count, _, stats, _ = cv2.connectedComponentsWithStats(upright, connectivity=8)
    boxes = [stats[i] for i in range(1, count)]
    return [
        (2.0 * x + w, 2.0 * y, 2.0 * (y + h)) for x, y, w, h, _ in boxes if w < page.dpi / 2 * 0.08
    ]


def _grey(pixels: Pixels) -> Grey:
    """Return the brightest channel of each pixel: red and blue ink fade, black stays."""
    if pixels.ndim == 2:
        return pixels
    red, green, blue = cv2.split(pixels)
    return cv2.max(cv2.max(red, green), blue)


# --- a sheet on a desk -----------------------------------------------------------------------


def _sheet(page: Prepared) -> Prepared:
    """Cut the sheet out of a photo; only where its surround is darker than the paper."""
    corners = _sheet_corners(page.image)
    if corners is None:
        return page
    top = np.linalg.norm(corners[1] - corners[0])
    bottom = np.linalg.norm(corners[2] - corners[3])
    left = np.linalg.norm(corners[3] - corners[0])
    right = np.linalg.norm(corners[2] - corners[1])
    width, height = float(max(top, bottom)), float(max(left, right))
    if 0.85 < height / width / _A4 < 1.18:  # seen at an angle: make it the A4 sheet that it is
        height = width * _A4
    target = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    forth = cv2.getPerspectiveTransform(corners.astype(np.float32), target)
    image = cv2.warpPerspective(
        page.image,
        forth,
        (round(width), round(height)),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_REPLICATE,
    )
    dpi = round(max(width, height) / (297 / 25.4))
    return Prepared(image, dpi, page.to_original @ np.linalg.inv(forth))


def _sheet_corners(image: Grey) -> NDArray[np.float64] | None:
    """Return the sheet's corners (top left first, clockwise), None where there is no desk."""
    factor = 500 / max(image.shape)
    small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    small = cv2.medianBlur(small, 7)
    paper = float(np.percentile(small, 80))
    ring = np.concatenate(
        [small[:3].ravel(), small[-3:].ravel(), small[:, :3].ravel(), small[:, -3:].ravel()]
    )
    if np.mean(ring < 0.72 * paper) < 0.35:
        return None
    level, bright = cv2.threshold(small, 0, 255, cv2.THRESH_BINARY + cv2.THRESH_OTSU)
    if level > 0.9 * paper:
        return None
    bright = cv2.morphologyEx(bright, cv2.MORPH_CLOSE, np.ones((15, 15), np.uint8))
    outlines, _ = cv2.findContours(bright, cv2.RETR_EXTERNAL, cv2.CHAIN_APPROX_SIMPLE)
    if not outlines:
        return None
    outline = max(outlines, key=cv2.contourArea)
    area = cv2.contourArea(outline)
    if not 0.25 < area / small.size < 0.97:
        return None
    hull = cv2.convexHull(outline)
    quad = cv2.approxPolyDP(hull, 0.03 * cv2.arcLength(hull, True), True)
    if len(quad) != 4 or area < 0.9 * cv2.contourArea(quad):
        return None
    return _in_order(quad.reshape(4, 2).astype(np.float64)) / factor


def _in_order(points: NDArray[np.float64]) -> NDArray[np.float64]:
    sums, differences = points.sum(axis=1), points[:, 0] - points[:, 1]
    return np.array(
        [
            points[sums.argmin()],
            points[differences.argmax()],
            points[sums.argmax()],
            points[differences.argmin()],
        ]
    )


# --- resolution, ground, borders, specks -----------------------------------------------------


def _scaled(page: Prepared) -> Prepared:
    """Bring low and high resolutions to the one that suits Tesseract."""
    if _KEPT_DPI[0] <= page.dpi <= _KEPT_DPI[1]:
        return page
    factor = min(4.0, TARGET_DPI / page.dpi)
    way = cv2.INTER_CUBIC if factor > 1 else cv2.INTER_AREA
    image = cv2.resize(page.image, None, fx=factor, fy=factor, interpolation=way)
    back = np.diag(
        [page.image.shape[1] / image.shape[1], page.image.shape[0] / image.shape[0], 1.0]
    )
    return Prepared(image, round(page.dpi * factor), page.to_original @ back)


def _flattened(image: Grey) -> Grey:
    """Divide by the paper's own brightness, so that shadow and grey ground become white."""
    small = cv2.resize(image, None, fx=1 / 8, fy=1 / 8, interpolation=cv2.INTER_AREA)
    ground = cv2.morphologyEx(small, cv2.MORPH_CLOSE, np.ones((9, 9), np.uint8))
    if np.percentile(ground, 5) >= 245:
        return image
    ground = cv2.medianBlur(ground, 21)
    ground = cv2.max(ground, np.full_like(ground, 40))
    wide = cv2.resize(ground, image.shape[::-1], interpolation=cv2.INTER_LINEAR)
    return cv2.divide(image, wide, scale=250)


def _without_borders(image: Grey, dpi: int) -> Grey:
    """Whiten the black bars that a scanner leaves along the edges of the glass."""
    factor = 50 / dpi
    small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    height, width = small.shape
    dark = (small < 110).astype(np.uint8)
    count, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    mask = np.zeros_like(dark)
    for i in range(1, count):
        x, y, w, h, area = stats[i]
        touches = x <= 1 or y <= 1 or x + w >= width - 1 or y + h >= height - 1
        bar = (w > 0.12 * width and h < 0.07 * height) or (h > 0.12 * height and w < 0.07 * width)
        frame = w > 0.8 * width and h > 0.8 * height and area < 0.3 * w * h
        if touches and area > 12 and (bar or frame):
            mask[labels == i] = 1
    if not mask.any():
        return image
    mask = cv2.dilate(mask, np.ones((3, 3), np.uint8))
    wide = cv2.resize(mask, image.shape[::-1], interpolation=cv2.INTER_NEAREST)
    image = image.copy()
    image[wide > 0] = 255
    return image


def _without_specks(image: Grey, dpi: int) -> Grey:
    """Remove specks smaller than a full stop, on pages that are strewn with them only."""
    _, dark = cv2.threshold(image, 160, 255, cv2.THRESH_BINARY_INV)
    height, width = dark.shape
    sample = dark[height // 3 : height // 3 + height // 6, width // 4 : 3 * width // 4]
    limit = max(2, round((dpi / 300) ** 2 * 9))
    if not _is_strewn(sample, limit):
        return image
    _, labels, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
    speck = stats[:, cv2.CC_STAT_AREA] < limit
    speck[0] = False
    image = image.copy()
    image[speck[labels]] = 255
    return image


def _is_strewn(sample: Grey, limit: int) -> bool:
    count, _, stats, _ = cv2.connectedComponentsWithStats(sample, connectivity=8)
    areas = stats[1:, cv2.CC_STAT_AREA]
    small = int((areas < limit).sum())
    return small > 60 and small > 0.3 * (count - 1)


# --- skew ------------------------------------------------------------------------------------


def _straightened(page: Prepared) -> Prepared:
    angle = skew_of(page.image)
    if abs(angle) < 0.08:
        return page
    height, width = page.image.shape
    forth = np.vstack([cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0), [0, 0, 1]])
    image = cv2.warpAffine(
        page.image,
        forth[:2],
        (width, height),
        flags=cv2.INTER_LINEAR,
        borderMode=cv2.BORDER_CONSTANT,
        borderValue=255,
    )
    return Prepared(image, page.dpi, page.to_original @ np.linalg.inv(forth))


def skew_of(image: Grey) -> float:
    """Return the degrees to turn the image anticlockwise so that its lines lie level.

    The angle with the sharpest row profile wins, within ±5°.
    """
    dark = _small_ink(image, 900)
    if not dark.any():
        return 0.0
    best = 0.0
    for step, reach in ((1.0, _MAX_SKEW), (0.25, 0.75), (0.05, 0.2)):
        angles = np.arange(best - reach, best + reach + step / 2, step)
        best = float(max(angles, key=lambda angle: _sharpness(_rotated(dark, float(angle)))))
    return best if abs(best) <= _MAX_SKEW else 0.0


def _small_ink(image: Grey, longest: int) -> Grey:
    factor = min(1.0, longest / max(image.shape))
    small = cv2.resize(image, None, fx=factor, fy=factor, interpolation=cv2.INTER_AREA)
    return cv2.threshold(small, 0, 255, cv2.THRESH_BINARY_INV + cv2.THRESH_OTSU)[1]


def _rotated(dark: Grey, angle: float) -> Grey:
    height, width = dark.shape
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    return cv2.warpAffine(dark, matrix, (width, height), flags=cv2.INTER_NEAREST)


def _sharpness(dark: Grey) -> float:
    profile = cv2.reduce(dark, 1, cv2.REDUCE_SUM, dtype=cv2.CV_32S).ravel().astype(np.float64)
    return float(np.square(np.diff(profile)).mean())
