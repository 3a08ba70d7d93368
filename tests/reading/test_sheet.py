"""Photos of pages laid flat, flat pages left as they are, and the way back to the photo."""

from collections.abc import Callable
from dataclasses import dataclass

import cv2
import numpy as np
import pytest

from pipeline.reading import Document, read
from pipeline.reading.ocr.page import Bend, Prepared, Way
from pipeline.reading.ocr.sheet import laid_flat
from pipeline.settings import Settings

DPI = 200
WIDTH, HEIGHT = 1800, 2400
"""Of the photos."""
HEADER = [
    "ỦY BAN NHÂN DÂN",
    "XÃ AN BÌNH ĐÔNG",
    "Số: 45/TB-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "An Bình Đông, ngày 12 tháng 6 năm 2026",
    "THÔNG BÁO",
]
BENT = ("on a dark desk", "on wood", "on a pale table", "filling the frame", "corner cut", "curled")


@dataclass(frozen=True)
class Photo:
    pixels: np.ndarray
    to_page: Callable[[np.ndarray], np.ndarray]
    """Points of the photo, ``(count, 2)``, to points of the page at 200 dpi."""


@pytest.fixture(scope="module")
def photos(letter_image: np.ndarray) -> dict[str, Photo]:
    dark, pale, wood = (70, 55, 45), (222, 220, 216), (150, 112, 80)
    inside = [(210, 160), (1560, 240), (1690, 2260), (120, 2170)]
    cut = [(230, 190), (1700, 120), (1880, 2480), (60, 2200)]
    beyond = [(-60, -190), (1930, 30), (1850, 2420), (-110, 2620)]
    return {
        "on a dark desk": _photo(letter_image, inside, dark),
        "on wood": _photo(letter_image, inside, wood),
        "on a pale table": _photo(letter_image, inside, pale),
        "filling the frame": _photo(letter_image, beyond, dark),
        "corner cut": _photo(letter_image, cut, dark),
        "curled": _photo(letter_image, inside, dark, bow=45),
        "curled, filling the frame": _photo(letter_image, beyond, dark, bow=45),
    }


def _photo(
    page: np.ndarray, corners: list[tuple[int, int]], desk: tuple[int, int, int], bow: float = 0
) -> Photo:
    height, width = page.shape[:2]
    flat = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    matrix = cv2.getPerspectiveTransform(np.array(corners, np.float32), flat)

    def to_page(points: np.ndarray) -> np.ndarray:
        bent = points + np.stack(
            [np.zeros(len(points)), bow * np.sin(points[:, 0] / WIDTH * 5)], axis=1
        )
        return cv2.perspectiveTransform(bent[None].astype(np.float64), matrix)[0]

    across, down = np.meshgrid(np.arange(0, WIDTH + 16, 8), np.arange(0, HEIGHT + 16, 8))
    coarse = to_page(np.stack([across.ravel(), down.ravel()], axis=1)).astype(np.float32)
    wide = np.array([[8, 0, 0], [0, 8, 0]], np.float32)
    places = cv2.warpAffine(coarse.reshape(*across.shape, 2), wide, (WIDTH, HEIGHT))
    seen = cv2.remap(page, places, None, cv2.INTER_LINEAR, borderValue=desk).astype(np.float32)
    slope = np.linspace(0, 1, WIDTH)[None, :] + np.linspace(0, 0.5, HEIGHT)[:, None]
    light = 1 - 0.45 / (1 + np.exp(-20 * (slope - 0.8)))
    grain = np.random.default_rng(5).normal(0, 4, (HEIGHT, WIDTH, 1))
    return Photo(np.clip(seen * light[..., None] + grain, 0, 255).astype(np.uint8), to_page)


def grey(pixels: np.ndarray) -> np.ndarray:
    return np.ascontiguousarray(pixels.max(axis=2)) if pixels.ndim == 3 else pixels


def head(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line][: len(HEADER)]


