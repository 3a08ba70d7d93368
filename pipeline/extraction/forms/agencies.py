"""Names of bodies: ``Chủ tịch UBND xã Hòa Phú``, ``Sở Tài nguyên và Môi trường tỉnh …``.

A name begins with a word of ``words/agencies.toml`` and goes on over capitalised words and over
the small words that are known to stand inside such names; it ends before anything else.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extraction.folding import UPPER, fold_aligned
from pipeline.extraction.paper import Mark
from pipeline.extraction.wordlists import any_of, phrases

AGENCY = "agency"
MAX_WORDS = 24
"""Words after its head that a body's name may have."""

_HEADS = re.compile(rf"\b{any_of(phrases('agencies', 'heads'))}\b")
_WHOLE = re.compile(rf"\b{any_of(phrases('agencies', 'whole'))}\b")
_POSITIONS = re.compile(rf"\b{any_of(phrases('agencies', 'positions'))}\b")
_EVERYDAY = re.compile(any_of(phrases("agencies", "everyday")))
_GAP = r"(?P<gap>[ \t]{1,2}|[ \t]?\n[ \t]?|[ \t]?[-–—][ \t]?|,[ \t\n]{1,2})"
_NEXT = re.compile(_GAP + r"(?P<word>[\w&./]{1,32}(?:['’]\w{1,12})?)")


class _Phrases:
    """Words that go on a name in small letters.

    A phrase of several syllables is known whatever its tone marks, which a scan loses first; a
    single one is taken as written, or without any mark in papers that have none.
    """

    def __init__(self, key: str) -> None:
        written = phrases("agencies", key)
        self._exact = _any({w for word in written for w in (word, fold_aligned(word))})
        self._loose = _any({fold_aligned(word) for word in written if " " in word})

    def end(self, text: str, folded: str, start: int) -> int | None:
        """Return where the longest phrase ends that begins at ``start``; any case."""
        loose = self._loose.match(folded, start)
        if loose:
            return loose.end()
        exact = self._exact.match(text[start : start + 40].lower())
        return start + exact.end() if exact else None


def _any(words: set[str]) -> re.Pattern[str]:
    ordered = sorted(words, key=lambda w: (-len(w), w))
    return re.compile("(?:" + "|".join(w.replace(" ", r"\s{1,2}") for w in ordered) + r")\b")


_INSIDE = _Phrases("inside")
_AFTER_AND = _Phrases("after_and")
_FIELDS = _Phrases("fields")
_FIELD_NEXT = re.compile(rf"\s{{1,2}}{any_of(phrases('agencies', 'fields'))}\b")
# A comma stays inside a name only in these: "Sở Văn hóa, Thể thao và Du lịch".
_COMMA_PAIRS = frozenset(
    fold_aligned(pair)
    for pair in (
        "hóa thể",
        "hóa, thể",
        "động thương",
        "tin truyền",
        "nghệ đổi",
        "tạo khoa",
        "thường hỗ",
        "trợ tái",
    )
)
# Fields that no body is called by alone: a comma before them parts no two bodies.
_COMMA_FIELDS = re.compile(
    r"(?:Hạ tầng|Đô thị|Thể thao|Truyền thông|Môi trường|Xã hội|Phát triển nông thôn|Du lịch"
    r"|Chữa bệnh|Đào tạo|Thương binh|Gia đình|Tái định cư|Hỗ trợ|Đổi mới sáng tạo|Đầu tư)\b"
)
# Behind these a field may follow in small letters: "Đội Thanh tra xây dựng", "Phòng tài chính".
_KINDS_OF_BODY = frozenset(("tra", "phong", "ban", "doi", "so", "cuc", "chi", "tam"))
_JOINING = frozenset(("và", "số"))
# Units that follow a comma: "UBND xã Hòa Phú, huyện Châu Thành, tỉnh …".
_UNITS = frozenset(("huyện", "tỉnh", "quận", "thành", "thị", "TP", "tp", "xã", "phường"))
# Words that begin something else, even when capitalised.
# (Compared with their tone marks: "Công Thương" is no "Cộng hòa".)
_ENDS = frozenset(phrases("agencies", "ends"))
_UNIT_PHRASES = re.compile(r"(?:[tT]hành phố|[tT]hị xã|[tT]hị trấn|[đĐ]ặc khu)(?= |$|[,.;\n])")
# Names that nobody can list: "Công ty TNHH Cà phê Ea Lan", "Ngân hàng TMCP Ngoại thương …".
_OWN_NAMED = re.compile(
    any_of(("Công ty", "Tổng công ty", "Tập đoàn", "Ngân hàng", "Hợp tác xã", "HTX", "Trường"))
)
_SECOND_SYLLABLE = re.compile(rf"(?P<gap>[ ])(?P<word>[a-zà-ỹđ]{{1,7}})(?=[ ][{UPPER}][a-zà-ỹđ])")
_VERBS = frozenset(
    (
        *("gửi", "gởi", "bán", "mua", "ký", "kí", "nộp", "xin", "kiện", "với", "và", "thuê"),
        *("giao", "trả", "thu", "nhận", "báo", "mời", "hứa", "nói", "thay", "cử", "chuyển"),
        *("trình", "cùng", "hoặc", "từ", "đến", "tới", "trên", "dưới", "gồm", "nên", "thì"),
        *("mà", "nhưng", "còn", "đang", "sẽ", "vẫn", "lại", "cấp", "ra", "vào", "sang"),
    )
)
_NO_SYLLABLES = (_ENDS | _VERBS) - {"điện", "thông", "nội", "đồng", "độc", "cộng"}
# The two syllables behind a unit name a place, whatever else they may begin: "tỉnh Đồng Nai",
# "huyện Đông Anh", "thành phố Hà Nội".
_PLACED = re.compile(
    r"(?:tỉnh|huyện|xã|phường|quận|thành phố|thị trấn|TP\.?|TX\.?)[ ]"
    rf"(?:[{UPPER}][^\W\d_]{{0,7}}[ ])?$"
)
_UNIT_WORDS = frozenset(("tỉnh", "huyện", "quận", "xã", "phường", "tinh", "huyen", "phuong"))


