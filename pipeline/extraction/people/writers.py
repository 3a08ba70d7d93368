"""Who writes: those who introduce themselves, those behind a label, those who sign."""

import re
from collections.abc import Iterator, Sequence

from pipeline.extraction.paper import Line, Paper
from pipeline.extraction.people.mentions import Person
from pipeline.extraction.people.names import Name, has_family_name, name_at, names_joined
from pipeline.extraction.people.parties import Start, organisation_at, start_of
from pipeline.extraction.people.speakers import STANDING, Zone, representatives
from pipeline.extraction.wordlists import rule

ZONE_LIMIT = 6000
"""Characters that the identity lines of all petitioners may take."""

_INTRO = rule(
    r"(?<![^\W\d_])(?:@petitioner_intro@\b|(?:(?:hai )?vo chong )?(?:chung )?toi(?=\s?:)"
    r"|chung toi(?=[^.\n:]{3,80}:\s*\n)"
    r"|(?:@petitioner_label@|nguoi (?:gui|nop don|dung khieu nai|dung ten|dung to cao|de nghi"
    r"|yeu cau"
    r"|keu|khieu|thinh cau)|ho gia dinh|chu ho|ben khieu|chu don|nguyen don)"
    r"(?!\s(?:ho|giup|thay|dum|bi)\b)(?:[^\n:,.]{0,30}(?:\.{3,}\s?)?:|\b))[\s:]{0,4}"
)
_NEGATED = rule(r"\bbi\s{1,3}(?:khieu nai|to cao|phan anh|kien nghi)")
_BODY = rule(
    r"(?<![^\W\d_])(?:@body_begins@|@respondent_label@|@attachments@"
    r"|(?:tui|chung tui|em|con|chau)(?: xin| lam don)? (?:to cao|to giac|khieu nai|phan anh)"
    r"|(?:to cao|to giac) (?:hai|ba|bon|nam|may|cac|nhung|\d{1,2}) (?:nguoi|can bo|ong ba))\b"
)
_ITEM = rule(
    r"(?:^|\n|[:;])[ \t|]*(?:\(?\d{1,3}(?:[.)]|/(?=\s))|\d{1,3}\s?\|"
    r"|[-+•*–])[ \t]*(?:(?:gia đình|Gia đình|[hH]ộ)\s(?=(?:ông|bà|anh|chị|cụ)\s))?(?=\S)"
)
_WITH = rule(
    r"\b(?:va|cung)\s{1,3}(?:(?:vo|chong|con|me|cha|bo)(?:\s{1,3}toi)?\s?(?:la|ten|:)[\s:]{1,3}"
    r"|(?=(?:ong|ba|anh|chi)[\s:]))"
    r"|\b(?:vo|chong)(?:\s{1,3}toi)?\s{1,3}(?:la|ten la)[\s:]{1,3}"
    r"|(?:^|[\n.;,])\s*(?:ho ten |ten |ho va ten )?(?:vo|chong)\s?:\s?"
)
_PLURAL = rule(r"vo chong|chung toi|gia dinh|hai ")
_AND_NAME = rule(r"\bva\s{1,3}(?=\S)")


def _intros(paper: Paper, start: int, end: int) -> Iterator[re.Match[str]]:
    """Introductions; not ``vợ tôi là …`` nor ``người bị khiếu nại``."""
    for match in _INTRO.finditer(paper.folded, start, end):
        around = paper.folded[match.start() : match.end() + 24]
        before = paper.folded[max(0, match.start() - 24) : match.start()].rpartition("\n")[2]
        if _says_to(paper, match):
            continue
        named = match.group().startswith(("ho ", "ten "))
        if named and _of_respondent(paper, match.start()):
            continue
        if not _NEGATED.search(around) and not (
            _RELATIVE.search(before) and not match.group().startswith(("vo chong", "nguoi", "ho "))
        ):
            yield match


def _says_to(paper: Paper, match: re.Match[str]) -> bool:
    """``Tới: UBND …`` in the head of a mail is no ``Tôi:``."""
    if match.group().strip(" :\n") != "toi":
        return False
    if not paper.toneless:
        return paper.text[match.start() : match.start() + 3].casefold() != "tôi"
    return _FROM.search(paper.folded, max(0, match.start() - 120), match.start()) is not None


_FROM = rule(r"(?:^|\n)\s*(?:tu|from)\s?:[^\n]*\n\s*$")


def zone_of(paper: Paper, persons: Sequence[Person]) -> Zone | None:
    """Return the span of the identity lines: from the first introduction to the body."""
    found = sorted(_openings(paper, persons))
    if not found:
        return None
    first, anchor = found[0]
    limit = min(len(paper.text), anchor + ZONE_LIMIT)
    return first, _body_start(paper, anchor, limit)


