"""What kind of paper it is: by content, purpose and request, not by the title alone.

Thông tư 05/2021/TT-TTCP: a petition is classed by its content, not by the name its writer gave
it. What is asked for counts most, then what the writer says that he does, then the title. The
phrases stand in ``words/kinds.toml``. An official document is known by its form (Nghị định
30/2020/NĐ-CP Điều 8).
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from itertools import islice

from pipeline.extraction.findings import Evidence, Kind, KindFinding, KindPart
from pipeline.extraction.folding import UPPER
from pipeline.extraction.headers.petition_header import Heading
from pipeline.extraction.paper import Paper
from pipeline.extraction.phrasing import Hit
from pipeline.extraction.view import Span, View
from pipeline.extraction.wordlists import rule

KINDS: tuple[Kind, Kind, Kind] = ("complaint", "denunciation", "recommendation")
TITLE = 2.5
MOST_CLAIMS = 4
LEAST = 1.2
"""Points under which a paper is none of the three kinds."""

WEAK_TITLE = 1.2
"""``Đơn xin``, ``đơn đề nghị``: whoever wants anything may write so above it."""

_TITLES: dict[Kind, str] = {
    "complaint": r"\b(?:khieu nai|khieu kien|tiep khieu|khieu to|(?:khieu|keu|minh) oan)\b",
    "denunciation": r"\b(?:to cao|to giac)\b",
    "recommendation": r"\b(?:kien nghi|phan anh|gop y|de nghi|cuu xet|de xuat|thinh cau|nguyen vong"
    r"|don xin|xin xem xet|xin giup)\b",
}
_STRONG = rule(r"\b(?:kien nghi|phan anh|gop y|khieu|tiep khieu|to cao|to giac)\b|\bkhieu")
_NO_PETITION = rule(
    r"(?:.{0,30}\b)?(?:xin viec|xin nghi|xin xac nhan|xin hoc|xin du tuyen|du tuyen|cam on|ly lich"
    r"|thu moi|giay uy quyen|hop dong|ban cam ket|xin rut|rut don|giay moi|bien ban|tri an"
    r"|chuc mung"
    r"|don dang ky|to khai|ban khai|xin chuyen truong|xin cap|de nghi cap)\b"
)
_WITHDRAWN = rule(r"\brut (?:lai )?(?:don|to cao|khieu nai|kien nghi|noi dung)\b")
_QUESTION = rule(
    r"\b(?:cho (?:toi |em |con |chau |tui )?(?:xin )?hoi|xin (?:duoc )?hoi|muon hoi|hoi (?:ve|xem)"
    r"|thac mac|(?:cho|giup) (?:toi|em|con|chau|tui) (?:duoc )?biet|xin (?:duoc )?(?:tu van"
    r"|giai dap))\b"
)
_THANKING = rule(
    r"\b(?:viet|gui|co) (?:\w+ ){0,4}(?:thu|vai dong|may dong|la thu|don)\b[^.\n]{0,60}\b(?:cam on"
    r"|biet on|tri an)\b|\b(?:bay to|gui) (?:\w+ ){0,2}(?:long )?(?:biet on|cam on|tri an)\b"
)


_CLAIMS: dict[Kind, tuple[str, ...]] = {
    "complaint": ("complaint_claims", "complaint_words"),
    "denunciation": ("denunciation_claims",),
    "recommendation": ("recommendation_claims",),
}


@dataclass(slots=True)
class _Score:
    title: bool = False
    claims: list[Hit] = field(default_factory=list[Hit])
    asked: list[Hit] = field(default_factory=list[Hit])
    named: list[Hit] = field(default_factory=list[Hit])
    """Of a denunciation: requests that name who shall be punished."""
    wrongs: list[Hit] = field(default_factory=list[Hit])
    """Of a denunciation: what only persons do wrong."""
    undoing: bool = False
    """Of a complaint: whether a request wants what was decided or done to the writer undone."""
    points: float = 0.0

    @property
    def founded(self) -> bool:
        """Whether the text, not only the title, makes it this kind."""
        return bool(self.claims or self.asked)

    def places(self) -> list[Hit]:
        """What decided it: what is claimed, then what is asked for."""
        return [*self.claims[:2], *self.asked[:2]]


_Scores = dict[Kind, _Score]


def petition_kind(view: View, heading: Heading, asked: Sequence[Span], body: int) -> KindFinding:
    """Return the kind of a paper that is no official document; ``asked`` are its requests."""
    title = _title(view, heading)
    told = min(body, heading.title[1]) if heading.title else body
    scores: _Scores = {kind: _score(view, kind, title, asked, told) for kind in KINDS}
    _burdened(view, scores, asked, body)
    _accusing(view, scores["denunciation"], asked, body)
    for score in scores.values():
        weight = TITLE if _STRONG.search(title) else WEAK_TITLE
        score.points += weight * score.title + min(MOST_CLAIMS, len(score.claims))
    _wishing(scores)
    _ordinary(scores)
    best = max(scores.values(), key=lambda score: score.points)
    if asked and best.points < LEAST:
        (best if best.points > 0 else scores["recommendation"]).points = LEAST
    if _no_petition(view, title, scores) or _only_serves(view, title, scores, asked):
        return KindFinding("other", 0.6 if title else 0.7)
    ranked = sorted(KINDS, key=lambda kind: -scores[kind].points)
    best, second = (scores[kind] for kind in ranked[:2])
    parts = _parts(scores)
    if len(parts) > 1:
        told = tuple(KindPart(kind, _sentences(view, scores[kind].places())) for kind in parts)
        evidence = tuple(e for part in told for e in part.evidence[:1])
        return KindFinding("mixed", 0.75, evidence, told)
    margin = (best.points - second.points) / (best.points + 1)
    confidence = round(min(0.97, 0.5 + 0.5 * margin), 3)
    return KindFinding(ranked[0], confidence, _sentences(view, best.places()))


_NAMED_LINE = rule(
    r"(?:(?:la )?(?:don|thu|ban|giay|to)\s[^.,:;\n]{3,60}$"
    r"|(?:chu de|tieu de|subject|ve viec|v/v|trich yeu)\s?[:.]?\s(?P<about>.*)$)"
)


def _title(view: View, heading: Heading) -> str:
    """The folded title; else the subject of a mail, or the first line that reads like a title."""
    if heading.title:
        return view.paper.folded[slice(*heading.title)]
    for line in view.paper.lines[:25]:
        match = _NAMED_LINE.match(view.paper.folded, line.start, line.end)
        if match:
            return match["about"] or match.group()
    return ""


def _score(view: View, kind: Kind, title: str, asked: Sequence[Span], body: int) -> _Score:
    score = _Score(title=bool(rule(_TITLES[kind]).search(title)))
    neutral = view.hits.of("neutral")
    score.claims = _different(
        view,
        [h for h in view.hits.of(*_CLAIMS[kind], start=body) if _claimed(view, h, neutral)],
    )
    inside = [h for s, e in asked for h in view.hits.of(f"{kind}_requests", start=s, end=e)]
    score.asked = _different(view, inside)
    if kind == "denunciation":
        score.named = [h for s, e in asked for h in view.hits.of("punishing", start=s, end=e)]
        score.asked += _different(view, score.named)
    score.points += min(3.0, 1.2 * len(score.asked))
    return score


def _claimed(view: View, hit: Hit, neutral: Sequence[Hit]) -> bool:
    """A claim that is no name of a law or task, denied or said of an earlier paper."""
    if any(n.start <= hit.end and hit.start < n.end for n in neutral):
        return False
    return not view.quoted(hit) and not (hit.code[:4] != "comp" and view.denied(hit))


def _wishing(scores: _Scores) -> None:
    """Who nowhere says that he complains, or says so and contests nothing, wishes."""
    complaint = scores["complaint"]
    if complaint.undoing:
        return
    if not complaint.claims and not complaint.title:
        scores["recommendation"].points += complaint.points
        complaint.points = 0.0
        return
    specific = [hit for hit in complaint.claims if hit.code == "complaint_claims"]
    if not specific and not complaint.asked and scores["recommendation"].asked:
        complaint.points *= 0.3
        scores["recommendation"].points += LEAST


_DECIDED = rule(r"\b(?:quyet dinh|thong bao|van ban|cong van|bien ban|ket luan|phuong an|lenh)\b")
_FROM_SOMEBODY = rule(r"\b(?:buoc|bat|doi) (?:ong|ba|anh|chi|co|thay|nguoi|no|ho|nhung|cac ong)\b")
UNDOING = 1.5
"""Points of a complaint whose writer wants undone what was done to himself."""


def _burdened(view: View, scores: _Scores, asked: Sequence[Span], body: int) -> None:
    """Who tells what an office did to him and wants it undone complains, whatever he calls it.

    Whoever denounces wants things given back, too; then only the end of a decision counts.
    """
    score, other = scores["complaint"], scores["denunciation"]
    burden = [h for h in view.hits.of("burden", start=body) if not view.quoted(h)]
    wanted = [
        hit
        for start, end in asked
        for hit in view.hits.of("annulling", start=start, end=end)
        if not _FROM_SOMEBODY.search(view.paper.folded, start, hit.start)
    ]
    if other.title or other.claims:
        wanted = [h for h in wanted if _DECIDED.search(view.paper.folded, h.start, h.end)]
    score.undoing = bool(burden and wanted)
    if score.undoing:
        score.asked = score.asked or _different(view, wanted)
        score.points += UNDOING + 0.4 * min(3, len(_different(view, burden)))


def _ordinary(scores: _Scores) -> None:
    """«Kiến nghị» and «phản ánh» are said of anything: they weigh less beside what is meant."""
    complaint, denunciation = scores["complaint"], scores["denunciation"]
    recommendation = scores["recommendation"]
    if complaint.undoing or (denunciation.named and denunciation.wrongs):
        recommendation.points *= 0.7
    if denunciation.title and not recommendation.title:
        recommendation.points *= 0.5


def _different(view: View, hits: Sequence[Hit]) -> list[Hit]:
    unique: dict[str, Hit] = {}
    for hit in hits:
        unique.setdefault(" ".join(view.paper.folded[hit.start : hit.end].split()), hit)
    return list(unique.values())


def _accusing(view: View, score: _Score, asked: Sequence[Span], body: int) -> None:
    """Wrongs that only persons do weigh where somebody is accused or shall be punished."""
    wrongs = _different(
        view,
        [
            h
            for h in view.hits.of("wrongdoing", start=body)
            if not view.denied(h) and not view.quoted(h)
        ],
    )
    score.wrongs = wrongs
    weight = 0.7 if score.title or score.claims or score.asked else 0.3
    score.points += weight * min(4, len(wrongs))
    if score.asked and wrongs:
        score.points += 1.0
        score.asked += wrongs[:1]


def _no_petition(view: View, title: str, scores: _Scores) -> bool:
    best = max(score.points for score in scores.values())
    claims = any(score.claims for score in scores.values())
    if _WITHDRAWN.search(title) or (_NO_PETITION.match(title) and not claims):
        return True
    if best < LEAST:
        return True
    named = any(score.title for score in scores.values())
    if claims or named:
        return False
    folded = view.paper.folded
    return bool(_QUESTION.search(folded) or _THANKING.search(folded)) and best < 4


_SERVICE = rule(
    r"[^.;]{0,40}\b(?:xac nhan|cap (?:giay|ban sao)|cap cho [^.;]{0,20}giay|trich luc)\b"
)


def _only_serves(view: View, title: str, scores: _Scores, asked: Sequence[Span]) -> bool:
    """Whether the paper only asks for a certificate, or only tells that a paper is not his."""
    complaint, denunciation = scores["complaint"], scores["denunciation"]
    if _STRONG.search(title) or complaint.undoing or complaint.asked or denunciation.asked:
        return False
    if view.hits.any("impersonation"):
        return True
    service = all(_SERVICE.match(view.paper.folded, *span) for span in asked)
    return bool(asked) and service and not any(score.claims for score in scores.values())


def _parts(scores: _Scores) -> list[Kind]:
    """Return the kinds that the paper really is, where it is several."""
    complaint, denunciation = scores["complaint"], scores["denunciation"]
    if _complains(complaint, denunciation) and _denounces(complaint, denunciation):
        return [*KINDS[:2], *_third(scores)]
    recommendation = scores["recommendation"]
    for kind in KINDS[:2]:
        score = scores[kind]
        if (score.title and recommendation.title) and score.claims and recommendation.claims:
            return [kind, "recommendation"] if recommendation.asked and score.asked else []
    return []


def _complains(complaint: _Score, denunciation: _Score) -> bool:
    """Beside a denunciation: the title says so, or a claim and a request of its own do."""
    if complaint.title and denunciation.title:
        return complaint.founded
    whole = bool(complaint.claims and complaint.asked)
    return whole and (complaint.title or not denunciation.title or complaint.points >= 4)


def _denounces(complaint: _Score, denunciation: _Score) -> bool:
    """Beside a complaint: that officials shall be held responsible makes it none."""
    if denunciation.title:
        return denunciation.founded or bool(denunciation.wrongs)
    if complaint.title:
        return bool(denunciation.claims and (denunciation.named or denunciation.wrongs))
    return bool(denunciation.named and denunciation.wrongs) or len(denunciation.claims) > 1


def _third(scores: _Scores) -> list[Kind]:
    score = scores["recommendation"]
    return ["recommendation"] if score.asked and score.points >= 2 else []


def _sentences(view: View, hits: Sequence[Hit]) -> tuple[Evidence, ...]:
    """Return the sentences that hold the hits, each once, three at most."""
    spans: list[Span] = []
    for hit in hits:
        span = view.sentence(hit.start)
        span = span if span[1] > span[0] else (hit.start, hit.end)
        if span not in spans:
            spans.append(span)
    return tuple(e for span in spans[:3] for e in view.paper.evidence(*span))


# --- official documents --------------------------------------------------------------------------

_NUMBER_LINE = re.compile(
    r"\W{0,3}(?i:s[ốoôóòỗồ]\w?)\s?[:.;]?[^/\n]{0,16}[/-]\s?[^\W\d_]{2,}"
    rf"|\W{{0,3}}\d{{1,5}}\s?[/-]\s?[{UPPER}]{{2,}}"
)
_I = re.compile(r"(?<!\w)(?:tôi|tui|chúng em|tụi em|bọn em|em|cháu|chúng con)(?!\w)", re.IGNORECASE)
_I_FOLDED = rule(
    r"\b(?:chung toi|tui|toi (?:la|ten|khong|da|co|xin|de nghi)|cua (?:toi|em)|em xin)\b"
)
MUCH_I = 3
"""Times from which on who writes speaks of himself; an office quotes it once or twice."""
_RECIPIENTS = rule(r"[nv]oi nhan\s?[:.;]?")
_FILED = rule(r"[-\s]{0,4}luu\s?:?\s?(?:vt|ho so|hs|van thu)")
_AUTHORITY = rule(r"(?:tm|kt|tl|tuq)\.\s?[^\W\d_]{2,}")
_LAST_WORDS = rule(r"\./\.\s*$")
_PETITION_SIGN = rule(
    r"[\W\d]{0,4}(?:nguoi (?:lam|viet|dung|gui) don|nguoi khieu nai|nguoi to cao|nguoi kien nghi"
    r"|nguoi phan anh|kinh don)\b"
)

# A company writes its petitions like letters, with a number and a list of recipients.
_COMPANY = rule(
    r"\W{0,4}(?:cong ty|hop tac xa|htx|doanh nghiep|dntn|tap doan|tong cong ty|hiep hoi"
    r"|ho kinh doanh"
    r"|chi nhanh cong ty|ngan hang)\b"
)


def is_official(paper: Paper, heading: Heading, doc_type: bool, issuer: bool) -> float:
    """Return how sure the form is that of an official document, 0 to 1."""
    lines = paper.lines
    top = [paper.folded[line.start : line.end] for line in lines[:25]]
    every = [paper.folded[line.start : line.end] for line in lines]
    score = 0.0
    number = any(_NUMBER_LINE.match(paper.text, ln.start, ln.end) for ln in lines[:25])
    score += 3 if number else 0
    score += 2 if any(_RECIPIENTS.match(line) for line in every) else 0
    score += 1.5 if any(_FILED.match(line) for line in every) else 0
    score += 1.5 if doc_type else 0
    score += 1 if issuer else 0
    score += 1 if any(_AUTHORITY.match(line) for line in every[-40:]) else 0
    score += 0.5 if any(_LAST_WORDS.search(line) for line in every) else 0
    score -= 6 if heading.title else 0
    score -= 3 if any(_PETITION_SIGN.match(line) for line in every[len(every) // 2 :]) else 0
    score -= 1.5 * min(MUCH_I, _speaking_of_himself(paper))
    score -= 12 if any(_COMPANY.match(line) for line in top[:2]) else 0
    return max(0.0, min(0.98, 0.5 + 0.12 * (score - 3)))


def _speaking_of_himself(paper: Paper) -> int:
    """How often the writer says «tôi», «em» … outside of quotes; an office does not."""
    text, pattern = (paper.folded, _I_FOLDED) if paper.toneless else (paper.text, _I)
    return sum(1 for _ in islice(pattern.finditer(text), MUCH_I))
