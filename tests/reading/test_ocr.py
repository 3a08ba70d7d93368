"""Lines of a page image, their strips, and how two readings of a line become one."""

from collections.abc import Callable

import cv2
import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.reading.ocr.engine import SeenWord, without_specks
from pipeline.reading.ocr.lines import Cut, lines_of, strip_of, without_rules
from pipeline.reading.ocr.second_look import Reading, likeness, merged, needs_second_look
from pipeline.settings import Settings

CUT = Cut(above=2.0, below=0.55, side=0.2)


def drawn(*texts: str, pitch: int = 52, ink: int = 0, left: int = 60) -> np.ndarray:
    """Lines of 14 pt at 200 dpi on white paper."""
    font = ImageFont.truetype("Tinos-Regular.ttf", 39)
    page = Image.new("L", (1300, 120 + pitch * len(texts)), 250)
    for i, text in enumerate(texts):
        ImageDraw.Draw(page).text((left, 60 + i * pitch), text, fill=ink, font=font, anchor="ls")
    return np.array(page)


@pytest.mark.parametrize("ink", [0, 120, 190])
def test_lines_of_dark_and_of_faint_print(ink: int) -> None:
    page = drawn("Căn cứ Luật Tổ chức chính quyền", "đổi, bổ sung một số điều", ink=ink)
    found = lines_of(page, 200).found
    assert [round(line.baseline, -1) for line in found] == [60, 110]
    assert all(16 < line.x_height < 21 for line in found)


def test_grain_of_the_paper_is_no_ink() -> None:
    page = drawn("Căn cứ Luật Tổ chức", "đổi, bổ sung").astype(np.float64)
    page += np.random.default_rng(3).normal(0, 12, page.shape)
    assert len(lines_of(np.clip(page, 0, 255).astype(np.uint8), 200).found) == 2


def test_a_white_page_has_no_lines() -> None:
    assert lines_of(np.full((800, 600), 250, np.uint8), 200).found == ()


def test_a_strip_leaves_out_the_ink_of_the_next_line() -> None:
    page = drawn("gỵ gỵ gỵ qyp", "oa oa oa oa", pitch=34)
    lines = lines_of(page, 200)
    strip = strip_of(page, lines, lines.found[-1], CUT)
    assert strip is not None
    assert strip.image.shape[0] == 36
    assert strip.image[:8].min() > 200


def test_rules_go_and_strokes_of_letters_stay() -> None:
    text = drawn("TỈNH QUẢNG NGÃI – 1930/QĐ-UBND . . . . . . . . E Đ T")
    ruled = text.copy()
    cv2.line(ruled, (60, 80), (900, 80), 0, 2)
    cv2.line(ruled, (1200, 0), (1200, ruled.shape[0]), 0, 2)
    assert np.mean(without_rules(text, 200) != text) < 0.0005
    assert np.mean(without_rules(ruled, 200)[:70, :1190] != text[:70, :1190]) < 0.001
    assert without_rules(ruled, 200)[78:83, 100:900].min() > 200


@pytest.mark.parametrize("text", ["i ị : ; . ! ế ổ", "- Lưu: VT, NV.", "a) 1. 2. ........"])
def test_dots_and_marks_are_not_left_out_as_specks(text: str) -> None:
    lines = lines_of(drawn(text), 200)
    assert np.all(lines.owner[1:] != -2)


def test_boxes_of_words_lie_around_their_ink() -> None:
    page = drawn("ngày 12 tháng 6")
    lines = lines_of(page, 200)
    about = [(58, 0, 125, 99), (150, 0, 180, 99), (200, 0, 285, 99), (300, 0, 318, 99)]
    for x0, y0, x1, y1 in lines.fitted(lines.found[0], about):
        ink = page[y0:y1, x0:x1] < 128
        assert ink[:, :3].any()
        assert ink[:, -3:].any()
        assert ink[:3].any()
        assert ink[-3:].any()


# --- two readings ----------------------------------------------------------------------------


def reading(text: str, confidence: float = 0.97) -> list[Reading]:
    """Words of ten pixels a letter, a blank between them."""
    words: list[Reading] = []
    x = 0
    for word in text.split():
        words.append(Reading(word, (x, 0, x + 10 * len(word), 30), confidence))
        x += 10 * len(word) + 10
    return words


