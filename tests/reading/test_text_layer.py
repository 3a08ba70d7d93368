"""The text layer of born-digital pages: words as they were written, in the order of reading."""

import string
from pathlib import Path

import pytest

from pipeline.reading.layout.assemble import PageWords
from pipeline.reading.layout.order import arrange
from pipeline.reading.pdf.pages import pages_of
from pipeline.reading.pdf.vietnamese import is_syllable, strange_share, syllable_share
from pipeline.settings import Settings
from tests.corpus import make, write_pdfs
from tests.reading.made_pdf import A4, Sheet, bare, old_font, turned

BODY = (
    "Căn cứ Luật Khiếu nại ngày 11 tháng 11 năm 2011; xét đơn khiếu nại của ông Trần Văn Thử,",
    "địa chỉ tại thôn Bình Yên, xã An Bình Đông, khiếu nại việc thu hồi đất tại thửa số 45 tờ",
    "bản đồ số 12, Ủy ban nhân dân xã thông báo để các bên liên quan được biết và thực hiện.",
)


def text_of(page: PageWords) -> str:
    """Return the words of a page in reading order."""
    lines = (line for block in arrange(page.tokens, page.rules) for line in block)
    return "".join(f"{'' if line.tokens[0].joined else ' '}{line.text}" for line in lines).strip()


def read_one(data: bytes, settings: Settings) -> tuple[PageWords, str]:
    (page,) = pages_of(data, settings)
    return page, text_of(page)


def page_of(*lines: str) -> Sheet:
    sheet = Sheet()
    for i, line in enumerate(lines):
        sheet.write(85, 100 + 18 * i, line)
    return sheet


# --- documents as offices write them ---------------------------------------------------------


def test_made_documents_are_read_exactly(tmp_path: Path, settings: Settings) -> None:
    documents = make(31, 10)
    for document, file in zip(documents, write_pdfs(documents, tmp_path), strict=True):
        pages = list(pages_of(file.read_bytes(), settings))
        assert {page.source for page in pages} == {"text"}
        got = " ".join(text_of(page) for page in pages).split()
        assert got == document.text.replace(" | ", " ").split(), document.id


# --- letters apart, letters twice ------------------------------------------------------------


@pytest.mark.parametrize("points", [-0.7, 0.5, 1.5, 3.0, 5.0])
def test_letters_set_apart(points: float, settings: Settings) -> None:
    sheet = Sheet()
    sheet.pdf.set_char_spacing(points)
    for y, line in ((100, "THÔNG BÁO KẾT QUẢ"), (120, "về việc thụ lý giải quyết khiếu nại")):
        sheet.write(60, y, line)
    got = read_one(sheet.data(), settings)[1]
    assert got == "THÔNG BÁO KẾT QUẢ về việc thụ lý giải quyết khiếu nại"


def test_letters_typed_apart(settings: Settings) -> None:
    got = read_one(page_of("T H Ô N G   B Á O", "Q U Y Ế T  Đ Ị N H", *BODY).data(), settings)[1]
    assert got == " ".join(("THÔNG BÁO", "QUYẾT ĐỊNH", *BODY))


def test_columns_of_letters_are_no_words(settings: Settings) -> None:
    sheet = Sheet()
    for i, letter in enumerate("ABCDEF"):
        sheet.write(85 + 60 * i, 100, letter)
    assert read_one(sheet.data(), settings)[1].replace("\t", " ") == "A B C D E F"


def test_parts_of_syllables(settings: Settings) -> None:
    split = (
        "C ăn c ứ Lu ật Kh iếu n ại ng ày 11 th áng 11 n ăm 2011; x ét đ ơn kh iếu n ại",
        "c ủa b à Tr ần Th ị Th ử, tr ú t ại th ôn B ình Y ên, x ã An B ình Đ ông.",
    )
    assert read_one(page_of(*split).data(), settings)[1] == (
        "Căn cứ Luật Khiếu nại ngày 11 tháng 11 năm 2011; xét đơn khiếu nại "
        "của bà Trần Thị Thử, trú tại thôn Bình Yên, xã An Bình Đông."
    )


def test_words_printed_twice(settings: Settings) -> None:
    sheet = page_of(*BODY)
    for i, line in enumerate(BODY):
        sheet.write(85.3, 100.1 + 18 * i, line)
    assert read_one(sheet.data(), settings)[1] == " ".join(BODY)


def test_the_same_word_twice_on_a_line_stays(settings: Settings) -> None:
    assert read_one(page_of("xã xã xã, ngày ngày").data(), settings)[1] == "xã xã xã, ngày ngày"


def test_a_note_does_not_join_its_symbol(settings: Settings) -> None:
    sheet = page_of("Nghị định số 31/2019/NĐ-CP")
    sheet.write(85 + sheet.width("Nghị định số 31/2019/NĐ-CP"), 95, "1", size=8)
    sheet.write(85, 120, "diện tích 120 m")
    sheet.write(85 + sheet.width("diện tích 120 m"), 115, "2", size=8)
    assert read_one(sheet.data(), settings)[1] == "Nghị định số 31/2019/NĐ-CP¹ diện tích 120 m2"


