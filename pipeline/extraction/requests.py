"""What the writer asks for: the items after a request's colon, else what its sentences ask.

A sentence that asks for several things («hủy quyết định …; bồi thường … và xin lỗi») is cut before
each verb of asking for something new. Closing words («kính mong quý cơ quan quan tâm») are a
request only where there is no other.
"""

import re
from collections.abc import Iterator

from pipeline.extraction.items import ITEM, inline_items, items_after, paragraphs_between, trimmed
from pipeline.extraction.paper import Paper
from pipeline.extraction.sentences import sentences
from pipeline.extraction.wordlists import rule

Span = tuple[int, int]
MAX_REQUESTS = 20

_WHO = (
    r"(?:toi|tui|tui toi|tui tui|chung toi|chung tui|chung con|gia dinh toi|gia dinh chung toi"
    r"|em|con"
    r"|chau|nay|vay|vi vay|vi the|do do|do vay|the nen|cho nen|nen|bang don nay|cac ho dan"
    r"|tap the|ba con"
    r"|nhan dan|dan|cong ty|cong ty chung toi|kinh|quy co quan|tu do|tren|truoc|mot lan nua"
    r"|anh em|toi chi"
    r"|vo chong toi|hop tac xa|gia dinh|ho toi|phu huynh|tieu thuong)"
)
_ASKING = rule(
    rf"(?<![^\W\d_]){_WHO}"
    r"(?:[\s,]{1,3}(?:xin|rat|cung|da|tran trong|mot lan nua|nay|deu|dong|kinh|chung toi|toi|chi"
    r"|dam|cui"
    r"|tha thiet|khan thiet|lam don(?: nay)?|viet don(?: nay)?|gui don(?: nay)?|de|cac ong"
    r"|quy vi|co)){0,4}"
    r"[\s,]{1,3}(?P<ask>@asking@|cui xin|keu cuu|van xin|khan cau|khan xin|thinh nguyen|uoc mong"
    r"|mong moi)\b"
)
_HEADING = rule(
    r"(?:(?:[IVXivx]{1,4}|\d{1,2})[.)]\s*)?(?:(?:cac"
    r"|nhung) )?(?:@request_heading@)[^\n:]{0,60}:?\s*"
)
# A sentence that begins with the asking itself: "Đề nghị các cấp …".
_PLAIN = rule(
    r"(?:kinh |rat |tha thiet |khan thiet |cui |chi )?(?:de nghi|mong|yeu cau|kien nghi|nho|xin"
    r"|keu cuu"
    r"|tha thiet|nguyen vong cua)\b(?!\s?:)"
)
_DECLARES = rule(
    r"\bkien nghi (?:ve )?viec\b|\b(?:cam doan|giau ten|cam ket|chiu trach nhiem|hua)\b"
    r"|\bxin (?:chan thanh |tran trong )?(?:cam on|cam doan|chao|hua)\b"
    r"|\bnhung (?:khong|chua|xa|ho|cac|ong|van)\b|\bxin (?:duoc )?(?:gop y|trinh bay|phan anh"
    r"|to cao|khieu nai|bao cao|thong bao|thua|ke|noi|gui"
    r"|kien nghi (?:mot so|noi dung) )"
    r"|\bmong (?:som )?nhan duoc\b|\bxin gui kem|\bgui kem\b|\b(?:kinh|xin|cau) chuc\b"
    r"|\bchuc (?:quy|cac|ong|ba|suc|ban)\b|\bdoi on\b|\btinh nguyen\b"
)
_PAST = rule(
    r"\b(?:da|tung|nhieu lan|hom|dao|luc)\s+(?:\w+\s+){0,2}(?:lam don\s+|gui don\s+"
    r"|co don\s+)?(?:de nghi|yeu cau"
    r"|kien nghi|xin)\b"
)
_ROUTINE = rule(
    r"(?=[^.]*\b(?:xem xet|giai quyet|quan tam|giup|soi|luu tam|luu y|tham tinh|cuu xet|chi dao"
    r"|tra loi|thau)\b)"
    r"(?:(?:kinh|rat|mong|xin|de nghi|yeu cau|tha thiet|khan thiet|som|duoc|cac|cap|quy|co|quan"
    r"|chinh"
    r"|quyen|lanh|dao|ban|nganh|ubnd|uy|nhan|dan|xa|phuong|huyen|tinh|thanh|pho|thanh tra|ong|ba"
    r"|chu|tich|giam|doc|bi|thu|so|hay|nhanh|chong|kip|thoi|xem|xet|giai|quyet|quan|tam|giup|do|soi"
    r"|luu|chi|cho|toi|chung|em|con|chau|gia|dinh|dan|theo|dung|quy|dinh|cua|phap|luat|va|tham|cuu"
    r"|thau|tinh|hop|dat|ly|som|tra|loi|trung|uong|nguoi|lao|dong|to|dan|dang|nha|nuoc|ca|nghien"
    r"|de|don|nay|vu|viec|nguyen|vong|noi|dung|tren|bang|van|ban|la|voi|nhu|the|nao|giup|hai"
    r")\b[\s,.;:]*){2,40}"
)
_FILLED = re.compile(r"…{1,}|\.{4,}|_{4,}|\{\{|\(Blank")


