# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportPrivateUsage=false
"""Word comments for the officer, anchored to the very value that they are about.

A value that needs a comment is wrapped in private-use characters before it enters a template and
unwrapped afterwards; so the comment finds its value in the office's own templates too, and is
dropped where a template doesn't print the value. ``words.tidy`` keeps such characters out of
every value that comes from a paper.
"""

import re
from collections.abc import Iterator
from copy import deepcopy
from datetime import UTC, date, datetime

from docx.document import Document as Page
from docx.enum.text import WD_TAB_ALIGNMENT, WD_TAB_LEADER
from docx.oxml.ns import qn
from docx.shared import Mm
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pipeline.drafting import measures as m

AUTHOR = "donthu"

_FIRST_MARK = 0xE000
_LAST_MARK = 0xE0EF
_BLANK_LINES = "\ue0f0"
_END = "\ue0f1"
_MARKED = re.compile(f"([\ue000-\ue0ef])([^{_END}]*){_END}?")
_ANY_MARK = re.compile("[\ue000-\ue0f1]")


class Notes:
    """The comments of one draft."""

    def __init__(self) -> None:
        self._texts: list[str] = []

    def mark(self, value: str, text: str) -> str:
        """Return the value marked so that the comment ``text`` gets attached to it."""
        if text not in self._texts:
            self._texts.append(text)
        mark = _FIRST_MARK + self._texts.index(text)
        assert mark <= _LAST_MARK
        return f"{chr(mark)}{value}{_END}"

    def blank_lines(self, text: str) -> str:
        """Return a value that becomes dotted lines to write on, with a comment."""
        return self.mark(_BLANK_LINES, text)

    def attach(self, page: Page, day: date) -> None:
        """Turn the marks of a filled-in page into comments dated ``day``; each comment once."""
        noted: set[str] = set()
        for paragraph in list(_paragraphs(page)):
            for run in paragraph.runs:
                if not _ANY_MARK.search(run.text):
                    continue
                for mark, piece in _split(run):
                    if mark and mark not in noted:
                        noted.add(mark)
                        add_comment(page, piece, self._texts[ord(mark) - _FIRST_MARK], day)
            _draw_blank_lines(paragraph)
        _strip_marks_of_headers(page)


def add_comment(page: Page, anchor: Run, text: str, day: date) -> None:
    """Attach a comment to a run, dated, so that the same draft is the same file."""
    comment = page.add_comment(anchor, text, author=AUTHOR, initials="")
    comment._comment_elm.date = datetime(day.year, day.month, day.day, tzinfo=UTC)


def _paragraphs(page: Page) -> Iterator[Paragraph]:
    """Every paragraph of the body, those in tables too."""
    for element in page.element.body.iter(qn("w:p")):
        yield Paragraph(element, page._body)


def _split(run: Run) -> Iterator[tuple[str, Run]]:
    """Split a run at its marks; yield each piece with its mark, empty for plain text."""
    text, pieces, at = run.text, list[tuple[str, str]](), 0
    for match in _MARKED.finditer(text):
        pieces += [("", text[at : match.start()]), (match[1], match[2])]
        at = match.end()
    pieces.append(("", text[at:].replace(_END, "")))
    for mark, piece in pieces:
        if piece:
            copy = deepcopy(run._r)
            run._r.addprevious(copy)
            new = Run(copy, run._parent)
            new.text = piece
            yield mark, new
    run._r.getparent().remove(run._r)


def _draw_blank_lines(paragraph: Paragraph) -> None:
    """Replace the sign for blank lines by dotted leaders: the rest of this line and one more."""
    for run in paragraph.runs:
        if _BLANK_LINES in run.text:
            run.text = run.text.replace(_BLANK_LINES, "\t")
            paragraph.paragraph_format.tab_stops.add_tab_stop(
                Mm(m.TEXT_WIDTH_MM), WD_TAB_ALIGNMENT.RIGHT, WD_TAB_LEADER.DOTS
            )
            second = deepcopy(paragraph._p)
            paragraph._p.addnext(second)
            below = Paragraph(second, paragraph._parent)
            for child in [c for c in second if c.tag != qn("w:pPr")]:
                second.remove(child)
            below.add_run("\t")
            below.paragraph_format.first_line_indent = Mm(0)
            return


def _strip_marks_of_headers(page: Page) -> None:
    """Word has no comments in headers and footers: a marked value there is just printed."""
    for section in page.sections:
        for part in (section.header, section.footer, section.first_page_header):
            if part.is_linked_to_previous:
                continue  # it doesn't exist, and reading it would make it
            for text in part._element.iter(qn("w:t")):
                text.text = _ANY_MARK.sub("", text.text or "")
