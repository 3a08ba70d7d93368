"""What no draft carries, whatever an office writes into its own templates."""

import io
import json
import zipfile
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import docx
import pytest
from docx.document import Document as Page
from docx.oxml import parse_xml
from PIL import Image

from pipeline.drafting.case import DraftCase, KeptBack, Person
from pipeline.drafting.check import check_templates
from pipeline.drafting.draft import draft
from pipeline.drafting.template import OUR_TEMPLATES
from pipeline.engine.desk import open_desk, today
from pipeline.engine.foreground import process
from pipeline.engine.withheld import kept_back
from pipeline.engine.withheld_signs import PLACE_AND_POST, all_signs, identifying
from pipeline.errors import LeakingDraft
from pipeline.law.forms import all_audiences, all_forms
from pipeline.settings import Settings, load
from tests.drafting.conftest import case as case  # a fixture
from tests.papers import (
    DENOUNCER,
    DENOUNCER_ADDRESS,
    DENOUNCER_FILE,
    DENOUNCER_ID,
    DENOUNCER_PHONE,
    DENUNCIATION,
)
from tests.secrecy.conftest import OPEN_CASE, SECRET_CASE, Said

Run = Callable[..., Said]
Edit = Callable[[Page], object]
WITHHELD, TO_WRITER = "phieu-de-xuat-thu-ly", "thong-bao-tiep-nhan"
VML = 'xmlns:v="urn:schemas-microsoft-com:vml"'
W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def own_template(settings: Settings, form: str, edit: Edit) -> Path:
    """Donthu's template, edited and saved as the office's own."""
    page = docx.Document(str(OUR_TEMPLATES / f"{form}.docx"))
    edit(page)
    path = settings.templates / f"{form}.docx"
    page.save(str(path))
    return path


def typed(text: str) -> Edit:
    return lambda page: page.add_paragraph(text)


def in_runs(page: Page) -> None:
    paragraph = page.add_paragraph("của bà ")
    for piece in ("L", "ò Th", "ị M", "ẩy"):
        paragraph.add_run(piece).bold = piece == "L"


def in_header(page: Page) -> None:
    page.sections[0].header.add_paragraph(f"Hồ sơ {DENOUNCER}")


def in_footer(page: Page) -> None:
    page.sections[0].footer.add_paragraph(f"Hồ sơ {DENOUNCER}")


def in_comment(page: Page) -> None:
    page.add_comment(page.add_paragraph("xem").runs[0], f"hỏi lại {DENOUNCER}", author="x")


def in_table(page: Page) -> None:
    page.add_table(1, 1).cell(0, 0).text = f"Bà {DENOUNCER}"


def as_attribute(page: Page) -> None:
    """The alternative text of a drawn line."""
    line = f'<w:r {W}><w:pict><v:line {VML} alt="Đơn của {DENOUNCER}"/></w:pict></w:r>'
    page.add_paragraph()._p.append(parse_xml(line))


def picture() -> io.BytesIO:
    """A scrap of handwriting, for what a program can tell."""
    made = io.BytesIO()
    Image.new("L", (40, 20), 200).save(made, "PNG")
    made.seek(0)
    return made


def with_picture(page: Page) -> None:
    page.add_picture(picture())


def with_picture_in_header(page: Page) -> None:
    page.sections[0].header.paragraphs[0].add_run().add_picture(picture())