def spans_of(paper: Paper, start: int, end: int) -> tuple[Span, ...]:
    """Return the requests between the identity lines and the attachments, in order."""
    spans: list[Span] = []
    listed = _listed(paper, start, end)
    for span in (*listed, *_asked(paper, start, end, listed)):
        if _is_filled(paper, *span) and all(span[1] <= s or e <= span[0] for s, e in spans):
            spans.append(span)
        if len(spans) >= 2 * MAX_REQUESTS:
            break
    unique = _unrepeated(paper, sorted(spans))
    return tuple(_without_routine(paper, unique, frozenset(listed))[:MAX_REQUESTS])


def _is_filled(paper: Paper, start: int, end: int) -> bool:
    return end - start > 5 and not _FILLED.search(paper.text, start, end)


def _unrepeated(paper: Paper, spans: list[Span]) -> list[Span]:
    """Without a request that a later one says again with most of its words."""
    words = [set(re.findall(r"[^\W_]+", paper.folded[s:e])) for s, e in spans]
    kept: list[Span] = []
    for number, span in enumerate(spans):
        mine = words[number]
        again = any(len(mine & later) >= 0.8 * len(mine) for later in words[number + 1 :])
        if not again:
            kept.append(span)
    return kept


def _without_routine(paper: Paper, spans: list[Span], listed: frozenset[Span]) -> list[Span]:
    """What stands in a list is meant; a sentence of mere courtesy or a cry is kept if alone."""
    own = [s for s in spans if s in listed or not _ROUTINE.fullmatch(paper.folded, *s)]
    own = [s for s in own if s in listed or len(paper.folded[slice(*s)].split()) > 2] or own
    return own or spans[:1]


_LEADS = rule(
    r"\b(?:xin|de nghi|yeu cau|mong|kien nghi|nho|keu cuu|nguyen vong|cau xin|thinh cau|can"
    r"|mong muon)\b[^.;]{0,90}:$"
)


def _led(paper: Paper, start: int, end: int) -> list[Span]:
    """The items behind each sentence that asks and ends with a colon."""
    found: list[Span] = []
    for first, last in sentences(paper, start, end):
        last = _over_label(paper, last)
        if paper.text[last - 1] == ":" and _LEADS.search(
            paper.folded, max(first, last - 120), last
        ):
            items = list(items_after(paper, last, end))
            if not _DECLARES.search(paper.folded, max(first, last - 120), last):
                found += items
    return found


