"""Which of the documents that a paper names it contests. The acts stand in ``acts.py``."""

import re
from collections.abc import Collection, Iterator, Sequence

from pipeline.extraction.findings import Kind
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.paper import Paper
from pipeline.extraction.references import Mention
from pipeline.extraction.view import Span, View
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
    r"|dong tinh|thong nhat|dong thuan|chap thuan|phuc|tan thanh)|tam dung|khoi kien"
    r"|xem xet(?: lai)?|thu hoi|huy(?: bo)?|bai bo|sua doi|dinh chi(?: thi hanh)?|trai phap luat"
    r"|phan doi|bi khieu nai)\b"
)
_REPORTED = rule(r"\b(?:khieu nai(?!\s{1,3}(?:lan|ngay|cua|va|to cao|so|la))|bi khieu nai)\b")
_CANCELLED = rule(r"\b(?:huy(?: bo)?|thu hoi|sua|dinh chi)\b")
# In a denunciation or recommendation: the writer asks for its end, or says that it is wrong.
_OPPOSED = rule(
    r"\b(?:huy(?: bo)?|thu hoi|dinh chi(?: thi hanh)?|tam dung|khieu nai(?!\s{1,3}(?:lan|ngay|cua"
    r"|va|to cao|so))|khong (?:dong y|nhat tri|chap nhan|dong tinh))\b"
)
# What the writer says of a decision behind its name: "… là trái pháp luật".
_WRONG = rule(
    r"[^.;\n]{0,160}?\b(?:la (?:hoan toan )?(?:trai|sai|khong dung|khong co can cu|vi pham"
    r"|bat hop ly|khong thoa dang|khong hop ly|khong cong bang|khong hop phap|khong co co so)"
    r"|trai (?:phap luat|quy dinh|tham quyen)|da xam pham|xam pham (?:den )?quyen)\b"
)
# What may stand between the cue and the document's type word.
_BRIDGE = rule(
    r"(?:[\s,:\"“(]{1,4}(?:doi voi|voi|ve|viec|noi dung|toan bo|mot phan|lan dau|lan hai|lan 1"
    r"|lan 2|cac|hai|ba|khoan|diem|dieu|quyet dinh hanh chinh|ban hanh|cua|tai|theo|la|ra|da"
    r"|\d{1,2}|so|"
    r"quyet dinh|hanh vi hanh chinh|hanh chinh|ket qua giai quyet|va|:)){0,9}[\s,:\"“(-]{0,4}"
)


def contested_mentions(paper: Paper, mentions: Sequence[Mention], kind: Kind) -> frozenset[int]:
    """Return the numbers of the mentions that are contested.

    In a complaint those that the writer contests, in a denunciation those that it wants ended (in
    a recommendation decisions only); in an official document those of which it says that somebody
    complains of them.
    """
    if kind == "other":
        return frozenset()
    cue = {"official": _REPORTED, "denunciation": _OPPOSED, "recommendation": _OPPOSED}.get(
        kind, _CUE
    )
    found: set[int] = set()
    for number, mention in enumerate(mentions):
        if kind == "recommendation" and mention.kind != "Quyết định":
            continue
        if mention.kind in _DECISIONS and (
            _contested(paper, mention, cue)
            or _goes_on(paper, mentions, number, found)
            or (cue is _CUE and _called_wrong(paper, mentions, number))
        ):
            found.add(number)
    if cue is _CUE:
        found |= set(_pointed_at(paper, mentions))
    same = same_documents(mentions, frozenset(found))
    if kind == "official":
        found |= {n for n in same if _contested(paper, mentions[n], _CANCELLED)}
    else:
        found |= {n for n in same if "/" in (mentions[n].symbol or "/")}
    return frozenset(found)


_POINTS = rule(
    r"\b(?:khieu nai|khong (?:dong y|nhat tri|chap nhan|dong tinh|phuc)(?: voi)?|phan doi|huy(?:"
    r" bo)?)"
    r"\s(?:(?:cai|chiec|to|ca|toan bo|doi voi|ve|voi)\s){0,2}(?P<kind>quyet dinh|thong bao|cong van"
    r"|bien ban|ket luan|van ban)(?:\s\w+){0,2}\s(?:nay|ay|do|kia|tren|noi tren|neu tren|vua roi)\b"
)


