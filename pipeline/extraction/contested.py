"""The decisions or acts that a paper complains of or denounces."""

import re
from collections.abc import Collection, Iterator, Sequence

from pipeline.extraction.findings import Kind, Reference, Value
from pipeline.extraction.paper import Paper
from pipeline.extraction.references import Mention
from pipeline.extraction.wordlists import rule

REACH = 110
"""Characters between a cue of contesting and the document that it names."""

_DECISIONS = (
    "Quyết định",
    "Thông báo",
    "Công văn",
    "Văn bản",
    "Kết luận",
    "Kết luận thanh tra",
    "Kết luận nội dung tố cáo",
    "Phương án",
    "Biên bản",
    "Giấy phép",
    "Giấy phép xây dựng",
    "Tờ trình",
    "Kế hoạch",
    "Giấy mời",
    "Giấy chứng nhận quyền sử dụng đất",
)
_CUE = rule(
    r"\b(?:khieu nai(?!\s{1,3}(?:lan|ngay|cua|va|to cao|so))|khong (?:dong y|nhat tri|chap nhan"
    r"|dong tinh|thong nhat)"
    r"|xem xet(?: lai)?|thu hoi|huy(?: bo)?|bai bo|sua doi|dinh chi(?: thi hanh)?|trai phap luat"
    r"|phan doi|bi khieu nai)\b"
)
_REPORTED = rule(r"\b(?:khieu nai(?!\s{1,3}(?:lan|ngay|cua|va|to cao|so|la))|bi khieu nai)\b")
_CANCELLED = rule(r"\b(?:huy(?: bo)?|thu hoi|sua|dinh chi)\b")
# What may stand between the cue and the document's type word.
_BRIDGE = rule(
    r"(?:[\s,:\"“(]{1,4}(?:doi voi|voi|ve|viec|noi dung|toan bo|mot phan|lan dau|lan hai|lan 1"
    r"|lan 2|cac|hai|ba|khoan|diem|dieu|quyet dinh hanh chinh|ban hanh|cua|tai|theo|la|ra|da"
    r"|\d{1,2}|so|"
    r"quyet dinh|hanh vi hanh chinh|hanh chinh|ket qua giai quyet|va|:)){0,9}[\s,:\"“(-]{0,4}"
)


def contested_mentions(paper: Paper, mentions: Sequence[Mention], kind: Kind) -> frozenset[int]:
    """Return the numbers of the mentions that are contested.

    In a complaint those that the writer contests; in an official document those of which it says
    that somebody complains of them.
    """
    if kind not in ("complaint", "mixed", "official"):
        return frozenset()
    cue = _REPORTED if kind == "official" else _CUE
    found: set[int] = set()
    for number, mention in enumerate(mentions):
        if mention.kind in _DECISIONS and (
            _contested(paper, mention, cue) or _goes_on(paper, mentions, number, found)
        ):
            found.add(number)
    same = same_documents(mentions, frozenset(found))
    if kind == "official":
        found |= {n for n in same if _contested(paper, mentions[n], _CANCELLED)}
    else:
        found |= {n for n in same if "/" in (mentions[n].symbol or "/")}
    return frozenset(found)


_SERIES = rule(r"\s{0,3}(?:,|;|va|,\s{1,3}va)\s{1,3}(?:cac\s{1,3}|so\s{1,3}){0,2}")


def _goes_on(
    paper: Paper, mentions: Sequence[Mention], number: int, found: Collection[int]
) -> bool:
    """``khiếu nại Quyết định A và Quyết định B``: the series is contested as a whole."""
    if number - 1 not in found:
        return False
    before, mention = mentions[number - 1], mentions[number]
    if mention.head >= 0 and mention.head in (before.head, before.start):
        return True
    ends = (before.end, before.subject[1] if before.subject else before.end)
    return any(
        end <= mention.start and _SERIES.fullmatch(paper.folded, end, mention.start) for end in ends
    )


def _contested(paper: Paper, mention: Mention, cues: re.Pattern[str]) -> bool:
    floor = max(0, mention.anchor - REACH)
    for cue in cues.finditer(paper.folded, floor, mention.anchor):
        if _BRIDGE.fullmatch(paper.folded, cue.end(), mention.anchor):
            before = paper.folded[max(0, cue.start() - 24) : cue.start()]
            return not re.search(
                r"\b(?:giai quyet|quyet dinh giai quyet|luat|don|ve)\s{1,3}$", before
            ) or (before.rstrip().endswith("don"))
    return False


def same_documents(mentions: Sequence[Mention], contested: frozenset[int]) -> list[int]:
    """Return the numbers of all mentions of the contested documents, in order."""
    keys = {_key(mentions[n]) for n in contested}
    return [
        number
        for number, mention in enumerate(mentions)
        if number in contested or (_key(mention) in keys and _key(mention) != ("", ""))
    ]


def _key(mention: Mention) -> tuple[str, str]:
    if mention.symbol or mention.resolved:
        return "symbol", mention.resolved or mention.symbol or ""
    return ("date", f"{mention.kind} {mention.date.value}") if mention.date else ("", "")