def _openings(paper: Paper, persons: Sequence[Person]) -> Iterator[tuple[int, int]]:
    """Yield where identity lines may begin, each with the place from which a body may follow."""
    for match in _intros(paper, 0, len(paper.folded)):
        if _first_person(paper, match, match.end() + 240) or _list_follows(paper, match):
            yield match.start(), match.end()
            break
    standing = STANDING.search(paper.folded)
    if standing and name_at(paper, standing.end(), standing.end() + 120):
        yield standing.start(), standing.end()
    own = next((name for p in persons for name in p.mentions if _says_i(paper, name)), None)
    if own:
        yield max(0, _begin(own) - 60), own.end


def _begin(name: Name) -> int:
    return name.title[0] if name.titled else name.start


def _body_start(paper: Paper, start: int, limit: int) -> int:
    for match in _BODY.finditer(paper.folded, start, limit):
        before = paper.folded[max(start, match.start() - 30) : match.start()]
        if not re.search(r"\b(?:don vi|co quan|chuc vu)\s*$", before):
            return match.start()
    return limit


def _list_follows(paper: Paper, match: re.Match[str]) -> bool:
    item = _ITEM.search(paper.text, match.end(), match.end() + 260)
    return bool(item and name_at(paper, item.end(), item.end() + 120))


def _first_person(paper: Paper, match: re.Match[str], limit: int) -> Start | None:
    limit = min(limit, len(paper.text))
    labelled = ":" in match.group() or "ten" in match.group().split()
    name = name_at(paper, match.end(), limit, strict=not labelled)
    if name:
        return start_of(name, "petitioner", "label" if labelled else "prose")
    return organisation_at(paper, match.end(), limit)


# --- I am ----------------------------------------------------------------------------------------

_PRONOUN = (
    r"(?:toi|tui|chung toi|chung tui|tui toi|tu toi|em|e|con|chau|minh|chung em|chung con|tui em)"
)
_I_AM = rule(
    rf"(?P<before>(?:[^\W\d_]+[ \t]{{1,3}}){{0,3}})(?<![^\W\d_])(?P<i>{_PRONOUN})"
    r"(?:\s(?:xin|cung|day|hien|von|ky ten duoi day|dung ten duoi day|ki ten duoi day|co|duoc|da))*"
    r"\s?(?:,|:|(?:xin )?(?:ten|ho ten|ho va ten|xung ten|mang ten)(?: that| day du| khai sinh"
    r"| goi| tuc)*"
    r"(?: la| na| nha)?|la|na)[\s:,]{0,4}$"
)
# What every ``_I_AM`` ends with; most names have nothing of it before them.
_TELLS = rule(r"(?:[,:]|\b(?:la|na|nha|ten|that|du|sinh|goi|tuc))[\s:,]{0,8}$")
_TOLD = rule(r"(?<![^\W\d_])(?:toi|tui|em) la [^.;\n]{0,60}?\bten(?: la)?[\s:]{1,3}$")
_NAME_IS = rule(
    rf"(?:^|[\n.;,])\s*(?:(?:ho va ten|ho ten|ten)(?: cua)? {_PRONOUN}(?: la)?|ho va ten|ho ten"
    rf"|(?<=\n)ten|(?<=\n)ten la)[\s:]{{1,3}}$"
    rf"|(?:^|[\n.!?:])[^.\n]{{0,70}}\b{_PRONOUN}\b[^.;\n]{{0,70}},\s*ten(?: la)?[\s:]{{1,3}}$"
)
_RELATIVE = rule(
    r"(?:^|\s)(?:vo|chong|trai|gai|re|dau|ruot|me|cha|bo|ba|ma|anh|chi|chau|ban|nha|ong|co|chu|bac"
    r"|cau|di|thim|mo|xom|su|noi|ngoai|ut|ca|nuoi|con|em)\s*$"
)
# Before a pronoun these make it somebody's object: "của tôi là", "gọi thay tôi là".
_OBLIQUE = rule(
    r"(?:^|\s)(?:cua|cho|voi|goi|hoi|moc|bao|biet|cung|thay|giup|gap|danh|nhu|hon|bang|truoc|sau"
    r"|canh|gan|den|toi|theo|moi|kien|cuu|cap|lay)\s*$"
)
_SENT_ME = rule(r"\b(?:uy quyen|giao|nho)(?: [^\W\d_]+){0,2} cho\s*$")
_SPEECH = frozenset(("em", "e", "con", "chau", "minh"))


