"""The people of a petition: who writes, who stands for them, against whom.

Each person is a name and the stretch of text up to the next person; what identifies the person
(birth, id number, address …) is read from labels inside that stretch, never from outside it.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from typing import Literal

from pipeline.extraction.agencies import AGENCY, is_organisation
from pipeline.extraction.findings import Party
from pipeline.extraction.identity import identity
from pipeline.extraction.names import Name, has_family_name, name_at, names_joined
from pipeline.extraction.paper import Paper
from pipeline.extraction.wordlists import rule

Role = Literal["petitioner", "representative", "agent", "lawyer", "respondent", "other"]

ZONE_LIMIT = 6000
"""Characters that the identity lines of all petitioners may take."""
PERSON_LIMIT = 900
"""Characters that belong to one person at most."""


@dataclass(frozen=True, slots=True)
class People:
    petitioners: tuple[Party, ...] = ()
    represented_by: tuple[Party, ...] = ()
    respondents: tuple[Party, ...] = ()


@dataclass(frozen=True, slots=True)
class _Start:
    """Where a person begins: the name's span, its title, the role; a body has no Name."""

    start: int
    end: int
    role: Role
    title: tuple[int, int] = (0, 0)
    office: tuple[int, int] = (0, 0)
    organisation: bool = False


_INTRO = rule(
    r"(?<![^\W\d_])(?:@petitioner_intro@\b|@petitioner_label@(?:[^\n:,.]{0,30}:|\b))[\s:]{0,4}"
)
_NEGATED = rule(r"\bbi\s{1,3}(?:khieu nai|to cao|phan anh|kien nghi)")
_BODY = rule(r"(?<![^\W\d_])(?:@body_begins@|@respondent_label@|@attachments@)\b")
_ITEM = rule(r"(?:^|\n)[ \t]*(?:\(?\d{1,3}[.)]|[-+•*–])[ \t]*(?=\S)")
_WITH = rule(
    r"\b(?:va|cung)\s{1,3}(?:(?:vo|chong|con|me|cha|bo)(?:\s{1,3}toi)?\s{1,3}(?:la"
    r"|ten)[\s:]{1,3}|(?=(?:ong|ba|anh|chi)[\s:]))"
    r"|\b(?:vo|chong)(?:\s{1,3}toi)?\s{1,3}(?:la|ten la)[\s:]{1,3}"
)
_REPRESENTATIVE = rule(r"(?P<rep>\b@representative@)|(?P<agent>\b@agent@)|(?P<lawyer>\b@lawyer@)")
_FOR_OTHERS = rule(
    r"\b(?:la\s{1,3})?(?:nguoi\s{1,3})?dai dien(?:\s{1,3}(?:hop phap|theo uy quyen))?\s{1,3}cho\b"
)
_FOR_PRINCIPAL = rule(
    r"\b(?:nhan uy quyen cua|duoc uy quyen cua|theo uy quyen cua|dai dien theo uy quyen cua"
    r"|theo giay uy quyen cua|uy quyen cua|dai dien hop phap cua"
    r"|dai dien (?:theo uy quyen )?cho)\s{1,3}(?=(?:ong|ba|anh|chi|me|cha|bo|cong ty|vo"
    r"|chong)\b)(?:(?:me|cha|bo|vo|chong)(?:\s{1,3}toi)?\s{1,3}(?:la\s{1,3})?)?"
)


# "42 hộ dân … do ông A … làm đại diện": the writer is the one who stands for them.
_STANDING = rule(
    r"\bdo (?=(?:ong|ba|anh|chi)\b[^.;]{3,260}?\b(?:lam dai dien|dai dien|dung don|thay mat))"
)
_AUTHORISED = rule(
    r"\bduoc\s{1,3}(?=(?:ong|ba|anh|chi|me|cha|bo|vo|chong)\b[^.;]{3,120}?\buy quyen)"
)
_PLURAL = rule(r"vo chong|chung toi|gia dinh|hai ")
_AND_NAME = rule(r"\bva\s{1,3}(?=\S)")


def people_of(paper: Paper, signers: tuple[Name, ...] = ()) -> People:
    """Return the people of the paper; signers stand in where the paper names no writer."""
    zone = _zone(paper)
    starts = list(_petitioners(paper, *zone)) if zone else []
    if not starts:
        starts = [_Start(n.start, n.end, "petitioner", n.title) for n in signers]
    respondents = respondents_of(paper, zone)
    parties = [(start, _party(paper, start, end)) for start, end in _stretches(paper, starts, zone)]
    writers = tuple(party for start, party in parties if start.role in ("petitioner", "agent"))
    writers = _common_address(paper, writers)
    speakers = tuple(_speakers(paper, parties, zone))
    return People(_principals(paper, writers, zone), speakers, respondents)


