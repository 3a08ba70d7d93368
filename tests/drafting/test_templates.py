"""The committed templates, the office's own, and how a broken one is refused."""

import re
import shutil
from collections.abc import Callable
from datetime import date
from io import BytesIO
from pathlib import Path
from zipfile import ZipFile

import docx
import pytest
from lxml import etree

from pipeline.drafting.build import TEMPLATES, build
from pipeline.drafting.case import DraftCase
from pipeline.drafting.check import check_templates, example_cases
from pipeline.drafting.context import FIELDS, build_context
from pipeline.drafting.draft import draft
from pipeline.drafting.notes import Notes
from pipeline.drafting.template import OUR_TEMPLATES, variables
from pipeline.errors import BrokenTemplate, UnknownForm
from pipeline.law.forms import all_forms
from pipeline.settings import Settings

FORMS = tuple(all_forms())
TODAY = date(2026, 11, 22)


def parts(data: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(data)) as package:
        return {name: package.read(name) for name in package.namelist()}


@pytest.mark.parametrize("form", FORMS)
def test_committed_templates_equal_the_build(form: str) -> None:
    # By parts: another zlib may pack the same content into other bytes.
    assert parts((TEMPLATES / f"{form}.docx").read_bytes()) == parts(build(form))


def test_building_twice_gives_the_same_bytes() -> None:
    assert build("tra-lai-don") == build("tra-lai-don")


def test_the_folder_holds_a_template_for_each_form() -> None:
    assert {f"{form}.docx" for form in FORMS} <= {p.name for p in OUR_TEMPLATES.glob("*.docx")}


@pytest.mark.parametrize("form", FORMS)
def test_every_variable_of_a_template_is_explained(form: str) -> None:
    path = OUR_TEMPLATES / f"{form}.docx"
    assert variables(path) <= FIELDS.keys()
    text = parts(path.read_bytes())["word/document.xml"].decode()
    assert set(re.findall(r"\bpaper\.\w+", text)) <= FIELDS.keys()


def test_every_explained_variable_exists(settings: Settings) -> None:
    for form in all_forms().values():
        for case in example_cases(form):
            values = build_context(form, case, settings, TODAY, Notes())
            assert values.keys() == {name for name in FIELDS if "." not in name}
    assert {f"paper.{key}" for key in values["papers"][0]} == {n for n in FIELDS if "." in n}


def test_no_variable_hides_a_method_of_plain_values() -> None:
    assert not [n for n in FIELDS if hasattr(dict, n.split(".")[-1])]


def test_our_templates_pass_the_check(settings: Settings) -> None:
    check_templates(settings)


@pytest.mark.parametrize("form", FORMS)
def test_a_draft_prints_no_word_of_the_program(
    form: str, case: DraftCase, empty_case: DraftCase, settings: Settings
) -> None:
    for example in (case, empty_case, *example_cases(all_forms()[form])):
        for name, part in parts(draft(form, example, settings, TODAY)).items():
            if name.startswith("word/") and name.endswith(".xml"):
                printed = "".join(etree.fromstring(part).itertext())
                assert not re.search(r"donthu|None|\{\{|\{%", printed, re.IGNORECASE), name


def test_an_unknown_form_is_refused(case: DraftCase, settings: Settings) -> None:
    with pytest.raises(UnknownForm):
        draft("phieu-la", case, settings, TODAY)


Override = Callable[..., Path]


@pytest.fixture
def override(settings: Settings) -> Override:
    """Write an office's own guidance slip with the given paragraphs."""

    def write(*paragraphs: str, header: str = "") -> Path:
        page = docx.Document()
        for text in paragraphs:
            page.add_paragraph(text)
        if header:
            page.sections[0].header.paragraphs[0].text = header
        settings.templates.mkdir(exist_ok=True)
        path = settings.templates / "phieu-huong-dan.docx"
        page.save(str(path))
        return path

    return write


