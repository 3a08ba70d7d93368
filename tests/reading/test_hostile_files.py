"""Files that must not be read: each costs one error that helps and quotes nothing."""

import io
import random
import time
import traceback
import zlib
from collections.abc import Callable, Iterator

import pytest
from PIL import Image

from pipeline.errors import (
    ACCEPTED,
    Corrupt,
    Empty,
    Encrypted,
    InputError,
    TooLarge,
    Unreadable,
    Unsupported,
)
from pipeline.reading import ReaderPool, read
from pipeline.settings import Settings
from tests.reading.made_bombs import (
    HELVETICA,
    LINE,
    SHOWN,
    block,
    claiming,
    fonted,
    form,
    jbig2,
    jpeg2000,
    objects_of,
    one_page,
    packed,
    pdf,
    pictured,
    png,
    stream,
    tiff,
    word,
    zipped,
)


def test_no_bytes(settings: Settings) -> None:
    with pytest.raises(Empty):
        read(b"", ".pdf", settings)


@pytest.mark.parametrize(
    ("data", "suffix"),
    [
        (b"MZ\x90\0\x03 program", ".exe"),
        (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600), ".xls"),
        ("họ tên;địa chỉ".encode(), ".csv"),
        (b"\0\x01\x02\x03 not text", ".txt"),
    ],
)
def test_unsupported_names_what_is_taken(data: bytes, suffix: str, settings: Settings) -> None:
    with pytest.raises(Unsupported) as caught:
        read(data, suffix, settings)
    assert ACCEPTED in caught.value.message


def test_spreadsheet_named_docx_is_unsupported(settings: Settings) -> None:
    with pytest.raises(Unsupported):
        read(zipped({"xl/workbook.xml": b"<w/>"}), ".docx", settings)


def test_office_file_with_password(settings: Settings) -> None:
    ole = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(504)
    with pytest.raises(Encrypted):
        read(ole + "EncryptedPackage".encode("utf-16-le"), ".docx", settings)


def test_pdf_with_password(
    letter_docx: bytes, to_pdf: Callable[..., bytes], settings: Settings
) -> None:
    locked = to_pdf(letter_docx, password="bi mat")
    with pytest.raises(Encrypted):
        read(locked, ".pdf", settings)


@pytest.mark.parametrize("share", [0.3, 0.6, 0.98])
def test_half_copied_pdf_is_not_read_in_part(
    letter_pdf: bytes, share: float, settings: Settings
) -> None:
    with pytest.raises(Corrupt):
        read(letter_pdf[: int(len(letter_pdf) * share)], ".pdf", settings)