LEAKS: list[tuple[Edit, str]] = [
    (typed(f"Đơn của {DENOUNCER}."), "họ tên"),
    (typed(f"ĐƠN CỦA {DENOUNCER.upper()}"), "họ tên"),
    (typed("don cua ba Lo Thi  May"), "họ tên"),
    (in_runs, "họ tên"),
    (in_header, "họ tên"),
    (in_footer, "họ tên"),
    (in_comment, "họ tên"),
    (in_table, "họ tên"),
    (as_attribute, "họ tên"),
    (typed(f"ở {DENOUNCER_ADDRESS}"), "địa chỉ"),
    (typed("o ban na khoang"), "địa chỉ"),
    (typed(f"điện thoại {DENOUNCER_PHONE}"), "số điện thoại"),
    (typed("điện thoại +84 987 654 321 2026"), "số điện thoại"),
    (typed(f"CCCD {DENOUNCER_ID[:3]} {DENOUNCER_ID[3:6]} {DENOUNCER_ID[6:]}"), "giấy tờ"),
    (with_picture, "hình ảnh"),
    (with_picture_in_header, "hình ảnh"),
]


@pytest.mark.parametrize(("edit", "said"), LEAKS)
def test_a_draft_that_would_leak_is_refused(
    filed: Settings, donthu: Run, edit: Edit, said: str
) -> None:
    own_template(filed, WITHHELD, edit)
    before = sorted(filed.outbox.rglob("*"))
    status, printed, complaint = donthu(filed, "draft", SECRET_CASE, WITHHELD, "--as", "Ai Đó")
    assert (status, printed) == (1, "")
    assert said in complaint
    assert f"Mẫu riêng templates/{WITHHELD}.docx" in complaint
    assert DENOUNCER not in complaint
    assert sorted(filed.outbox.rglob("*")) == before
    assert donthu(filed, "draft", OPEN_CASE, WITHHELD, "--as", "Ai Đó")[0] == 0, "no secret there"


HARMLESS: list[Edit] = [
    typed("Kính trình Chủ tịch Ủy ban nhân dân xã Bình Minh, tỉnh Đồng Nai"),
    typed("Ông Lò Văn Mạnh, bà Lò Thị Máng; điện thoại cơ quan 0251.3888.999"),
    lambda page: page.add_paragraph()._p.append(
        parse_xml(f"<w:r {W}><w:pict><v:line {VML}/></w:pict></w:r>")
    ),
]


@pytest.mark.parametrize("edit", HARMLESS)
def test_an_own_template_without_the_writer_is_drafted(
    filed: Settings, donthu: Run, edit: Edit
) -> None:
    own_template(filed, WITHHELD, edit)
    assert donthu(filed, "draft", SECRET_CASE, WITHHELD, "--as", "Ai Đó")[0] == 0


def test_the_writers_own_notice_goes_to_nobody_else(filed: Settings, donthu: Run) -> None:
    def copied_to(whom: str) -> Edit:
        def edit(page: Page) -> None:
            kept = next(p for p in _paragraphs(page) if p.text.startswith("- Như trên"))
            kept.text = f"- Như trên;\n- {whom};"

        return edit

    command = ("draft", SECRET_CASE, TO_WRITER, "--as", "Ai Đó")
    own_template(filed, TO_WRITER, copied_to("Công chức địa chính xã Bình Minh (để biết)"))
    status, _, complaint = donthu(filed, *command)
    assert status == 1
    assert "«Nơi nhận»" in complaint
    assert donthu(filed, "draft", OPEN_CASE, TO_WRITER, "--as", "Ai Đó")[0] == 0
    own_template(filed, TO_WRITER, copied_to("Người tố cáo"))
    assert donthu(filed, *command)[0] == 0
    own_template(filed, TO_WRITER, in_header)
    assert donthu(filed, *command)[0] == 0, "her own name reaches herself"


def _paragraphs(page: Page) -> list[docx.text.paragraph.Paragraph]:
    return [p for t in page.tables for row in t.rows for cell in row.cells for p in cell.paragraphs]