def _zone(paper: Paper) -> tuple[int, int] | None:
    """Return the span of the identity lines: from the first introduction to the body."""
    for match in _INTRO.finditer(paper.folded):
        if _NEGATED.search(paper.folded, match.start(), min(match.end() + 24, len(paper.folded))):
            continue
        if _first_person(paper, match, match.end() + 240) is None and not _list_follows(
            paper, match
        ):
            continue
        limit = min(len(paper.text), match.end() + ZONE_LIMIT)
        body = _body_start(paper, match.end(), limit)
        return match.start(), body
    standing = _STANDING.search(paper.folded)
    if standing and name_at(paper, standing.end(), standing.end() + 120):
        end = min(len(paper.text), standing.end() + PERSON_LIMIT)
        return standing.start(), _body_start(paper, standing.end(), end)
    return None


def _body_start(paper: Paper, start: int, limit: int) -> int:
    for match in _BODY.finditer(paper.folded, start, limit):
        before = paper.folded[max(start, match.start() - 30) : match.start()]
        if not re.search(r"\b(?:don vi|co quan|chuc vu)\s*$", before):
            return match.start()
    return limit


def _list_follows(paper: Paper, match: re.Match[str]) -> bool:
    item = _ITEM.search(paper.text, match.end(), match.end() + 200)
    return bool(item and name_at(paper, item.end(), item.end() + 120))


def _first_person(paper: Paper, match: re.Match[str], limit: int) -> _Start | None:
    limit = min(limit, len(paper.text))
    labelled = ":" in match.group() or "ten" in match.group().split()
    name = name_at(paper, match.end(), limit, strict=not labelled)
    if name:
        return _Start(name.start, name.end, "petitioner", name.title)
    return _organisation_at(paper, match.end(), limit)


def _organisation_at(
    paper: Paper, start: int, limit: int, role: Role = "petitioner"
) -> _Start | None:
    """Return the company or body whose name stands at ``start``, up to a comma or label."""
    position = start
    while position < limit and paper.text[position] in ' :\n-–\t"“':
        position += 1
    if not is_organisation(paper.text[position : position + 60]):
        return None
    if not paper.text[position].isupper():
        return None
    stop = _ORG_END.search(paper.folded, position, min(limit, paper.paragraph_end(position)))
    end = stop.start() if stop else min(limit, paper.paragraph_end(position))
    marked = next((m for m in paper.marks_in(AGENCY, position, limit) if m.start == position), None)
    if marked and marked.end > end:
        end = marked.end
    start, end = paper.trim(position, end)
    return _Start(start, end, role, organisation=True) if 3 < end - start < 200 else None


_ORG_END = rule(
    r"[,;.\n:]|\s[-–]\s(?:dia chi|chu tich|mst)|\((?:sau day|goi tat|dia chi|do|nay)"
    r"|\s(?:dia chi|ma so|mst|do ong|do ba|dai dien|tru so|co tru so|chuc vu|ve viec|ve hanh vi"
    r"|vi)\b"
)


def _petitioners(paper: Paper, start: int, end: int) -> Iterator[_Start]:
    """Yield everyone who begins inside the identity lines, in order."""
    seen: list[_Start] = []
    for found in sorted(_beginnings(paper, start, end), key=lambda s: s.start):
        if all(found.end <= other.start or other.end <= found.start for other in seen):
            seen.append(found)
            yield found


def _beginnings(paper: Paper, start: int, end: int) -> Iterator[_Start]:
    for match in _INTRO.finditer(paper.folded, start, end):
        if _NEGATED.search(match.group()):
            continue
        found = _first_person(paper, match, end)
        if found:
            yield found
            if not found.organisation:
                first = Name(found.start, found.end, found.title)
                for name in names_joined(paper, first, end):
                    yield _Start(name.start, name.end, "petitioner", name.title)
    for match in _STANDING.finditer(paper.folded, start, end):
        name = name_at(paper, match.end(), end)
        if name:
            yield _Start(name.start, name.end, "petitioner", name.title)
    yield from _items(paper, start, end)
    if _PLURAL.search(paper.folded, start, start + 24):
        yield from _second_names(paper, start, end)
    for match in _WITH.finditer(paper.folded, start, end):
        name = name_at(paper, match.end(), end)
        if name and not _about_other(paper, match.start(), start):
            yield _Start(name.start, name.end, "petitioner", name.title)
    yield from _representatives(paper, start, end)


