"""Against whom: those behind a label, and those whom a sentence accuses."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pipeline.extraction.agencies import AGENCY, is_organisation
from pipeline.extraction.findings import Party
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.mentions import Person
from pipeline.extraction.names import Name, name_at
from pipeline.extraction.offices import office_at, office_of
from pipeline.extraction.paper import Paper
from pipeline.extraction.parties import (
    Start,
    merged,
    organisation_at,
    party_of,
    start_of,
    stretches,
)
from pipeline.extraction.wordlists import rule
from pipeline.extraction.writers import is_label

_RESPONDENT = rule(r"(?<![^\W\d_])@respondent_label@\b(?P<rest>[^\n:]{0,60}:)?")
_ACCUSED = rule(
    r"\b(?:to cao|to giac|khieu nai|khieu lai|khieu to|phan anh)(?: tiep| lai)?(?:\s{1,3}(?:doi voi"
    r"|hanh vi(?:\s[^\W\d_]{1,12}){0,6}?\s{1,3}cua"
    r"|cac hanh vi(?:\s[^\W\d_]{1,12}){0,6}?\s{1,3}cua|"
    r"nhung hanh vi(?:\s[^\W\d_]{1,12}){0,6}?\s{1,3}cua"
    r"|viec lam(?:\s[^\W\d_]{1,12}){0,4}?\s{1,3}cua|can bo|nguoi co ten(?: sau)?(?: la)?"
    r"|(?:(?:cac|nhung|ca|hai|ba|bon|nam|may|\d{1,2}) )?"
    r"(?:can bo|nguoi|ong,? ba|ca nhan|doi tuong|(?:ong|ba|dong chi|vi)(?=\s?:))"
    r"(?: sau day| duoi day| sau| co ten(?: sau day| duoi day| sau)?)?(?: gom| la)?"
    r"|voi))?[\s:]{1,3}(?:(?:\d{1,2}[.)]|[-+*•–])\s*)?"
)
_PARTS = rule(
    r"(?:^|\n)[ \t]*(?:\(?\d{1,3}(?:\.\d{1,2})?[.)]|[-+•*–])[ \t]*(?=\S)|;\s+"
    r"|\bva\s{1,3}(?=(?:ong|ba|anh|chi)\s)"
)


def respondents_of(paper: Paper, persons: Sequence[Person]) -> tuple[Party, ...]:
    """Return those whom the paper names as complained of or denounced, each once."""
    found = list(_labelled(paper))
    if not found:
        found = [
            *islice(_accused(paper, persons), MAX_ACCUSED),
            *_to_punish(paper, persons),
        ]
    unique: list[Party] = []
    for party in found:
        mine = next(
            (n for n, other in enumerate(unique) if _one(paper, persons, party, other)), None
        )
        if mine is None:
            unique.append(party)
        else:
            unique[mine] = merged(unique[mine], party)
    return tuple(unique)


def _one(paper: Paper, persons: Sequence[Person], one: Party, other: Party) -> bool:
    """The same name, two names of one person, or an office and who holds it."""
    if one.name and other.name:
        first, second = (_key(str(v.value)) for v in (one.name, other.name))
        if first == second:
            return True
        who = _person(paper, persons, first)
        return who is not None and who == _person(paper, persons, second)
    held = [p.position for p in (one, other) if p.position]
    if len(held) == 2 and (one.name is None or other.name is None):
        return _key(str(held[0].value)) == _key(str(held[1].value))
    return False


def _key(text: str) -> str:
    return " ".join(fold_aligned(text).replace("uy ban nhan dan", "ubnd").split())


def _person(paper: Paper, persons: Sequence[Person], key: str) -> int | None:
    for number, person in enumerate(persons):
        if any(_key(paper.text[m.start : m.end]) == key for m in person.mentions):
            return number
    return None


# What a petition says to software is text like any other, and no claim of its writer.
_INSTRUCTION = rule(
    r"\b(?:he thong|phan mem|may tinh|tri tue nhan tao|tro ly)\b[^\n]{0,120}\b(?:hay|phai|xep"
    r"|ghi|tu dong)\b[^\n]*$"
)


MAX_ACCUSED = 200
"""Places where a sentence accuses somebody that are looked at."""
MAX_LABELS = 100
"""Labels of respondents that are looked at; the first with somebody behind it counts."""


def _labelled(paper: Paper) -> Iterator[Party]:
    for match in islice(_RESPONDENT.finditer(paper.folded), MAX_LABELS):
        alone = match.end() >= paper.line_at(match.start()).end
        if (
            match["rest"] is None
            and not alone
            and not paper.folded[match.end() : match.end() + 6].strip().startswith("la ")
        ):
            continue
        if _INSTRUCTION.search(paper.folded, max(0, match.start() - 160), match.start()):
            continue
        start = (
            match.end() if match["rest"] or alone else paper.folded.index("la ", match.end()) + 3
        )
        end = _respondent_end(paper, start)
        starts = list(_respondent_starts(paper, start, end))
        for found, limit in stretches(paper, starts, end):
            yield _party(paper, replace(found, method="label"), limit)
        if starts:
            return


def _party(paper: Paper, found: Start, limit: int) -> Party:
    """An office without its holder's name has a position, no name."""
    party = party_of(paper, found, limit)
    if found.organisation:
        return replace(party, organisation=party.name)
    if found.office == (found.start, found.end):
        return replace(party, position=party.name, name=None)
    return party


