"""What a denunciation says that the accused did, in the writer's words.

An act is told, from the surest to the least: under a label («Hành vi bị tố cáo: …»), behind the
claim («tố cáo ông A, Trưởng thôn, đã nhận …»), in a list that a sentence on acts leads to, in the
line under the title, as the reason why somebody shall be punished, in the story where it tells of
the accused.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.extraction.findings import Party
from pipeline.extraction.folding import UPPER
from pipeline.extraction.items import ITEM, items_after, paragraphs_between, trimmed
from pipeline.extraction.matter.clauses import LONGEST, clause, in_title, is_act, is_vague, labelled
from pipeline.extraction.paper import Paper
from pipeline.extraction.sentences import sentences
from pipeline.extraction.view import Span, View, folded_words
from pipeline.extraction.wordlists import rule

SHORTEST = 8


def denounced(
    view: View,
    about: Span | None,
    said: Span,
    asked: Sequence[Span],
    accused: Sequence[Party],
) -> list[tuple[Span, float]]:
    """The acts where they are told best."""
    paper = view.paper
    ways: tuple[tuple[float, Sequence[Span]], ...] = (
        (0.8, list(labelled(paper, "to cao"))),
        (0.7, list(_behind_claims(view, said))),
        (0.7, _listed(view, said, asked)),
        (0.6, [_without_person(view, about)] if about else []),
        (0.6, list(_punished(paper, asked))),
        (0.5, _in_story(view, said, asked, accused)),
    )
    for sure, spans in ways:
        acts = [paper.trim(*span) for span in spans]
        acts = [s for s in acts if is_act(paper, s) and not is_vague(paper, s)]
        if acts:
            return [(act, sure) for act in acts]
    return []


_CLAIM = rule(r"\b(?:to cao|to giac)\b(?! (?:cua|dung|sai|ngay|so|va|tiep\b[^.]{0,4}$))")
_NO_CLAIM = rule(
    r"\b(?:luat|don|giai quyet|nguoi|bi|khong|noi dung|ket luan|quyen|viec|dang|chua|hanh vi bi"
    r"|phap luat|thu ly)\s{1,3}$"
)
_ACCUSED_ME = rule(r"\b(?:toi|tui|em|con|chau) bi [^.;]{2,60}$")
# Where the act begins behind those whom the claim names.
_BEGINS = re.compile(
    r"(?<!\w)(?:về việc|về hành vi|về chuyện|về tội|về các hành vi|các hành vi|những hành vi"
    r"|hành vi|về|vì|có hành vi|có dấu hiệu|trong việc|đã|dám|cố ý|lợi dụng|lạm dụng|nhận tiền"
    r"|chiếm|tham ô|vòi|bớt|ăn chặn|ăn bớt|bao che|làm giả|lập khống|lấy|đòi|ép|khai|dùng"
    r"|sử dụng|thu tiền|thu|bán|chuyện|việc)(?!\w)"
)
_NO_BEGIN = re.compile(
    r"(?:(?:đã|về) (?:nghỉ|chuyển|mất|được|nêu|ký|từng|hưu|các|những|một số|mấy)(?!\w)"
    r"|các hành vi (?:sau|dưới)|về (?:mấy|những|các) (?:chuyện|việc|hành vi))"
)
_LEADS_IN = re.compile(r"(?:về|vì|có|trong)\s+")
_NAME = re.compile(rf"(?<!\w)[{UPPER}][^\W\d_]*")


def _behind_claims(view: View, said: Span) -> Iterator[Span]:
    """``tố cáo ông B, Trưởng thôn, (đã) nhận …``: what follows those whom the claim names."""
    paper = view.paper
    for match in _CLAIM.finditer(paper.folded, *said):
        before = paper.folded[max(0, match.start() - 80) : match.start()]
        if _NO_CLAIM.search(before) or _ACCUSED_ME.search(before) or in_title(paper, match):
            continue
        start, end = clause(paper, match.end())
        begin = _act_start(view, start, end)
        if begin is not None and end - begin > SHORTEST and paper.text[end : end + 1] != ":":
            yield begin, end


def _act_start(view: View, start: int, end: int) -> int | None:
    """Where the persons end and what they did begins."""
    text = view.paper.text
    if text[start:end].isupper():
        text = text[:start] + text[start:end].lower() + text[end:]
    first = _NAME.search(text, start, end)
    named = first.end() if first else start
    places = [_with_verb(text, h.start) for h in view.hits.of("wrongdoing", start=named, end=end)]
    for match in _BEGINS.finditer(text, start, end):
        direct = match.start() <= start + 1
        if (match.start() >= named or direct) and not _NO_BEGIN.match(text, match.start()):
            lead = _LEADS_IN.match(text, match.start(), end)
            places.append(lead.end() if lead else match.start())
            break
    return min(places, default=None)


_VERB_BEFORE = re.compile(r"(?:nhận|đòi|vòi|đưa|lấy|có)\s$")


def _with_verb(text: str, start: int) -> int:
    """The verb that stands before a wrong's noun («nhận hối lộ»)."""
    verb = _VERB_BEFORE.search(text, max(0, start - 8), start)
    return verb.start() if verb else start


