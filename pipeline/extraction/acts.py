"""What a petition contests or denounces, once each: the documents, else the acts in its words."""

import re
from collections.abc import Iterator, Sequence

from pipeline.extraction.findings import Kind, Party, Reference, Value
from pipeline.extraction.items import ITEM, items_after, paragraphs_between, trimmed
from pipeline.extraction.paper import Paper
from pipeline.extraction.sentences import sentences
from pipeline.extraction.view import Span, View, folded_words
from pipeline.extraction.wordlists import rule

MOST_ACTS = 8
LONGEST = 300
"""Characters of one act."""


def contested_of(
    view: View,
    references: Sequence[Reference],
    kind: Kind,
    about: Span | None,
    said: Span,
    asked: Sequence[Span] = (),
    accused: Sequence[Party] = (),
) -> tuple[Value, ...]:
    """Return the contested documents once each, and the acts in the writer's words.

    ``said`` is where the story stands, ``asked`` its requests. Of a complaint that names documents
    those are what it contests; a denunciation is of acts.
    """
    paper = view.paper
    documents = tuple(_documents(references))
    if kind not in ("complaint", "denunciation", "mixed") or (documents and kind == "complaint"):
        return documents if kind == "complaint" else ()
    if kind == "complaint":
        found = _complained(view, about, said)
    else:
        found = _denounced(view, about, said, asked, accused)
    acts = [(s, c) for s, c in found if _is_act(paper, s)][:MOST_ACTS]
    if kind == "mixed":
        blamed = [(s, c) for s, c in acts if view.hits.any(*_BLAMES, start=s[0], end=s[1])]
        acts = blamed or acts
    values = tuple(paper.value(*span, confidence=sure) for span, sure in acts)
    if kind == "denunciation":
        return values or documents
    return (*documents, *values)


_BLAMES = ("wrongdoing", "punishing", "denunciation_claims")
"""What parts the denounced acts of a mixed paper from its other contents."""


def _complained(view: View, about: Span | None, said: Span) -> list[tuple[Span, float]]:
    """What a clause says, the lines under the title, what is called wrong, what was done."""
    paper = view.paper
    act = _act(paper)
    if act is not None and not _VAGUE.search(paper.folded, *act):
        return [(act, 0.7)]
    for span, sure in ((about, 0.6), (_called_wrong(view, said), 0.5)):
        if span is not None:
            return [(span, sure)]
    done = _done_to_writer(view, said)
    return [(done, 0.5)] if done else [(act, 0.4)] if act else []


_VAGUE = rule(r"\b(?:nhu (?:vay|the|tren)|noi tren|neu tren|nay|do|kia|ay|tren)$")
_UNDER_TITLE = rule(
    r"\(\s*(?:doi voi|ve viec|ve|v/v|khieu nai)\s(?:viec\s)?(?P<act>[^()]{8,200})\)"
)
_WRONG = rule(
    r"\b(?P<act>(?:viec|hanh vi|cach)\s[^.;:]{8,200}?)\s(?:la\s)?(?:hoan toan\s)?(?:trai|sai"
    r"|khong dung|vo ly|khong co can cu"
    r"|bat hop ly|vi pham|khong cong bang)\b"
)
_OFFICE = rule(
    r"\b(?:ubnd|uy ban|xa|phuong|huyen|tinh|to trat tu|can bo|cong an|chi cuc|phong|so|ban"
    r"|truong|tram|doi|cong ty"
    r"|hop tac xa|ho|nguoi ta|chinh quyen)\b"
)
_DONE = rule(
    r"\b(?:hot|thu|tich thu|cuong che|pha|do|thao|duoi|cat|giu|phat|lap bien ban|cham dut"
    r"|tu choi|xoa|cam|khoa"
    r"|khong (?:cap|cho|nhan|giai quyet|tra|lap|xac nhan|chi)|khong co (?:quyet dinh|bien ban)"
    r"|lay|bat|cham)\b"
)


def under_title(paper: Paper) -> Span | None:
    """Return what a bracket near the title says that the paper is about; None without one."""
    match = _UNDER_TITLE.search(paper.folded, 0, min(len(paper.folded), 1200))
    return match.span("act") if match else None


def _called_wrong(view: View, said: Span) -> Span | None:
    match = _WRONG.search(view.paper.folded, *said)
    return match.span("act") if match else None


