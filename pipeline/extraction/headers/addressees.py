"""To whom a petition is addressed: the bodies and offices after ``Kính gửi``, one each."""

import re
from collections.abc import Iterator

from pipeline.extraction.findings import Value
from pipeline.extraction.folding import UPPER
from pipeline.extraction.paper import Line, Paper
from pipeline.extraction.wordlists import rule

_POLITE = r"(?:ong|ba|bac|chu|anh|chi|co|ngai|dong chi|lanh dao|vi)"
_HEAD = (
    rf"(?:(?:cac |quy )?{_POLITE}(?: {_POLITE})? )*"
    r"(?:@addressee_begins@|co quan|bao hiem|dien luc|hat (?:truong|kiem lam)|lanh dao|chi huy"
    r"|lien doan|kho bac|bi thu|hoi (?:nong dan|lien hiep|phu nu|cuu chien binh|chu thap do"
    r"|nguoi cao tuoi|luat gia))\b"
)
_TO = r"(?:gui|goi|trinh|bam|chuyen)(?: toi| den| len| cho)?"
_ADDRESSED = rule(
    rf"(?:\[[^\]\n]{{1,20}}\]\s?|[^\w\n]{{0,4}})"
    rf"(?:@addressed@|(?:(?:dong |va )?(?:kinh|tran trong|kinh can) {_TO}"
    rf"|(?:(?:dong |don )?(?:gui|goi)|dong trinh)(?: toi| den| len| cho)?)(?=\s?[:.]|\s{_HEAD}))"
    r"\s{0,3}[:.]?"
)
_PLAIN = re.compile(r"\W*(?:gui|goi|trinh)")
"""Without a polite word it may stand anywhere: only the first tells the addressees."""
_MAILED = re.compile(r"(?:Tới|Đến|To|TO|Người nhận)\s?:")
_MAILED_TONELESS = re.compile(r"(?:Toi|Den|Nguoi nhan|To)\s?:")
_GREETED = rule(
    r"[^\w\n]{0,3}(?:(?:em|con|chau|toi|e|tui) )?(?:xin )?(?:kinh )?(?:thua|chao|bam)(?: gui)?"
    r"\s{1,2}(?=\S)"
)
_OFFICE = rule(_HEAD)
_ANY_HEAD = rule(r"(?<![^\W_])(?:@addressee_begins@|co quan|bao hiem|dien luc)\b")
MAIL_LINES = 8
_BULLET = rule(r"(?:[-+*•–—●]|\d{1,2}[.)])\s*")
_ADDRESSEE_END = rule(
    r"(?:@petitioner_intro@|@petitioner_label@|@body_begins@|ho va ten|dia chi|can cu|toi\b"
    r"|chung toi\b|thuc hien\b|ten toi"
    r"|don khieu nai|don to cao|don kien nghi|dong thoi|so:|hom nay|kinh thua|qua )"
)
_FOLLOWS_CUT = re.compile(r"[.…_]{3,}|\{\{|\(blank", re.IGNORECASE)
MAX_ADDRESSEES = 30


def addressees(paper: Paper) -> tuple[Value, ...]:
    """Return the bodies and offices after ``Kính gửi``; without one, those that are greeted."""
    found: list[tuple[int, int]] = []
    mailed: list[tuple[int, int]] = []
    greeted: list[tuple[int, int]] = []
    for number, line in enumerate(paper.lines[:60]):
        if match := _ADDRESSED.match(paper.folded, line.start, line.end):
            if not (found and _PLAIN.match(match.group())):
                found += _new(paper, found, _addressed_spans(paper, number, match.end()))
        elif match := _mail_to(paper, number, line):
            mailed += _new(paper, mailed, iter([_bare(paper, match.end(), line.end)]))
        elif not found and (match := _GREETED.match(paper.folded, line.start, line.end)):
            greeted += _greeted(paper, match.end(), line)
    spans = found or mailed or greeted
    return tuple(paper.value(*span, confidence=0.95) for span in spans[:MAX_ADDRESSEES])


def _mail_to(paper: Paper, number: int, line: Line) -> re.Match[str] | None:
    """``Tới: …`` in the head of a mail."""
    if not 0 < number < MAIL_LINES:
        return None
    pattern = _MAILED_TONELESS if paper.toneless else _MAILED
    return pattern.match(paper.text, line.start, line.end)


_POLITE_ONLY = rule(
    r"(?:(?:cac|quy|anh|chi|ong|ba|em|bac|chu|co|vi|cap|ngai|lanh dao|co quan|dong chi|va)[\s,]*)*"
)


