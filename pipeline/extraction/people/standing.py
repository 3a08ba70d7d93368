"""Who writes for whom: an agent and the one who sent him, a group and the ones it puts forward.

``Theo giấy ủy quyền của bà A, tôi …``, ``Mẹ tôi là bà A … ủy quyền cho tôi là B``, ``thân chủ tôi
là ông A``: A is the petitioner, B stands for her. ``Chúng tôi cử bà C thay mặt``: C writes too.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence

from pipeline.extraction.paper import Paper
from pipeline.extraction.people.mentions import Person
from pipeline.extraction.people.names import Name
from pipeline.extraction.people.parties import Start, organisation_at, start_of
from pipeline.extraction.wordlists import rule

OPENING = 2500
"""Characters in which a writer tells for whom he writes."""

_KIN = (
    r"(?:me|ma|ba|cha|bo|tia|u|bam|me|mu|chong|vo|con(?: trai| gai)?|anh(?: trai)?|chi(?: gai)?"
    r"|em(?: trai| gai)?"
    r"|ong|ba|cu|bac|chu|co|di|cau)(?: (?:chong|vo|de|ruot|noi|ngoai|re|dau|nuoi))?"
)
_FILLER = (
    rf"(?:[\s:,]{{1,3}}(?:(?:la|cho|cua|sau(?: day)?|than chu|khach hang|nguoi|co ten|ten|toi"
    rf"|{_KIN}"
    r"|duoi day|minh)\b)){0,6}[\s:,]{1,3}"
)
# The one who is stood for follows.
_FOR = rule(
    r"\b(?:(?:duoc |nhan |theo |co )?(?:su |giay |van ban |hop dong |loi )?uy quyen"
    r"(?: (?:hop phap|chung thuc|cong chung|so [\w/.-]+|ngay [\d/.-]+))*(?: (?:cua|tu|boi))"
    r"|(?:duoc |nhan )?uy quyen (?:khieu nai|khoi kien|lam don)(?: (?:cua|cho))?"
    r"|thay mat(?: cho)?|thay loi|(?<!nguoi\s)viet (?:don )?(?:thay|ho)(?: cho)?(?!\s?:)"
    r"|giam ho(?: cua| cho)?"
    r"|dai dien(?: theo uy quyen| hop phap| theo phap luat)? (?:cua|cho)"
    r"|than chu(?: cua)?(?: toi)?|khach hang(?: cua)?(?: toi)?"
    r"|bao ve quyen(?: va)? loi(?: ich)?[^.;\n]{0,20}? (?:cua|cho))"
    rf"{_FILLER}(?=\S)"
)
_BY = rule(r"\bduoc\s{1,3}(?=\S)")
_AUTHORISES = rule(r"[^.;\n]{0,40}?\b(?:uy quyen|nho|giao)\b")
# The one who is stood for was told before: "… ủy quyền cho tôi", "nên tôi viết thay".
_TO_ME = rule(
    r"\b(?:uy quyen|giao|nho|bao)(?: lai)?(?: viec)?[^.;\n]{0,60}? cho (?:toi|tui|em|con|chau)\b"
    r"|\b(?:toi|tui|em|con|chau) (?:xin )?(?:viet|lam don|dung don|dung ra)(?: don)? (?:thay|ho)\b"
    rf"|\b(?:viet don|lam don|don) thay {_KIN}\b|\bthay mat {_KIN}\b"
    rf"|\bgiay uy quyen cua {_KIN} (?:toi|tui)\b"
)
_MY_KIN = rule(
    rf"\b(?:ten )?{_KIN} (?:cua )?(?:toi|tui|em|con|chau)(?: ten)?(?: la|,|:)?\s{{1,3}}(?=\S)"
)
_PUT = rule(
    r"\b(?:cu|bau|de cu|thong nhat(?: cu)?|nhat tri(?: cu)?|uy quyen cho"
    r"|giao cho)(?: ra)?\s{1,3}(?=\S)"
)
_TO_SPEAK = rule(
    r"[^.;]{0,200}?\b(?:dung ra|dai dien|thay mat|noi thay|dung don|lien he|lam viec|nop don"
    r"|dung ten)\b"
)
_SPEAKS = rule(
    r"\b(?:nguoi )?dai dien(?: (?:cho|cua))?[^.;:\n()]{0,50}?(?:\bla|\bgom|:)\s{1,3}(?=\S)"
)


def names_of(persons: Sequence[Person]) -> list[Name]:
    """Every mention of every person, in order."""
    return sorted((n for p in persons for n in p.mentions), key=lambda n: n.start)


def named_at(names: Sequence[Name], position: int) -> Name | None:
    """Return the mention that stands at the place, its title before it or not."""
    number = bisect_left(names, position, key=lambda n: n.start)
    for name in names[number : number + 1]:
        first = name.title[0] if name.titled else name.start
        if first <= position + 1 and name.start - position < 40:
            return name
    return None


def principal_of(paper: Paper, names: Sequence[Name], own: Sequence[Start]) -> Start | None:
    """Return for whom the writers ``own`` write, where the paper says so."""
    mine = {_given(paper, s.start, s.end) for s in own}
    for found in (_told_behind(paper, names), _told_before(paper, names)):
        for start in found:
            if _given(paper, start.start, start.end) not in mine:
                return start
    return None


def _given(paper: Paper, start: int, end: int) -> str:
    return " ".join(paper.folded[start:end].split())


def _told_behind(paper: Paper, names: Sequence[Name]) -> Iterator[Start]:
    for match in _FOR.finditer(paper.folded, 0, min(len(paper.folded), OPENING)):
        if not _mine(paper, match.start()):
            continue
        name = named_at(names, match.end())
        if name:
            yield start_of(name, "petitioner")
            continue
        body = organisation_at(paper, match.end(), min(len(paper.text), match.end() + 200))
        if body:
            yield body
    for match in _BY.finditer(paper.folded, 0, min(len(paper.folded), OPENING)):
        name = named_at(names, match.end())
        if name and _AUTHORISES.match(paper.folded, name.end) and _mine(paper, match.start()):
            yield start_of(name, "petitioner")


_OTHERS = rule(r"\b(?:ong|ba|anh|chi|ho|cong ty|doan|phong|ubnd)\s[^.;\n]{0,60}$")
_SELF = rule(r"\b(?:toi|tui|em|con|chau|chung toi|luat su|nguoi (?:viet|lam|nop|dung) don)\b")


def _mine(paper: Paper, start: int) -> bool:
    """The clause is the writer's own, not one on who stands for somebody in the story."""
    line = paper.text.rfind("\n", 0, start)
    begin = max(paper.text.rfind(". ", 0, start), line, start - 400, 0)
    clause = paper.folded[begin:start]
    return _SELF.search(clause) is not None or not _OTHERS.search(clause)