def test_the_offices_own_template_wins_by_name(
    override: Override, case: DraftCase, settings: Settings
) -> None:
    override("Mẫu riêng gửi {{ petitioner }}.", header="{{ office_name }}")
    check_templates(settings)
    page = docx.Document(BytesIO(draft("phieu-huong-dan", case, settings, TODAY)))
    assert page.paragraphs[0].text == "Mẫu riêng gửi ông (bà) Nguyễn Văn An."
    assert page.sections[0].header.paragraphs[0].text == "Ủy ban nhân dân xã Bình Minh"


def test_our_template_copied_and_edited_still_works(case: DraftCase, settings: Settings) -> None:
    settings.templates.mkdir()
    shutil.copy(OUR_TEMPLATES / "tra-lai-don.docx", settings.templates)
    check_templates(settings)


BROKEN = [
    ("Gửi {{ petitoner }}", "Gửi {{ petitoner }}", "petitoner"),
    ("Gửi {{ petitioner", "Gửi {{ petitioner", "thẻ viết sai"),
    ("{% if withheld %} Kín", "Kín", "endif"),
    ("Số {{ papers[0].nmae }}", "papers[0].nmae", "nmae"),
    ("Cộng {{ missing + 1 }}", "Cộng {{ missing + 1 }}", "không tính được"),
    ("Thô {{ summary|safe }}", "summary|safe", "safe"),
    ("Lén {{ petitioner.__class__.__mro__ }}", "Lén", ""),
    ("{%p if nosuch %}", "if nosuch", "endif"),
]


@pytest.mark.parametrize(("paragraph", "place", "fault"), BROKEN)
def test_a_broken_override_is_refused_with_its_place(
    override: Override, settings: Settings, paragraph: str, place: str, fault: str
) -> None:
    override("Đoạn lành.", paragraph, "Đoạn cuối.")
    with pytest.raises(BrokenTemplate) as caught:
        check_templates(settings)
    details = caught.value.details
    assert details["template"] == "phieu-huong-dan.docx"
    assert place in str(details["place"])
    assert fault in str(details["fault"])
    assert "phieu-huong-dan.docx" in caught.value.message


def test_a_fault_in_the_header_is_found(override: Override, settings: Settings) -> None:
    override("Đoạn lành.", header="{{ offic_name }}")
    with pytest.raises(BrokenTemplate) as caught:
        check_templates(settings)
    assert "offic_name" in str(caught.value.details["place"])


def test_a_condition_that_cuts_through_a_table_is_refused(settings: Settings) -> None:
    """docxtpl would mend the XML and lose text without a word."""
    page = docx.Document()
    page.add_table(1, 2).rows[0].cells[0].text = "Trước {% if withheld %}"
    page.add_paragraph("sau {% endif %}")
    settings.templates.mkdir()
    page.save(str(settings.templates / "tra-lai-don.docx"))
    with pytest.raises(BrokenTemplate) as caught:
        check_templates(settings)
    assert "cắt ngang" in str(caught.value.details["fault"])


@pytest.mark.parametrize("content", [b"", b"khong phai docx", b"PK\x03\x04 hong"])
def test_a_file_that_is_no_docx_is_refused(settings: Settings, content: bytes) -> None:
    settings.templates.mkdir()
    (settings.templates / "giay-bien-nhan.docx").write_bytes(content)
    with pytest.raises(BrokenTemplate) as caught:
        check_templates(settings)
    assert caught.value.details["place"] == "toàn bộ tệp"


def test_a_zip_that_is_no_document_is_refused(settings: Settings) -> None:
    settings.templates.mkdir()
    with ZipFile(settings.templates / "giay-bien-nhan.docx", "w") as package:
        package.writestr("x.txt", "x")
    with pytest.raises(BrokenTemplate):
        check_templates(settings)


def test_the_error_never_quotes_the_paper(
    override: Override, case: DraftCase, settings: Settings
) -> None:
    override("Sai {{ petitioner + 1 }} và {{ petitioner.nosuch }}")
    with pytest.raises(BrokenTemplate) as caught:
        draft("phieu-huong-dan", case, settings, TODAY)
    assert "Nguyễn Văn An" not in caught.value.message
    assert caught.value.__cause__ is None