def _second_names(paper: Paper, start: int, end: int) -> Iterator[_Start]:
    """``Vợ chồng tôi là A, sinh năm … và B, sinh năm …``."""
    for match in _AND_NAME.finditer(paper.folded, start, end):
        name = name_at(paper, match.end(), end)
        if name and _two_or_more(paper, name) and has_family_name(paper, name):
            yield _Start(name.start, name.end, "petitioner", name.title)


def _about_other(paper: Paper, start: int, floor: int) -> bool:
    """``con của ông A và bà B``: the parents do not write."""
    before = paper.folded[max(floor, start - 60) : start]
    return bool(
        re.search(r"\b(?:con (?:cua )?(?:ong|ba|cu)|thua ke cua|cua (?:ong|ba|cu))\b", before)
    )


def _items(paper: Paper, start: int, end: int) -> Iterator[_Start]:
    """Names that begin the items of a list: ``1. Nguyễn Văn A, sinh năm …``."""
    for match in _ITEM.finditer(paper.text, start, end):
        name = name_at(paper, match.end(), min(end, match.end() + 160))
        if name and (name.titled or _two_or_more(paper, name)) and not _is_label(paper, name):
            yield _Start(name.start, name.end, "petitioner", name.title)


def _two_or_more(paper: Paper, name: Name) -> bool:
    return len(paper.text[name.start : name.end].split()) >= 2


def _is_label(paper: Paper, name: Name) -> bool:
    return paper.text[name.end : name.end + 2].lstrip().startswith(":")


def _representatives(paper: Paper, start: int, end: int) -> Iterator[_Start]:
    for match in _REPRESENTATIVE.finditer(paper.folded, start, end):
        position = _after_label(paper, match.end(), end)
        name = name_at(paper, position, min(end, position + 120))
        if name and not _FOR_OTHERS.match(paper.folded, match.start()):
            role: Role = (
                "agent" if match["agent"] else "lawyer" if match["lawyer"] else "representative"
            )
            yield _Start(name.start, name.end, role, name.title)


_LABEL_REST = rule(r"[^\n:,;.]{0,48}:|\s{1,3}(?:la|boi|cho|cua cong ty)?\s{0,3}")


def _after_label(paper: Paper, start: int, end: int) -> int:
    match = _LABEL_REST.match(paper.folded, start, end)
    return match.end() if match else start


def _stretches(
    paper: Paper, starts: list[_Start], zone: tuple[int, int] | None
) -> Iterator[tuple[_Start, int]]:
    for number, start in enumerate(starts):
        limit = zone[1] if zone and zone[0] <= start.start < zone[1] else start.end
        following = starts[number + 1] if number + 1 < len(starts) else None
        if following and following.start < limit:
            limit = following.title[0] if following.title[1] else following.start
        yield start, min(limit, start.end + PERSON_LIMIT)


def _party(paper: Paper, start: _Start, end: int, confidence: float = 0.9) -> Party:
    title = paper.value(*start.title) if start.title[1] > start.title[0] else None
    party = Party(
        name=paper.value(start.start, start.end, confidence=confidence),
        title=title,
        role=start.role,
        is_organisation=start.organisation,
    )
    party = identity(paper, party, start.end, end) if end > start.end else party
    if party.position is None and start.office[1] > start.office[0]:
        return replace(party, position=paper.value(*start.office))
    return party


def _speakers(
    paper: Paper, parties: list[tuple[_Start, Party]], zone: tuple[int, int] | None
) -> Iterator[Party]:
    """Representatives and agents; a writer who says to stand for others is one too."""
    for start, party in parties:
        if start.role in ("representative", "agent", "lawyer"):
            yield party
            continue
        if zone is None:
            continue
        limit = min(zone[1] + 80, start.end + 500)
        if _FOR_OTHERS.search(paper.folded, start.end, limit) or _put_forward(paper, zone, start):
            yield replace(party, role="representative")
            return
        if _stands_for(paper, start.end, limit):
            yield replace(party, role="agent")
            return


def _put_forward(paper: Paper, zone: tuple[int, int], start: _Start) -> bool:
    found = _STANDING.search(paper.folded, zone[0])
    return found is not None and found.end() <= start.start <= found.end() + 8


