"""What the writer asks for.

A colon behind an asking, or a heading («Yêu cầu giải quyết»), leads to a list, and its items are
the requests: the writer has counted them himself, so what his other sentences ask is then left
out. Without a list the requests are what the sentences ask, cut where they ask for something new
(«hủy quyết định …; bồi thường … và xin lỗi»). A wish («ước gì …») or a call on an office («phường
làm ơn …») counts where nothing is asked otherwise, and words of mere courtesy only where there is
nothing else at all.
"""

import re
from collections.abc import Iterator, Sequence

from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.items import inline_items, items_after, trimmed
from pipeline.extraction.matter.asking import (
    ASK,
    NO_REQUEST,
    Asking,
    Words,
    any_word,
    askings,
    orders,
    verbs,
    words_of,
)
from pipeline.extraction.paper import Paper
from pipeline.extraction.sentences import sentences
from pipeline.extraction.wordlists import phrases, rule

Span = tuple[int, int]
MAX_REQUESTS = 20
MIN_LENGTH = 6
"""Characters of a request at least."""

_REACH_ME = rule(
    r"\b(?:goi|lien he|lien lac|so may|dien thoai|so dien thoai|sdt|tim)\b[^;]*\d{3}|\?$"
)
"""How the writer can be reached, or a question."""
_SECRET = rule(
    r"\b(?:giu (?:kin|bi mat)|bao mat|(?:dung|khong|ko|k) (?:noi|tiet lo|de lo|cho [^.;,]{2,30}"
    r" biet|de|neu|cong khai) (?:\w+ ){0,3}(?:ten|danh tinh|thong tin))\b"
)
_BLANK = re.compile(r"…{1,}|\.{4,}|_{4,}|\{\{|\(Blank")


def spans_of(paper: Paper, start: int, end: int) -> tuple[Span, ...]:
    """Return the requests between the identity lines and the attachments, in order.

    Where there are none, one may stand over the title.
    """
    words = words_of(paper)
    return _found(words, start, end) or _found(words, 0, start)


def _found(words: Words, start: int, end: int) -> tuple[Span, ...]:
    paper = words.paper
    lists = [*_under_headings(words, start, end), *_led(words, start, end)]
    lists = _of_deeds(words, lists)
    listed = _apart([span for items in lists for span in items])
    asked = _outside(paper, list(askings(words, start, end)), lists)
    told = _apart([span for one in asked for span in _parts(words, one)], listed)
    spans = [*listed, *_specific(words, told, alone=not listed)] or _weak(words, start, end)
    filled = [span for span in sorted(spans) if _is_filled(paper, span)]
    return tuple(_unrepeated(paper, filled)[:MAX_REQUESTS])


# --- lists ---------------------------------------------------------------------------------------

_HEADING = rule(
    r"(?:(?:phan|muc)\s\w+\b)?[\W\d_]{0,6}(?:[ivx]{1,4}\b|[a-h]\b)?[\W\d_]{0,6}(?:(?:cac|nhung"
    r"|mot so|may|hai|ba|bon|nam|\d) )?"
    r"(?:noi dung |dieu |viec )?(?:(?:toi|chung toi|em|con|gia dinh) )?"
    r"(?:yeu cau|de nghi|kien nghi|nguyen vong|mong muon|de xuat|de suat|xin|mong)\b"
    r"(?!\s(?:quy|ubnd|uy ban))(?P<rest>[^\n:.;]{0,60})(?P<colon>\s?:)?\s*"
)
_OF_PAPER = rule(r"\b(?:don|nguoi|kinh gui|ngay|so)\b")
_LEADS = rule(rf"(?:{ASK}|\b(?:doi|doi hoi|can|doi lai|gop y|y kien)\b)[^.;]{{0,110}}:$")
_NAMED_HEADING = rule(
    r"(?:(?:[ivx]{1,4}|\d{1,2}|[a-h])\s?[.)/:-]\s*)?[^.:;]{0,40}\b(?:doi hoi|yeu cau|de nghi"
    r"|nguyen vong|mong muon|de xuat)(?P<rest>)(?P<colon>\s?:)?\s*$"
)
_OF_ACTS = rule(
    r"\b(?:hanh vi|viec lam|sai pham|vi pham|noi dung to cao|dau hieu|van de)\b[^:]{0,40}:$"
)


