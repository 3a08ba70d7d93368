"""What belongs to a number: the date and the issuer behind it, or before it in its clause."""

import re
from dataclasses import replace

from pipeline.extraction.agencies import AGENCY, find_agencies
from pipeline.extraction.dates import DATE
from pipeline.extraction.folding import UPPER, fold_aligned
from pipeline.extraction.paper import Mark, Paper, squeeze
from pipeline.extraction.references.heads import CERTIFICATE, trie
from pipeline.extraction.references.mention import Marks, Mention
from pipeline.extraction.symbols import parts
from pipeline.extraction.wordlists import phrases, rule
from pipeline.law.documents import kind_of_code

_BEFORE_DATE = rule(
    r"[\s,]{0,8}(?P<open>\(\s?)?(?:(?:duoc|cung|ky|ban hanh|cap|lap|de|vao|phat hanh|tuyen"
    r"|xac lap)\s{1,8}){0,3}"
)
_YEAR = rule(r"\s{1,8}nam\s{1,8}(?P<y>(?:19|20)\d{2})(?![\d/])")
_BEFORE_AGENCY = rule(r"[\s,)]{0,8}(?:cua|do)\s{1,8}(?:dong chi\s|lien\s(?=bo\b))?")
_PLACE = rule(
    rf"(?:tỉnh|thành phố|huyện|quận|xã|phường|thị xã"
    rf"|TP\.?)(?:[ \n][{UPPER}][^\W\d_]{{0,12}}){{1,4}}"
)
_UNIT = (
    r"(?:thi xa|thanh pho|thi tran|dac khu|huyen|tinh|quan|phuong|xa|so|phong|ban|cuc|chi cuc"
    r"|doan thanh tra|doan kiem tra|thanh tra|to xac minh|don vi|co quan|nha truong|truong|toa an)"
)
# A post, or a body without a name: "Hiệu trưởng", "Chủ tịch huyện", "quý Sở", "chính phủ".
_OFFICE = rule(
    rf"(?:{trie(sorted({fold_aligned(p) for p in phrases('agencies', 'positions')}))}"
    rf"(?:\s{{1,8}}{_UNIT}){{0,2}}"
    rf"|quy\s{{1,8}}(?:so|phong|co quan|ban|cuc|uy ban)"
    r"|chinh phu|quoc hoi|to xac minh|doan thanh tra|doan kiem tra"
    rf"|(?:ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan)(?:\s{{1,8}}{_UNIT})?)\b"
)
_AND_BODY = rule(r"(?:,|,? va)\s{1,8}")
JOINT = ("Thông tư liên tịch", "Nghị quyết liên tịch")


def with_tail(paper: Paper, marks: Marks, mention: Mention) -> Mention:
    """Take in the date and the issuer that follow the number, in either order."""
    for _ in range(2):
        mention = _with_date(paper, marks, mention)
        mention = _with_agency(paper, marks, mention)
    return mention


def _with_date(paper: Paper, marks: Marks, mention: Mention) -> Mention:
    if mention.date is not None:
        return mention
    match = _BEFORE_DATE.match(paper.folded, mention.end)
    found = marks.dates.get(match.end()) if match else None
    if match and found:
        end = found.end
        if match["open"]:
            end += paper.text.startswith(")", end)
        return replace(mention, date=found, end=end)
    year = _YEAR.match(paper.folded, mention.end)
    if year:
        mark = Mark(DATE, year.start("y"), year.end("y"), year["y"])
        return replace(mention, date=mark, end=year.end())
    return mention


def _with_agency(paper: Paper, marks: Marks, mention: Mention) -> Mention:
    if mention.agency is not None and mention.agency.start >= mention.start:
        return mention
    body = agency_after(paper, marks, mention.end, joint=mention.kind in JOINT)
    return replace(mention, agency=body, end=body.end) if body else mention


def agency_after(paper: Paper, marks: Marks, end: int, *, joint: bool = False) -> Mark | None:
    """Return the issuer that ``của`` or ``do`` names right behind ``end``."""
    match = _BEFORE_AGENCY.match(paper.folded, end)
    if match is None:
        return None
    start = match.end()
    named = marks.agencies.get(start)
    named = _post_of_body(paper, marks, start) or named
    if named is None:
        named = _body_of_post(paper, start)
    if named is None:
        place = _PLACE.match(paper.text, start) or _OFFICE.match(paper.folded, start)
        if place is None:
            return None
        named = Mark(AGENCY, start, place.end(), "")
    stop = _joint_end(paper, marks, named.end) if joint else named.end
    stop = _name_end(paper, marks, start, stop)
    if paper.folded.endswith(("lien ", "lien\n"), 0, start):
        start -= len("liên ")
    return Mark(AGENCY, start, stop, squeeze(paper.text[start:stop]), named.confidence)


_POSITION = re.compile(
    rf"{trie(sorted({fold_aligned(p) for p in phrases('agencies', 'positions')}))}\s{{1,8}}"
)