def test_half_copied_docx(letter_docx: bytes, settings: Settings) -> None:
    with pytest.raises(Corrupt):
        read(letter_docx[: len(letter_docx) // 2], ".docx", settings)


@pytest.mark.parametrize("kind", ["PNG", "JPEG", "TIFF", "WEBP"])
def test_half_copied_image(kind: str, scanned, as_file, settings: Settings) -> None:
    data = as_file(scanned[:400, :400], kind, 200)
    with pytest.raises(Corrupt):
        read(data[: len(data) // 2], ".img", settings)


def test_broken_xml_in_docx(settings: Settings) -> None:
    with pytest.raises(Corrupt):
        read(zipped({"word/document.xml": b"<w:document>oops"}), ".docx", settings)


def test_docx_without_words(settings: Settings) -> None:
    with pytest.raises(Empty):
        read(word(b"<w:p/>"), ".docx", settings)


def test_blank_text(settings: Settings) -> None:
    with pytest.raises(Empty):
        read(" \n\t\n".encode("utf-8-sig"), ".txt", settings)


def test_blank_scan(as_file, scanned, settings: Settings) -> None:
    blank = scanned * 0 + 255
    with pytest.raises(Empty):
        read(as_file(blank, "PDF", 200), ".pdf", settings)


def test_scan_without_words_is_unreadable(as_file, scanned, settings: Settings) -> None:
    page = scanned * 0 + 255
    page[700:1000, 500:900] = 0
    with pytest.raises((Unreadable, Empty)):
        read(as_file(page, "PNG", 200), ".png", settings)


def test_zip_bomb(settings: Settings) -> None:
    bomb = zipped({"word/document.xml": b" " * 70_000_000})
    assert len(bomb) < 100_000
    with pytest.raises(TooLarge):
        read(bomb, ".docx", settings)


def test_entity_bomb(settings: Settings) -> None:
    entities = "".join(
        f'<!ENTITY a{i} "{f"&a{i - 1};" * 10 if i else "ha" * 50}">' for i in range(10)
    )
    xml = f"<!DOCTYPE d [{entities}]><d>&a9;</d>".encode()
    with pytest.raises(Corrupt):
        read(zipped({"word/document.xml": xml}), ".docx", settings)


def test_too_many_bytes_and_pages(letter_pdf: bytes, as_file, scanned, settings: Settings) -> None:
    few = settings.model_copy(
        update={"intake": settings.intake.model_copy(update={"max_bytes": 1000})}
    )
    with pytest.raises(TooLarge) as caught:
        read(letter_pdf, ".pdf", few)
    assert int(caught.value.details["found"]) > int(caught.value.details["limit"])
    few = settings.model_copy(
        update={"intake": settings.intake.model_copy(update={"max_pixels": 10_000})}
    )
    with pytest.raises(TooLarge):
        read(as_file(scanned, "PDF", 200), ".pdf", few)


@pytest.mark.parametrize("suffix", [".pdf", ".docx", ".png", ".txt", ".tif"])
@pytest.mark.parametrize(
    "head", [b"%PDF-1.7\n", b"PK\x03\x04", b"\x89PNG\r\n\x1a\n", b"II*\0", b""]
)
def test_errors_quote_nothing(head: bytes, suffix: str, settings: Settings) -> None:
    data = head + b"NGUYEN VAN KIN 051065001234 " * 40 + b"\0\xff\x07"
    with pytest.raises(InputError) as caught:
        read(data, suffix, settings)
    assert caught.value.__suppress_context__
    shown = "".join(traceback.format_exception(caught.value))
    assert "NGUYEN VAN KIN" not in shown + caught.value.message
    assert "051065001234" not in shown + caught.value.message


# --- bombs, in children with limits ----------------------------------------------------------


@pytest.fixture(scope="module")
def pool(settings: Settings) -> Iterator[ReaderPool]:
    """One child with little memory; every file is read in the one that the last has left."""
    intake = settings.intake.model_copy(update={"max_pixels": 20_000_000})
    reading = settings.reading.model_copy(update={"workers": 1})
    with ReaderPool(settings.model_copy(update={"intake": intake, "reading": reading})) as pool:
        yield pool


@pytest.fixture(scope="module")
def jpeg() -> bytes:
    file = io.BytesIO()
    Image.new("L", (64, 64), 128).save(file, "JPEG")
    return file.getvalue()


HUGE = (60_000, 60_000)


@pytest.mark.parametrize("inside", ["JPXDecode", "JBIG2Decode", "DCTDecode", "CCITTFaxDecode"])
def test_picture_of_too_many_pixels_in_a_pdf(inside: str, pool: ReaderPool, jpeg: bytes) -> None:
    data = {
        "JPXDecode": jpeg2000(*HUGE),
        "JBIG2Decode": jbig2(*HUGE),
        "DCTDecode": claiming(jpeg, *HUGE),
        "CCITTFaxDecode": bytes(100),
    }[inside]
    with pytest.raises(TooLarge):
        pool.read(pictured(data, f"/{inside}".encode(), HUGE), ".pdf")


@pytest.mark.parametrize("inside", ["JPXDecode", "JBIG2Decode", "DCTDecode"])
def test_picture_larger_than_the_pdf_says(inside: str, pool: ReaderPool, jpeg: bytes) -> None:
    """What its own head says is seen by the decoder only: the limit of memory stops it."""
    data = {
        "JPXDecode": jpeg2000(*HUGE),
        "JBIG2Decode": jbig2(2**32 - 16, 2**24 - 1),
        "DCTDecode": claiming(jpeg, 30_000, 30_000),
    }[inside]
    assert outcome(pool, pictured(data, f"/{inside}".encode())) in ("text", "Corrupt", "TooLarge")


def outcome(pool: ReaderPool, data: bytes, suffix: str = ".pdf") -> str:
    """Read a file that bears ``LINE``: ``text``, or the name of the error."""
    try:
        document = pool.read(data, suffix)
    except InputError as error:
        return type(error).__name__
    assert LINE in document.text
    return "text"


PICTURES = {
    "png of 60000 x 60000": (png(*HUGE, bytes(9)), TooLarge),
    "tiff of 60000 x 60000": (tiff(*HUGE), TooLarge),
    "tiff of a hundred thousand pages": (tiff(9, 9, frames=100_000), TooLarge),
    "tiff whose pages go round": (tiff(100, 100, following=8), Corrupt),
    "text of 100 MB in a png": (
        png(9, 9, bytes(252), block(b"zTXt", b"a\0\0" + packed(100_000_000, 1))),
        Corrupt,
    ),
    "colours of 100 MB in a png": (
        png(9, 9, bytes(252), block(b"iCCP", b"a\0\0" + packed(100_000_000, 1))),
        InputError,
    ),
}


@pytest.mark.parametrize("name", PICTURES)
def test_picture_bomb(name: str, pool: ReaderPool) -> None:
    data, error = PICTURES[name]
    with pytest.raises(error):
        pool.read(data, ".img")


def test_jpeg_that_says_it_is_huge(pool: ReaderPool, jpeg: bytes) -> None:
    with pytest.raises(TooLarge):
        pool.read(claiming(jpeg, 65_000, 65_000), ".jpg")


NOISE = random.Random(5).randbytes(2000)
LAUGHS = {
    6 + i: form(b"/X Do " * 10, b"/Resources<</XObject<</X %d 0 R>>>>" % (7 + i)) for i in range(9)
}
SAME = b"/XObject<</X 6 0 R>>"
READABLE = {
    "a hundred thousand objects": pdf(
        objects_of(more={n: b"<</A %d 0 R>>" % (n + 1) for n in range(6, 100_000)})
    ),
    "arrays a hundred thousand deep": one_page(page=b"/X" + b"[" * 100_000 + b"]" * 100_000),
    "a form that draws itself": one_page(
        SHOWN + b"/X Do", {6: form(b"/X Do", b"/Resources<<%s>>" % SAME)}, resources=SAME
    ),
    "a mask that masks itself": one_page(
        SHOWN + b"/G gs 0 0 9 9 re f",
        {
            6: b"<</SMask<</S/Luminosity/G 7 0 R>>>>",
            7: form(
                b"/G gs 0 0 9 9 re f",
                b"/Group<</S/Transparency>>/Resources<</ExtGState<</G 6 0 R>>>>",
            ),
        },
        resources=b"/ExtGState<</G 6 0 R>>",
    ),
    "a pattern of a billion tiles": one_page(
        SHOWN + b"/Pattern cs /P scn 0 0 595 400 re f",
        {
            6: stream(
                b"0 0 1 1 re f",
                b"/PatternType 1/PaintType 1/TilingType 1/BBox[0 0 1 1]"
                b"/XStep 0.0001/YStep 0.0001/Resources<<>>",
            )
        },
        resources=b"/Pattern<</P 6 0 R>>",
    ),
    "a line of a billion dashes": one_page(SHOWN + b"[0.00001] 0 d 0 0 m 595 300 l S"),
    "a letter drawn with itself": one_page(
        SHOWN + b"BT /T 9 Tf 60 500 Td (aaaa) Tj ET",
        {
            6: b"<</Type/Font/Subtype/Type3/FontBBox[0 0 9 9]/FontMatrix[.001 0 0 .001 0 0]"
            b"/CharProcs<</a 7 0 R>>/Encoding<</Differences[97/a]>>/FirstChar 97/LastChar 97"
            b"/Widths[500]/Resources<</Font<</T 6 0 R>>>>>>",
            7: stream(b"500 0 d0 BT /T 9 Tf (aaaa) Tj ET"),
        },
        page=b"/Rotate 0",
    ).replace(b"/F 4 0 R", b"/F 4 0 R/T 6 0 R"),
    "a thousand filters": pictured(zlib.compress(b"a"), b"[" + b"/FlateDecode" * 1000 + b"]"),
    "an image of 300 MB in a few bytes": pictured(
        packed(300_000_000, 3), b"[/FlateDecode/FlateDecode/FlateDecode]"
    ),
    "a table of objects that names itself as the one before": pdf(
        objects_of(), trailer=b"/Prev %d" % one_page().index(b"xref\n0")
    ),
    "a table of objects at the wrong place": one_page().replace(b"startxref\n", b"startxref\n1"),
    "a sheet as wide as a town": one_page(box=b"[0 0 1000000000 1000000000]"),
    "a sheet of nothing": one_page(box=b"[0 0 0 0]"),
    "orders to run programs": one_page(
        more={6: stream(b"MZ", b"/Type/EmbeddedFile"), 7: b"<</F(a.exe)/EF<</F 6 0 R>>>>"},
        catalogue=b"/OpenAction<</S/JavaScript/JS(app.launchURL\\(1\\))>>"
        b"/AA<</WC<</S/Launch/F(/bin/sh)>>>>/Names<</EmbeddedFiles<</Names[(a.exe)7 0 R]>>>>",
    ),
    **{
        f"a broken font ({key.decode()}{' with its head' if head else ''})": fonted(
            kind, key, head + NOISE
        )
        for kind, key, magic in (
            (b"Type1", b"FontFile", b"%!PS-AdobeFont-1.0 "),
            (b"TrueType", b"FontFile2", b"\0\1\0\0\0\x0f\0\x80\0\3\0\x70"),
            (b"Type1", b"FontFile3", b"\1\0\4\4"),
        )
        for head in (b"", magic)
    },
}


@pytest.mark.parametrize("name", READABLE)
def test_what_can_be_read_beside_a_trap_is_read(name: str, pool: ReaderPool) -> None:
    assert outcome(pool, READABLE[name]) == "text"


DEADLY = {
    "forms that draw ten others, ten deep": one_page(
        SHOWN + b"/X Do",
        {**LAUGHS, 15: form(b"0 0 1 1 re f ")},
        resources=SAME,
    ),
    "content of 1.2 GB in a few bytes": pdf(
        {
            **objects_of(),
            5: stream(packed(1_200_000_000, 3), b"/Filter[/FlateDecode/FlateDecode/FlateDecode]"),
        }
    ),
    "pages that contain their own tree": pdf(
        {**objects_of(), 2: b"<</Type/Pages/Kids[3 0 R 2 0 R]/Count 2/Parent 2 0 R>>"}
    ),
    "pages that are not there": pdf({**objects_of(), 2: b"<</Type/Pages/Kids[3 0 R]/Count 400>>"}),
}


@pytest.mark.parametrize("name", DEADLY)
def test_what_cannot_be_read_costs_one_error(name: str, pool: ReaderPool) -> None:
    assert outcome(pool, DEADLY[name]) in ("Corrupt", "TooLarge", "TimedOut")
    assert outcome(pool, one_page()) == "text"


@pytest.mark.parametrize(
    "trap",
    [
        {6: b"6 0 R", 3: b"<</Type/Page/Parent 2 0 R/MediaBox 6 0 R/Contents 5 0 R>>"},
        {
            4: HELVETICA[:-2] + b"/ToUnicode 6 0 R>>",
            6: stream(b"begincmap 1 beginbfrange <00000000> <ffffffff> <0041> endbfrange endcmap"),
        },
    ],
    ids=["a size that names itself", "a map of four billion letters"],
)
def test_what_never_ends_is_ended(trap: dict[int, bytes], settings: Settings) -> None:
    intake = settings.intake.model_copy(update={"page_timeout_seconds": 3, "max_pixels": 1_000_000})
    reading = settings.reading.model_copy(update={"workers": 1})
    with ReaderPool(settings.model_copy(update={"intake": intake, "reading": reading})) as pool:
        start = time.monotonic()
        assert outcome(pool, pdf({**objects_of(), **trap})) in ("TimedOut", "text", "TooLarge")
        assert time.monotonic() - start < 30


# --- files behind files, and files under other names -----------------------------------------


@pytest.fixture(scope="module")
def two_files() -> tuple[bytes, bytes]:
    other = SHOWN.replace(b"so 45", b"so 46")
    return one_page(), one_page(other)


@pytest.mark.parametrize("seam", [b"", b"\r\n\r\n"])
def test_of_pdfs_one_behind_the_other_all_are_read(
    seam: bytes, two_files: tuple[bytes, bytes], pool: ReaderPool, settings: Settings
) -> None:
    data = seam.join(two_files)
    document = pool.read(data, ".pdf")
    assert document.text == f"{LINE}\f{LINE.replace('45', '46')}"
    assert [page.number for page in document.pages] == [1, 2]


def test_of_pdfs_one_behind_the_other_a_cut_one_is_an_error(
    two_files: tuple[bytes, bytes], pool: ReaderPool
) -> None:
    one, other = two_files
    with pytest.raises(Corrupt):
        pool.read(one + other[:200], ".pdf")


def test_countless_pdfs_one_behind_the_other(
    two_files: tuple[bytes, bytes], pool: ReaderPool
) -> None:
    with pytest.raises(TooLarge) as caught:
        pool.read(two_files[0] * 600, ".pdf")
    assert caught.value.details["unit"] == "trang"


def test_a_pdf_within_a_pdf_is_not_one_behind_it(
    two_files: tuple[bytes, bytes], pool: ReaderPool
) -> None:
    _, other = two_files
    kept = stream(other + b"\n" + other, b"/Type/EmbeddedFile")
    document = pool.read(one_page(more={6: kept}) + b"\n%%EOF\n", ".pdf")
    assert document.text == LINE


def test_a_later_change_of_a_pdf_counts(two_files: tuple[bytes, bytes], pool: ReaderPool) -> None:
    one, _ = two_files
    changed = b"5 0 obj\n" + stream(SHOWN.replace(b"so 45", b"so 47")) + b"\nendobj\n"
    place = len(one)
    table = b"xref\n5 1\n%010d 00000 n \n" % place
    trailer = b"trailer\n<</Size 6/Root 1 0 R/Prev %d>>\n" % one.rindex(b"xref\n0")
    end = b"startxref\n%d\n%%%%EOF\n" % (place + len(changed))
    document = pool.read(one + changed + table + trailer + end, ".pdf")
    assert document.text == LINE.replace("45", "47")


def test_an_archive_behind_a_pdf_is_not_looked_at(pool: ReaderPool) -> None:
    assert pool.read(one_page() + zipped({"a.txt": b"secret"}), ".pdf").text == LINE


@pytest.mark.parametrize("suffix", [".docx", ".jpg", ".txt", ".xls", ""])
def test_the_content_decides_not_the_name(suffix: str, pool: ReaderPool) -> None:
    assert pool.read(one_page(), suffix).text == LINE
    assert pool.read(word(b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % LINE.encode()), suffix).text


# --- Word files and texts --------------------------------------------------------------------

SAID = b"<w:p><w:r><w:t>%s</w:t></w:r></w:p>" % LINE.encode()
WORD = {
    "tables ten thousand deep": word(
        b"<w:tbl><w:tr><w:tc>" * 10_000 + SAID + b"</w:tc></w:tr></w:tbl>" * 10_000
    ),
    "runs a hundred thousand deep": word(
        b"<w:p>%s</w:p>" % (b"<w:r>" * 100_000 + b"</w:r>" * 100_000)
    ),
    "more letters than a file has": word(
        b"<w:p><w:r><w:t>" + b"chao ban " * 1_200_000 + b"</w:t></w:r></w:p>"
    ),
    "a part that is larger than it says": word(b" " * 70_000_000).replace(
        (70_000_000).to_bytes(4, "little")[1:], (1000).to_bytes(4, "little")[1:]
    ),
    "twenty thousand parts": zipped(
        {f"a{i}": b"" for i in range(20_000)} | {"word/document.xml": b"<"}
    ),
    "a picture of 60000 x 60000": word(b"<w:p/>", {"word/media/image1.png": png(*HUGE, bytes(9))}),
}


@pytest.mark.parametrize("name", WORD)
def test_word_bomb(name: str, pool: ReaderPool) -> None:
    with pytest.raises(InputError):
        pool.read(WORD[name], ".docx")
    assert pool.read(word(SAID), ".docx").text == LINE


def test_what_needs_more_memory_than_a_child_may_have(settings: Settings) -> None:
    intake = settings.intake.model_copy(update={"max_pixels": 1, "max_bytes": 2_000_000_000})
    reading = settings.reading.model_copy(update={"workers": 1})
    pictures = {f"word/media/image{i}.png": bytes(100_000_000) for i in range(7)}
    with ReaderPool(settings.model_copy(update={"intake": intake, "reading": reading})) as pool:
        with pytest.raises(TooLarge) as caught:
            pool.read(word(b"<w:p/>", pictures), ".docx")
        assert caught.value.details["unit"] == "MB RAM"
        assert pool.read(word(SAID), ".docx").text == LINE


def test_text_without_end(pool: ReaderPool) -> None:
    with pytest.raises(TooLarge):
        pool.read(b"chao ban " * 1_200_000, ".txt")


def test_mail_in_mail_without_end(pool: ReaderPool) -> None:
    mail = b"Subject: x\nContent-Type: text/plain\n\n" + LINE.encode()
    for i in range(3000):
        head = b"MIME-Version: 1.0\nContent-Type: multipart/mixed; boundary=b%d\n\n--b%d\n" % (i, i)
        mail = head + b"Content-Type: message/rfc822\n\n" + mail + b"\n--b%d--\n" % i
    with pytest.raises(InputError):
        pool.read(b"Subject: y\n" + mail, ".eml")
    assert pool.read(word(SAID), ".docx").text == LINE