def _without_person(view: View, about: Span) -> Span:
    """The line under the title without whom it names first."""
    begin = _act_start(view, *about)
    return (begin, about[1]) if begin is not None and about[1] - begin > 2 * SHORTEST else about


_LEAD = rule(
    r"\b(?:hanh vi|to cao|vi pham|sai pham|sai trai|nhu sau|cu the|su viec|noi dung|chuyen"
    r"|viec lam|sau day|gom|viec|biet)\b"
)
_NO_LEAD = rule(r"\b(?:de nghi|yeu cau|kien nghi|kinh gui|kem|mong|nhung nguoi|chung toi gom)\b")
# "Ông A, trưởng thôn": who is listed, not what he did.
_PERSON = rule(
    r"(?:\d\W+)?(?:ong|ba|anh|chi|co|dong chi|bac si|bac sy|thay)\s(?:\S+\s){0,4}\S+?\s?(?:,"
    r"|\s[-–]\s|:|\(|;|$)"
)
_NAMED = re.compile(rf"[{UPPER}][^\W\d_]+(?: [{UPPER}][^\W\d_]*){{1,4}}\s?(?:[,(–-]|sinh|SN|$)")
"""A name, and then an office, an address, a year: a person in a list."""
_DATED = rule(r"(?:lan|dot|vu|ngay|thang|toi|dem|sang|chieu|khuya)\b[^:]{0,60}:\s+(?=\S)")