def _says_i(paper: Paper, name: Name) -> bool:
    """``tôi tên …``, ``Con là …``, ``Tôi, …``: the writer names himself, not ``vợ tôi là …``."""
    begin = _begin(name)
    before = paper.folded[max(0, begin - 90) : begin]
    if _speaks(paper, name, before):
        return True
    if _TOLD.search(before):
        return True
    if _NAME_IS.search(before):
        return not _of_respondent(paper, begin)
    if _BARE_I.search(before):
        return True
    match = _I_AM.search(before) if _TELLS.search(before[-16:]) else None
    return match is not None and _not_of_another(before, match)


# "Tôi Nguyễn Văn A, sinh năm …", "Em, Trần Thị B" at the head of a paragraph.
_BARE_I = rule(
    r"(?:^|\n|[.:!?]\s)\s*(?:nay |hom nay )?(?:toi|tui|chung toi|em|con|chau|chung em)"
    r"(?:,? (?:luat su|ls\.?|cong dan))?\s$"
)


_SELF = rule(r"\s?,? (?:\d{1,2} tuoi|sinh|hien|la hoc sinh|hoc|o|ngu|tru|dang|xin|viet|lam)\b")


def _speaks(paper: Paper, name: Name, before: str) -> bool:
    """``Em Trần Mỹ Linh, 16 tuổi, viết đơn này``: a pronoun that reads like a title."""
    word = paper.folded[slice(*name.title)] if name.titled else ""
    if word not in ("em", "con", "chau") or len(paper.text[name.start : name.end].split()) < 2:
        return False
    opens = re.search(r"(?:^|\n|[.!?:])\s*$", before) is not None
    return opens and _SELF.match(paper.folded, name.end) is not None


_LABELS = rule(r"(?<![^\W\d_])(?:(?P<r>@respondent_label@)|@petitioner_label@)(?![^\W\d_])")


def _of_respondent(paper: Paper, begin: int) -> bool:
    """``Họ và tên:`` under ``Người bị tố cáo`` is the respondent's."""
    whose = [
        found["r"] is not None
        for found in _LABELS.finditer(paper.folded, max(0, begin - 400), begin)
        if found["r"] or "nguoi" in found.group()
    ]
    return bool(whose) and whose[-1]


def _not_of_another(before: str, match: re.Match[str]) -> bool:
    words = match["before"]
    plural = match["i"].startswith(("chung", "tui toi", "tu toi"))
    if not plural and _RELATIVE.search(words):
        return False
    if _OBLIQUE.search(words) and not _SENT_ME.search(before, 0, match.start("i")):
        return False
    said = match.group()[len(words) :].split()
    alone = before[: match.start()].rstrip(" ")[-1:]
    starts = not words.strip() and alone in ("", ".", "\n", ":", "!", "?", ",")
    polite = re.search(r"\b(?:da|thua|kinh|day)\s*$", words) is not None
    if said[0] in _SPEECH:
        return starts or polite
    if "," in match.group()[len(words) :] and "la" not in said and "ten" not in said:
        return starts and alone != ","
    return True


# --- everyone in the identity lines --------------------------------------------------------------


def writers_of(paper: Paper, persons: Sequence[Person], zone: Zone) -> Iterator[Start]:
    """Yield everyone who begins inside the identity lines, in order."""
    seen: list[Start] = []
    found = [*_beginnings(paper, *zone), *_selves(paper, persons)]
    for start in sorted(found, key=lambda s: (s.start, s.role == "petitioner")):
        if all(start.end <= other.start or other.end <= start.start for other in seen):
            seen.append(start)
            yield start


def _selves(paper: Paper, persons: Sequence[Person]) -> Iterator[Start]:
    for person in persons:
        own = next((name for name in person.mentions if _says_i(paper, name)), None)
        if own:
            yield start_of(own, "petitioner")


def _beginnings(paper: Paper, start: int, end: int) -> Iterator[Start]:
    for match in _intros(paper, start, end):
        found = _first_person(paper, match, end)
        if found:
            yield found
            if not found.organisation:
                first = Name(found.start, found.end, found.title)
                for name in names_joined(paper, first, end):
                    yield start_of(name, "petitioner")
    for match in STANDING.finditer(paper.folded, start, end):
        name = name_at(paper, match.end(), end)
        if name:
            yield start_of(name, "petitioner", "standing")
    yield from _items(paper, start, end)
    yield from _second_names(paper, start, end, _PLURAL.search(paper.folded, start, start + 24))
    for match in _WITH.finditer(paper.folded, start, end):
        name = name_at(paper, match.end(), end)
        if name is None or _about_other(paper, match.start(), start):
            continue
        if _joins(paper, match, name) and not _tells_of_others(paper, start, match.start()):
            yield start_of(name, "petitioner")
    yield from representatives(paper, start, end)


