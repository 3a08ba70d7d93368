"""Plain text and Word files: encodings, normal form, order of tables and boxes."""

import io
import unicodedata
import zipfile

import docx
import pytest
from PIL import Image

from pipeline.errors import Unsupported
from pipeline.reading import read
from pipeline.settings import Settings

TEXT = "ĐƠN KHIẾU NẠI\r\nKính gửi: Ủy ban nhân dân xã Mỹ Đức,\nông Nguyễn Hữu Thường.\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_text_is_the_content_in_nfc(encoding: str, form: str, settings: Settings) -> None:
    data = unicodedata.normalize(form, TEXT).encode(encoding)
    document = read(data, ".txt", settings)
    assert document.text == TEXT
    assert document.pages == ()
    assert document.media_type == "text/plain"


def test_old_vietnamese_code_page(settings: Settings) -> None:
    # Windows-1258 writes the tone apart: ê + combining acute.
    data = "Khiê\u0301u na\u0323i, Đô\u0303 Thi\u0323 Hoa".encode("cp1258")
    assert read(data, ".txt", settings).text == "Khiếu nại, Đỗ Thị Hoa"


def test_content_decides_not_the_suffix(letter_docx: bytes, settings: Settings) -> None:
    assert "wordprocessingml" in read(letter_docx, ".txt", settings).media_type
    with pytest.raises(Unsupported):
        read(TEXT.encode(), ".xyz", settings)


def test_letter_in_order(letter_docx: bytes, body: str, settings: Settings) -> None:
    text = read(letter_docx, ".docx", settings).text
    assert text.startswith(
        "ỦY BAN NHÂN DÂN\nXÃ AN BÌNH ĐÔNG\n\nSố: 45/TB-UBND\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        "An Bình Đông, ngày 12 tháng 6 năm 2026\n\n"
        "THÔNG BÁO\nVề việc thụ lý giải quyết khiếu nại lần đầu\n\n"
        f"1. {body}\n\n2. {body}\n\n"
    )
    assert "STT | Họ và tên | Địa chỉ | Ghi chú\n1 | Nguyễn Văn Giả | Thôn Một | có mặt" in text
    assert text.endswith("- Lưu: VT, VP.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\nPhạm Văn Mẫu")


def test_label_table_is_read_row_by_row(settings: Settings) -> None:
    file = docx.Document()
    table = file.add_table(2, 2)
    for i, row in enumerate((("Họ và tên:", "Lê Thị Đặt"), ("Địa chỉ:", "Thôn Hai"))):
        for j, text in enumerate(row):
            table.cell(i, j).text = text
    assert read(_saved(file), ".docx", settings).text == (
        "Họ và tên: | Lê Thị Đặt\nĐịa chỉ: | Thôn Hai"
    )


def test_deleted_text_boxes_and_breaks(settings: Settings) -> None:
    body = (
        "<w:p><w:r><w:t>Ông A</w:t></w:r><w:del><w:r><w:delText>xoá</w:delText></w:r></w:del>"
        "<w:ins><w:r><w:br/><w:t>thôn B</w:t></w:r></w:ins>"
        "<w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r></w:p>"
        "</w:txbxContent></mc:Choice><mc:Fallback><w:txbxContent><w:p><w:r><w:t>MẬT</w:t></w:r>"
        "</w:p></w:txbxContent></mc:Fallback></mc:AlternateContent></w:r></w:p>"
    )
    assert read(_raw(body), ".docx", settings).text == "Ông A\nthôn B\n\nMẬT"


def test_nfd_docx(settings: Settings) -> None:
    body = f"<w:p><w:r><w:t>{unicodedata.normalize('NFD', 'Đỗ Thị Hoà')}</w:t></w:r></w:p>"
    assert read(_raw(body), ".docx", settings).text == "Đỗ Thị Hoà"


def test_scan_pasted_in_word(scanned, settings: Settings) -> None:
    picture = io.BytesIO()
    Image.fromarray(scanned[:900]).save(picture, "PNG", dpi=(200, 200))
    file = docx.Document()
    file.add_picture(picture)
    document = read(_saved(file), ".docx", settings)
    assert [page.source for page in document.pages] == ["ocr"]
    assert "Số: 45/TB-UBND" in document.text


def _saved(file) -> bytes:
    out = io.BytesIO()
    file.save(out)
    return out.getvalue()


def _raw(body: str) -> bytes:
    xml = (
        '<w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006">'
        f"<w:body>{body}</w:body></w:document>"
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        out.writestr("word/document.xml", xml)
    return file.getvalue()