def _post_of_body(paper: Paper, marks: Marks, start: int) -> Mark | None:
    """``Chi cục trưởng Chi cục Thi hành án dân sự …``: a post, then the whole name of the body."""
    match = _POSITION.match(paper.folded, start)
    body = marks.agencies.get(match.end()) if match else None
    return Mark(AGENCY, start, body.end, "", body.confidence) if body else None


_POST = rule(r"(?:pho )?truong (?=(?:phong|ban|cong an)\b)")


def _body_of_post(paper: Paper, start: int) -> Mark | None:
    """``Trưởng phòng Giáo dục và Đào tạo huyện …``: the body's first word is in small letters."""
    match = _POST.match(paper.folded, start)
    if match is None:
        return None
    first = match.end()
    words = paper.text[first].upper() + paper.text[first + 1 : paper.paragraph_end(first)][:200]
    body = next(find_agencies(words, fold_aligned(words)), None)
    if body is None or body.start:
        return None
    return Mark(AGENCY, start, first + body.end, "")


_NAME_ON = re.compile(rf"[ ][{UPPER}][a-zà-ỹ]+(?=[\s,.;:)]|$)(?![ ]?\d)")
_SMALL_ON = rule(
    r" quan su(?: (?:huyen|tinh|quan|thanh pho|thi xa|xa|phuong))?"
    r"|(?P<at> tai) (?:(?:thanh pho|tp\.?) )?[^\W\d_]+(?: [^\W\d_]+){1,2}(?=[\s,.;:)]|$)"
)


def _name_end(paper: Paper, marks: Marks, start: int, end: int) -> int:
    """Go on over the capitals of a place (``huyện Krông Năm``) and ``quân sự``, ``tại Hà Nội``."""
    more = _SMALL_ON.match(paper.folded, end)
    if more and (more["at"] is None or paper.folded.endswith("cap cao", start, end)):
        return more.end()
    last = paper.text[start:end].split()[-1:]
    while last and last[0].istitle() and (match := _NAME_ON.match(paper.text, end)):
        if marks.opens(match.start() + 1):
            break
        end = match.end()
    return end


def _joint_end(paper: Paper, marks: Marks, end: int) -> int:
    """Go on over the further issuers of a joint document."""
    for _ in range(6):
        match = _AND_BODY.match(paper.folded, end)
        body = marks.agencies.get(match.end()) if match else None
        if body is None:
            break
        end = body.end
    return end


# --- before the number ---------------------------------------------------------------------------

REACH = 240
"""Characters before a mention in which its issuer may stand."""
_PARTIES = ("Hợp đồng", "Biên bản")
"""Papers of two sides: who acts before them is not their issuer."""
_HANDS_OUT = rule(
    r"(?:^|\s)(?P<verb>tai|bang|co|ra|ban hanh|ky|cap|cho|o|phat hanh|gui|dua)"
    r"(?:\s{1,8}(?:cac|nhung|van ban|cho|toi|chung toi|them|mot so|tiep|gia dinh)){0,3}[\s:]{1,8}$"
)
_STATED = rule(r"(?:neu|quy dinh|ghi|dan|xac dinh|the hien|viet|noi|da co)\s{1,3}tai\s")
_GRANTED = rule(
    r"\s(?:da\s|moi\s)?cap(?:\s{1,8}(?:doi|lai))?(?:\s{1,8}cho\s[^.;:,]{1,60})?\s{1,8}$"
)
_OBJECT = rule(
    r"\b(?:gui|den|voi|trinh|cho|kien nghi|de nghi|yeu cau|giao|ve|tai|o|vao|len|nop|to cao"
    r"|khieu nai|qua|theo|mong)\s{1,8}(?:cac\s|quy\s)?$"
)
_OTHERS = re.compile(
    r"(?<!cho[ \n])(?<!cua[ \n])\b(?:toi|chung toi|gia dinh|ong|ba|nguoi dan|cong dan)\b"
)
_OF = rule(r"\bcua\s{1,8}$")
# Bodies without a name, before their verb.
_BARE_BODY = rule(
    rf"(?:(?:pho )?(?:chu tich|giam doc|truong phong|chanh thanh tra|bi thu)\s{{1,8}}{_UNIT}"
    rf"|(?:ubnd|uy ban nhan dan)(?:\s{{1,8}}{_UNIT})?|(?<!\w)so(?=\s{{1,8}}(?:da|co|moi|cung)\b))\b"
)
_ISSUERS = (
    (re.compile(r"UBND|CTUBND"), rule(r"uy ban nhan dan|ubnd|chu tich|uy ban")),
    (re.compile(r"HĐND"), rule(r"hoi dong nhan dan|hdnd")),
    (re.compile(r"CP"), rule(r"chinh phu")),
    (re.compile(r"TTg"), rule(r"thu tuong|chinh phu")),
    (re.compile(r"TTCP"), rule(r"thanh tra chinh phu")),
    (re.compile(r"S[A-ZĐ]{1,8}"), rule(r"\bso\b|giam doc")),
    (re.compile(r"B[A-ZĐ]{2,8}"), rule(r"\bbo\b|\bban\b|bo truong|bao hiem")),
    (re.compile(r"TT[rT]"), rule(r"thanh tra|trung tam|doan")),
    (re.compile(r"TU"), rule(r"tinh uy|thanh uy|thuong vu")),
    (re.compile(r"TW"), rule(r"trung uong|bo chinh tri|ban bi thu|ban ")),
)


