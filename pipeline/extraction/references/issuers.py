"""Who issued a document where the text names the body away from its number, and when.

``UBND xã đã trả lời bằng Công văn số …``, ``Theo đề nghị của Sở Tài chính tại Tờ trình số …``,
``Tại Công văn số …, UBND tỉnh giao …``, ``Ngày 15/3/2024 UBND xã ra Thông báo số …``. The body
must act in the words around the mention, and the issuer's code in the symbol must not speak
against it; where the words are weak, the code must speak for it.
"""

import re
from dataclasses import replace

from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.forms.agencies import AGENCY
from pipeline.extraction.forms.dates import DATE
from pipeline.extraction.forms.symbols import parts
from pipeline.extraction.paper import Mark, Paper, squeeze
from pipeline.extraction.references.bodies import UNIT, body_of_post
from pipeline.extraction.references.heads import CERTIFICATE
from pipeline.extraction.references.mention import Marks, Mention
from pipeline.extraction.wordlists import rule
from pipeline.law.documents import kind_of_code

REACH = 240
"""Characters before a mention in which its issuer may stand."""
MAX_WORDS = 24
"""Words between the body and what it hands out."""
JUDGMENT = "Bản án"
_PARTIES = ("Hợp đồng", "Biên bản")
"""Papers of two sides: who acts before them is not their issuer unless the symbol says so."""
_GRANTED_KINDS = (CERTIFICATE, "Giấy phép")

# --- does the symbol speak for the body? ---------------------------------------------------------

_BY_CODE = (
    (re.compile(r"CTUBND"), rule(r"chu tich")),
    (re.compile(r"UBND"), rule(r"uy ban nhan dan|ubnd|chu tich|uy ban")),
    (re.compile(r"HĐND"), rule(r"hoi dong nhan dan|hdnd")),
    (re.compile(r"CP"), rule(r"^chinh phu")),
    (re.compile(r"TTg"), rule(r"thu tuong|^chinh phu")),
    (re.compile(r"TTCP"), rule(r"thanh tra chinh phu")),
    (re.compile(r"QH\d{0,2}"), rule(r"^quoc hoi")),
    (re.compile(r"UBTVQH\d{0,2}"), rule(r"uy ban thuong vu quoc hoi|ubtvqh")),
    (re.compile(r"TT[rT]|TTT|TTH"), rule(r"thanh tra|trung tam|doan")),
    (re.compile(r"TU"), rule(r"tinh uy|thanh uy|thuong vu")),
    (re.compile(r"HU"), rule(r"huyen uy|thuong vu")),
    (re.compile(r"TW"), rule(r"trung uong|bo chinh tri|ban bi thu|ban ")),
)
_DEPARTMENT = re.compile(r"[SB][A-ZĐ&]{1,8}")
_BARE_DEPARTMENT = rule(
    r"(?:quy )?(?:so|bo|ban)|(?:pho )?(?:giam doc|bo truong|truong ban)(?: so)?"
)
_COURT = rule(r"\b(?:toa an|tand|hoi dong xet xu)\b")


def _issuer(symbol: str) -> str | None:
    """The code of who issued the symbol: ``UBND`` of ``12/QĐ-UBND`` and of ``5/UBND-NC``."""
    pieces = [p for p in parts(symbol) if not p.isdecimal()]
    if len(pieces) > 1 and (kind_of_code(pieces[0]) or _kind_grown(pieces[0])):
        return pieces[1]
    return pieces[0] if pieces else None


_KIND_GROWN = re.compile(r"(QĐ|BC|TB|KL|BB|KH|TTr)[A-ZĐ]{2,6}")


def _kind_grown(piece: str) -> bool:
    """``BCTĐ``, ``TBKL``: a type's code with the first letters of what the paper is about."""
    match = _KIND_GROWN.fullmatch(piece)
    return bool(match and kind_of_code(match[1]))


def same_issuer(one: str | None, other: str | None) -> bool:
    """Whether both symbols show the same issuer."""
    return bool(one and other) and _issuer(one or "") == _issuer(other or "")


def issuer_fits(kind: str, symbol: str | None, body: str) -> bool | None:
    """Whether the body may have issued the symbol; None where the symbol does not tell."""
    folded = fold_aligned(body)
    if kind == JUDGMENT:
        return bool(_COURT.search(folded))
    code = _issuer(symbol) if symbol and "/" in symbol else None
    if not code:
        return None
    for codes, names in _BY_CODE:
        if codes.fullmatch(code):
            return bool(names.search(folded))
    if len(code) > 1 and _is_short_for(code, body):
        return True
    if _DEPARTMENT.fullmatch(code):
        return bool(_BARE_DEPARTMENT.fullmatch(folded))
    return None


