"""What kind of paper it is: by content, purpose and request, not by the title alone.

Thông tư 05/2021/TT-TTCP: a petition is classed by its content, not by the name its writer gave
it. Each cue of ``words/cues.toml`` counts once; what is asked for counts more than what is told.
An official document is known by its form (Nghị định 30/2020/NĐ-CP Điều 8).
"""

import re
from dataclasses import dataclass

from pipeline.extraction.findings import Evidence, Kind, KindFinding
from pipeline.extraction.paper import Paper
from pipeline.extraction.petition_header import Heading
from pipeline.extraction.wordlists import rule

_COMPLAINT = rule(r"\b@complaint_strong@\b")
_DENUNCIATION = rule(r"\b@denunciation_strong@\b")
_PUNISHING = rule(r"\b@punishing@\b")
_RECOMMENDATION = rule(r"\b@recommendation_strong@\b")
# Names of laws and of institutions hold the words without any claim.
_NEUTRAL = rule(
    r"\b(?:luat|bo luat|phap luat(?: ve)?|tiep cong dan,? (?:va )?giai quyet|giai quyet|cong tac"
    r"|nghi dinh[^.;\n]{0,60}?)\s{1,3}(?:khieu nai|to cao)(?:,?\s{1,3}(?:va\s{1,3})?to cao)?"
)
_BOTH = rule(
    r"khieu nai\s{0,2}(?:,|va|-|–|/|kiem|dong thoi)\s{0,2}to cao|to cao\s{0,2}(?:,|va|-|–|/|kiem"
    r"|dong thoi)\s{0,2}khieu nai"
)


@dataclass(frozen=True, slots=True)
class Scores:
    complaint: float
    denunciation: float
    recommendation: float
    first: tuple[tuple[int, int] | None, tuple[int, int] | None, tuple[int, int] | None]


def petition_kind(paper: Paper, heading: Heading) -> KindFinding:
    """Return the kind of a paper that is no official document."""
    scores = _scores(paper, heading)
    values = {
        "complaint": scores.complaint,
        "denunciation": scores.denunciation,
        "recommendation": scores.recommendation,
    }
    ranked = sorted(values, key=lambda name: -values[name])
    best, second = values[ranked[0]], values[ranked[1]]
    if best < 1:
        return KindFinding("other", 0.5 if heading.title else 0.7)
    places = dict(zip(values, scores.first, strict=True))
    if _is_mixed(paper, heading, scores):
        return KindFinding("mixed", 0.75, _evidence(paper, places[ranked[0]], places[ranked[1]]))
    kind: Kind = ranked[0]  # pyright: ignore[reportAssignmentType]
    confidence = min(0.97, 0.5 + 0.5 * (best - second) / (best + 1))
    return KindFinding(kind, round(confidence, 3), _evidence(paper, places[kind]))


def _evidence(paper: Paper, *spans: tuple[int, int] | None) -> tuple[Evidence, ...]:
    return tuple(e for span in spans if span for e in paper.evidence(*span))


def _scores(paper: Paper, heading: Heading) -> Scores:
    blanked = _NEUTRAL.sub(lambda m: " " * len(m.group()), paper.folded)
    body = heading.title[1] if heading.title else 0
    complaint, first_complaint = _count(_COMPLAINT, blanked, body)
    denunciation, first_denunciation = _count(_DENUNCIATION, blanked, body)
    recommendation, first_recommendation = _count(_RECOMMENDATION, blanked, body)
    punishing = _count(_PUNISHING, blanked, body)[0] if denunciation else 0
    title = paper.folded[heading.title[0] : heading.title[1]] if heading.title else ""
    return Scores(
        complaint + 2.5 * ("khieu nai" in title),
        denunciation + 0.5 * punishing + 2.5 * ("to cao" in title or "to giac" in title),
        recommendation
        + 2.5 * ("kien nghi" in title or "phan anh" in title)
        + 1.5 * ("de nghi" in title or "cuu xet" in title or title.startswith("don xin")),
        (first_complaint, first_denunciation, first_recommendation),
    )


def _count(
    pattern: re.Pattern[str], folded: str, start: int
) -> tuple[float, tuple[int, int] | None]:
    """Count different cues (at most 6), with the place of the first."""
    seen: dict[str, tuple[int, int]] = {}
    for match in pattern.finditer(folded, start):
        seen.setdefault(" ".join(match.group().split()), match.span())
    first = min(seen.values(), default=None)
    return float(min(6, len(seen))), first


def _is_mixed(paper: Paper, heading: Heading, scores: Scores) -> bool:
    """Complaint and denunciation both claimed: in the title, or both strong in the body."""
    title = paper.folded[heading.title[0] : heading.title[1]] if heading.title else ""
    both = min(scores.complaint, scores.denunciation)
    if _BOTH.search(title):
        return both >= 3.5
    return both >= 4 and max(scores.complaint, scores.denunciation) <= 1.6 * both


# --- official documents --------------------------------------------------------------------------

_NUMBER_LINE = rule(r"\W{0,3}(?:so\w?\s?[:.;]?[^/\n]{0,16}|\d{0,5}\s?)[/-]\s?[^\W\d_]{2,}")
_FIRST_PERSON = rule(r"\b(?:toi ten(?: la)?|ten toi la|chung toi (?:la|gom)|toi la)\b")
_RECIPIENTS = rule(r"[nv]oi nhan\s?[:.;]?")
_FILED = rule(r"[-\s]{0,4}luu\s?:?\s?(?:vt|ho so|hs|van thu)")
_AUTHORITY = rule(r"(?:tm|kt|tl|tuq)\.\s?[^\W\d_]{2,}")
_LAST_WORDS = rule(r"\./\.\s*$")
_PETITION_SIGN = rule(
    r"[\W\d]{0,4}(?:nguoi (?:lam|viet|dung|gui) don|nguoi khieu nai|nguoi to cao|nguoi kien nghi"
    r"|nguoi phan anh|kinh don)\b"
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
    return max(0.0, min(0.98, 0.5 + 0.12 * (score - 3)))