def _stands_for(paper: Paper, start: int, end: int) -> bool:
    return any(p.search(paper.folded, start, end) for p in (_FOR_PRINCIPAL, _AUTHORISED))


_COMMON = rule(r"\bcung\s{1,3}(?:(?:cu )?ngu|(?:cu )?tru|thuong tru|o|dia chi|sinh song)\b")


def _common_address(paper: Paper, writers: tuple[Party, ...]) -> tuple[Party, ...]:
    """``cùng ngụ tại …`` is the address of everyone named before it too."""
    last = writers[-1].address if writers else None
    if last is None or len(writers) < 2:
        return writers
    start = paper.cleaned.clean_offset(last.evidence[0].start)
    if not _COMMON.search(paper.folded, max(0, start - 30), start):
        return writers
    return tuple(w if w.address else replace(w, address=last) for w in writers)


def _principals(
    paper: Paper, writers: tuple[Party, ...], zone: tuple[int, int] | None
) -> tuple[Party, ...]:
    """Add the person for whom an agent writes: ``theo ủy quyền của bà …``."""
    if zone is None or not writers:
        return writers
    limit = min(len(paper.folded), zone[1] + 80)
    match = _FOR_PRINCIPAL.search(paper.folded, zone[0], limit) or _AUTHORISED.search(
        paper.folded, zone[0], limit
    )
    if match is None:
        return writers
    name = name_at(paper, match.end(), match.end() + 120)
    found = (
        _Start(name.start, name.end, "petitioner", name.title)
        if name
        else _organisation_at(paper, match.end(), match.end() + 200)
    )
    if found is None or any(_same(w, paper.text[found.start : found.end]) for w in writers):
        return writers
    return (*writers, _party(paper, found, found.end))


def _same(party: Party, name: str) -> bool:
    return (
        party.name is not None
        and str(party.name.value).casefold() == " ".join(name.split()).casefold()
    )


# --- respondents ---------------------------------------------------------------------------------

_RESPONDENT = rule(r"(?<![^\W\d_])@respondent_label@\b(?P<rest>[^\n:]{0,60}:)?")
_ACCUSED = rule(
    r"\b(?:to cao|to giac|khieu nai|phan anh)(?:\s{1,3}(?:doi voi"
    r"|hanh vi(?:\s[^\W\d_]{1,12}){0,6}?\s{1,3}cua"
    r"|cac hanh vi(?:\s[^\W\d_]{1,12}){0,6}?\s{1,3}cua|"
    r"nhung hanh vi(?:\s[^\W\d_]{1,12}){0,6}?\s{1,3}cua"
    r"|viec lam(?:\s[^\W\d_]{1,12}){0,4}?\s{1,3}cua|can bo|nguoi co ten(?: sau)?(?: la)?"
    r"|voi))?[\s:]{1,3}"
)
_PARTS = rule(
    r"(?:^|\n)[ \t]*(?:\(?\d{1,3}[.)]|[-+•*–])[ \t]*(?=\S)|;\s+|\bva\s{1,3}(?=(?:ong|ba|anh|chi)\s)"
)


def respondents_of(paper: Paper, zone: tuple[int, int] | None) -> tuple[Party, ...]:
    """Return those whom the paper names as complained of or denounced, each once."""
    found = list(_labelled(paper)) or list(_accused(paper))
    unique: list[Party] = []
    for party in found:
        if not any(_same(party, str(other.name.value)) for other in unique if other.name):
            unique.append(party)
    return tuple(unique)


def _labelled(paper: Paper) -> Iterator[Party]:
    for match in _RESPONDENT.finditer(paper.folded):
        if match["rest"] is None and not paper.folded[
            match.end() : match.end() + 6
        ].strip().startswith("la "):
            continue
        start = match.end() if match["rest"] else paper.folded.index("la ", match.end()) + 3
        end = _respondent_end(paper, start)
        starts = list(_respondent_starts(paper, start, end))
        for found, limit in _stretches(paper, starts, (start, end)):
            yield _party(paper, found, limit)
        if starts:
            return


def _respondent_end(paper: Paper, start: int) -> int:
    """The label's lines: up to the body, an empty line or 900 characters."""
    limit = min(len(paper.text), start + 900)
    body = _RESPONDENT_BODY.search(paper.folded, start, limit)
    limit = body.start() if body else limit
    gap = rule(r"\n\s*\n|\f").search(paper.text, start + 2, limit)
    return gap.start() if gap and paper.text[start : gap.start()].strip() else limit


