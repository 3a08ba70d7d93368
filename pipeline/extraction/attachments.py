"""The papers that the writer says are enclosed: a list under a heading, or a sentence that tells.

Each entry is parted into the paper's title, how many copies, and whether it is the original.
"""

import re
from collections.abc import Iterator

from pipeline.extraction.findings import Attachment
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.items import ITEM, paragraphs_between, trimmed
from pipeline.extraction.paper import Paper, squeeze
from pipeline.extraction.sentences import sentences
from pipeline.extraction.wordlists import rule

Span = tuple[int, int]
MAX_ATTACHMENTS = 40

_SENDS = (
    r"(?:(?:xin |co |da |kinh )*(?:gui|goi|nop|dinh|kem|dem|mang) (?:kem|theo)(?: (?:theo"
    r"|don nay|don|day|thu|kem))*"
    r"|dinh kem(?: theo)?|kem theo(?: don(?: nay)?| day)?)"
)
_WHO = (
    r"(?:(?:toi|tui|em|con|chau|chung toi|chung con|gia dinh toi|cong ty|ho toi)"
    r" (?:xin |co |da |cung )*)?"
)
_HEADING = rule(
    rf"[\W\d]{{0,6}}{_WHO}(?:nop |cac )?(?:@attachments@|chung tu(?: kem(?: theo)?)?|giay to kem"
    rf"|kem theo|kem"
    r"|gui theo(?: don)?|goi theo|goi kem(?: theo)?|ho so kem|bang chung kem|tai lieu kem"
    r"|phu luc kem)"
    r"(?:[^\n:.;]{0,60}:|\s{1,3}(?:gom(?: co)?|la)\b:?|\s*$)\s*"
)
_PROSE = rule(rf"(?<![^\W\d_])(?P<who>{_WHO}){_SENDS}\b\s*:?\s*")
_NOT_SENT = rule(
    r"\b(?:khong|chua|se|neu|khi|duoc|yeu cau|de nghi|ban hanh|phai|cong van|quyet dinh|ko"
    r"|can) (?:\w+ ){0,3}$"
)
_NOTHING = rule(r"[\s.…_]*|(?:neu co|khong(?: co)?)[\s.)]*")
_SIGNING = rule(r"[\W\d]{0,4}(?:@signing@)\b")
_PAPER_WORDS = (
    r"(?:@paper_begins@|qd|phieu|to trinh|to|sao ke|trich|clip|doan|the|hoa don|bien nhan|don"
    r"|tin nhan|tai lieu|anh"
    r"|hinh|ket luan|ban|giay|so|chung|bang|tam|thu|nhat ky|lich|ve|cong chung|vi bang|khai sinh"
    r"|cv|tb|bb|sao luc|ke hoach|bang tot nghiep|bien ban|bao cao|nghi quyet|ban an|hop dong"
    r"|vi bang)"
)
_PAPER_WORD = rule(
    rf"(?:\(?\d{{1,3}}\)?\s{{1,3}}(?:to|bo|ban|tam|cai|quyen|cuon|file)?\s{{0,3}})?{_PAPER_WORDS}\b"
)


def section(paper: Paper, floor: int = 0) -> Span | None:
    """Return the span from the attachments' heading to its last entry; None without one."""
    found = _lead(paper, floor)
    if found is None:
        return None
    spans = list(_items(paper, *found))
    return (found[0], spans[-1][1] if spans else found[1])


def attachments_of(paper: Paper, floor: int = 0) -> tuple[Attachment, ...]:
    """Return the enclosed papers, one an entry, in order."""
    found = _lead(paper, floor)
    if found is None:
        return ()
    spans = list(_items(paper, *found))[:MAX_ATTACHMENTS]
    return tuple(_attachment(paper, span) for span in spans)


# --- where they are told -------------------------------------------------------------------------


def _lead(paper: Paper, floor: int) -> Span | None:
    """Return where the telling begins and where its first entry may: a heading, else a sentence."""
    for line in paper.lines:
        if line.start < floor:
            continue
        match = _HEADING.match(paper.folded, line.start, line.end)
        if match and _is_heading(match, line.end) and _any_item(paper, line.start, match.end()):
            return line.start, match.end()
    return _told(paper, floor)


def _any_item(paper: Paper, start: int, end: int) -> bool:
    return next(_items(paper, start, end), None) is not None


def _is_heading(match: re.Match[str], line_end: int) -> bool:
    """A heading ends with a colon or its line, or says what it encloses (``gồm …``)."""
    text = match.group().rstrip()
    return text.endswith((":", "gom", "co", "la")) or match.end() >= line_end


def _told(paper: Paper, floor: int) -> Span | None:
    """``Tôi có gởi theo 02 tấm hình …``: the last such sentence that names papers."""
    found: Span | None = None
    for match in _PROSE.finditer(paper.folded, floor):
        before = paper.folded[max(0, match.start() - 40) : match.start()]
        if _NOT_SENT.search(re.split(r"[.;:!?\n]\s", before)[-1]):
            continue
        begins = match.start() == paper.line_at(match.start()).start or before[-2:] in (". ", "\n")
        if not (begins or match["who"]) or match.start() < floor:
            continue
        if _PAPER_WORD.match(paper.folded, match.end()):
            found = match.start(), match.end()
    return found


# --- entries -------------------------------------------------------------------------------------


