"""Letters of .doc, .odt and .rtf through LibreOffice, and web pages that bear their names."""

import io
import unicodedata
import zipfile
from collections.abc import Callable

import docx
import pytest

from pipeline.conversion import convert, find_office
from pipeline.errors import Corrupt, Empty, Encrypted, NoConverter, TooLarge, Unsupported
from pipeline.extraction import secrecy_mark
from pipeline.reading import ReaderPool, read
from pipeline.settings import Settings
from tests.reading.test_mail import compound_file

OLD = {
    ".doc": "application/msword",
    ".odt": "application/vnd.oasis.opendocument.text",
    ".rtf": "application/rtf",
}


@pytest.fixture(scope="session")
def old_letter(letter_docx: bytes) -> Callable[[str], bytes]:
    file, whole = docx.Document(io.BytesIO(letter_docx)), io.BytesIO()
    file.add_paragraph()  # in a .doc no table is the last thing
    file.save(whole)
    made: dict[str, bytes] = {}

    def old(suffix: str) -> bytes:
        if suffix not in made:
            made[suffix] = convert(whole.getvalue(), ".docx", suffix, 60)
        return made[suffix]

    return old


@pytest.mark.parametrize("suffix", OLD)
def test_an_old_letter_reads_like_its_docx(
    suffix: str, old_letter, letter_docx: bytes, settings: Settings
) -> None:
    # the name does not matter: many a .doc is something else
    document = read(old_letter(suffix), ".doc", settings)
    assert document.media_type == OLD[suffix]
    assert document.pages == ()
    assert document.text == read(letter_docx, ".docx", settings).text


def test_old_letter_in_a_reader_of_narrow_limits(old_letter, settings: Settings) -> None:
    with ReaderPool(settings) as pool:
        assert "45/TB-UBND" in pool.read(old_letter(".rtf"), ".rtf").text


def test_docx_that_is_called_doc(letter_docx: bytes, settings: Settings) -> None:
    assert "wordprocessingml" in read(letter_docx, ".doc", settings).media_type


def test_secrecy_mark_in_the_header_of_an_old_letter(settings: Settings) -> None:
    file, out = docx.Document(), io.BytesIO()
    file.add_paragraph("Báo cáo")
    file.sections[0].header.paragraphs[0].text = "TỐI MẬT"
    file.save(out)
    old = convert(out.getvalue(), ".docx", ".doc", 60)
    assert secrecy_mark(read(old, ".doc", settings)) == "TỐI MẬT"