def _is_short_for(code: str, body: str) -> bool:
    """Whether the code's letters begin words of the name, in order: ``STNMT``, ``BTCD``."""
    words = re.findall(r"[^\W\d_]+", body)
    letters = iter(fold_aligned("".join(w if w.isupper() else w[0] for w in words)))
    return all(letter in letters for letter in fold_aligned(code) if letter.isalpha())


# --- before the number ---------------------------------------------------------------------------

_LISTED = (
    r"(?:\s{1,8}(?:cac|nhung|cai|van ban|cho|toi|chung toi|them|mot so|tiep|gia dinh|hai|ba|lai"
    r"|rieng|luon|ngay|so|kem|kem theo|sau|sau day|duoi day|gom|\d{1,2})){0,4}[\s:]{1,8}$"
)
_HANDS_OUT = rule(
    r"(?:^|\s)(?:tai|bang|co|ra|ban hanh|ky|cap|cho|o|phat hanh|gui|dua|tuyen|thong qua|niem yet"
    r"|cong bo|trinh bay|trinh|tong dat|giao|trao|ban|xay dung|lap|soan thao|de ra)" + _LISTED
)
_MENTIONS = rule(
    r"(?:(?:^|\s)(?:trong|qua|kem|kem theo|theo|neu tai|ghi tai|neu trong|la)" + _LISTED + r")"
    r"|\((?:\s?(?:tai|theo|bang|co|xem|so|cac)\s{1,3}){0,2}\s{0,2}$"
)
_STATED = rule(r"(?:neu|quy dinh|ghi|dan|xac dinh|the hien|viet|noi|da co)\s{1,3}tai\s")
_GRANTED = rule(
    r"\s(?:da\s|moi\s)?cap(?:\s{1,8}(?:doi|lai))?(?:\s{1,8}cho\s[^.;:,]{1,60})?\s{1,8}$"
)
_OBJECT = rule(
    r"\b(?:gui|den|voi|trinh|cho|kien nghi|de nghi|yeu cau|giao|ve|tai|o|vao|len|nop|to cao"
    r"|khieu nai|qua|theo|mong|kien|khoi kien|tham muu|giup|bao cao)\s{1,8}(?:cac\s|quy\s)?$"
)
_ASKED_TO_MAKE = rule(r"\b(?:trinh|de nghi|kien nghi|tham muu|to cao|khieu nai|giup)\s{1,8}$")
_ADVERBS = rule(r"(?:\s{1,8}(?:da|moi|vua|lai|cung|tiep tuc|van|nay|ky|lan luot|tiep)){0,4}\s{0,8}")
_MAKES = rule(r"(?:ban hanh|ky|ra|phat hanh|thong qua)\b")
_PERSON = (
    r"(?:toi|chung toi|gia dinh (?:toi|em|ong|ba|chung toi)|ong|ba|nguoi dan|cong dan|cac ho"
    r"|ba con|cong ty)"
)
# Somebody else acts between: "…, tôi nhận được", "ông Bông đã ký".
_OTHERS = rule(
    rf"(?:[,;:]|\b(?:va|thi|nhung|ma|khi|sau do|nen|vi|do|de|nay|gio|con|hom)\s)"
    rf"\s{{0,3}}{_PERSON}\b"
    rf"|\b(?:{_PERSON}|(?:ong|ba)(?:\s[^\W\d_]{{1,8}}){{1,4}}?)\s(?:da|duoc(?! biet)|nhan|bi|xin"
    r"|phai|lam don|ky|nop|gui|mang|cam|dua|thay|khieu nai|to cao|kien)\b"
)
_OF = rule(r"\bcua\s{1,8}$")
# What a body decides on others: "UBND huyện thu hồi đất của tôi theo Quyết định số …".
_DECIDES = rule(
    r"\b(?:thu hoi|phe duyet|chap thuan|xu phat|phat|giao dat|giao|cho thue|cuong che|thanh lap"
    r"|bo nhiem|cong nhan|ky luat|dieu chuyen|cach chuc|buoc|cho phep|bac|giai quyet|huy|moi"
    r"|trieu tap|dinh chi|cham dut|tuyen|xu|cap|ban hanh|quyet dinh|tra loi|thong bao|mien nhiem"
    r"|dieu dong|ket luan|khoi to)\b"
)
_FOLLOWS = rule(r"\b(?:thuc hien|trien khai|thi hanh|ap dung|can cu|ap gia|chap hanh|tuan thu)\b")
_RECEIVED_FROM = rule(r"\b(?:nhan|nhan duoc|co|duoc)\s{1,8}(?:cua|tu)\s{1,8}$")
_SENT_TO = rule(r"\b(?:gui|trinh|bao cao|tra loi|thong bao|gui cho|gui den|bao cao cho)\s{1,8}$")
# Bodies without a name, before their verb.
_BARE_BODY = rule(
    rf"(?:(?:pho )?truong (?:phong|ban|cong an)\b"
    rf"|(?:pho )?(?:chu tich|giam doc|truong phong|chanh thanh tra|bi thu|hieu truong"
    rf"|truong cong an)\s{{1,8}}{UNIT}"
    r"|(?:pho )?hieu truong|thu tuong|bo truong|chanh an|vien truong|chi cuc truong"
    rf"|(?:ubnd|uy ban nhan dan|hdnd|toa an)(?:\s{{1,8}}{UNIT})?|uy ban\s{{1,8}}{UNIT}"
    r"|(?<!\w)so(?=\s{1,8}(?:da|co|moi|cung)\b))\b"
)


