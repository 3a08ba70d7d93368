"""Who signs: the names in the signature block at the end of a petition."""

import re
from collections.abc import Iterator

from pipeline.extraction.findings import Value
from pipeline.extraction.names import Name, has_family_name, name_at, parted
from pipeline.extraction.paper import Line, Paper
from pipeline.extraction.wordlists import rule

BLOCK_LINES = 120
"""Lines after the signing words that may hold names (a list of signers)."""

_SIGNING = rule(r"[\W\d]{0,4}@signing@\b[^\n]{0,60}$")
_INSTRUCTION = rule(r"\(?\s*(?:da\s)?(?:ky|ki)\b|\(?\s*(?:diem chi|ghi ro)")
_SIGNED = rule(
    r"\(?\s*(?:da (?:ky|diem chi)|diem chi|dau van tay|lan tay|ky ten va dong dau)\s*\)?$"
)
_OTHER = rule(
    r"\b(?:noi nhan|tai lieu|ho so|kem theo|xac nhan cua|ubnd|thon truong|kinh gui|luu|chu tich)\b"
)
_NUMBER = rule(r"\|?\s*(?:\(?\d{1,3}\s?[.)/|]?|[-+•])\s*\|?\s*")


def signature_block(paper: Paper) -> tuple[int, tuple[Name, ...]] | None:
    """Return the start of the signature block and the names in it; None without a block."""
    number = _block_line(paper)
    if number is None:
        return _name_at_the_end(paper)
    return paper.lines[number].start, tuple(_names(paper, number))


_DETAILS = rule(
    r"\(?\s*(?:@birth@|@id_number@|@address@|@phone@|@email@|thay mat|dai dien|nguoi dai dien"
    r"|da ky|ky|diem chi|lan tay)\b"
)
TAIL_LINES = 14


def _name_at_the_end(paper: Paper) -> tuple[int, tuple[Name, ...]] | None:
    """Without signing words: last lines that are names, with details of the writer under them."""
    names: list[Name] = []
    for line in reversed(paper.lines[-TAIL_LINES:]):
        found = _whole_line(paper, line)
        if found:
            names.insert(0, found)
        elif names or not _DETAILS.match(paper.folded, line.start, line.end):
            break
    if not names:
        return _given_name_at_the_end(paper)
    return paper.line_at(names[0].start).start, tuple(names)


_MARK = rule(r"\s*[(\[]?\s*(?:da ky|ky|ky ten|diem chi|lan tay|dau van tay)?\s*[)\]]?\s*$")


def _whole_line(paper: Paper, line: Line) -> Name | None:
    """The name that is all of its line, but for a mark of signing."""
    name = name_at(paper, line.start, line.end)
    if name is None or name.titled or not has_family_name(paper, name):
        return None
    count = len(paper.text[name.start : name.end].split())
    whole = _MARK.match(paper.folded, name.end, line.end) is not None
    return name if whole and 2 <= count <= 5 else None


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
    for line in paper.lines[number + 1 : number + 1 + BLOCK_LINES]:
        if _OTHER.search(paper.folded, line.start, line.end):
            return
        for name in _names_of_line(paper, line):
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
