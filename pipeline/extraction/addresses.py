"""Addresses: where one begins, with a label or without, where it ends, and its units.

Units are those of Luật Tổ chức chính quyền địa phương: until 30/6/2025 province, district,
commune; from 01/7/2025 province and commune. Both stand in papers, often beside each other.
"""

import re
from collections.abc import Iterator
from functools import cache

from pipeline.extraction.findings import Units
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.paper import Paper
from pipeline.extraction.wordlists import any_of, phrases, rule

LEVELS = ("house", "hamlet", "commune", "district", "province")


@cache
def _unit_words() -> dict[str, str]:
    """Return the level of each unit word, as written in small letters."""
    return {word: level for level in LEVELS for word in phrases("places", level)}


@cache
def _unit() -> re.Pattern[str]:
    """A unit word of folded text, before a name or a number."""
    return rule(rf"(?<![^\W_])(?P<w>{any_of(_unit_words())})(?=[\s.:]|\d)")


def units_in(paper: Paper, start: int, end: int) -> Iterator[tuple[int, int, str]]:
    """Yield start, end and level of each unit word in the span; tone marks must agree."""
    for match in _unit().finditer(paper.folded, start, min(end, len(paper.text))):
        word = " ".join(paper.text[match.start() : match.end("w")].lower().split())
        level = _level_of(word, paper.toneless)
        if level:
            yield match.start(), match.end("w"), level


def _level_of(word: str, toneless: bool) -> str | None:
    known = _unit_words()
    if word in known:
        return known[word]
    if toneless:
        return next((known[w] for w in known if fold_aligned(w) == word), None)
    return None


# --- where it begins without a label -------------------------------------------------------------

_LIVES = rule(
    r"(?<![^\W\d_])(?:(?:hien |dang |hien dang |deu |cung |nay )?(?:o|ngu|song|sinh song|cu ngu"
    r"|cu tru|tru|thuong tru|tam tru)(?: tai| o)?|nha(?: toi| em| con| chau| tui"
    r"| chung toi)?(?: o)?"
    r"|nguoi|dan|ba con|cu dan|ho dan|tuoi|que(?: quan)?(?: o)?|(?:19|20)\d\d)[\s:,]{1,4}$"
)
_STARTS = re.compile(r"[,;:(\n\t–-][ \t\n]*$|\s{3,}$")
_NUMBERED = re.compile(r"(?:số\s*)?\d{1,4}[A-Za-z]?(?:/\d{1,4}[A-Za-z]?){0,4}$")


def bare_address(
    paper: Paper, start: int, end: int, label: re.Pattern[str]
) -> tuple[int, int] | None:
    """Return the first address of the span that no label announces.

    It begins with a unit behind a comma or a word for living, and names a commune or more; a
    label of something else ends it.
    """
    for first, _, level in units_in(paper, start, end):
        begin = _with_house(paper, first, start)
        before = paper.folded[max(0, begin - 26) : begin]
        if not (_LIVES.search(before) or _STARTS.search(paper.text[max(0, begin - 4) : begin])):
            continue
        following = label.search(paper.folded, begin, end)
        limit = following.start() if following else end
        stop = address_end(paper, begin, limit, strict=True)
        levels = {found for _, _, found in units_in(paper, begin, stop)}
        if (level != "province" and levels & {"commune", "district"}) or len(levels) > 1:
            return begin, stop
    return None


def _with_house(paper: Paper, first: int, floor: int) -> int:
    """``390C, tổ 9`` begins with its number."""
    before = re.sub(r"[,\s]+$", "", paper.text[max(floor, first - 24) : first])
    match = _NUMBERED.search(before)
    if match and re.fullmatch(r"(?:19|20)\d\d", match.group()):
        return first  # a year of birth
    return max(floor, first - 24) + match.start() if match and before != "" else first


# --- where it ends -------------------------------------------------------------------------------


@cache
def _stop(toneless: bool) -> re.Pattern[str]:
    """Words that begin something else; with their tone marks (``Xín Mần`` is no ``xin``)."""
    words = phrases("places", "stops")
    if toneless:  # "Da Nang" is no "đã": only words that nothing else folds to
        words = [fold_aligned(w) for w in words if " " in w or w in ("tôi", "tui")]
    ordered = "|".join(w.replace(" ", r"\s{1,3}") for w in sorted(words, key=len, reverse=True))
    return re.compile(rf",?\s{{1,3}}(?:{ordered})(?![^\W\d_])")


