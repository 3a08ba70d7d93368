"""Mails: one document of the letter and all that came with it, or an error that helps."""

import base64
import email.policy
import io
from collections.abc import Callable
from email.message import EmailMessage

import docx
import numpy as np
import pytest
from hypothesis import given
from hypothesis import settings as examples
from hypothesis import strategies as st
from PIL import Image

from pipeline.errors import Corrupt, Empty, Encrypted, InputError, TooLarge, Unsupported
from pipeline.extraction import extract, secrecy_mark
from pipeline.reading import Document, read
from pipeline.settings import Settings
from tests.papers import COMPLAINT

NOTE = "Kính gửi quý cơ quan,\nTôi gửi đơn kèm theo thư này.\nTrân trọng."
HEADER = (
    "Từ: Lê Thị Gửi <gui@example.vn>\nĐến: tiepdan@example.vn\n"
    "Ngày: 16/11/2026 08:15\nChủ đề: Đơn của công dân"
)


def mail(body: str | None = NOTE, *attached: tuple[str, bytes]) -> EmailMessage:
    message = EmailMessage()
    message["From"] = "Lê Thị Gửi <gui@example.vn>"
    message["To"] = "tiepdan@example.vn"
    message["Date"] = "Mon, 16 Nov 2026 08:15:00 +0700"
    message["Subject"] = "Đơn của công dân"
    if body is not None:
        message.set_content(body)
    for name, data in attached:
        message.add_attachment(data, maintype="application", subtype="octet-stream", filename=name)
    return message


def raw(headers: str, body: bytes) -> bytes:
    start = b"From: a@example.vn\r\nMIME-Version: 1.0\r\n"
    return start + headers.encode().replace(b"\n", b"\r\n") + b"\r\n\r\n" + body


def word_file(text: str) -> bytes:
    file, out = docx.Document(), io.BytesIO()
    for line in text.split("\n"):
        file.add_paragraph(line)
    file.save(out)
    return out.getvalue()


def pages_of(document: Document) -> list[str]:
    """The texts of the pages, after a look at what holds for every document with pages."""
    texts = [document.text[page.start : page.end] for page in document.pages]
    assert "\f".join(texts) == document.text
    assert [page.number for page in document.pages] == list(range(1, len(texts) + 1))
    for page in document.pages:
        assert document.page_at(page.start) == document.page_at(page.end) == page.number
        for span in (*page.words, *page.lines):
            assert page.start <= span.start < span.end <= page.end
    return texts


def test_letter_without_attachments(settings: Settings) -> None:
    document = read(mail("Tôi đề nghị xã sửa đường.\n").as_bytes(), ".eml", settings)
    assert document.media_type == "message/rfc822"
    assert document.text == f"{HEADER}\n\nTôi đề nghị xã sửa đường."
    (page,) = document.pages
    assert (page.source, page.words, page.number) == ("text", (), 1)


def test_petition_in_the_letter_is_understood(settings: Settings) -> None:
    findings = extract(read(mail(COMPLAINT).as_bytes(), ".eml", settings))
    assert findings.kind.value == "complaint"
    assert findings.fields.petitioners[0].name.value == "Nguyễn Văn Thử"


def test_attachments_follow_in_their_order(letter_pdf: bytes, settings: Settings) -> None:
    attached = ("don.docx", word_file("Đơn A")), ("giay to.pdf", letter_pdf), ("b.txt", b"Thua B")
    document = read(mail(NOTE, *attached).as_bytes(), ".eml", settings)
    letter, don, scan, text = pages_of(document)
    assert letter == f"{HEADER}\n\n{NOTE}"
    assert (don, text) == ("Đơn A", "Thua B")
    pdf = read(letter_pdf, ".pdf", settings)
    assert scan == pdf.text
    for ours, theirs in zip(document.pages[2].words, pdf.pages[0].words, strict=True):
        assert (ours.box, ours.line) == (theirs.box, theirs.line)
        start, end = theirs.start, theirs.end
        assert document.text[ours.start : ours.end] == pdf.text[start:end]
    number = document.text.index("45/TB-UBND")
    ((page, word), *_) = document.words_between(number, number + 5)
    assert (page.number, document.text[word.start : word.end]) == (3, "45/TB-UBND")


