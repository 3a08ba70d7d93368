"""Page images made ready for OCR, and the way back to the page they came from.

Each step is a function that returns what it was given when it is not needed; steps that can ruin
a page (cutting the sheet out of a photo, despeckling) are guarded.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false
# pyright: reportReturnType=false

import cv2
import numpy as np

from pipeline.reading.formats.images import Pixels
from pipeline.reading.ocr.page import Grey, Prepared, turned
from pipeline.reading.ocr.sheet import laid_flat

TARGET_DPI = 220
"""What Tesseract reads best and fastest: on real scans 300 dpi gave half as many errors again."""
_KEPT_DPI = (180, 260)
_MAX_SKEW = 5.0


def prepare(pixels: Pixels, dpi: int, turn: int = 0) -> Prepared:
    """Clean a page image for OCR.

    ``dpi`` is the resolution of ``pixels``, ``turn`` the degrees (0, 90, 180, 270) to turn it
    clockwise first. Seals are dropped, shadows and grey ground evened out, black scan borders
    and speckle removed, a sheet on a dark desk cut out, skew up to 5° straightened, and the
    resolution brought to about 220 dpi.
    """
    step = Prepared(_grey(pixels), dpi)
    step = turned(step, turn)
    step = laid_flat(step)
    step = _scaled(step)
    image = _without_borders(_flattened(step.image), step.dpi)
    image = _without_specks(image, step.dpi)
    return _straightened(step.become(image))


def _grey(pixels: Pixels) -> Grey:
    """Return the brightest channel of each pixel: red and blue ink fade, black stays."""
    if pixels.ndim == 2:
        return pixels
    red, green, blue = cv2.split(pixels)
    return cv2.max(cv2.max(red, green), blue)


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
    return page.become(image, back, round(page.dpi * factor))


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
    return page.become(image, np.linalg.inv(forth))


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