def agency_before(paper: Paper, marks: Marks, mention: Mention) -> Mark | None:
    """Return the issuer that acts before the number; None where none is told."""
    if mention.kind.startswith("Đơn "):
        return None
    anchor = mention.anchor
    floor = max(marks.clause(anchor - 1) if anchor else 0, anchor - REACH)
    if mention.kind in _PARTIES:
        stop, weak = _lead(paper, mention, floor)
        body = _actor(paper, marks, mention, floor, stop, weak=False) if stop else None
        return body if body and not weak and _fits(mention, body.value) else None
    beside = next(marks.agencies_before(anchor, floor), None)
    if beside and _speaks(paper, mention, beside):
        return beside
    if beside and not paper.folded[beside.end : anchor].strip():
        if _RECEIVED_FROM.search(paper.folded, max(floor, beside.start - 24), beside.start):
            return beside if _fits(mention, beside.value) is not False else None
        sent = _SENT_TO.search(paper.folded, max(floor, beside.start - 24), beside.start)
        return _actor(paper, marks, mention, floor, sent.start(), weak=False) if sent else None
    stop, weak = _lead(paper, mention, floor)
    if stated := _stated_there(paper, marks, mention, floor):
        return stated
    return None if stop is None else _actor(paper, marks, mention, floor, stop, weak=weak)


_STATED_HERE = rule(rf"{_STATED.pattern}(?:cac\s)?$")
_COUNCILS = re.compile(r"UBND|HĐND")
"""Issuers of which there is one in every place: their code alone names none."""


def _stated_there(paper: Paper, marks: Marks, mention: Mention, floor: int) -> Mark | None:
    """``Sở Y tế đồng ý, thể hiện tại Công văn số 12/SYT-NVY``: the code is the body's own."""
    match = _STATED_HERE.search(paper.folded, max(floor, mention.anchor - 30), mention.anchor)
    if match is None or _COUNCILS.search(mention.symbol or ""):
        return None
    body = _actor(paper, marks, mention, floor, match.start(), weak=False)
    return body if body and _fits(mention, body.value) else None


_SPEAKS = rule(
    r"(?:\s{1,3}\([^()\n]{1,40}\))?(?P<verb>(?:\s{1,3}[^\W\d_]{1,8}){1,5})?\s?(?P<sign>:|\s[–-])\s{1,3}"
)


def _speaks(paper: Paper, mention: Mention, body: Mark) -> bool:
    """``Sở Tài chính: Công văn số …``, ``UBND tỉnh - Quyết định số …``, ``Sở Y tế trả lời: …``."""
    match = _SPEAKS.fullmatch(paper.folded, body.end, mention.anchor)
    if match is None or "\n\n" in match.group():
        return False
    before = paper.folded[max(0, body.start - 24) : body.start]
    if _OBJECT.search(before) or before.rstrip().endswith("gui:"):
        return False
    if match["verb"] and (_OTHERS.search(match["verb"]) or _FOLLOWS.search(match["verb"])):
        return False
    fits = _fits(mention, body.value)
    return fits is True or (fits is None and match["sign"] == ":" and not match["verb"])


