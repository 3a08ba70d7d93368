"""Lines drawn along an upright page image: borders of tables, underlines."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false
# pyright: reportReturnType=false

from collections.abc import Iterator

import cv2
import numpy as np

from pipeline.reading.ocr.page import Grey

Span = tuple[int, int, int, int]
"""Left, top, right and bottom of a line, in pixels."""

_DARK = 170
_SHORT_IN = 0.3
"""Longest stroke of a letter, so the shortest dark line, in inches."""
_THIN_IN, _FAINT_IN = 0.03, 0.6
_FAINT = 30
"""By how much a faint line is darker than the paper beside it."""
_SQUEEZED = 4
"""Pixels of a faint line that are looked at together."""
_LEAN = 2
"""Pixels by which a line down the page may stray over the least length of one."""
_THICK_IN = 0.05


def drawn(image: Grey, dpi: int) -> tuple[Grey, Grey]:
    """Return where lines are drawn across the page and down it: 1 there, else 0.

    Not found: faint lines shorter than 15 mm, dotted lines, lines much askew.
    """
    dark = (image < _DARK).astype(np.uint8)
    reach = round(_SHORT_IN * dpi)
    across = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((1, reach), np.uint8))
    down = cv2.morphologyEx(dark, cv2.MORPH_OPEN, np.ones((reach, 1), np.uint8))
    return (
        cv2.bitwise_or(across, _faint(image, dpi, (_SQUEEZED, 1))),
        cv2.bitwise_or(down, _faint(image, dpi, (1, _SQUEEZED))),
    )


def _faint(image: Grey, dpi: int, squeezed: tuple[int, int]) -> Grey:
    """Return the faint lines of one direction, in which the image is squeezed against its grain.

    Edges of letters are faint too, but not thin where stems meet them, and never as long.
    """
    height, width = image.shape
    size = max(1, width // squeezed[0]), max(1, height // squeezed[1])
    soft = cv2.resize(image, size, interpolation=cv2.INTER_AREA)
    thick, length = 2 * round(_THIN_IN * dpi / 2) + 1, round(_FAINT_IN * dpi / _SQUEEZED)
    flat = squeezed[0] > 1
    beside = np.ones((thick, 1) if flat else (1, thick), np.uint8)
    along = np.ones((1, length) if flat else (length, 1), np.uint8)
    thin = cv2.morphologyEx(soft, cv2.MORPH_BLACKHAT, beside)
    thin = (thin > _FAINT).astype(np.uint8)
    # sheets photographed lean; nothing but a line is as long down the page
    near = thin if flat else cv2.dilate(thin, np.ones((1, 2 * _LEAN + 1), np.uint8))
    lines = cv2.bitwise_and(thin, cv2.morphologyEx(near, cv2.MORPH_OPEN, along))
    return cv2.resize(lines, (width, height), interpolation=cv2.INTER_NEAREST)


def spans(lines: Grey, dpi: int) -> Iterator[Span]:
    """Yield the lines of one direction, as :func:`drawn` gives them, without thick bars."""
    count, _, stats, _ = cv2.connectedComponentsWithStats(lines, connectivity=8)
    for x, y, wide, high, area in stats[1:count].tolist():
        if area < _THICK_IN * dpi * max(wide, high):
            yield x, y, x + wide, y + high