def find_agencies(text: str, folded: str) -> Iterator[Mark]:
    """Yield the bodies named in the text, longest first at each place, none overlapping.

    The value is the name on one line, as written.
    """
    end = 0
    for match in _HEADS.finditer(folded):
        if match.start() < end:
            continue
        stop = _body_end(text, folded, match)
        if stop is None:
            continue
        start = _with_position(text, folded, match.start(), end)
        end = stop
        yield Mark(AGENCY, start, stop, " ".join(text[start:stop].split()))


_WRITTEN = frozenset(word.lower() for word in phrases("agencies", "positions"))


def _with_position(text: str, folded: str, start: int, floor: int) -> int:
    """Take in the position that stands right before the name ("Chủ tịch UBND …")."""
    window = max(floor, start - 32)
    for match in _POSITIONS.finditer(folded, window, min(len(folded), start + 16)):
        between = folded[match.end() : start] if match.end() <= start else ""
        if match.end() > start and text[match.start() : match.end()].lower() not in _WRITTEN:
            continue  # "giáo viên Trường …" is no "Viện trưởng"
        if match.start() < start and not between.strip() and "\f" not in between:
            return match.start()
    return start


def _body_end(text: str, folded: str, head: re.Match[str]) -> int | None:
    """Return where the name that begins with the head ends; None when it is no name."""
    if not _truly(text, head):
        return None
    capital = text[head.start()].isupper()
    everyday = _EVERYDAY.fullmatch(head.group())
    if everyday and not capital and not _headed(text, folded, head):
        return None
    end, grew = _grown(text, folded, head.end(), bool(_OWN_NAMED.fullmatch(head.group())))
    if _WHOLE.fullmatch(folded, head.start(), head.end()):
        return head.end() if capital else None
    if everyday and not grew:
        return None
    return end if capital or grew else None


def _headed(text: str, folded: str, head: re.Match[str]) -> bool:
    """``Trưởng phòng Giáo dục …``: the small ``phòng`` belongs to the office and to the body."""
    before = folded[max(0, head.start() - 12) : head.start()]
    following = _FIELD_NEXT.match(folded, head.end())
    return (
        before.endswith(("truong ", "pho "))
        and following is not None
        and text[head.end() : head.end() + 3].lstrip()[:1].isupper()
    )