_ACT = rule(
    r"\b(?:khieu nai(?: doi voi)?|to cao|to giac)\s{1,3}(?:(?:ong|ba"
    r"|dong chi)[^.;]{2,200}?\s)?(?P<act>(?:ve\s)?(?:viec|cac hanh vi|hanh vi|nhung hanh vi"
    r"|quyet dinh|ket luan|thong bao)\b)"
)
_LABEL = rule(
    r"(?:khieu nai|to cao) ve (?:viec|hanh vi)\s?:\s?|(?:ve hanh vi|hanh vi bi (?:khieu nai"
    r"|to cao)|quyet dinh, hanh vi bi khieu nai|noi dung (?:khieu nai|to cao))\s?:\s?"
)
_ACT_END = rule(
    r"[.;](?!\d)|\s+(?:với lý do|vì lý do|như sau|cụ thể|nội dung cụ thể|và (?:đề nghị|kính"
    r"|yêu cầu))\b|:\s*$|:\n"
)
# "Tôi tố cáo ông A, Trưởng thôn 3, đã nhận …": read with its tone marks and small letters, since
# names fold to verbs (Nhân, Vì, Lay).
_PLAIN_ACT = rule(
    r"\b(?:[tT]ôi|[eE]m|[cC]on|[cC]háu) (?:(?:xin|nay|này|kính|phải|muốn|được|để|cùng"
    r"|(?:làm|viết|gửi|có) đơn) ){0,6}(?:tố cáo|tố giác) (?:đối với )?(?:(?:các|một số|những) )?"
    r"(?:[ôÔ]ng|[bB]à|[aA]nh|[cC]hị|[đĐ]ồng chí|[cC]án bộ|[cC]ông chức|[cC]hủ tịch|[pP]hó"
    r"|[tT]rưởng|[gG]iám đốc|[bB]í thư|[kK]ế toán|[hH]iệu trưởng) [^.;:!?]{2,200}?(?<!\w)"
    r"(?:về |có |vì )?(?P<act>việc |hành vi |có dấu hiệu |trong việc |lợi dụng |lạm dụng "
    r"|đã (?!nghỉ|chuyển|mất|được|bị|nêu|ký|từng)|chiếm |lấy |tham ô|vòi |bớt xén |ăn chặn "
    r"|(?<!tiếp\s)(?<!ghi\s)(?<!xác\s)(?<!chứng\s)(?<!công\s)nhận |bao che |làm giả |lập khống "
    r"|cố ý )"
)


def contested_of(
    paper: Paper, references: Sequence[Reference], kind: Kind, about: tuple[int, int] | None
) -> tuple[Value, ...]:
    """Return the contested documents once each; without one, the act in the writer's words."""
    if kind not in ("complaint", "denunciation", "mixed"):
        return ()
    documents = tuple(_documents(references))
    if documents and kind == "complaint":
        return documents
    act, confidence = _act(paper, about), 0.7
    if act is None and kind != "complaint":
        act, confidence = _plain_act(paper), 0.6
    if act is None or not _is_act(paper, act):
        return documents
    return (*documents, paper.value(*act, confidence=confidence))


def _documents(references: Sequence[Reference]) -> Iterator[Value]:
    """Yield each contested document at its fullest mention, whatever that one tells of it."""
    contested = {r.document_id for r in references if r.relation == "contested"}
    best: dict[int, Reference] = {}
    for reference in references:
        if reference.document_id in contested:
            other = best.setdefault(reference.document_id, reference)
            if _fullness(reference) > _fullness(other):
                best[reference.document_id] = reference
    for reference in best.values():
        yield Value(
            value=" ".join(reference.text.split()),
            text=reference.text,
            confidence=round(min(reference.confidence, 0.85), 3),
            evidence=reference.evidence,
            document_id=reference.document_id,
        )


def _fullness(reference: Reference) -> int:
    return sum(v is not None for v in (reference.symbol, reference.date, reference.agency))


def _is_act(paper: Paper, span: tuple[int, int]) -> bool:
    return span[1] - span[0] > 8 and not re.search(
        r"…|\.{4,}|_{4,}|\{\{|\(Blank", paper.text[span[0] : span[1]]
    )


def _act(paper: Paper, about: tuple[int, int] | None) -> tuple[int, int] | None:
    """The act after ``khiếu nại về việc …``, ``tố cáo ông B về hành vi …``, else the V/v line."""
    label = _LABEL.search(paper.folded)
    if label and paper.paragraph_end(label.start()) > label.end():
        return _clause(paper, label.end())
    matches = [m for m in _ACT.finditer(paper.folded) if not _in_title(paper, m)]
    for match in matches:
        start = match.start("act")
        if paper.folded.startswith("ve ", start):
            start += 3
        return _clause(paper, start)
    return about


def _plain_act(paper: Paper) -> tuple[int, int] | None:
    """What the denounced did, where the sentence says it with a verb alone."""
    match = _PLAIN_ACT.search(paper.text)
    return _clause(paper, match.start("act")) if match else None


def _in_title(paper: Paper, match: re.Match[str]) -> bool:
    return (
        paper.text[match.start() : match.end()].isupper()
        and not paper.text[match.end() : match.end() + 60].isupper()
    )


def _clause(paper: Paper, start: int) -> tuple[int, int]:
    limit = min(start + 500, paper.paragraph_end(start))
    stop = _ACT_END.search(paper.text, start, limit)
    start, end = paper.trim(start, stop.start() if stop else limit)
    while end > start and paper.text[end - 1] in ",:)":
        end -= 1
    return start, end