def test_photo_that_came_with_a_letter(scanned: np.ndarray, as_file, settings: Settings) -> None:
    photo = as_file(scanned[:900], "JPEG", 200)
    _, page = pages_of(read(mail(NOTE, ("IMG_1.jpg", photo)).as_bytes(), ".eml", settings))
    assert "Số: 45/TB-UBND" in page


@pytest.mark.parametrize(
    ("note", "order"),
    [
        (NOTE, ["letter", "petition"]),
        ("Kính gửi UBND xã,\nTôi là Lê Thị Gửi, xin gửi đơn.", ["petition", "letter"]),
    ],
)
def test_note_that_introduces_its_writer_stands_behind_the_petition(
    note: str, order: list[str], settings: Settings
) -> None:
    document = read(mail(note, ("don.docx", word_file(COMPLAINT))).as_bytes(), ".eml", settings)
    found = ["letter" if page.startswith("Từ:") else "petition" for page in pages_of(document)]
    assert found == order
    (petitioner, *_) = extract(document).fields.petitioners
    assert petitioner.name.value == "Nguyễn Văn Thử"
    assert petitioner.id_number.value == "075062001234"


def test_petition_in_the_letter_stays_in_front_of_its_evidence(settings: Settings) -> None:
    evidence = ("qd.docx", word_file("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nQUYẾT ĐỊNH"))
    document = read(mail(COMPLAINT, evidence).as_bytes(), ".eml", settings)
    assert pages_of(document)[0].startswith("Từ: ")


def test_forwarded_mail(settings: Settings) -> None:
    outer = mail("Chuyển bộ phận tiếp dân.")
    outer.add_attachment(mail(NOTE, ("don.docx", word_file(COMPLAINT))))
    texts = pages_of(read(outer.as_bytes(), ".eml", settings))
    assert texts[0].endswith("Chuyển bộ phận tiếp dân.")
    assert texts[1] == f"{HEADER}\n\n{NOTE}"
    assert "ĐƠN KHIẾU NẠI" in texts[2]


@pytest.mark.parametrize("coding", ["base64", "quoted-printable"])
def test_forwarded_mail_that_was_encoded_once_more(coding: str, settings: Settings) -> None:
    inner = mail("Đơn ở trong này.").as_bytes()
    coded = base64.encodebytes(inner) if coding == "base64" else _quoted(inner)
    data = raw(f"Content-Type: message/rfc822\nContent-Transfer-Encoding: {coding}", coded)
    assert "Đơn ở trong này." in read(data, ".eml", settings).text


def _quoted(data: bytes) -> bytes:
    import quopri

    return quopri.encodestring(data)


def test_mail_saved_as_an_attachment_without_its_type(settings: Settings) -> None:
    inner = mail("Đơn ở trong này.").as_bytes()
    outer = mail(NOTE, ("thu.eml", inner))
    assert pages_of(read(outer.as_bytes(), ".eml", settings))[1].endswith("Đơn ở trong này.")


# --- what can't be read ----------------------------------------------------------------------


def test_unreadable_attachments_are_named(letter_docx: bytes, settings: Settings) -> None:
    attached = (
        ("video.mp4", b"\0\0\0\x18ftypmp42"),
        ("hỏng.docx", letter_docx[:900]),
        ("bảng kê.xlsx", b"PK\x03\x04"),
        ("winmail.dat", b"\x78\x9f\x3e\x22"),
        ("rong.pdf", b""),
        ("C:\\Users\\Ai\\ảnh\u202egpj.exe", b"MZ"),
    )
    (letter,) = pages_of(read(mail(NOTE, *attached).as_bytes(), ".eml", settings))
    named = ["video.mp4", "hỏng.docx", "bảng kê.xlsx", "winmail.dat", "rong.pdf", "ảnh gpj.exe"]
    assert letter.split("\n\n")[-1].split("\n") == [
        f"[Tệp đính kèm không đọc được: {name}]" for name in named
    ]


