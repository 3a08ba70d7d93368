"""The papers that the writer says are enclosed: a list under a heading, or sentences that tell.

Each entry is parted into the paper's title, how many copies, and whether it is the original. What
the writer keeps, or will bring later, is not enclosed.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extraction.findings import Attachment
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.items import ITEM, item_start, paragraphs_between, trimmed
from pipeline.extraction.paper import Paper, squeeze
from pipeline.extraction.sentences import sentences
from pipeline.extraction.wordlists import rule

Span = tuple[int, int]
MAX_ATTACHMENTS = 40

_NUMBER = r"(?:\(?\d{1,3}\)?|mot|hai|ba|bon|nam|vai|may)"
_PIECE = r"(?:to|ban|tam|cai|bo|quyen|cuon|file|tep|doan|buc|chiec|tap|goi|dia|usb|la|xap|mau|con)"
_PAPER_WORDS = (
    r"(?:@paper_begins@|qd|phieu|to trinh|to(?! (?:cao|giac|chuc))|sao ke|trich|clip|doan|the(?!"
    r" nao)|hoa don|bien nhan|don"
    r"|tin nhan|tai lieu|anh|hinh|ket luan|ban|giay|so|chung|bang|tam|thu|nhat ky|lich|ve"
    r"|cong chung|vi bang|khai sinh|cv|tb|bb|sao luc|ke hoach|bien ban|bao cao|nghi quyet|ban an"
    r"|hop dong|gia pha|ho chieu|ho khau|hsyt|so do|cuon|buc|chu ky|usb|mau|loi khai|\w+\.(?:jpe?g"
    r"|png|pdf|docx?|mp[34]|xlsx?|heic))"
)
_PAPER_WORD = rule(
    rf"(?:ca )?(?:{_NUMBER}\s{{1,3}}(?:{_PIECE}\s{{1,3}})?)?{_PAPER_WORDS}(?![^\W_])"
)

_GROUP = (
    r"(?:tai lieu|giay to|ho so|chung tu|chung cu|bang chung|phu luc|tep|file|hinh anh|anh|giay"
    r"|van ban|don)"
)
"""What enclosed papers are called together."""
_GOES = r"(?:gui|goi|nop|dinh|kem|kep|ghim|dan|chup|photo|cung cap|up)"
_BY = r"(?:kem(?: theo)?|theo|cung|vao|luon|ca|them|o|sau(?= don))"
_WITH = (
    r"(?:kem(?: theo)?|theo|cung|vao|luon|ca|day|kem voi|don(?: nay)?|thu(?: nay)?|mail(?: nay)?"
    r"|tin(?: nay)?|them|o day|duoi day|o sau don|sau don|trong phong bi|o phong bi)"
)
_WHO = (
    r"(?:toi|tui|em|e|con|chau|lao|minh|chung toi|chung con|chung em|tui em|tui toi|bon em"
    r"|gia dinh(?: toi)?|cong ty|ho toi|nha toi|vo chong toi|ba con)"
)
_MAY = r"(?:(?:xin|co|da|cung|kinh|chi|deu|nay) ){0,3}"
_HEADING = rule(
    r"(?:(?:[ivx]{1,4}|[a-h])\s?[.)/:-]\s*|[\W\d]{0,6})"
    rf"(?:{_WHO} {_MAY})?(?:nop |cac |nhung |bang ke |danh muc |danh sach )?"
    rf"(?:{_GROUP}(?:(?:,| va|) {_GROUP}){{0,3}}(?: {_WHO}(?: {_MAY})?)?(?: (?:{_GOES}"
    rf"|{_WITH})){{1,4}}"
    rf"|(?:{_GOES} )?(?:dinh kem|kem(?: theo)?|{_GOES} {_BY})(?: {_WITH}){{0,3}}"
    r"|(?P<bare>(?:bang ke |danh muc |cac )?(?:tai lieu|giay to|ho so|chung tu|chung cu"
    r"|bang chung|phu luc|tep|file)(?:(?:,| va|) (?:tai lieu|chung cu|bang chung|giay to))?))"
    r"(?P<ends>(?(bare)(?: \([^)\n]{0,30}\))?|[^\n:.;]{0,60})\s?:"
    r"|\s{1,3}(?:chi )?(?:gom|co|la)(?: co| cac)?\b:?|\s*$"
    rf"|\s{{1,3}}(?={_NUMBER} |ban |giay |to ))\s*"
)
_SENT = rule(
    rf"(?<![^\W\d_])(?P<who>(?:{_WHO} )?{_MAY})"
    rf"(?:(?P<with>(?:{_GOES} {_BY}|dinh kem|kem theo)(?: {_WITH}){{0,3}})(?:\s*:\s*|\s+)"
    r"|(?P<bare>(?:nop|gui|kem)\s*:\s*|(?:gui ca|kem)\s+))"
)
_FRONTED = rule(
    rf"(?:,|\s)\s?(?:{_WHO} {_MAY}(?:(?:chup|pho to|photo|sao) )?{_GOES} {_BY}(?: {_WITH}){{0,3}}"
    rf"|(?:gui|goi|nop|kep|dinh|ghim) {_BY}(?: {_BY})? (?:don|thu|day|mail)(?: nay)?)(?![^\W_])"
)
"""Behind the papers: «ảnh chụp …, chúng tôi gởi luôn theo đơn này»."""
_NOT_SENT = rule(
    r"\b(?:khong|chua|se|neu|khi|duoc|yeu cau|de nghi|ban hanh|phai|cong van|quyet dinh|ko|k|hong"
    r"|can) (?:\w+ ){0,3}$"
)
_KEPT = rule(
    r"\b(?:gui|goi|nop|dua|bo sung|cung cap|trinh)\b[^.;]{0,25}\bsau\b|\bse\b|\bkhi (?:can|nao|co"
    r"|duoc)\b|\bchua (?:gui|kem|nop)"
    r"|\bkhong (?:gui|kem|dinh)|\b(?:toi|tui|em|con|chau|chung toi|dang|con|van|nha) (?:\w+ )?"
    r"(?:giu|cat giu|de o nha)\b"
)
_LATER = rule(
    r"\b(?:gui|goi|nop|dua|bo sung|trinh)\b[^.;]{0,25}\bsau\b(?! don)|\bse\b|\bkhi (?:can|nao|co)\b"
    r"|\b(?:chua|khong|hom truoc|lan truoc|da nop)\b"
)
_SENT_WITH = rule(
    rf"(?<![^\W\d_])(?P<who>(?:{_WHO} )?{_MAY})(?:gui|goi|nop)\s(?P<what>[^.;:]{{4,90}}?)\s"
    r"(?:kem |luon |cung )?(?:theo|kem|cung|vao) (?:don|thu|day|mail)(?: nay)?(?![^\W_])"
)
"""«gửi bản sao sao kê theo đơn»: the papers stand between."""
_NOTHING = rule(r"[\s.…_]*|(?:neu co|khong(?: co)?)[\s.)]*|(?:cai |la )?don nay\b.*")
_SIGNING = rule(r"[\W\d]{0,4}(?:@signing@)\b")


@dataclass(frozen=True, slots=True)
class Lead:
    """Where the telling begins, and its entries."""

    start: int
    items: tuple[Span, ...]
    said: str = ""
    """Folded words that tell what all entries are."""
    headed: bool = False
    """Whether it is a list under a heading, with which a petition ends."""


def section(leads: Sequence[Lead]) -> Span | None:
    """Return the span from the first telling to the last entry; None without one."""
    if not leads:
        return None
    return leads[0].start, max(end for lead in leads for _, end in lead.items)


def attachments_of(paper: Paper, leads: Sequence[Lead]) -> tuple[Attachment, ...]:
    """Return the enclosed papers, one an entry, in order."""
    found = [(span, lead.said) for lead in leads for span in lead.items]
    return tuple(_attachment(paper, *one) for one in found[:MAX_ATTACHMENTS])


# --- where they are told -------------------------------------------------------------------------


def leads_of(paper: Paper, floor: int) -> list[Lead]:
    """Return the list under a heading; without one, each sentence that tells of such papers."""
    for line in paper.lines:
        if line.start >= floor and (lead := _headed(paper, line.start, line.end)):
            return [replace(lead, headed=True)]
    told: list[Lead] = []
    for first, last in sentences(paper, floor, len(paper.text)):
        lead = _headed(paper, first, last) or _told(paper, first, last)
        if lead is not None:
            told.append(lead)
    return told


def _headed(paper: Paper, start: int, end: int) -> Lead | None:
    match = _HEADING.match(paper.folded, start, end)
    if match is None or not _is_heading(paper, match, end):
        return None
    items = tuple(_items(paper, start, match.end()))
    if match["bare"] and not (items and _PAPER_WORD.match(paper.folded, *items[0])):
        return None
    if not items:
        return None
    every = _EVERY.search(paper.folded, items[0][0], paper.paragraph_end(items[-1][1]))
    return Lead(start, items, match.group() + (every.group() if every else ""))


_EVERY = rule(r"\b(?:deu la|tat ca (?:la|deu)|toan bo la) [^.;)]{3,20}")


def _is_heading(paper: Paper, match: re.Match[str], end: int) -> bool:
    """A heading ends with a colon or its line, or goes on with a paper («Kèm 1 bản sao …»)."""
    behind = paper.folded[match.end() : paper.paragraph_end(match.start())]
    if match["bare"] and _KEPT.search(behind):
        return False
    if ":" in match["ends"]:
        return True
    if match.end() >= end:
        return len(match.group()) < 60
    return bool(_PAPER_WORD.match(behind)) and not _KEPT.search(behind.split(". ")[0])


def _told(paper: Paper, first: int, last: int) -> Lead | None:
    """``Tôi có gởi theo 02 tấm hình …``; ``hình … em gởi kèm đây``."""
    before_it = _between(paper, first, last) or _fronted(paper, first, last)
    if before_it is not None:
        return before_it
    folded = paper.folded
    for match in _SENT.finditer(folded, first, last):
        before = re.split(r"[;:]\s", folded[max(first, match.start() - 40) : match.start()])[-1]
        refused = _NOT_SENT.search(before) or _KEPT.search(folded, match.end(), last)
        begins = match.start() <= first + 2 or before.endswith(("(", ", "))
        past = "da " in match["who"] or before.endswith("da ")
        if refused or not (begins or match["who"]) or (match["bare"] and past):
            continue
        if match["bare"] and folded.startswith("don", match.end()):
            continue
        if _PAPER_WORD.match(folded, match.end(), last):
            items = tuple(_inline(paper, match.end(), last))
            return Lead(match.start(), items) if items else None
    return None


def _between(paper: Paper, first: int, last: int) -> Lead | None:
    match = _SENT_WITH.search(paper.folded, first, last)
    if match is None or _LATER.search(paper.folded, first, last) or "da " in match["who"]:
        return None
    if not _PAPER_WORD.match(match["what"]) or match["what"].startswith("don"):
        return None
    items = list(_inline(paper, *match.span("what")))
    more = _AND_MORE.match(paper.folded, match.end(), last)
    if more:
        items += _inline(paper, more.end(), last)
    return Lead(match.start(), tuple(items)) if items else None


def _fronted(paper: Paper, first: int, last: int) -> Lead | None:
    match = _FRONTED.search(paper.folded, first, last)
    if match is None or _LATER.search(paper.folded, first, last):
        return None
    mark = ITEM.match(paper.folded, first, last)
    start = mark.end() if mark else first
    named = _PAPER_WORD.match(paper.folded, start, match.start())
    kept = _COPIED.search(paper.folded, start, match.start())
    if named is None and kept is None:
        return None
    items = list(
        _inline(paper, start if named else kept.start(1) if kept else start, match.start())
    )
    more = _AND_MORE.match(paper.folded, match.end(), last)
    if more:
        items += _inline(paper, more.end(), last)
    return Lead(start, tuple(items)) if items else None


_COPIED = rule(r"\bco (?:giu |con )?((?:ban (?:pho to|photo|sao|chup)|to|giay|tam)\b)")
_AND_MORE = rule(r",?\s(?:cung voi|cung|va|voi|kem)\s")

# --- entries -------------------------------------------------------------------------------------

_CODE = rule(r"(?:(?:pl|tl|bl|phu luc|tai lieu|[a-h])\s?\d{1,2}\s*[-–—:.)|]\s*)")
_TABLE_HEAD = rule(r"[^|\n]{0,20}\|[^|\n]*\b(?:ten|loai|tai lieu|noi dung)\b")


def _items(paper: Paper, start: int, end: int) -> Iterator[Span]:
    line_end = paper.paragraph_end(start)
    if end < line_end:
        stop = _sentence_end(paper, end, line_end)
        yield from _inline(paper, end, stop)
        if not ITEM.match(paper.folded, end, stop) and paper.text[line_end - 1] != ";":
            return
    yield from _listed(paper, start, line_end)


def _sentence_end(paper: Paper, start: int, end: int) -> int:
    """The list on a heading's own line ends with its sentence."""
    return next(sentences(paper, start, end), (start, end))[1] if start < end else end


