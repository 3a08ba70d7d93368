# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
"""Acts, bodies and places that a draft names and that stand no more on its day.

Each gets a Word comment beside the draft; the draft's own text stays. What a sentence tells of the
past («Quyết định … ngày 05/3/2024 của Sở Tài nguyên và Môi trường») was right on its day and gets
none: the last date before the name decides.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

from docx.document import Document as Page
from docx.oxml.ns import qn
from docx.text.paragraph import Paragraph
from docx.text.run import Run

from pipeline.drafting.notes import add_comment
from pipeline.law.documents import Act, act_by_symbol, acts_named
from pipeline.law.places import Commune, Succession, body_today, chains, day_text, place_today, read

_SYMBOL = re.compile(r"\b\d{1,4}/(?:19|20)\d{2}/[A-ZĐ][A-ZĐ0-9-]*[A-ZĐ0-9]")
_NAMED = re.compile(r"\b(?P<kind>Luật|Bộ luật|Pháp lệnh)\s+(?P<name>[^\d;:().]{2,60}?)"
                    r",?\s+năm\s+(?P<year>(?:19|20)\d{2})\b")  # fmt: skip
_DATE = re.compile(
    r"\b(?P<day>\d{1,2})(?:\s*[/.-]\s*|\s+tháng\s+)(?P<month>\d{1,2})"
    r"(?:\s*[/.-]\s*|\s+năm\s+)(?P<year>\d{4})\b"
)
_REACH = 400
"""Characters before a name in which the date of its sentence is looked for."""
_TELLS_HEIR = re.compile(r"[\s,(–-]*nay\s+(?:là|thuộc)\b")
_SENTENCE_ENDS = re.compile(r"[.;!?](?=\s|$)|\n")


@dataclass(frozen=True, slots=True)
class Stale:
    """A name in a text that stands no more: its place, and a sentence for the drafter."""

    start: int
    end: int
    sentence: str


def note_stale(page: Page, day: date, communes: Sequence[Commune] = ()) -> None:
    """Attach a comment to each stale name of the page, once a name."""
    told: set[str] = set()
    for element in page.element.body.iter(qn("w:p")):
        paragraph = Paragraph(element, page)  # pyright: ignore[reportArgumentType]
        for stale in stale_in(paragraph.text, day, communes):
            run = _run_at(paragraph, stale.start)
            if run is not None and stale.sentence not in told:
                told.add(stale.sentence)
                add_comment(page, run, stale.sentence, day)


def _run_at(paragraph: Paragraph, offset: int) -> Run | None:
    """Return the run that holds the offset; ``paragraph.text`` holds links' texts as well."""
    for part in paragraph.iter_inner_content():
        length = len(part.text)
        if offset < length:
            return part if isinstance(part, Run) else next(iter(part.runs), None)
        offset -= length
    return None


def stale_in(text: str, day: date, communes: Sequence[Commune] = ()) -> tuple[Stale, ...]:
    """Return what the text names of acts, bodies and places that stand no more on the day."""
    found = [*_acts(text, day), *_names(text, day, communes)]
    return tuple(sorted(found, key=lambda stale: (stale.start, stale.end)))


def _past(text: str, start: int) -> date | None:
    """Return the last date that the sentence tells before the offset."""
    first = max(0, start - _REACH)
    begin = max((m.end() for m in _SENTENCE_ENDS.finditer(text, first, start)), default=first)
    for match in reversed(list(_DATE.finditer(text, begin, start))):
        try:
            return date(int(match["year"]), int(match["month"]), int(match["day"]))
        except ValueError:
            continue
    return None


# --- acts -----------------------------------------------------------------------------------------


def _acts(text: str, day: date) -> Iterator[Stale]:
    for match in _SYMBOL.finditer(text):
        act = act_by_symbol(match[0])
        if act is not None and _ended(act, day, _past(text, match.start())):
            yield Stale(match.start(), match.end(), _told(act))
    for match in _NAMED.finditer(text):
        act = _act_of_year(match["kind"], match["name"], int(match["year"]))
        if act is not None and _ended(act, day, _past(text, match.start())):
            yield Stale(match.start(), match.end(), _told(act))


def _act_of_year(kind: str, name: str, year: int) -> Act | None:
    """«Luật Đất đai năm 2013»; a law named without its year is the one in force."""
    named = acts_named(kind, name)
    return next((a for a in named if a.issued is not None and a.issued.year == year), None)


def _ended(act: Act, day: date, past: date | None) -> bool:
    return act.ended is not None and act.ended <= day and (past is None or act.ended <= past)


def _told(act: Act) -> str:
    assert act.ended is not None
    by = f"; được thay thế bởi {', '.join(act.replaced_by)}" if act.replaced_by else ""
    unread = " Điều này chưa đối chiếu với văn bản." if act.certainty == "M" else ""
    return (
        f"{act.kind} số {act.symbol} hết hiệu lực từ ngày {day_text(act.ended)}{by}. Kiểm tra căn "
        f"cứ trước khi ký.{unread}"
    )


# --- bodies and places ----------------------------------------------------------------------------


def _names(text: str, day: date, communes: Sequence[Commune]) -> Iterator[Stale]:
    """``read`` works on NFC text, and so does everything that a draft prints."""
    reading = read(text)
    if reading.text != text:
        return
    for body in reading.bodies:
        if _TELLS_HEIR.match(text, body.end):
            continue
        found = _as_of(text[body.start : body.end], text, body.start, day, communes)
        if found is not None:
            yield Stale(body.start, body.end, _named(found))
    for chain in chains(reading):
        start, end = chain[0].start, chain[-1].end
        if _TELLS_HEIR.match(text, end):
            continue
        found = place_today(text[start:end], day, today=day, communes=communes)
        if found.changed and found.stale:
            yield Stale(start, end, _named(found))


def _as_of(
    name: str, text: str, start: int, day: date, communes: Sequence[Commune]
) -> Succession | None:
    """Return what became of a body that had ended by the day that its sentence speaks of."""
    on = _past(text, start) or day
    found = body_today(name, min(on, day), today=day, communes=communes)
    return found if found.changed and found.stale else None


def _named(found: Succession) -> str:
    acts_said = f" Căn cứ: {'; '.join(found.articles)}." if found.articles else ""
    unread = " Điều này chưa đối chiếu với văn bản." if found.certainty == "M" else ""
    return f"Tên không còn dùng: {found.sentence}.{acts_said}{unread}"
