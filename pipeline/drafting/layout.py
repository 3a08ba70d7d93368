# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateUsage=false
"""What can be laid out only once the text is known: rules under lines, and the last page.

The rule below the issuer and below the subject is one third to one half as long as the line of
text, centred (Phụ lục I, mục II.2.b and II.5.b, Nghị định 30/2020/NĐ-CP).
"""

from docx.document import Document as Page
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph

from pipeline.drafting import measures as m
from pipeline.drafting import styles as s

_SHARE = 0.4
_END_OF_BODY = "./."
_TWIPS_PER_MM = 1440 / 25.4


def keep_signature_with_text(page: Page) -> None:
    """Let the last paragraphs before the signature move to the next page together with it."""
    closing = next((p for p in reversed(page.paragraphs) if p.text.endswith(_END_OF_BODY)), None)
    above = None if closing is None else closing._p.getprevious()
    if above is not None and above.tag == qn("w:p"):
        Paragraph(above, page._body).paragraph_format.keep_with_next = True


def fit_rules(page: Page) -> None:
    """Fit every paragraph in the style of the rule to the paragraph above it."""
    for element in page.element.body.iter(qn("w:p")):
        rule = Paragraph(element, page._body)
        above = element.getprevious()
        if rule.style is None or rule.style.style_id != s.RULE.id or above is None:
            continue
        if above.tag == qn("w:p"):
            _fit(rule, Paragraph(above, page._body))


def _fit(rule: Paragraph, above: Paragraph) -> None:
    room = _room_mm(rule)
    length = _SHARE * min(m.bold_width_mm(above.text, _size_pt(above)), room)
    rule.paragraph_format.left_indent = Mm((room - length) / 2)
    rule.paragraph_format.right_indent = Mm((room - length) / 2)


def _size_pt(paragraph: Paragraph) -> float:
    size = paragraph.style.font.size if paragraph.style is not None else None
    return size.pt if size is not None else s.TYPE_NAME.size


def _room_mm(paragraph: Paragraph) -> float:
    """The width that the paragraph may take: of its table cell, else of the text area."""
    width = paragraph._p.getparent().find(f"{qn('w:tcPr')}/{qn('w:tcW')}")
    return m.TEXT_WIDTH_MM if width is None else int(width.get(qn("w:w"))) / _TWIPS_PER_MM
