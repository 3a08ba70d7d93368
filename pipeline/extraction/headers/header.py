"""The header block of an official document.

Where to look: law sheet 8.5 and Nghị định 30/2020/NĐ-CP, Phụ lục I. The incoming stamp (ĐẾN) has
its own number and day and is left out.
"""

import re
from dataclasses import replace
from functools import cache

from pipeline.extraction.findings import OfficialHeader, Value
from pipeline.extraction.folding import UPPER, fold_aligned
from pipeline.extraction.forms.dates import DATE
from pipeline.extraction.forms.symbols import normal
from pipeline.extraction.headers.header_lines import (
    GAP,
    MOTTO,
    NATION,
    PARTIAL_DATE,
    SEPARATOR,
    STAMP,
    Head,
    number_match,
    office_line,
)
from pipeline.extraction.headers.issuers import issuers_of
from pipeline.extraction.headers.official_foot import recipients_of, signer_of
from pipeline.extraction.paper import Line, Mark, Paper
from pipeline.extraction.references import kind_of_symbol
from pipeline.extraction.wordlists import any_of
from pipeline.law.documents import types

TOP_LINES = 30
"""Lines from the top that may belong to the header."""

_DIGITS = re.compile(r"\d{1,6}[a-zđ]?")
_SURE_NUMBER = 0.6
"""Confidence below which a number read by OCR is none: handwritten digits look like others."""
_PLACE = re.compile(rf"(?P<place>[{UPPER}][\w'’ .-]{{1,40}}?)\s?[,.]\s{{0,3}}$")
_ABOUT = re.compile(r"[\W]{0,3}v/v\b\s?:?\s?|ve viec\s|vv\s?:\s?")


@cache
def _type_line() -> re.Pattern[str]:
    return re.compile(rf"(?P<type>{any_of(_kinds())})\b")


@cache
def _kinds() -> dict[str, str]:
    known = {fold_aligned(name): name for entry in types() for name in entry.names}
    return {
        key: name
        for key, name in known.items()
        if not key.startswith(("don ", "luat", "so ", "gcn"))
    }


def find_head(paper: Paper) -> Head:
    lines = paper.lines[:TOP_LINES]
    number = next((n for n, line in enumerate(lines) if number_match(line)), None)
    kind_line = next((n for n, line in enumerate(lines) if _is_type_line(paper, line)), None)
    kind = _kind_of(paper, lines[kind_line]) if kind_line is not None else None
    end = kind_line if kind_line is not None else _first_body(paper, number)
    return Head(number, kind_line, kind, end)


def _is_type_line(paper: Paper, line: Line) -> bool:
    """The type alone on its line in capitals: ``KẾ HOẠCH``, ``QUYẾT ĐỊNH``."""
    match = _type_line().match(paper.folded, line.start, line.end)
    if match is None:
        return False
    written = paper.text[line.start : match.end()]
    rest = line.text[match.end() - line.start :].strip()
    return written.isupper() and (not rest or rest.isupper() or rest[:1] in "(:")


def _kind_of(paper: Paper, line: Line) -> str | None:
    match = _type_line().match(paper.folded, line.start, line.end)
    if match is None:
        return None
    return _kinds().get(" ".join(match["type"].split()))


def _first_body(paper: Paper, number: int | None) -> int:
    start = 0 if number is None else number + 1
    for index in range(start, min(len(paper.lines), TOP_LINES)):
        folded = paper.folded[paper.lines[index].start : paper.lines[index].end]
        if folded.startswith(("kinh g", "can cu", "thuc hien", "ngay ", "qua ")):
            return index
    return min(len(paper.lines), TOP_LINES)


def official_header(paper: Paper) -> OfficialHeader:
    head = find_head(paper)
    number, symbol = _number(paper, head)
    place, issued_on = _place_and_date(paper, head)
    issuers = list(issuers_of(paper, head))
    doc_type = doc_type_of(paper, head, symbol)
    return OfficialHeader(
        parent_issuer=issuers[-2] if len(issuers) > 1 else None,
        issuer=issuers[-1] if issuers else None,
        number=number,
        symbol=symbol,
        place=place,
        issued_on=issued_on,
        doc_type=doc_type,
        subject=subject_of(paper, head),
        recipients=tuple(recipients_of(paper)),
        signer=signer_of(paper),
    )


def own_number_span(paper: Paper) -> tuple[int, int]:
    """Return the span of the header, where a bare symbol is the paper's own number."""
    head = find_head(paper)
    last = head.number if head.type is None else head.type
    if last is None or not paper.lines:
        return 0, 0
    return 0, paper.lines[min(last, len(paper.lines) - 1)].end


def has_issuer(paper: Paper) -> bool:
    """Whether the top names an issuing body in capitals."""
    return any(True for _ in issuers_of(paper, find_head(paper)))


def has_type(paper: Paper) -> bool:
    return find_head(paper).type is not None


def title_kind(paper: Paper) -> str | None:
    """Return the type that the paper's title line names; None without one."""
    return find_head(paper).kind


# --- number, place, date -------------------------------------------------------------------------


def _number(paper: Paper, head: Head) -> tuple[Value | None, Value | None]:
    if head.number is None:
        return None, None
    line = paper.lines[head.number]
    match = number_match(line)
    if match is None:
        return None, None
    number = None
    written = match["n"].strip(" .…_:")
    if match["so"] and _DIGITS.fullmatch(written):
        first = line.start + match.start("n") + match["n"].index(written)
        read = paper.value(first, first + len(written), written, 0.95)
        number = read if read.confidence >= _SURE_NUMBER else None
    start, end = line.start + match.start("s"), line.start + match.end("s")
    return number, paper.value(start, end, normal(match["s"]), 0.95)