def agency_before(paper: Paper, marks: Marks, mention: Mention) -> Mark | None:
    """Return the issuer that acts before the number.

    ``Theo đề nghị của Giám đốc Sở Tài chính tại Tờ trình số …``, ``UBND xã đã trả lời bằng …``.
    """
    if mention.kind in _PARTIES or mention.kind.startswith("Đơn "):
        return None
    anchor = mention.anchor
    floor = max(marks.clause(anchor - 1) if anchor else 0, anchor - REACH)
    certificate = mention.kind in (CERTIFICATE, "Giấy phép")
    lead = (_GRANTED if certificate else _HANDS_OUT).search(
        paper.folded, max(floor, anchor - 100 if certificate else anchor - 40), anchor
    )
    if lead is None:
        if not certificate:
            return None
        lead = _HANDS_OUT.search(paper.folded, max(floor, anchor - 40), anchor)
        if lead is None:
            return None
    if _STATED.search(paper.folded, max(floor, anchor - 30), anchor):
        return None
    stop = lead.start() + 1
    for body in marks.agencies_before(stop, floor):
        if _issues(paper, body.start, body.end, stop, floor, mention):
            return body
    for match in reversed(list(_BARE_BODY.finditer(paper.folded, floor, stop))):
        start, end = match.span()
        if not _is_word(paper, start, end):
            continue
        if _issues(paper, start, end, stop, floor, mention):
            return Mark(AGENCY, start, end, squeeze(paper.text[start:end]), 0.8)
    return None


def _is_word(paper: Paper, start: int, end: int) -> bool:
    """``Sở`` folds to many words; alone it must be written so."""
    return end - start > 3 or paper.text[start:end] == "Sở" or paper.toneless


def _issues(paper: Paper, start: int, end: int, stop: int, floor: int, mention: Mention) -> bool:
    """Whether the body is the one that acts in the words up to ``stop``."""
    before = paper.folded[max(floor, start - 24) : start]
    between = paper.folded[end:stop]
    if len(between.split()) > 24 or _OTHERS.search(between):
        return False
    if _OBJECT.search(before):
        return False
    if _OF.search(before) and between.strip():
        return False
    return fits_issuer(mention.symbol, paper.folded[start:end])


def _issuer(symbol: str) -> str | None:
    """The code of who issued the symbol: ``UBND`` of ``12/QĐ-UBND`` and of ``5/UBND-NC``."""
    pieces = [p for p in parts(symbol) if not p.isdecimal()]
    if len(pieces) > 1 and kind_of_code(pieces[0]):
        return pieces[1]
    return pieces[0] if pieces else None


def same_issuer(one: str | None, other: str | None) -> bool:
    """Whether both symbols show the same issuer."""
    return bool(one and other) and _issuer(one or "") == _issuer(other or "")


def fits_issuer(symbol: str | None, body: str) -> bool:
    """Whether the body (folded) may have issued the symbol; True where the symbol says nothing."""
    if symbol is None:
        return True
    issuer = _issuer(symbol) or ""
    for code, names in _ISSUERS:
        if code.fullmatch(issuer):
            return bool(names.search(body))
    return True


_AT_FIRST = rule(
    r"\s{0,8}(?:[-+•]\s)?(?:vao\s|den\s|toi\s|hom\s)?(?:nam\s(?P<y>(?:19|20)\d{2})\b)?"
)
_MADE = rule(
    r"\s(?:(?:ra|ban hanh|ky|lap|co|phat hanh)(?: (?:tiep|them|cac|van ban))?"
    r"|cap(?: cho [^.;:,]{1,60})?)\s{1,8}$"
)
_RECEIVED = rule(r"\b(?:toi|chung toi|nhan|gui|nop|doc|biet|xem|theo)\b")


def date_before(paper: Paper, marks: Marks, mention: Mention) -> Mark | None:
    """``Ngày 15/3/2024 UBND xã ra Thông báo số …``: the day on which the paper was made."""
    anchor = mention.anchor
    clause = marks.clause(anchor - 1) if anchor else 0
    if anchor - clause > REACH or not _MADE.search(paper.folded, max(clause, anchor - 80), anchor):
        return None
    match = _AT_FIRST.match(paper.folded, clause)
    if match is None:
        return None
    day = marks.dates.get(match.end())
    if match["y"] and mention.kind == CERTIFICATE:
        return Mark(DATE, match.start("y"), match.end("y"), match["y"], 0.7)
    if day is None or day.end >= anchor or _RECEIVED.search(paper.folded, day.end, anchor):
        return None
    return replace(day, confidence=0.8)
