"""Names of bodies compared the way an officer compares them: «UBND xã» is «Ủy ban nhân dân xã».

A name is read as folded words, abbreviations written out. Words keep whether they were written
with a capital and whether punctuation stood before them, because «xã Bình Minh Đông» is another
commune than «xã Bình Minh», while «xã Bình Minh, Nguyễn Văn A» is not.
"""

import re
from dataclasses import dataclass
from functools import cache

from pipeline.text.unicode import clean, fold, nfc

_WORDS = {
    "ub": "uy ban nhan dan",
    "ubnd": "uy ban nhan dan",
    "hdnd": "hoi dong nhan dan",
    "mttq": "mat tran to quoc",
    "ubmttq": "uy ban mat tran to quoc",
    "tand": "toa an nhan dan",
    "vksnd": "vien kiem sat nhan dan",
    "vks": "vien kiem sat",
    "thads": "thi hanh an dan su",
    "cshs": "canh sat hinh su",
    "csgt": "canh sat giao thong",
    "csdt": "canh sat dieu tra",
    "cqdt": "co quan dieu tra",
    "cax": "cong an xa",
    "cap": "cong an phuong",
    "cah": "cong an huyen",
    "ct": "chu tich",
    "pct": "pho chu tich",
    "tp": "thanhpho",
    "tx": "thixa",
    "tt": "thitran",
    "tphcm": "thanhpho ho chi minh",
    "hcm": "ho chi minh",
    "qd": "quyet dinh",
}
# «cap» is also the word «cấp»; only the capitals CAP are the abbreviation.
_CAPITALS_ONLY = frozenset({"cap", "ct", "tt", "ub"})
_DOTTED = {"p": "phuong", "x": "xa", "h": "huyen", "q": "quan", "t": "tinh"}
_JOINED = (
    ("thi", "xa", "thixa"),
    ("thi", "tran", "thitran"),
    ("thanh", "pho", "thanhpho"),
    ("dac", "khu", "dackhu"),
)
_SURNAMES = frozenset(
    {
        "nguyen",
        "tran",
        "le",
        "pham",
        "hoang",
        "huynh",
        "phan",
        "vu",
        "vo",
        "dang",
        "bui",
        "do",
        "ngo",
        "duong",
        "ly",
        "dinh",
        "trinh",
        "dao",
        "doan",
        "truong",
        "luong",
        "luu",
        "cao",
        "ta",
        "to",
        "thai",
        "quach",
        "kieu",
        "chu",
        "nong",
        "ha",
        "ton",
        "giang",
        "phung",
        "trieu",
    }
)
LEVELS = frozenset({"xa", "phuong", "thitran", "dackhu", "thixa", "quan", "huyen", "thanhpho"})
"""Words before the name of a place below the province, and «thành phố» of either level."""
_FOLLOWERS = (
    LEVELS
    | {"tinh", "ong", "ba", "anh", "chi", "ve", "ngay", "so", "do", "viet", "va", "tai", "cu"}
    | {"chu", "pho", "can", "cong", "truong", "nham", "trong", "da", "voi", "lien", "ky"}
)

_TOKEN = re.compile(r"(?P<gap>[^\w]*)(?P<word>\w+)(?P<dot>\.?)")


@dataclass(frozen=True, slots=True)
class Word:
    """One folded word of a name."""

    text: str
    marked: str
    """In lower case with its marks: «tỉnh» and «tình» fold alike."""
    capital: bool
    parted: bool
    """True when punctuation, not only a space, stood before it."""


@dataclass(frozen=True, slots=True)
class Name:
    """A text as folded words, abbreviations written out."""

    words: tuple[Word, ...]

    @property
    def plain(self) -> str:
        """The words with one space before, between and after: ``" xa " in name.plain``."""
        return f" {' '.join(word.text for word in self.words)} "

    def has(self, *phrases: str) -> bool:
        """Return whether one of the folded phrases stands in the name."""
        return any(f" {phrase} " in self.plain for phrase in phrases)

    def find(self, phrase: str) -> int | None:
        """Return the index of the word after the first place of the phrase, None if absent."""
        wanted = tuple(phrase.split())
        words = tuple(word.text for word in self.words)
        for start in range(len(words) - len(wanted) + 1) if wanted else ():
            if words[start : start + len(wanted)] == wanted:
                return start + len(wanted)
        return None

    def names_one(self, index: int) -> bool:
        """Return whether a place name starts at the word: «xã» + «Bình Minh», «phường» + «5»."""
        if index >= len(self.words) or self.words[index].parted:
            return False
        return self.words[index].capital or self.words[index].text.isdigit()

    def goes_on(self, index: int) -> bool:
        """Return whether a place name seems to go on at the word: «xã Bình Minh Đông»."""
        if index >= len(self.words):
            return False
        word = self.words[index]
        if word.parted or word.text in _SURNAMES or word.text in _FOLLOWERS:
            return False
        return word.capital or (word.text.isdigit() and len(word.text) <= 2)


@cache
def name(text: str) -> Name:
    """Return the text as a ``Name``."""
    words: list[Word] = []
    for match in _TOKEN.finditer(nfc(clean(text).text)):
        written = match["word"]
        for place, part in enumerate(_written_out(written, dotted=bool(match["dot"]))):
            parted = place == 0 and bool(match["gap"].strip())
            marked = written.lower() if fold(written) == part else part
            words.append(Word(part, marked, written[0].isupper(), parted))
    return Name(tuple(_without_doubling(_joined(words))))


def _written_out(written: str, *, dotted: bool) -> list[str]:
    word = fold(written)
    if dotted and word in _DOTTED:
        return [_DOTTED[word]]
    if word in _WORDS and (word not in _CAPITALS_ONLY or written.isupper()):
        return _WORDS[word].split()
    return word.split()


def _joined(words: list[Word]) -> list[Word]:
    """Make one word of «thị xã» and its like, so that «xã» alone always means a commune."""
    joined: list[Word] = []
    for word in words:
        before = joined[-1] if joined else None
        both = before and next(
            (one for first, second, one in _JOINED if (before.text, word.text) == (first, second)),
            None,
        )
        if before and both and not word.parted:
            joined[-1] = Word(both, both, before.capital, before.parted)
        else:
            joined.append(word)
    return joined


def _without_doubling(words: list[Word]) -> list[Word]:
    """Drop «(UBND)» after «Ủy ban nhân dân», and write «ủy ban xã» out."""
    body = ["uy", "ban", "nhan", "dan"]
    kept: list[Word] = []
    for index, word in enumerate(words):
        kept.append(word)
        texts = [w.text for w in kept[-8:]]
        if texts == body * 2:
            del kept[-4:]
        following = words[index + 1].text if index + 1 < len(words) else ""
        if texts[-2:] == ["uy", "ban"] and following in LEVELS | {"tinh"}:
            kept += [Word(part, part, False, False) for part in ("nhan", "dan")]
    return kept