def test_the_picture_that_word_keeps_of_a_page_is_dropped(filed: Settings, donthu: Run) -> None:
    path = own_template(filed, WITHHELD, lambda _: None)
    with zipfile.ZipFile(path) as package:
        parts = {name: package.read(name) for name in package.namelist()}
    kind = b'<Default Extension="jpeg" ContentType="image/jpeg"/>'
    rel = (
        b'<Relationship Id="rIdT" Type="http://schemas.openxmlformats.org/package/2006/'
        b'relationships/metadata/thumbnail" Target="docProps/thumbnail.jpeg"/>'
    )
    types, rels = parts["[Content_Types].xml"], parts["_rels/.rels"]
    parts["[Content_Types].xml"] = types.replace(b"<Override", kind + b"<Override", 1)
    parts["_rels/.rels"] = rels.replace(b"</Relationships>", rel + b"</Relationships>")
    parts["docProps/thumbnail.jpeg"] = b"\xff\xd8 her handwriting"
    with zipfile.ZipFile(path, "w") as package:
        for name, content in parts.items():
            package.writestr(name, content)
    assert donthu(filed, "draft", SECRET_CASE, WITHHELD, "--as", "Ai Đó")[0] == 0
    made = filed.outbox / "2026" / SECRET_CASE / f"{WITHHELD}-2.docx"
    with zipfile.ZipFile(made) as package:
        assert "docProps/thumbnail.jpeg" not in package.namelist()
        assert b"thumbnail" not in package.read("_rels/.rels")


def test_a_leaking_template_keeps_no_other_draft_waiting(office: Settings, tmp_path: Path) -> None:
    template = own_template(office, WITHHELD, typed(f"Đơn của {DENOUNCER}"))
    paper = tmp_path / DENOUNCER_FILE
    paper.write_text(DENUNCIATION, "utf-8")
    with open_desk(office) as desk:
        done = process(desk, paper)
        assert [path.stem for path in done.drafts] == [TO_WRITER]
        note = office.outbox / "2026" / SECRET_CASE / f"{WITHHELD}.GHI-CHU.txt"
        assert "có họ tên người gửi đơn" in note.read_text("utf-8")
        assert DENOUNCER not in note.read_text("utf-8")
        template.unlink()
        done = process(desk, paper)
        assert sorted(path.stem for path in done.drafts) == [WITHHELD, TO_WRITER]
        assert "donthu chưa soạn" not in note.read_text("utf-8")


def test_a_template_with_a_picture_is_refused_before_a_paper_comes(office: Settings) -> None:
    check_templates(office)
    own_template(office, WITHHELD, with_picture)
    with pytest.raises(LeakingDraft, match="hình ảnh"):
        check_templates(office)


def test_the_signer_may_be_called_as_the_writer_is(
    office: Settings,
    case: DraftCase,
) -> None:
    home = office.home / "donthu.toml"
    home.write_text(
        home.read_text("utf-8").replace("[office]", f'[office]\nsigner = "{DENOUNCER}"')
    )
    secret = replace(
        case,
        kind="denunciation",
        withheld=True,
        secret=True,
        petitioners=(Person(name="Người tố cáo 1"),),
        kept_back=KeptBack(names=(DENOUNCER,)),
    )
    settings = load(office.home)
    assert draft(WITHHELD, secret, settings, today())
    own_template(settings, WITHHELD, typed("Lo Thi May"))
    with pytest.raises(LeakingDraft):
        draft(WITHHELD, secret, settings, today())


def test_what_is_kept_back_is_not_printed() -> None:
    assert DENOUNCER not in repr(KeptBack(names=(DENOUNCER,)))


@pytest.mark.parametrize(
    ("address", "places"),
    [
        ("bản Nà Khoang, xã Bình Minh, tỉnh Đồng Nai", ("ban na khoang",)),
        ("tổ 7, ấp Tân Bình, xã Bình Minh", ("ap tan binh",)),
        ("số nhà 12/4, đường Lê Lợi, phường Một", ("duong le loi",)),
        ("ấp 3, xã Bình Minh", ()),
        ("thôn 2A, xã Bình Minh", ()),
        ("khu phố IV, phường Một", ()),
        ("thôn Ba, xã Bình Minh", ("thon ba",)),
        ("xã Bình Minh, tỉnh Đồng Nai", ()),
        ("", ()),
    ],
)
def test_the_part_of_an_address_that_tells(address: str, places: tuple[str, ...]) -> None:
    assert kept_back((Person(name="A B", address=address),)).addresses == places


