"""Pages of a PDF whose text layer explains a part of their ink only."""

import io
from itertools import pairwise
from pathlib import Path

import cv2
import numpy as np
import pikepdf
import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont

from pipeline.reading.layout.assemble import PageWords, arranged
from pipeline.reading.pdf.pages import count_pages, pages_of
from pipeline.settings import Settings
from tests.reading.made_pdf import FONT, Sheet, bare, inked, outlined, scan_of, turned

HEADER = (
    (100, 60, "ỦY BAN NHÂN DÂN"),
    (300, 60, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
    (95, 76, "XÃ AN BÌNH ĐÔNG"),
    (340, 76, "Độc lập - Tự do - Hạnh phúc"),
)
BODY = (
    "Căn cứ Luật Khiếu nại ngày 11 tháng 11 năm 2011; xét đơn khiếu nại của ông Trần Văn Thử,",
    "địa chỉ tại thôn Bình Yên, xã An Bình Đông, khiếu nại việc thu hồi đất tại thửa số 45 tờ",
    "bản đồ số 12, Ủy ban nhân dân xã thông báo để các bên liên quan được biết và thực hiện.",
)
NUMBER, DAY = (
    (105, 100, "Số:      /TB-UBND"),
    (310, 100, "An Bình Đông, ngày      tháng 6 năm 2026"),
)


def letter(number: str = NUMBER[2], day: str = DAY[2]) -> Sheet:
    sheet = Sheet()
    for x, y, text in (*HEADER, (105, 100, number), (310, 100, day)):
        sheet.write(x, y, text)
    for i, line in enumerate(BODY):
        sheet.write(85, 150 + 18 * i, line)
    return sheet


def put(sheet: Sheet, text: str, x: float, y: float, colour: str = "black") -> None:
    """Stamp a value as a small image, its ink at ``x`` and about on the baseline ``y``."""
    pixels = inked(text, colour=colour)
    height, width = (side * 72 / 200 for side in pixels.shape[:2])
    sheet.picture(pixels, x, y - height + 2, width, height)


def number_at(sheet: Sheet) -> float:
    return NUMBER[0] + sheet.width("Số: ") + 1


def day_at(sheet: Sheet) -> float:
    return DAY[0] + sheet.width("An Bình Đông, ngày ") + 1


def read_one(data: bytes, settings: Settings) -> tuple[PageWords, str]:
    (page,) = pages_of(data, settings)
    return page, arranged(page).text


# --- values in blanks ------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("number", "day", "colour"),
    [("12", "05", "black"), ("12", "17", "#2030b0"), ("9", "7", "black"), ("23", "8", "#b02020")],
)
def test_values_stamped_as_images(number: str, day: str, colour: str, settings: Settings) -> None:
    sheet = letter()
    put(sheet, number, number_at(sheet), 100, colour)
    put(sheet, day, day_at(sheet), 100, colour)
    page, text = read_one(sheet.data(), settings)
    assert page.source == "mixed"
    assert f"\nSố: {number}/TB-UBND\n" in text
    assert f"An Bình Đông, ngày {day} tháng 6 năm 2026\n" in text
    assert all(line in text for line in BODY)
    seen = next(token for token in page.tokens if token.text == day)
    assert abs(seen.box[0] - day_at(sheet)) < 4 and 85 < seen.box[1] < 105


def test_a_value_in_a_page_wide_image(settings: Settings) -> None:
    sheet = letter()
    seen = inked("12")
    pixels = np.zeros((2339, 1653, 4), np.uint8)
    x, y = round(number_at(sheet) * 200 / 72), round(89 * 200 / 72)
    pixels[y : y + seen.shape[0], x : x + seen.shape[1], 3] = 255 - seen[:, :, 0]
    sheet.picture(pixels, 0, 0, 595, 842)
    page, text = read_one(sheet.data(), settings)
    assert page.source == "mixed" and page.dpi
    assert "\nSố: 12/TB-UBND\n" in text and all(line in text for line in BODY)


