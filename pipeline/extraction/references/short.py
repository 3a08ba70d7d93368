"""Mentions without a symbol: ``Nghị định 64``, ``Biên bản làm việc ngày …``, ``Luật này``."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.extraction.forms.symbols import certificate_at
from pipeline.extraction.paper import Mark, Paper
from pipeline.extraction.references.bodies import body_at
from pipeline.extraction.references.heads import ANY_PAPER, LETTER, Head
from pipeline.extraction.references.mention import Marks, Mention
from pipeline.extraction.references.tail import with_tail
from pipeline.extraction.wordlists import rule

_NUMBER = r"(?P<n>\d{1,6}[a-zd]?(?:/(?:19|20)\d{2})?)(?![\w]|\s?[/-]\s?\d|[.,]\d|\s?%|\s?/)"
_SO = rule(rf"(?P<q>(?:\s{{1,8}}[^\W\d_]{{1,12}}){{0,10}}?)[\s,:(]{{1,8}}so[\s:.]{{0,4}}{_NUMBER}")
_BARE = rule(rf"\s{{1,8}}{_NUMBER}")
_CITED = ("Nghị định", "Thông tư", "Thông tư liên tịch", "Nghị quyết", "Chỉ thị", "Pháp lệnh")
_POINTING = rule(r"\s{1,8}(?P<word>nay|(?:da\s|duoc\s)?(?:neu\s|noi\s|ke\s)?(?:tren)|da neu)\b")
_PLURAL = rule(r"\b(?:cac|nhung|moi|hai|ba|bon|nam|tat ca|toan bo|so)\s{1,8}$")
_OWN_ACTS = (
    "Luật",
    "Bộ luật",
    "Pháp lệnh",
    "Nghị định",
    "Nghị quyết",
    "Thông tư",
    "Thông tư liên tịch",
    "Chỉ thị",
    "Quyết định",
)
"""What ``này`` may point at: in another paper it is the act that was cited last."""


_NEXT_NUMBER = rule(rf"(?:,\s{{0,8}}|,?\s{{1,8}}va\s{{1,8}})(?P<so>so[\s:.]{{1,4}})?{_NUMBER}")
MAX_NUMBERS = 40


def further_numbers(paper: Paper, marks: Marks, first: Mention) -> list[Mention]:
    """``các Quyết định số 12, 13 và 14 ngày … của …``: the items that share the type word.

    What stands behind the last belongs to all. Without further numbers the first alone is given.
    """
    items, end = [first], first.end
    if first.date or first.agency or first.symbol is None:
        return items
    while len(items) < MAX_NUMBERS and (match := _NEXT_NUMBER.match(paper.folded, end)):
        if _counted(paper, match.end()) and match.end() + 1 not in marks.dates:
            break
        start = match.start("so") if match["so"] else match.start("n")
        symbol, finish = _text(paper, match), match.end("n")
        items.append(replace(first, start=start, end=finish, symbol=symbol, head=first.start))
        end = match.end("n")
    last = with_tail(paper, marks, items[-1])
    return [*(replace(i, date=last.date, agency=last.agency) for i in items[:-1]), last]


def by_number(paper: Paper, marks: Marks, head: Head) -> Mention | None:
    """``Quyết định số 2764``, ``Nghị định 64``, ``quyết định 77``: a number without symbol."""
    stated = _SO.match(paper.folded, head.end, head.end + 120)
    if stated:
        item = Mention(head.start, stated.end("n"), head.kind, _text(paper, stated))
        return with_tail(paper, marks, replace(item, confidence=0.85))
    bare = _BARE.match(paper.folded, head.end)
    if bare is None or _counted(paper, bare.end()):
        return None
    item = Mention(head.start, bare.end("n"), head.kind, _text(paper, bare), confidence=0.7)
    if head.kind in _CITED and ("/" in bare["n"] or paper.text[head.start].isupper()):
        return with_tail(paper, marks, replace(item, confidence=0.8))
    if paper.text[head.start].isupper() or "/" in bare["n"]:
        item = with_tail(paper, marks, item)
    if item.agency or item.date:
        return replace(item, confidence=0.75)
    # Only where a full mention of that number stands elsewhere: see resolve.
    return replace(item, confidence=0.5)


_COUNT_WORD = rule(
    r"\s{1,8}(?:nam|thang|ngay|trieu|dong|ho|vu|don|nguoi|dieu|lan|gio|muc|noi dung)\b"
)


def _counted(paper: Paper, end: int) -> bool:
    """``kế hoạch 5 năm``: a number that counts what follows."""
    return bool(_COUNT_WORD.match(paper.folded, end))


def _text(paper: Paper, match: re.Match[str]) -> str:
    return paper.text[match.start("n") : match.end("n")]


_CERTIFICATE_NUMBER = rule(
    r"(?:(?!giay chung|so do\b|so hong|gcn)[^.;\f]){0,120}?\b(?:so(?: phat hanh| seri)?"
    r"|seri(?: so)?|phat hanh)[\s:]{1,8}(?=[a-z]{1,2}\s?\d)"
)
_BOOK_NUMBER = rule(
    r",?\s{1,8}(?P<open>\()?(?:so vao so|vao so)(?: cap)?(?: gcn)?(?: so)?\s{0,3}:?\s{0,3}"
)


_NEXT_CERTIFICATE = rule(
    r"(?:,\s{0,8}(?:va\s{1,8})?|\s{1,8}va\s{1,8})(?P<so>so[\s:]{1,4})?(?=[a-z]{1,2}\s?\d)"
)


def certificates(paper: Paper, marks: Marks, head: Head) -> list[Mention]:
    """``các Giấy chứng nhận số CK 552108, CK 552109 và CK 552117 do … cấp ngày …``.

    What stands behind the last belongs to all.
    """
    first = _certificate(paper, head)
    items = [first] if first else []
    while items and len(items) < MAX_NUMBERS:
        match = _NEXT_CERTIFICATE.match(paper.folded, items[-1].end)
        number = certificate_at(paper.text, match.end()) if match else None
        if match is None or number is None:
            break
        start = match.start("so") if match["so"] else match.end()
        items.append(Mention(start, number[0], head.kind, number[1], head=head.start))
    if not items:
        return []
    last = with_tail(paper, marks, items[-1])
    return [*(replace(i, date=last.date, agency=last.agency) for i in items[:-1]), last]


def _certificate(paper: Paper, head: Head) -> Mention | None:
    """A land certificate with its printed number, and the number in the book behind it."""
    match = _CERTIFICATE_NUMBER.match(paper.folded, head.end, head.end + 140)
    number = certificate_at(paper.text, match.end() if match else head.end + 1)
    if number is None:
        return None
    end, symbol = number
    book = _BOOK_NUMBER.match(paper.folded, end)
    entered = certificate_at(paper.text, book.end()) if book else None
    if book and entered:
        end = entered[0] + (bool(book["open"]) and paper.text.startswith(")", entered[0]))
    return Mention(head.start, end, head.kind, symbol)


_SENT_ON = rule(
    r"\bdon(?: cua (?:chung toi|toi|gia dinh toi|ong|ba|anh|chi|cong dan)(?: [^\W\d_]{1,8}){0,4}?)?"
    r" (?:de|viet|ghi) (?=ngay )"
)


def petitions_by_day(paper: Paper, marks: Marks) -> Iterator[Mention]:
    """``đơn của ông đề ngày 20/02/2025``: a petition known by its day alone."""
    for match in _SENT_ON.finditer(paper.folded):
        date = marks.dates.get(match.end())
        if date and len(date.value) == len("2024-03-12") and paper.text[match.start() + 1] in "ơo":
            yield Mention(match.start(), date.end, "Đơn", date=date, confidence=0.7)


_STOPPERS = rule(
    r"\b(?:toi|cho|vao|da|thi|la|ma|khi|den|tu|duoc|bi|khong|nay|neu|phai|se|dang|con|nhung"
    r"|truoc|sau|gio|trong|gui|hang|dinh ky|luc|nhan|ra|co)\b|\d"
)
_TIME = rule(r"\blan (?:thu )?\d\b|\btai cho\b(?= do\b)")


def by_date(paper: Paper, marks: Marks, head: Head) -> Mention | None:
    """A document named by type and day: ``Biên bản làm việc ngày 12/3/2024``."""
    if head.type.needs_number:
        return None
    date = next(marks.dates_in(head.end, head.end + 140), None)
    if date is None or len(date.value) < len("2024-03-12"):
        return None
    between = paper.folded[head.end : date.start]
    if not re.fullmatch(r"[^.;:()\f]*", between) or "\n\n" in between:
        return None
    if "\n" in between and paper.text[head.start : head.end].isupper():
        return None  # The paper's own title, then its place and day.
    if len(between.split()) > 18 or _STOPPERS.search(_TIME.sub(" ", between)):
        return None
    item = Mention(
        head.start,
        date.end,
        head.kind,
        date=date,
        agency=_issuer(paper, marks, head, date),
        confidence=0.8,
    )
    item = with_tail(paper, marks, item)
    if paper.text[head.start].isupper() or head.type.small:
        return item
    # The everyday word: "quyết định ngày 5/3/2024 của UBND xã" names a paper, no more.
    named = item.agency is not None and not between.strip()
    return replace(item, confidence=0.7) if named else None


_MAKER = rule(r"\s(?:do|cua)\s{1,8}(?=toa an\b|so\b)")


def _issuer(paper: Paper, marks: Marks, head: Head, date: Mark) -> Mark | None:
    """``Biên bản hòa giải của UBND xã ngày …``; where a paper was made, or with whom, is none."""
    body = next(marks.agencies_before(date.start, head.end), None)
    maker = _MAKER.search(paper.folded, head.end, date.start)
    if body is None and maker:
        return body_at(paper, marks, maker.end(), joint=False)
    lead = body and paper.folded[head.end : body.start].split()[-1:]
    return body if lead in (["cua"], ["do"], []) else None


def pointing(paper: Paper, head: Head) -> Mention | None:
    """``Luật này``, ``văn bản trên``, ``Nghị quyết nói trên``: whose document is told before."""
    match = _POINTING.match(paper.folded, head.end)
    if match is None or _PLURAL.search(paper.folded, max(0, head.start - 12), head.start):
        return None
    if match["word"] == "nay":
        if head.kind not in _OWN_ACTS or not paper.text[head.start].isupper():
            return None
        if not paper.text.startswith(("này", "nay", "NÀY"), match.start("word")):
            return None
        return Mention(head.start, match.end(), head.kind, confidence=0.7, back=True)
    kind = LETTER if head.kind == ANY_PAPER else head.kind
    return Mention(head.start, head.end, kind, confidence=0.7, back=True)
