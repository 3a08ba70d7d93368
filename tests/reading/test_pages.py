"""Pages of PDFs and images: order, source, boxes, orientation."""

import io
import unicodedata

import cv2
import numpy as np
import pypdfium2
import pytest
from PIL import Image

from pipeline.reading import Document, read
from pipeline.settings import Settings

HEADER = [
    "ỦY BAN NHÂN DÂN",
    "XÃ AN BÌNH ĐÔNG",
    "Số: 45/TB-UBND",
    "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
    "Độc lập - Tự do - Hạnh phúc",
    "An Bình Đông, ngày 12 tháng 6 năm 2026",
    "THÔNG BÁO",
]


def head(document: Document) -> list[str]:
    return [line for line in document.text.split("\n") if line][: len(HEADER)]


def errors(document: Document, truth: str) -> float:
    """Share of the truth's words that the document lacks."""
    got = " ".join(document.text.split())
    words = truth.split()
    return sum(word not in got for word in words) / len(words)


def squeezed(text: str) -> str:
    return " ".join(text.split())


def test_born_digital_letter(letter_pdf: bytes, body: str, settings: Settings) -> None:
    document = read(letter_pdf, ".pdf", settings)
    (page,) = document.pages
    assert (page.source, page.dpi, page.rotation, page.confidence) == ("text", None, 0, 1.0)
    assert head(document) == HEADER
    assert document.text == unicodedata.normalize("NFC", document.text)
    blocks = document.text.split("\n\n")
    assert "THÔNG BÁO\nVề việc thụ lý giải quyết khiếu nại lần đầu" in blocks
    assert [squeezed(b) for b in blocks].count(f"2. {body}") == 1  # justified text is not split
    assert "1 Nguyễn Văn Giả Thôn Một có mặt" in squeezed(document.text)  # table: row by row
    assert (
        "Nơi nhận:\n- Ông Trần Văn Thử;\n- Ban Tiếp công dân xã;\n- Lưu: VT, VP.\n\n"
        "TM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH"
    ) in document.text
    assert document.text.endswith("Phạm Văn Mẫu")


def test_words_are_the_text(letter_pdf: bytes, settings: Settings) -> None:
    document = read(letter_pdf, ".pdf", settings)
    (page,) = document.pages
    assert (page.start, page.end) == (0, len(document.text))
    words = [document.text[w.start : w.end] for w in page.words]
    assert words == document.text.split()
    by_line: dict[int, list[str]] = {}
    for word, text in zip(page.words, words, strict=True):
        by_line.setdefault(word.line, []).append(text)
        x0, y0, x1, y1 = word.box
        assert 0 <= x0 < x1 <= page.width_pt and 0 <= y0 < y1 <= page.height_pt
    lines = [line for line in document.text.replace("\t", " ").split("\n") if line]
    assert [" ".join(by_line[i]) for i in range(len(by_line))] == lines


def test_scan_reads_like_its_original(
    letter_pdf: bytes, scanned, as_file, settings: Settings
) -> None:
    document = read(as_file(scanned, "PDF", 200), ".pdf", settings)
    (page,) = document.pages
    assert (page.source, page.dpi, page.rotation) == ("ocr", 200, 0)
    assert page.confidence > 0.9
    assert head(document) == HEADER
    truth = read(letter_pdf, ".pdf", settings).text
    assert errors(document, truth) < 0.02
    assert "- Lưu: VT, VP.\n\nTM. ỦY BAN NHÂN DÂN" in document.text


def test_signature_stamp_does_not_hide_the_scan(
    scanned, as_file, stamp, settings: Settings
) -> None:
    lines = [
        "Ky boi: UY BAN NHAN DAN XA AN BINH DONG",
        "Email: ubnd@example.vn, Co quan: UBND xa",
        "Thoi gian ky: 12.06.2026 10:15:22 +07:00",
        "Signature valid: digitally signed document, stamp of one hundred and more letters",
    ]
    data = stamp(as_file(scanned, "PDF", 200), lines)
    with pypdfium2.PdfDocument(data) as file:
        assert 70 <= file[0].get_textpage().count_chars() <= 250
    document = read(data, ".pdf", settings)
    assert document.pages[0].source == "mixed"
    assert head(document) == HEADER
    assert "khiếu nại việc thu hồi đất" in squeezed(document.text)
    seen = " ".join(lines).removesuffix(" and more letters")  # beyond the paper's edge
    assert squeezed(document.text).endswith(seen)


def test_stamp_on_a_digital_page_stays_text(letter_pdf: bytes, stamp, settings: Settings) -> None:
    document = read(stamp(letter_pdf, ["Den: 2352"]), ".pdf", settings)
    assert document.pages[0].source == "text"
    assert "2352" in document.text


@pytest.mark.parametrize("turn", [90, 180, 270])
def test_turned_scan(turn: int, scanned, as_file, settings: Settings) -> None:
    ways = {
        90: cv2.ROTATE_90_COUNTERCLOCKWISE,
        180: cv2.ROTATE_180,
        270: cv2.ROTATE_90_CLOCKWISE,
    }
    document = read(as_file(cv2.rotate(scanned, ways[turn]), "PNG", 200), ".png", settings)
    (page,) = document.pages
    assert page.rotation == turn
    assert head(document) == HEADER
    word = next(w for w in page.words if document.text[w.start : w.end] == "45/TB-UBND")
    x0, y0, x1, y1 = word.box
    upright = x1 - x0 > y1 - y0
    assert upright is (turn == 180)
    assert x0 >= 0 and x1 <= page.width_pt and y1 <= page.height_pt