@pytest.mark.parametrize(
    ("first", "second", "best"),
    [
        ("quyêt định", "quyết định", "quyết định"),  # no syllable ends in t without a tone
        ("quyết định", "quyêt định", "quyết định"),
        ("'Tôi tên là", "Tôi tên là", "Tôi tên là"),  # no word begins so
        ("~ Thường trực", "- Thường trực", "- Thường trực"),
        ("số 1899 QĐ", "số 1899 QĐ", "số 1899 QĐ"),
    ],
)  # fmt: skip
def test_the_likelier_word_stands(first: str, second: str, best: str) -> None:
    assert " ".join(w.text for w in merged(reading(first), reading(second))) == best


@pytest.mark.parametrize("number", ["0912345678", "15/3/2021", "60.500.000", "143,"])
def test_a_number_is_taken_from_the_surer_look(number: str) -> None:
    other = number.replace("1", "7").replace("6", "8")
    assert merged(reading(number, 0.9), reading(other, 0.8)) == reading(number, 0.9)
    assert merged(reading(number, 0.8), reading(other, 0.9)) == reading(other, 0.9)


def test_words_run_together_are_parted_as_the_surer_look_has_it() -> None:
    joined = [Reading("CT,PCT", (0, 0, 80, 30), 0.4)]
    parted = [Reading("CT,", (0, 0, 30, 30), 0.9), Reading("PCT", (45, 0, 80, 30), 0.9)]
    assert merged(joined, parted) == parted
    assert merged(parted, joined) == parted


def test_what_only_one_look_saw_is_kept_where_it_is_sure() -> None:
    both = reading("Kính gửi")
    assert merged(both, both[:1]) == both
    assert merged(both[:1], both) == both
    assert merged(both[:1], [*both[:1], Reading("~", (60, 0, 70, 30), 0.1)]) == both[:1]


def test_only_doubtful_lines_are_looked_at_again() -> None:
    assert not needs_second_look(reading("Căn cứ Luật Khiếu nại 2011; UBND tỉnh"))
    assert needs_second_look(reading("Căn cứ", 0.6))
    assert needs_second_look(reading("Căn cư' quyêt"))
    assert needs_second_look([])


@pytest.mark.parametrize("text", ["Nguyễn", "UBND", "12/QĐ-UBND", "(sau", "tỉnh)./.", "-", "1.500"])
def test_usual_words_are_likely(text: str) -> None:
    assert likeness(text) == 1.0


@pytest.mark.parametrize("text", ["quyêt", "'Tôi", "nhÂn", "§0", "ˆ", "xxk"])
def test_odd_words_are_less_likely(text: str) -> None:
    assert likeness(text) < 1.0


def test_stacked_marks_of_a_tight_page_are_read(read_text: Callable[[np.ndarray], str]) -> None:
    page = drawn("Luật sửa đổi, bổ sung một số điều của Luật Tổ chức", "quyền địa phương", pitch=46)
    assert "đổi, bổ sung một số điều của Luật Tổ chức" in read_text(page)


@pytest.fixture
def read_text(settings: Settings) -> Callable[[np.ndarray], str]:
    from pipeline.reading.ocr.engine import words_of
    from pipeline.reading.ocr.tessdata import tessdata_folder

    folder = tessdata_folder(settings)
    return lambda page: " ".join(word.text for word in words_of(page, 200, folder))


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("-", (300, 80, 312, 84)),  # a dash
        ("–", (92, 79, 112, 82)),  # that of a list
        (":", (243, 78, 247, 98)),  # "Kính gửi :"
    ],
)
def test_marks_are_kept(text: str, box: tuple[int, int, int, int]) -> None:
    assert text in [word.text for word in without_specks(line_with(text, box))]


@pytest.mark.parametrize(
    ("text", "box"),
    [
        ("-", (300, 60, 304, 64)),  # as wide as high, above the letters
        ("-", (300, 90, 303, 120)),  # a crease
        ("—", (290, 108, 330, 112)),  # under the line
        (".", (60, 94, 64, 98)),  # before the line
        ("'", (460, 62, 463, 66)),  # far behind it
    ],
)
def test_specks_are_no_marks(text: str, box: tuple[int, int, int, int]) -> None:
    assert text not in [word.text for word in without_specks(line_with(text, box))]


def line_with(text: str, box: tuple[int, int, int, int]) -> list[SeenWord]:
    """Two words on a line at 98 with an x-height of 20, and a third."""
    words = [("Kính", (120, 70, 180, 98)), (text, box), ("gửi", (190, 70, 240, 104))]
    return [SeenWord(text, box, 98.0, 40.0, 0, 0.9) for text, box in words]