def _under_headings(words: Words, start: int, end: int) -> Iterator[list[Span]]:
    """Yield what stands under each heading of requests."""
    paper = words.paper
    for number, line in enumerate(paper.lines):
        if not start <= line.start < end:
            continue
        match = _HEADING.match(paper.folded, line.start, line.end)
        if match is None and len(line.text) < 50:
            match = _NAMED_HEADING.match(paper.folded, line.start, line.end)
        if match is None or _OF_PAPER.search(match["rest"]) or NO_REQUEST.match(match["rest"]):
            continue
        if match.end() >= line.end and (match["colon"] or _is_bare_heading(paper, number)):
            yield list(items_after(paper, line.end, end)) or _below(words, number, end)
        elif match["colon"]:
            yield _behind(words, match.end(), end)


def _is_bare_heading(paper: Paper, number: int) -> bool:
    """A heading without a colon is a short line of its own that no sentence runs over."""
    line = paper.lines[number]
    return not line.runs_on and len(line.text) < 50 and line.text[-1] not in ".;,!?"


def _below(words: Words, number: int, end: int) -> list[Span]:
    """The paragraph under a heading, where it does not ask by itself."""
    paper = words.paper
    if number + 1 >= len(paper.lines) or paper.lines[number + 1].start >= end:
        return []
    start = paper.lines[number + 1].start
    stop = min(end, paper.paragraph_end(start))
    asks = any(any(verbs(words, *sentence)) for sentence in sentences(paper, start, stop))
    return [] if asks or paper.text[stop - 1] == ":" else _each(words, start, stop)


def _behind(words: Words, start: int, end: int) -> list[Span]:
    """What a heading's own line says behind its colon."""
    stop = min(end, words.paper.paragraph_end(start))
    if words.text[stop - 1] == ":":
        return list(items_after(words.paper, stop, end))
    return inline_items(words.paper, start, stop) or _each(words, start, stop)


def _each(words: Words, start: int, end: int) -> list[Span]:
    """The requests of a paragraph: its first sentence, and those that go on with it."""
    found: list[Span] = []
    for first, last in sentences(words.paper, start, end):
        if not found or orders(words, first, last) or any(verbs(words, first, last)):
            found += _cut(words, first, last)
    return found


def _led(words: Words, start: int, end: int) -> Iterator[list[Span]]:
    """Yield the items behind each sentence that asks and ends with a colon, or holds its list."""
    paper = words.paper
    for first, last in sentences(paper, start, end):
        last = _over_label(paper, last)
        if paper.text[last - 1] == ":":
            lead = paper.folded[max(first, last - 140) : last]
            if _LEADS.search(lead) and not _OF_ACTS.search(lead):
                yield list(items_after(paper, last, end))
            continue
        asked = next(verbs(words, first, last), None)
        if asked is not None:
            colon = ":" in paper.text[asked : asked + 60].split(".")[0]
            stop = paper.paragraph_end(first) if colon else last
            yield inline_items(paper, asked, min(end, stop))


LONG_ITEM = 120
"""Characters: longer items that name nothing to be done tell a story."""


def _of_deeds(words: Words, lists: list[list[Span]]) -> list[list[Span]]:
    """Without the story («kiến nghị như sau: Thứ nhất, từ tháng 6 …») where a list tells deeds."""
    deeds = [items for items in lists if _names_deeds(words, items)]
    if not deeds:
        return lists
    return [i for i in lists if i in deeds or sum(e - s for s, e in i) <= LONG_ITEM * len(i)]


def _names_deeds(words: Words, items: list[Span]) -> bool:
    return sum(orders(words, *item) for item in items) > len(items) / 2


def _over_label(paper: Paper, end: int) -> int:
    """``… đề nghị Chủ tịch⏎UBND tỉnh:`` is one sentence, though its end looks like a label."""
    number = paper.line_number(end - 1)
    if paper.text[end - 1] in ".;:!?" or number + 1 >= len(paper.lines):
        return end
    following = paper.lines[number + 1]
    short = following.text.endswith(":") and len(following.text) < 60
    return following.end if short and following.block == paper.lines[number].block else end


