"""From the coordinates of a PDF page to those of the upright page, and to boxes on it."""

from dataclasses import dataclass
from math import cos, radians, sin
from typing import Self

from pipeline.reading.document import Box


@dataclass(frozen=True, slots=True)
class Window:
    """What is shown of a page, in points from the bottom left of its paper, after ``/Rotate``."""

    left: float
    bottom: float
    width: float
    height: float

    @classmethod
    def of(cls, shown: Box, paper: Box, rotation: int) -> Self:
        """Return the window of a box on the paper, both in PDF space, on a page with a turn."""
        left, right = shown[0] - paper[0], paper[2] - shown[2]
        below, above = shown[1] - paper[1], paper[3] - shown[3]
        width, height = shown[2] - shown[0], shown[3] - shown[1]
        match rotation:
            case 90:
                return cls(below, right, height, width)
            case 180:
                return cls(right, above, width, height)
            case 270:
                return cls(above, left, height, width)
            case _:
                return cls(left, below, width, height)


@dataclass(frozen=True, slots=True)
class Frame:
    """The upright page: ``u`` runs with the text, ``v`` down the page, from the top left."""

    turn: int
    """Degrees that the shown page is turned clockwise to stand upright: 0, 90, 180, 270."""
    window: Window
    width: float
    height: float

    @classmethod
    def of(cls, turn: int, window: Window) -> Self:
        """Return the frame of a page whose text must be turned by ``turn`` degrees."""
        if turn % 180:
            return cls(turn, window, window.height, window.width)
        return cls(turn, window, window.width, window.height)

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return the place of a point of the paper (from its bottom left)."""
        x, y = x - self.window.left, y - self.window.bottom
        match self.turn:
            case 90:
                return y, x
            case 180:
                return self.window.width - x, y
            case 270:
                return self.window.height - y, self.window.width - x
            case _:
                return x, self.window.height - y

    def span(
        self, x0: float, y0: float, x1: float, y1: float
    ) -> tuple[tuple[float, float], tuple[float, float]]:
        """Return how far a box of the paper reaches along and across the text."""
        u0, v0 = self.point(x0, y0)
        u1, v1 = self.point(x1, y1)
        return (min(u0, u1), max(u0, u1)), (min(v0, v1), max(v0, v1))

    def holds(self, u: float, v: float) -> bool:
        """Tell whether a place is on the page."""
        return 0 <= u <= self.width and 0 <= v <= self.height

    def box_on_page(self, u0: float, v0: float, u1: float, v1: float) -> Box:
        """Return a box of the upright page as one of the page as shown, within its edges."""
        width, height = self.window.width, self.window.height
        match self.turn:
            case 90:
                box = (v0, height - u1, v1, height - u0)
            case 180:
                box = (width - u1, height - v1, width - u0, height - v0)
            case 270:
                box = (width - v1, u0, width - v0, u1)
            case _:
                box = (u0, v0, u1, v1)
        x0, x1 = (min(max(0.0, x), width) for x in (box[0], box[2]))
        y0, y1 = (min(max(0.0, y), height) for y in (box[1], box[3]))
        return x0, y0, x1, y1

    def place_of(self, box: Box) -> Box:
        """Return a box of the page as shown (from its top left) as one of the upright page."""
        left, bottom, height = self.window.left, self.window.bottom, self.window.height
        (u0, u1), (v0, v1) = self.span(
            box[0] + left, height - box[3] + bottom, box[2] + left, height - box[1] + bottom
        )
        return u0, v0, u1, v1


@dataclass(frozen=True, slots=True)
class Slant:
    """Text at an angle to the page: ``u`` runs with it, ``v`` across it, downwards."""

    degrees: float
    """By how much it rises, anticlockwise, on the page as shown."""
    window: Window

    def point(self, x: float, y: float) -> tuple[float, float]:
        """Return the place of a point of the paper (from its bottom left)."""
        x, y = x - self.window.left, self.window.height - y + self.window.bottom
        c, s = cos(radians(self.degrees)), sin(radians(self.degrees))
        return x * c - y * s, x * s + y * c

    def holds(self, u: float, v: float) -> bool:
        """Tell whether a place is on the page."""
        x, y = self._on_page(u, v)
        return 0 <= x <= self.window.width and 0 <= y <= self.window.height

    def box_on_page(self, u0: float, v0: float, u1: float, v1: float) -> Box:
        """Return the upright box around a slanted one, within the page's edges."""
        corners = [self._on_page(u, v) for u in (u0, u1) for v in (v0, v1)]
        xs = [min(max(0.0, x), self.window.width) for x, _ in corners]
        ys = [min(max(0.0, y), self.window.height) for _, y in corners]
        return min(xs), min(ys), max(xs), max(ys)

    def _on_page(self, u: float, v: float) -> tuple[float, float]:
        c, s = cos(radians(self.degrees)), sin(radians(self.degrees))
        return u * c + v * s, v * c - u * s
