"""What the network sees, judged by what the rules know of names.

The network finds what no rule has a cue for, and errs where a rule would not: of its bodies those
stay that begin like one and have a name or a unit of their own; of persons it only says whether it
sees somebody where a rule does.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from itertools import zip_longest

from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.forms.addresses import ADDRESS
from pipeline.extraction.forms.agencies import AGENCY as MARKED
from pipeline.extraction.forms.network import AGENCY, MOST_LETTERS, PERSON, SEEN
from pipeline.extraction.paper import Mark, Paper
from pipeline.extraction.people.names import Name, in_capitals
from pipeline.extraction.wordlists import any_of, phrases, rule

_BODIES, _PERSONS = f"{SEEN}{AGENCY}", f"{SEEN}{PERSON}"


def doubted(paper: Paper, names: Iterable[Name]) -> bool:
    """Whether the network looked at the paper and saw a person at none of these places."""
    if _PERSONS not in paper.marks:
        return False
    return not any(
        name.end > MOST_LETTERS
        or _overlaps(paper, name.start, name.end)
        or _whole(paper.text[name.start : name.end].lower().split())
        for name in names
    )


def _whole(words: list[str]) -> bool:
    """A name such as only persons have: ``Nguyễn Văn Còi``."""
    return len(words) > 2 and words[1] in _MIDDLE and words[0].capitalize() in _families()


_MIDDLE = frozenset(("văn", "thị", "đình", "hữu", "quốc", "bá", "duy", "viết", "sỹ", "trọng"))


@cache
def _families() -> frozenset[str]:
    return frozenset(phrases("persons", "family"))


def _overlaps(paper: Paper, start: int, end: int) -> bool:
    marks = paper.marks[_PERSONS]
    before = bisect_right(marks, end - 1, key=lambda m: m.start) - 1
    return before >= 0 and marks[before].end > start


def persons_seen(paper: Paper, ruled: Iterable[Name]) -> Iterator[Name]:
    """Yield the persons that the network sees where the rules see none, nor an address."""
    taken = sorted(
        [(name.start, name.end) for name in ruled]
        + [(mark.start, mark.end) for mark in paper.marks.get(ADDRESS, ())]
    )
    for mark in paper.marks.get(_PERSONS, ()):
        place = bisect_right(taken, (mark.end - 1, mark.end)) - 1
        if place < 0 or taken[place][1] <= mark.start:
            yield Name(mark.start, mark.end, (mark.start, mark.start))


def bodies_seen(paper: Paper) -> Iterator[Mark]:
    """Yield the bodies that the network sees and that look like some, in order.

    A mark of the rules at the same place is taken up when it is shorter.
    """
    ruled = {mark.start: mark.end for mark in paper.marks.get(MARKED, ())}
    for mark in paper.marks.get(_BODIES, ()):
        end = _cut(paper, mark.start, min(mark.end, paper.paragraph_end(mark.start)))
        if in_capitals(paper, mark.start) and mark.start in ruled:
            continue
        if (
            end > mark.start
            and _begins_like_one(paper, mark.start)
            and _own(paper, mark.start, end)
        ):
            yield Mark(_BODIES, mark.start, end, paper.text[mark.start : end], mark.confidence)


_WORD = re.compile(r"\S+")
_MARKS = " ,;.:–-"
_UNITS = frozenset(("xã", "phường", "huyện", "quận", "tỉnh", "thành", "thị", "đặc", "khu"))
_STOP = frozenset(
    (
        *("để", "vì", "của", "là", "đã", "có", "cho", "ở", "theo", "ra", "do", "bị", "được"),
        *("với", "đến", "từ", "thì", "mà", "nên", "trong", "tôi", "không", "chưa", "này", "nào"),
    )
)


_DOES = rule(r"(?:ban hanh|tra loi|giai quyet|thong bao|tiep nhan|quyet dinh|yeu cau|tam giao)\b")


def _cut(paper: Paper, start: int, end: int) -> int:
    """End the name before a word that stands in none, and behind its last own or known word."""
    words = list(_WORD.finditer(paper.text, start, end))
    last, sure, capital = start, True, False
    for word, following in zip_longest(words, words[1:]):
        bare = word.group().strip(_MARKS)
        if bare.lower() in _STOP or (bare.isdigit() and len(bare) == 4):
            break
        if bare[:1].islower() and _DOES.match(paper.folded, word.start()):
            break
        if not bare:
            continue
        known = bare[0].isupper() or bare[0].isdigit() or _known(paper, bare)
        # "Bảo tồn Di sản Văn hóa": the second syllable of a word that no list has.
        syllable = capital and following is not None and following.group()[0].isupper()
        sure = bare.lower() in _UNITS or (sure and (known or syllable))
        capital = bare[0].isupper()
        if sure and known:
            last = word.start() + len(word.group().rstrip(_MARKS))
        if word.group().endswith((".", ";", ":")) and len(bare) > 2:
            break
    return last


@cache
def _small_words(toneless: bool) -> frozenset[str]:
    """Words that stand in bodies' names in small letters."""
    told = (phrases("agencies", key) for key in ("inside", "fields", "after_and"))
    words = {word.lower() for group in told for phrase in group for word in phrase.split()}
    words |= {"công", "an", "ủy", "cảnh", "sát"}
    words -= {"và", "số", "khám", "luật"}
    return frozenset(map(fold_aligned, words) if toneless else words)