def _over_label(paper: Paper, end: int) -> int:
    """``… đề nghị Chủ tịch⏎UBND tỉnh:`` is one sentence, though its end looks like a label."""
    number = paper.line_number(end - 1)
    if paper.text[end - 1] in ".;:!?" or number + 1 >= len(paper.lines):
        return end
    following = paper.lines[number + 1]
    short = following.text.endswith(":") and len(following.text) < 60
    return following.end if short and following.block == paper.lines[number].block else end


def _listed(paper: Paper, start: int, end: int) -> list[Span]:
    return [*_headed(paper, start, end), *_led(paper, start, end)]


def _asked(paper: Paper, start: int, end: int, listed: list[Span]) -> Iterator[Span]:
    """Yield what sentences ask, behind a list of requests where there is one.

    Such a list is whole: what was asked before it is part of the story.
    """
    headed = next(_headed(paper, start, end), None)
    whole = len(listed) > 1 or headed is not None
    floor = max((s for s, _ in listed), default=start) if whole else start
    for first, last in sentences(paper, floor, end):
        lead = ITEM.match(paper.folded, first, last)
        first = lead.end() if lead else first
        match = (
            _ASKING.search(paper.folded, first, last)
            or _PLAIN.match(paper.folded, first, last)
            or _MIDDLE.search(paper.folded, first, last)
        )
        if (
            match is None
            or _DECLARES.search(paper.folded, match.start(), last)
            or _PAST.search(paper.folded, first, last)
        ):
            continue
        if paper.text[_over_label(paper, last) - 1] == ":":
            continue
        inline = inline_items(paper, match.end(), last)
        if inline:
            yield from inline
            continue
        yield from _parts(paper, _from_ask(paper, match, first), trimmed(paper, first, last))


_SHORT_LEAD = 40


def _from_ask(paper: Paper, match: re.Match[str], first: int) -> int:
    """A request begins after a short «Vì vậy, tôi đề nghị»; after a longer lead, at its sentence,
    which would else lose its sense."""
    start = match.end()
    while paper.text[start : start + 1] in " \n:,":
        start += 1
    return start if match.start() - first <= _SHORT_LEAD or "ask" in match.groupdict() else first


# --- several things asked for in one sentence ----------------------------------------------------

_VERB = (
    r"(?:huy|thu hoi|tra|hoan|boi thuong|boi hoan|den bu|den|cap|cong nhan|khoi phuc|xin loi"
    r"|cong khai"
    r"|doi thoai|xu ly|ky luat|cach chuc|bat|truy cuu|dieu tra|lam ro|xac minh|thanh tra"
    r"|kiem tra|do|do dac"
    r"|tinh|sua|sua chua|dung|ngung|cham dut|dinh chi|tam dinh chi|pha do|thao do|tam dung"
    r"|tam ngung|hoan"
    r"|khang nghi|ngan chan|giai quyet|tra loi"
    r"|bo tri|ho tro"
    r"|giu|ap dung|bao ve|to chuc|chi dao|giao|buoc|yeu cau|thong bao|huong dan|mien|giam"
    r"|gia han|di doi"
    r"|xay|lap|nang cap|mo|dua|cho|chuyen|thay|bo|xem xet|tao dieu kien|trung cau|thu|phat"
    r"|tich thu|rut)"
)
_MIDDLE = rule(
    rf",\s(?:nay |chi )?(?P<ask>xin|de nghi|yeu cau|mong)\s(?=(?:quy |ban |ong "
    rf"|ba )?(?:\w+ ){{0,2}}{_VERB}\b)"
    r"|\b(?:khieu nai|to cao|lam don|viet don|don nay|nen|vay|thoi)\s(?:va |de |nay )?"
    r"(?P<wish>(?:kinh |rat )?(?:xin|de nghi|yeu cau|mong))\s(?!giai quyet\b)"
    r"|\bmuon\s(?=(?:xa|phuong|ubnd|uy ban|cac|nha nuoc|chinh quyen|cong an|thon|co quan)\b)"
)
_CUT = rule(
    rf"(?:;|\.(?=\s))\s*(?:va |dong thoi |ngoai ra,? )?(?=\S)"
    rf"|,?\s(?:va|dong thoi)(?: (?:de nghi|yeu cau|mong|xin|phai|som))?\s(?={_VERB}\b)"
)
_SERIES = rule(rf",\s(?={_VERB}\s\w+\s\w)(?!va\b)")
_MIN_PART = 3
"""Words that a part must have: «xác minh và xử lý ông A» is one request."""


