"""The state secrecy marks TUYỆT MẬT, TỐI MẬT, MẬT as they stand on an official paper.

Nghị định 30/2020/NĐ-CP, Phụ lục I, phần III.2.a: a boxed stamp in capitals (cell 10a of the
first page), alone on its line or beside the issuer. Nothing of a marked paper may be kept here,
so this runs before everything else and needs no spaCy. Lines beside the text of a Word file (page
headers, comments) are looked at like the top of a page. A missed mark is worse than a false one;
but "giữ bí mật", "bảo mật" and a sentence in capitals are no marks.

Does not guard against: a stamp that the reader did not see, a mark in lower case, a paper that is
secret and bears no mark.
"""

import re

from pipeline.extraction.folding import UPPER
from pipeline.reading.document import PAGE_BREAK, Document
from pipeline.text.unicode import clean, nfc

TOP_LINES = 12
"""Lines of a page, from its top, in which a mark may share its line with other words."""

# OCR reads the tone marks of stamped capitals badly: TÓI, TỒI, MẶT, MÂT. "MẶT" alone is the word
# for face, so on its own it counts only when the stamp's whole line is that word at the page's
# top. Neither form is taken from lower case.
_SECRET = r"M[ẬẠÂẦẤẨẪ]T"
_LEVELS = (
    ("TUYỆT MẬT", re.compile(rf"TUY[ỆẸÊỀẾE]T\s{{0,2}}(?:{_SECRET}|M[ẶAẤ]T)")),
    ("TỐI MẬT", re.compile(rf"T[ỐỒÔÓỔỖỘO][IÍÌỈỊ1l]\s{{0,2}}(?:{_SECRET}|M[ẶAẤ]T)")),
    ("MẬT", re.compile(_SECRET)),
)
_LABEL = re.compile(r"(?:Đ[ỘÔO]\s{1,2}M[ẬÂẠẶ]T|[ĐđD][ộôo]\s{1,2}m[ậâạặ]t)\s{0,3}[:：]\s{0,3}")
_LABELLED = (
    ("TUYỆT MẬT", re.compile(r"tuy[ệêẹ]t\s{0,2}m[ậâạặ]t", re.IGNORECASE)),
    ("TỐI MẬT", re.compile(r"t[ốôóồ]i\s{0,2}m[ậâạặ]t", re.IGNORECASE)),
    ("MẬT", re.compile(r"m[ậâạặ]t", re.IGNORECASE)),
)
_FRAME = re.compile(r"[\s|\[\](){}_=+*#~.,:;'\"“”‘’«»<>!–—-]+")
_LETTERS_APART = re.compile(rf"(?:[{UPPER}]\s){{2,}}[{UPPER}](?=\s|$)")
_FACE_AT_TOP = re.compile(r"M[ẶA]T|MÃT|MÁT")
# Words in capitals beside which MẬT is no mark.
_NO_MARK_BEFORE = re.compile(r"(?:BÍ|BẢO|CƠ|THÂN|MỘT|NƯỚC|ĐẪN|NGỌT|SỔ|SỰ|GIỮ|MẬT|NỘI)\s+$")
_NO_MARK_AFTER = re.compile(r"^\s+(?:ONG|KHẨU|MÃ|THIẾT|VỤ|THƯ|ĐỘ|BÁO|MÍA|THÁM|DANH|NGHỊ|TÔNG|GẤU)")
_GAP = re.compile(r"\s{3,}|\t|\|")


def secrecy_mark(document: Document) -> str | None:
    """Return ``"TUYỆT MẬT"``, ``"TỐI MẬT"`` or ``"MẬT"`` where the paper bears one, else None."""
    return mark_in(clean(nfc(document.text)).text, document.margin_text)


def mark_in(cleaned: str, margin_text: str) -> str | None:
    """Return the mark of a text that is cleaned already, or of the lines beside it."""
    found = [mark for page in cleaned.split(PAGE_BREAK) for mark in _marks_of_page(page)]
    for line in clean(nfc(margin_text)).text.split("\n"):
        found += _marks_of_page(line)
    return min(found, key=[level for level, _ in _LEVELS].index, default=None)


def _marks_of_page(page: str) -> list[str]:
    lines = [line for line in page.split("\n") if line.strip()]
    found: list[str] = []
    for number, line in enumerate(lines):
        top = number < TOP_LINES
        mark = _alone(line, top=top) or _labelled(line) or (_beside(line) if top else None)
        if mark:
            found.append(mark)
    return found


def _alone(line: str, *, top: bool) -> str | None:
    """A line that holds the mark and nothing but the frame around it."""
    if len(line) > 400:
        return None
    bare = _FRAME.sub(" ", line).strip()
    bare = _LETTERS_APART.sub(lambda m: m.group().replace(" ", ""), bare)
    for level, pattern in _LEVELS:
        if pattern.fullmatch(bare):
            return level
    return "MẬT" if top and _FACE_AT_TOP.fullmatch(bare) else None


def _labelled(line: str) -> str | None:
    """``ĐỘ MẬT: MẬT``, ``Độ mật: Tối mật``; a blank after the label is no mark."""
    label = _LABEL.search(line[:400])
    if label is None:
        return None
    rest = line[label.end() : label.end() + 40].lstrip(" |[(")
    return next((level for level, pattern in _LABELLED if pattern.match(rest)), None)


def _beside(line: str) -> str | None:
    """A stamp that was read into the line of the issuer, the number or the national title.

    TUYỆT MẬT and TỐI MẬT have no other use in capitals. A lone MẬT must be parted from its
    neighbours by a gap, or stand first or last in a short line of the heading.
    """
    line = line[:400]
    for level, pattern in _LEVELS[:2]:
        if any(_stands_free(line, match) for match in pattern.finditer(line)):
            return level
    if any(_alone(part, top=False) for part in _GAP.split(line)):
        return "MẬT"
    return "MẬT" if _ends_heading(line) else None


def _stands_free(line: str, match: re.Match[str]) -> bool:
    before, after = line[: match.start()], line[match.end() :]
    return not (before[-1:].isalpha() or after[:1].isalpha())


_HEADING = re.compile(
    r"C[ỘÔ]NG H[ÒO][AÀ] X[ÃA] H[ỘÔ]I|Đ[ộô]c l[ậâ]p\s*-|\bS[ốô]\s*:|[ỦU][ỶY] BAN NHÂN DÂN"
    rf"|\bUBND\b|ĐẢNG CỘNG SẢN|\bB[ỘÔ] [{UPPER}]|\bS[ỞƠ] [{UPPER}]|TỈNH ỦY|CÔNG AN|,\s*ngày\b"
)


def _ends_heading(line: str) -> bool:
    """MẬT first or last in a line of the heading (issuer, number, national title, date)."""
    if not _HEADING.search(line):
        return False
    for match in re.finditer(rf"(?<!\w){_SECRET}(?!\w)", line):
        before, after = line[: match.start()], line[match.end() :]
        if _NO_MARK_BEFORE.search(before) or _NO_MARK_AFTER.search(after):
            continue
        if not before.strip(" |[(") or not after.strip(" |])."):
            return True
    return False