def _listed(paper: Paper, start: int, end: int) -> Iterator[Span]:
    block = paper.line_at(start).block
    marked = False
    for number, (first, last) in enumerate(paragraphs_between(paper, end, len(paper.text))):
        if _TABLE_HEAD.match(paper.folded, first, last):
            continue
        item = item_start(paper, first, last)
        code = _CODE.match(paper.folded, first, last)
        near = paper.line_at(first).block <= block + (1 if number == 0 or (marked and item) else 0)
        if not near or _SIGNING.match(paper.folded, first, last):
            return
        begin = code.end() if code else item
        if begin is None and not _PAPER_WORD.match(paper.folded, first, last):
            return
        block = paper.line_at(first).block
        marked = begin is not None
        if begin is None and "|" not in paper.text[first:last]:
            yield from _inline(paper, first, last)
        else:
            yield from _filled(paper, first if begin is None else begin, last)


def _filled(paper: Paper, start: int, end: int) -> Iterator[Span]:
    end = trimmed(paper, start, end)
    start, end = paper.trim(start, end)
    if (
        end - start > 2
        and not _NOTHING.fullmatch(paper.folded, start, end)
        and not re.search(r"…|\.{4,}|_{4,}|\{\{|\(Blank", paper.text[start:end])
    ):
        yield start, end