def test_pdf_page_turned_by_its_own_entry(scanned, as_file, settings: Settings) -> None:
    lying = as_file(cv2.rotate(scanned, cv2.ROTATE_90_COUNTERCLOCKWISE), "PDF", 200)
    with pypdfium2.PdfDocument(lying) as file:
        file[0].set_rotation(90)
        out = io.BytesIO()
        file.save(out)
    document = read(out.getvalue(), ".pdf", settings)
    (page,) = document.pages
    assert page.rotation == 0 and page.width_pt < page.height_pt
    assert head(document) == HEADER


def test_digital_page_on_its_side(letter_pdf: bytes, settings: Settings) -> None:
    with pypdfium2.PdfDocument(letter_pdf) as file:
        file[0].set_rotation(90)
        out = io.BytesIO()
        file.save(out)
    document = read(out.getvalue(), ".pdf", settings)
    assert document.pages[0].rotation == 270
    assert "Số: 45/TB-UBND" in document.text


@pytest.mark.parametrize("angle", [-3.0, 2.2])
def test_boxes_of_a_skewed_scan_lie_on_the_ink(
    angle: float, letter_image, as_file, settings: Settings
) -> None:
    height, width = letter_image.shape[:2]
    matrix = cv2.getRotationMatrix2D((width / 2, height / 2), angle, 1.0)
    skewed = cv2.warpAffine(letter_image, matrix, (width, height), borderValue=(255, 255, 255))
    document = read(as_file(skewed, "PNG", 200), ".png", settings)
    assert head(document) == HEADER
    straight = _boxes(read(as_file(letter_image, "PNG", 200), ".png", settings))
    found = _boxes(document)
    assert len(found.keys() & straight.keys()) > 20
    off: list[float] = []
    for text in found.keys() & straight.keys():
        x0, y0, x1, y1 = straight[text]
        x, y = (matrix @ np.array([(x0 + x1) / 0.72, (y0 + y1) / 0.72, 1])) * 0.36
        box = found[text]
        off.append(max(abs((box[0] + box[2]) / 2 - x), abs((box[1] + box[3]) / 2 - y)))
        ink = skewed[_pixels(box[1]) : _pixels(box[3]), _pixels(box[0]) : _pixels(box[2])]
        assert ink.min() < 100, text
    assert max(off) < 3


def _boxes(document: Document) -> dict[str, tuple[float, float, float, float]]:
    """Boxes of the words that stand once in the text."""
    words = [(document.text[w.start : w.end], w.box) for w in document.pages[0].words]
    texts = [text for text, _ in words]
    return {text: box for text, box in words if texts.count(text) == 1 and len(text) > 2}


def _pixels(points: float) -> int:
    return max(0, round(points * 200 / 72))


def test_photo_on_a_desk(scanned, as_file, settings: Settings) -> None:
    height, width = scanned.shape[:2]
    corners = np.array([[0, 0], [width, 0], [width, height], [0, height]], np.float32)
    seen = np.array([[210, 160], [1560, 240], [1690, 2260], [120, 2170]], np.float32)
    matrix = cv2.getPerspectiveTransform(corners, seen)
    desk = (70, 55, 45)
    photo = cv2.warpPerspective(scanned, matrix, (1800, 2400), borderValue=desk)
    shade = np.linspace(1.0, 0.6, 1800)[None, :, None]
    photo = (photo * shade).astype(np.uint8)
    document = read(as_file(photo, "JPEG", 72), ".jpg", settings)
    assert head(document) == HEADER
    word = next(
        w for w in document.pages[0].words if document.text[w.start : w.end] == "45/TB-UBND"
    )
    scale = document.pages[0].width_pt / 1800
    x, y = (word.box[0] + word.box[2]) / 2 / scale, (word.box[1] + word.box[3]) / 2 / scale
    back = cv2.perspectiveTransform(np.array([[[x, y]]]), np.linalg.inv(matrix))[0, 0]
    paper = scanned[int(back[1]) - 8 : int(back[1]) + 8, int(back[0]) - 40 : int(back[0]) + 40]
    assert paper.min() < 90


def test_flat_scan_with_black_edges_keeps_its_text(scanned, as_file, settings: Settings) -> None:
    page = scanned.copy()
    page[:, :40] = 0
    page[-30:] = 0
    document = read(as_file(page, "PNG", 200), ".png", settings)
    assert head(document) == HEADER
    assert "Phạm Văn Mẫu" in document.text


def test_tiff_of_two_pages_and_a_blank_back(scanned, settings: Settings) -> None:
    pages = [Image.fromarray(p) for p in (scanned[:1000], scanned[:1000] * 0 + 255)]
    file = io.BytesIO()
    pages[0].save(file, "TIFF", save_all=True, append_images=pages[1:], dpi=(200, 200))
    document = read(file.getvalue(), ".tif", settings)
    assert [page.number for page in document.pages] == [1, 2]
    assert document.text.count("\f") == 1 and document.text.endswith("\f")
    assert document.page_at(document.pages[1].start) == 2


def test_exif_turn(scanned, settings: Settings) -> None:
    picture = Image.fromarray(cv2.rotate(scanned, cv2.ROTATE_90_COUNTERCLOCKWISE))
    exif = Image.Exif()
    exif[0x0112] = 6  # shown turned by 90° clockwise
    file = io.BytesIO()
    picture.save(file, "JPEG", exif=exif, dpi=(200, 200), quality=90)
    document = read(file.getvalue(), ".jpg", settings)
    assert document.pages[0].rotation == 0
    assert head(document) == HEADER


def test_same_file_twice_gives_the_same_document(scanned, as_file, settings: Settings) -> None:
    data = as_file(scanned[:900], "PNG", 200)
    assert read(data, ".png", settings) == read(data, ".png", settings)