def _respondent_end(paper: Paper, start: int) -> int:
    """The label's lines: up to the body, an empty line or 900 characters."""
    limit = min(len(paper.text), start + 900)
    body = _RESPONDENT_BODY.search(paper.folded, start, limit)
    limit = body.start() if body else limit
    return _before_gap(paper, start, limit)


_GAP = re.compile(r"\n\s*\n|\f")
_GOES_ON = rule(
    r"\s*(?:\(?\d{1,3}(?:\.\d{1,2})?[.)]|[-+•*–]\s|(?:ho va ten|ho ten|chuc vu|chuc danh"
    r"|don vi|dia chi"
    r"|nam sinh|sinh|nghe nghiep|noi|dien thoai)\b)"
)


def _before_gap(paper: Paper, start: int, limit: int) -> int:
    """The first empty line behind some text, unless items or labels go on under it."""
    for gap in _GAP.finditer(paper.text, start, limit):
        told = paper.text[start : gap.start()].strip()
        if told and not _GOES_ON.match(paper.folded, gap.end(), limit):
            return gap.start()
    return limit


_RESPONDENT_BODY = rule(
    r"(?<![^\W\d_])(?:@body_begins@|@request_heading@|@petitioner_intro@|vi cac ly do|ve viec"
    r"|ve hanh vi|da co hanh vi|vi da|ve cac hanh vi|quyet dinh bi khieu nai|hanh vi bi)\b"
)


def _respondent_starts(paper: Paper, start: int, end: int) -> Iterator[Start]:
    first = _respondent_at(paper, start, end)
    if first:
        yield first
    floor = first.end if first else start
    for match in _PARTS.finditer(paper.folded, floor, end):
        following = _respondent_at(paper, match.end(), end)
        if following and following.start >= floor:
            floor = following.end
            yield following


_NAME_LABEL = rule(
    r"[\s:]{0,6}(?:\(?\d{1,2}(?:\.\d{1,2})?[.)]\s{0,3})?(?:[-+•*–]\s{0,3})?(?:ho va ten|ho ten"
    r"|ten)\s?(?:\([^)\n]{0,30}\))?\s?:\s?"
)


def _respondent_at(paper: Paper, start: int, end: int) -> Start | None:
    label = _NAME_LABEL.match(paper.folded, start, end)
    start = label.end() if label else start
    office = _office_at(paper, start, end)
    if office:
        return office
    name = name_at(paper, start, end)
    if name and not is_label(paper, name):
        return start_of(name, "respondent")
    return organisation_at(paper, start, end, "respondent") or _body(paper, start, end)


