"""Turns a PDF into what the scanner or the phone gives: images only, worse than the page.

Styles: ``clean`` (a good office scanner), ``skewed``, ``photocopy`` (black and white, specks),
``grey`` (old paper, weak toner), ``sealed`` (a red seal over text), ``photo`` (perspective and
shadow).
"""

from collections.abc import Callable
from pathlib import Path

import cv2
import numpy as np
import pypdfium2
from numpy.typing import NDArray
from PIL import Image

Picture = NDArray[np.uint8]
"""Height × width × RGB."""


def write_scan(pdf: Path, out: Path, seed: int, style: str = "skewed") -> None:
    """Write the PDF's pages as images: all into a .pdf, or the first into a .jpg or .png.

    The same seed and style give the same picture. Raises ``KeyError`` for an unknown style.
    """
    rng = np.random.default_rng(seed)
    dpi = int(rng.choice((200, 250, 300)))
    pages = [_photograph(page, rng, style) for page in _render(pdf, dpi)]
    quality = int(rng.integers(55, 90))
    if out.suffix.lower() == ".pdf":
        pages[0].save(out, save_all=True, append_images=pages[1:], resolution=dpi, quality=quality)
    elif out.suffix.lower() == ".png":
        pages[0].save(out, dpi=(dpi, dpi))
    else:
        pages[0].save(out, quality=quality, dpi=(dpi, dpi))


def _render(pdf: Path, dpi: int) -> list[Picture]:
    with pypdfium2.PdfDocument(pdf) as document:
        return [np.array(page.render(scale=dpi / 72).to_pil().convert("RGB")) for page in document]


def _photograph(page: Picture, rng: np.random.Generator, style: str) -> Image.Image:
    return Image.fromarray(STYLES[style](page, rng))


def _clip(page: NDArray[np.floating]) -> Picture:
    return np.clip(page, 0, 255).astype(np.uint8)


def _noise(page: Picture, rng: np.random.Generator, strength: float) -> Picture:
    grain = rng.normal(0, strength, page.shape[:2])[..., None]
    return _clip(page.astype(np.float32) + grain)


def _skew(page: Picture, rng: np.random.Generator, most: float) -> Picture:
    height, width = page.shape[:2]
    angle = float(rng.uniform(-most, most))
    turn = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1)
    turned = cv2.warpAffine(
        page, turn, (width, height), flags=cv2.INTER_LINEAR, borderValue=(250, 250, 250)
    )
    return np.asarray(turned, dtype=np.uint8)


def clean(page: Picture, rng: np.random.Generator) -> Picture:
    return _noise(_skew(page, rng, 0.4), rng, 3)


def skewed(page: Picture, rng: np.random.Generator) -> Picture:
    return _noise(_skew(page, rng, 3), rng, 8)


def photocopy(page: Picture, rng: np.random.Generator) -> Picture:
    """Black and white from a threshold, with specks and a dark edge."""
    grey = cv2.GaussianBlur(cv2.cvtColor(_skew(page, rng, 1.5), cv2.COLOR_RGB2GRAY), (3, 3), 0)
    _, black = cv2.threshold(grey, int(rng.integers(150, 200)), 255, cv2.THRESH_BINARY)
    black = np.asarray(black, dtype=np.uint8)
    specks = rng.random(black.shape) < 0.0006
    black[specks] = 0
    black[:, : int(rng.integers(4, 18))] = 30
    return np.repeat(black[..., None], 3, axis=2)


def grey(page: Picture, rng: np.random.Generator) -> Picture:
    """Yellowed paper and weak toner."""
    ground = np.array([226, 219, 200], dtype=np.float32)
    ink = 70 + rng.uniform(-15, 25)
    share = page.astype(np.float32) / 255
    return _noise(_clip(ink + share * (ground - ink)), rng, 7)


def sealed(page: Picture, rng: np.random.Generator) -> Picture:
    """A red round seal over the lower right third, where the signer's name stands."""
    height, width = page.shape[:2]
    seal = np.full_like(page, 255)
    centre = (int(width * rng.uniform(0.55, 0.7)), int(height * rng.uniform(0.45, 0.85)))
    radius, red = int(width * 0.09), (205, 45, 55)
    for ring, thickness in ((radius, 6), (int(radius * 0.72), 3)):
        cv2.circle(seal, centre, ring, red, thickness, cv2.LINE_AA)
    for turn in np.linspace(0, 2 * np.pi, 24, endpoint=False):
        reach = np.array([np.cos(turn), np.sin(turn)]) * radius * 0.86
        spot = (int(centre[0] + reach[0]), int(centre[1] + reach[1]))
        cv2.putText(seal, "U", spot, cv2.FONT_HERSHEY_SIMPLEX, 0.6, red, 2, cv2.LINE_AA)
    inked = _clip(page.astype(np.float32) * seal.astype(np.float32) / 255)
    return _noise(_skew(inked, rng, 1), rng, 5)


def photo(page: Picture, rng: np.random.Generator) -> Picture:
    """A phone's picture: the page on a table, seen from an angle, with a shadow over a corner."""
    height, width = page.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], dtype=np.float32)
    inset = rng.uniform(0.01, 0.05, (4, 2)) * (width, height)
    inward = np.array([[1, 1], [-1, 1], [-1, -1], [1, -1]])
    seen = (corners + inset * inward).astype(np.float32)
    view = cv2.getPerspectiveTransform(corners, seen)
    table = cv2.warpPerspective(page, view, (width, height), borderValue=(96, 82, 70))
    shade = _shadow(height, width, rng)[..., None]
    lit = _clip(np.asarray(table, dtype=np.float32) * shade)
    return _noise(np.asarray(cv2.GaussianBlur(lit, (3, 3), 0), dtype=np.uint8), rng, 5)


def _shadow(height: int, width: int, rng: np.random.Generator) -> NDArray[np.float32]:
    """Return the light over the page, from 0.55 in the shadow to 1."""
    down, across = np.linspace(0, 1, height)[:, None], np.linspace(0, 1, width)[None, :]
    slope = down * rng.uniform(-1, 1) + across * rng.uniform(-1, 1)
    edge = float(rng.uniform(slope.min(), slope.max()))
    return (1 - 0.45 / (1 + np.exp(-14 * (slope - edge)))).astype(np.float32)


STYLES: dict[str, Callable[[Picture, np.random.Generator], Picture]] = {
    "clean": clean,
    "skewed": skewed,
    "photocopy": photocopy,
    "grey": grey,
    "sealed": sealed,
    "photo": photo,
}
