"""Made files for the reader: one official letter as .docx, PDF and scans; invented people."""

import ctypes
import io
import shutil
import subprocess
from collections.abc import Callable
from typing import Any

import cv2
import docx
import numpy as np
import pypdfium2
import pypdfium2.raw as pdfium
import pytest
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm, Pt
from PIL import Image

from pipeline.settings import Settings

BODY = (
    "Căn cứ Luật Khiếu nại ngày 11 tháng 11 năm 2011; xét đơn khiếu nại của ông Trần Văn Thử, "
    "địa chỉ tại thôn Bình Yên, xã An Bình Đông, khiếu nại việc thu hồi đất tại thửa số 45 tờ bản "
    "đồ số 12, Ủy ban nhân dân xã thông báo để các bên liên quan được biết và thực hiện."
)


@pytest.fixture(scope="session")
def settings(tmp_path_factory: pytest.TempPathFactory) -> Settings:
    return Settings(home=tmp_path_factory.mktemp("home"), intake={"timeout_seconds": 60})


@pytest.fixture(scope="session")
def body() -> str:
    return BODY


@pytest.fixture(scope="session")
def letter_docx() -> bytes:
    """Header in two columns, title, three justified paragraphs, a table, a footer in two."""
    letter = docx.Document()
    letter.styles["Normal"].font.name = "Tinos"
    letter.styles["Normal"].font.size = Pt(14)
    section = letter.sections[0]
    section.page_width, section.page_height = Cm(21), Cm(29.7)
    section.left_margin, section.right_margin = Cm(3), Cm(1.5)
    header = letter.add_table(2, 2)
    header.autofit = False
    for column, width in zip(header.columns, (Cm(6), Cm(10.5)), strict=True):
        column.width = width
        for cell in column.cells:
            cell.width = width
    _fill(header.cell(0, 0), ["ỦY BAN NHÂN DÂN", "XÃ AN BÌNH ĐÔNG"], WD_ALIGN_PARAGRAPH.CENTER, 13)
    _fill(
        header.cell(0, 1),
        ["CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc"],
        WD_ALIGN_PARAGRAPH.CENTER,
        13,
    )
    _fill(header.cell(1, 0), ["Số: 45/TB-UBND"], WD_ALIGN_PARAGRAPH.CENTER, 13)
    _fill(
        header.cell(1, 1), ["An Bình Đông, ngày 12 tháng 6 năm 2026"], WD_ALIGN_PARAGRAPH.CENTER, 13
    )
    letter.add_paragraph()
    for text in ("THÔNG BÁO", "Về việc thụ lý giải quyết khiếu nại lần đầu"):
        title = letter.add_paragraph()
        title.alignment = WD_ALIGN_PARAGRAPH.CENTER
        title.paragraph_format.space_after = Pt(0)
        title.add_run(text).bold = True
    for i in range(3):
        paragraph = letter.add_paragraph(f"{i + 1}. {BODY}")
        paragraph.alignment = WD_ALIGN_PARAGRAPH.JUSTIFY
        paragraph.paragraph_format.first_line_indent = Cm(1)
    table = letter.add_table(3, 4)
    table.style = "Table Grid"
    rows = (
        ("STT", "Họ và tên", "Địa chỉ", "Ghi chú"),
        ("1", "Nguyễn Văn Giả", "Thôn Một", "có mặt"),
        ("2", "Lê Thị Đặt", "Thôn Hai", "vắng mặt"),
    )
    for i, row in enumerate(rows):
        for j, text in enumerate(row):
            table.cell(i, j).text = text
    letter.add_paragraph()
    footer = letter.add_table(1, 2)
    recipients = ["Nơi nhận:", "- Ông Trần Văn Thử;", "- Ban Tiếp công dân xã;", "- Lưu: VT, VP."]
    _fill(footer.cell(0, 0), recipients, WD_ALIGN_PARAGRAPH.LEFT, 11)
    signer = ["TM. ỦY BAN NHÂN DÂN", "CHỦ TỊCH", "", "Phạm Văn Mẫu"]
    _fill(footer.cell(0, 1), signer, WD_ALIGN_PARAGRAPH.CENTER, 13)
    file = io.BytesIO()
    letter.save(file)
    return file.getvalue()