# --- what sentences ask beside lists -------------------------------------------------------------

_MORE = rule(r"[\W\d]{0,4}(?:ngoai ra|dong thoi|ben canh do|them nua|nhan day|con nua|luon tien)\b")
_PART = rule(r"(?:phan|muc)\s\w+\b|(?:[ivx]{1,4}|[a-d])\s?[-.)/:–]\s")


def _outside(
    paper: Paper, asked: Sequence[Asking], lists: Sequence[list[Span]]
) -> Iterator[Asking]:
    """Yield the askings that no list of their part of the paper makes needless."""
    counted = [items for items in lists if items]
    for asking in asked:
        first, last = asking.sentence
        colon = _over_label(paper, last)
        if paper.text[colon - 1] == ":" and next(items_after(paper, colon, len(paper.text)), None):
            continue
        rivals = [i for i in counted if not _parted(paper, first, i[0][0])]
        more = _MORE.match(paper.folded, first, last) and all(i[-1][1] <= first for i in rivals)
        if not rivals or more:
            yield asking


def _parted(paper: Paper, one: int, other: int) -> bool:
    """Whether a heading of another part («PHẦN HAI – VIỆC TỐ CÁO») stands between the places."""
    first, last = sorted((one, other))
    between = paper.lines[paper.line_number(first) : paper.line_number(last) + 1]
    return any(
        first < line.start <= last
        and len(line.text) < 60
        and line.text[-1] not in ".;,"
        and _PART.match(paper.folded, line.start, line.end)
        for line in between
    )


def _parts(words: Words, asking: Asking) -> Iterator[Span]:
    """Yield what the sentence asks for, cut where it asks for something new."""
    start = asking.start
    while words.text[start : start + 1] in tuple(" \n:,"):
        start += 1
    yield from _cut(words, start, asking.sentence[1])


_MIN_PART = 3
"""Words that a part must have: «xác minh và xử lý ông A» is one request."""


def _cut(words: Words, start: int, end: int) -> Iterator[Span]:
    end = trimmed(words.paper, start, end)
    cuts = list(words.doing.cut.finditer(words.text, start, end))
    final = max((cut.end() for cut in cuts if cut.group()[0] == ";"), default=start)
    if final > start:  # commas then stand inside the parts; «A; B và C» are three
        cuts = [c for c in cuts if c.group()[0] == ";" or (c.start() > final and "v" in c.group())]
    series = any(cut.group().strip(" ,\n") for cut in cuts)
    begin = start
    for cut in cuts:
        if _stands_alone(words, cut, begin, end, series=series):
            yield begin, _without_reason(words, begin, trimmed(words.paper, begin, cut.start()))
            begin = cut.end()
    yield begin, _without_reason(words, begin, end)


def _without_reason(words: Words, start: int, end: int) -> int:
    """Return the end of what is asked, before why."""
    for match in words.doing.reason.finditer(words.text, start, end):
        if len(words.folded[start : match.start()].split()) >= _MIN_PART:
            return trimmed(words.paper, start, match.start())
    return end


def _stands_alone(words: Words, cut: re.Match[str], begin: int, end: int, *, series: bool) -> bool:
    """Whether what stands on both sides of the cut is a request of its own.

    «thu hồi, hủy bỏ quyết định» is one: nothing stands between the verbs. A comma parts requests
    only where the last of them has its «và».
    """
    before = words.text[begin : cut.start()]
    behind = words.text[cut.end() : end].split()
    if cut.group()[0] == ";":
        return len(before.split()) > 1 and len(behind) > 1
    if cut.group().strip() == "," and not series:
        return False
    objects = set(_WORD.findall(fold_aligned(words.doing.verb.sub(" ", before)))) - _NO_OBJECT
    return len(before.split()) >= _MIN_PART and len(behind) >= 2 and bool(objects)


_EMPTY = (
    "lai", "cho", "duoc", "va", "vao", "cuoc", "phai", "hay", "cung", "som", "de", "theo", "nghiem",
    "gium", "dum", "giup",
)  # fmt: skip
_NO_OBJECT = frozenset(
    word for phrase in phrases("requests", "bodies") for word in fold_aligned(phrase).split()
) | set(_EMPTY)


