"""Who signs: the names in the signature block at the end of a petition."""

import re
from collections.abc import Iterator
from itertools import pairwise

from pipeline.extraction.findings import Value
from pipeline.extraction.folding import UPPER
from pipeline.extraction.paper import Line, Paper
from pipeline.extraction.people.names import Name, has_family_name, name_at, parted
from pipeline.extraction.people.rolls import Row, rolls_of
from pipeline.extraction.wordlists import rule

BLOCK_LINES = 120
"""Lines after the signing words that may hold names (a list of signers)."""

FULL = 50
"""Letters of a line that a page's width broke, at least."""
SHORT = 24
"""Lines of a paper whose first third may be signed already."""

_SIGNING = rule(
    r"[\W\d]{0,4}(?:@signing@|(?:(?:nhung|cac|hai|ba|bon|nam|tat ca) )?nguoi (?!bi )(?:\w+ ){0,5}"
    r"(?:don|nai|cao|nghi|anh|quyen|dien|viet|keu|gui|ky|ten)|(?:toi |cung |dong )?(?:ky|ki) ten"
    r"|yours (?:faithfully|sincerely)|(?:best|kind) regards)\b[^\n]{0,60}$"
)
_INSTRUCTION = rule(r"\(?\s*(?:da\s)?(?:ky|ki)\b|\(?\s*(?:diem chi|ghi ro)")
_SIGNED = rule(
    r"\(?\s*(?:da (?:ky|diem chi)|diem chi|dau van tay|lan tay|ky ten va dong dau)\s*\)?$"
)
_OTHER = rule(
    r"\b(?:noi nhan|tai lieu|ho so|kem theo|xac nhan cua|ubnd|thon truong|kinh gui|luu(?=\s?:)"
    r"|chu tich)(?![^\W\d_])"
)
_NUMBER = rule(r"\|?\s*(?:\(?\d{1,3}\s?[.)/|]?|[-+•])\s*\|?\s*")


def signature_block(paper: Paper) -> tuple[int, tuple[Name, ...]] | None:
    """Return the start of the signature block and the names in it; None without a block.

    In order: the names behind signing words and in a list of signers; without any, the last lines
    that are names and nothing else.
    """
    number = _block_line(paper)
    named = list(_names(paper, number)) if number is not None else []
    listed = [row.name for rows in _signed_lists(paper) for row in rows]
    names = _each_once(paper, [*named, *listed]) or _tail(paper, number)
    if names:
        start = paper.line_at(names[0].start).start
        return min(start, paper.lines[number].start if number is not None else start), tuple(names)
    if number is not None:
        return paper.lines[number].start, ()
    return _given_name_at_the_end(paper)


def _signed_lists(paper: Paper) -> Iterator[tuple[Row, ...]]:
    """Lists of people with a column for signatures, or in the second half of the paper."""
    for rows in rolls_of(paper):
        if "sign" in rows[0].cells or rows[0].start > len(paper.text) // 2:
            yield rows


def _each_once(paper: Paper, names: list[Name]) -> list[Name]:
    """One of each; ``Tám`` or ``Bé Tám`` over ``Đỗ Thị Bé Tám`` is how she signs."""
    kept: dict[str, Name] = {}
    for name in sorted(names, key=lambda n: n.start):
        kept.setdefault(" ".join(paper.folded[name.start : name.end].split()), name)
    return [
        name
        for words, name in kept.items()
        if not any(other.endswith(f" {words}") for other in kept)
    ]


# --- the last lines ------------------------------------------------------------------------------

TAIL_LINES = 30
BETWEEN = 3
"""Lines of details or marks that may part the names of a block."""
PROSE = 110
"""Characters from which a line tells a story."""
_AFTERWORD = rule(
    r"[\W]{0,3}(?:@attachments@|toi gui|gui kem|kem|p/s|tai but|ghi chu|ps\b|noi nhan)|[(\[]"
)
_SEGMENT = re.compile(r"[(\[][^)\]\n]{0,240}[)\]]|(?P<gap>\s{3,}|\t+|\s*[|;]\s*)")
_BRACKETS = re.compile(r"[(\[][^)\]\n]{0,240}[)\]]")
_LEAD = re.compile(r"[\s\d.)|–—+•*-]{0,8}")
_REST = rule(
    r"[\s,.…:;–—|/-]{0,60}(?:$|[(\[]|\d|(?:@birth@|@id_number@|@phone@|@email@|@address@|ngay|da ky"
    r"|ky|diem chi|lan tay|dau van tay|can ho|nha|tuoi|thon|ap|xom|to|ban)\b)"
)


