"""The header block and the signature block of an official document.

Where to look: law sheet 8.5 and Nghị định 30/2020/NĐ-CP, Phụ lục I. The incoming stamp (ĐẾN) has
its own number and day and is left out.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import cache

from pipeline.extraction.agencies import is_organisation
from pipeline.extraction.dates import DATE
from pipeline.extraction.findings import OfficialHeader, Signer, Value
from pipeline.extraction.folding import UPPER, fold_aligned
from pipeline.extraction.names import name_at
from pipeline.extraction.paper import Line, Mark, Paper
from pipeline.extraction.references import kind_of_symbol
from pipeline.extraction.symbols import normal
from pipeline.extraction.wordlists import any_of, phrases, rule
from pipeline.law.documents import types

TOP_LINES = 30
"""Lines from the top that may belong to the header."""

_NATION = re.compile(r"c[o0]ng h[o0]a xa h[o0]i|viet nam$|dang c[o0]ng san")
_MOTTO = re.compile(r"d[o0]c lap\s?[-–.]|tu do\s?[-–.]|hanh phuc")
_LABEL = r"(?P<so>S[ốôóòỐÔÓ]\w?[ ]?[:.;,]?[ ]?)"
# The number is stamped or written by hand: what stands before the slash may be anything.
_NUMBER = re.compile(
    rf"(?:^\W{{0,3}}|(?<=\s)(?=S)){_LABEL}?(?P<n>[^/\n]{{0,16}}?)[ .…_]{{0,12}}/[ ]?(?P<s>[A-ZĐ]["
    rf"\w&.]{{1,16}}(?:[ ]?[-–/][ ]?[A-ZĐ][\w&.]{{0,16}}){{0,4}})(?=\s|$)"
)
_PARTY_NUMBER = re.compile(
    rf"(?:^\W{{0,3}}|(?<=\s)){_LABEL}(?P<n>[^/\n]{{0,16}}?)[ .…_]{{0,12}}[-–](?P<s>[A-ZĐ][\wĐ]"
    rf"{{1,5}}/[^\W\d_][\w&.-]*)"
)
_DIGITS = re.compile(r"\d{1,6}[a-zđ]?")
_SURE_NUMBER = 0.6
"""Confidence below which a number read by OCR is none: handwritten digits look like others."""
_PARTIAL_DATE = re.compile(
    r"ng[aàảáạ]y(?P<d>[^\n]{0,14}?)(?:th[aáàảâ]ng(?P<m>[^\n]{0,10}?))?n[aăâä]m\s{0,3}(?P<y>(?:19"
    r"|20)\d{2})(?!\d)",
    re.IGNORECASE,
)
_PLACE = re.compile(rf"(?P<place>[{UPPER}][\w'’ .-]{{1,40}}?)\s?[,.]\s{{0,3}}$")
_STAMP = re.compile(r"cong van den|\bden\b|van ban den|\bden so\b")
_ABOUT = re.compile(r"[\W]{0,3}v/v\b\s?:?\s?|ve viec\s|vv\s?:\s?")
_GAP = re.compile(r"[ \t]{4,}")
"""What parts two columns of a text file."""
_SEPARATOR = re.compile(r"[\s_\-–—*=.~]+")


@dataclass(frozen=True, slots=True)
class _Head:
    """Line numbers: of the number line, of the type line; the end of the header."""

    number: int | None
    type: int | None
    kind: str | None
    end: int


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


def find_head(paper: Paper) -> _Head:
    lines = paper.lines[:TOP_LINES]
    number = next((n for n, line in enumerate(lines) if _number_match(line)), None)
    kind_line = next((n for n, line in enumerate(lines) if _is_type_line(paper, line)), None)
    kind = _kind_of(paper, lines[kind_line]) if kind_line is not None else None
    end = kind_line if kind_line is not None else _first_body(paper, number)
    return _Head(number, kind_line, kind, end)


def _number_match(line: Line) -> re.Match[str] | None:
    """The line of number and symbol; without ``Số`` it must be nearly all the line holds."""
    if "/" not in line.text:
        return None
    match = _PARTY_NUMBER.search(line.text) or _NUMBER.search(line.text)
    if match is None or (not match["so"] and match.start() == 0 and len(match["n"]) > 8):
        return None
    return match if match["so"] or match.end() == len(line.text) else None


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
    issuers = list(_issuers(paper, head))
    doc_type = _doc_type(paper, head, symbol)
    return OfficialHeader(
        parent_issuer=issuers[-2] if len(issuers) > 1 else None,
        issuer=issuers[-1] if issuers else None,
        number=number,
        symbol=symbol,
        place=place,
        issued_on=issued_on,
        doc_type=doc_type,
        subject=_subject(paper, head),
        recipients=tuple(_recipients(paper)),
        signer=_signer(paper),
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
    return any(True for _ in _issuers(paper, find_head(paper)))


def has_type(paper: Paper) -> bool:
    return find_head(paper).type is not None


def title_kind(paper: Paper) -> str | None:
    """Return the type that the paper's title line names; None without one."""
    return find_head(paper).kind