def _told_before(paper: Paper, names: Sequence[Name]) -> Iterator[Start]:
    if _TO_ME.search(paper.folded) is None:
        return
    for match in _MY_KIN.finditer(paper.folded, 0, min(len(paper.folded), OPENING)):
        name = named_at(names, match.end())
        if name:
            yield start_of(name, "petitioner")


def authorised(paper: Paper) -> bool:
    """Whether the writer says that somebody has sent him."""
    return _TO_ME.search(paper.folded) is not None


def put_forward(paper: Paper, names: Sequence[Name]) -> Iterator[Name]:
    """Those whom a group names to speak for it: ``cử bà A và ông B thay mặt``."""
    for match in _PUT.finditer(paper.folded):
        name = named_at(names, match.end())
        if name and _TO_SPEAK.match(paper.folded, name.end):
            yield from _row(paper, names, name)
            return
    for match in _SPEAKS.finditer(paper.folded):
        name = named_at(names, match.end())
        if name:
            yield from _row(paper, names, name)
            return


_JOINED = re.compile(r"\s?(?:\([^()\n]{0,60}\)\s?)?(?:,|và|va)\s", re.IGNORECASE)


def _row(paper: Paper, names: Sequence[Name], first: Name) -> Iterator[Name]:
    name: Name | None = first
    for _ in range(8):
        if name is None:
            return
        yield name
        gap = _JOINED.match(paper.text, name.end)
        name = named_at(names, gap.end()) if gap else None
