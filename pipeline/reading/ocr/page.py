"""A page image on its way to the recogniser, and the way back to the page it came from."""
# pyright: reportUnknownMemberType=false, reportArgumentType=false, reportCallIssue=false
# pyright: reportUnknownVariableType=false, reportReturnType=false

from dataclasses import dataclass, field, replace

import cv2
import numpy as np
from numpy.typing import NDArray

cv2.setNumThreads(1)  # one process a core, see workers/pool.py

Grey = NDArray[np.uint8]
Matrix = NDArray[np.float64]
Points = NDArray[np.float64]
"""``(count, 2)``: x and y in pixels."""


@dataclass(frozen=True, slots=True)
class Bend:
    """Where the pixels of a flattened image were: a grid of points, bilinear between them.

    ``nodes[row, column]`` is the place of the pixel ``(column * step, row * step)``.
    """

    nodes: NDArray[np.float32]
    step: int

    def __call__(self, points: Points) -> Points:
        last = np.array(self.nodes.shape[1::-1]) - 1
        at = np.clip(points / self.step, 0, last)
        whole = np.minimum(at.astype(np.intp), last - 1)
        (column, row), (across, down) = whole.T, (at - whole).T[..., None]
        upper = self.nodes[row, column] * (1 - across) + self.nodes[row, column + 1] * across
        lower = self.nodes[row + 1, column] * (1 - across)
        lower = lower + self.nodes[row + 1, column + 1] * across
        return upper * (1 - down) + lower * down

    def taken_from(self, image: Grey, width: int, height: int, fill: int | None = None) -> Grey:
        """Return the flattened image; what lies outside is ``fill``, or as the nearest edge."""
        scale = np.array([[self.step, 0, 0], [0, self.step, 0]], dtype=np.float32)
        edge = cv2.BORDER_REPLICATE
        places = cv2.warpAffine(
            self.nodes, scale, (width, height), flags=cv2.INTER_LINEAR, borderMode=edge
        )
        beyond = edge if fill is None else cv2.BORDER_CONSTANT
        return cv2.remap(
            image, places, None, cv2.INTER_LINEAR, borderMode=beyond, borderValue=fill or 0
        )


@dataclass(frozen=True, slots=True)
class Way:
    """The way of points from a prepared image back to the picture that it was made from.

    Each step goes back one image: a matrix (affine or perspective) or a bend. The last step of
    the preparation is the first on the way back. ``way @ step`` is the way from an image made
    from the one that ``way`` starts at.
    """

    steps: tuple[Matrix | Bend, ...] = ()

    def __matmul__(self, step: Matrix | Bend) -> "Way":
        if self.steps and not isinstance(step, Bend) and not isinstance(self.steps[0], Bend):
            return Way((self.steps[0] @ step, *self.steps[1:]))
        return Way((step, *self.steps))

    def __call__(self, points: Points) -> Points:
        for step in self.steps:
            if isinstance(step, Bend):
                points = step(points)
            else:
                points = cv2.perspectiveTransform(points[None], step)[0]
        return points

    def box(self, box: tuple[float, float, float, float]) -> tuple[float, float, float, float]:
        """Return the upright box around what the edges of ``box`` become."""
        x0, y0, x1, y1 = box
        share = np.linspace(0, 1, 5)
        across, down = x0 + share * (x1 - x0), y0 + share * (y1 - y0)
        edges = [(x, y) for y in (y0, y1) for x in across] + [
            (x, y) for x in (x0, x1) for y in down
        ]
        found = self(np.array(edges, dtype=np.float64))
        (left, top), (right, bottom) = found.min(axis=0), found.max(axis=0)
        return float(left), float(top), float(right), float(bottom)


@dataclass(frozen=True, slots=True)
class Prepared:
    """A clean grey image and its resolution, how it was turned, and the way to the original."""

    image: Grey
    dpi: int
    to_original: Way = field(default_factory=Way)
    turn: int = 0
    """Degrees that the page was turned clockwise: 0, 90, 180, 270."""
    doubts: tuple[int, ...] = ()
    """Further turns worth a try, the likeliest first; none where the text shows the way up."""

    def become(self, image: Grey, back: Matrix | Bend | None = None, dpi: int = 0) -> "Prepared":
        """Return the page with another image; ``back`` leads from its pixels to this one's."""
        way = self.to_original if back is None else self.to_original @ back
        return replace(self, image=image, dpi=dpi or self.dpi, to_original=way)


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
    return replace(page.become(image, back), turn=(page.turn + degrees) % 360)
