"""A page image on its way to the recogniser, and the way back to the page it came from."""
# pyright: reportUnknownMemberType=false, reportArgumentType=false

from dataclasses import dataclass

import cv2
import numpy as np
from numpy.typing import NDArray

cv2.setNumThreads(1)  # one process a core, see pool.py

Grey = NDArray[np.uint8]
Matrix = NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Prepared:
    """A clean grey image, its resolution, and the matrix from its pixels to the original's."""

    image: Grey
    dpi: int
    to_original: Matrix


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
