"""What of a page's ink its text layer leaves unexplained, and where that may be text.

Whether a page has text says nothing: signing software leaves a stamp of 70 to 200 characters over
a scan, and a page written on a computer may bear a scanned table or a stamped number. So the page
is drawn without the text that is known, and what is dark on it is looked at. Emblems, seals,
signatures, photos and codes for machines are told apart by their colour and shape; what is doubtful
counts as text, for reading it in vain costs only time.

Not guarded against: ink much lighter than text, white letters on a dark ground.
"""
# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportCallIssue=false, reportArgumentType=false

from collections.abc import Sequence
from dataclasses import dataclass, replace

import cv2
import numpy as np

from pipeline.reading.document import Box
from pipeline.reading.formats.images import Pixels
from pipeline.reading.pdf.drawing import Picture

_DARK = 170
_LEAST_SHARE = 0.00002
"""Of the page's area: about the ink of a small letter. Less is dust."""
_RULE_PT = 40
_LEAST_PT = 4.0
_NEAR_PT = (12, 16)
"""Ink this near, across and down, belongs together: a region is read with a margin of half of it,
and another's line must not be cut by that."""
_MOST_PARTS, _MOST_PICTURES = 8, 200
_WHOLE_SHARE = 0.5
_DRAWN_DPI = 300
_LETTER_PT = (3.5, 32.0)
_ROUND_PT = (36.0, 150.0)


@dataclass(frozen=True, slots=True)
class Region:
    """A part of the page that may hold text: its box in points from the top left, resolution."""

    box: Box
    dpi: float
    whole: bool = False
    """The region is the whole page."""
    pictured: bool = False
    """It is an image, or several that touch."""