def _done_to_writer(view: View, said: Span) -> Span | None:
    """The first sentence that tells what an office did or refused."""
    folded = view.paper.folded
    for start, end in view.sentences:
        told = said[0] <= start < said[1] and _OFFICE.search(folded, start, end)
        if told and _DONE.search(folded, start, end):
            return start, trimmed(view.paper, start, min(end, start + LONGEST))
    return None


def _denounced(
    view: View,
    about: Span | None,
    said: Span,
    asked: Sequence[Span],
    accused: Sequence[Party],
) -> list[tuple[Span, float]]:
    """A list of acts; else what a clause tells; else the sentences that tell wrongs."""
    paper = view.paper
    listed = _listed(paper, said, asked)
    if listed:
        return [(span, 0.7) for span in listed]
    act = _act(paper, "to cao", said[0])
    if act is not None and act[1] - act[0] > 25:
        return [(act, 0.7)]
    punished = [s for s in _punished(paper, asked) if s[1] - s[0] > _TELLING]
    if punished:
        return [(span, 0.6) for span in punished]
    plain = _PLAIN_ACT.search(paper.text)
    if plain:
        return [(_clause(paper, plain.start("act")), 0.6)]
    claim = next(iter(view.hits.of("denunciation_claims", start=said[0], end=said[1])), None)
    if claim is not None and paper.toneless:
        return [(_clause(paper, view.sentence(claim.start)[0]), 0.4)]
    wrongs = [(span, 0.5) for span in _wrongs(view, said, asked, accused)]
    return wrongs or ([(about, 0.5)] if about else [])


_LEAD = rule(
    r"\b(?:hanh vi|to cao|vi pham|sai pham|sai trai|nhu sau|cu the|su viec|noi dung|chuyen"
    r"|viec lam|sau day|gom)\b"
)
_NO_LEAD = rule(r"\b(?:de nghi|yeu cau|kien nghi|kinh gui|kem|mong|nhung nguoi|chung toi gom)\b")
# "Ông A, trưởng thôn": who is listed, not what he did.
_PERSON = rule(
    r"(?:\d\W+)?(?:ong|ba|anh|chi|co|dong chi|bac si|bac sy|thay)\s(?:\S+\s){0,4}\S+?\s?(?:,"
    r"|\s[-–]\s|:|\(|;|$)"
)


def _listed(paper: Paper, said: Span, asked: Sequence[Span]) -> list[Span]:
    """The items behind a lead of acts; persons that are listed are none."""
    for line in paper.lines:
        if not said[0] <= line.start < said[1] or line.runs_on or line.text[-1] != ":":
            continue
        first = _paragraph_start(paper, line.start)
        lead = paper.folded[first : line.end]
        if not _LEAD.search(lead) or _NO_LEAD.search(lead):
            continue
        found = _acts_of(paper, list(items_after(paper, line.end, said[1])), asked)
        if found:
            return found
    ordered = [
        (match.end(), last)
        for first, last in paragraphs_between(paper, *said)
        if (match := ITEM.match(paper.folded, first, last)) and match.group()[0] not in "-+*•–—●▪⁃"
    ]
    found = _acts_of(paper, ordered, asked)
    return found if len(found) > 1 else []


def _paragraph_start(paper: Paper, offset: int) -> int:
    number = paper.line_number(offset)
    while number > 0 and paper.lines[number - 1].runs_on:
        number -= 1
    return paper.lines[number].start


def _acts_of(paper: Paper, items: Sequence[Span], asked: Sequence[Span]) -> list[Span]:
    found: list[Span] = []
    for start, end in items:
        if any(s < end and start < e for s, e in asked):
            continue
        first = next(sentences(paper, start, end), (start, end))
        first = (first[0], trimmed(paper, first[0], min(first[1], first[0] + LONGEST)))
        if _PERSON.match(paper.folded, *first):
            continue
        found.append(first)
    return found


_TELLING = 24
"""Characters from which on what somebody shall be punished for tells the act."""
_FOR_WHAT = rule(
    r"\b(?:xu ly|ky luat|truy cuu|dieu tra|khoi to|truy to|cach chuc)\b[^.;]{2,80}?\b(?:ve"
    r"|vi) (?:viec |hanh vi |toi )?"
    r"(?P<act>[^.;]{8,200}?)(?=[.;]|$|, (?:xu ly|ky luat|va|dong thoi|buoc)\b)"
)


