"""Signals of who writes, to whom, and whom the paper accuses."""

from collections.abc import Iterator

from pipeline.extraction.findings import Evidence
from pipeline.extraction.people.accused import accused_places, inside, spans_of
from pipeline.extraction.signals.petition import Petition, at
from pipeline.extraction.view import Span
from pipeline.extraction.wordlists import rule

GROUP = 5
"""Names and signatures that make a petition one of many persons (Thông tư 07/2014 Điều 6.4.b)."""

# --- the writer ----------------------------------------------------------------------------------


def anonymous(petition: Petition) -> Evidence | tuple[()] | None:
    if any(p.name for p in petition.fields.petitioners) or petition.kind == "other":
        return None
    return at(petition, next(iter(petition.view.hits.of("anonymous")), None)) or ()


_NOT_MINE = rule(r"\b(?:cam doan|cam ket|khong he|toi khong) (?:\w+ ){0,3}$")


def impersonation(petition: Petition) -> Evidence | None:
    for hit in petition.view.hits.of("impersonation"):
        if petition.view.quoted(hit) or _NOT_MINE.search(petition.view.before(hit, 40)):
            continue
        if "don" in petition.view.paper.folded[slice(*petition.view.sentence(hit.start))].split():
            return at(petition, hit)
    return None


_MANY = rule(
    r"\b(?:chung toi|chung tui|tui toi|tui tui|tap the|toan the|dai dien|thay mat|gom|ba con)\b"
    r"[^.;\n]{0,50}?(?<![\d/.,])\b(?P<n>\d{1,4}|nam|sau|bay|tam|chin|muoi|muoi \w+|hai muoi"
    r"|ba muoi|bon muoi"
    r"|nam muoi|hon \d{1,4}) (?:ho|nguoi|nha|gia dinh|cong dan|can ho|cu dan|xa vien|cong nhan"
    r"|tieu thuong"
    r"|phu huynh|giao vien|can bo|vien chuc|thanh vien|hoi vien|ba con|chu|nong dan|lao dong"
    r"|nguoi dan"
    r"|hoc vien|tai xe|chi em|anh em)\b"
)
_WORDS = frozenset(("nam", "sau", "bay", "tam", "chin", "muoi"))


def group(petition: Petition) -> Evidence | tuple[()] | None:
    fields = petition.fields
    count = int(fields.signatures.value) if fields.signatures else 0
    if max(len(fields.petitioners), count) >= GROUP:
        return ()
    if any(party.is_organisation for party in fields.petitioners):
        return None  # "120 công nhân" of the company
    folded = petition.view.paper.folded
    for match in _MANY.finditer(folded):
        told = match["n"].removeprefix("hon ").split()[0]
        many = (
            int(told) >= GROUP if told.isdigit() else len(match["n"].split()) > 1 or told in _WORDS
        )
        if many and not _of_others(petition, match.start(), match.end()):
            return at(petition, match.span())
    return None


_NOT_WRITERS = rule(
    r"\b(?:keo|chan|gay|lam|cho|cua|doi voi|anh huong(?: den| toi)?|thiet hai) (?:\w+ ){0,3}$"
)


def _of_others(petition: Petition, start: int, end: int) -> bool:
    """``kéo 200 người``, ``ảnh hưởng đến 30 hộ``: those are no writers."""
    number = rule(r"\d{1,4} \w+$").search(petition.view.paper.folded, start, end)
    floor = number.start() if number else end
    return bool(_NOT_WRITERS.search(petition.view.paper.folded, start, floor))


# --- to whom, and how ----------------------------------------------------------------------------


def several(petition: Petition) -> Evidence | None:
    sent = petition.fields.addressees
    if len(sent) > 1:
        return sent[0].evidence[0]
    if sent and _TWO_BODIES.search(
        petition.view.paper.folded, *next(spans_of(petition.view, sent[0]))
    ):
        return sent[0].evidence[0]
    return None


_BODY = (
    r"(?:dang uy|ubnd|uy ban|hdnd|hoi dong nhan dan|so|cong an|thanh tra|ban tiep cong dan"
    r"|vien kiem sat|toa an"
    r"|chu tich|giam doc|bi thu|truong phong|phong|mat tran|bao|doan dai bieu|huyen uy|tinh uy"
    r"|thanh uy)"
)
_TWO_BODIES = rule(
    rf"\b{_BODY}\b[^;]{{0,90}}?(?:,|;|\bva\b|\bvoi\b|\bcung\b|/)\s{{0,2}}(?:ong |ba )?{_BODY}\b"
)


# --- who is accused ------------------------------------------------------------------------------

_OF_ACCUSATION = ("denunciation", "mixed")
_I_AM = rule(r"\b(?:toi|tui|em|con|ban than|chung toi)\b(?:[\s,]+\w+){0,4}[\s,]*$")


def _accused(petition: Petition) -> list[Span]:
    """The places of the accused; of a mixed paper without those whom it only complains of."""
    places = accused_places(petition.view, petition.fields)
    if not petition.fields.respondents:
        return list(_behind_claims(petition))
    return (
        places
        if petition.kind == "denunciation"
        else [p for p in places if _denounced(petition, p)]
    )


_ACCUSES = rule(r"\b(?:to cao|to giac)\s(?=\w)")
_BEHIND = 160


def _behind_claims(petition: Petition) -> Iterator[Span]:
    """Where nobody was read as accused: what stands behind «tố cáo» in its sentence."""
    folded = petition.view.paper.folded
    for match in _ACCUSES.finditer(folded, petition.body):
        yield match.end(), min(petition.view.sentence(match.start())[1], match.end() + _BEHIND)


_COMPLAINED = ("complaint_claims", "complaint_requests")
_DENOUNCED = ("denunciation_claims", "punishing", "wrongdoing")


def _denounced(petition: Petition, place: Span) -> bool:
    """Whether the sentence, or the claim before it, denounces."""
    start, end = petition.view.sentence(place[0])
    if petition.view.hits.any(*_DENOUNCED, start=start, end=max(end, place[1])):
        return True
    before = petition.view.hits.of(*_COMPLAINED, *_DENOUNCED, start=petition.body, end=start)
    return bool(before) and before[-1].code in _DENOUNCED and start - before[-1].end < 300


def official_of_rank(petition: Petition) -> Evidence | None:
    if petition.kind not in _OF_ACCUSATION:
        return None
    small = petition.view.hits.of("no_rank")
    for place in _accused(petition):
        for hit in petition.view.hits.of("rank", start=place[0], end=place[1]):
            if not any(s.start == hit.start for s in small):
                return at(petition, hit)
    return None


def party_member(petition: Petition) -> Evidence | None:
    if petition.kind not in _OF_ACCUSATION:
        return None
    places = _accused(petition)
    for hit in petition.view.hits.of("party", start=petition.body):
        start, _ = petition.view.sentence(hit.start)
        folded = petition.view.paper.folded
        if petition.view.denied(hit) or _I_AM.search(folded, max(start, hit.start - 40), hit.start):
            continue
        office = folded.startswith(("bi thu", "pho bi thu", "dang uy", "uy", "truong"), hit.start)
        if inside(places, hit.start, hit.end) or not office:
            return at(petition, hit)
    return None