@pytest.mark.parametrize("suffix", [".doc", ".rtf"])
def test_half_copied_old_letter(suffix: str, old_letter, settings: Settings) -> None:
    data = old_letter(suffix)
    with pytest.raises(Corrupt):
        read(data[: len(data) * 3 // 4], suffix, settings)


def test_word_document_with_a_password(old_letter, settings: Settings) -> None:
    data = bytearray(old_letter(".doc"))
    at = data.index(b"\xec\xa5")  # [MS-DOC] 2.5.2: the flag that says so
    data[at + 11] |= 1
    with pytest.raises(Encrypted):
        read(bytes(data), ".doc", settings)


def test_open_text_with_a_password(settings: Settings) -> None:
    manifest = "<manifest:file-entry><manifest:encryption-data/></manifest:file-entry>"
    with pytest.raises(Encrypted):
        read(open_text({"content.xml": "?", "META-INF/manifest.xml": manifest}), ".odt", settings)


def open_text(parts: dict[str, str]) -> bytes:
    file = io.BytesIO()
    with zipfile.ZipFile(file, "w", zipfile.ZIP_DEFLATED) as out:
        out.writestr("mimetype", OLD[".odt"])
        for name, content in ({"META-INF/manifest.xml": ""} | parts).items():
            out.writestr(name, content)
    return file.getvalue()


def test_open_text_that_unpacks_without_end(settings: Settings) -> None:
    with pytest.raises(TooLarge):
        read(open_text({"content.xml": " " * 70_000_000}), ".odt", settings)


@pytest.mark.parametrize(
    ("data", "suffix", "error"),
    [
        (compound_file("Workbook"), ".xls", Unsupported),
        (compound_file("Workbook"), ".doc", Unsupported),
        (compound_file("WordDocument"), ".doc", Corrupt),
        (compound_file("WordDocument")[:700], ".doc", Corrupt),
        (compound_file("WordDocument")[:700], ".bin", Unsupported),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\t" * 2000, ".doc", Corrupt),
        (b"{\\rtf1 dang do", ".rtf", Corrupt),
        (b"{\\rtf1 }", ".rtf", Empty),
        (b"PK\x03\x04 dang do", ".odt", Corrupt),
        (b"Microsoft Word 6.0", ".doc", Corrupt),
    ],
)
def test_what_is_no_letter(data: bytes, suffix: str, error: type, settings: Settings) -> None:
    with pytest.raises(error):
        read(data, suffix, settings)


def test_a_directory_in_a_circle_ends(settings: Settings) -> None:
    data = bytearray(compound_file("WordDocument"))
    data[1024 + 128 + 68 : 1024 + 128 + 72] = (1).to_bytes(4, "little")  # its own left neighbour
    data[512 + 4 : 512 + 8] = (1).to_bytes(4, "little")  # and a chain that comes back
    with pytest.raises(Corrupt):
        read(bytes(data), ".doc", settings)


def test_without_libreoffice_the_administrator_is_told(
    old_letter, settings: Settings, monkeypatch, tmp_path
) -> None:
    data = old_letter(".rtf")
    monkeypatch.setenv("PATH", str(tmp_path))
    assert find_office() is None
    with pytest.raises(NoConverter) as caught:
        read(data, ".rtf", settings)
    assert "libreoffice-writer-nogui" in caught.value.message


PAGE = (
    "<html xmlns:o='urn:schemas-microsoft-com:office:office'><head><meta charset={0}>"
    "<title>x</title></head><body><p class=MsoNormal align=center><b>ĐƠN KIẾN NGHỊ<o:p></o:p></b>"
    "</p><p>Kính gửi: xã<br>\nMỹ Đức</p></body></html>"
)


@pytest.mark.parametrize("charset", ["utf-8", "utf-16", "windows-1258"])
@pytest.mark.parametrize("suffix", [".doc", ".rtf", ".html"])
def test_web_page_saved_as_a_letter(charset: str, suffix: str, settings: Settings) -> None:
    page = PAGE.format(charset)
    if charset == "windows-1258":  # tones stand apart, circumflex and horn do not
        page = "".join(decomposed_tones(c) for c in page)
    document = read(page.encode(charset), suffix, settings)
    assert document.media_type == "text/html"
    assert document.text == "ĐƠN KIẾN NGHỊ\n\nKính gửi: xã\nMỹ Đức"


def decomposed_tones(letter: str) -> str:
    apart = unicodedata.normalize("NFD", letter)
    tones = "\u0300\u0301\u0303\u0309\u0323"
    tone = "".join(mark for mark in apart if mark in tones)
    rest = "".join(mark for mark in apart if mark not in tones)
    return unicodedata.normalize("NFC", rest) + tone


def test_archive_of_a_web_page_saved_as_a_letter(settings: Settings) -> None:
    archive = (
        "MIME-Version: 1.0\r\nContent-Type: multipart/related; boundary=x\r\n\r\n"
        "--x\r\nContent-Location: file:///C:/don.htm\r\nContent-Type: text/html; charset=utf-8\r\n"
        f"\r\n{PAGE.format('utf-8')}\r\n--x\r\nContent-Location: file:///C:/a.png\r\n"
        "Content-Transfer-Encoding: base64\r\nContent-Type: image/png\r\n\r\niVBO\r\n--x--\r\n"
    )
    document = read(archive.encode(), ".doc", settings)
    assert document.text == "ĐƠN KIẾN NGHỊ\n\nKính gửi: xã\nMỹ Đức"


def test_web_page_is_no_letter_under_other_names(settings: Settings) -> None:
    assert read(PAGE.encode(), ".txt", settings).text == PAGE
    with pytest.raises(Unsupported):
        read(PAGE.encode(), ".xls", settings)


@pytest.mark.parametrize(
    "piece", ["<", "<!--", "</", "<?", "<table>", "<td>", "<a ", "<a '", "<script>", "&#x41;"]
)
def test_hostile_web_page_ends(piece: str, settings: Settings) -> None:
    text = read(f"<html><p>Đơn</p>{piece * 30_000}".encode(), ".doc", settings).text
    assert text.startswith("Đơn")
