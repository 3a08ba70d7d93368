"""What kind of paper it is: by content, purpose and request, not by the title alone.

Thông tư 05/2021/TT-TTCP: a petition is classed by its content, not by the name its writer gave
it. What is asked for counts most, then what the writer says that he does, then the title. The
phrases stand in ``words/kinds.toml``. An official document is known by its form (Nghị định
30/2020/NĐ-CP Điều 8).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.extraction.findings import Evidence, Kind, KindFinding, KindPart
from pipeline.extraction.paper import Paper
from pipeline.extraction.petition_header import Heading
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
    "complaint": r"\b(?:khieu nai|khieu kien|tiep khieu|khieu to|khieu oan)\b",
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
    title = view.paper.folded[slice(*heading.title)] if heading.title else ""
    scores: _Scores = {kind: _score(view, kind, title, asked, body) for kind in KINDS}
    _accusing(view, scores["denunciation"], asked, body)
    for score in scores.values():
        weight = TITLE if _STRONG.search(title) else WEAK_TITLE
        score.points += weight * score.title + min(MOST_CLAIMS, len(score.claims))
    _wishing(scores)
    if _no_petition(view, title, scores):
        return KindFinding("other", 0.6 if title else 0.7)
    ranked = sorted(KINDS, key=lambda kind: -scores[kind].points)
    best, second = scores[ranked[0]], scores[ranked[1]]
    parts = _parts(scores)
    if len(parts) > 1:
        told = tuple(KindPart(kind, _sentences(view, scores[kind].places())) for kind in parts)
        evidence = tuple(e for part in told for e in part.evidence[:1])
        return KindFinding("mixed", 0.75, evidence, told)
    margin = (best.points - second.points) / (best.points + 1)
    confidence = round(min(0.97, 0.5 + 0.5 * margin), 3)
    return KindFinding(ranked[0], confidence, _sentences(view, best.places()))


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
    if not complaint.claims and not complaint.title:
        scores["recommendation"].points += complaint.points
        complaint.points = 0.0
        return
    specific = [hit for hit in complaint.claims if hit.code == "complaint_claims"]
    if not specific and not complaint.asked and scores["recommendation"].asked:
        complaint.points *= 0.3
        scores["recommendation"].points += LEAST


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
    if complaint.title and denunciation.title:
        return denunciation.founded
    if denunciation.title:
        return True
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

_NUMBER_LINE = rule(r"\W{0,3}(?:so\w?\s?[:.;]?[^/\n]{0,16}|\d{1,5}\s?)[/-]\s?[^\W\d_]{2,}")
_FIRST_PERSON = rule(r"\b(?:toi ten(?: la)?|ten toi la|chung toi (?:la|gom)|toi la)\b")
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
    score += 3 if any(_NUMBER_LINE.match(line) for line in top) else 0
    score += 2 if any(_RECIPIENTS.match(line) for line in every) else 0
    score += 1.5 if any(_FILED.match(line) for line in every) else 0
    score += 1.5 if doc_type else 0
    score += 1 if issuer else 0
    score += 1 if any(_AUTHORITY.match(line) for line in every[-40:]) else 0
    score += 0.5 if any(_LAST_WORDS.search(line) for line in every) else 0
    score -= 6 if heading.title else 0
    score -= 3 if any(_PETITION_SIGN.match(line) for line in every[len(every) // 2 :]) else 0
    score -= 2.5 if _FIRST_PERSON.search(paper.folded) else 0
    score -= 4 if any(_COMPANY.match(line) for line in top[:2]) else 0
    return max(0.0, min(0.98, 0.5 + 0.12 * (score - 3)))
