"""Signals of what the writer says: asks, hurries, threatens, insults, was answered before.

What is denied («không yêu cầu giữ bí mật»), quoted or told of somebody else is none.
"""

from pipeline.extraction.findings import Evidence
from pipeline.extraction.people.accused import inside, spans_of
from pipeline.extraction.signals.petition import Petition, asserted, at
from pipeline.extraction.wordlists import rule

# --- what is asked, told, threatened -------------------------------------------------------------

_ASKS_SECRECY = rule(
    r"\b(?:de nghi|xin|mong|yeu cau|kinh|nho|tuyet doi|vui long|lam on|hay|dung|muon|can duoc"
    r"|cho toi"
    r"|giup|duoc|phai|de|dum|gium|khong tiet lo|khong de lo|ko tiet lo|bao ve|so bi)\b"
)
_OFFICE_SECRET = rule(
    r"\b(?:bi mat nha nuoc|bi mat kinh doanh|bi mat cong tac|hop dong bao mat|lam lo|de lo bi mat"
    r"|quy dinh ve (?:giu )?bi mat|nghia vu|bi mat (?:thong tin )?khach hang|thong tin quy hoach)\b"
)


_REFUSED = rule(
    r"\b(?:khong|ko|chang|chua|khoi)(?: \w+){0,2} (?:yeu cau|de nghi|can|xin|muon|phai|so|doi hoi)"
    r"(?: \w+){0,3}\s*$"
)


def secrecy(petition: Petition) -> Evidence | None:
    folded = petition.view.paper.folded
    for hit in petition.view.hits.of("secrecy"):
        start, end = petition.view.sentence(hit.start)
        start, end = min(start, hit.start), max(end, hit.end)
        own = petition.view.paper.folded[hit.start : hit.end].startswith(
            ("khong", "ko", "dung", "cho")
        )
        refused = _REFUSED.search(folded, max(0, hit.start - 60), hit.start)
        if refused or petition.view.quoted(hit) or (petition.view.denied(hit) and not own):
            continue
        asked = _ASKS_SECRECY.search(folded, start, end) or inside(
            petition.asked, hit.start, hit.end
        )
        if asked and not _OFFICE_SECRET.search(folded, start, end):
            return at(petition, hit)
    return None


_CALM = rule(
    r"\b(?:neu|gia su|lan truoc|nam|hoi|luc do|khi do|da tung|tung|phong|khoa|nhap vien)"
    r"(?: \w+)?\s*$"
)


def urgent(petition: Petition) -> Evidence | None:
    for hit in asserted(petition, "urgent"):
        if not _CALM.search(petition.view.before(hit, 24)):
            return at(petition, hit)
    return None


_THREATENED = rule(r"\b(?:doa|de doa|ham doa|dam doa|bao la|noi la|bi|xui|ep|hu doa)\b")
_WILL = rule(
    r"\b(?:se|thi|khong thi|neu|neu khong|toi|chung toi|tui|tui tui|tui toi|dan|ba con|chung tui"
    r"|buoc phai"
    r"|danh phai|san sang|em|con|nhan dan|chi con|chi con cach|chi con nuoc|quyet)\b"
)
_PEACEFUL = rule(r"\b(?:khong|chua|chang|dung|khoi)(?: \w+){0,3}\s*$")


def threat(petition: Petition) -> Evidence | None:
    """What the writers say that they will do; threats that they received are none."""
    folded = petition.view.paper.folded
    for hit in asserted(petition, "threat", petition.body):
        start, end = petition.view.sentence(hit.start)
        before = folded[start : hit.start]
        if _THREATENED.search(before) or _PEACEFUL.search(before):
            continue
        if _WILL.search(before) and _conditional(folded, start, end):
            return at(petition, hit)
    return None


_CONDITION = rule(
    r"\b(?:neu|khong thi|ma khong|se|chung do|luc do|khi do|buoc phai|danh phai|san sang|chi con"
    r"|quyet"
    r"|den cung|dung trach)\b|\b(?:khong|ma|cu)\b[^.;]{3,60}\bthi\b"
)


def _conditional(folded: str, start: int, end: int) -> bool:
    """A threat is of what is to come, not of what was."""
    return bool(_CONDITION.search(folded, start, end))


_ASKED_FOR = rule(
    r"\b(?:de nghi|yeu cau|mong|kinh|xin|cho|nho|kien nghi|phai|can|hay|muon|neu|se"
    r"|som) (?:\w+ ){0,8}$"
)
_NONE = rule(r"\b(?:khong|chua|chang|ko|khong he|khong ai|khong co|van im)\b(?:\s\w+){0,4}\s*$")