def _fill(cell: Any, lines: list[str], alignment: Any, size: int) -> None:
    for i, text in enumerate(lines):
        paragraph = cell.add_paragraph() if i else cell.paragraphs[0]
        paragraph.alignment = alignment
        paragraph.paragraph_format.space_after = Pt(0)
        paragraph.add_run(text).font.size = Pt(size)


@pytest.fixture(scope="session")
def to_pdf(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., bytes]:
    """LibreOffice: ``to_pdf(docx, password="")`` returns the PDF."""
    office = shutil.which("soffice")
    if office is None:
        pytest.skip("LibreOffice is not installed")
    folder = tmp_path_factory.mktemp("office")

    def convert(docx: bytes, password: str = "") -> bytes:
        (folder / "in.docx").write_bytes(docx)
        options = (
            '{"EncryptFile":{"type":"boolean","value":"true"},'
            f'"DocumentOpenPassword":{{"type":"string","value":"{password}"}}}}'
        )
        kind = f"pdf:writer_pdf_Export:{options}" if password else "pdf"
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        command = [office, profile, "--headless", "--convert-to", kind, "in.docx"]
        subprocess.run(command, cwd=folder, check=True, capture_output=True, timeout=120)
        return (folder / "in.pdf").read_bytes()

    return convert


@pytest.fixture(scope="session")
def letter_pdf(letter_docx: bytes, to_pdf: Callable[..., bytes]) -> bytes:
    return to_pdf(letter_docx)


@pytest.fixture(scope="session")
def draw() -> Callable[[bytes, int], np.ndarray]:
    """``draw(pdf, dpi)``: the first page as RGB pixels."""

    def drawn(data: bytes, dpi: int) -> np.ndarray:
        with pypdfium2.PdfDocument(data) as file:
            pixels = file[0].render(scale=dpi / 72, rev_byteorder=True).to_numpy()
            return np.ascontiguousarray(pixels[:, :, :3]).copy()

    return drawn


@pytest.fixture(scope="session")
def letter_image(letter_pdf: bytes, draw: Callable[[bytes, int], np.ndarray]) -> np.ndarray:
    """The letter drawn at 200 dpi."""
    return draw(letter_pdf, 200)


@pytest.fixture(scope="session")
def scanned(letter_image: np.ndarray) -> np.ndarray:
    """The letter as a bad scan: grey ground, noise, a red seal over the signer."""
    rng = np.random.default_rng(11)
    page = letter_image.astype(np.float32) * 0.8 + 15
    height, width = page.shape[:2]
    cv2.circle(page, (int(width * 0.66), int(height * 0.8)), 130, (215, 40, 50), 7)
    page += rng.normal(0, 10, (height, width, 1))
    return np.clip(page, 0, 255).astype(np.uint8)


@pytest.fixture(scope="session")
def as_file() -> Callable[..., bytes]:
    """``as_file(pixels, "PNG", 200)``: an image file (or a PDF of one image page)."""

    def encoded(pixels: np.ndarray, kind: str, dpi: int) -> bytes:
        file = io.BytesIO()
        dots = {"resolution": dpi} if kind == "PDF" else {"dpi": (dpi, dpi)}
        Image.fromarray(pixels).save(file, kind, **dots)
        return file.getvalue()

    return encoded


@pytest.fixture(scope="session")
def stamp() -> Callable[[bytes, list[str]], bytes]:
    """Put lines of real text on the first page of a PDF, as signing software does."""

    def stamped(data: bytes, lines: list[str]) -> bytes:
        with pypdfium2.PdfDocument(data) as file:
            page = file[0]
            for i, line in enumerate(lines):
                item = pdfium.FPDFPageObj_NewTextObj(file, b"Helvetica", 9.0)
                letters = (line + "\0").encode("utf-16-le")
                buffer = ctypes.create_string_buffer(letters)
                wide = ctypes.cast(buffer, ctypes.POINTER(ctypes.c_ushort))
                pdfium.FPDFText_SetText(item, wide)
                pdfium.FPDFPageObj_Transform(item, 1, 0, 0, 1, 330, 800 - 11 * i)
                pdfium.FPDFPage_InsertObject(page, item)
            page.gen_content()
            out = io.BytesIO()
            file.save(out)
            return out.getvalue()

    return stamped
