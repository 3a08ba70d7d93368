"""Handwriting is said to be handwriting; print is not."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from pipeline.reading import Document, read
from pipeline.reading.ocr.confidence import SURE
from pipeline.settings import Settings
from tests.reading.pen import BLACK, BLUE, Box, signed, written

AsFile = Callable[..., bytes]
DPI = 200

PETITION = (
    "Kinh gui Uy ban nhan dan xa",
    "Toi ten la Nguyen Van An sinh",
    "nam 1962 dia chi thon 3 xa Ea",
    "Kiet lam don nay khieu nai ve",
    "viec thu hoi dat cua gia dinh",
    "toi nam 2013 ma khong boi",
    "thuong theo dung quy dinh cua",
    "phap luat de nghi xem xet",
    "giai quyet cho gia dinh toi",
)


def read_page(pixels: np.ndarray, as_file: AsFile, settings: Settings) -> Document:
    return read(as_file(pixels, "PNG", DPI), ".png", settings)


def overlap(document: Document, box: Box) -> float:
    """Share of a box, in pixels, that lies in places told as handwriting."""
    x0, y0, x1, y1 = (v * 72 / DPI for v in box)
    covered = sum(
        max(0.0, min(x1, c) - max(x0, a)) * max(0.0, min(y1, d) - max(y0, b))
        for a, b, c, d in document.pages[0].handwriting
    )
    return covered / ((x1 - x0) * (y1 - y0))


def page_share(document: Document) -> float:
    page = document.pages[0]
    area = sum((c - a) * (d - b) for a, b, c, d in page.handwriting)
    return area / (page.width_pt * page.height_pt)


def photocopied(page: np.ndarray) -> np.ndarray:
    rng = np.random.default_rng(5)
    grey = cv2.GaussianBlur(page[..., 1], (0, 0), 1.1).astype(np.float64)
    black = grey + rng.normal(0, 14, grey.shape) < 150
    black |= rng.random(grey.shape) < 0.0004
    return np.repeat(np.where(black, 20, 245).astype(np.uint8)[..., None], 3, axis=2)


def stamped_in_blue(page: np.ndarray) -> np.ndarray:
    page = page.copy()
    cv2.rectangle(page, (60, 500), (470, 680), (50, 60, 190), 3)
    for i, text in enumerate(("CONG VAN DEN", "So: 2352", "Ngay: 21/3/2026")):
        cv2.putText(page, text, (80, 550 + 50 * i), cv2.FONT_HERSHEY_DUPLEX, 1, (50, 60, 190), 2)
    return page


@pytest.mark.parametrize("damage", [lambda page: page, photocopied, stamped_in_blue])
def test_print_is_not_taken_for_handwriting(
    damage: Callable[[np.ndarray], np.ndarray],
    letter_image: np.ndarray,
    as_file: AsFile,
    settings: Settings,
) -> None:
    document = read_page(damage(letter_image), as_file, settings)
    assert document.pages[0].handwriting == ()


def test_a_scan_with_a_seal_is_not_handwriting(
    scanned: np.ndarray, as_file: AsFile, settings: Settings
) -> None:
    assert read_page(scanned, as_file, settings).pages[0].handwriting == ()


@pytest.mark.parametrize("colour", [BLUE, BLACK])
def test_a_petition_by_hand_is_said_to_be_by_hand(
    colour: tuple[int, int, int], as_file: AsFile, settings: Settings
) -> None:
    page = np.full((2339, 1654, 3), 246, np.uint8)
    boxes = [
        written(page, text, (180, 300 + 150 * i), 34, colour, seed=i)
        for i, text in enumerate(PETITION)
    ]
    document = read_page(page, as_file, settings)
    assert sum(overlap(document, box) > 0.5 for box in boxes) >= 7
    sure = [w for w in document.pages[0].words if w.confidence >= SURE]
    assert len(sure) <= 2


def test_a_note_in_the_margin_of_print(
    letter_image: np.ndarray, as_file: AsFile, settings: Settings
) -> None:
    page = letter_image.copy()
    blank = _white_band(page, 260)
    box = written(page, "Chuyen anh Ba xem giai quyet", (500, blank + 130), 36)
    document = read_page(page, as_file, settings)
    assert overlap(document, box) > 0.5
    assert page_share(document) < 0.12
    printed = [document.text[w.start : w.end] for w in document.pages[0].words]
    assert "45/TB-UBND" in printed and "Luật" in printed


def test_a_signature_is_a_place_by_hand_and_print_around_it_stays_sure(
    letter_image: np.ndarray, as_file: AsFile, settings: Settings
) -> None:
    page = letter_image.copy()
    box = signed(page, (900, _white_band(page, 260) + 120), 380)
    document = read_page(page, as_file, settings)
    assert overlap(document, box) > 0.4
    sure = [w for w in document.pages[0].words if w.confidence >= SURE]
    assert len(sure) > 0.6 * len(document.pages[0].words)


def _white_band(page: np.ndarray, height: int) -> int:
    """The top of the lowest white band of the page that is high enough, below the text."""
    inked = (page < 200).any(axis=(1, 2))
    last = int(np.flatnonzero(inked)[-1])
    assert len(page) - last > height + 60
    return last + 40