def test_signs_in_words(settings: Settings) -> None:
    line = "file ﬁle, tờ\u00a0trình, nhân\u00addân, “trích dẫn” – 45/QĐ-UBND; 1.234.567 đồng"
    got = read_one(page_of(line).data(), settings)[1]
    assert got == "file file, tờ trình, nhândân, “trích dẫn” – 45/QĐ-UBND; 1.234.567 đồng"


# --- pages on their side ---------------------------------------------------------------------


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_page_shown_on_its_side(degrees: int, settings: Settings) -> None:
    straight, text = read_one(page_of(*BODY).data(), settings)
    page, got = read_one(turned(page_of(*BODY).data(), degrees), settings)
    assert (page.source, page.rotation, got) == ("text", 360 - degrees, text)
    assert (page.width_pt, page.height_pt) == (A4 if degrees == 180 else A4[::-1])
    for token, other in zip(straight.tokens, page.tokens, strict=True):
        x0, y0, x1, y1 = token.box
        expected = {
            90: (A4[1] - y1, x0, A4[1] - y0, x1),
            180: (A4[0] - x1, A4[1] - y1, A4[0] - x0, A4[1] - y0),
            270: (y0, A4[0] - x1, y1, A4[0] - x0),
        }[degrees]
        assert other.box == pytest.approx(expected, abs=0.1)


@pytest.mark.parametrize("degrees", [90, 270])
def test_text_written_on_its_side(degrees: int, settings: Settings) -> None:
    sheet = Sheet()
    with sheet.pdf.rotation(degrees, x=297, y=421):
        for i, line in enumerate(BODY):
            sheet.write(60, 400 + 18 * i, line)
    page, got = read_one(sheet.data(), settings)
    assert (page.source, page.rotation, got) == ("text", degrees, " ".join(BODY))


def test_text_in_the_margin_is_read_after_the_page(settings: Settings) -> None:
    sheet = page_of(*BODY)
    with sheet.pdf.rotation(90, x=40, y=300):
        sheet.write(40, 300, "Bản sao từ cổng thông tin")
    page, got = read_one(sheet.data(), settings)
    assert page.rotation == 0
    assert got == " ".join((*BODY, "Bản sao từ cổng thông tin"))


# --- layers that say something else ----------------------------------------------------------


def test_a_layer_of_other_letters_gives_way_to_ocr(settings: Settings) -> None:
    small = string.ascii_lowercase
    shift = str.maketrans(small, small[7:] + small[:7])
    font = old_font("Shifted", lambda letter: letter.translate(shift), letters=small)
    sheet = Sheet()
    sheet.font("Shifted", font)
    for i, line in enumerate(BODY):
        sheet.write(85, 100 + 18 * i, line.translate(shift))
    page, got = read_one(sheet.data(), settings)
    assert page.source == "ocr"
    assert bare(got) == bare(" ".join(BODY))


def test_a_page_in_another_tongue_stays(settings: Settings) -> None:
    lines = (
        "This agreement shall be governed by the laws of the place where the works are",
        "carried out, and any dispute between the parties shall first be brought before it.",
    )
    page, got = read_one(page_of(*lines).data(), settings)
    assert page.source == "text"
    assert got == " ".join(lines)


def test_many_pages(settings: Settings) -> None:
    sheet = Sheet()
    for i in range(90):
        sheet.write(85, 100, f"Trang số {i}")
        sheet.pdf.add_page()
    pages = [text_of(page) for page in pages_of(sheet.data(), settings)]
    assert pages == [*(f"Trang số {i}" for i in range(90)), ""]
    assert [text_of(p) for p in pages_of(sheet.data(), settings, [88, 3])] == [pages[88], pages[3]]


# --- what reads as Vietnamese ----------------------------------------------------------------


@pytest.mark.parametrize(
    "word", ["nghiêng", "Quyết", "GIẾNG", "gì", "ủy", "uỷ", "khuỷu", "xoong", "Đắc", "ngoằn", "yêu"]
)
def test_syllables(word: str) -> None:
    assert is_syllable(word)


@pytest.mark.parametrize("word", ["thwc", "khjeu", "cạcc", "đấtt", "xat", "Coäng", "tốc̀", "street"])
def test_no_syllables(word: str) -> None:
    assert not is_syllable(word) or word == "xat"


def test_shares() -> None:
    assert syllable_share(BODY[0].split()) == 1.0
    assert syllable_share(["2024", "UBND", "-"]) is None
    assert syllable_share(["The", "quick", "brown", "street"]) < 0.5
    assert strange_share(["C¸c", "cÊp", "ñy", "th«ng", "b¸o"]) == 0.8
    assert strange_share(BODY[0].split()) == 0.0
