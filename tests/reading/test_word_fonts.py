"""Word files in the fonts of before Unicode; the codes were written down from their standards."""

import io

import docx
import pytest
from docx.oxml.ns import qn

from pipeline.conversion import convert
from pipeline.reading import read
from pipeline.settings import Settings

VN3 = "T«i tªn lµ NguyÔn V¨n Thö, khiÕu n¹i viÖc thu håi ®Êt cña ng\xadêi d©n trong x·"
VNI = "Toâi teân laø Nguyeãn Vaên Thöû, khieáu naïi vieäc thu hoài ñaát cuûa ngöôøi daân trong xaõ"
READ = "Tôi tên là Nguyễn Văn Thử, khiếu nại việc thu hồi đất của người dân trong xã"


def letter(text: str, font: str, by: str = "run") -> bytes:
    """A .docx with the text in a font, which its runs, a style or the whole file name."""
    file, out = docx.Document(), io.BytesIO()
    paragraph = file.add_paragraph()
    for piece in (text[:7], text[7:30], text[30:]):
        run = paragraph.add_run(piece)
        if by == "run":
            run.font.name = font
    if by == "style":
        style = file.styles.add_style("Than", 1)
        style.base_style = file.styles.add_style("Goc", 1)
        style.base_style.font.name = font
        paragraph.style = style
    if by == "file":
        file.styles["Normal"].font.name = font
    file.add_paragraph().add_run("Độ dài: 5 µm, café").font.name = "Times New Roman"
    file.save(out)
    return out.getvalue()


@pytest.mark.parametrize("by", ["run", "style", "file"])
@pytest.mark.parametrize(
    ("text", "font", "shown"),
    [
        (VN3, ".VnTime", READ),
        (VN3, ".VnTimeH", READ.upper()),
        (VNI, "VNI-Times", READ),
        (READ, ".VnTime", READ),  # put right by somebody who kept the font
        (VN3, "Times New Roman", VN3),  # nobody says that these are codes
    ],
)
def test_old_fonts(text: str, font: str, shown: str, by: str, settings: Settings) -> None:
    document = read(letter(text, font, by), ".docx", settings)
    assert document.text == f"{shown}\n\nĐộ dài: 5 µm, café"


def test_old_font_in_an_old_letter(settings: Settings) -> None:
    old = convert(letter(VN3, ".VnTime"), ".docx", ".doc", 60)
    assert read(old, ".doc", settings).text.startswith(READ)


def test_lines_and_boxes_of_an_old_font_keep_their_places(settings: Settings) -> None:
    file, out = docx.Document(io.BytesIO(letter(VN3, ".VnTime"))), io.BytesIO()
    run = file.paragraphs[0].runs[2]
    run.add_break()
    run.add_text(VN3)
    run.add_tab()
    run._r.append(run._r.makeelement(qn("w:softHyphen"), {}))
    file.save(out)
    text = read(out.getvalue(), ".docx", settings).text
    assert text.startswith(f"{READ}\n{READ}\tư")
