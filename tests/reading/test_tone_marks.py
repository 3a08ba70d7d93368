"""Tone marks that the recogniser takes for one another: told by their ink and their neighbours."""

import tomllib
import unicodedata
from collections import Counter
from importlib.resources import files

import numpy as np
import pytest
from PIL import Image, ImageDraw, ImageFont

from benchmarks.reading.marks import page_of, rows_from
from pipeline.reading.ocr.engine import SeenWord
from pipeline.reading.ocr.mark_look import with_likelier_marks
from pipeline.reading.ocr.marks import FEATURES, MARKS, network, place_of, with_mark
from pipeline.reading.ocr.page import Prepared
from pipeline.reading.ocr.repair import MENDED_AT_MOST
from pipeline.reading.ocr.scan import tokens_of
from pipeline.reading.pdf.vietnamese import is_syllable

DPI = 200
X_HEIGHT = 17


def seen(text: str, as_read: str, face: str = "Tinos-Regular") -> tuple[np.ndarray, list[SeenWord]]:
    """A line as it is printed, a little unsharp and grainy, and its words as they were read."""
    font = ImageFont.truetype(f"{face}.ttf", 37)
    page = Image.new("L", (1300, 140), 225)
    words: list[SeenWord] = []
    x = 40.0
    for printed, read in zip(text.split(), as_read.split(), strict=True):
        ImageDraw.Draw(page).text((x, 80), printed, fill=60, font=font, anchor="ls")
        end = x + font.getlength(printed)
        words.append(SeenWord(read, (round(x), 40, round(end), 90), 80.0, 2 * X_HEIGHT, 0, 0.97))
        x = end + 10
    grain = np.random.default_rng(5).normal(0, 6, (140, 1300))
    return np.clip(np.asarray(page) + grain, 0, 255).astype(np.uint8), words


def mended(text: str, as_read: str, face: str = "Tinos-Regular") -> str:
    image, words = seen(text, as_read, face)
    return " ".join(word.text for word in with_likelier_marks(words, image))


@pytest.mark.parametrize("face", ["Tinos-Regular", "Tinos-Bold", "Tinos-Italic", "Arimo-Regular"])
@pytest.mark.parametrize(
    ("printed", "read"),
    [
        ("Tổ trưởng tổ dân phố", "Tố trưởng tố dân phố"),
        ("Ban kiểm tra", "Ban kiếm tra"),
    ],
)
def test_the_mark_that_is_printed_stands(printed: str, read: str, face: str) -> None:
    assert mended(printed, read, face) == printed


@pytest.mark.parametrize("face", ["Tinos-Regular", "Tinos-Bold"])
def test_a_name_that_is_clear(face: str) -> None:
    printed, read = "bà Nguyễn Thị Cẩm, 45 tuổi", "bà Nguyễn Thị Cấm, 45 tuổi"
    assert mended(printed, read, face) == printed


def test_a_dot_is_no_hook_where_the_neighbour_says_so() -> None:
    assert mended("trưởng Chi cục", "trưởng Chỉ cục") == "trưởng Chi cục"


@pytest.mark.parametrize(
    "printed",
    [
        "ông Hà Văn Cấn và ông Lê Cẩn",
        "tỉnh Quảng Ngãi, địa chỉ số 12, sổ đỏ",
        "ĐƠN TỐ CÁO CỦA TỔ DÂN PHỐ",
        "kiếm tra, tố trưởng, bảo hiếm",  # the paper's own slips
        "không ai hỏi tới, khổ lắm thưa ông",
    ],
)
def test_what_is_printed_and_read_alike_stays(printed: str) -> None:
    assert mended(printed, printed) == printed


def test_what_was_read_stays_beside_it_and_is_doubted() -> None:
    image, words = seen("Tổ trưởng ký", "Tố trưởng ký")
    found = with_likelier_marks(words, image)
    assert [word.raw for word in found] == ["Tố", None, None]
    tokens = tokens_of(found, Prepared(image, DPI), 72 / DPI)
    assert [token.raw for token in tokens] == ["Tố", None, None]
    assert tokens[0].confidence == MENDED_AT_MOST < tokens[1].confidence == 0.97


def test_two_names_are_no_word_of_the_office() -> None:
    """The ink of a blank page speaks for no mark: only the neighbour could."""
    blank = np.full((140, 1300), 225, dtype=np.uint8)
    names = [seen("Chí Bộ", "Chí Bộ")[1], seen("Chí, bộ", "Chí, bộ")[1]]
    for words in names:
        assert with_likelier_marks(words, blank) == words


@pytest.mark.parametrize(
    ("text", "at", "mark"),
    [
        ("Cẩn", 1, "\u0309"),
        ("quyền,", 3, "\u0300"),
        ("“giấy", 3, "\u0301"),
        ("chi", 2, ""),
        ("TOÁN", 2, "\u0301"),
        ("ngoai", 3, ""),
        ("Blŭ", 2, "\u0306"),
    ],
)
def test_the_letter_that_bears_the_tone(text: str, at: int, mark: str) -> None:
    place = place_of(text)
    assert place is not None
    assert (place.at, MARKS[place.mark]) == (at, mark)
    assert with_mark(text, place, place.mark) == text


@pytest.mark.parametrize("text", ["a", "12", "định", "45/QĐ", "hoa", "UBND-TCD", "", "…"])
def test_words_whose_mark_is_not_told(text: str) -> None:
    assert place_of(text) is None


def test_the_network_takes_the_features() -> None:
    assert network().first.shape[0] == FEATURES
    assert network().second_bias.shape == (len(MARKS),)
    likely = network().probabilities(np.zeros((3, FEATURES), dtype=np.float32))
    assert np.allclose(likely.sum(axis=1), 1)


def test_a_made_page_gives_rows_of_what_was_printed_and_what_was_read() -> None:
    image, words = seen("Tổ trưởng", "Tố trưởng")
    rows = rows_from(image, words, ["Tổ", "trưởng"], seed=1)
    assert [MARKS[mark] for mark in rows.mark] == ["\u0309", "\u0309"]
    assert [MARKS[mark] for mark in rows.read] == ["\u0301", "\u0309"]


def test_pages_of_a_seed_are_the_same() -> None:
    one, other = page_of(3), page_of(3)
    assert one.lines == other.lines
    assert np.array_equal(one.image.pixels, other.image.pixels)


# --- data ------------------------------------------------------------------------------------


def data(name: str) -> dict[str, str]:
    return tomllib.loads(files("pipeline.reading.ocr").joinpath(name).read_text("utf-8"))


def toneless(text: str) -> str:
    parts = unicodedata.normalize("NFD", text)
    return "".join(c for c in parts if c not in "\u0300\u0301\u0303\u0309\u0323")


def test_each_syllable_is_possible_and_stands_once() -> None:
    told = [word for words in data("marked_syllables.toml").values() for word in words.split()]
    assert [word for word in told if not is_syllable(word)] == []
    assert [word for word, count in Counter(told).items() if count > 1] == []


def test_no_two_pairs_are_told_by_their_tones_alone() -> None:
    pairs = {
        pair.strip() for pair in data("office_pairs.toml")["pairs"].replace("\n", ",").split(",")
    }
    pairs.discard("")
    assert all(len(pair.split()) == 2 for pair in pairs)
    assert [
        word
        for pair in pairs
        for word in pair.split()
        if word != "0" and not is_syllable(word) and len(word) > 1
    ] == []
    alike = Counter(map(toneless, pairs))
    assert [pair for pair in pairs if alike[toneless(pair)] > 1] == []