def _place_and_date(paper: Paper, head: Head) -> tuple[Value | None, Value | None]:
    """The first line of the header with a place and a date; a date may lack day or month."""
    lines = [
        line
        for line in paper.lines[: max(head.end, (head.number or 0) + 6)]
        if not STAMP.search(paper.folded, line.start, line.end)
    ]
    for line in lines:
        match = PARTIAL_DATE.search(paper.text, line.start, line.end)
        if match:
            gaps = list(GAP.finditer(paper.text, line.start, match.start()))
            begin = gaps[-1].end() if gaps else line.start
            place = _PLACE.search(paper.text, begin, match.start())
            return _place_value(paper, place), _date_value(paper, match)
    return None, None


def _place_value(paper: Paper, match: re.Match[str] | None) -> Value | None:
    if match is None:
        return None
    start, end = match.span("place")
    cut = re.compile(r".*(?:hanh phuc|[a-z]/[\w&-]+|\d)\s+").match(paper.folded, start, end)
    return paper.value(cut.end() if cut else start, end, confidence=0.9)


def _date_value(paper: Paper, match: re.Match[str]) -> Value | None:
    """A day or month that is blank or can't be read makes the date partial."""
    marks: list[Mark] = list(paper.marks_in(DATE, match.start(), match.end()))
    if marks:
        return paper.value(marks[0].start, marks[0].end, marks[0].value, 0.95)
    day, month = (_small_number(match[part]) for part in ("d", "m"))
    if month is None or not 1 <= month <= 12:
        return paper.value(*match.span(), value=match["y"], confidence=0.8)
    iso = f"{match['y']}-{month:02}"
    if day is not None and 1 <= day <= 31:
        iso += f"-{day:02}"
    return paper.value(*match.span(), value=iso, confidence=0.85)


def _small_number(text: str | None) -> int | None:
    bare = (text or "").strip(" .…_,:")
    return int(bare) if re.fullmatch(r"\d{1,2}", bare) else None


# --- type and subject ----------------------------------------------------------------------------


def doc_type_of(paper: Paper, head: Head, symbol: Value | None) -> Value | None:
    if head.type is not None and head.kind is not None:
        line = paper.lines[head.type]
        match = _type_line().match(paper.folded, line.start, line.end)
        end = match.end() if match else line.end
        return paper.value(line.start, end, head.kind, 0.95)
    about = _about_line(paper, head)
    if about is not None and symbol is not None:
        return paper.value(about.start, about.end, "Công văn", 0.8)
    return _type_of_symbol(paper, symbol)


def _type_of_symbol(paper: Paper, symbol: Value | None) -> Value | None:
    """Without a type line the symbol may show the type (``35-CV/HU``)."""
    kind = kind_of_symbol(f"1/{symbol.value}") if symbol else None
    return replace(symbol, value=kind, confidence=0.6) if symbol and kind else None


def _about_line(paper: Paper, head: Head) -> Line | None:
    first = 0 if head.number is None else head.number
    for line in paper.lines[first : first + 8]:
        if _ABOUT.match(paper.folded, line.start, line.end):
            return line
    return None


def subject_of(paper: Paper, head: Head) -> Value | None:
    if head.type is not None:
        return _subject_under(paper, head.type)
    about = _about_line(paper, head)
    if about is None:
        return None
    match = _ABOUT.match(paper.folded, about.start, about.end)
    end = _block_end(paper, paper.line_number(about.start))
    return paper.value(match.end() if match else about.start, end, confidence=0.9)


# With tone marks: "nhằm" begins a body, "Nhâm Dần" is a year.
_SUBJECT_STOPS = re.compile(
    r"Kính g|Căn cứ|Thực hiện|Theo |[IVX]+\.|\d\.|Chương |Phần |Điều \d|CHỦ TỊCH|Chủ tịch|ỦY BAN"
    r"|Ủy ban nhân dân|UBND|"
    r"GIÁM ĐỐC|BỘ TRƯỞNG|TỔNG THANH TRA|THỦ TƯỚNG|HỘI ĐỒNG|BAN THƯỜNG VỤ|Số:|\(Kèm|\(Ban hành"
    r"|Để |Nhằm |Ngày \d|"
    r"Sau khi|Trong |Vừa qua|Tiếp theo|Qua |Hôm nay|Can cu|Thuc hien"
)


def _subject_under(paper: Paper, number: int) -> Value | None:
    """The lines under the type word, up to a rule, an empty line or the body."""
    first = paper.lines[number]
    spans: list[Line] = []
    for line in paper.lines[number + 1 : number + 9]:
        if SEPARATOR.fullmatch(line.text):
            if spans:
                break
            continue
        if spans and office_line(line) and not office_line(spans[0]):
            break
        if _SUBJECT_STOPS.match(line.text) or not _under(
            spans[-1] if spans else first, line, bool(spans)
        ):
            break
        spans.append(line)
        if line.text[-1] in ".;:":
            break
    if not spans:
        return None
    return paper.value(spans[0].start, spans[-1].end, confidence=0.9)


def _under(above: Line, line: Line, begun: bool) -> bool:
    """The subject goes on in its block, or in the next one with a small letter."""
    if line.block == above.block or not begun:
        return line.block <= above.block + 1
    return line.text[0].islower() and above.text[-1] not in ".;:/"


def _block_end(paper: Paper, number: int) -> int:
    """The V/v goes on over the lines of its block that are neither place, date nor motto."""
    line = paper.lines[number]
    end = line.end
    for following in paper.lines[number + 1 : number + 6]:
        folded = paper.folded[following.start : following.end]
        if following.block != line.block or MOTTO.search(folded) or NATION.search(folded):
            break
        if PARTIAL_DATE.search(following.text) or folded.startswith("kinh g"):
            break
        end = following.end
    return end