def _parts(paper: Paper, start: int, end: int) -> Iterator[Span]:
    """Yield the sentence cut where it asks for something new."""
    begin = start
    cuts = list(_CUT.finditer(paper.folded, start, end))
    # "trả A, trả B và xin lỗi": the commas of a series part requests, too.
    series = any(m.group().strip(" ,").startswith(("va", "dong")) for m in cuts)
    cuts = sorted([*cuts, *_SERIES.finditer(paper.folded, start, end)], key=lambda m: m.start())
    for match in cuts:
        before = paper.folded[begin : match.start()].split()
        behind = paper.folded[match.end() : end].split()
        semicolon = match.group().lstrip()[:1] == ";"
        least = _MIN_PART if series else _MIN_PART + 1
        if match.group().strip() == "," and not (len(before) >= least and _has_object(before)):
            continue
        if (
            match.start() < begin
            or len(behind) < 2
            or len(before) < (2 if semicolon else _MIN_PART)
        ):
            continue
        yield begin, trimmed(paper, begin, match.start())
        begin = match.end()
    yield begin, trimmed(paper, begin, end)


def _has_object(words: list[str]) -> bool:
    """Whether something follows the last verb of asking: ``thu hồi, hủy bỏ X`` is one."""
    said = " ".join(words)
    last = max((m.end() for m in rule(rf"\b{_VERB}\b").finditer(said)), default=0)
    return len(said[last:].split()) > 0


# --- under a heading -----------------------------------------------------------------------------


def _headed(paper: Paper, start: int, end: int) -> Iterator[Span]:
    """``Yêu cầu giải quyết khiếu nại: …`` as a heading, with text or items after it."""
    for number, line in enumerate(paper.lines):
        if not start <= line.start < end:
            continue
        lead = ITEM.match(paper.folded, line.start, line.end)
        match = _HEADING.match(paper.folded, lead.end() if lead else line.start, line.end)
        if match is None or not _is_heading(paper, match, line.end):
            continue
        if match.end() >= line.end:
            items = list(items_after(paper, line.end, end))
            yield from items or list(_next_paragraph(paper, number, end))
        elif paper.text[match.end() - 1 : match.end()] == " " or ":" in match.group():
            stop = min(end, paper.paragraph_end(line.start))
            items = list(items_after(paper, line.end, end)) if paper.text[stop - 1] == ":" else []
            yield from (
                items
                or inline_items(paper, match.end(), stop)
                or list(_parts(paper, match.end(), trimmed(paper, match.end(), stop)))
            )


def _is_heading(paper: Paper, match: re.Match[str], line_end: int) -> bool:
    """A colon closes a heading; without one it is a short line that ends no sentence."""
    if ":" in match.group():
        return True
    return match.end() >= line_end and len(match.group()) < 40 and match.group()[-1] not in ".;,"


def _next_paragraph(paper: Paper, number: int, end: int) -> Iterator[Span]:
    """The paragraph under a heading; one that leads to a list is the list's own matter."""
    if number + 1 < len(paper.lines) and paper.lines[number + 1].start < end:
        start = paper.lines[number + 1].start
        stop = min(end, paper.paragraph_end(start))
        if paper.text[stop - 1] != ":":
            yield from _parts(paper, start, trimmed(paper, start, stop))


__all__ = ["MAX_REQUESTS", "paragraphs_between", "spans_of"]