def _new(
    paper: Paper, known: list[tuple[int, int]], spans: Iterator[tuple[int, int]]
) -> Iterator[tuple[int, int]]:
    """Those that name a body and are not told already; a mail's address or ``các anh`` is none."""
    told = [paper.folded[slice(*span)] for span in known]
    for start, end in spans:
        words = paper.folded[start:end]
        named = (
            _ANY_HEAD.search(words)
            or len(re.findall(rf"(?<!\w)[{UPPER}]", paper.text[start:end])) > 1
        )
        if "@" not in words and named and not any(other.startswith(words) for other in told):
            yield start, end


_TO_PERSONS = rule(
    rf"(?:(?:cac|quy|ca) )?{_POLITE}(?: {_POLITE}){{0,2}} (?:o|tai|ben|thuoc|phu trach) (?={_HEAD})"
)


def _greeted(paper: Paper, start: int, line: Line) -> Iterator[tuple[int, int]]:
    """``Thưa lãnh đạo Phòng X,``: who is greeted at the beginning of a line of its own."""
    start, end = _bare(paper, start, line.end)
    polite = _TO_PERSONS.match(paper.folded, start, end)
    start = polite.end() if polite else start
    if len(line.text) < 120 and _ANY_HEAD.search(paper.folded, start, end):
        yield start, end


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


_PLACED = rule(r"\b(?:xa|phuong|huyen|quan|tinh|thanh pho|tp|thi xa|thi tran|dac khu)\b")
_FIELD = rule(r"(?:xa hoi|the thao|du lich|phong chay)\b")


def _another_body(paper: Paper, start: int, match: re.Match[str]) -> bool:
    """``Phòng Văn hóa - Xã hội``, ``Phòng X - Công an tỉnh Y`` are one body, its place last."""
    begins = _BODY_WORDS.match(paper.folded, match.end()) is not None
    if not begins or _FIELD.match(paper.folded, match.end()):
        return False
    if match.group().strip() == ".":
        return _PLACED.match(paper.folded, match.end()) is None
    return _PLACED.search(paper.folded, start, match.start()) is not None


def _and_another(paper: Paper, start: int, match: re.Match[str]) -> bool:
    """``A và các chú điện lực``; not ``HĐND và UBND``, ``Tài nguyên và Môi trường``."""
    if _PAIR.search(paper.folded, start, match.start()) or _FIELD.match(paper.folded, match.end()):
        return False
    return _JOINED.match(paper.folded, match.end()) is not None


_JOINED = rule(
    r"(?:(?:cac |quy )?(?:ong|ba|bac|chu|anh chi|dong chi|ngai|co quan)\b|cong an|ubnd"
    r"|uy ban nhan dan|chu tich|bi thu|thanh tra|vien kiem sat|toa an)\b"
)
_OFFICE_JOIN = rule(
    rf";\s+|\s-\s(?=[{UPPER}])|\n|\.\s(?=\S)"
    r"|\s(?:và|va|với)\s(?:(?:đồng )?(?:kính )?gửi )?(?=\S)"
)
_PAIR = rule(r"(?:hdnd|hoi dong nhan dan|quoc hoi|dbqh|dang uy|huyen uy|tinh uy)$")


def _split_offices(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Split ``A; B`` and unbulleted lines that each name an office."""
    begin = start
    for match in _OFFICE_JOIN.finditer(paper.text, start, end):
        if match.group() == "\n" and (
            not _BODY_WORDS.match(paper.folded, match.end())
            or _UNIT_ABOVE.match(paper.folded, match.end())
        ):
            continue
        if match.group().strip() in ("-", ".") and not _another_body(paper, begin, match):
            continue
        if match.group().strip()[:1] in ("v", "c") and not _and_another(paper, begin, match):
            continue
        if match.group() == "\n" and paper.line_at(match.start() - 1).runs_on:
            continue
        yield begin, match.start()
        begin = match.end()
    yield begin, end


_QUY = rule(r"(?:quy (?:ong|ba|vi|co quan|cap)(?: ong| ba)?|kinh gui)\s{1,3}(?=\S)")


def _bare(paper: Paper, start: int, end: int) -> tuple[int, int]:
    polite = _QUY.match(paper.folded, start, end)
    start = polite.end() if polite else start
    bullet = rule(r"[\s:]*(?:(?:[-+*•–—●]|\d{1,2}[.)])\s*)?").match(paper.text, start, end)
    start = bullet.end() if bullet else start
    while end > start and paper.text[end - 1] in " \n;.,:!":
        end -= 1
    if paper.text[end - 1 : end] == ")" and "(" not in paper.text[start:end]:
        end -= 1
    if paper.text[start:end].endswith((" ạ", " Ạ")):
        end -= 2
    joined = rule(r"\s(?:va|va cac)$").search(paper.folded, start, end)
    return start, joined.start() if joined else end
