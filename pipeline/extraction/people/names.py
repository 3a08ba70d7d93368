"""Persons' names: one to six syllables, capitalised or all capitals, with titles before them.

A name after a weak cue ("tôi là …") must look like one: a family name, or a title before it, or
at least two capitalised syllables that begin no body, office or label.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache

from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.forms.agencies import is_organisation
from pipeline.extraction.paper import Paper
from pipeline.extraction.wordlists import any_of, phrases, rule
from pipeline.reading.document import Document, Word

MAX_SYLLABLES = 6


@dataclass(frozen=True, slots=True)
class Name:
    """A name in the cleaned text, with the span of the title before it (empty when none)."""

    start: int
    end: int
    title: tuple[int, int]

    @property
    def titled(self) -> bool:
        return self.title[1] > self.title[0]


_LETTER = r"[^\W\d_]"
_SYLLABLE = rule(rf"{_LETTER}{{1,12}}(?:['’`]{_LETTER}{{1,10}}|-(?={_LETTER}){_LETTER}{{1,10}})?")
_HIGHLAND = re.compile(rf"[HKY]['’`]\s?{_LETTER}{{1,10}}")
_LEAD = rule(r"[\s:\-–—\"“'*_+•]{0,6}")
_INNER_GAP = rule(r"[ \t]{1,2}|[ \t]{0,2}\n[ \t]{0,2}")
_AND = rule(
    r"\s{0,2}(?:,\s{1,2})?(?:(?:va cung voi|va|cung|voi|&)\s{1,3}(?:(?:cac )?"
    r"(?P<kin>vo|chong|con|em|chau|me|cha|bo)(?: trai| gai)?(?=[\s:])[\s:]{1,3})?"
    r"(?:toi\s{1,3})?(?:la\s{1,3})?|[,;]\s{1,2})"
)


@cache
def titles() -> re.Pattern[str]:
    """A title word or two of folded text, up to the name behind it."""
    one = any_of(phrases("persons", "titles"))
    return rule(
        rf"(?P<t>(?:hai\s)?vo chong(?:\s(?:ong|toi la))?"
        rf"|(?:cac\s)?{one}(?:\s?[/(,]\s?{one}\s?\)?)?)"
        r"(?![^\W\d_])(?:[ \t]{0,2}:)?[ \t]{0,3}\n?[ \t]{0,3}"
    )


_TITLES = frozenset(phrases("persons", "titles"))
_PLURALS = frozenset(("các", "vợ", "chồng", "hai", "tôi", "là"))


@cache
def _ends() -> re.Pattern[str]:
    return rule(rf"{any_of(phrases('persons', 'ends'))}\b")


@cache
def _family() -> frozenset[str]:
    return frozenset(fold_aligned(word) for word in phrases("persons", "family"))


def name_at(paper: Paper, start: int, limit: int, *, strict: bool = True) -> Name | None:
    """Return the name that stands at ``start`` (after colons, dashes, titles), or None.

    With ``strict`` it must look like a person's name; without, after a label that can only be
    followed by a name, small letters and unknown family names are taken too.
    """
    lead = _LEAD.match(paper.text, start, limit)
    position = lead.end() if lead else start
    title = _title_at(paper, position, limit)
    first = title[1] if title else position
    while (again := _title_at(paper, first, limit)) and title:
        title, first = (title[0], again[1]), again[1]
    if in_capitals(paper, first):
        end, count = _caseless(paper, first, limit, title is not None)
    else:
        end, count = _syllables(paper, first, limit)
        if count == 0 and (not strict or title) and paper.text[first : first + 1].islower():
            end, count = _caseless(paper, first, limit, title is not None)
            count = count if count > 1 else 0
    if count == 0:
        return None
    found = _Found(first, end, count, title)
    return _accepted(paper, found, strict)


def has_family_name(paper: Paper, name: Name) -> bool:
    first = re.split(r"[\s'’`]", paper.text[name.start : name.end], maxsplit=1)[0]
    return fold_aligned(first) in _family()


def is_place_name(paper: Paper, name: Name) -> bool:
    """``Hà Nội``, ``Bà Rịa``: known places that look like persons."""
    begin = name.title[0] if name.titled else name.start
    return fold_aligned(" ".join(paper.text[begin : name.end].split())) in _no_names()


@cache
def _no_names() -> frozenset[str]:
    return frozenset(fold_aligned(word) for word in phrases("persons", "no_names"))


@dataclass(frozen=True, slots=True)
class _Found:
    start: int
    end: int
    count: int
    title: tuple[int, int] | None


def _title_alone(paper: Paper, start: int, end: int) -> tuple[int, int]:
    """The title without its colon; the ``Ông (bà):`` of a form is none."""
    while end > start and paper.text[end - 1] in " \n\t:":
        end -= 1
    return (
        (start, start)
        if re.search(r"[(/]", paper.text[start:end].replace("/c", ""))
        else (start, end)
    )


def _shouted(paper: Paper, found: _Found, text: str) -> bool:
    """``cháu KHÔNG viết đơn``; a name in capitals has two syllables or a line of its own."""
    alone = paper.line_at(found.start).end <= found.end + 3
    return len(text) > 1 and text.isupper() and not alone and not in_capitals(paper, found.start)


_HEADING = re.compile(r"(?:danh sách|danh sach|kính gửi|kinh gui)(?!\w)", re.IGNORECASE)


def _accepted(paper: Paper, found: _Found, strict: bool) -> Name | None:
    text = paper.text[found.start : found.end]
    if is_organisation(paper.text[found.start : found.end + 40]) or _HEADING.match(text):
        return None
    family = fold_aligned(re.split(r"[\s'’`]", text, maxsplit=1)[0]) in _family()
    sure = (family and found.count > 1) or found.title is not None or _HIGHLAND.match(text)
    if strict and not sure and (found.count < 2 or found.count > 5):
        return None
    if found.count == 1 and len(text) == 1:
        return None
    if found.count == 1 and not (family or found.title or "'" in text or "’" in text):
        return None
    if found.count == 1 and strict and _shouted(paper, found, text):
        return None
    end = found.title[1] if found.title else found.start
    title = _title_alone(paper, found.title[0], end) if found.title else (found.start, found.start)
    return Name(found.start, found.end, title)


def _title_at(paper: Paper, start: int, limit: int) -> tuple[int, int] | None:
    """Return the span of a title word with its colon; with its tones, if the paper has tones."""
    match = titles().match(paper.folded, start, limit)
    if match is None:
        return None
    written = paper.text[match.start() : match.end("t")].lower()
    tones = paper.toneless or _known_title(written)
    # "Anh", "Chi", "Ba" may be given names: a title in small letters, or followed by a capital.
    if not tones or (paper.toneless and written == "o"):  # "ở"
        return None
    if not paper.text[match.end() : match.end() + 1].isalpha() and match.end() < limit:
        return None
    return match.start(), match.end()


WIDE = 1.6
"""Gap between two words, in heights of a line, that parts two names side by side."""


def parted(paper: Paper, end: int, start: int) -> bool:
    """Whether the words on either side stand far apart on their line: two names, two columns."""
    first, _ = paper.cleaned.source_span(end - 1, end)
    second, _ = paper.cleaned.source_span(start, start + 1)
    left, right = _word_at(paper.document, first), _word_at(paper.document, second)
    if left is None or right is None or left.line != right.line:
        return False
    return right.box[0] - left.box[2] > WIDE * (left.box[3] - left.box[1])


def _word_at(document: Document, offset: int) -> Word | None:
    number = bisect_right(document.pages, offset, key=lambda page: page.start) - 1
    words = document.pages[number].words if number >= 0 else ()
    place = bisect_right(words, offset, key=lambda word: word.start) - 1
    return words[place] if place >= 0 and offset < words[place].end else None


def _known_title(written: str) -> bool:
    """With its tone marks: ``Chí`` is no ``chị``."""
    words = " ".join(w for w in written.split() if w not in _PLURALS)
    parts = [part.strip() for part in re.split(r"[/(,)]", words) if part.strip()]
    return all(part in _TITLES or part + "." in _TITLES for part in parts) or written in _TITLES


def _syllables(paper: Paper, start: int, limit: int) -> tuple[int, int]:
    """Go over capitalised syllables; return where they end and how many there are."""
    position, end, count = start, start, 0
    while count < MAX_SYLLABLES:
        match = _HIGHLAND.match(paper.text, position, limit) or _SYLLABLE.match(
            paper.text, position, limit
        )
        if match is None or not match.group()[0].isupper() or _ends_name(paper, match, count):
            break
        count, end = count + 1, match.end()
        gap = _INNER_GAP.match(paper.text, end, limit)
        if gap is None or ("\n" in gap.group() and not paper.line_at(end - 1).runs_on):
            break
        if paper.document.pages and count > 1 and parted(paper, end, gap.end()):
            break
        position = gap.end()
    return end, count


_LABELS = (
    "sinh năm", "sinh ngày", "số cccd", "số cmnd", "số điện", "số định", "số căn", "số nhà", "cccd",
    "cmnd", "sđt", "đt", "căn cước", "địa chỉ", "thường trú", "hộ khẩu", "điện thoại", "chức vụ",
    "chủ tịch",
    "phó chủ", "giám đốc", "trưởng phòng", "trưởng ban", "trưởng thôn", "trưởng ấp",
    "trưởng công an", "hiện ngụ", "hiện ở", "hiện cư", "hiện đang", "hiện trú", "cư trú", "cư ngụ",
    "ngày sinh", "năm sinh", "văn phòng", "thành phố", "thị trấn", "thị xã",
)  # fmt: skip


@cache
def _always_end(toneless: bool) -> re.Pattern[str]:
    words = [fold_aligned(w) if toneless else w for w in _LABELS]
    return rule("(?:" + "|".join(w.replace(" ", r"\s{1,3}") for w in words) + r")(?![^\W\d_])")


def _ends_name(paper: Paper, match: re.Match[str], count: int) -> bool:
    """A capitalised syllable that begins a label or an office ends the name.

    Many of these words are also given names (Sinh, Năm, Hiện): in a paper with tone marks the
    word must be written exactly so, and a first syllable is never refused for it alone.
    """
    start = match.start()
    read = paper.folded if paper.toneless else paper.text[start : start + 24].lower()
    if _always_end(paper.toneless).match(read, start if paper.toneless else 0):
        return True
    if count == 0:
        return _office_word(paper, start)
    if paper.toneless or count < 2:
        return False
    following = paper.text[match.end() : match.end() + 2]
    last = not following or following[0] in ",;:.)|\n" or following in (" (", " |", "  ", " -")
    return not last and _end_words().match(read) is not None


def is_small_word(word: str) -> bool:
    """Whether the word is one that no name begins with: ``người``, ``cho``."""
    return word.lower() in _small_words()


@cache
def _small_words() -> frozenset[str]:
    single = frozenset(word for word in phrases("persons", "ends") if " " not in word)
    return single.union(phrases("persons", "small")) - _given_words()


def in_capitals(paper: Paper, start: int) -> bool:
    """Whether the words around are all in capitals, and more than a name's."""
    line = paper.line_at(start)
    around = paper.text[max(line.start, start - 60) : min(line.end, start + 60)]
    return around.isupper() and around.count(" ") > 4


