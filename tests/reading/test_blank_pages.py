"""Blank pages and backs have no words; a faint line is read."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest

from pipeline.errors import Empty, Unreadable
from pipeline.reading import Document, read
from pipeline.settings import Settings

AsFile = Callable[..., bytes]
Page = np.ndarray


def read_second(page: Page, front: Page, as_file: AsFile, settings: Settings) -> Document:
    """Read a sheet whose front has text, so that the file as a whole is not empty."""
    import io

    from PIL import Image

    file = io.BytesIO()
    sides = [Image.fromarray(side) for side in (front[:700], page)]
    sides[0].save(file, "TIFF", save_all=True, append_images=sides[1:], dpi=(200, 200))
    return read(file.getvalue(), ".tif", settings)


def paper(like: Page, shade: int = 244) -> Page:
    rng = np.random.default_rng(3)
    grain = rng.normal(0, 2, like.shape[:2])[..., None]
    return np.clip(shade + grain + np.zeros(like.shape), 0, 255).astype(np.uint8)


def clean(front: Page) -> Page:
    return paper(front)


def dusty(front: Page) -> Page:
    page, rng = paper(front), np.random.default_rng(7)
    for x, y, size in zip(
        rng.integers(10, 1600, 60), rng.integers(10, 2300, 60), rng.integers(1, 3, 60), strict=True
    ):
        cv2.circle(page, (int(x), int(y)), int(size), (60, 60, 60), -1)
    return page


def punched(front: Page) -> Page:
    page = paper(front)
    for y in (800, 1500):
        cv2.circle(page, (60, y), 22, (15, 15, 15), -1)
    cv2.line(page, (50, 60), (110, 84), (40, 40, 40), 3)  # a staple
    page[:, :9] = 30  # the edge of the glass
    page[:, 9:40] = (page[:, 9:40] * np.linspace(0.5, 1, 31)[None, :, None]).astype(np.uint8)
    return page


def shone_through(strength: float, blur: float) -> Callable[[Page], Page]:
    def made(front: Page) -> Page:
        behind = cv2.GaussianBlur(255 - front[:, ::-1], (0, 0), blur).astype(np.float64)
        return np.clip(paper(front) - strength * behind, 0, 255).astype(np.uint8)

    return made


def sealed(front: Page) -> Page:
    page = paper(front)
    rng = np.random.default_rng(9)
    seal = np.zeros(page.shape[:2], np.uint8)
    cv2.circle(seal, (700, 1700), 130, 255, 6)
    cv2.circle(seal, (700, 1700), 90, 255, 3)
    cv2.putText(seal, "UY BAN NHAN DAN", (600, 1705), cv2.FONT_HERSHEY_DUPLEX, 0.7, 255, 2)
    ink = (seal[:, ::-1] > 0) & (rng.random(seal.shape) < 0.4)
    page[ink] = (235, 120, 130)
    return page


@pytest.mark.parametrize(
    "made",
    [clean, dusty, punched, sealed, *(shone_through(s, b) for s in (0.08, 0.2) for b in (1.2, 3))],
)
def test_blank_page(
    made: Callable[[Page], Page], letter_image: Page, as_file: AsFile, settings: Settings
) -> None:
    document = read_second(made(letter_image), letter_image, as_file, settings)
    front, back = document.pages
    assert not front.blank and front.words
    assert back.blank and back.words == () and back.handwriting == ()
    assert document.text.endswith("\f")


@pytest.mark.parametrize("darkness", [225, 120, 60])
def test_a_faint_line_is_no_blank_page(
    darkness: int, letter_image: Page, as_file: AsFile, settings: Settings
) -> None:
    page = paper(letter_image)
    inked = (letter_image < 128).any(axis=(1, 2))
    top = 600 + int(np.argmin(inked[600:]))  # the first white row, above a whole line
    top += int(np.argmax(inked[top:]))
    bottom = top + int(np.argmin(inked[top:]))
    line = letter_image[top - 4 : bottom + 4].astype(np.float64)
    page[1000 : 1000 + len(line)] = np.clip(244 - (255 - line) * darkness / 255, 0, 255)
    document = read_second(page, letter_image, as_file, settings)
    assert not document.pages[1].blank
    assert len(document.pages[1].words) >= 5


def test_a_page_made_black_is_unreadable_not_empty(
    letter_image: Page, as_file: AsFile, settings: Settings
) -> None:
    page = paper(letter_image)
    page[500:1500, 300:1300] = 10
    with pytest.raises(Unreadable):
        read(as_file(page, "PNG", 200), ".png", settings)


def test_a_file_of_blank_pages_is_empty(
    letter_image: Page, as_file: AsFile, settings: Settings
) -> None:
    with pytest.raises(Empty):
        read(as_file(shone_through(0.1, 2)(letter_image), "PNG", 200), ".png", settings)