def test_mail_of_which_nothing_can_be_read(letter_docx: bytes, settings: Settings) -> None:
    with pytest.raises(Empty):
        read(mail("").as_bytes(), ".eml", settings)
    with pytest.raises(Corrupt):
        read(mail(" ", ("don.docx", letter_docx[:900])).as_bytes(), ".eml", settings)
    with pytest.raises(Unsupported):
        read(mail("", ("don.zip", b"PK\x03\x04")).as_bytes(), ".eml", settings)
    sealed = "Content-Type: application/pkcs7-mime; smime-type=enveloped-data; name=smime.p7m"
    with pytest.raises(Encrypted):
        read(raw(sealed, b"MIIB"), ".eml", settings)


def test_sealed_part_beside_a_letter_is_named(settings: Settings) -> None:
    body = (
        b'--x\r\n\r\nXem tep kem.\r\n--x\r\nContent-Type: application/x-pkcs7-mime; name="a.p7m"'
        b"\r\n\r\nMIIB\r\n--x--\r\n"
    )
    text = read(raw("Content-Type: multipart/mixed; boundary=x", body), ".eml", settings).text
    assert text.endswith("Xem tep kem.\n\n[Tệp đính kèm không đọc được: a.p7m]")


def test_outlook_file_says_what_to_do(settings: Settings) -> None:
    with pytest.raises(Unsupported) as caught:
        read(compound_file("__properties_version1.0"), ".msg", settings)
    assert ".eml" in caught.value.message and caught.value.code == "unsupported"


def compound_file(name: str) -> bytes:
    """An OLE container with one empty stream."""

    def entry(title: str, kind: int, child: int) -> bytes:
        letters = title.encode("utf-16-le")
        return (
            letters.ljust(64, b"\0")
            + (len(letters) + 2).to_bytes(2, "little")
            + bytes([kind, 1])
            + b"\xff" * 8
            + child.to_bytes(4, "little")
            + bytes(48)
        )

    head = bytearray(512)
    head[:8] = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
    head[30] = 9
    head[48:52] = (1).to_bytes(4, "little")
    head[76:512] = b"\0\0\0\0" + b"\xff" * 432
    table = b"\xfd\xff\xff\xff" + b"\xfe\xff\xff\xff" + b"\xff" * 504
    folder = entry("Root Entry", 5, 1) + entry(name, 2, 0xFFFFFFFF)
    return bytes(head) + table + folder.ljust(512, b"\0")


# --- secrecy ---------------------------------------------------------------------------------


def test_secrecy_mark_in_an_attachment_is_seen(settings: Settings) -> None:
    marked = word_file("TỐI MẬT\nBÁO CÁO\nVề việc thử nghiệm")
    outer = mail()
    outer.add_attachment(mail("x", ("bc.docx", marked)))
    assert secrecy_mark(read(outer.as_bytes(), ".eml", settings)) == "TỐI MẬT"


def test_secrecy_mark_in_the_margin_of_an_attachment_is_seen(settings: Settings) -> None:
    file, out = docx.Document(), io.BytesIO()
    file.add_paragraph("Báo cáo")
    file.sections[0].header.paragraphs[0].text = "TUYỆT MẬT"
    file.save(out)
    document = read(mail(NOTE, ("bc.docx", out.getvalue())).as_bytes(), ".eml", settings)
    assert secrecy_mark(document) == "TUYỆT MẬT"