def _punished(paper: Paper, asked: Sequence[Span]) -> Iterator[Span]:
    """``xử lý ông A về việc …``: the request itself says what for."""
    for start, end in asked:
        for match in _FOR_WHAT.finditer(paper.folded, start, end):
            yield match.start("act"), trimmed(paper, *match.span("act"))


_AGAINST_ME = rule(r"\b(?:toi|tui|em|con|chau) bi (?:\w+ ){1,6}(?:to cao|vu|noi xau)\b")


_THEY = rule(r"\b(?:no|han|ong ta|ba ta|ong ay|ba ay|ong nay|ba nay|hai nguoi|bon ho|ho)\b")


def _wrongs(view: View, said: Span, asked: Sequence[Span], accused: Sequence[Party]) -> list[Span]:
    """The first two sentences that tell of wrongs, rather those that name the accused."""
    found = list(_telling(view, said, asked))
    named = [span for span in found if _names(view, span, accused)]
    return (named or found)[:2]


def _names(view: View, span: Span, accused: Sequence[Party]) -> bool:
    words = set(re.findall(r"[^\W_]+", view.paper.folded[slice(*span)]))
    given = [folded_words(str(p.name.value)) for p in accused if p.name]
    return any(name and name[-1] in words for name in given) or bool(
        _THEY.search(view.paper.folded, *span)
    )


def _telling(view: View, said: Span, asked: Sequence[Span]) -> Iterator[Span]:
    seen: list[Span] = []
    for hit in view.hits.of("wrongdoing", start=said[0], end=said[1]):
        span = view.sentence(hit.start)
        if view.quoted(hit) or view.hits.any("insult", start=span[0], end=span[1]):
            continue
        if view.paper.text[span[1] - 1 : span[1]] == "?" or view.hits.any(
            "anonymous", start=span[0], end=span[1]
        ):
            continue
        if _AGAINST_ME.search(view.paper.folded, *span):
            continue
        if span in seen or view.denied(hit) or any(s < span[1] and span[0] < e for s, e in asked):
            continue
        if span[1] > span[0]:
            seen.append(span)
            yield span[0], trimmed(view.paper, span[0], min(span[1], span[0] + LONGEST))


# --- documents -----------------------------------------------------------------------------------


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
    """How much the words themselves tell; what was taken from elsewhere has its own evidence."""
    date = reference.date if not reference.date_evidence else None
    agency = reference.agency if not reference.agency_evidence else None
    return sum(v is not None for v in (reference.symbol, date, agency))


def _is_act(paper: Paper, span: tuple[int, int]) -> bool:
    return span[1] - span[0] > 8 and not re.search(
        r"…|\.{4,}|_{4,}|\{\{|\(Blank", paper.text[span[0] : span[1]]
    )


# --- clauses -------------------------------------------------------------------------------------

_ACT = rule(
    r"\b(?:khieu nai(?: doi voi)?|khieu kien|to cao|to giac|khong (?:dong y|nhat tri|chap nhan"
    r"|chiu)(?: voi)?)\s{1,3}"
    r"(?:(?:ong|ba|anh|chi|dong chi|ubnd|uy ban|chi cuc|cong an|truong|so|phong"
    r"|chu tich)[^.;]{2,200}?\s)?"
    r"(?P<act>(?:ve\s)?(?:viec|chuyen|cac hanh vi|hanh vi|nhung hanh vi|cach|muc"
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


def _act(paper: Paper, word: str = "", floor: int = 0) -> Span | None:
    """The act after ``khiếu nại về việc …``, ``tố cáo ông B về hành vi …``; ``word`` begins it."""
    label = _LABEL.search(paper.folded)
    if label and paper.paragraph_end(label.start()) > label.end() and word in label.group():
        return _clause(paper, label.end())
    for match in _ACT.finditer(paper.folded, 0 if not word else floor):
        if (
            not match.group().startswith(word)
            or _in_title(paper, match)
            or _QUOTED_CLAIM.search(paper.folded, max(0, match.start() - 30), match.start())
        ):
            continue
        start = match.start("act")
        if paper.folded.startswith("ve ", start):
            start += 3
        return _clause(paper, start)
    return None


# An earlier paper of the writer, or the name of a decision.
_QUOTED_CLAIM = rule(
    r"\b(?:quyet dinh giai quyet|giai quyet|da gui don|don|ket luan noi dung|ve viec)\s{1,3}$"
)


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