def _pointed_at(paper: Paper, mentions: Sequence[Mention]) -> Iterator[int]:
    """``khiếu nại quyết định ấy``: the last document of that kind before it."""
    for match in _POINTS.finditer(paper.folded):
        wanted = " ".join(match["kind"].split())
        before = [
            n
            for n, m in enumerate(mentions)
            if m.end <= match.start("kind") and fold_aligned(m.kind).startswith(wanted)
        ]
        if before:
            yield before[-1]


def _called_wrong(paper: Paper, mentions: Sequence[Mention], number: int) -> bool:
    """``Quyết định số … là trái pháp luật``; no other document stands between."""
    mention = mentions[number]
    if mention.kind != "Quyết định":
        return False
    match = _WRONG.match(paper.folded, mention.end)
    following = mentions[number + 1].start if number + 1 < len(mentions) else len(paper.folded)
    return match is not None and match.end() <= following


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
                r"\b(?:giai quyet|quyet dinh giai quyet|luat|don|ve|ve viec)\s{1,3}$", before
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


# --- documents that nothing says so of -----------------------------------------------------------

_OF_OFFICES = (
    "Quyết định", "Thông báo", "Công văn", "Văn bản", "Biên bản", "Phương án", "Giấy phép",
    "Kế hoạch", "Kết luận", "Giấy chứng nhận", "Giấy mời",
)  # fmt: skip
_ENDS_IT = rule(
    r"\b(?:huy|huy bo|thu hoi|sua|sua doi|rut|xem xet lai|bai bo|dinh chi|dieu chinh|dung"
    r"|khong thi hanh|xem lai)\b"
    r"[^.;]{0,60}$"
)
_CAME = rule(
    r"\b(?:nhan|ra|ban hanh|ky|giao|dua|phat|xu phat|thu hoi|cuong che|buoc|ap dung|ke bien"
    r"|cham dut|ban|tong dat)\b"
)
_DISAGREES = rule(r"\bkhong (?:nhat tri|dong y|chap nhan|phuc|chiu|dong tinh|tan thanh)\b")
_ONLY_TOLD = rule(
    r"\b(?:(?<!kem[ ])theo|can cu|trai voi|trai|dung|nhu|tai|thuc hien|vi pham"
    r"|dua vao)(?: \w+){0,2}\s*$"
)


_CLAIMS_OF = rule(r"\bkhieu nai (?:[^.;]{2,120}? )?(?:ve )?(?:viec|hanh vi)\b")


def likely_contested(
    view: View, mentions: Sequence[Mention], said: Span, asked: Sequence[Span]
) -> frozenset[int]:
    """Return the mentions that a complaint which names none expressly is about.

    Those that its requests want ended; else the first decision that came to the writer.
    """
    numbered = [(n, m) for n, m in enumerate(mentions) if m.kind.startswith(_OF_OFFICES)]
    folded = view.paper.folded
    for claim in _CLAIMS_OF.finditer(folded, *said):
        named = [n for n, m in numbered if claim.end() <= m.start < view.sentence(claim.start())[1]]
        if named:
            return frozenset(named[:1])
    wanted = {
        n
        for n, m in numbered
        for start, end in asked
        if start <= m.start < end and _ENDS_IT.search(folded, max(start - 30, 0), m.anchor)
    }
    if wanted:
        return frozenset(wanted)
    settled: list[int] = []
    for number, mention in numbered:
        start, end = view.sentence(mention.start)
        if not said[0] <= mention.start < said[1] or _ONLY_TOLD.search(
            folded, max(start, mention.anchor - 24), mention.anchor
        ):
            continue
        told = view.hits.any("answered", "settled", start=start, end=end)
        if told and mention.kind.startswith("Quyết định"):
            settled.append(number)
        came = _CAME.search(folded, start, max(end, mention.end))
        if not told and (came or _DISAGREES.search(folded, end, end + 80)):
            return frozenset((number,))
    # Nothing else stands: what goes on is against the last settlement.
    return frozenset(settled[-1:])