def prior_guidance(petition: Petition) -> Evidence | None:
    """Answered by letter, or shown another way, before this paper."""
    folded = petition.view.paper.folded
    for hit in petition.view.hits.of("answered", start=petition.body):
        start, end = petition.view.sentence(hit.start)
        before = folded[max(start, hit.start - 70) : hit.start]
        if _ASKED_FOR.search(before) or _NONE.search(before) or petition.view.quoted(hit):
            continue
        if inside(petition.asked, hit.start, hit.end):
            continue
        word = folded[hit.start : hit.end]
        paperwork = petition.view.hits.of("answer_paper", start=start, end=end)
        numbered = [h for h in paperwork if rule(r"[^.;]{0,12}\d").match(folded, h.end)]
        if word.startswith("huong dan"):
            guided = petition.view.hits.any("guided_to", start=hit.end, end=min(end, hit.end + 60))
            if (guided or numbered) and _PASSIVE.search(folded, start, hit.end + 30):
                return at(petition, hit)
        elif word.startswith(("tra loi", "phuc dap", "hoi am")) and (numbered or paperwork):
            if not _NONE.search(folded[start : hit.start]):
                return at(petition, hit)
        elif word.startswith(("khong thu ly", "tra don", "tra lai", "phieu")):
            return at(petition, hit)
    return None


_PASSIVE = rule(r"\b(?:duoc|da|co|bi|lai|thi|roi|thong bao|van ban|cong van|phieu|noi|bao)\b")
_NO_SETTLEMENT = rule(
    r"\b(?:chua|khong|ko|chang|khi nao|sau khi|trong luc|trong khi|trong thoi gian|cho den khi"
    r"|de nghi"
    r"|yeu cau|mong|som|luat|quy dinh|doi)\b(?: \w+){0,6}\s*$"
)
_FIRM = rule(
    r"\b(?:so|ngay|lan dau|lan hai|bac|giu nguyen|tuyen|cho rang|ket luan|khong co co so)\b"
)


def already_settled(petition: Petition) -> Evidence | tuple[()] | None:
    instance = petition.fields.instance
    folded = petition.view.paper.folded
    for hit in petition.view.hits.of("settled"):
        start, end = petition.view.sentence(hit.start)
        before = folded[max(start, hit.start - 40) : hit.start]
        issued = rule(r"\b(?:da|co|ngay|ubnd|chu tich|duoc)\b").search(before)
        if (_NO_SETTLEMENT.search(before) and not issued) or petition.view.denied(hit):
            continue
        near = folded[hit.start : min(max(end, hit.end), hit.end + 80)]
        if _FIRM.search(near) or any(c.isdigit() for c in near[:90]):
            return at(petition, hit)
    if instance and instance.value == "second":
        return instance.evidence[0] if instance.evidence else ()
    return None


def copy_only(petition: Petition) -> Evidence | None:
    paper = petition.view.paper
    enclosed = [s for value in petition.fields.attachments for s in spans_of(petition.view, value)]
    title = petition.fields.title
    own = (*petition.asked, *(spans_of(petition.view, title) if title else ()))
    for hit in petition.view.hits.of("copy"):
        if inside((*enclosed, *own), hit.start, hit.end) or petition.view.denied(hit):
            continue
        line = paper.line_at(hit.start)
        word = paper.folded[hit.start : hit.end]
        about_this = rule(
            r"\b(?:don nay|day la|khong|don photo|don pho to|ban chinh don|nguoi nop)\b"
        ).search(paper.folded, line.start, line.end)
        outer = hit.start - line.start <= 3 and (
            hit.start < petition.body or hit.start > 0.85 * len(paper.text)
        )
        if about_this or (outer and "don" in word.split()):
            return at(petition, hit)
    for line in (*paper.lines[:4], *paper.lines[-3:]):
        if _COPY_STAMP.fullmatch(paper.folded, line.start, line.end):
            return at(petition, (line.start, line.end))
    return None


_COPY_STAMP = rule(
    r"[\[({]?\s*(?:ban|don)? ?(?:pho to|photo|photocopy|copy|ban sao|sao chup|sao"
    r"|chup)(?: (?:copy|don|khong dau"
    r"|tu ban chinh|lai))?\s*[\])}]?\.?"
)


_TOLD_TO_ME = rule(
    r"\b(?:chui|mang|goi|noi|quat|lang ma|xuc pham|nhuc ma|bao|het|mat sat|vu|cho rang"
    r"|bi)\b(?:[\s:,]+\w+){0,6}[\s:,\"“]*$"
)


def insulting(petition: Petition) -> Evidence | None:
    for hit in asserted(petition, "insult"):
        if not _TOLD_TO_ME.search(petition.view.before(hit, 60)):
            return at(petition, hit)
    return None


# --- evidence ------------------------------------------------------------------------------------


NEAR = 90
"""Characters before a sentence in which the evidence that it keeps back may be named."""


def evidence_not_attached(petition: Petition) -> Evidence | None:
    """Evidence that is to come later, or is spoken of in a paper that encloses nothing."""
    view = petition.view
    enclosed = [s for value in petition.fields.attachments for s in spans_of(view, value)]
    for hit in view.hits.of("later", start=petition.body):
        if inside(enclosed, hit.start, hit.end):
            continue
        start, end = view.sentence(hit.start)
        refusing = view.paper.folded[hit.start : hit.end].startswith(("khong", "chua", "chang"))
        if view.paper.text[end - 1 : end] == "?" or (view.denied(hit) and not refusing):
            continue
        near = max(petition.body, start - NEAR)
        if view.hits.any("evidence", start=near, end=max(end, hit.end)):
            return at(petition, hit)
    if petition.fields.attachments:
        return None
    return at(petition, next(asserted(petition, "has_evidence", petition.body), None))