def lost(document: Document, truth: str) -> float:
    got = document.text.split()
    words = truth.split()
    return sum(word not in got for word in words) / len(words)


def text_of(letter_pdf: bytes, settings: Settings) -> str:
    return read(letter_pdf, ".pdf", settings).text


# --- laid flat -------------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*BENT, "curled, filling the frame"])
def test_rows_of_the_flat_page_are_rows_of_the_paper(name: str, photos: dict[str, Photo]) -> None:
    photo = photos[name]
    flat = laid_flat(Prepared(grey(photo.pixels), DPI))
    height, width = flat.image.shape
    across, down = np.meshgrid(
        np.linspace(0.15, 0.85, 15) * width, np.linspace(0.1, 0.9, 20) * height
    )
    points = np.stack([across.ravel(), down.ravel()], axis=1)
    rows = photo.to_page(flat.to_original(points))[:, 1].reshape(across.shape)
    text = (rows.mean(axis=1) > 150) & (rows.mean(axis=1) < 2100)  # text ends at 1625
    assert text.sum() > 8
    assert np.abs(rows - rows.mean(axis=1, keepdims=True))[text].max() < 9  # 1.1 mm of paper
    photo_rows = photo.to_page(points * (WIDTH / width, HEIGHT / height))[:, 1]
    photo_rows = photo_rows.reshape(across.shape)
    assert np.abs(photo_rows - photo_rows.mean(axis=1, keepdims=True))[text].max() > 25


@pytest.mark.parametrize("name", ["on a pale table", "filling the frame", "corner cut", "curled"])
def test_photo_reads_like_its_page(
    name: str, photos: dict[str, Photo], letter_pdf: bytes, as_file, settings: Settings
) -> None:
    document = read(as_file(photos[name].pixels, "JPEG", 72), ".jpg", settings)
    assert head(document) == HEADER
    assert lost(document, text_of(letter_pdf, settings)) < 0.02


def test_boxes_lie_on_the_ink_of_a_curled_photo(
    photos: dict[str, Photo], letter_image: np.ndarray, as_file, settings: Settings
) -> None:
    photo = photos["curled"]
    (page,) = read(as_file(photo.pixels, "JPEG", 72), ".jpg", settings).pages
    scale = WIDTH / page.width_pt
    assert len(page.words) > 150
    off = 0
    for word in page.words:
        x0, y0, x1, y1 = (round(scale * c) for c in word.box)
        edge = [(x, y) for x in (x0, x1) for y in (y0, y1)]
        corners = photo.to_page(np.array(edge, np.float64)).round().astype(int)
        (left, top), (right, bottom) = corners.min(axis=0), corners.max(axis=0)
        ink = letter_image[max(0, top) : bottom, max(0, left) : right].min(axis=2) < 128
        off += ink.sum() < 0.05 * ink.size or y1 - y0 > 110
    assert off <= 0.02 * len(page.words)


# --- left as it is ---------------------------------------------------------------------------


@pytest.fixture(scope="module")
def flat_pages(letter_image: np.ndarray) -> dict[str, np.ndarray]:
    """Pages on which there is nothing to flatten, each with something that may look so."""
    rng = np.random.default_rng(3)
    height, width = letter_image.shape[:2]
    pages = {name: letter_image.copy() for name in ("plain", "frame", "photo", "bar", "bands")}
    cv2.rectangle(pages["frame"], (60, 60), (width - 60, height - 60), (0, 0, 0), 5)
    coarse = rng.uniform(0, 220, (9, 9)).astype(np.float32)
    picture = cv2.resize(coarse, (1100, 700), interpolation=cv2.INTER_CUBIC)
    pages["photo"][1500:2200, 250:1350] = np.clip(picture, 0, 255)[..., None]
    pages["bar"][:70] = 20
    for top in range(600, 1500, 240):
        pages["bands"][top : top + 110] = np.minimum(pages["bands"][top : top + 110], 205)
    pages["lid"] = np.full_like(letter_image, 250)
    pages["lid"][150:1100, 200:1200] = letter_image[100:1050, 300:1300]
    pages["skewed"] = _skewed(letter_image, 2.5)
    pages["blank"] = np.full_like(letter_image, 240)
    return {name: _grainy(page, rng) for name, page in pages.items()}