def _items(paper: Paper, start: int, end: int) -> Iterator[Span]:
    line_end = paper.paragraph_end(start)
    if end < line_end:
        stop = _sentence_end(paper, end, line_end)
        yield from _inline(paper, end, stop)
        if not ITEM.match(paper.folded, end, stop) and paper.text[line_end - 1] != ";":
            return
    yield from _listed(paper, start, line_end)


def _sentence_end(paper: Paper, start: int, end: int) -> int:
    return next(sentences(paper, start, end), (start, end))[1] if start < end else end


def _listed(paper: Paper, start: int, end: int) -> Iterator[Span]:
    block = paper.line_at(start).block
    for number, (first, last) in enumerate(paragraphs_between(paper, end, len(paper.text))):
        item = ITEM.match(paper.folded, first, last)
        near = paper.line_at(first).block <= block + (1 if number == 0 else 0)
        if not near or _SIGNING.match(paper.folded, first, last):
            return
        if item is None and not _PAPER_WORD.match(paper.folded, first, last):
            return
        block = paper.line_at(first).block
        yield from _filled(paper, item.end() if item else first, last)


def _filled(paper: Paper, start: int, end: int) -> Iterator[Span]:
    end = trimmed(paper, start, end)
    start, end = paper.trim(start, end)
    if (
        end - start > 2
        and not _NOTHING.fullmatch(paper.folded, start, end)
        and not re.search(r"…|\.{4,}|_{4,}|\{\{|\(Blank", paper.text[start:end])
    ):
        yield start, end


_PART = rule(
    rf";\s*|(?<=\))\s?,\s+|(?<![^\W_])\(?\d{{1,2}}[.)]\s+"
    rf"|\s?,\s*(?:va )?(?=(?:\d{{1,3}} )?{_PAPER_WORDS}\b)"
    rf"|\s(?:va|cung|voi|kem)\s(?=(?:\d{{1,3}} )?{_PAPER_WORDS}\b)|,\s+(?=\d{{1,3}} )"
)


def _inline(paper: Paper, start: int, end: int) -> Iterator[Span]:
    begin = start
    for match in _PART.finditer(paper.folded, start, end):
        if _depth(paper.text, begin, match.start()) and match.group().strip()[:1] != "(":
            continue
        if match.start() > begin:
            yield from _filled(paper, begin, match.start())
        begin = match.end()
    item = ITEM.match(paper.folded, begin, end)
    yield from _filled(paper, item.end() if item else begin, end)


def _depth(text: str, start: int, end: int) -> bool:
    """Whether a bracket is open: ``(bản sao, 01)`` is one entry's own."""
    return text.count("(", start, end) > text.count(")", start, end)


# --- an entry's parts ----------------------------------------------------------------------------

_UNIT = r"(?:ban|to|bo|tam|cai|quyen|cuon|trang|file|tep|usb|dia|buc|chiec)"
_COUNT = rule(
    rf"^\s*\(?0?(?P<first>\d{{1,3}})\)?\s*{_UNIT}?\s(?!/)|\b0?(?P<unit>\d{{1,3}})\s*{_UNIT}\b"
    r"|(?::|,|\()\s*0?(?P<last>\d{1,2})\s*\)?$"
)
_ORIGINAL = rule(r"\b(?:ban (?:chinh|goc|chanh)|giay goc)\b")
_COPY = rule(
    r"\b(?:ban sao|sao y|pho to|photo|photocopy|pho to copy|ban chup|chung thuc|scan|ban scan"
    r"|sao luc|sao chup"
    r"|ban photo|copy|sao)\b"
)
_EDGE = rule(
    rf"^(?:\(?\d{{1,3}}\)?\s*(?:{_UNIT}\s+)?)?(?:(?:ban )?(?:sao y|pho to|photo|photocopy|scan)\s+"
    r"|(?:ban )?(?:sao(?!\s+ke)|chinh|goc|chanh)\s+|ban chup\s+)?"
    r"(?:(?:co )?(?:chung thuc|cong chung)\s+)?(?:cua\s+)?"
)
_TAIL = rule(
    rf"(?:\s*\(.*\)|\s*[:,;(–-]\s*\d{{1,3}}(?:\s*{_UNIT})?|\s\d{{1,3}}\s*{_UNIT}"
    rf"|[\s:,;(–-]*(?:ban (?:sao(?: y)?|chinh|goc|chanh|chup|pho to|photo)(?:\s?:\s?\d+)?"
    r"|pho to|photo|photocopy|(?:moi thu|moi loai) \d+ ban))[\s.)]*$"
)


def _attachment(paper: Paper, span: Span) -> Attachment:
    found = paper.value(*span, confidence=0.85)
    folded = fold_aligned(str(found.value))
    return Attachment(
        found.value,
        found.text,
        found.confidence,
        found.evidence,
        title=_title(str(found.value), folded),
        copies=_copies(folded),
        original="original"
        if _ORIGINAL.search(folded)
        else "copy"
        if _COPY.search(folded)
        else None,
    )


def _copies(folded: str) -> int | None:
    match = _COUNT.search(folded)
    return int(match["first"] or match["unit"] or match["last"]) if match else None


def _title(text: str, folded: str) -> str:
    lead = _EDGE.match(folded)
    start = lead.end() if lead else 0
    end = len(text)
    for _ in range(3):
        tail = _TAIL.search(folded, start, end)
        if tail is None or tail.start() <= start + 2:
            break
        end = tail.start()
    return squeeze(text[start:end]) or text