@dataclass(frozen=True, slots=True)
class Rest:
    """The page drawn small without the text that is known."""

    colour: Pixels
    """RGB."""
    dark: Pixels
    """1 where ink is, without long straight lines."""
    scale: float
    """Pixels to the point."""

    @classmethod
    def of(cls, page: Pixels, width_pt: float) -> "Rest":
        """Look at a page drawn in colour at a low resolution."""
        scale = page.shape[1] / max(1.0, width_pt)
        grey = cv2.cvtColor(page, cv2.COLOR_RGB2GRAY)
        dark = (grey < _DARK).astype(np.uint8)
        if dark.any():
            reach = max(9, round(_RULE_PT * scale))
            for kernel in (np.ones((1, reach), np.uint8), np.ones((reach, 1), np.uint8)):
                dark = cv2.subtract(dark, cv2.morphologyEx(dark, cv2.MORPH_OPEN, kernel))
        return cls(page, dark, scale)

    @property
    def inked(self) -> bool:
        """Whether there is anything on it."""
        return int(np.count_nonzero(self.dark)) > _LEAST_SHARE * self.dark.size

    def regions(self, pictures: Sequence[Picture]) -> list[Region]:
        """Return the places that may hold text: the whole page where they cover most of it."""
        places = [*self._pictured(pictures), *self._drawn(pictures)]
        found = [
            replace(region, box=self._ink_box(region.box))
            for region in places
            if self._may_be_text(region.box)
        ]
        height, width = (pixels / self.scale for pixels in self.dark.shape)
        covered = sum((r.box[2] - r.box[0]) * (r.box[3] - r.box[1]) for r in found)
        if covered < _WHOLE_SHARE * width * height:
            return found
        return [whole_page(pictures, (width, height))]

    def _pictured(self, pictures: Sequence[Picture]) -> list[Region]:
        """Return the pictures that have ink; strips of one scan are put together."""
        if len(pictures) > _MOST_PICTURES:
            box, dpi = _all_around([p.box for p in pictures]), max(p.dpi for p in pictures)
            return [Region(box, dpi, pictured=True)]
        merged: list[tuple[Box, float]] = []
        for picture in pictures:
            box, dpi = picture.box, picture.dpi
            for other in [m for m in merged if _touch(m[0], box)]:
                merged.remove(other)
                box, dpi = _all_around([box, other[0]]), max(dpi, other[1])
            merged.append((box, dpi))
        return [Region(box, dpi, pictured=True) for box, dpi in merged]

    def _drawn(self, pictures: Sequence[Picture]) -> list[Region]:
        """Return the places of ink outside the pictures: outlines, fonts without a map."""
        left = self.dark.copy()
        for picture in pictures:
            left[self._rows(picture.box), self._columns(picture.box)] = 0
        if np.count_nonzero(left) <= _LEAST_SHARE * left.size:
            return []
        across, down = (2 * max(1, round(reach * self.scale / 2)) + 1 for reach in _NEAR_PT)
        near = cv2.dilate(left, np.ones((down, across), np.uint8))
        count, _, stats, _ = cv2.connectedComponentsWithStats(near, connectivity=8)
        boxes = [
            (x / self.scale, y / self.scale, (x + w) / self.scale, (y + h) / self.scale)
            for x, y, w, h, _ in stats[1:count].tolist()
        ]
        if len(boxes) > _MOST_PARTS:
            boxes = [_all_around(boxes)]
        return [Region(box, _DRAWN_DPI) for box in boxes]

    def _ink_box(self, box: Box) -> Box:
        """Return the box without the white around its ink: a stamp may be a page-wide image."""
        ys, xs = np.nonzero(self.dark[self._rows(box), self._columns(box)])
        left, top = self._columns(box).start, self._rows(box).start
        return (
            (left + int(xs.min())) / self.scale,
            (top + int(ys.min())) / self.scale,
            (left + int(xs.max()) + 1) / self.scale,
            (top + int(ys.max()) + 1) / self.scale,
        )

    def _may_be_text(self, box: Box) -> bool:
        dark = self.dark[self._rows(box), self._columns(box)]
        ys, xs = np.nonzero(dark)
        if len(ys) <= _LEAST_SHARE * self.dark.size:
            return False
        wide, high = ((int(v.max() - v.min()) + 1) / self.scale for v in (xs, ys))
        if max(wide, high) < _LEAST_PT:
            return False
        round_pt = _ROUND_PT[0] <= min(wide, high) and max(wide, high) <= _ROUND_PT[1]
        if round_pt and 0.65 < wide / high < 1.5:
            ink = len(ys) / (wide * high * self.scale**2)
            if ink > 0.4 or self._coloured(box, dark) > 0.6:
                return False  # a code for machines or a photo; an emblem or a seal
        return self._has_letters(dark)

    def _coloured(self, box: Box, dark: Pixels) -> float:
        """Return the share of the ink in a box that is neither black nor grey."""
        inked = self.colour[self._rows(box), self._columns(box)][dark > 0].astype(np.int16)
        return float(np.mean(inked.max(axis=1) - inked.min(axis=1) > 60)) if len(inked) else 0.0

    def _has_letters(self, dark: Pixels) -> bool:
        """Tell whether pieces as high as letters are there; a signature's strokes are larger."""
        count, _, stats, _ = cv2.connectedComponentsWithStats(dark, connectivity=8)
        heights = stats[1:count, cv2.CC_STAT_HEIGHT] / self.scale
        return bool(np.any((heights >= _LETTER_PT[0]) & (heights <= _LETTER_PT[1])))

    def _rows(self, box: Box) -> slice:
        return slice(max(0, int(box[1] * self.scale)), max(0, int(np.ceil(box[3] * self.scale))))

    def _columns(self, box: Box) -> slice:
        return slice(max(0, int(box[0] * self.scale)), max(0, int(np.ceil(box[2] * self.scale))))


def whole_page(pictures: Sequence[Picture], size_pt: tuple[float, float]) -> Region:
    """Return the whole page as a region, at the resolution of the scan on it."""
    large = [picture.dpi for picture in pictures if picture.share >= 0.2]
    dpi = max(large) if large else _DRAWN_DPI
    return Region((0.0, 0.0, *size_pt), dpi, whole=True)


def _touch(one: Box, other: Box) -> bool:
    return (
        min(one[2], other[2]) - max(one[0], other[0]) > -2
        and min(one[3], other[3]) - max(one[1], other[1]) > -2
    )


def _all_around(boxes: Sequence[Box]) -> Box:
    return (
        min(box[0] for box in boxes),
        min(box[1] for box in boxes),
        max(box[2] for box in boxes),
        max(box[3] for box in boxes),
    )