@cache
def _offices() -> re.Pattern[str]:
    words = sorted(phrases("persons", "offices"), key=len, reverse=True)
    return re.compile("(?:" + "|".join(w.replace(" ", r"\s{1,3}") for w in words) + r")(?!\w)")


def _office_word(paper: Paper, start: int) -> bool:
    """``ông Chủ nhiệm …``, ``bà Phó …``: an office stands where the name would."""
    if paper.toneless:
        return False
    found = _offices().match(paper.text[start : start + 24].lower())
    return found is not None and found.group() not in ("phó", "trưởng")


@cache
def _end_words() -> re.Pattern[str]:
    words = sorted(set(phrases("persons", "ends")) - _JOINING, key=len, reverse=True)
    return rule("(?:" + "|".join(re.escape(w).replace(r"\ ", r"\s+") for w in words) + r")\b")


# With a capital these are names, for nothing begins with them inside a line: "Sùng Chá Và".
_JOINING = frozenset(
    (
        *(
            "và",
            "của",
            "với",
            "về",
            "đã",
            "có",
            "để",
            "là",
            "vì",
            "do",
            "thì",
            "được",
            "bị",
            "theo",
        ),
        *("trong", "khi", "nhưng", "cùng", "người", "nay", "tuổi", "nhà", "nguyên"),
    )
)