def test_values_stamped_as_text_from_elsewhere_in_the_file(settings: Settings) -> None:
    sheet = letter()
    sheet.write(number_at(sheet) + 2, 99, "12")
    sheet.write(day_at(sheet), 102, "05")
    page, text = read_one(sheet.data(), settings)
    assert page.source == "text"
    assert "\nSố: 12/TB-UBND\n" in text and "Đông, ngày 05 tháng 6 năm 2026\n" in text


def test_a_number_on_dots(settings: Settings) -> None:
    sheet = letter(number="Số: ……./QĐ-UBND")
    sheet.write(number_at(sheet) + 3, 98, "147")
    assert "\nSố: 147/QĐ-UBND\n" in read_one(sheet.data(), settings)[1]


@pytest.mark.parametrize("blank", ["…", "……", "........"])
def test_a_number_on_dots_that_stand_alone(blank: str, settings: Settings) -> None:
    sheet = letter(number=f"Số: {blank} /TB-UBND")
    sheet.write(number_at(sheet) + 3, 98, "147")
    assert "\nSố: 147/TB-UBND\n" in read_one(sheet.data(), settings)[1]


def test_dots_without_a_number_stay(settings: Settings) -> None:
    sheet = letter(number="Số: …… /TB-UBND")
    assert "\nSố: …… /TB-UBND\n" in read_one(sheet.data(), settings)[1]


def test_a_typed_space_is_left(settings: Settings) -> None:
    sheet = letter(number="Số: 24 /TB-UBND")
    assert "\nSố: 24 /TB-UBND\n" in read_one(sheet.data(), settings)[1]


def test_an_empty_blank_stays_empty(settings: Settings) -> None:
    page, text = read_one(letter().data(), settings)
    assert page.source == "text" and not page.handwriting
    assert "\nSố: /TB-UBND\n" in text and "ngày tháng 6" in text


def test_a_scribble_in_a_blank_is_shown_to_a_person(settings: Settings) -> None:
    sheet = letter()
    pixels = np.full((60, 90, 3), 255, np.uint8)
    wave = [(5 + i, int(30 + 22 * np.sin(i / 5) * np.cos(i / 23))) for i in range(80)]
    for a, b in pairwise(wave):
        cv2.line(pixels, a, b, (20, 20, 90), 2)
    sheet.picture(pixels, number_at(sheet), 88, 27, 18)
    page, _ = read_one(sheet.data(), settings)
    ((x0, y0, x1, y1),) = page.handwriting
    assert x0 < number_at(sheet) + 13 < x1 and y0 < 97 < y1


# --- scans and digital text on one page ------------------------------------------------------

TABLE = (
    (60, 40, "Danh sách các hộ có đất bị thu hồi tại thôn Bình Yên"),
    (60, 70, "Ông Nguyễn Văn Giả, thửa số 45, diện tích 120 mét vuông"),
    (60, 90, "Bà Lê Thị Đặt, thửa số 46, diện tích 87 mét vuông"),
)


