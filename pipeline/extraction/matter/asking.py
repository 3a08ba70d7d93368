"""Where the writer asks: a verb of asking that opens its sentence, or whose subject is the writer.

The words stand in ``words/requests.toml``.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.items import ITEM, trimmed
from pipeline.extraction.paper import Paper
from pipeline.extraction.sentences import sentences
from pipeline.extraction.wordlists import any_of, phrases, rule

Span = tuple[int, int]


def any_word(key: str) -> str:
    """Return a pattern source for folded text that matches any word of a list."""
    return any_of(phrases("requests", key))


_GAP = r"[\s,]{1,3}"
ASK = rf"(?<![^\W_])(?P<ask>{any_word('asking')})(?![^\W_])"
_ASKS = rule(ASK)
_BY_WRITER = rule(
    rf"(?<![^\W_]){any_word('writers')}(?:{_GAP}(?:{any_word('between')}|do|nay|tren))"
    rf"{{0,6}}{_GAP}$"
)
_OPENING = rule(
    r"[\W\d]{0,6}(?:(?:tu|truoc|voi|can cu|tren day|theo|qua|tren co so|nham|de)\b[^;:]{0,90}[,.]"
    rf"\s*|(?:{any_word('opening')}|{any_word('between')})\b[\s,:–-]{{0,3}})*"
)
_CLAUSE_END = rule(
    r"(?:[,–-]\s{0,3}|\b(?:nen|thi|va|vay|chi|nay|thoi|nhung|song)\s{1,3})"
    rf"(?:{any_word('between')}\s{{1,3}}){{0,3}}$"
)
_BY_OTHERS = rule(
    r"\b(?:da|tung|nhieu lan|may lan|lien tuc|luc do|khi do|hom do|bi|duoc|khi|don|theo"
    r"|giay|to|la|huong dan|bao|noi|bat|yeu cau)\s(?:\w+\s){0,3}$"
)
"""An earlier asking, somebody else's, or a noun («đơn đề nghị», «theo yêu cầu»)."""
NO_REQUEST = rule(
    r"[\s,]*(?:duoc |phep |duoc phep |som |xin |hoan toan )?(?:(?:chan thanh |tran trong |kinh "
    r"|da )?(?:cam doan"
    r"|cam on|cam ta|da ta|cam ket|chao|hua|biet on|chuc)|trinh|to cao|to giac"
    r"|khieu nai|phan anh|bao cao|thua|bam|gui|goi|kem|neu|noi|ke|gop y|kien nghi (?:mot so|ve|nhu"
    r"|nhung|viec)|loi (?:quy|cac|ong|ba|vi|neu)|chiu|tu nguyen|nhan (?:trach nhiem|loi)|luu y"
    r"|(?:\w+ ){0,3}thong cam|nhan (?:noi|o) day|nhan long|thu loi|don|viec|nghi|hoi|(?:thong"
    r" )?bao|khang dinh"
    r"|nop (?:sau|them|bo sung|kem)|de lai|khai|dung (?:nghi|trach|cho la|hieu|buon|gian)"
    r"|(?:\w+ ){0,2}(?<!giam\s)doc|nghe|lam"
    r" chung|song|chet|mang tieng|cung cap|bo qua cho)\b"
)
_STOP = re.compile(r"[.;:!?]\s+")
_NEED_AIM = frozenset({"muon", "cau", "lay", "nho"})
"""Verbs that ask of an office only where one, or something to be done, follows."""
_BACK = rule(r"\s(?:duoc|lai|cho)\s")
_COUNTED = rule(
    r"[\s,]*(?:[^\W\d_]+ ){0,6}?(?P<count>hai|ba|bon|nam|may|\d) (?:dieu|viec|chuyen|y|noi dung)\b"
    r"[^:;]{0,40}$"
)
"""«Em xin các bác ba điều.»: what is asked stands in the next sentences."""

# --- words with their tone marks -----------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Doing:
    """Patterns of what is to be done: without tone marks ``tỉnh`` and ``tính`` are one word, so a
    paper that has them is searched as it stands, in small letters."""

    aimed: re.Pattern[str]
    order: re.Pattern[str]
    cut: re.Pattern[str]
    verb: re.Pattern[str]
    reason: re.Pattern[str]
    came_of_it: re.Pattern[str]
    """Behind an asking: what came of it, so it was asked before."""


@cache
def _doing(*, toneless: bool) -> _Doing:
    source = _doing_source()
    written = _folded_source if toneless else str
    return _Doing(*(re.compile(written(one).replace(" ", r"\s{1,3}")) for one in source))


def _folded_source(source: str) -> str:
    """The pattern with its words folded and its classes (``\\S``) kept."""
    return re.sub(r"\\.|[^\\]+", lambda m: m[0] if m[0][0] == "\\" else fold_aligned(m[0]), source)