_RESPONDENT_BODY = rule(
    r"(?<![^\W\d_])(?:@body_begins@|@request_heading@|@petitioner_intro@|vi cac ly do|ve viec"
    r"|ve hanh vi|da co hanh vi|vi da|ve cac hanh vi)\b"
)


def _respondent_starts(paper: Paper, start: int, end: int) -> Iterator[_Start]:
    first = _respondent_at(paper, start, end)
    if first:
        yield first
    floor = first.end if first else start
    for match in _PARTS.finditer(paper.folded, floor, end):
        following = _respondent_at(paper, match.end(), end)
        if following and following.start >= floor:
            floor = following.end
            yield following


def _respondent_at(paper: Paper, start: int, end: int) -> _Start | None:
    name = name_at(paper, start, end)
    if name and (not _is_label(paper, name)):
        return _Start(name.start, name.end, "respondent", name.title)
    position = _office_then_person(paper, start, end)
    if position:
        return position
    return _organisation_at(paper, start, end, "respondent") or _office(paper, start, end)


def _office_then_person(paper: Paper, start: int, end: int) -> _Start | None:
    """``Chủ tịch UBND xã X, ông Trần Văn B``: the person behind the office is the respondent."""
    mark = next(
        (
            m
            for m in paper.marks_in(AGENCY, start, end)
            if not paper.text[start : m.start].strip(" :-–\n")
        ),
        None,
    )
    if mark is None:
        return None
    match = rule(r"[\s,:(–-]{1,4}(?=(?:ong|ba|dong chi)\s)").match(paper.folded, mark.end, end)
    name = name_at(paper, match.end(), end) if match else None
    if name is None or not name.titled:
        return None
    return _Start(name.start, name.end, "respondent", name.title, (mark.start, mark.end))


def _office(paper: Paper, start: int, end: int) -> _Start | None:
    """``Chủ tịch UBND xã X`` without a name: the office is the respondent."""
    for mark in paper.marks_in(AGENCY, start, end):
        if not paper.text[start : mark.start].strip(' :-–\n"'):
            body = is_organisation(paper.text[mark.start : mark.end])
            return _Start(mark.start, mark.end, "respondent", organisation=body)
        return None
    return None


def _accused(paper: Paper) -> Iterator[Party]:
    """``tôi tố cáo ông Trần Văn B, chức vụ …``, ``khiếu nại hành vi của UBND xã …``."""
    for match in _ACCUSED.finditer(paper.folded):
        end = min(len(paper.text), match.end() + 300)
        found = _respondent_at(paper, match.end(), end)
        if found is None or not (found.organisation or found.title[1] > found.title[0]):
            continue
        if found.organisation and not _named_against(match.group()):
            continue
        limit = min(end, paper.paragraph_end(found.end))
        found = _bare_body(paper, found)
        cut = _DEED.search(paper.folded, found.end, limit)
        limit = cut.start() if cut else limit
        starts = [found, *_others(paper, found.end, limit)]
        for start, stop in _stretches(paper, starts, (found.start, limit)):
            yield _party(paper, start, stop, 0.8)


_DEED = rule(
    r"\b(?:ve (?:viec|hanh vi|cac hanh vi|nhung)|da (?:co|lam|nhan|lap)|vi (?:da|co)|co hanh vi)\b"
)
_OTHER = rule(r"(?:\bva|\bcung(?: voi)?|[,;])\s{1,3}(?=(?:ong|ba|anh|chi|dong chi)\s)")


def _bare_body(paper: Paper, found: _Start) -> _Start:
    """Inside a sentence a body is its name alone, without the words that follow."""
    for mark in paper.marks_in(AGENCY, found.start, found.end):
        if found.organisation and mark.start == found.start:
            return replace(found, end=mark.end)
    return found


def _others(paper: Paper, start: int, end: int) -> Iterator[_Start]:
    """``… và bà Lê Thị C``: the others of the same sentence, before the deed."""
    for match in _OTHER.finditer(paper.folded, start, end):
        name = name_at(paper, match.end(), end)
        if name:
            yield _Start(name.start, name.end, "respondent", name.title)


def _named_against(cue: str) -> bool:
    """A body is a respondent after tố cáo, khiếu nại; ``phản ánh với UBND`` addresses it."""
    return bool(re.match(r"(?:to cao|to giac|khieu nai)\b", cue)) and not re.search(
        r"\b(?:voi)\s*$", cue.replace("doi voi", "")
    )