_BORN = rule(r"[\s,(]{1,3}(?:@birth@)\b")


def _second_names(
    paper: Paper, start: int, end: int, plural: re.Match[str] | None
) -> Iterator[Start]:
    """``Vợ chồng tôi là A, sinh năm … và B, sinh năm …``; a birth told shows a second writer."""
    for match in _AND_NAME.finditer(paper.folded, start, end):
        name = name_at(paper, match.end(), end)
        if name is None or not _two_or_more(paper, name) or not has_family_name(paper, name):
            continue
        born = _BORN.match(paper.folded, name.end)
        if _tells_of_others(paper, start, match.start()):
            continue
        if plural or (born and not _about_other(paper, match.start(), start)):
            yield start_of(name, "petitioner")


_STORY = rule(
    r"\b(?:to cao|to giac|khieu nai|phan anh|thua chuyen|viec|la do|vi|bi|gap|goi|dua|nho|nhan"
    r"|cho)\b"
)


def _tells_of_others(paper: Paper, floor: int, start: int) -> bool:
    """``để thưa chuyện ông A và chị B``: in a sentence of the story nobody joins the writer."""
    sentence = max(
        paper.text.rfind(". ", floor, start), paper.text.rfind("\n", floor, start), floor
    )
    return _STORY.search(paper.folded, sentence, start) is not None


_ALSO = rule(r"(?:va|cung)\b|[\n.;,]|(?:ho ten|ten|ho va ten)\b")


def _joins(paper: Paper, match: re.Match[str], name: Name) -> bool:
    """``và vợ là B`` writes too; ``vợ tôi là B`` alone only where her birth is told."""
    return bool(
        _ALSO.match(match.group())
        or _ALSO.search(paper.folded[max(0, match.start() - 6) : match.start()])
        or _BORN.match(paper.folded, name.end)
    )


def _about_other(paper: Paper, start: int, floor: int) -> bool:
    """``con của ông A và bà B``: the parents do not write."""
    before = paper.folded[max(floor, start - 60) : start]
    return bool(
        re.search(r"\b(?:con (?:cua )?(?:ong|ba|cu)|thua ke cua|cua (?:ong|ba|cu))\b", before)
        or re.search(r"\b(?:cha|me|bo|anh|chi|em|ba|ma|cau|di)\s*$", before)
    )


def _items(paper: Paper, start: int, end: int) -> Iterator[Start]:
    """Names that begin the items of a list: ``1. Nguyễn Văn A, sinh năm …``."""
    for match in _ITEM.finditer(paper.text, start, end):
        name = name_at(paper, match.end(), min(end, match.end() + 160))
        if name and (name.titled or _two_or_more(paper, name)) and not is_label(paper, name):
            yield start_of(name, "petitioner", "list")
            for other in names_joined(paper, name, min(end, paper.paragraph_end(name.end))):
                yield start_of(other, "petitioner", "list")


def _two_or_more(paper: Paper, name: Name) -> bool:
    return len(paper.text[name.start : name.end].split()) >= 2


def is_label(paper: Paper, name: Name) -> bool:
    return paper.text[name.end : name.end + 2].lstrip().startswith(":")


_COMPANY = rule(
    r"(?:cong ty|tong cong ty|tap doan|hop tac xa|htx|doanh nghiep|dntn|ho kinh doanh|hiep hoi)\b"
)
_OPENING = rule(r"(?:so\s?:|kinh g|cong hoa|don |v/v)")


def letterhead_of(paper: Paper) -> tuple[Start, int] | None:
    """Return the company in capitals that heads the paper, and where its details end."""
    for number, line in enumerate(paper.lines[:3]):
        if not _COMPANY.match(paper.folded, line.start, line.end):
            continue
        end = re.search(r"[ \t]{4,}", line.text)
        stop = line.start + end.start() if end else line.end
        if not paper.text[line.start : stop].isupper():
            return None
        below = paper.lines[number + 1] if number + 1 < len(paper.lines) else None
        if end is None and below and _goes_on_in_capitals(paper, below):
            stop = below.end
        limit = next(
            (
                after.start
                for after in paper.lines[number + 1 : number + 8]
                if _OPENING.match(paper.folded, after.start, after.end)
            ),
            stop,
        )
        return Start(line.start, stop, "petitioner", organisation=True, method="letterhead"), limit
    return None


def _goes_on_in_capitals(paper: Paper, below: Line) -> bool:
    """``CÔNG TY TNHH BAO BÌ⏎HƯNG PHÚ``: a name too wide for its column."""
    name = len(below.text) < 40 and all(c.isalpha() or c in " -&." for c in below.text)
    return name and below.text.isupper() and not _OPENING.match(paper.folded, below.start)
