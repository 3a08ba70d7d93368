"""The sheet of paper in a photo: found, cut out and laid flat; guarded, for it can ruin a page."""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false

import cv2
import numpy as np
from numpy.typing import NDArray

from pipeline.reading.ocr.page import Grey, Prepared

_A4 = 297 / 210


def cut_out(page: Prepared) -> Prepared:
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