def _tail(paper: Paper, signing: int | None) -> list[Name]:
    """The names of the last lines that are names, with marks and details of the writers."""
    names: list[Name] = []
    between = 0
    head = len(paper.lines) // 3 if len(paper.lines) > SHORT else 0
    least = head if signing is None else signing
    first = max(len(paper.lines) - TAIL_LINES, least + 1)
    for number in range(len(paper.lines) - 1, first - 1, -1):
        line = paper.lines[number]
        goes_on = number > 0 and _ends_paragraph(paper.lines[number - 1])
        found = [] if goes_on else list(_signers_of(paper, line))
        if found:
            names[:0] = found
            between = 0
        elif len(line.text) > PROSE and not _AFTERWORD.match(paper.folded, line.start, line.end):
            break
        elif names:
            between += 1
            if between > BETWEEN:
                break
    return _each_once(paper, names)


def _ends_paragraph(above: Line) -> bool:
    """Whether the line below it only ends the paragraph: ``… thành phố⏎Huế``."""
    return above.runs_on and len(above.text) > FULL


def _signers_of(paper: Paper, line: Line) -> Iterator[Name]:
    """The names of a line that holds names, marks of signing and details, and nothing else."""
    if _SIGNING.match(paper.folded, line.start, line.end):
        return
    found: list[Name] = []
    for start, end in _pieces(paper, line):
        name = _signer_at(paper, start, end)
        if name:
            found.append(name)
        elif end > start and not _mere_mark(paper, start, end):
            return
    yield from found


def _pieces(paper: Paper, line: Line) -> Iterator[tuple[int, int]]:
    """The line cut at wide gaps, bars and semicolons that stand in no bracket."""
    position = line.start
    for match in _SEGMENT.finditer(paper.text, line.start, line.end):
        if match["gap"] is not None:
            yield paper.trim(position, match.start())
            position = match.end()
    yield paper.trim(position, line.end)


def _mere_mark(paper: Paper, start: int, end: int) -> bool:
    detail = _REST.match(paper.folded, start, end) is not None
    return detail or _BRACKETS.fullmatch(paper.text, start, end) is not None


def _signer_at(paper: Paper, start: int, end: int) -> Name | None:
    """``(C-1203) Thiều Quang Nhật – sinh 1983``: the name that the piece begins with."""
    bracket = _BRACKETS.match(paper.text, start, end)
    start = bracket.end() if bracket else start
    lead = _LEAD.match(paper.text, start, end)
    start = lead.end() if lead else start
    known = _known_before(paper, start, end) or _given_of_known(paper, start, end)
    if known:
        return known
    name = name_at(paper, start, end)
    if name is None:
        return None
    if _TOLD_BEHIND.match(paper.folded, name.end, end) and _full_name(paper, name):
        return name
    rest = name.end
    while bracket := _BRACKETS.match(paper.text, rest + (paper.text[rest : rest + 1] == " "), end):
        rest = bracket.end()
    if not _REST.match(paper.folded, rest, end) or not _like_a_signer(paper, name, rest, end):
        return None
    return name


_TOLD_BEHIND = rule(
    r",\s(?!ngay|mung|mong|\d{1,2}\s?[/.-]|thang)[^.!?]{3,200}$|,\s(?!ngay|\d)[^!?]{0,160}\b(?:@phone@|o|ngu|tru)\b[^!?]{0,80}$"
)


def _full_name(paper: Paper, name: Name) -> bool:
    count = len(paper.text[name.start : name.end].split())
    return 2 < count <= 5 and has_family_name(paper, name) and not name.titled


