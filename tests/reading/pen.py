"""Writing by hand for tests: a single-stroke script, shaken and leaning, in blue or black ink."""

import cv2
import numpy as np

Picture = np.ndarray
Box = tuple[int, int, int, int]

BLUE, BLACK = (30, 45, 150), (25, 25, 30)
_FACE = cv2.FONT_HERSHEY_SCRIPT_COMPLEX


def written(
    page: Picture,
    text: str,
    at: tuple[int, int],
    height: int,
    colour: tuple[int, int, int] = BLUE,
    pen: int = 2,
    seed: int = 1,
) -> Box:
    """Write on the RGB page with the line's foot at ``at``; return the box of the ink."""
    rng = np.random.default_rng(seed)
    size = height / 21
    (wide, high), low = cv2.getTextSize(text, _FACE, size, pen)
    pad = height
    sheet = np.zeros((high + low + 2 * pad, wide + 2 * pad), np.uint8)
    x = pad
    for word in text.split(" "):
        drift = int(rng.normal(0, 0.12 * height))
        cv2.putText(sheet, word, (x, pad + high + drift), _FACE, size, 255, pen, cv2.LINE_AA)
        x += cv2.getTextSize(word + " ", _FACE, size, pen)[0][0]
    y, x = np.mgrid[0 : sheet.shape[0], 0 : sheet.shape[1]].astype(np.float32)
    cells = (sheet.shape[0] // 12 + 2, sheet.shape[1] // 12 + 2)
    shake = [
        cv2.resize(rng.normal(0, 0.045 * height, cells).astype(np.float32), sheet.shape[::-1])
        for _ in range(2)
    ]
    sheet = cv2.remap(sheet, x + 0.2 * y + shake[0] - 0.2 * pad, y + shake[1], cv2.INTER_LINEAR)
    left, top = at[0] - pad, at[1] - pad - high
    rows, columns = np.flatnonzero(sheet.max(1) > 60), np.flatnonzero(sheet.max(0) > 60)
    right, bottom = min(page.shape[1], left + sheet.shape[1]), top + sheet.shape[0]
    ink = sheet[: bottom - top, : right - left, None] / 255.0
    place = page[top:bottom, left:right].astype(np.float64)
    page[top:bottom, left:right] = (place * (1 - ink) + np.array(colour) * ink).astype(np.uint8)
    return left + columns[0], top + rows[0], left + columns[-1], top + rows[-1]


def signed(page: Picture, at: tuple[int, int], wide: int, seed: int = 1) -> Box:
    """Draw a signature, its left end at ``at``; return its box."""
    rng = np.random.default_rng(seed)
    t = np.linspace(0, 1, 300)
    x = at[0] + wide * (t + 0.06 * np.sin(2 * np.pi * 5 * t + rng.uniform(0, 6)))
    swing = np.sin(2 * np.pi * 6.5 * t + rng.uniform(0, 6)) * (1 - t) + 0.3 * np.sin(9 * t)
    y = at[1] + 0.22 * wide * swing
    points = np.stack([x, y], axis=1).round().astype(np.int32)
    cv2.polylines(page, [points], False, BLUE, 4, cv2.LINE_AA)
    (x0, y0), (x1, y1) = points.min(0), points.max(0)
    return int(x0), int(y0), int(x1), int(y1)
