"""What the writer asks for: the items after a request's colon, else its sentence."""

import re
from collections.abc import Iterator
from itertools import zip_longest

from pipeline.extraction.findings import Value
from pipeline.extraction.paper import Paper
from pipeline.extraction.sentences import sentences
from pipeline.extraction.wordlists import rule

MAX_REQUESTS = 20

_ASKING = rule(
    r"(?<![^\W\d_])(?:toi|chung toi|gia dinh toi|gia dinh chung toi|em|con|chau|nay|vay|vi vay"
    r"|do do|do vay|bang don nay|cac ho dan|tap the"
    r"|ba con|nhan dan|cong ty|cong ty chung toi|kinh)"
    r"(?:[\s,]{1,3}(?:xin|rat|cung|da|tran trong|mot lan nua|nay|deu|dong|kinh|chung toi|toi"
    r"|lam don(?: nay)?|viet don(?: nay)?|gui don(?: nay)?|de)){0,4}"
    r"[\s,]{1,3}(?P<ask>@asking@)\b"
)
_HEADING = rule(r"(?:(?:[IVX]{1,4}|\d)[.)]\s*)?@request_heading@[^\n:]{0,60}:?\s*")
# A sentence that begins with the asking itself: "Đề nghị các cấp …".
_PLAIN = rule(r"(?:kinh |rat |tha thiet )?(?:de nghi|mong|yeu cau|kien nghi|nho)\b(?!\s?:)")
_ITEM = rule(r"(?:[-+*•–—●]|\(?\d{1,2}[.)/]|\(?[a-eđ][.)])\s*(?=\S)")
_DECLARES = rule(
    r"\bkien nghi (?:ve )?viec\b|\b(?:cam doan|giau ten|cam ket|chiu trach nhiem|hua)\b"
    r"|\bxin (?:chan thanh |tran trong )?cam on\b"
    r"|\bxin (?:duoc )?(?:trinh bay|phan anh|to cao|khieu nai|bao cao|thong bao"
    r"|kien nghi (?:mot so|noi dung) )"
    r"|\bmong som nhan duoc\b|\bxin gui kem|\bgui kem\b"
)
_PAST = rule(
    r"\b(?:da|tung|nhieu lan)\s+(?:lam don\s+|gui don\s+|co don\s+)?(?:de nghi|yeu cau|kien nghi"
    r"|xin)\b"
)


def requests_of(paper: Paper, start: int, end: int) -> tuple[Value, ...]:
    """Return the requests between the identity lines and the attachments."""
    spans: list[tuple[int, int]] = []
    for span in _found(paper, start, end):
        if _filled(paper, *span) and all(span[1] <= s or e <= span[0] for s, e in spans):
            spans.append(span)
        if len(spans) >= MAX_REQUESTS:
            break
    return tuple(paper.value(*span, confidence=0.85) for span in sorted(spans)[:MAX_REQUESTS])


def _filled(paper: Paper, start: int, end: int) -> bool:
    text = paper.text[start:end]
    return end - start > 8 and not re.search(r"…{1,}|\.{4,}|_{4,}|\{\{|\(Blank", text)


def _found(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int]]:
    yield from _headed(paper, start, end)
    for first, last in sentences(paper, start, end):
        match = _ASKING.search(paper.folded, first, last) or _PLAIN.match(paper.folded, first, last)
        if (
            match is None
            or _DECLARES.search(paper.folded, match.start(), last)
            or _PAST.search(paper.folded, first, last)
        ):
            continue
        if paper.text[last - 1] == ":":
            items = list(_items(paper, last, end))
            if items:
                yield from items
                continue
        inline = list(_inline_items(paper, match.end(), last))
        if inline:
            yield from inline
            continue
        yield _from_ask(paper, match, first), last


def _from_ask(paper: Paper, match: re.Match[str], first: int) -> int:
    """A request begins after a short «Vì vậy, tôi đề nghị»; after a longer lead, at its sentence,
    which would else lose its sense."""
    start = match.end()
    while paper.text[start : start + 1].isspace():
        start += 1
    return start if match.start() - first <= _SHORT_LEAD else first


def _headed(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int]]:
    """``Yêu cầu giải quyết khiếu nại: …`` as a heading, with text or items after it."""
    for number, line in enumerate(paper.lines):
        if not start <= line.start < end:
            continue
        match = _HEADING.match(paper.folded, line.start, line.end)
        if match is None or not _is_heading(paper, match, line.end):
            continue
        if match.end() >= line.end:
            items = list(_items(paper, line.end, end))
            yield from items or list(_next_paragraph(paper, number, end))
        elif paper.text[match.end() - 1 : match.end()] == " " or ":" in match.group():
            stop = paper.paragraph_end(line.start)
            items = list(_items(paper, line.end, end)) if paper.text[stop - 1] == ":" else []
            yield from items or [(match.end(), stop)]


def _is_heading(paper: Paper, match: re.Match[str], line_end: int) -> bool:
    """A colon closes a heading; without one it is a short line that ends no sentence."""
    if ":" in match.group():
        return True
    return match.end() >= line_end and len(match.group()) < 40 and match.group()[-1] not in ".;,"


def _next_paragraph(paper: Paper, number: int, end: int) -> Iterator[tuple[int, int]]:
    if number + 1 < len(paper.lines) and paper.lines[number + 1].start < end:
        start = paper.lines[number + 1].start
        yield start, min(end, paper.paragraph_end(start))


def _items(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Yield the list items that follow ``start`` directly, without their bullets."""
    for first, last in paragraphs_between(paper, start, end):
        match = _ITEM.match(paper.text, first, last)
        if match is None:
            return
        yield match.end(), _without_end(paper, match.end(), last)


def paragraphs_between(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int]]:
    number = paper.line_number(start)
    first: int | None = None
    for line in paper.lines[number:]:
        if line.start < start:
            continue
        if line.start >= end:
            return
        first = line.start if first is None else first
        if not line.runs_on:
            yield first, min(line.end, end)
            first = None


def _without_end(paper: Paper, start: int, end: int) -> int:
    while end > start and paper.text[end - 1] in " \n;,.":
        end -= 1
    return end


_SHORT_LEAD = 30
_INLINE = rule(r"(?:^|[\s:;])\(?(?:\d[.)/]|[a-e]\))\s+")


def _inline_items(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int]]:
    """``… đề nghị: 1) hủy …; 2) trả lại …`` inside one sentence."""
    marks = list(_INLINE.finditer(paper.text, start, end))
    if len(marks) < 2:
        return
    for match, following in zip_longest(marks, marks[1:]):
        last = following.start() if following else end
        yield match.end(), _without_end(paper, match.end(), last)