def _given_of_known(paper: Paper, start: int, end: int) -> Name | None:
    """``Thúy``, ``Sà Pha``: the last words of a full name that stands before."""
    piece = paper.text[start:end]
    words = piece.split()
    if not 0 < len(words) < 3 or not all(w.isalpha() and w[0].isupper() for w in words):
        return None
    full = re.search(
        rf"(?<!\w)[{UPPER}][^\W\d_]+\s(?:[{UPPER}][^\W\d_]+\s)?{re.escape(piece)}(?!\w)",
        paper.text[:start],
    )
    return Name(start, end, (start, start)) if full else None


def _known_before(paper: Paper, start: int, end: int) -> Name | None:
    """The whole piece, in small letters too, where a person of that name stands before."""
    words = paper.folded[start:end].split()
    if not 2 <= len(words) <= 5 or not all(word.isalpha() for word in words):
        return None
    before = re.search(r"\s{1,3}".join(map(re.escape, words)), paper.folded[:start])
    named = before and name_at(paper, before.start(), before.end())
    whole = before and named and named.end == before.end() and paper.text[named.start].isupper()
    return Name(start, end, (start, start)) if whole else None


_SIGN = rule(r"[(\[](?:da )?(?:ky|ki|diem chi|lan tay|dau van tay)\b")
_TOLD_OF = rule(r"[\s,.:;–—|/(-]{0,6}(?:@birth@|@id_number@)\b")
_DAY = rule(r"\s?,?\s{0,3}(?:ngay|thang|mung|mong|\d{1,2}\s?(?:[/.-]\s?\d|thang))")


def _like_a_signer(paper: Paper, name: Name, rest: int, end: int) -> bool:
    """A family name, one who was named before, or of whom birth or number are told; no place."""
    count = len(paper.text[name.start : name.end].split())
    if not 2 <= count <= 6 or paper.folded[slice(*name.title)] in ("ong", "ba", "cac ong"):
        return False
    if name.titled and not paper.text[name.start].isupper():  # "Em cảm ơn"
        return False
    if _TOLD_OF.match(paper.folded, rest, end) or _SIGN.search(paper.folded, name.end, end):
        return True
    if _DAY.match(paper.folded, rest, end):  # "Đà Lạt, ngày …"; "Trần Thị Mận, 3/5/2026" signs
        return (
            count > 2 and has_family_name(paper, name) and paper.folded[rest:end].count("ngay") == 0
        )
    return has_family_name(paper, name) or _stands_before(paper, name)


def _stands_before(paper: Paper, name: Name) -> bool:
    return paper.folded.find(paper.folded[name.start : name.end], 0, name.start) >= 0


def _given_name_at_the_end(paper: Paper) -> tuple[int, tuple[Name, ...]] | None:
    """A last line that is the given name of somebody named in full before."""
    for line in paper.lines[-1:]:
        word = line.text.strip(" .()")
        if not word.isalpha() or not word[0].isupper():
            return None
        start = line.start + line.text.index(word)
        full = re.search(rf"(?<=[^\W\d_]\s){re.escape(word)}(?!\w)", paper.text[: line.start])
        if full:
            return line.start, (Name(start, start + len(word), (start, start)),)
    return None


def _block_line(paper: Paper) -> int | None:
    """The last line that says who signs, in the second half of the paper."""
    half = len(paper.lines) // 3
    for number in range(len(paper.lines) - 1, max(half, 1) - 1, -1):
        line = paper.lines[number]
        if (
            len(line.text) <= 90
            and _SIGNING.match(paper.folded, line.start, line.end)
            and not _labelled(line)
        ):
            return _first_of_block(paper, number)
    return None


def _labelled(line: Line) -> bool:
    """``Người khiếu nại: Nguyễn Văn A, sinh năm …`` is an identity line."""
    after = line.text.partition(":")[2].strip()
    return len(after) > 40


def _first_of_block(paper: Paper, number: int) -> int:
    while (
        number > 0
        and _SIGNING.match(paper.folded, paper.lines[number - 1].start, paper.lines[number - 1].end)
        and len(paper.lines[number - 1].text) < 60
    ):
        number -= 1
    return number