_LEAD = rule(r"[\s:\-–—\"“*_+•]{0,6}(?:(?:ong|ba|dong chi)\s(?=[^\W\d_]))?")
_HOLDER = rule(
    r"(?:[\s,:(–-]{1,4}(?:(?:la|do|ten la|ten) )?(?=(?:ong|ba|anh|chi|co|dong chi)\s)"
    r"|[\s,:(–-]{1,4})"
)


def _office_at(paper: Paper, start: int, end: int) -> Start | None:
    """``Chủ tịch UBND xã X, ông Trần Văn B``: the holder, else the office without a name."""
    lead = _LEAD.match(paper.folded, start, end)
    begin = lead.end() if lead else start
    span = office_at(paper, begin, end)
    if span is None:
        return None
    gap = _HOLDER.match(paper.folded, span[1], end)
    name = name_at(paper, gap.end(), end) if gap else None
    if name and (name.titled or _full(paper, name)) and not is_label(paper, name):
        return Start(name.start, name.end, "respondent", name.title, span)
    return Start(span[0], span[1], "respondent", (0, 0), span)


def _full(paper: Paper, name: Name) -> bool:
    return len(paper.text[name.start : name.end].split()) >= 3


def _body(paper: Paper, start: int, end: int) -> Start | None:
    for mark in paper.marks_in(AGENCY, start, end):
        if not paper.text[start : mark.start].strip(' :-–\n"'):
            body = is_organisation(paper.text[mark.start : mark.end])
            return Start(mark.start, mark.end, "respondent", organisation=body)
        return None
    return None


# --- accused in a sentence -----------------------------------------------------------------------


def _longest(paper: Paper, persons: Sequence[Person], start: Start, party: Party) -> Party:
    """``tố cáo cô Thoa``, who is ``Ngô Thị Kim Thoa`` elsewhere."""
    if party.name is None or party.is_organisation:
        return party
    for person in persons:
        if any(m.start == start.start for m in person.mentions):
            best = person.best
            if best.end - best.start <= start.end - start.start:
                return party
            return merged(replace(party, name=None), _in_full(paper, persons, start))
    return party


def _accused(paper: Paper, persons: Sequence[Person]) -> Iterator[Party]:
    """``tôi tố cáo ông Trần Văn B, chức vụ …``, ``khiếu nại hành vi của UBND xã …``."""
    for match in _ACCUSED.finditer(paper.folded):
        end = min(len(paper.text), match.end() + 700)
        found = _respondent_at(paper, match.end(), end)
        if found is None or not _is_accused(paper, match, found):
            continue
        limit = _sentence_end(paper, match, found, end)
        found = _bare_body(paper, found)
        cut = _DEED.search(paper.folded, found.end, limit)
        limit = cut.start() if cut else limit
        others = (
            _others(paper, found.end, limit)
            if "\n" not in match.group()
            else _listed(paper, found.end, limit)
        )
        for start, stop in stretches(paper, [found, *others], limit):
            yield _longest(paper, persons, start, _party(paper, start, stop))


_NO_ACCUSING = rule(r"\b(?:bi|duoc|nguoi|viec|don|luat|ve)\s{1,3}$")
_OWN_PETITION = rule(r"\b(?:co|gui|goi|lam|viet|nop|lap|dua|them)(?: [^\W_]{1,5}){0,2} don\s{1,3}$")
_OTHERS_CLAUSE = rule(r"\b(?:ong|ba|anh|chi|ho|dan)\b[^.;\n]*$")


def _is_accused(paper: Paper, match: re.Match[str], found: Start) -> bool:
    before = paper.folded[max(0, match.start() - 70) : match.start()]
    if _NO_ACCUSING.search(before) and not _in_own_petition(before):
        return False
    if found.organisation or (found.office[1] > found.office[0] and found.start == found.office[0]):
        return _named_against(match.group())
    return (
        found.title[1] > found.title[0]
        or found.office[1] > found.office[0]
        or bool(re.match(r"to (?:cao|giac)", match.group()))
    )


def _in_own_petition(before: str) -> bool:
    """``tôi đã có đơn tố cáo …``, not the petition that ``ông B`` has sent."""
    own = _OWN_PETITION.search(before)
    return own is not None and not _OTHERS_CLAUSE.search(before, 0, own.start())