# --- bodies ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("charset", "data"),
    [
        ("utf-8", "Đơn khiếu nại".encode()),
        ("us-ascii", "Đơn khiếu nại".encode()),
        ("iso-8859-1", "Đơn khiếu nại".encode()),
        ("x-unknown", "Đơn khiếu nại".encode()),
        ("base64", "Đơn khiếu nại".encode()),
        ("utf-16", "Đơn khiếu nại".encode("utf-16")),
        ("windows-1258", "Đơn khiê\u0301u na\u0323i".encode("cp1258")),
        ("utf-8", "Đơn khiê\u0301u na\u0323i".encode("cp1258")),
    ],
)
def test_letters_whatever_the_mail_says_of_them(
    charset: str, data: bytes, settings: Settings
) -> None:
    headers = f"Content-Type: text/plain; charset={charset}\nContent-Transfer-Encoding: 8bit"
    if charset == "utf-16":
        headers = headers.replace("8bit", "base64")
        data = base64.encodebytes(data)
    assert read(raw(headers, data), ".eml", settings).text.endswith("Đơn khiếu nại")


def test_bytes_of_no_charset_do_not_cost_the_mail(settings: Settings) -> None:
    data = raw("Content-Type: text/plain; charset=utf-8", "Đơn".encode() * 200 + b"\xff\xfe x")
    assert "ĐơnĐơn" in read(data, ".eml", settings).text


@pytest.mark.parametrize(
    ("plain", "rich", "shown"),
    [
        ("Lời đầy đủ ở đây.", "<p>Lời <b>đầy đủ</b> ở đây.</p>", "Lời đầy đủ ở đây."),
        ("Xem HTML.", "<p>Kính gửi</p><p>Lời đầy đủ ở trong này.</p>", "Kính gửi\n\nLời đầy đủ"),
        ("", "<div>Kính gửi</div><div><br></div><div>Lời</div>", "Kính gửi\n\nLời"),
    ],
)
def test_of_two_forms_of_a_letter_the_fuller(
    plain: str, rich: str, shown: str, settings: Settings
) -> None:
    message = mail(plain)
    message.add_alternative(rich, subtype="html")
    text = read(message.as_bytes(), ".eml", settings).text
    assert text.count("Lời") == 1 and shown in text


def test_table_of_a_rich_letter(settings: Settings) -> None:
    message = mail(None)
    message.set_content(
        "<style>p {color: red}</style><script>x()</script><table><tr><td>ỦY BAN<br>XÃ A</td>"
        "<td>CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM<br>Độc lập</td></tr></table><!-- <p>ẩn</p> -->"
        "<table border=1><tr><td>1</td><td>Nguyễn&nbsp;Văn &amp; Em</td></tr></table>",
        subtype="html",
    )
    assert pages_of(read(message.as_bytes(), ".eml", settings))[0].partition("\n\n")[2] == (
        "ỦY BAN\nXÃ A\n\nCỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập\n\n1 | Nguyễn Văn & Em"
    )


def test_soft_line_ends(settings: Settings) -> None:
    body = "Tôi tên là Nguyễn \nVăn Thử.\nĐịa chỉ: ấp 1\n-- \nhết".encode()
    data = raw("Content-Type: text/plain; charset=utf-8; format=flowed", body)
    assert read(data, ".eml", settings).text.endswith(
        "Tôi tên là Nguyễn Văn Thử.\nĐịa chỉ: ấp 1\n-- \nhết"
    )


def picture(width: int, height: int) -> bytes:
    file = io.BytesIO()
    Image.new("RGB", (width, height), "white").save(file, "PNG")
    return file.getvalue()