# --- number, place, date -------------------------------------------------------------------------


def _number(paper: Paper, head: _Head) -> tuple[Value | None, Value | None]:
    if head.number is None:
        return None, None
    line = paper.lines[head.number]
    match = _number_match(line)
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


def _place_and_date(paper: Paper, head: _Head) -> tuple[Value | None, Value | None]:
    """The first line of the header with a place and a date; a date may lack day or month."""
    lines = [
        line
        for line in paper.lines[: max(head.end, (head.number or 0) + 6)]
        if not _STAMP.search(paper.folded, line.start, line.end)
    ]
    for line in lines:
        match = _PARTIAL_DATE.search(paper.text, line.start, line.end)
        if match:
            gaps = list(_GAP.finditer(paper.text, line.start, match.start()))
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


# --- issuing bodies ------------------------------------------------------------------------------

_HEADWORDS = rule(r"@issuer_begins@\b")


def _issuers(paper: Paper, head: _Head) -> Iterator[Value]:
    """Yield the parent bodies and the issuer: the capital lines above the number line."""
    group: list[tuple[int, int]] = []
    for line in _issuer_lines(paper, head):
        starts = _HEADWORDS.match(paper.folded, *line) is not None
        if group and not starts:
            group.append(line)
            continue
        if group:
            yield _over_lines(paper, group)
        group = [line] if starts else []
    if group:
        yield _over_lines(paper, group)


def _over_lines(paper: Paper, spans: list[tuple[int, int]]) -> Value:
    """One value of several lines, the other column's words between them left out."""
    first, last = spans[0][0], spans[-1][1]
    whole = paper.value(first, last, confidence=0.9)
    pieces = [paper.value(*span, confidence=0.9) for span in spans]
    words = " ".join(str(piece.value) for piece in pieces)
    if words == whole.value:
        return whole
    evidence = tuple(e for piece in pieces for e in piece.evidence)
    text = "\n".join(piece.text for piece in pieces)
    return replace(whole, value=words, text=text, evidence=evidence)


def _issuer_lines(paper: Paper, head: _Head) -> Iterator[tuple[int, int]]:
    end = head.number if head.number is not None else head.end
    for line in paper.lines[: min(end, 14)]:
        span = _left_part(paper, line)
        if span is None:
            continue
        text = paper.text[span[0] : span[1]]
        letters = [c for c in text if c.isalpha()]
        if (
            _number_match(line)
            or len(letters) < 2
            or sum(c.isupper() for c in letters) < 0.85 * len(letters)
        ):
            continue
        yield span


def _left_part(paper: Paper, line: Line) -> tuple[int, int] | None:
    """The part of a line before the national title, when both were read as one line."""
    folded = paper.folded[line.start : line.end]
    if _SEPARATOR.fullmatch(line.text) or _STAMP.search(folded):
        return None
    title = _NATION.search(folded) or _MOTTO.search(folded)
    end = line.start + title.start() if title else _left(paper, line).end
    start, end = paper.trim(line.start, end)
    return (start, end) if end - start > 1 else None


# --- type and subject ----------------------------------------------------------------------------


def _doc_type(paper: Paper, head: _Head, symbol: Value | None) -> Value | None:
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


def _about_line(paper: Paper, head: _Head) -> Line | None:
    first = 0 if head.number is None else head.number
    for line in paper.lines[first : first + 8]:
        if _ABOUT.match(paper.folded, line.start, line.end):
            return line
    return None


def _subject(paper: Paper, head: _Head) -> Value | None:
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
        if _SEPARATOR.fullmatch(line.text):
            if spans:
                break
            continue
        if spans and _office_line(line) and not _office_line(spans[0]):
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
        if following.block != line.block or _MOTTO.search(folded) or _NATION.search(folded):
            break
        if _PARTIAL_DATE.search(following.text) or folded.startswith("kinh g"):
            break
        end = following.end
    return end


# --- two columns of a text file ------------------------------------------------------------------


def _left(paper: Paper, line: Line) -> Line:
    gap = _GAP.search(paper.text, line.start, line.end)
    return _cut(paper, line, line.start, gap.start()) if gap else line


def _right(paper: Paper, line: Line) -> Line:
    gap = _GAP.search(paper.text, line.start, line.end)
    return _cut(paper, line, gap.end(), line.end) if gap else line


def _cut(paper: Paper, line: Line, start: int, end: int) -> Line:
    return Line(start, end, paper.text[start:end], line.block, line.runs_on)


# --- recipients ----------------------------------------------------------------------------------

_RECIPIENTS = re.compile(r"[nv][oơ]i nhan\s?[:.;]")
_BULLET = re.compile(r"\W{0,2}[-–—+*•_]\W{0,2}(?=\w)")


def _recipients_line(paper: Paper) -> int | None:
    """The first ``Nơi nhận:`` — a later one belongs to an enclosed draft."""
    for number, line in enumerate(paper.lines):
        if _RECIPIENTS.match(paper.folded, line.start, line.end):
            return number
    return None