def _stop_in(paper: Paper, start: int, limit: int) -> int:
    """Where the first such word stands in the span, in any case; the limit without one."""
    lowered = paper.folded[start:limit] if paper.toneless else paper.text[start:limit].lower()
    if len(lowered) != limit - start:
        lowered = paper.text[start:limit]
    found = _stop(paper.toneless).search(lowered)
    return start + found.start() if found else limit


_SENTENCE = re.compile(r"(?<!TP)(?<!Tp)(?<!\bQ)(?<!\bP)(?<!\bX)(?<!\bH)(?<!TT)(?<!TX)\.(?=\s|$)|;")
_BRACKET = rule(
    r"\(\s?(?:nay|truoc|cu\b|thuoc|xa|phuong|huyen|thi tran|thi xa|thanh pho|tinh|hien|quan)"
)
_SMALL = frozenset(
    [
        "cũ",
        "nay",
        "là",
        "trước",
        "đây",
        "trước",
        "thuộc",
        "mới",
        "của",
        "liên",
        "số",
        "dân",
        "phố",
        "cư",
        "cum",
        "khu",
        "công",
        "nghiệp",
        "tái",
        "định",
        "vực",
        "nhà",
        "chung",
        "đô",
        "thị",
        "mé",
        "sông",
        "bên",
        "cạnh",
        "kia",
    ]
)


def address_end(paper: Paper, start: int, limit: int, *, strict: bool) -> int:
    """Return where the address that begins at ``start`` ends.

    ``strict`` is for running text: there a small word that is no unit ends it.
    """
    limit = min(limit, _paragraph_end(paper, start))
    stop = _SENTENCE.search(paper.text, start, limit)
    limit = stop.start() if stop else limit
    limit = _stop_in(paper, start, limit)
    limit = _bracket_end(paper, start, limit)
    if not paper.toneless:
        limit = _last_segment(paper, start, limit, strict)
    while limit > start and paper.text[limit - 1] in " \n\t,;:.–-/(":
        limit -= 1
    return limit


def _paragraph_end(paper: Paper, start: int) -> int:
    """The paragraph, and a line that goes on behind a comma or with a unit."""
    number = paper.line_number(start)
    end = paper.paragraph_end(start)
    following = paper.line_number(end) + 1
    if following < len(paper.lines) and following <= number + 3:
        line = paper.lines[following]
        head = next(units_in(paper, line.start, min(line.end, line.start + 14)), None)
        if head and head[0] == line.start and paper.text[end - 1] == "," and ":" not in line.text:
            return line.end
    return end


def _bracket_end(paper: Paper, start: int, limit: int) -> int:
    """A bracket ends the address unless it tells of units."""
    position = start
    while (at := paper.text.find("(", position, limit)) >= 0:
        if not _BRACKET.match(paper.folded, at):
            return at
        close = paper.text.find(")", at, limit)
        position = close + 1 if close >= 0 else limit
    close = paper.text.find(")", start, limit)
    return close if close >= 0 and paper.text.find("(", start, close) < 0 else limit


_WORD = re.compile(r"[^\s,()]+")


def _last_segment(paper: Paper, start: int, limit: int, strict: bool) -> int:
    """Cut before the first part behind a comma that begins like no place."""
    caps = paper.text[start:limit].isupper()
    units = {first for first, _, _ in units_in(paper, start, limit)}
    inside = {at for first, last, _ in units_in(paper, start, limit) for at in range(first, last)}
    comma, end = True, start
    for match in _WORD.finditer(paper.text, start, limit):
        word = match.group()
        gap = paper.text[end : match.start()]
        comma = comma or "," in gap
        known = match.start() in inside or match.start() in units
        name = word[0].isupper() or any(c.isdigit() for c in word) or word in "-–&"
        if not known and (not name if not caps else comma and not _place(word)):
            if word.lower().strip(".") not in _SMALL and (strict or (comma and end > start)):
                return end
        elif comma and end > start and not known and _label_like(paper, match.start(), limit):
            return end
        comma, end = False, match.end()
    return limit


def _place(word: str) -> bool:
    return any(c.isdigit() for c in word) or fold_aligned(word) in _first_of_provinces()