def _listed(view: View, said: Span, asked: Sequence[Span]) -> list[Span]:
    """The items behind a lead of acts, else the numbered paragraphs; persons listed are none."""
    paper = view.paper
    for line in paper.lines:
        if not said[0] <= line.start < said[1] or line.runs_on or line.text[-1] != ":":
            continue
        lead = paper.folded[_paragraph_start(paper, line.start) : line.end]
        if _LEAD.search(lead) and not _NO_LEAD.search(lead):
            found = _acts_of(paper, list(items_after(paper, line.end, said[1])), asked)
            if found:
                return found
    ordered = [
        (match.end(), last)
        for first, last in paragraphs_between(paper, *said)
        if (match := ITEM.match(paper.folded, first, last)) and match.group()[0].isalnum()
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
        if _PERSON.match(paper.folded, *first) or _NAMED.match(paper.text, *first):
            continue
        dated = _DATED.match(paper.folded, *first)
        found.append(_brief(paper, dated.end() if dated else first[0], first[1]))
    return found


ENOUGH = 60
"""Characters from which on an act may end at a comma."""
TOO_LONG = 110


def _brief(paper: Paper, start: int, end: int) -> Span:
    """The sentence without when it was, up to where it goes on to circumstances."""
    end = min(end, start + LONGEST)
    when = _WHEN_LEAD.match(paper.folded, start, end)
    if when and end - when.end() > ENOUGH // 2:
        start = when.end()
    stop = _FURTHER.search(paper.folded, start + ENOUGH // 2, end)
    end = stop.start() if stop else end
    if end - start > TOO_LONG:
        comma = paper.text.rfind(", ", start + ENOUGH, start + TOO_LONG + 20)
        end = comma if comma > 0 else end
    return start, trimmed(paper, start, end)


_WHEN_LEAD = rule(
    r"(?:(?:tu|vao|khoang|den|trong)\s)?(?:(?:dau|cuoi|giua|sang|trua|chieu|toi|dem|khuya|hom)\s)?"
    r"(?:ngay|thang|nam|dem|toi|sang|chieu|hom|luc|dip|khi|hoi)\b(?:[^,;:\"“]{0,14}"
    r"|[^,;:]{0,45}\d{4})[,:]\s+"
)
_FURTHER = rule(r";|,? (?:trong khi|noi la|noi rang|ly do|vi the|nhung sau do|ai khong)\b")
_FOR_WHAT = rule(
    r"\b(?:xu ly|ky luat|truy cuu|dieu tra|khoi to|truy to|cach chuc)\b[^.;]{2,80}?\b(?:ve"
    r"|vi) (?:viec |hanh vi |toi )?"
    r"(?P<act>[^.;]{40,200}?)(?=[.;]|$|, (?:xu ly|ky luat|va|dong thoi|buoc)\b)"
)


def _punished(paper: Paper, asked: Sequence[Span]) -> Iterator[Span]:
    """``xử lý ông A về việc …``: the request itself says what for."""
    for start, end in asked:
        for match in _FOR_WHAT.finditer(paper.folded, start, end):
            yield match.start("act"), trimmed(paper, *match.span("act"))


# --- in the story --------------------------------------------------------------------------------

_AGAINST_ME = rule(r"\b(?:toi|tui|em|con|chau) bi (?:\w+ ){1,6}(?:to cao|vu|noi xau)\b")
_THEY = rule(r"\b(?:no|han|ong ta|ba ta|ong ay|ba ay|ong nay|ba nay|hai nguoi|bon ho|bon nay)\b")
_WHEN = rule(r"\b(?:tu (?:dau |cuoi )?(?:nam|thang|ngay)|ngay \d|thang \d|dem|hom|luc|nam \d{4})\b")
_RUMOUR = rule(r"\b(?:nghe (?:noi|nguoi|don)|noi moi|don rang|nghe dau)\b")
_SYMBOL = re.compile(r"\d/[^\W\d_]{2}|\d/20\d\d/")
_MONEY = rule(r"\d\s?(?:trieu|tr|nghin|ngan|dong|d|ty|k)\b")
_IDENTITY = rule(
    r"\b(?:sinh nam|cccd|cmnd|can cuoc|dien thoai|thuong tru|ho va ten|bi to cao|to cao)\b"
)
SECOND = 3.0
"""Weight from which on a second sentence of the story is an act, too."""


def _in_story(
    view: View, said: Span, asked: Sequence[Span], accused: Sequence[Party]
) -> list[Span]:
    """The sentences that tell most of what the accused did, two at most, in their order."""
    given = [words[-1] for p in accused if p.name and (words := folded_words(str(p.name.value)))]
    weights = {
        span: weight
        for span in view.sentences
        if said[0] <= span[0] < said[1]
        and not any(s < span[1] and span[0] < e for s, e in asked)
        and (weight := _told(view, span, given)) > 0
    }
    ranked = sorted(weights, key=lambda span: (-weights[span], span))
    kept = [s for n, s in enumerate(ranked[:2]) if n == 0 or weights[s] >= SECOND]
    return [_wrong_part(view, span) for span in sorted(kept)] or _first_told(view, said)


def _wrong_part(view: View, span: Span) -> Span:
    """The sentence, briefly; from the clause of the wrong on where that stands behind."""
    start, end = _brief(view.paper, *span)
    wrong = next(iter(view.hits.of("wrongdoing", start=span[0], end=span[1])), None)
    if wrong is None or wrong.start < end:
        return start, end
    comma = view.paper.text.rfind(", ", start, wrong.start)
    return _brief(view.paper, comma + 2 if comma > 0 else wrong.start, span[1])


_STORY = rule(
    r"(?:su viec|noi dung(?: su viec| vu viec)?|cu the|chuyen (?:la|nhu) (?:vay|sau))\s?:\s*"
)


def _first_told(view: View, said: Span) -> list[Span]:
    """What stands behind «Sự việc:», else the first sentence that tells of money."""
    paper = view.paper
    label = _STORY.search(paper.folded, *said)
    if label:
        first = next(sentences(paper, label.end(), said[1]), None)
        return [_brief(paper, *first)] if first else []
    for span in view.sentences:
        if said[0] <= span[0] < said[1] and _MONEY.search(paper.folded, *span):
            return [_brief(paper, *span)]
    return []


def _told(view: View, span: Span, given: Sequence[str]) -> float:
    """How much a sentence tells of what the accused did; 0 for one that tells nothing of it."""
    folded = view.paper.folded
    if _IDENTITY.search(folded, *span) or _AGAINST_ME.search(folded, *span):
        return 0.0
    if view.paper.text[span[1] - 1 : span[1]] == "?" or span[1] - span[0] < 2 * SHORTEST:
        return 0.0
    if view.hits.any("insult", "anonymous", start=span[0], end=span[1]):
        return 0.0
    hits = [
        hit
        for hit in view.hits.of("wrongdoing", start=span[0], end=span[1])
        if not view.quoted(hit) and not view.denied(hit)
    ]
    words = set(re.findall(r"[^\W_]+", folded[slice(*span)]))
    named = any(name in words for name in given) or bool(_THEY.search(folded, *span))
    if not hits and not named:
        return 0.0
    weight = 2.0 * min(2, len(hits)) + 1.0 * named + 1.0 * bool(_MONEY.search(folded, *span))
    weight += 0.5 * bool(_WHEN.search(folded, *span)) - 1.5 * bool(_RUMOUR.search(folded, *span))
    return max(0.1, weight - 1.5 * bool(_SYMBOL.search(view.paper.text, *span)))