def _lead(paper: Paper, mention: Mention, floor: int) -> tuple[int | None, bool]:
    """Return where the words end that must hold the actor, and whether the link is weak."""
    anchor = mention.anchor
    if mention.kind in _GRANTED_KINDS:
        granted = _GRANTED.search(paper.folded, max(floor, anchor - 100), anchor)
        if granted:
            return granted.start() + 1, False
    near = max(floor, anchor - 40)
    lead = _HANDS_OUT.search(paper.folded, near, anchor)
    if lead and not _STATED.search(paper.folded, max(floor, anchor - 30), anchor):
        return lead.start() + 1, False
    lead = _MENTIONS.search(paper.folded, near, anchor)
    return (lead.start() + (paper.folded[lead.start()] != "("), True) if lead else (None, True)


def _actor(
    paper: Paper, marks: Marks, mention: Mention, floor: int, stop: int, *, weak: bool
) -> Mark | None:
    for body in marks.agencies_before(stop, floor):
        if _issues(paper, body, stop, floor, mention, weak=weak):
            return body
    if weak:
        return None
    for match in reversed(list(_BARE_BODY.finditer(paper.folded, floor, stop))):
        start, end = match.span()
        if paper.folded[start - 1 : start] in ("-", "/"):
            continue  # A code inside a symbol.
        named = body_of_post(paper, start)
        end = named.end if named and named.end <= stop else end
        body = Mark(AGENCY, start, end, squeeze(paper.text[start:end]), 0.8)
        if _is_word(paper, start, end) and _issues(paper, body, stop, floor, mention, weak=False):
            return body
    return None


def _is_word(paper: Paper, start: int, end: int) -> bool:
    """``Sở`` folds to many words; alone it must be written so."""
    return end - start > 3 or paper.text[start:end] == "Sở" or paper.toneless


def _fits(mention: Mention, body: str) -> bool | None:
    return issuer_fits(mention.kind, mention.symbol, body)


def _issues(
    paper: Paper, body: Mark, stop: int, floor: int, mention: Mention, *, weak: bool
) -> bool:
    """Whether the body is the one that acts in the words up to ``stop``."""
    before = paper.folded[max(floor, body.start - 24) : body.start]
    between = paper.folded[body.end : stop]
    if len(between.split()) > MAX_WORDS or _OTHERS.search(between):
        return False
    fits = _fits(mention, body.value)
    if fits is False:
        return False
    if _OBJECT.search(before) and not (
        _ASKED_TO_MAKE.search(before)
        and _ADVERBS.fullmatch(between)
        and _MAKES.match(paper.folded, stop)
    ):
        return False
    if _OF.search(before) and between.strip():
        return False
    return not weak or _acts(paper, before, between, stop, fits)


def _acts(paper: Paper, before: str, between: str, stop: int, fits: bool | None) -> bool:
    """Whether a weak link (``theo``, a bracket) holds: a decision by that very body."""
    passive = re.search(r"\b(?:bi|duoc)\s+$", before) is not None
    if _FOLLOWS.search(between):
        return False
    if paper.folded.startswith(("(", "kem"), stop):
        return fits is True
    decides = bool(_DECIDES.search(between))
    return (fits is True and decides) or (fits is None and passive and decides)


# --- behind the mention --------------------------------------------------------------------------

_OPENING = rule(
    r"\s{0,8}(?:[-+•*]\s{1,3}|\d{1,2}[.)]\s{1,3}|[a-zd]\)\s{1,3})?"
    r"(?:(?:tuy nhien|do do|sau do|tiep do|ngoai ra|mat khac|vi vay|truoc do|rieng)\s?,?\s{1,3})?"
    r"(?:(?:ngay|hom)\s[^,]{4,30},\s{1,3})?"
    r"(?P<word>tai|bang|trong|theo|qua)\s{1,8}(?:noi dung\s)?(?:cac\s{1,8}|so\s{1,8})?"
)
_COMMA = rule(r"(?:\s{1,3}ngay\s\d{1,2}/\d{1,2})?\s{0,3},\s{1,8}(?:thi\s)?")