_BOX = r"\s*\[\s?[xv]?\s?\]\s*"
_PART = rule(
    rf";\s*|(?<=\))\s?,\s+|(?<![^\W_])\(?\d{{1,2}}[.)]\s+|{_BOX}"
    rf"|\s?,\s*(?:va )?(?=(?:{_NUMBER} )?{_PAPER_WORDS}(?![^\W_]))"
    rf"|\s(?:va|cung|voi|kem)\s(?=(?:{_NUMBER} )?(?:{_PIECE} )?{_PAPER_WORDS}(?![^\W_]))"
    r"|,\s+(?=\d{1,3} )"
)
_UNTICKED = rule(r"\s*\[\s?\]\s*")
_GOES_ON = rule(
    rf"(?:to|tam|ban|trang|cuon)(?: \w+)?\s*$|\d{{1,3}} {_PIECE}\s*$|ban (?:goc|chinh)\b.{{0,20}}$"
)
"""Behind a comma no paper of its own: «giấy ra viện, 1 tờ»."""


def _inline(paper: Paper, start: int, end: int) -> Iterator[Span]:
    begin, ticked = start, True
    cuts = list(_PART.finditer(paper.folded, start, end))
    for number, match in enumerate(cuts):
        if _depth(paper.text, begin, match.start()) and match.group().strip()[:1] not in "([":
            continue
        stop = cuts[number + 1].start() if number + 1 < len(cuts) else end
        if match.group().strip() == "," and _GOES_ON.match(
            paper.folded, match.end(), trimmed(paper, match.end(), stop)
        ):
            continue
        if match.start() > begin and ticked:
            yield from _filled(paper, begin, match.start())
        begin, ticked = match.end(), not _UNTICKED.fullmatch(match.group())
    item = ITEM.match(paper.folded, begin, end)
    if ticked:
        yield from _filled(paper, item.end() if item else begin, end)