# --- where capitals show nothing -----------------------------------------------------------------

_TOKEN = rule(rf"{_LETTER}{{1,12}}(?:['’`-]{_LETTER}{{1,10}})?(?![^\W_])")
_SURE_MIDDLE = frozenset(("văn", "thị", "van", "thi"))
NEARBY = 2000
"""Characters around a given name among which its full name is looked for."""
_CLOSED = re.compile(r"\s*(?:[|,;.(]|$|\n)|\s{3}")
MAX_CASELESS = 4
"""Syllables of a name whose end only the words behind it tell."""


def _caseless(paper: Paper, start: int, limit: int, titled: bool) -> tuple[int, int]:
    """Go over a name in running capitals or in small letters; return its end and syllables.

    A family name begins it (behind a title any syllable that is no everyday word); it ends before
    everyday words, of which only the one behind ``Văn`` or ``Thị`` is taken for a given name.
    """
    ends: list[int] = []
    position, last = start, ""
    while len(ends) < MAX_SYLLABLES:
        match = _TOKEN.match(paper.text, position, limit)
        if match is None or _ends_caseless(paper, match, last, len(ends), titled):
            break
        last = match.group().lower()
        ends.append(match.end())
        gap = _INNER_GAP.match(paper.text, match.end(), limit)
        if gap is None or ("\n" in gap.group() and not paper.line_at(match.end() - 1).runs_on):
            return ends[-1], len(ends)  # a mark or the line's end closes even a long name
        position = gap.end()
    count = min(len(ends), MAX_CASELESS)
    return (ends[count - 1], count) if ends else (start, 0)