def test_logos_of_a_letter_are_no_attachments_but_a_page_in_it_is(
    letter_image: np.ndarray, as_file: Callable[..., bytes], settings: Settings
) -> None:
    message = mail("Xem ảnh.")
    message.add_alternative("<p>Xem ảnh.</p><img src=cid:logo><img src=cid:to>", subtype="html")
    rich = message.get_payload()[1]
    rich.add_related(picture(300, 80), "image", "png", cid="<logo>")
    rich.add_related(as_file(letter_image[:900], "PNG", 200), "image", "png", cid="<to>")
    letter, page = pages_of(read(message.as_bytes(), ".eml", settings))
    assert letter.endswith("Xem ảnh.")
    assert "45/TB-UBND" in page


def test_small_picture_that_was_attached_is_not_passed_over(settings: Settings) -> None:
    (letter,) = pages_of(
        read(mail(NOTE, ("con dau.png", picture(300, 80))).as_bytes(), ".eml", settings)
    )
    assert letter.endswith("[Tệp đính kèm không đọc được: con dau.png]")


def test_signature_of_the_sender_is_no_attachment(settings: Settings) -> None:
    body = (
        b"--x\r\nContent-Type: text/plain\r\n\r\nDon.\r\n--x\r\n"
        b"Content-Type: application/pkcs7-signature; name=smime.p7s\r\n\r\nMIIB\r\n--x--\r\n"
    )
    text = read(raw("Content-Type: multipart/signed; boundary=x", body), ".eml", settings).text
    assert text.endswith("\n\nDon.")


# --- names and headers -----------------------------------------------------------------------

NAMES = [
    'filename="=?UTF-8?B?xJHGoW4udGdh?="',
    "filename*=UTF-8''%C4%91%C6%A1n.tga",
    "filename*0*=UTF-8''%C4%91%C6%A1; filename*1*=n.tga",
    'filename="đơn.tga"',
    'filename="=?utf-8?q?=C4=91=C6=A1?= =?utf-8?q?n.tga?="',
]


@pytest.mark.parametrize("name", NAMES)
def test_encoded_file_names(name: str, settings: Settings) -> None:
    body = (
        "--x\r\n\r\nXem.\r\n--x\r\nContent-Type: application/octet-stream\r\n"
        f"Content-Disposition: attachment; {name}\r\n\r\n?\r\n--x--\r\n"
    ).encode()
    text = read(raw("Content-Type: multipart/mixed; boundary=x", body), ".eml", settings).text
    assert text.endswith("[Tệp đính kèm không đọc được: đơn.tga]")


@pytest.mark.parametrize(
    ("subject", "shown"),
    [
        ("=?utf-8?B?xJDGoW4ga2hp4bq/dQ==?= =?utf-8?Q?_n=E1=BA=A1i?=", "Đơn khiếu nại"),
        ("=?utf-8?B?xJDGoW4ga2hp4bo=?=\n =?utf-8?B?v3UgbuG6oWk=?=", "Đơn khiếu nại"),
        ("Đơn khiếu nại", "Đơn khiếu nại"),
        ("=?utf-8?B?a?= x", "=?utf-8?B?a?= x"),
        ("((((" * 3000, "((((" * 250),
    ],
)
def test_headers_that_are_coded_and_badly_coded(
    subject: str, shown: str, settings: Settings
) -> None:
    data = raw(f"Subject: {subject}\nDate: hom qua", b"Noi dung")
    assert read(data, ".eml", settings).text == (
        f"Từ: a@example.vn\nNgày: hom qua\nChủ đề: {shown}\n\nNoi dung"
    )


@pytest.mark.parametrize("suffix", [".eml", ".pdf", ".doc", ""])
def test_a_mail_is_one_whatever_its_name(suffix: str, settings: Settings) -> None:
    assert read(mail().as_bytes(), suffix, settings).media_type == "message/rfc822"


def test_text_that_looks_like_a_mail_stays_text(settings: Settings) -> None:
    text = "From: ấp 1\nTo: ấp 2\n\nĐường hỏng"
    assert read(text.encode(), ".txt", settings).text == text
    with pytest.raises(Corrupt):
        read("Kính gửi: xã\nĐường hỏng".encode(), ".eml", settings)