def test_every_form_has_its_audience_and_what_withholds_carries_nothing() -> None:
    audiences = all_audiences()
    for form in all_forms().values():
        assert form.audience in audiences, form.id
        assert (form.identity == "open") == (form.audience == "writer")
    closed = [one for one in audiences.values() if "name" not in one.may_carry]
    assert all(not one.may_carry for one in closed)
    assert {"denounced", "lower_body", "public", "verifier"} <= {one.id for one in closed}
    assert all(one.copies for one in audiences.values() if one.may_carry)


CLUES = [
    ("Trong xóm tôi là người duy nhất bị thu tiền.", "only_one"),
    ("Cả bản có 12 hộ, hộ nào cũng biết.", "few"),
    ("Ông ấy là em chồng tôi.", "kin"),
    ("Nhà ông ta giáp nhà tôi.", "neighbour"),
    ("Tôi là kế toán của trường.", "workplace"),
    ("Ông Giả đã nhận của tôi 30 triệu đồng.", "own_deal"),
    ("Tôi đã tố cáo việc này năm ngoái.", "known_before"),
]


@pytest.mark.parametrize(("text", "sign"), CLUES)
def test_a_clue_is_seen(text: str, sign: str) -> None:
    [sentence] = [one.sentence for one in all_signs() if one.id == sign]
    assert identifying(text, ()) == (sentence,)
    assert identifying(text.upper(), ()) == (sentence,)


@pytest.mark.parametrize(
    "text",
    [
        "Ông Trần Quốc Giả nhận tiền của nhiều người dân trong xã.",
        "Đề nghị xử lý theo quy định; tôi xin chịu trách nhiệm.",
        "Ông ấy có 3 căn nhà và hai thửa đất.",
    ],
)
def test_a_paper_without_clues_has_none(text: str) -> None:
    assert identifying(text, ()) == ()


def test_a_place_and_a_post_together_are_a_clue() -> None:
    writer = Person(name="Lò Thị Mẩy", address="bản Nà Khoang, xã Bình Minh", position="giáo viên")
    assert identifying("", (writer,)) == (PLACE_AND_POST,)
    assert identifying("", (replace(writer, position=""),)) == ()
    assert identifying("", (replace(writer, address="xã Bình Minh"),)) == ()


def test_the_note_beside_a_draft_says_that_there_are_clues_not_which(
    filed: Settings, donthu: Run
) -> None:
    folder = filed.outbox / "2026" / SECRET_CASE
    note = (folder / f"{WITHHELD}.GHI-CHU.txt").read_text("utf-8")
    assert "Đơn có 01 loại chi tiết" in note
    with zipfile.ZipFile(folder / f"{WITHHELD}.docx") as package:
        assert not any(
            "chi tiết mà ghép lại".encode() in package.read(n) for n in package.namelist()
        )
    assert not (folder / f"{TO_WRITER}.GHI-CHU.txt").exists(), "she knows who she is"
    [sentence] = [one.sentence for one in all_signs() if one.id == "own_deal"]
    assert sentence not in note
    show = ("register", "show", SECRET_CASE)
    assert sentence not in donthu(filed, *show)[1]
    assert json.loads(donthu(filed, *show, "--json")[1])["identifying"] is None
    assert sentence in donthu(filed, *show, "--as", "Ai Đó")[1]
    opened = json.loads(donthu(filed, *show, "--json", "--as", "Ai Đó")[1])
    assert opened["identifying"] == [sentence]
    shown = donthu(filed, "register", "show", OPEN_CASE, "--json", "--as", "Ai Đó")[1]
    assert json.loads(shown)["identifying"] == []