def _known(paper: Paper, word: str) -> bool:
    return word.lower() in _small_words(paper.toneless)


@cache
def _heads() -> re.Pattern[str]:
    heads = (*phrases("agencies", "heads"), *phrases("agencies", "seen_heads"))
    return re.compile(any_of(heads) + r"\b")


_FIRST_WORDS = frozenset(
    (
        *("ban", "bộ", "chi", "cục", "hạt", "phòng", "sở", "thanh", "tòa", "toà", "tổ", "trạm"),
        *("trung", "ủy", "uỷ", "văn", "viện", "vụ", "đội", "đồn", "đài", "công", "kho", "cảng"),
    )
)


def _begins_like_one(paper: Paper, start: int) -> bool:
    """A capital word that bodies begin with, or a whole head, which has its tone marks."""
    word = paper.text[start : start + 24].split()[0]
    if word[0].isupper() and word.lower() in _FIRST_WORDS:
        return True
    head = _heads().match(paper.folded, start)
    return head is not None and (paper.toneless or word.lower() in _head_words())


@cache
def _head_words() -> frozenset[str]:
    heads = (*phrases("agencies", "heads"), *phrases("agencies", "seen_heads"))
    return frozenset(head.split()[0].lower() for head in heads)


_UNIT = rule(
    r"\b(?:xa(?! hoi)|phuong|thi tran|huyen|quan|thi xa|thanh pho|tinh|dac khu|tp\.?"
    r"|trung uong|khu vuc)\b"
)


_NO_BODY = rule(
    r"(?:bo luat|phong kham|phong mach|phong tro|phong hop|phong phap che|to dai dien|to hop tac"
    r"|ban dai dien|ban kiem soat|doan xe|to an ninh|co quan(?! (?:canh sat|csdt|dieu tra|thi hanh"
    r"|thue|dang ky))|tong (?:cong|so|dien tich|giam doc))\b"
)


def _own(paper: Paper, start: int, end: int) -> bool:
    """Whether the body has a name or a unit: ``Tổ kiểm tra`` and ``công an`` have none."""
    words = paper.text[start:end].split()
    if _NO_BODY.match(paper.folded, start, end) or _whole([word.lower() for word in words]):
        return False
    if _UNIT.search(paper.folded, start + 1, end):
        return True
    return len(words) > 2 and sum(word[0].isupper() for word in words) > 1
