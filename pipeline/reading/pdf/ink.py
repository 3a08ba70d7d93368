"""How much of a page's ink its text layer explains.

Whether a page has text says nothing: signing software leaves a stamp of 70 to 200 characters over
a scan. What is dark on the page is compared with where the words stand.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false

from collections.abc import Iterable
from dataclasses import dataclass

import cv2
import numpy as np

from pipeline.reading.document import Box
from pipeline.reading.formats.images import Pixels

_DARK = 170
_LEAST_SHARE = 0.0002
"""Of the page's area; less is dust, and the page is blank."""


@dataclass(frozen=True, slots=True)
class Ink:
    """The dark places of a page drawn small, without long straight lines."""

    mask: Pixels
    scale: float
    """Pixels to the point."""

    @property
    def dark(self) -> bool:
        """Whether there is anything to read on the page."""
        return float(np.count_nonzero(self.mask)) > _LEAST_SHARE * self.mask.size

    def explained(self, words: Iterable[Box], pictures: Iterable[Box]) -> float:
        """Return the share (0 to 1) of the ink outside the pictures that lies on words.

        1 for a page that has ink in pictures only and words beside them.
        """
        seen = self.mask.copy()
        for box in pictures:
            self._fill(seen, box, 0.0)
        total = np.count_nonzero(seen)
        boxes = list(words)
        if not boxes:
            return 0.0
        for box in boxes:
            self._fill(seen, box, 1.0)
        return 1.0 if total == 0 else 1.0 - np.count_nonzero(seen) / total

    def _fill(self, mask: Pixels, box: Box, margin_pt: float) -> None:
        x0, y0 = (int((v - margin_pt) * self.scale) for v in box[:2])
        x1, y1 = (int(np.ceil((v + margin_pt) * self.scale)) for v in box[2:])
        mask[max(0, y0) : max(0, y1), max(0, x0) : max(0, x1)] = 0


def ink_of(page: Pixels, size_pt: tuple[float, float]) -> Ink:
    """Return the ink of a page drawn in grey at a low resolution; ``size_pt`` is its size."""
    scale = page.shape[1] / max(1.0, size_pt[0])
    dark = (page < _DARK).astype(np.uint8)
    reach = max(9, round(40 * scale))
    for kernel in (np.ones((1, reach), np.uint8), np.ones((reach, 1), np.uint8)):
        dark = cv2.subtract(dark, cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel))
    return Ink(dark, scale)