def _names(paper: Paper, number: int) -> Iterator[Name]:
    seen: set[str] = set()
    first = paper.lines[number]
    colon = first.text.find(":")
    after_colon = name_at(paper, first.start + colon + 1, first.end) if colon >= 0 else None
    if after_colon:
        seen.add(paper.folded[after_colon.start : after_colon.end])
        yield after_colon
    for above, line in pairwise(paper.lines[number : number + 1 + BLOCK_LINES]):
        if _ends_paragraph(above):
            continue
        if _OTHER.search(paper.folded, line.start, line.end):
            return
        fullest = max(list(_signers_of(paper, line)), list(_names_of_line(paper, line)), key=len)
        for name in fullest:
            key = paper.folded[name.start : name.end]
            if key not in seen:
                seen.add(key)
                yield name


_HEADS = rule(r"(?:stt|tt|ho va ten|ho ten|nam sinh|chu ky|danh sach)\b")


def _names_of_line(paper: Paper, line: Line) -> Iterator[Name]:
    """Names that fill the line, side by side or with a signing mark after them."""
    position = line.start
    lead = _NUMBER.match(paper.text, position, line.end)
    position = lead.end() if lead else position
    mark = _BRACKETED.match(paper.folded, position, line.end)
    position = mark.end() if mark else position
    while position < line.end:
        if _INSTRUCTION.match(paper.folded, position, line.end) or _HEADS.match(
            paper.folded, position, line.end
        ):
            return
        name = _line_name(paper, position, line)
        if name is None:
            return
        yield name
        following = _after(paper, name, line)
        if following is None:
            return
        position = following


_BRACKETED = rule(r"\((?:da )?(?:ky|ki|diem chi)[^)\n]{0,40}\)\s*(?=\S)")
_BETWEEN = rule(r"(?:\s{3,}|\s*[-–|;,\t]\s*|\s(?:và|cùng)\s)(?=\S)")
# A telephone number or a day that stands behind a signer's name, up to the next name.
_TOLD = rule(
    r"[\s,(:–-]{0,4}(?:(?:@phone@|@birth@|ngay)[\s:.]{0,3})?\(?\d[\d\s./-]{3,18}\)?(?:[\s,;)|–-]{1,4}"
    r"(?:va\s)?|$)"
)


def _after(paper: Paper, name: Name, line: Line) -> int | None:
    """Where another name may stand on the line: behind a mark or a wide gap."""
    told = _TOLD.match(paper.folded, name.end, line.end)
    if told:
        return told.end()
    gap = _BETWEEN.match(paper.text, name.end, line.end)
    if gap:
        return gap.end()
    beside = name.end + 1 < line.end and paper.text[name.end] == " "
    return name.end + 1 if beside and parted(paper, name.end, name.end + 1) else None


_DETAIL = rule(r"(?:\(|da ky|ky|sinh|,|thon|ap|cccd|cmnd|\d|to |xom|ngay|@phone@\b)")


def _line_name(paper: Paper, position: int, line: Line) -> Name | None:
    name = name_at(paper, position, line.end)
    if name is None:
        return None
    rest = paper.folded[name.end : line.end].strip(" .,-–|")
    listed = _DETAIL.match(rest) is not None
    many = rest == "" or listed or _after(paper, name, line) is not None
    return (
        name
        if many and not (rest and _SIGNED.match(rest) is None and not listed and len(rest) > 60)
        else None
    )


def signatures_of(paper: Paper, block: tuple[int, tuple[Name, ...]] | None) -> Value | None:
    """Return how many sign, with the names as evidence; None where the block holds none."""
    if block is None:
        return None
    start, names = block
    if names:
        value = paper.value(names[0].start, names[-1].end, len(names), 0.85)
        return value
    signed = _signed_mark(paper, start)
    return paper.value(*signed, value=1, confidence=0.7) if signed else None


def _signed_mark(paper: Paper, start: int) -> tuple[int, int] | None:
    for line in paper.lines[paper.line_number(start) :]:
        if _SIGNED.fullmatch(paper.folded, line.start, line.end):
            return line.start, line.end
    return None
