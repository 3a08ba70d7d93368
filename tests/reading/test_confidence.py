"""A word's confidence: the probability that it was read right."""

import tomllib
from importlib.resources import files

import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as settings_of_hypothesis
from hypothesis import strategies as st
from PIL import Image, ImageDraw, ImageFont

from pipeline.reading import read
from pipeline.reading.ocr.confidence import FEATURES, SURE, features_of, judged, model
from pipeline.reading.ocr.engine import SeenWord
from pipeline.reading.ocr.ink_fit import WordInk, fit_of
from pipeline.settings import Settings

LINES = (
    "Tổ dân phố số ba kính đề nghị",
    "xem xét đơn khiếu nại của chúng tôi về",
    "việc bồi thường đất ở tổ dân phố số",
    "mười, huyện Bình Sơn, ngày 12/4/2025",
    "tổng số hộ có đơn là 45 hộ dân cư",
)
DPI = 220


def drawn(lines: tuple[str, ...] = LINES) -> tuple[np.ndarray, list[SeenWord]]:
    """A page in print and its words, read with the same confidence."""
    face = ImageFont.truetype("Tinos-Regular.ttf", 42)
    page = Image.new("L", (1100, 90 * len(lines) + 60), 250)
    draw = ImageDraw.Draw(page)
    words: list[SeenWord] = []
    for number, line in enumerate(lines):
        x, base = 40.0, 80 + 90 * number
        for text in line.split():
            draw.text((x, base), text, fill=20, font=face, anchor="ls")
            end = x + face.getlength(text)
            # Tesseract may give the whole band of the line for a word's height
            box = (round(x), base - 46, round(end), base + 12)
            words.append(SeenWord(text, box, float(base), 40.0, number, 0.95))
            x = end + 12
    return np.asarray(page), words


def likely(words: list[SeenWord], image: np.ndarray) -> dict[int, float]:
    return {i: word.confidence for i, word in enumerate(judged(words, image, DPI))}


def misread(words: list[SeenWord], right: str, wrong: str) -> tuple[list[SeenWord], int]:
    """The words with the first ``right`` read as ``wrong``, and its place."""
    at = next(i for i, word in enumerate(words) if word.text == right)
    seen = list(words)
    w = words[at]
    seen[at] = SeenWord(wrong, w.box, w.baseline, w.row_height, w.line, w.confidence)
    return seen, at


def test_the_weights_are_those_of_the_features() -> None:
    source = files("pipeline.reading.ocr").joinpath("confidence.toml").read_text("utf-8")
    data = tomllib.loads(source)
    assert tuple(data["model"]["weights"]) == FEATURES
    fitted = data["fitted"]
    assert fitted["words"] > 10_000
    assert fitted["right_of_sure"] >= 0.995
    assert 0.5 < fitted["wrong_marked"] <= 1


def test_boxes_are_drawn_close_around_the_ink() -> None:
    image, words = drawn()
    for word, told in zip(words, judged(words, image, DPI), strict=True):
        x0, y0, x1, y1 = told.box
        assert abs(x0 - word.box[0]) < 8 and abs(x1 - word.box[2]) < 8, word.text
        assert y1 - y0 < 56
        assert (image[y0:y1, x0:x1] < 100).any()
    by_text = {word.text: word.box for word in judged(words, image, DPI)}
    assert by_text["xem"][3] - by_text["xem"][1] < 24  # no tall letter
    assert by_text["xét"][1] < by_text["xem"][1] - 5


@pytest.mark.parametrize(
    ("right", "wrong"),
    [("xét", "xet"), ("mười,", "muoi"), ("khiếu", "khieeu"), ("hộ", "hô")],
)
def test_letters_that_do_not_fit_their_ink_are_doubted(right: str, wrong: str) -> None:
    image, words = drawn()
    seen, at = misread(words, right, wrong)
    assert likely(seen, image)[at] < likely(words, image)[at] - 0.001


def test_a_stroke_that_no_word_explains_is_doubted() -> None:
    image, words = drawn()
    at = next(i for i, word in enumerate(words) if word.text == "dân")
    marked = image.copy()
    x0, _, x1, _ = words[at].box
    base = round(words[at].baseline)
    marked[base - 56 : base - 50, (x0 + x1) // 2 - 6 : (x0 + x1) // 2 + 6] = 10
    assert likely(words, marked)[at] < likely(words, image)[at]


@pytest.mark.parametrize("wrong", ["d@n", "dâN", "xq", "d4n", "~"])
def test_what_is_no_word_is_doubted(wrong: str) -> None:
    image, words = drawn()
    seen, at = misread(words, "dân", wrong)
    assert likely(seen, image)[at] < likely(words, image)[at]
    assert likely(seen, image)[at] < SURE


DRAWN = drawn()
MANY = len(DRAWN[1])


@settings_of_hypothesis(max_examples=25, deadline=None)
@given(st.lists(st.floats(0.05, 0.97), min_size=MANY, max_size=MANY), st.integers(0, MANY - 1))
def test_a_surer_reading_is_never_less_likely(sure: list[float], chosen: int) -> None:
    image, words = DRAWN
    before = [
        SeenWord(w.text, w.box, w.baseline, w.row_height, w.line, c)
        for w, c in zip(words, sure, strict=True)
    ]
    w = before[chosen]
    after = list(before)
    after[chosen] = SeenWord(w.text, w.box, w.baseline, w.row_height, w.line, 0.97)
    first, second = likely(before, image), likely(after, image)
    assert all(second[i] >= first[i] for i in first)
    assert all(0 <= p < 1 for p in (*first.values(), *second.values()))


def test_nothing_read_is_nothing_judged() -> None:
    assert judged([], np.full((50, 50), 255, np.uint8), DPI) == []


def test_words_of_any_shape_are_judged() -> None:
    """Boxes beyond the page, empty pages, one letter: no division by nothing."""
    image = np.full((100, 100), 250, np.uint8)
    odd = [
        SeenWord("…", (-5, -5, 3, 2), 2.0, 0.0, 0, 0.0),
        SeenWord("Ệ", (90, 90, 140, 180), 170.0, 300.0, 1, 1.0),
        SeenWord("\u0301", (10, 10, 10, 10), 10.0, 1.0, 1, 0.5),
    ]
    found = judged(odd, image, DPI)
    assert [word.text for word in found] == [word.text for word in odd]
    ink = WordInk(odd, image)
    assert np.isfinite(features_of(odd, ink, DPI)).all()
    assert np.isfinite(fit_of(odd, ink).width).all()


def test_the_model_gives_the_same_twice() -> None:
    image, words = drawn()
    assert judged(words, image, DPI) == judged(words, image, DPI)
    assert model() is model()


def test_words_of_a_scan_marked_sure_are_right(
    letter_pdf: bytes, scanned, as_file, settings: Settings
) -> None:
    truth = read(letter_pdf, ".pdf", settings).text.split()
    document = read(as_file(scanned, "PNG", 200), ".png", settings)
    words = document.pages[0].words
    sure = [document.text[w.start : w.end] for w in words if w.confidence >= SURE]
    assert len(sure) > 0.6 * len(words)
    assert sum(word not in truth for word in sure) <= 0.005 * len(sure)
    assert all(word.confidence < 1 for word in words)