def _depth(text: str, start: int, end: int) -> bool:
    """Whether a bracket is open: ``(bản sao, 01)`` is one entry's own."""
    return text.count("(", start, end) > text.count(")", start, end)


# --- an entry's parts ----------------------------------------------------------------------------

_UNIT = r"(?:ban|to|bo|tam|cai|quyen|cuon|file|tep|usb|dia|buc|chiec|tap|anh|hinh|doan|xap|goi)"
_COUNT = rule(
    rf"^\s*\(?0?(?P<first>\d{{1,3}})\)?\s*{_UNIT}?\s(?!/)|\b0?(?P<unit>\d{{1,3}})\s*{_UNIT}\b"
    r"|(?::|,|\(|\s[-–—|])\s*0?(?P<last>\d{1,2})\s*\)?$|\|\s*0?(?P<cell>\d{1,2})\s*\|"
)
_COUNTED = {"mot": 1, "hai": 2, "ba": 3, "bon": 4, "nam": 5}
_FORM = rule(
    r"\b(?:(?P<original>ban (?:chinh|goc|chanh)|giay goc|(?:tam|to) goc)|(?P<copy>ban sao|sao y"
    r"|pho to|photo|photocopy|pho to copy|ban chup|chung thuc|scan|ban scan|sao luc|sao chup"
    r"|ban photo|copy|(?<=\()chup|sao(?! ke)))\b"
)
_EDGE = rule(
    rf"^(?:{_NUMBER}\s+(?:(?!anh|hinh){_UNIT}\s+)?)?(?:(?:ban )?(?:sao y|pho to|photo|photocopy"
    rf"|scan)\s+"
    r"|(?:ban )?(?:sao(?!\s+ke)|chinh|goc|chanh)\s+|ban chup\s+)?"
    r"(?:(?:co )?(?:chung thuc|cong chung)\s+)?(?:cua\s+)?"
)
_TAIL = rule(
    rf"(?:\s*\(.*\)|\s*[:,;(–—-]\s*\d{{1,3}}(?:\s*{_UNIT}|\s*trang|\s*to)?|\s\d{{1,3}}\s*{_UNIT}"
    rf"|[\s:,;(–—-]*(?:ban (?:sao(?: y)?|chinh|goc|chanh|chup|pho to|photo)(?:\s?:\s?\d+)?"
    r"|pho to|photo|photocopy|(?:moi thu|moi loai) \d+ ban|la (?:tam|ban|to) goc.*"
    r"|(?:coi|xem|doc) xong.*))[\s.)]*$"
)


def _attachment(paper: Paper, span: Span, said: str) -> Attachment:
    found = paper.value(*span, confidence=0.85)
    folded = fold_aligned(str(found.value))
    form = _FORM.search(folded) or _FORM.search(said)
    return Attachment(
        found.value,
        found.text,
        found.confidence,
        found.evidence,
        title=_title(str(found.value), folded),
        copies=_copies(folded),
        original=("original" if form["original"] else "copy") if form else None,
    )


def _copies(folded: str) -> int | None:
    match = _COUNT.search(folded)
    if match:
        return int(next(number for number in match.groups() if number))
    word = folded.split()[0] if folded.split() else ""
    return _COUNTED.get(word)


def _title(text: str, folded: str) -> str:
    """The entry without its number, form and remarks; of a table's row the longest cell."""
    if "|" in text:
        return max((cell.strip() for cell in text.split("|")), key=len)
    lead = _EDGE.match(folded)
    start = lead.end() if lead else 0
    end = len(text)
    for _ in range(3):
        tail = _TAIL.search(folded, start, end)
        if tail is None or tail.start() <= start + 2:
            break
        end = tail.start()
    return squeeze(text[start:end]) or text
