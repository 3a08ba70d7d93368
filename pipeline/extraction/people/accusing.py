"""Whom a sentence accuses: ``tôi tố cáo ông A và bà B``, ``đề nghị cách chức ông C``.

Everybody named between the accusing verb and the deed is accused, whatever words join them; who
only belongs to them (``em ruột bà B``) is not.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pipeline.extraction.findings import Party
from pipeline.extraction.forms.agencies import AGENCY
from pipeline.extraction.paper import Paper
from pipeline.extraction.people.mentions import Person
from pipeline.extraction.people.names import Name
from pipeline.extraction.people.parties import Start, start_of, stretches
from pipeline.extraction.people.targets import (
    PARTS,
    before_gap,
    in_full,
    longest,
    party_at,
    target_at,
)
from pipeline.extraction.wordlists import rule

MAX_ACCUSED = 200
"""Places where a sentence accuses somebody that are looked at."""
REACH = 700
"""Characters behind an accusing verb that its objects may take."""

_VERB = rule(
    r"\b(?P<v>to cao|to giac|khieu nai|khieu lai|khieu to|khieu kien|thua chuyen|thua kien"
    r"|phan anh|kien(?= ong| ba"
    r"| anh| chi))"
    r"(?: tiep| lai| len(?: cap tren)?)?"
)
# Between the verb and whom it accuses.
_TO_WHOM = rule(
    r"(?:\s{1,3}(?:voi|len|den|toi|truoc)(?: [^\W\d_]{1,12}){1,8}?(?=\s{1,3}(?:viec|ve viec"
    r"|hanh vi|ong|ba"
    r"|rang)\b))?"
)
_MANY = r"(?:cac|nhung|mot so|ca|hai|ba|bon|nam|may|nhieu|\d{1,2})"
_KINDS = (
    r"(?:can bo|nguoi|ong,? ba|ca nhan|doi tuong|vi|dong chi|ong|ba|ten|ke|can bo,? dang vien"
    r"|lanh dao|don vi)"
)
_OBJECT = rule(
    r"(?:\s{1,3}(?:doi voi|la|gom|nguoi ten|nguoi co ten(?: sau)?(?: la)?|dich danh|chinh"
    rf"|(?:(?:ve )?(?:{_MANY} )?(?:hanh vi|viec lam|sai pham|vi pham|viec)"
    r"(?:\s[^\W\d_]{1,12}){0,9}?\s{1,3}cua)"
    rf"|{_MANY} {_KINDS}(?: [^\W\d_]{{1,8}}){{0,4}}?(?= gom| la| sau| duoi|\s?[:.])"
    r"|can bo|viec(?=\s(?:ong|ba|anh|chi|co|thay|dong chi)\s)|nguoi|(?:ong|ba)(?=\s?:)"
    r"|sau day|duoi day|co ten|ten|sau|voi(?! ubnd| uy ban)))*"
    r"[\s:]{1,3}(?:(?:\d{1,2}[.)/]|[-+*•–])\s*)?"
)
_COUNTED = rule(rf"\s{{1,3}}{_MANY} {_KINDS}[^.:\n]{{0,30}}[.:]\s")
_ENUMERATED = rule(
    r"(?:^|[\s.;:,])(?:mot|hai|ba|bon|nam|thu (?:nhat|hai|ba|tu|nam)|nguoi thu \w+|\d{1,2}[.)])"
    r" (?:la )?(?=\S)"
)


def accused_in_sentences(paper: Paper, persons: Sequence[Person]) -> Iterator[Party]:
    names = sorted((n for p in persons for n in p.mentions), key=lambda n: n.start)
    yield from islice(_accused(paper, persons, names), MAX_ACCUSED)
    yield from _to_punish(paper, persons, names)


def _accused(paper: Paper, persons: Sequence[Person], names: Sequence[Name]) -> Iterator[Party]:
    for verb in _VERB.finditer(paper.folded):
        if not _accuses(paper, verb):
            continue
        counted = _COUNTED.match(paper.folded, verb.end())
        if counted:
            listed = list(_enumerated(paper, counted.end(), names))
            yield from (in_full(paper, persons, start) for start in listed)
            if listed:
                continue
        told = _TO_WHOM.match(paper.folded, verb.end())
        lead = _OBJECT.match(paper.folded, told.end() if told else verb.end())
        if lead is None:
            continue
        end = min(len(paper.text), lead.end() + REACH)
        found = target_at(paper, lead.end(), end, names)
        cue = paper.folded[verb.start() : lead.end()]
        if found is None or not _is_accused(found, cue):
            continue
        limit = _sentence_end(paper, cue, found, end)
        found = _bare_body(paper, found)
        cut = _DEED.search(paper.folded, found.end, limit)
        limit = cut.start() if cut else limit
        look = _listed if "\n" in cue else _joined
        others = look(paper, found.end, limit, names)
        for start, stop in stretches(paper, [found, *others], limit):
            yield longest(paper, persons, start, party_at(paper, start, stop))


_NO_ACCUSING = rule(
    r"\b(?:bi|duoc|nguoi|viec|don|luat|ve|noi dung|quyen|giai quyet|dieu kien|su)\s{1,3}$"
)
_OWN_PETITION = rule(r"\b(?:co|gui|goi|lam|viet|nop|lap|dua|them)(?: [^\W_]{1,5}){0,2} don\s{1,3}$")
_OTHERS_CLAUSE = rule(r"\b(?:ong|ba|anh|chi|ho|dan)\b[^.;\n]*$")
_DENIED = rule(r"\b(?:khong|chua|chang|chu khong|dau co|ko)(?: \w+){0,2}\s{1,3}$")


_PASSIVE = rule(r"\b(?:bi|duoc) (?:ong|ba|anh|chi|nguoi|co|chu)\b[^.;,\n]{0,50}$")


def _accuses(paper: Paper, verb: re.Match[str]) -> bool:
    before = paper.folded[max(0, verb.start() - 70) : verb.start()]
    if _DENIED.search(before) or _PASSIVE.search(before):
        return False
    return not _NO_ACCUSING.search(before) or _in_own_petition(before)


def _in_own_petition(before: str) -> bool:
    """``tôi đã có đơn tố cáo …``, not the petition that ``ông B`` has sent."""
    own = _OWN_PETITION.search(before)
    return own is not None and not _OTHERS_CLAUSE.search(before, 0, own.start())


def _is_accused(found: Start, cue: str) -> bool:
    if found.organisation or (found.office[1] > found.office[0] and found.start == found.office[0]):
        return _named_against(cue)
    return (
        found.title[1] > found.title[0]
        or found.office[1] > found.office[0]
        or cue.startswith(("to cao", "to giac", "thua"))
    )


def _named_against(cue: str) -> bool:
    """A body is a respondent after tố cáo, khiếu nại; ``phản ánh với UBND`` addresses it."""
    against = cue.startswith(("to cao", "to giac", "khieu"))
    return against and not re.search(r"\b(?:voi|len)\s*$", cue.replace("doi voi", ""))


def _sentence_end(paper: Paper, cue: str, found: Start, limit: int) -> int:
    """A list behind the colon goes on over its items; no look goes past ``limit``."""
    end = min(limit, paper.paragraph_end(found.end))
    if "\n" not in cue:
        stop = _FULL_STOP.search(paper.text, found.end, end)
        return stop.start() if stop else end
    return max(end, before_gap(paper, found.end, limit))


_FULL_STOP = re.compile(r"(?<!\bTP)(?<!\b[A-Z])\.(?=\s|$)")
_DEED = rule(
    r"\b(?:ve (?:viec|hanh vi|cac hanh vi|nhung|toi|cac toi|may|mot so|cac)"
    r"|da (?:co|lam|nhan|lap|de|thong|cung|lay)|vi (?:da|co)|co (?:hanh vi|cac|nhung)|khi"
    r"|dung ten|loi dung|lam dung|chiem doat)\b"
)


def _bare_body(paper: Paper, found: Start) -> Start:
    """Inside a sentence a body is its name alone, without the words that follow."""
    for mark in paper.marks_in(AGENCY, found.start, found.end):
        if found.organisation and mark.start == found.start:
            return replace(found, end=mark.end)
    return found


# --- the others of the same sentence or list -----------------------------------------------------


def _listed(paper: Paper, start: int, end: int, names: Sequence[Name]) -> Iterator[Start]:
    for match in PARTS.finditer(paper.folded, start, end):
        found = target_at(paper, match.end(), end, names)
        if found:
            yield found


def _enumerated(paper: Paper, start: int, names: Sequence[Name]) -> Iterator[Start]:
    """``… hai người. Một là ông A, … Hai là ông B …``: whoever a number word stands before."""
    limit = min(len(paper.text), start + REACH)
    floor = start
    for match in _ENUMERATED.finditer(paper.folded, max(0, start - 1), limit):
        found = target_at(paper, match.end(), limit, names) if match.start() >= floor - 1 else None
        if found and not found.organisation and found.start != found.office[0]:
            floor = found.end
            yield found


_JOINER = rule(r"(?:\bva|\bcung(?: voi)?|\bvoi|[,;&]|\s[-–])\s{1,3}(?=\S)")
_KIN = rule(
    r"\b(?:con|vo|chong|em|chau|anh|chi|cha|me|bo|re|dau|la|cua|do|bi|cho)\s(?:\w+\s){0,3}$"
)


def _joined(paper: Paper, start: int, end: int, names: Sequence[Name]) -> Iterator[Start]:
    """``… và bà Lê Thị C``, ``và chấp hành viên D``, ``, Đỗ Thế``: those beside the first."""
    floor = start
    for match in _JOINER.finditer(paper.folded, start, end):
        found = target_at(paper, match.end(), end, names) if match.start() >= floor else None
        if found is None or found.organisation or found.start == found.office[0]:
            continue
        comma = match.group().strip() in (",", ";", "&", "-", "–")
        beside = not paper.text[floor : match.start()].strip(" ,")
        called = found.title[1] > found.title[0] or found.office[1] > found.office[0]
        if _in_brackets(paper, start, found.start) or not (called or beside):
            continue
        if comma and not (found.title[1] > found.title[0] or beside):
            continue
        floor = found.end
        yield found


def _in_brackets(paper: Paper, start: int, end: int) -> bool:
    between = paper.text[start:end]
    return between.count("(") > between.count(")")


# --- who is to be punished -----------------------------------------------------------------------

_PUNISH = rule(
    r"\b(?:xu ly(?: nghiem| ky luat| hinh su| trach nhiem)?|ky luat|cach chuc|xu"
    r"|dinh chi(?: cong tac)?"
    r"|truy cuu(?: trach nhiem)?(?: hinh su)?|lam ro(?: trach nhiem| hanh vi| viec lam)?|bat)"
    r"(?: (?:doi voi|cua))?\s{1,3}(?=(?P<t>[^\W\d_]+)\s)"
)


def _to_punish(paper: Paper, persons: Sequence[Person], names: Sequence[Name]) -> Iterator[Party]:
    """``Đề nghị cách chức ông Đởm``: whoever is to be punished is denounced."""
    for match in islice(_PUNISH.finditer(paper.folded), 60):
        name = _name_at(names, match.end())
        if name is None or not name.titled:
            continue
        first = start_of(name, "respondent")
        for found in (first, *_joined(paper, name.end, _stop_of(paper, match.end()), names)):
            yield in_full(paper, persons, found)


def _name_at(names: Sequence[Name], start: int) -> Name | None:
    """The name whose title stands at ``start``."""
    number = bisect_left(names, start, key=lambda n: n.start)
    name = names[number] if number < len(names) else None
    return name if name and name.title[0] == start else None


def _stop_of(paper: Paper, start: int) -> int:
    end = min(paper.paragraph_end(start), start + 300)
    stop = _FULL_STOP.search(paper.text, start, end)
    return stop.start() if stop else end
