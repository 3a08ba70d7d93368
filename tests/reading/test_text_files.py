"""Plain text and Word files: encodings, normal form, order of tables and boxes."""

import io
import unicodedata
import zipfile

import docx
import pytest
from PIL import Image

from pipeline.errors import Unsupported
from pipeline.extraction import secrecy_mark
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


MARGINS = {
    "header2.xml": "<w:p><w:r><w:t>UBND TỈNH</w:t></w:r></w:p><w:tbl><w:tr><w:tc><w:p><w:r>"
    "<w:t>TỐI MẬT</w:t></w:r></w:p></w:tc></w:tr></w:tbl>",
    "footer1.xml": '<w:p><w:r><w:pict><v:shape><v:textpath string="TỐI MẬT"/></v:shape></w:pict>'
    "</w:r></w:p>",
    "header1.xml": "<w:p><w:r><mc:AlternateContent><mc:Choice><w:txbxContent><w:p><w:r>"
    "<w:t>TỐI </w:t></w:r><w:r><w:t>MẬT</w:t></w:r></w:p></w:txbxContent></mc:Choice>"
    "</mc:AlternateContent></w:r></w:p>",
    "comments.xml": "<w:comment><w:p><w:r><w:t>TỐI MẬT</w:t></w:r></w:p></w:comment>",
    "diagrams/data1.xml": "<a:p><a:r><a:t>TỐI MẬT</a:t></a:r></a:p>",
}


@pytest.mark.parametrize("part", MARGINS)
def test_margin_is_kept_apart(part: str, settings: Settings) -> None:
    body = "<w:p><w:r><w:t>Báo cáo</w:t></w:r></w:p>"
    document = read(_raw(body, **{part: MARGINS[part]}), ".docx", settings)
    assert document.text == "Báo cáo"
    assert "TỐI MẬT" in document.margin_text.split("\n")
    assert secrecy_mark(document) == "TỐI MẬT"


@pytest.mark.parametrize("part", MARGINS)
def test_an_empty_page_still_shows_its_margin(part: str, settings: Settings) -> None:
    document = read(_raw("<w:p/>", **{part: MARGINS[part]}), ".docx", settings)
    assert secrecy_mark(document) == "TỐI MẬT"


def test_word_art_of_the_body_is_margin(settings: Settings) -> None:
    body = f"<w:p><w:r><w:t>Báo cáo</w:t></w:r></w:p>{MARGINS['footer1.xml']}"
    assert secrecy_mark(read(_raw(body), ".docx", settings)) == "TỐI MẬT"


def test_margin_is_bounded_and_says_each_line_once(settings: Settings) -> None:
    line = "<w:p><w:r><w:t>Trang</w:t></w:r></w:p>"
    long = f"<w:p><w:r><w:t>{'a' * 300_000}</w:t></w:r></w:p>"
    body = "<w:p><w:r><w:t>Báo cáo</w:t></w:r></w:p>"
    document = read(_raw(body, **{"header1.xml": line * 9 + long}), ".docx", settings)
    assert document.margin_text.count("Trang") == 1
    assert len(document.margin_text) == 200_000


DELETED = [
    "<w:del><w:r><w:t>xoá</w:t></w:r></w:del>",  # as other programs write it
    "<w:del><w:r><w:delText>xoá</w:delText></w:r></w:del>",
    "<w:moveFrom><w:r><w:t>xoá</w:t></w:r></w:moveFrom>",
    "<w:ins><w:del><w:r><w:delText>xoá</w:delText></w:r></w:del></w:ins>",
]


@pytest.mark.parametrize("deleted", DELETED)
def test_tracked_deletions_are_no_text(deleted: str, settings: Settings) -> None:
    run = "<w:r><w:rPr><w:vanish/></w:rPr><w:t> ẩn</w:t></w:r>"
    paragraph = f"<w:p><w:r><w:t>giữ</w:t></w:r>{deleted}{run}</w:p>"
    document = read(_raw(paragraph, **{"header1.xml": paragraph}), ".docx", settings)
    assert document.text == document.margin_text == "giữ ẩn"


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


def _raw(body: str, **parts: str) -> bytes:
    spaces = (
        'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
        'xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006" '
        'xmlns:a="http://schemas.openxmlformats.org/drawingml/2006/main" '
        'xmlns:v="urn:schemas-microsoft-com:vml"'
    )
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w") as out:
        out.writestr(
            "word/document.xml", f"<w:document {spaces}><w:body>{body}</w:body></w:document>"
        )
        for name, content in parts.items():
            out.writestr(f"word/{name}", f"<w:part {spaces}>{content}</w:part>")
    return file.getvalue()