def _doing_source() -> tuple[str, ...]:
    doing, bodies = (_either(key) for key in ("doing", "bodies"))
    asking = _either("asking")
    return (
        rf"[\s,]{{1,3}}(?:(?:được|cho|lại|sớm|quý)[\s,]{{1,3}})?(?:{bodies}|{doing})\b",
        rf"[^\w\n]{{0,4}}(?:(?:và|rồi|còn|nhất là|cũng|nếu [^.;:]{{3,80}} thì(?: phải| xin)?"
        rf"|{bodies}(?: \w+)?) ){{0,3}}"
        rf"(?:hãy|đừng|{doing})\s(?!(?:đến nay|đó|vậy|này|nên|hay|dù|là|đồng)\b)",
        r";\s*(?:(?:và|đồng thời|ngoài ra,?) )?(?=\S)"
        rf"|,?\s(?:và|đồng thời|rồi|cũng như)(?: (?:kính|xin))?(?: (?:{asking}|phải|sớm))?"
        rf"\s(?=(?:(?:được|phải) )?{doing}\b)"
        r"|,\svà\s(?=\w+\s\w+\s\w+\s\w)"
        rf"|,\s(?=(?:(?:được|phải) )?{doing}\s\w+\s\w)|,?\scòn\s(?=nếu\s)",
        rf"(?<![^\W_]){doing}(?![^\W_])",
        r", đừng |,? (?:vì(?! phạm| trí)|bởi vì|bởi lẽ|bởi|kẻo|chứ(?! ký)|chớ|ko thì|không thì"
        r"|nếu không) ",
        r"(?<!\w)(?:thì|nhưng|mà|song) (?:\w+ ){0,8}?(?:không|chưa|bị|bảo(?! cho)|nói|im|ko"
        r"|lại (?:không|đuổi|bảo)|từ chối|hẹn|chẳng|đuổi|chỉ cho|gạt)(?!\w)",
    )


def _either(key: str) -> str:
    words = sorted(phrases("requests", key), key=lambda w: (-len(w), w))
    return "(?:" + "|".join(words) + ")"


@dataclass(frozen=True, slots=True)
class Words:
    """A paper with the text that the patterns of what is to be done are read in."""

    paper: Paper
    text: str
    doing: _Doing

    @property
    def folded(self) -> str:
        return self.paper.folded


def words_of(paper: Paper) -> Words:
    small = paper.text.lower()
    toneless = paper.toneless or len(small) != len(paper.text)
    return Words(paper, paper.folded if toneless else small, _doing(toneless=toneless))


@dataclass(frozen=True, slots=True)
class Asking:
    """A place where the writer asks: its sentence, and where what is asked begins."""

    sentence: Span
    start: int


# --- where the writer asks -----------------------------------------------------------------------


def askings(words: Words, start: int, end: int) -> Iterator[Asking]:
    """Yield the sentences that ask, each at its first verb of asking by the writer.

    Behind one that asks, an order without a verb of asking goes on with it: «Buộc ông A trả …».
    """
    going_on = 0
    for first, last in sentences(words.paper, start, end):
        mark = ITEM.match(words.folded, first, last)
        first = mark.end() if mark else first
        asked = next(verbs(words, first, last), None)
        if asked is not None:
            counted = _COUNTED.match(words.folded, asked, trimmed(words.paper, asked, last))
            going_on = 3 if counted else 1
            if not counted:
                yield Asking((first, last), asked)
        elif going_on and words.text[last - 1] not in "?:" and orders(words, first, last):
            yield Asking((first, last), first)
        else:
            going_on -= bool(going_on)


def orders(words: Words, first: int, last: int) -> bool:
    return bool(words.doing.order.match(words.text, first, last))


def verbs(words: Words, first: int, last: int) -> Iterator[int]:
    """Yield the ends of the verbs with which the writer asks something in the sentence."""
    folded = words.folded
    for match in _ASKS.finditer(folded, first, last):
        before = _STOP.split(folded[max(first, match.start() - 160) : match.start()])[-1]
        behind = match.end()
        if NO_REQUEST.match(folded, behind, last):
            continue
        if _was_refused(words, behind, last):
            continue
        aimed = bool(words.doing.aimed.match(words.text, behind, last)) or (
            match["ask"] == "muon" and bool(_BACK.match(folded, behind))
        )
        if _asks(before, match["ask"], aimed=aimed):
            yield behind


def _was_refused(words: Words, start: int, end: int) -> bool:
    """Whether the sentence tells what came of the asking, so that it was asked before."""
    for match in words.doing.came_of_it.finditer(words.text, start, end):
        if not _IF.search(words.folded, start, match.start()):
            return True
    return False


_IF = rule(r"\b(?:neu|khi nao|hoac la)\b")


def _asks(before: str, verb: str, *, aimed: bool) -> bool:
    """Whether the writer is who asks, judged by what stands before the verb in its sentence."""
    if verb in _NEED_AIM and not aimed:
        return False
    if _OPENING.fullmatch(before) or _BY_WRITER.search(before):
        return True
    return aimed and bool(_CLAUSE_END.search(before)) and not _BY_OTHERS.search(before)