def _recipients(paper: Paper) -> Iterator[Value]:
    number = _recipients_line(paper)
    if number is None:
        return
    current: tuple[int, int] | None = None
    for whole in paper.lines[number + 1 : number + 60]:
        line = _left(paper, whole)
        bullet = _BULLET.match(paper.text, line.start, line.end)
        goes_on = current is not None and paper.text[current[1] - 1] not in ";.:"
        if bullet is None and goes_on and current and not _office_line(line):
            current = (current[0], line.end)
            continue
        if bullet is None and line.text[-1] not in ";:" and not _filed(paper, line):
            break
        if current is not None:
            yield paper.value(*_bare(paper, *current))
        current = (bullet.end() if bullet else line.start, line.end)
        if _filed(paper, line, current[0]):
            break
    if current is not None:
        yield paper.value(*_bare(paper, *current))


def _filed(paper: Paper, line: Line, start: int | None = None) -> bool:
    """``Lưu: VT, …`` is the last recipient."""
    begin = line.start if start is None else start
    return paper.folded[begin : begin + 4] in ("luu:", "luu ", "luu.")


def _office_line(line: Line) -> bool:
    letters = [c for c in line.text if c.isalpha()]
    upper = bool(letters) and sum(c.isupper() for c in letters) >= 0.85 * len(letters)
    return upper and len(line.text) > 3


def _bare(paper: Paper, start: int, end: int) -> tuple[int, int]:
    while end > start and paper.text[end - 1] in " ;.,:\n":
        end -= 1
    return start, end


# --- signer --------------------------------------------------------------------------------------

_AUTHORITY = re.compile(
    rf"(?P<mark>(?:TM|KT|TL|TUQ|Q|T/M|K/T|T\.M|K\.T)\.?)\s{{0,2}}(?=[{UPPER}]{{2}})"
)
_POSITIONS = re.compile(rf"(?:quyen\s)?{any_of(phrases('agencies', 'positions'))}\b")


def _signer(paper: Paper) -> Signer:
    """Read the block from its end: the last office in capitals, then the name under it.

    With ``KT. CHỦ TỊCH / PHÓ CHỦ TỊCH`` the position is the signer's own, the last line.
    """
    office = _last_office(paper)
    if office is None:
        return Signer(name=_name_alone(paper))
    authority = _authority(paper, office)
    line = _right(paper, paper.lines[office])
    mark = _AUTHORITY.match(line.text)
    start = line.start + (mark.end() if mark else 0)
    return Signer(
        name=_signer_name(paper, office),
        position=paper.value(start, line.end, confidence=0.85),
        authority=authority,
    )


def _signing_lines(paper: Paper) -> range:
    """The lines that may hold the signature: around the recipients, else the paper's end."""
    recipients = _recipients_line(paper)
    if recipients is None:
        return range(max(0, len(paper.lines) - 60), len(paper.lines))
    end = min(len(paper.lines), recipients + 60)
    for number in range(recipients + 1, end):
        line = paper.lines[number]
        if _NATION.search(paper.folded, line.start, line.end) and line.text.isupper():
            end = number
            break
    return range(max(0, recipients - 12), end)


def _last_office(paper: Paper) -> int | None:
    for number in reversed(_signing_lines(paper)):
        line = _right(paper, paper.lines[number])
        mark = _AUTHORITY.match(line.text)
        start = line.start + (mark.end() if mark else 0)
        upper = _office_line(line)
        if upper and len(line.text) < 70 and _POSITIONS.match(paper.folded, start, line.end):
            return number
    return None


def _name_alone(paper: Paper) -> Value | None:
    """Without an office: the last line of the block that is a name and nothing else."""
    for number in list(reversed(_signing_lines(paper)))[:6]:
        line = _right(paper, paper.lines[number])
        name = name_at(paper, line.start, line.end)
        if (
            name
            and name.end >= line.end - 1
            and 3 <= len(line.text.split()) <= 5
            and not name.titled
        ):
            return paper.value(name.start, name.end, confidence=0.6)
    return None


def _authority(paper: Paper, office: int) -> Value | None:
    """The mark of the office's own line, else the nearest above it in the block."""
    for number in range(office, max(-1, office - 4), -1):
        line = _right(paper, paper.lines[number])
        mark = _AUTHORITY.match(line.text)
        if mark:
            return paper.value(line.start, line.start + mark.end("mark"), _plain(mark["mark"]), 0.9)
        if not line.text.isupper():
            return None
    return None


def _plain(mark: str) -> str:
    """``T/M`` and ``T.M`` are written TM. in the decree."""
    return mark.replace("/", "").replace(".", "") + "."


def _signer_name(paper: Paper, office: int) -> Value | None:
    for whole in paper.lines[office + 1 : office + 12]:
        line = _right(paper, whole)
        if is_organisation(line.text) or _RECIPIENTS.match(paper.folded, line.start, line.end):
            continue
        name = name_at(paper, line.start, line.end)
        if name and name.end >= line.end - 2 and len(line.text.split()) >= 2:
            return paper.value(name.start, name.end, confidence=0.9)
    return None