# --- too much --------------------------------------------------------------------------------


def nested(depth: int) -> bytes:
    message = mail("Đơn")
    for _ in range(depth):
        outer = mail("FYI")
        outer.add_attachment(message)
        message = outer
    return message.as_bytes(policy=email.policy.SMTP)


def test_mails_in_mails_have_an_end(settings: Settings) -> None:
    assert len(read(nested(4), ".eml", settings).pages) == 5
    for data in (
        nested(20),
        raw("Content-Type: message/rfc822", b"Content-Type: message/rfc822\n\n" * 3000),
        raw(
            "Content-Type: multipart/mixed; boundary=b0",
            b"".join(
                b"--b%d\nContent-Type: multipart/mixed; boundary=b%d\n\n" % (i, i + 1)
                for i in range(60)
            ),
        ),
    ):
        with pytest.raises(TooLarge):
            read(data, ".eml", settings)


def test_mails_packed_in_mails_have_an_end(settings: Settings) -> None:
    data = mail("Đơn").as_bytes()
    for _ in range(14):
        data = mail("x", ("thu.eml", data)).as_bytes()
    with pytest.raises(TooLarge):
        read(data, ".eml", settings)


@pytest.mark.parametrize("count", [300, 200_000])
def test_too_many_parts(count: int, settings: Settings) -> None:
    body = b"--b\n\nx\n" * count
    with pytest.raises(TooLarge):
        read(raw("Content-Type: multipart/mixed; boundary=b", body), ".eml", settings)


def test_too_many_bytes_together(settings: Settings) -> None:
    few = with_limits(settings, max_bytes=900_000)
    once = mail("x", ("a.bin", b"\1" * 400_000))
    assert read(once.as_bytes(), ".eml", few).text
    packed = mail("x", ("b.eml", once.as_bytes())).as_bytes()
    assert len(packed) < 900_000  # what is in it twice over, decoded, is more
    with pytest.raises(TooLarge):
        read(packed, ".eml", few)


def test_too_many_pages_together(settings: Settings) -> None:
    few = with_limits(settings, max_pages=2)
    texts = [(f"{i}.txt", b"trang") for i in range(3)]
    assert len(read(mail("x", *texts[:2]).as_bytes(), ".eml", few).pages) == 3
    with pytest.raises(TooLarge):
        read(mail("x", *texts).as_bytes(), ".eml", few)


def with_limits(settings: Settings, **limits: int) -> Settings:
    return settings.model_copy(update={"intake": settings.intake.model_copy(update=limits)})


# --- whatever comes --------------------------------------------------------------------------

PIECES = st.sampled_from(
    [
        b"Content-Type: multipart/mixed; boundary=x\n",
        b"Content-Type: multipart/alternative; boundary=\n",
        b"Content-Type: message/rfc822\n",
        b"Content-Type: text/html; charset=utf-7\n",
        b"Content-Type: image/png; name*=utf-8'%ff\n",
        b"Content-Transfer-Encoding: base64\n",
        b"Content-Transfer-Encoding: x-uuencode\n",
        b'Content-Disposition: attachment; filename*0*=a; filename*9="=?x?b?//?="\n',
        *(b"\n", b"\n--x\n", b"\n--x--\n", b"<table><td>", b"<!--", b"</", b"\xff\0", b"Subject: "),
        b"=?utf-16?Q?=00?= ",
    ]
)


@given(st.lists(PIECES | st.binary(max_size=20), max_size=30))
@examples(max_examples=300, deadline=None)
def test_any_mail_gives_a_document_or_an_error_of_ours(pieces: list[bytes]) -> None:
    settings = Settings(home="/nowhere")
    data = b"From: a\nSubject: b\n" + b"".join(pieces)
    try:
        document = read(data, ".eml", settings)
    except InputError:
        return
    pages_of(document)
    assert read(data, ".eml", settings) == document