def _label_like(paper: Paper, start: int, limit: int) -> bool:
    """``, Điện thoại:``: a label follows."""
    return bool(
        re.match(r"[^\W\d_]+(?:\s[^\W\d_]+){0,3}\s?:", paper.text[start : min(limit, start + 30)])
    )


@cache
def _provinces() -> frozenset[str]:
    return frozenset(fold_aligned(name) for name in phrases("places", "provinces"))


@cache
def _first_of_provinces() -> frozenset[str]:
    return frozenset(name.split()[0] for name in _provinces())


# --- units ---------------------------------------------------------------------------------------

_NOW = re.compile(r"\(?\s*(?:nay|hiện nay|giờ)\s+(?:là|thuộc)\s+", re.IGNORECASE)
_ONCE = re.compile(
    r"\(\s*(?:trước(?: đây)?|cũ|nguyên)\s*(?:là|thuộc)?\s*:?\s*([^)]*)\)|\(([^)]*?)\s+cũ\)",
    re.IGNORECASE,
)
_OLD = re.compile(r"\s+cũ(?=[,\s]|$)")


def parse_units(text: str) -> Units | None:
    """Return the units of an address; None where it names none."""
    text = " ".join(text.split())
    now = _NOW.search(text)
    if now and now.start() > 0:
        return _joined(text[now.end() :].rstrip(") "), text[: now.start()])
    once = _ONCE.search(text)
    if once:
        return _joined(text[: once.start()] + text[once.end() :], once[1] or once[2] or "")
    return _levels(text, None)


def _joined(present: str, former: str) -> Units | None:
    """House and hamlet outlive the units around them."""
    old = _levels(former, None)
    new = _levels(present, old)
    if new is None or old is None:
        return new or old
    return Units(
        new.house or old.house,
        new.hamlet or old.hamlet,
        new.commune,
        new.district,
        new.province,
        old if old.commune or old.district or old.province else None,
    )


_SPLIT = re.compile(r"\s*[,;]\s*|\s+[-–]\s+")


def _levels(text: str, former: Units | None) -> Units | None:
    found: dict[str, list[str]] = {}
    old: list[str] = []
    for piece in _pieces(text):
        level = _piece_level(piece, found)
        if level is None:
            continue
        if _OLD.search(piece):
            old.append(_OLD.sub("", piece))
        elif level in ("house", "hamlet") or level not in found:
            found.setdefault(level, []).append(piece)
    if not found and not old:
        return None
    once = _levels(", ".join(old), None) if old else former
    values = {level: ", ".join(found[level]) for level in LEVELS if level in found}
    return Units(**values, former=once if old else None)


def _pieces(text: str) -> Iterator[str]:
    """Parts between commas, cut again before each unit word of another level."""
    for part in _SPLIT.split(text):
        cuts = [0]
        levels: list[str] = []
        for match in _unit().finditer(fold_aligned(part)):
            level = _level_of(part[match.start() : match.end("w")].lower(), False)
            if level and level not in levels:
                if levels and match.start() > 0:
                    cuts.append(match.start())
                levels.append(level)
        for first, last in zip(cuts, [*cuts[1:], len(part)], strict=True):
            if part[first:last].strip(" .()"):
                yield part[first:last].strip(" .()")


def _piece_level(piece: str, found: dict[str, list[str]]) -> str | None:
    folded = fold_aligned(piece)
    if _OLD.sub("", folded) in _provinces():
        return "province"
    match = _unit().match(folded)
    level = _level_of(piece[: match.end("w")].lower(), False) if match else None
    if level == "province" and folded.startswith(("thanh pho", "tp")):
        name = re.sub(r"^(?:thanh pho|tp)\.?\s*", "", folded)
        return "province" if name in _CENTRAL else "district"
    if level == "house" and folded.startswith("nha ") and not any(c.isdigit() for c in piece):
        return None
    if level is None:
        house = piece[0].isdigit() or not found
        return "house" if house and any(c.isdigit() for c in piece) else None
    return level


_CENTRAL = frozenset(
    fold_aligned(name)
    for name in ("Hà Nội", "Hồ Chí Minh", "HCM", "Đà Nẵng", "Hải Phòng", "Cần Thơ", "Huế")
)