def test_scanned_half_inside_a_digital_page(settings: Settings) -> None:
    sheet = letter()
    sheet.picture(scan_of(list(TABLE))[: 120 * 200 // 72], 0, 300, 595, 120)
    sheet.write(85, 480, "Nơi nhận: như trên; lưu văn thư.")
    page, text = read_one(sheet.data(), settings)
    assert (page.source, page.dpi, page.rotation) == ("mixed", 200, 0)
    assert all(line in text for line in BODY)
    lines = [line for line in text.split("\n") if line]
    assert [bare(line) for line in lines[-4:-1]] == [bare(line) for _, _, line in TABLE]
    assert lines[-1] == "Nơi nhận: như trên; lưu văn thư."
    word = next(token for token in page.tokens if bare(token.text) == "Giả")
    assert 350 < word.box[1] < 362 < 368 < word.box[3] < 376


def test_a_line_drawn_as_curves(settings: Settings) -> None:
    line = "Ủy ban nhân dân xã An Bình Đông thông báo kết quả thụ lý"
    page, text = read_one(outlined(letter().data(), 85, 220, line), settings)
    assert page.source == "mixed"
    assert bare(text.split("\n")[-1]) == line
    assert all(line in text for line in BODY)


SCAN = [(85.0, 80.0 + 20 * i, BODY[i % 3]) for i in range(6)]
STAMP = (
    "Ký bởi: ỦY BAN NHÂN DÂN XÃ AN BÌNH ĐÔNG",
    "Cơ quan: Ủy ban nhân dân xã An Bình Đông",
    "Thời gian ký: 12.06.2026 10:15:22 +07:00",
)


def test_signing_stamp_over_a_scan(settings: Settings) -> None:
    sheet = Sheet()
    sheet.picture(scan_of(SCAN), 0, 0, 595, 842)
    for i, line in enumerate(STAMP):
        sheet.write(330, 96 + 11 * i, line, size=9)
    page, text = read_one(sheet.data(), settings)
    assert (page.source, page.dpi) == ("mixed", 200)
    assert bare(text) == bare(" ".join((*BODY, *BODY, *STAMP)))  # not among the lines it covers


@pytest.mark.parametrize("behind", [True, False], ids=["behind the image", "without ink"])
def test_a_bad_layer_under_a_scan_is_not_believed(behind: bool, settings: Settings) -> None:
    bad = "Can cu Luat Khieu nai ngay 1l thang ll nam 20ll; xet don khieu nai cua ong Tran Van Thu"
    sheet = Sheet()
    for x, y, _ in SCAN if behind else ():
        sheet.write(x, y, bad)
    sheet.picture(scan_of(SCAN), 0, 0, 595, 842)
    for x, y, _ in () if behind else SCAN:
        sheet.unseen(x, y, bad)
    page, text = read_one(sheet.data(), settings)
    assert page.source == "ocr"
    assert "Luat" not in text and bare(text).count(bare(BODY[0])) == 2


def test_a_blank_scan_with_rubbish_under_it_is_blank(settings: Settings) -> None:
    sheet = Sheet()
    sheet.picture(scan_of([]), 0, 0, 595, 842)
    sheet.unseen(100, 100, "i . ' ii")
    page, text = read_one(sheet.data(), settings)
    assert not page.inked and text == ""


def test_a_digital_cover_over_a_scanned_body(settings: Settings) -> None:
    sheet = letter()
    sheet.pdf.add_page()
    sheet.picture(scan_of(SCAN), 0, 0, 595, 842)
    data = sheet.data()
    assert count_pages(data) == 2
    first, second = pages_of(data, settings)
    assert (first.source, second.source) == ("text", "ocr")
    (again,) = pages_of(data, settings, [1])
    assert again == second


# --- pictures without text -------------------------------------------------------------------


def seal() -> np.ndarray:
    pixels = np.full((300, 300, 3), 255, np.uint8)
    cv2.circle(pixels, (150, 150), 140, (210, 30, 40), 6)
    cv2.circle(pixels, (150, 150), 95, (210, 30, 40), 3)
    for i in range(24):
        x, y = 150 + 117 * np.cos(i * 0.26), 150 + 117 * np.sin(i * 0.26)
        cv2.putText(pixels, "BN"[i % 2], (int(x) - 8, int(y) + 8), 0, 0.7, (210, 30, 40), 2)
    return pixels


def code_for_machines() -> np.ndarray:
    cells = np.random.default_rng(3).integers(0, 2, (25, 25), np.uint8) * 255
    return np.repeat(np.repeat(cells, 8, axis=0), 8, axis=1)


def flourish() -> np.ndarray:
    pixels = np.full((200, 400, 3), 255, np.uint8)
    curve = [
        (int(200 + 170 * np.sin(i / 17)), int(100 + 85 * np.sin(i / 11 + 1))) for i in range(150)
    ]
    for a, b in pairwise(curve):
        cv2.line(pixels, a, b, (30, 40, 140), 3)
    return pixels


@pytest.mark.parametrize("picture", [seal, code_for_machines, flourish])
def test_pictures_without_text_leave_a_digital_page_as_it_is(picture, settings: Settings) -> None:
    plain = letter()
    plain_text = read_one(plain.data(), settings)[1]
    sheet = letter()
    pixels = picture()
    sheet.picture(pixels, 330, 400, 100, 100 * pixels.shape[0] / pixels.shape[1])
    page, text = read_one(sheet.data(), settings)
    assert page.source == "text" and text == plain_text and page.inked


@pytest.mark.parametrize("left", [100, 230, 330], ids=["issuer", "between", "title"])
def test_a_signature_of_white_ground_over_the_header(left: float, settings: Settings) -> None:
    """What it hides is the page's own text, and the header stays in its order."""
    plain_text = read_one(letter().data(), settings)[1]
    sheet = letter()
    sheet.picture(flourish(), left, 47, 110, 55)
    page, text = read_one(sheet.data(), settings)
    assert page.source == "text" and text == plain_text


# --- stamps of the registry ------------------------------------------------------------------

ARRIVED = ("CÔNG VĂN ĐẾN", "Số: 318", "Ngày: 15/6/2026")


def arrival(colour: tuple[int, int, int], angle: float = 0) -> np.ndarray:
    """Draw the stamp that a registry puts onto what arrives; RGBA, white is clear."""
    stamp = Image.new("RGB", (420, 230), "white")
    pen, font = ImageDraw.Draw(stamp), ImageFont.truetype(FONT, 36)
    for i, line in enumerate(ARRIVED):
        pen.text((30, 16 + 68 * i), line, font=font, fill=colour)
    turned = stamp.rotate(angle, expand=True, fillcolor="white", resample=Image.Resampling.BICUBIC)
    pixels = np.asarray(turned)
    return np.dstack([pixels, np.where(pixels.min(axis=2) < 235, 255, 0).astype(np.uint8)])


@pytest.mark.parametrize("left", [90, 215])
@pytest.mark.parametrize("colour", [(20, 20, 20), (200, 30, 40)], ids=["black", "red"])
def test_an_arrival_stamp_over_the_header_is_read_last(
    left: float, colour: tuple[int, int, int], settings: Settings
) -> None:
    plain_text = read_one(letter().data(), settings)[1]
    sheet = letter()
    sheet.picture(arrival(colour), left, 60, 105, 57)
    page, text = read_one(sheet.data(), settings)
    assert page.source == "mixed"
    assert text.startswith(f"{plain_text}\n\n")
    assert bare(text.removeprefix(plain_text)).startswith("CÔNG VĂN ĐẾN Số 318 Ngày 15 6")


@pytest.mark.parametrize("degrees", [-12, 4, 8, 30])
def test_a_stamp_of_text_at_another_angle_is_read_last(degrees: float, settings: Settings) -> None:
    plain_text = read_one(letter().data(), settings)[1]
    sheet = letter()
    with sheet.pdf.rotation(degrees, x=150, y=140):
        for i, line in enumerate(ARRIVED):
            sheet.write(100, 112 + 12 * i, line, size=10)
    page, text = read_one(sheet.data(), settings)
    assert page.source == "text"
    assert text.startswith(f"{plain_text}\n\n")
    assert text.removeprefix(plain_text).split() == " ".join(ARRIVED).split()
    first = next(token for token in page.tokens if token.text == "CÔNG")
    angle = np.radians(degrees)
    x, y = 100 - 150, 112 - 140  # about the point that it is turned around
    at = (150 + x * np.cos(angle) + y * np.sin(angle), 140 + y * np.cos(angle) - x * np.sin(angle))
    assert first.box[0] - 4 < at[0] < first.box[2] and first.box[1] < at[1] < first.box[3] + 4


def test_a_layer_askew_as_a_whole_is_no_stamp(settings: Settings) -> None:
    sheet = Sheet()
    with sheet.pdf.rotation(1, x=300, y=400):
        for i, line in enumerate(BODY):
            sheet.write(85, 150 + 18 * i, line)
    assert read_one(sheet.data(), settings)[1] == "\n".join(BODY)


# --- stamps and signatures that lie over the page as annotations -----------------------------


@pytest.mark.parametrize("kind", ["FreeText", "Widget", "Stamp"])
@pytest.mark.parametrize("digits", ["9", "12", "147"])
def test_a_number_laid_over_the_page(kind: str, digits: str, settings: Settings) -> None:
    x = number_at(letter())
    data = annotated(letter().data(), kind, digits, (x, 842 - 103, x + 30, 842 - 88))
    page, text = read_one(data, settings)
    assert page.source == "text" and not page.handwriting
    assert f"\nSố: {digits}/TB-UBND\n" in text
    assert all(line in text for line in BODY)


def test_a_note_that_is_hidden_is_not_read(settings: Settings) -> None:
    x = number_at(letter())
    data = annotated(letter().data(), "FreeText", "12", (x, 842 - 103, x + 30, 842 - 88), flags=2)
    assert "\nSố: /TB-UBND\n" in read_one(data, settings)[1]


def test_a_stamp_of_signing_software_over_the_header_is_read_last(settings: Settings) -> None:
    plain_text = read_one(letter().data(), settings)[1]
    words = "Signed by: UBND xa An Binh Dong, 12.06.2026 10:15"
    data = annotated(letter().data(), "Widget", words, (60, 842 - 110, 330, 842 - 92))
    page, text = read_one(data, settings)
    assert page.source == "text"
    assert text == f"{plain_text}\n\n{words}"


def annotated(data: bytes, kind: str, text: str, box: tuple[float, ...], flags: int = 4) -> bytes:
    """Lay a text over the first page, as signing software and stamp tools do."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        width, height = box[2] - box[0], box[3] - box[1]
        look = pikepdf.Stream(pdf, f"BT /F1 11 Tf 2 5 Td ({text}) Tj ET".encode())
        font = pikepdf.Dictionary(
            Type=pikepdf.Name.Font, Subtype=pikepdf.Name.Type1, BaseFont=pikepdf.Name.Helvetica
        )
        look.Type, look.Subtype = pikepdf.Name.XObject, pikepdf.Name.Form
        look.BBox = pikepdf.Array([0, 0, width, height])
        look.Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(F1=font))
        note = pikepdf.Dictionary(
            Type=pikepdf.Name.Annot,
            Subtype=pikepdf.Name(f"/{kind}"),
            Rect=pikepdf.Array(box),
            F=flags,
            AP=pikepdf.Dictionary(N=pdf.make_indirect(look)),
        )
        if kind == "Widget":
            note.FT, note.T = pikepdf.Name.Sig, pikepdf.String("s")
        note = pdf.make_indirect(note)
        pdf.pages[0].Annots = pdf.make_indirect(pikepdf.Array([note]))
        if kind == "Widget":
            pdf.Root.AcroForm = pikepdf.Dictionary(Fields=pikepdf.Array([note]), SigFlags=3)
        out = io.BytesIO()
        pdf.save(out)
    return out.getvalue()


# --- pages on their side ---------------------------------------------------------------------


@pytest.mark.parametrize("degrees", [90, 180, 270])
def test_a_mixed_page_on_its_side(degrees: int, settings: Settings) -> None:
    sheet = letter()
    put(sheet, "12", number_at(sheet), 100)
    page, text = read_one(turned(sheet.data(), degrees), settings)
    assert page.rotation == 360 - degrees
    assert "\nSố: 12/TB-UBND\n" in text and all(line in text for line in BODY)


def test_a_file_at_a_path(tmp_path: Path, settings: Settings) -> None:
    data = letter().data()
    path = tmp_path / "a.pdf"
    path.write_bytes(data)
    assert count_pages(path) == 1
    assert list(pages_of(path, settings)) == list(pages_of(data, settings))


def test_a_page_cut_out_of_a_larger_sheet(settings: Settings) -> None:
    sheet = letter()
    whole, _ = read_one(sheet.data(), settings)
    with pypdfium2.PdfDocument(sheet.data()) as file:
        file[0].set_cropbox(60, 642, 595, 842)
        out = io.BytesIO()
        file.save(out)
    page, text = read_one(out.getvalue(), settings)
    assert (page.width_pt, page.height_pt) == (535, 200)
    assert text.split("\n")[-1] == BODY[-1]
    first, same = whole.tokens[0], page.tokens[0]
    assert same.text == first.text
    assert same.box == pytest.approx(
        (first.box[0] - 60, *first.box[1:2], first.box[2] - 60, first.box[3]), abs=0.1
    )
