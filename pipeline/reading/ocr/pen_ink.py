"""The blue of pens on a page in colour, which preparation lets fade with the red of seals."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false
# pyright: reportReturnType=false

import cv2
import numpy as np

from pipeline.reading.formats.images import Pixels
from pipeline.reading.ocr.page import Grey, Prepared

BLUE = 28
"""From this difference between blue and red on a pixel is blue ink."""
_LEAST_SHARE = 2e-5
_STEP = 16


def halved(image: Pixels) -> Pixels:
    """Return the picture at half its size, of one pixel at least."""
    height, width = image.shape[:2]
    size = (max(1, round(width / 2)), max(1, round(height / 2)))
    return cv2.resize(image, size, interpolation=cv2.INTER_AREA)


def blueness_of(page: Prepared, pixels: Pixels) -> Grey | None:
    """Return by how much blue outshines red (0 to 255) on each pixel of the upright page.

    ``pixels`` are the page as it was given. None for a grey page and one without blue ink. The
    colour of the paper itself, a yellow lamp, does not count.
    """
    if pixels.ndim == 2:
        return None
    small = halved(pixels)
    red, _, blue = cv2.split(small)
    tint = float(np.median(blue[::8, ::8])) / max(1.0, float(np.median(red[::8, ::8])))
    over = cv2.subtract(cv2.multiply(blue, min(2.0, 1 / max(0.1, tint))), red)
    if float((over > BLUE).mean()) < _LEAST_SHARE:
        return None
    height, width = page.image.shape
    y, x = np.mgrid[0 : height + _STEP : _STEP, 0 : width + _STEP : _STEP].astype(np.float64)
    back = page.to_original(np.stack([x.ravel(), y.ravel()], axis=1)) / 2
    nodes = back.reshape(*x.shape, 2).astype(np.float32)
    scale = np.array([[_STEP, 0, 0], [0, _STEP, 0]], dtype=np.float32)
    places = cv2.warpAffine(
        nodes, scale, (width, height), flags=cv2.INTER_LINEAR, borderMode=cv2.BORDER_REPLICATE
    )
    return cv2.remap(over, places, None, cv2.INTER_LINEAR, borderMode=cv2.BORDER_CONSTANT)


def with_pen_ink(page: Prepared, blue: Grey | None) -> Prepared:
    """Return the page with blue ink as dark as black."""
    if blue is None:
        return page
    strong = cv2.multiply(blue, 2.5)
    return page.become(cv2.min(page.image, cv2.subtract(np.full_like(strong, 255), strong)))
