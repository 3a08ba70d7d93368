"""The head of a petition: title, addressees, place and day of writing."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extraction.dates import DATE
from pipeline.extraction.findings import Value
from pipeline.extraction.folding import UPPER
from pipeline.extraction.paper import Line, Mark, Paper
from pipeline.extraction.wordlists import rule

TITLE_LINES = 30
"""Lines from the top in which the title must stand."""

_TITLE = rule(
    r"(?:don\b|giay (?:khieu nai|to cao)|thu (?:kien nghi|khieu nai|to cao|ngo)\b"
    r"|ban (?:kien nghi|tuong trinh)"
    r"|(?:kien nghi|phan anh|khieu nai|to cao|don thu)$|ban khieu nai|bao cao phan anh)"
)
_NOT_TITLE = rule(r"don (?:vi|gia|duong|phuong)\b")
_ABOUT = rule(r"\(?\s{0,2}(?:v/v|ve viec|vv)\b")


@dataclass(frozen=True, slots=True)
class Heading:
    title: tuple[int, int] | None
    about: tuple[int, int] | None
    """The ``(V/v …)`` under the title, without brackets and V/v."""


def heading(paper: Paper) -> Heading:
    for number, line in enumerate(paper.lines[:TITLE_LINES]):
        if _is_title(paper, line):
            last = _title_end(paper, number)
            return Heading(
                (line.start, _cut_about(paper, line.start, last.end)), _about(paper, number)
            )
    return Heading(None, None)


def _folded(paper: Paper, line: Line) -> str:
    return paper.folded[line.start : line.end]


def _is_title(paper: Paper, line: Line) -> bool:
    folded = _folded(paper, line)
    if not _TITLE.match(folded) or _NOT_TITLE.match(folded) or len(line.text) > 160:
        return False
    capitals = _in_capitals(line.text[:14])
    short = len(folded.split()) <= 10 and line.text[0].isupper() and line.text[-1] not in ".,;"
    return capitals or (short and not re.search(r"\b(?:toi|ngay)\b", folded))


def _in_capitals(text: str) -> bool:
    letters = [c for c in text if c.isalpha()]
    return bool(letters) and all(c.isupper() for c in letters)


def _title_end(paper: Paper, number: int) -> Line:
    """The title goes on over following lines in capitals of the same block."""
    line = paper.lines[number]
    for following in paper.lines[number + 1 : number + 4]:
        folded = _folded(paper, following)
        if (
            following.block != line.block
            or not _in_capitals(following.text)
            or _ABOUT.match(folded)
            or folded.startswith("kinh g")
        ):
            break
        line = following
    return line


def _cut_about(paper: Paper, start: int, end: int) -> int:
    """``ĐƠN KHIẾU NẠI (V/v …)`` on one line: the title ends before the bracket."""
    match = rule(r"\s*\(|\s+v/v\b|\s+ve viec\b").search(paper.folded, start, end)
    return match.start() if match and match.start() > start else end


def _about(paper: Paper, number: int) -> tuple[int, int] | None:
    for index in range(number, min(number + 5, len(paper.lines))):
        line = paper.lines[index]
        match = _ABOUT.search(paper.folded, line.start, line.end)
        if match is None or (index > number and match.start() > line.start + 2):
            continue
        start = match.end()
        end = _about_end(paper, index)
        while start < end and paper.text[start] in " :.-":
            start += 1
        while end > start and paper.text[end - 1] in " ).,\n":
            end -= 1
        filled = end - start > 3 and not re.fullmatch(r"[\s.…_]*", paper.text[start:end])
        return (start, end) if filled and "…" not in paper.text[start:end] else None
    return None


def _about_end(paper: Paper, index: int) -> int:
    """The V/v goes on to its closing bracket, or over lines of its block up to Kính gửi."""
    first = paper.lines[index]
    opened = "(" in first.text
    end = first.end
    for line in paper.lines[index : index + 6]:
        if line.block != first.block or _folded(paper, line).startswith("kinh g"):
            break
        end = line.end
        if opened and ")" in line.text:
            break
        if not opened and not line.runs_on:
            break
    return end


# --- place and day -------------------------------------------------------------------------------

_PLACE = rule(
    rf"(?P<place>[{UPPER}][^\n,;:.…()]{{1,48}}(?:,\s?(?=[{UPPER}])[^\n,;:.…()\d]{{2,40}}){{0,2}}?)(?:,[^\n,;:.…()\d{UPPER}][^\n,;:.…()\d]{{2,30}})?\s?,?\s{{0,2}}$"
)


def written(paper: Paper) -> tuple[Value | None, Value | None]:
    """Return the day and the place of writing: in the head, else before the signature.

    ``Đắk Lắk, ngày 5 tháng 3 năm 2024``; a blank day leaves a partial date, a blank year none.
    """
    marks = [m for m in paper.marks.get(DATE, ()) if _is_writing_date(paper, m)]
    if not marks:
        return None, _place_alone(paper)
    mark = next((m for m in marks if _place_before(paper, m)), marks[0])
    place = _place_before(paper, mark)
    confidence = 0.95 if place else 0.8
    on = paper.value(mark.start, mark.end, mark.value, confidence * mark.confidence)
    return on, paper.value(*place, confidence=0.95) if place else None


def _is_writing_date(paper: Paper, mark: Mark) -> bool:
    """A date that ends its line, alone on it or behind a place, near the top or the end."""
    line = paper.line_at(mark.start)
    number = paper.line_number(mark.start)
    outer = number < TITLE_LINES or number >= len(paper.lines) - 40
    after = paper.text[mark.end : line.end].strip(" .,;)/")
    start = _own_part(paper, line, mark)
    before = paper.text[start : mark.start].strip()
    if not outer or after or len(before) > 90:
        return False
    if not before:
        return paper.folded[mark.start : mark.start + 4] in ("ngay", "than")
    alone = re.fullmatch(r"(?:làm |viết |lập )?(?:tại )?[^\d:;.…]{2,80},", before, re.IGNORECASE)
    alone = alone or (_short_place(before) and number >= len(paper.lines) - 12)
    labelled = re.fullmatch(
        r"(?:ngay|ngay viet don|ngay lam don)\s?:?", paper.folded[line.start : mark.start].strip()
    )
    national = "hanh phuc" in paper.folded[line.start : mark.start]
    starts = not (number and paper.lines[number - 1].runs_on)
    return bool((alone and starts) or labelled or national)


_BESIDE = rule(r"(?:so\s?:?\s{0,8})?[^\s/]{0,12}(?:/\d{2,4})?/[a-z][^\s,]{1,24}\s{1,80}(?=\S)")
_COLUMN = re.compile(r"[ ]{3,}|\t\s*")


def _own_part(paper: Paper, line: Line, mark: Mark) -> int:
    """Where the date's part of its line begins: the number of a company's letter may stand left."""
    number = _BESIDE.match(paper.folded, line.start, mark.start)
    if number is None:
        return line.start
    columns = [gap.end() for gap in _COLUMN.finditer(paper.text, number.end(), mark.start)]
    return columns[-1] if columns else number.end()


def _signed_on(paper: Paper, start: int, end: int, mark: Mark) -> bool:
    """``Trần Thị Mận, 3/5/2026``: who signed that day, no place."""
    words = paper.text[start:end].split()
    long = "tháng" in paper.text[mark.start : mark.end].lower()
    return not long and 2 < len(words) < 6 and words[1] in ("Văn", "Thị")


def _short_place(before: str) -> bool:
    """``Hoa Xuan 18.11.2025``: a place without its comma, in the last lines."""
    words = before.split()
    return 0 < len(words) <= 4 and all(word[0].isupper() for word in words)


def _place_before(paper: Paper, mark: Mark) -> tuple[int, int] | None:
    line = paper.line_at(mark.start)
    match = _PLACE.search(paper.text, _own_part(paper, line, mark), mark.start)
    if match is None or _signed_on(paper, *match.span("place"), mark):
        return None
    start, end = match.span("place")
    cut = rule(r"hanh phuc\s+|\btai\s+").search(paper.folded, start, end)
    start = cut.end() if cut else start
    return paper.trim(start, end)


_BLANK_DATE = rule(rf"(?P<place>[{UPPER}][^\n,;:.…()]{{1,48}}),\s{{0,3}}ngày[\s.…_]{{0,20}}tháng")


def _place_alone(paper: Paper) -> Value | None:
    """The place of a line whose date was left blank."""
    for line in paper.lines[:TITLE_LINES]:
        match = _BLANK_DATE.match(paper.text, line.start, line.end)
        if match:
            return paper.value(*match.span("place"), confidence=0.85)
    return None


# --- addressees ----------------------------------------------------------------------------------

_ADDRESSED = rule(
    r"(?:@addressed@|kinh trinh|kinh thua(?= (?:quy )?(?:ong|ba|cac|lanh dao|chu tich|uy ban|ubnd))"
    r"|(?:don )?gui(?=\s?:|\s(?:ong|ba|ubnd|uy ban|chu tich|cong an|so|thanh tra|bi thu|cac"
    r"|quy)\b))\s{0,3}:?"
)
_BULLET = rule(r"(?:[-+*•–—●]|\d{1,2}[.)])\s*")
_ADDRESSEE_END = rule(
    r"(?:@petitioner_intro@|@petitioner_label@|@body_begins@|ho va ten|dia chi|can cu|toi\b"
    r"|chung toi\b|thuc hien\b|ten toi"
    r"|don khieu nai|don to cao|don kien nghi|dong thoi|so:|hom nay|kinh thua|qua )"
)
_FOLLOWS_CUT = re.compile(r"[.…_]{3,}|\{\{|\(blank", re.IGNORECASE)
MAX_ADDRESSEES = 30


def addressees(paper: Paper) -> tuple[Value, ...]:
    """Return the bodies and offices after ``Kính gửi``, one a bullet or a line."""
    found: list[Value] = []
    for number, line in enumerate(paper.lines[:60]):
        match = _ADDRESSED.match(paper.folded, line.start, line.end)
        if match and not (found and match.group().startswith(("kinh thua", "gui"))):
            found += [
                paper.value(start, end, confidence=0.95)
                for start, end in _addressed_spans(paper, number, match.end())
            ]
    return tuple(found[:MAX_ADDRESSEES])


def _addressed_spans(paper: Paper, number: int, start: int) -> Iterator[tuple[int, int]]:
    for first, last in _addressed_pieces(paper, number, start):
        for begin, end in _split_offices(paper, first, last):
            begin, end = _bare(paper, begin, end)
            if end - begin > 1 and not _FOLLOWS_CUT.search(paper.text, begin, end):
                yield begin, end


def _addressed_pieces(paper: Paper, number: int, start: int) -> Iterator[tuple[int, int]]:
    """Yield one span an addressee: a bullet with the lines that run on from it."""
    line = paper.lines[number]
    current: tuple[int, int] | None = (start, line.end) if line.end > start else None
    bulleted = False
    previous = line
    for following in paper.lines[number + 1 : number + 40]:
        bullet = _BULLET.match(following.text)
        if not bullet and _stops(paper, previous, following, bulleted or current is not None):
            break
        if bullet and _ADDRESSEE_END.match(paper.folded, following.start + bullet.end()):
            break
        goes_on = current is not None and not bullet and (previous.runs_on or not bulleted)
        goes_on = goes_on and not _begins_another(paper, previous, following)
        if goes_on and current is not None and previous.text[-1] not in ";.":
            current = (current[0], following.end)
        else:
            if current is not None:
                yield current
            current = (following.start, following.end)
        bulleted = bulleted or bullet is not None
        previous = following
    if current is not None:
        yield current


_HEADS = rule(
    r"(?:uy ban|ubnd|chu tich|so|bo|thanh tra|cong an|ban|doan|van phong|giam doc|phong|hoi dong"
    r"|hdnd"
    r"|toa an|vien|cuc|chi cuc|thuong truc|bi thu|truong ban|truong phong|huyen uy|tinh uy|dang uy"
    r"|thu truong|tong|bao|trung tam)\b"
)
_UNFINISHED = rule(
    r"(?:\b(?:va|cua|chu tich|giam doc|nhan dan|truong phong|cac|uy ban|thanh tra|so|cong an|cuc"
    r"|phong"
    r"|bi thu|truong ban|thuong truc|hoi dong)|,|-)\s*$"
)


def _begins_another(paper: Paper, previous: Line, line: Line) -> bool:
    """An unbulleted line that begins like a body, under one that is complete."""
    if _names_place(previous) and line.text[0].isupper() and _like_addressee(paper, line):
        return not _UNIT_ABOVE.match(paper.folded, line.start, line.end)
    return (
        line.text[0].isupper()
        and _HEADS.match(paper.folded, line.start, line.end) is not None
        and _UNFINISHED.search(paper.folded, previous.start, previous.end) is None
        and not _mostly_full(previous, line)
    )


_TO_A_PLACE = re.compile(
    rf"(?:[xX]ã|[pP]hường|[đĐ]ặc khu|[tT]ỉnh|[tT]hành phố|TP\.?|[hH]uyện|[qQ]uận|[tT]hị trấn"
    rf"|[tT]hị xã)\s[{UPPER}\d]\w*(?:\s[{UPPER}]\w*){{0,3}}\s?\)?[,;]?$"
)


# "UBND xã A⏎Tỉnh B": the place goes on, "Tỉnh ủy B" is another body.
_UNIT_ABOVE = rule(r"(?:tinh|thanh pho|huyen|quan) (?!uy\b)")


def _names_place(line: Line) -> bool:
    """The line ends with a place, as the name of a body does; a comma may stand behind it."""
    return _TO_A_PLACE.search(line.text, max(0, len(line.text) - 48)) is not None


def _mostly_full(previous: Line, line: Line) -> bool:
    """A long line may be wrapped inside a name: ``… Công⏎an tỉnh``."""
    return len(previous.text) > 70 and previous.runs_on


def _stops(paper: Paper, previous: Line, line: Line, begun: bool) -> bool:
    folded = paper.folded[line.start : line.end]
    if _ADDRESSED.match(folded) or _ADDRESSEE_END.match(folded):
        return True
    if begun and line.block != previous.block:
        return True
    if previous.runs_on or _broken_off(paper, previous, line):
        return False
    return begun and (previous.text[-1] == "." or not _like_addressee(paper, line))


_BROKEN = rule(r"\b(?:va|cua|xa|phuong|tinh|huyen|thanh pho)$")


def _broken_off(paper: Paper, previous: Line, line: Line) -> bool:
    """``Chủ tịch UBND xã⏎Tân Lộc``: the name of a body goes on."""
    broken = _BROKEN.search(paper.folded, previous.start, previous.end) is not None
    return broken and line.text[0].isupper() and len(line.text) < 60


_BODY_WORDS = rule(
    r"(?:-\s*)?(?:@addressee_begins@|lien doan|kho bac|hoi (?:nong dan|lien hiep|phu nu"
    r"|cuu chien binh|chu thap do|nguoi cao tuoi|luat gia))\b"
)


def _like_addressee(paper: Paper, line: Line) -> bool:
    return bool(_BODY_WORDS.match(paper.folded, line.start, line.end))


_FIELD = rule(r"(?:xa hoi|the thao|du lich|phong chay)\b")


def _another_body(paper: Paper, match: re.Match[str]) -> bool:
    """``Phòng Văn hóa - Xã hội`` is one body: a dash may stand inside its name."""
    begins = _BODY_WORDS.match(paper.folded, match.end()) is not None
    return begins and not _FIELD.match(paper.folded, match.end())


_OFFICE_JOIN = rule(rf";\s+|\s-\s(?=[{UPPER}])|\n|\s(?:và|với)\s(?=(?:ông|bà|đồng chí)\s)")


def _split_offices(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split ``A; B`` and unbulleted lines that each name an office."""
    begin = start
    for match in _OFFICE_JOIN.finditer(paper.text, start, end):
        if match.group() == "\n" and (
            not _BODY_WORDS.match(paper.folded, match.end())
            or _UNIT_ABOVE.match(paper.folded, match.end())
        ):
            continue
        if match.group().strip() == "-" and not _another_body(paper, match):
            continue
        if match.group() == "\n" and paper.line_at(match.start() - 1).runs_on:
            continue
        yield begin, match.start()
        begin = match.end()
    yield begin, end


_POLITE = rule(r"(?:quy (?:ong|ba|vi|co quan|cap)(?: ong| ba)?|kinh gui)\s{1,3}(?=\S)")


def _bare(paper: Paper, start: int, end: int) -> tuple[int, int]:
    polite = _POLITE.match(paper.folded, start, end)
    start = polite.end() if polite else start
    bullet = rule(r"[\s:]*(?:(?:[-+*•–—●]|\d{1,2}[.)])\s*)?").match(paper.text, start, end)
    start = bullet.end() if bullet else start
    while end > start and paper.text[end - 1] in " \n;.,:":
        end -= 1
    joined = rule(r"\s(?:va|va cac)$").search(paper.folded, start, end)
    return start, joined.start() if joined else end