def _sentence_end(paper: Paper, match: re.Match[str], found: Start, limit: int) -> int:
    """A list behind the colon goes on over its items; no look goes past ``limit``."""
    end = min(limit, paper.paragraph_end(found.end))
    if "\n" not in match.group():
        stop = _FULL_STOP.search(paper.text, found.end, end)
        return stop.start() if stop else end
    return max(end, _before_gap(paper, found.end, limit))


_FULL_STOP = re.compile(r"(?<!\bTP)(?<!\b[A-Z])\.(?=\s|$)")
_DEED = rule(
    r"\b(?:ve (?:viec|hanh vi|cac hanh vi|nhung)|da (?:co|lam|nhan|lap)|vi (?:da|co)|co hanh vi)\b"
)
_OTHER = rule(r"(?:\bva|\bcung(?: voi)?|\bvoi|[,;])\s{1,3}(?=\S)")


def _bare_body(paper: Paper, found: Start) -> Start:
    """Inside a sentence a body is its name alone, without the words that follow."""
    for mark in paper.marks_in(AGENCY, found.start, found.end):
        if found.organisation and mark.start == found.start:
            return replace(found, end=mark.end)
    return found


def _listed(paper: Paper, start: int, end: int) -> Iterator[Start]:
    for match in _PARTS.finditer(paper.folded, start, end):
        found = _respondent_at(paper, match.end(), end)
        if found:
            yield found


def _others(paper: Paper, start: int, end: int) -> Iterator[Start]:
    """``… và bà Lê Thị C``, ``và chấp hành viên D``: the others of the same sentence."""
    floor = start
    for match in _OTHER.finditer(paper.folded, start, end):
        found = _respondent_at(paper, match.end(), end) if match.start() >= floor else None
        comma = match.group()[0] in ",;"
        if found is None or found.organisation or (comma and not found.title[1]):
            continue
        if found.office == (found.start, found.end) or not (found.title[1] or found.office[1]):
            continue
        floor = found.end
        yield found


_PUNISH = rule(
    r"\b(?:xu ly(?: nghiem| ky luat| hinh su| trach nhiem)?|ky luat|cach chuc"
    r"|dinh chi(?: cong tac)?"
    r"|truy cuu(?: trach nhiem)?(?: hinh su)?|lam ro(?: trach nhiem| hanh vi| viec lam)?|bat)"
    r"(?: (?:doi voi|cua))?\s{1,3}(?=(?P<t>[^\W\d_]+)\s)"
)


def _to_punish(paper: Paper, persons: Sequence[Person]) -> Iterator[Party]:
    """``Đề nghị cách chức ông Đởm``: whoever is to be punished is denounced."""
    for match in islice(_PUNISH.finditer(paper.folded), 60):
        end = _stop_of(paper, match.end())
        name = name_at(paper, match.end(), end)
        if name is None or not name.titled:
            continue
        first = start_of(name, "respondent")
        for found in (first, *_others(paper, name.end, end)):
            yield _in_full(paper, persons, found)


def _stop_of(paper: Paper, start: int) -> int:
    end = min(paper.paragraph_end(start), start + 300)
    stop = _FULL_STOP.search(paper.text, start, end)
    return stop.start() if stop else end


def _in_full(paper: Paper, persons: Sequence[Person], found: Start) -> Party:
    """The person of a short mention, with title and office as the paper gives them anywhere."""
    for person in persons:
        if any(m.start == found.start for m in person.mentions):
            best = person.best
            office = office_of(paper, person.mentions) or (0, 0)
            title = best.title if best.titled else found.title
            start = Start(best.start, best.end, "respondent", title, office)
            return party_of(paper, start, best.end)
    return party_of(paper, found, found.end)


def _named_against(cue: str) -> bool:
    """A body is a respondent after tố cáo, khiếu nại; ``phản ánh với UBND`` addresses it."""
    return bool(
        re.match(r"(?:to cao|to giac|khieu nai|khieu lai|khieu to)\b", cue)
    ) and not re.search(r"\b(?:voi)\s*$", cue.replace("doi voi", ""))