def agency_acting(paper: Paper, marks: Marks, mention: Mention) -> Mark | None:
    """``Tại Công văn số …, UBND tỉnh giao …``: the body that speaks in the document."""
    if mention.kind in _PARTIES or not mention.symbol or "/" not in mention.symbol:
        return None
    anchor = mention.anchor
    clause = marks.clause(anchor - 1) if anchor else 0
    opening = _OPENING.fullmatch(paper.folded, clause, anchor)
    if opening is None or (opening["word"] == "theo" and mention.kind != JUDGMENT):
        return None
    for end in dict.fromkeys((mention.end, mention.subject[1] if mention.subject else mention.end)):
        comma = _COMMA.match(paper.folded, end)
        body = marks.agencies.get(comma.end()) if comma else None
        if body and _fits(mention, body.value):
            return replace(body, confidence=0.8)
    return None


_DONE_BY = rule(
    r"(?:thu hoi|giai quyet|xu phat|cuong che|boi thuong|tra loi|khong thu ly|thu ly|dinh chi|bac"
    r"|xu ly|phe duyet phuong an|ky luat|cho thoi viec|buoc thoi viec)\b"
)


def agency_of_subject(paper: Paper, marks: Marks, mention: Mention) -> Mark | None:
    """``Quyết định số … về việc thu hồi đất của UBND huyện``: the body that ends the subject.

    Only behind words of a decision on others, and only where the symbol speaks for the body.
    """
    if mention.subject is None or mention.kind in _PARTIES or not mention.symbol:
        return None
    start, end = mention.subject
    if not _DONE_BY.match(paper.folded, start):
        return None
    body = next(marks.agencies_before(end, start), None)
    if body is None or body.end != end or not _fits(mention, body.value):
        return None
    lead = paper.folded[start : body.start]
    if not _OF.search(lead) or re.search(r"\b(?:so|tai san|tru so|van ban)\s+cua\s+$", lead):
        return None
    return replace(body, confidence=0.6)


# --- the day before the number -------------------------------------------------------------------

_AT_FIRST = rule(
    r"\s{0,8}(?:[-+•]\s)?(?:vao\s|den\s|toi\s|hom\s)?(?:nam\s(?P<y>(?:19|20)\d{2})\b)?"
)
_MADE = rule(
    r"\s(?:(?:ra|ban hanh|ky|lap|co|phat hanh|tuyen|thong qua|ky ban hanh)"
    r"(?: (?:tiep|them|cac|van ban|\d{1,2}))*"
    r"|cap(?: cho [^.;:,]{1,60})?)\s{1,8}$"
)
_RECEIVED = rule(r"\b(?:toi|chung toi|nhan|gui|nop|doc|biet|xem|theo)\b")


_AFTER_DAY = rule(r"\s?,?\s{1,3}(?:(?:da|moi|vua)\s)?" + _MADE.pattern.removeprefix(r"\s"))


def _day_beside(paper: Paper, marks: Marks, clause: int, anchor: int) -> Mark | None:
    """``Bộ Tài chính, ngày 14/12/2016, ban hành Thông tư số …``: the day between body and verb."""
    for day in marks.dates_in(max(clause, anchor - 80), anchor):
        if _AFTER_DAY.fullmatch(paper.folded, day.end, anchor):
            body = next(marks.agencies_before(day.start, clause), None)
            told = body and paper.folded[body.end : day.start].strip(" ,\n")
            return (
                replace(day, confidence=0.8) if body and told in ("", "ngay", "vao ngay") else None
            )
    return None


def date_before(paper: Paper, marks: Marks, mention: Mention) -> Mark | None:
    """``Ngày 15/3/2024 UBND xã ra Thông báo số …``: the day on which the paper was made."""
    anchor = mention.anchor
    clause = marks.clause(anchor - 1) if anchor else 0
    if anchor - clause > REACH or not _MADE.search(paper.folded, max(clause, anchor - 80), anchor):
        return None
    beside = _day_beside(paper, marks, clause, anchor)
    if beside:
        return beside
    heading = paper.text.find("\n", clause, anchor)
    if heading > 0 and paper.text[clause:heading].isupper():
        clause = heading + 1
    match = _AT_FIRST.match(paper.folded, clause)
    if match is None:
        return None
    day = marks.dates.get(match.end())
    if match["y"] and mention.kind == CERTIFICATE:
        return Mark(DATE, match.start("y"), match.end("y"), match["y"], 0.7)
    if day is None or day.end >= anchor or _RECEIVED.search(paper.folded, day.end, anchor):
        return None
    return replace(day, confidence=0.8)