# --- which of them count -------------------------------------------------------------------------

_COURTESY = frozenset(phrases("requests", "courtesy"))
_COURTESY_FOLDED = frozenset(map(fold_aligned, _COURTESY))
_WORD = re.compile(r"[^\W_]+")


def _specific(words: Words, told: list[Span], *, alone: bool) -> list[Span]:
    """Without pleas for secrecy and mere courtesy, unless nothing else is asked."""
    told = [s for s in told if not _REACH_ME.search(words.folded, s[0], s[1] + 1)]
    own = [s for s in told if not _SECRET.search(words.folded, *s)]
    wanted = [s for s in own if not _is_courtesy(words, s)]
    return wanted or (own[:1] if alone else [])


def _is_courtesy(words: Words, span: Span) -> bool:
    polite = _COURTESY_FOLDED if words.text is words.folded else _COURTESY
    return all(word in polite for word in _WORD.findall(words.text, *span))


def _is_filled(paper: Paper, span: Span) -> bool:
    return span[1] - span[0] >= MIN_LENGTH and not _BLANK.search(paper.text, *span)


def _apart(spans: Sequence[Span], taken: Sequence[Span] = ()) -> list[Span]:
    """Without a span that overlaps one before it or one that is taken."""
    kept: list[Span] = []
    for start, end in spans:
        if end > start and all(end <= s or e <= start for s, e in (*taken, *kept)):
            kept.append((start, end))
    return kept


def _unrepeated(paper: Paper, spans: Sequence[Span]) -> list[Span]:
    """Without a request that a later one says again with most of its words."""
    words = [set(_WORD.findall(paper.folded, *span)) for span in spans]
    return [
        span
        for number, span in enumerate(spans)
        if not any(
            len(words[number] & later) >= 0.8 * len(words[number]) for later in words[number + 1 :]
        )
    ]


# --- weaker signs --------------------------------------------------------------------------------

_WISH = rule(r"[\W\d]{0,4}(?:uoc gi|uoc sao|gia nhu|phai chi|mong sao|cau sao)\s+")
_CALL = rule(
    rf"[\W\d]{{0,4}}(?:{any_word('opening')}[\s,]+)?{any_word('bodies')}\b[^,.;:]{{0,40}}?\s"
    r"(?:lam on|hay|phai|can|nen|giup|coi lai|xem lai|vui long)\s"
    r"|[\W\d]{0,4}(?:lam on|vui long)\s"
)
_SO_THAT = rule(
    r"\b(?:phan anh|trinh bao|bao|viet|gui|lam don|to cao|khieu nai|kien nghi)\b[^.;]{0,80}\sde\s"
    rf"(?={any_word('bodies')}\b)"
)


_BODY_DOES = rule(rf"[\W\d]{{0,4}}(?:quy )?{any_word('bodies')}(?:\s\w+)?\s(?:cho|hay|ve|xuong)\s")


def _calls(words: Words, first: int, last: int) -> bool:
    """«Sở cho người xuống kiểm tra …»: an office is told what to do."""
    if _CALL.match(words.folded, first, last):
        return True
    told = _BODY_DOES.match(words.folded, first, last)
    return told is not None and not _WAS.search(words.folded, first, last)


_WAS = rule(r"\b(?:da|duoc|bi|ngay \d|hom|luc|nam \d|thang \d|noi|bao|khong)\b|\?")


def _weak(words: Words, start: int, end: int) -> list[Span]:
    """The wishes of a paper that asks for nothing expressly, else its calls on an office."""
    half = (start + end) // 2
    wishes: list[Span] = []
    calls: list[Span] = []
    for first, last in sentences(words.paper, start, end):
        stop = trimmed(words.paper, first, last)
        wish = _WISH.match(words.folded, first, last)
        if wish:
            wishes.append((wish.end(), stop))
        elif first > half and _calls(words, first, last):
            calls.append((first, stop))
        elif reason := _SO_THAT.search(words.folded, first, last):
            calls.append((reason.end(), stop))
    return _specific(words, wishes or calls, alone=False)