def _skewed(page: np.ndarray, degrees: float) -> np.ndarray:
    height, width = page.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), degrees, 1.0)
    return cv2.warpAffine(page, matrix, (width, height), borderValue=(255, 255, 255))


def _grainy(page: np.ndarray, rng: np.random.Generator) -> np.ndarray:
    grain = rng.normal(0, 6, (*page.shape[:2], 1))
    return np.clip(page + grain, 0, 255).astype(np.uint8)


@pytest.mark.parametrize(
    "name", ["plain", "frame", "photo", "bar", "bands", "lid", "skewed", "blank"]
)
def test_flat_page_passes_untouched(name: str, flat_pages: dict[str, np.ndarray]) -> None:
    page = Prepared(grey(flat_pages[name]), DPI)
    flat = laid_flat(page)
    assert flat.image is page.image
    assert flat.to_original == Way()
    assert flat.turn == 0


@pytest.mark.parametrize("edge", ["dark left", "ornamental frame"])
def test_dark_edges_cost_no_text(
    edge: str, letter_image: np.ndarray, letter_pdf: bytes, as_file, settings: Settings
) -> None:
    page = letter_image.copy()
    height, width = page.shape[:2]
    if edge == "dark left":
        fade = np.linspace(0.15, 1, 200)[None, :, None]
        page[:, :200] = (page[:, :200] * fade).astype(np.uint8)
    else:
        for k in range(15, 85, 6):
            cv2.rectangle(page, (k, k), (width - k, height - k), (150 - k, 90, 40 + k), 3)
        for x in range(30, width, 42):
            cv2.circle(page, (x, 50), 20, (120, 60, 30), 3)
            cv2.circle(page, (x, height - 50), 20, (120, 60, 30), 3)
    document = read(as_file(_grainy(page, np.random.default_rng(1)), "PNG", DPI), ".png", settings)
    assert head(document) == HEADER
    assert lost(document, text_of(letter_pdf, settings)) < 0.02


def test_text_in_a_hard_shadow_is_not_taken_for_a_desk(letter_image: np.ndarray) -> None:
    page = letter_image.astype(np.float32)
    page[:, :700] *= 0.35  # as sharp as a ruler's edge
    page += np.random.default_rng(2).normal(0, 3, page.shape)
    ready = Prepared(grey(np.clip(page, 0, 255).astype(np.uint8)), DPI)
    flat = laid_flat(ready)
    corners = np.array([[0.0, 0.0], flat.image.shape[::-1]])
    (left, top), (right, bottom) = flat.to_original(corners)
    assert left < 10 and top < 10 and right > 1640 and bottom > 2300
    dark = np.mean(flat.image[:, :700] < 0.35 * 128)
    assert dark > 0.5 * np.mean(ready.image[:, :700] < 0.35 * 128)


# --- the way back ----------------------------------------------------------------------------


def test_way_goes_back_step_by_step() -> None:
    shift = np.array([[1, 0, 5], [0, 1, 7], [0, 0, 1.0]])
    double = np.diag([2.0, 2.0, 1.0])
    across, down = np.meshgrid(np.arange(0, 300, 50), np.arange(0, 200, 50))
    nodes = np.stack([across + 3, down + 0.1 * across], axis=2).astype(np.float32)
    way = Way() @ shift @ Bend(nodes, 50) @ double
    (found,) = way(np.array([[20.0, 10.0]]))
    assert found == pytest.approx((40 + 3 + 5, 20 + 4 + 7), abs=0.05)
    assert way.box((10, 10, 20, 15)) == pytest.approx((28, 29, 48, 41), abs=0.1)