def _ends_caseless(paper: Paper, match: re.Match[str], last: str, count: int, titled: bool) -> bool:
    word = match.group().lower()
    if last in _SURE_MIDDLE:
        return False
    everyday = is_everyday(paper, word)
    if count:
        if word in _given_words():
            return count > 2 and _CLOSED.match(paper.text, match.end()) is None
        if count > 1 and word in ("em", "anh"):
            return _CLOSED.match(paper.text, match.end()) is None
        return everyday and not (count == 1 and word in _SURE_MIDDLE)
    if word in _sure_family():
        return False
    if everyday:
        return not (titled and match.group().isupper() and _is_given(paper, match))
    if fold_aligned(word) in _family():
        return False
    return not titled or not match.group().isupper() or _office_word(paper, match.start())


@cache
def _sure_family() -> frozenset[str]:
    return frozenset(word.lower() for word in phrases("persons", "sure_family"))


def is_everyday(paper: Paper, word: str) -> bool:
    """``is_small_word`` that also knows papers without tone marks."""
    return fold_aligned(word) in _toneless_words() if paper.toneless else is_small_word(word)


@cache
def _given_words() -> frozenset[str]:
    return frozenset(phrases("persons", "small_given"))


def _is_given(paper: Paper, match: re.Match[str]) -> bool:
    """``bà CÓ``, who is ``PHẠM THỊ CÓ`` nearby."""
    floor, ceiling = max(0, match.start() - NEARBY), match.end() + NEARBY
    full = re.compile(rf"(?:VĂN|THỊ|VAN|THI)\s{re.escape(match.group())}(?!\w)")
    return full.search(paper.text, floor, ceiling) is not None


@cache
def _toneless_words() -> frozenset[str]:
    return frozenset(phrases("persons", "toneless_small"))


def _in_a_row(paper: Paper, name: Name) -> bool:
    """Behind a comma a name has a title, or a family name and three syllables."""
    whole = len(paper.text[name.start : name.end].split()) > 2 and has_family_name(paper, name)
    return name.titled or whole


def names_joined(paper: Paper, first: Name, limit: int) -> Iterator[Name]:
    """Yield the names that follow the first by ``và`` or a comma and a title."""
    position = first.end
    for _ in range(32):
        match = _AND.match(paper.folded, position, limit)
        if match is None:
            return
        # "và Võ Văn Kha" is no "và vợ Văn Kha".
        kin = match["kin"] is not None and paper.text[match.start("kin")].isupper()
        following = name_at(paper, match.start("kin") if kin else match.end(), limit)
        comma = match.group().strip() in (",", ";")
        if following is None or (comma and not _in_a_row(paper, following)):
            return
        yield following
        position = following.end
