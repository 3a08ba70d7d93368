"""The pages of the reading benchmark and its measures: what they promise is so."""

from collections import Counter
from itertools import islice

import cv2
import numpy as np
import pytest

from benchmarks.reading.damage import FINE, MACHINES, view_of
from benchmarks.reading.papers import Token, documents, folded, key_tokens, said
from benchmarks.reading.real import RealPage
from benchmarks.reading.score import letters, letters_anywhere, tokens_found, words_right
from benchmarks.reading.typewriter import typed

HEADER = "UBND XÃ BÌNH MINH Số: 12/UBND-VP CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"
ACROSS = "UBND XÃ BÌNH MINH CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM Số: 12/UBND-VP"


@pytest.mark.parametrize(
    ("truth", "reading", "wrong"),
    [
        ("đơn tố cáo", "đơn tố cáo", 0),
        ("đơn tố cáo", "đơn  tố\ncáo\n", 0),
        ("tố", "t\u00f4\u0301", 0),  # the same letter in two code points
        ("đơn tố cáo", "đơn tổ cáo", 1),
        ("đơn tố cáo", "đơn cáo", 3),
        ("đơn tố cáo", "đơn tố cáo của", 4),
        ("phúc --------------- ĐƠN", "phúc ĐƠN", 0),
        ("phúc *** ĐƠN", "phúc »kkk ĐƠN", 0),
        ("phúc *** ĐƠN", "phúc một hai ba bốn ĐƠN", 10),
        ("Số: ⟦08⟧ /CT-UBND", "Số: O8e /CT-UBND", 0),
        ("Số: ⟦08⟧ /CT-UBND", "Số: /CT-UBND", 0),
        ("Số: ⟦08⟧ /CT-UBND", "So: 08 /CT-UBNO", 2),
        ("xã ⟦dấu⟧", "xã" + " x" * 30, 20),  # 40 letters are free, blanks among them
        ("", "abc", 3),
        ("abc", "", 3),
    ],
)
def test_wrong_letters(truth: str, reading: str, wrong: int) -> None:
    assert letters(truth, reading).wrong == wrong


def test_order_counts_and_can_be_put_aside() -> None:
    assert letters(HEADER, ACROSS).wrong > 20
    assert letters_anywhere(HEADER, ACROSS).wrong == 0
    assert letters_anywhere(HEADER, ACROSS.replace("MINH", "MÌNH")).wrong == 1


def test_letters_before_the_body_of_a_real_page_are_free() -> None:
    page = RealPage("name", b"", ".png", "ỦY BAN NHÂN DÂN ⟦dấu đến⟧", "Căn cứ Luật Tố cáo;")
    after, whole, _ = page.score("BAN NHAN DÂN rác Căn cứ Luật Tố cào;")
    assert (after.wrong, after.of) == (1, 19)
    assert whole.wrong == 1 + 3 + 1  # the body, «ỦY», an accent; «rác» stands at the stamp


def test_key_tokens_are_exact_and_as_often_as_they_stand() -> None:
    tokens = [Token("date", "02/1/2026")] * 2 + [Token("symbol", "12/QĐ-UBND")]
    assert tokens_found(tokens, "ngày 02/1/2026, số 12/QD-UBND") == Counter(date=1, symbol=0)
    assert tokens_found(tokens, "02/1/2026 102/1/2026 12/QĐ-UBND") == Counter(date=1, symbol=1)


def test_words_are_judged_by_their_place_and_their_order_forgiven() -> None:
    assert words_right("một hai ba bốn", ["một", "hài", "ba", "bốn"]) == [True, False, True, True]
    assert words_right(HEADER, ACROSS.split()) == [True] * len(ACROSS.split())
    assert words_right("một hai ba", ["ba", "một", "hai", "hai"]).count(False) == 1
    assert words_right("a b c 1 2 3 4", ["1", "2", "3", "4", "a", "b", "c"]) == [True] * 7
    assert words_right("Số: ⟦8⟧ /CT", ["Số:", "O8", "/CT"]) == [True, None, True]
    assert words_right("a --- b", ["a", "-----", "b"]) == [True, None, True]


def test_tokens_of_a_paper_stand_in_it() -> None:
    kinds: Counter[str] = Counter()
    for document in islice(documents(5), 20):
        text = said(document.blocks)
        tokens = key_tokens(document, text)
        kinds.update(token.kind for token in tokens)
        assert tokens_found(tokens, text).total() == len(tokens)
    assert set(kinds) == {"symbol", "date", "id", "money", "name"}


def test_typed_pages_say_what_their_rows_show() -> None:
    for sheet in islice(typed(5), 12):
        shown = Counter("".join("".join(sheet.rows).split()))
        assert shown == Counter("".join(sheet.text.split()))
        assert sheet.text == folded(sheet.text)
        assert max(map(len, sheet.rows)) <= 65


def test_typed_page_is_the_same_each_time_and_inked_where_letters_stand() -> None:
    sheet = next(typed(5))
    image = sheet.image()
    assert np.array_equal(image, sheet.image())
    assert (image < 160).mean() > 0.005
    assert (image[:200] > 240).all()


def page() -> np.ndarray:
    """A small page with lines of dark blocks, 60 × 80 mm."""
    sheet = np.full((80 * FINE * 10 // 254, 60 * FINE * 10 // 254), 255, dtype=np.uint8)
    for top in range(300, sheet.shape[0] - 300, 90):
        sheet[top : top + 30, 200:-200:40] = 0
        sheet[top : top + 30, 210:-200:40] = 0
    return sheet


@pytest.mark.parametrize("machine", MACHINES)
def test_machines_give_the_same_picture_for_the_same_seed(machine: str) -> None:
    one, other = (MACHINES[machine](page(), np.random.default_rng(3)) for _ in range(2))
    assert np.array_equal(one, other)
    assert one.std() > 5


@pytest.mark.parametrize("how", ["plain", "light", "corner", "curl"])
def test_photos_hold_all_of_the_text(how: str) -> None:
    """Whatever is cut off lies in the margins, which are 15 mm at least."""
    wide, high, margin = (round(length / 25.4 * FINE) for length in (210, 297, 15))
    right, low = wide - margin, high - margin
    text = np.array([[[margin, margin], [right, margin], [right, low], [margin, low]]], float)
    for seed in range(100):
        scale = 220 / FINE
        frame = (round(wide * scale * 1.12), round(high * scale * 1.12))
        view = view_of((high, wide), frame, scale, how, np.random.default_rng(seed))
        seen = cv2.perspectiveTransform(text, view)[0]
        assert (seen >= 0).all()
        assert (seen <= frame).all()