def _grown(text: str, folded: str, start: int, own_named: bool) -> tuple[int, bool]:
    """Go on over the words of the name; return its end and whether it grew by a name or unit.

    ``own_named``: a small syllable between two capitals belongs to the name ("Cà phê Ea Lan").
    """
    end, grew = start, False
    last = fold_aligned(text[max(0, start - 12) : start]).split()[-1:]
    last = last[0] if last else ""
    pending, waiting = start, False
    for _ in range(MAX_WORDS):
        match = _NEXT.match(text, pending)
        if match and last == "va" and _another(text, folded, match.start("word")):
            break
        stop = _word_end(text, folded, match, last) if match else None
        if own_named and stop is None and end > start and end == pending:
            match = _SECOND_SYLLABLE.match(text, pending)
            stop = match.end() if match and match["word"] not in _NO_SYLLABLES else None
        if match is None or stop is None:
            break
        word = text[match.start("word") : stop].rstrip("./")
        capital = word[0].isupper() or word.isdigit()
        # After a comma, and after a joining word, the name goes on only with a capital word.
        waiting = (waiting or match["gap"].startswith(",")) and not capital
        if not waiting and word not in _JOINING:
            end = match.start("word") + len(word)
        grew = grew or capital or word in _UNIT_WORDS
        last, pending = fold_aligned(word.split()[-1]), stop
        if text[stop - 1] in "./" and not _abbreviation(word):
            break
    return end, grew


def _another(text: str, folded: str, start: int) -> bool:
    """``BHXH huyện A và Trung tâm B``: behind the joining word another body begins."""
    head = _HEADS.match(folded, start)
    if head is None or not text[start].isupper() or not _truly(text, head):
        return False
    councils = folded[max(0, start - 16) : start].endswith(
        ("hdnd va ", "nhan dan va ", "dbqh va ", "quoc hoi va ")
    )
    return (" " in head.group() or text[start : head.end()].isupper()) and not councils


def whole_end(folded: str, start: int, end: int) -> int:
    """Return where the name in the span ends if it is one that is complete as it stands.

    A line's end inside "Thanh tra / Chính phủ" parts nothing.
    """
    for match in _WHOLE.finditer(folded, start, min(len(folded), end + 24)):
        if match.start() < end < match.end():
            return match.end()
    return end


def _abbreviation(word: str) -> bool:
    return word.upper() in ("TP", "TX", "TT", "P", "Q", "H", "X", "T")


def _word_end(text: str, folded: str, match: re.Match[str], last: str) -> int | None:
    """Return the end of the word or small phrase if it belongs to the name, else None."""
    gap, word, start = match["gap"], match["word"].rstrip("./"), match.start("word")
    if not word:
        return None
    if gap.startswith(","):
        if f"{last} {fold_aligned(word)}" in _COMMA_PAIRS:
            return _FIELDS.end(text, folded, start) or start + len(word)
        further = _COMMA_FIELDS.match(text, start)
        if further:
            return further.end()
        phrase = _UNIT_PHRASES.match(text, start)
        if phrase:
            return phrase.end()
        return start + len(word) if word in _UNITS else None
    if word[0].isupper():
        phrase = _UNIT_PHRASES.match(text, start)
        if phrase:
            return phrase.end()
        field = _FIELDS.end(text, folded, start)
        if field:
            return field
        placed = _PLACED.search(text, max(0, start - 24), start)
        return match.end() if placed or word.lower() not in _ENDS else None
    if any(dash in gap for dash in "-–—"):
        return None
    if word.isdigit():
        return start + len(word)
    return (
        _INSIDE.end(text, folded, start)
        or (_AFTER_AND.end(text, folded, start) if last == "va" else None)
        or (_FIELDS.end(text, folded, start) if last in _KINDS_OF_BODY else None)
    )


@cache
def _company_heads() -> re.Pattern[str]:
    return re.compile(rf"\s*{any_of(phrases('agencies', 'companies'))}\b")


def is_organisation(name: str) -> bool:
    """Return whether a name is that of a body or company, not of a person."""
    name = name.strip()
    folded = fold_aligned(name)
    match = _HEADS.match(folded) or _company_heads().match(folded)
    return match is not None and _truly(name, match)


_ONE_WORDS = frozenset(
    word.lower()
    for key in ("heads", "companies")
    for word in phrases("agencies", key)
    if " " not in word
)
_SHORT = frozenset(
    fold_aligned(word) for word in phrases("agencies", "heads") if word.isupper() and len(word) > 2
)


def _truly(text: str, match: re.Match[str]) -> bool:
    """A head of one syllable needs its own tone mark: ``Vũ Thị Lan`` is no ``Vụ``.

    Abbreviations (UBND) and heads of several syllables are safe without; written without tone
    marks a syllable needs a field behind it: ``phong canh sat``.
    """
    word = text[match.start() : match.end()].strip()
    if " " in word or "\n" in word or word.lower() in _ONE_WORDS:
        return True
    if not word.isascii():
        return False
    following = text[match.end() : match.end() + 24]
    return word.lower() in _SHORT or (
        following.isascii() and _FIELD_NEXT.match(fold_aligned(following)) is not None
    )
