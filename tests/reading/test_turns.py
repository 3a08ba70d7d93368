"""Pages on their sides and on their heads, and pages that must not be turned."""

import io
from collections.abc import Callable

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.reading import read
from pipeline.reading.ocr.page import Prepared
from pipeline.reading.ocr.sheet import laid_flat
from pipeline.settings import Settings

DPI = 200
FONT = "/usr/share/fonts/truetype/croscore/Tinos-Regular.ttf"
NAMES = ("Trần Văn Thử", "Lê Thị Đặt", "Nguyễn Văn Giả", "Phạm Thị Mẫu", "có mặt", "vắng mặt")


def lying(page: np.ndarray, turn: int) -> np.ndarray:
    """Return the page as it comes when it must be turned clockwise by ``turn`` degrees."""
    return np.ascontiguousarray(np.rot90(page, turn // 90))


def grainy(page: np.ndarray, strength: float = 6) -> np.ndarray:
    grain = np.random.default_rng(4).normal(0, strength, page.shape[:2])
    return np.clip(page + grain.reshape(grain.shape + (1,) * (page.ndim - 2)), 0, 255).astype(
        np.uint8
    )


def write(lines: list[str], width: int = 1654, height: int = 2339) -> np.ndarray:
    image = Image.new("L", (width, height), 255)
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, 39)
    for i, line in enumerate(lines):
        pen.text((180, 300 + 55 * i), line, fill=20, font=font)
    return grainy(np.array(image))


def table(rows: int, columns: int, width: int, height: int, *, numbers: bool) -> np.ndarray:
    rng = np.random.default_rng(rows)
    image = Image.new("L", (width, height), 255)
    pen, font = ImageDraw.Draw(image), ImageFont.truetype(FONT, 30)
    pen.text((width // 2 - 250, 150), "DANH SÁCH CÁC HỘ DÂN", fill=0, font=font)
    xs = np.linspace(120, width - 120, columns + 1).round().tolist()
    ys = np.linspace(260, height - 120, rows + 1).round().tolist()
    for x in xs:
        pen.line((x, ys[0], x, ys[-1]), fill=0, width=3)
    for y in ys:
        pen.line((xs[0], y, xs[-1], y), fill=0, width=3)
    for row, y in enumerate(ys[:-1]):
        for x in xs[:-1]:
            number = numbers and row > 0
            text = str(rng.integers(1, 99999)) if number else NAMES[rng.integers(len(NAMES))]
            pen.text((x + 12, y + 8), text, fill=10, font=font)
    return grainy(np.array(image))


@pytest.fixture(scope="module")
def turn_of(as_file, settings: Settings) -> Callable[[np.ndarray], int]:
    def turn(page: np.ndarray) -> int:
        (found,) = read(as_file(page, "PNG", DPI), ".png", settings).pages
        return found.rotation

    return turn


@pytest.fixture(scope="module")
def letters(letter_image: np.ndarray) -> dict[str, np.ndarray]:
    """The letter as a scan, a photocopy, and a photo without a desk."""
    grey = np.ascontiguousarray(letter_image.min(axis=2))
    height, width = grey.shape
    copy = cv2.resize(grey, None, fx=0.75, fy=0.75, interpolation=cv2.INTER_AREA)
    copy = np.where(cv2.GaussianBlur(copy, (3, 3), 0) < 170, 0, 255).astype(np.uint8)
    copy[np.random.default_rng(8).random(copy.shape) < 0.002] = 0
    copy[:, :14] = 20
    corners = np.array([(0, 0), (width, 0), (width, height), (0, height)], np.float32)
    seen = corners + np.array([(-40, -90), (60, 30), (20, 90), (-70, 60)], np.float32)
    view = cv2.getPerspectiveTransform(corners, seen)
    photo = cv2.warpPerspective(grey, view, (width, height), borderValue=255)
    return {
        "scan": grainy((grey * 0.8 + 15).astype(np.uint8), 8),
        "photocopy": cv2.resize(copy, (width, height)),
        "photo": grainy((photo * np.linspace(1, 0.5, width)).astype(np.uint8), 4),
    }


# --- told without reading --------------------------------------------------------------------


@pytest.mark.parametrize("kind", ["scan", "photocopy", "photo"])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_marks_of_the_letters_tell_which_way_is_up(
    turn: int, kind: str, letters: dict[str, np.ndarray]
) -> None:
    page = laid_flat(Prepared(lying(letters[kind], turn), DPI))
    assert (page.turn, page.doubts) == (turn, ())


def test_way_back_from_a_turned_page(letters: dict[str, np.ndarray]) -> None:
    for turn in (90, 180, 270):
        given = lying(letters["scan"], turn)
        page = laid_flat(Prepared(given, DPI))
        rows, columns = np.nonzero(page.image[:400] < 60)
        places = page.to_original(np.stack([columns[::50], rows[::50]], axis=1) + 0.5)
        x, y = places.astype(int).T
        assert len(x) > 50 and (given[y, x] < 60).all()


@pytest.mark.parametrize("numbers", [False, True])
@pytest.mark.parametrize("turn", [0, 90, 180, 270])
def test_a_table_is_never_turned_the_wrong_way_for_sure(turn: int, numbers: bool) -> None:
    page = laid_flat(Prepared(lying(table(18, 8, 2339, 1654, numbers=numbers), turn), DPI))
    assert page.turn % 180 == turn % 180  # its lines run across
    assert page.turn == turn or 180 in page.doubts


@pytest.mark.parametrize("lines", [0, 1, 3])
def test_few_lines_leave_it_open(lines: int) -> None:
    text = ["Tôi tên là Trần Văn Thử, ở thôn Bình Yên, xã An Bình Đông, tỉnh Đồng Nai."]
    page = laid_flat(Prepared(write(text * lines), DPI))
    assert page.turn == 0 and 180 in page.doubts


# --- told by reading -------------------------------------------------------------------------


@pytest.mark.parametrize("turn", [0, 180])
def test_few_lines(turn: int, turn_of: Callable[[np.ndarray], int]) -> None:
    page = write(["Kính gửi: Ủy ban nhân dân xã An Bình Đông", "Tôi tên là Trần Văn Thử."])
    assert turn_of(lying(page, turn)) == turn


def test_few_lines_on_their_side(turn_of: Callable[[np.ndarray], int]) -> None:
    page = write(["Xã An Bình Đông, ngày 12 tháng 6 năm 2026", "Người làm đơn", "Trần Văn Thử"])
    assert turn_of(lying(page, 90)) == 90


@pytest.mark.parametrize("turn", [0, 270])
def test_landscape_table_of_numbers(turn: int, turn_of: Callable[[np.ndarray], int]) -> None:
    page = table(9, 8, 2339, 1000, numbers=True)
    assert turn_of(lying(page, turn)) == turn


def test_blank_back_is_not_turned(letter_image: np.ndarray, settings: Settings) -> None:
    through = cv2.GaussianBlur(letter_image[:, ::-1].min(axis=2), (0, 0), 3)
    back = grainy((255 - (255 - through) * 0.04).astype(np.uint8), 3)
    front = write(["Kính gửi: Ủy ban nhân dân xã An Bình Đông", "Tôi tên là Trần Văn Thử."])
    first, second = (Image.fromarray(page) for page in (front, back))
    file = io.BytesIO()
    first.save(file, "TIFF", save_all=True, append_images=[second], dpi=(DPI, DPI))
    document = read(file.getvalue(), ".tif", settings)
    assert [page.rotation for page in document.pages] == [0, 0]
    assert document.pages[1].words == ()
