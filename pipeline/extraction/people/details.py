"""What identifies people and stands apart from where they introduce themselves.

All details of the paper are known beforehand (marks: addresses, numbers, mails); here each that is
still nobody's is given to its owner. In order:

1. the row of a list in which a person stands;
2. who is named with it: ``của vợ tôi``, ``(bà Xuyến)``, ``điện thoại anh Nghĩa``;
3. who was named last before it, in the same sentences or block of lines, wherever that is;
4. the writer who says I: ``nhà em ở``, ``căn cước của tôi``;
5. a phone, mail or address that stands with nobody is the first writer's (docs/contract.md).

What is found at the introduction is only replaced where 2 says so.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from pipeline.extraction.confidence import sure
from pipeline.extraction.findings import Party, Value
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.forms.numbers import PHONE, digits
from pipeline.extraction.paper import Mark, Paper
from pipeline.extraction.people.first_person import from_first_person, left_over, shared
from pipeline.extraction.people.identity import (
    address_value,
    identity,
    issue_of,
    mark_value,
)
from pipeline.extraction.people.rolls import Row, rolls_of, same_as_above
from pipeline.extraction.people.scene import (
    FIELDS,
    MARKED,
    REACH,
    Scene,
    block_end,
    clause_start,
    same_person,
    span_of,
    words_of,
)
from pipeline.extraction.wordlists import rule


def with_details(paper: Paper, groups: Sequence[Sequence[Party]]) -> tuple[tuple[Party, ...], ...]:
    """Return the groups (petitioners, representatives, respondents, others) with their details."""
    scene = Scene(paper, groups)
    _from_rolls(scene)
    _from_names(scene)
    _from_kin(scene)
    _not_theirs(scene)
    _from_stretches(scene)
    from_first_person(scene)
    left_over(scene)
    shared(scene)
    _of_the_same(scene)
    return tuple(scene.groups([len(group) for group in groups]))


# --- lists ---------------------------------------------------------------------------------------


def _from_rolls(scene: Scene) -> None:
    """The cells of a row are of the person whose name stands in it."""
    paper = scene.paper
    for rows in rolls_of(paper):
        above: Value | None = None
        for row in rows:
            first = scene.next_named(row.start)
            who = first.who if first and first.end <= row.end else None
            address = _cell_address(paper, row, above)
            above = address or above
            if who is None:
                continue
            scene.give(who, "address", address)
            for field in ("birth", "id_number", "phone"):
                scene.give(who, field, _cell(paper, row, field))


def _cell_address(paper: Paper, row: Row, above: Value | None) -> Value | None:
    if "address" not in row.cells:
        return None
    if same_as_above().match(paper.folded, *row.cells["address"]):
        return above
    return address_value(paper, *row.cells["address"], "label")


_LONG = {"birth": (4, 8), "id_number": (9, 12), "phone": (10, 11)}


def _cell(paper: Paper, row: Row, field: str) -> Value | None:
    if field not in row.cells:
        return None
    start, end = row.cells[field]
    dates = list(paper.marks_in("date", start, end)) if field == "birth" else []
    if dates:
        return mark_value(paper, field, dates[0])
    number = digits(paper.text[start:end])
    if len(number) not in _LONG[field]:
        return None
    return paper.value(start, end, number, sure(field))


# --- who is named with a detail ------------------------------------------------------------------


def _from_names(scene: Scene) -> None:
    """``0918 442 609 (ông Đề)``, ``điện thoại anh Nghĩa 0905 …``, ``số của cháu Vân là …``."""
    for field in ("phone", "id_number"):
        for mark in list(scene.paper.marks.get(MARKED[field], ())):
            owner = _told_owner(scene, mark)
            if owner is not None and owner not in scene.respondents:
                scene.move(owner, field, mark)


def _told_owner(scene: Scene, mark: Mark) -> int | None:
    paper = scene.paper
    behind = scene.next_named(mark.end)
    if behind and behind.start < mark.end + 16:
        gap = paper.text[mark.end : behind.start].strip(" \n")
        if gap.startswith("("):
            return behind.who
    alone = _GIVEN_IN_BRACKETS.search(paper.text, max(0, mark.start - 24), mark.start)
    if alone:
        bearers = [
            n
            for n, p in enumerate(scene.people)
            if words_of(paper, p)[-1:] == [fold_aligned(alone["g"])]
        ]
        return bearers[0] if bearers else None
    clause = clause_start(paper, mark.start, 60)
    named = scene.last_named(clause, mark.start)
    if named and _OF_NAME.search(paper.folded[clause : named.start]):
        return named.who
    return None


_GIVEN_IN_BRACKETS = re.compile(r"\((?P<g>[^\W\d_]{2,8})\)\s{0,2}:?\s{0,2}$")
_OF_NAME = rule(
    r"(?<![^\W\d_])(?:@phone@|@id_number@|so may|may|so)(?: (?:nha|cua|rieng|ban))?\s{0,3}$"
)


def _from_kin(scene: Scene) -> None:
    """Of two writers: ``của tôi`` is the first one's, ``của vợ tôi`` the other's."""
    if len(scene.writers) != 2:
        return
    for field in ("id_number", "phone"):
        for mark in list(scene.paper.marks.get(MARKED[field], ())):
            before = scene.paper.folded[max(0, mark.start - 30) : mark.start]
            kin = _OF_KIN.search(before)
            if kin is None or scene.last_named(mark.start - 30, mark.start):
                continue
            who = scene.writers[1 if kin["kin"] else 0]
            scene.move(who, field, mark)
            if field == "id_number":
                _issued(scene, who, mark)


def _not_theirs(scene: Scene) -> None:
    """``gọi nhờ số của cháu tôi là Lò Văn Thuận 0168 …``: who is named right before has it."""
    for who in (*scene.writers, *scene.speakers):
        phone = scene.people[who].phone
        if phone is None:
            continue
        start, end = (scene.paper.cleaned.clean_offset(at) for at in span_of(phone))
        named = scene.last_named(clause_start(scene.paper, start, 120), start)
        if named is None or named.who < scene.respondents.stop:
            continue
        mark = next(scene.paper.marks_in(PHONE, start, end), None)
        if mark:
            scene.move(named.who, "phone", mark)


_OF_KIN = rule(
    r"\bcua (?:(?P<kin>vo|chong|em|anh|chi|con|me|cha|bo|ba|chau)(?: (?:trai|gai|dau|re|ruot))? )?"
    r"(?:toi|tui|em|con|chau)(?: (?:so|la|thi))*[\s:,]{0,3}$"
)


def _issued(scene: Scene, who: int, mark: Mark) -> None:
    """The issue of a number is told with it, for both where it is one."""
    end = min(len(scene.paper.text), mark.end + REACH)
    day, by = issue_of(scene.paper, mark, end)
    found = {"id_issued_on": mark_value(scene.paper, "id_issued_on", day), "id_issued_by": by}
    scene.people[who] = replace(scene.people[who], **found)


# --- who is named before -------------------------------------------------------------------------


MENTIONS = 12
"""Times that one person is named in a row within reach, at most."""


def _from_stretches(scene: Scene) -> None:
    """What stands behind a mention, up to the next person or the end of the block, is his.

    Of who does not write, the sentence at most is read, for a telephone.
    """
    paper = scene.paper
    for number, named in enumerate(scene.named):
        if named.who in scene.respondents:
            continue
        following = scene.named[number + 1 : number + 1 + MENTIONS]
        limit = next((n.start for n in following if n.who != named.who), len(paper.text))
        mine = named.who < scene.respondents.start
        last = block_end(paper, named.end) if mine else _sentence_end(paper, named.end)
        end = min(limit, named.end + REACH, last)
        found = identity(paper, scene.people[named.who], named.end, end)
        for field in FIELDS if mine else ("phone",):
            scene.give(named.who, field, getattr(found, field))
    _first_of_two(scene)


def _sentence_end(paper: Paper, offset: int) -> int:
    stop = _SENTENCE_END.search(paper.text, offset)
    return stop.start() if stop else len(paper.text)


_SENTENCE_END = re.compile(r"[.;!?](?=\s)|\n")


def _first_of_two(scene: Scene) -> None:
    """A telephone or mail on a line of its own behind two writers is the first one's."""
    if len(scene.writers) != 2:
        return
    first, second = scene.writers
    name = scene.people[second].name
    if name is None or scene.people[second].is_organisation:
        return
    end = scene.paper.paragraph_end(scene.paper.cleaned.clean_offset(span_of(name)[1]))
    for field in ("phone", "email"):
        value: Value | None = getattr(scene.people[second], field)
        if value is None or getattr(scene.people[first], field) is not None:
            continue
        if span_of(value) in scene.told:
            continue
        if scene.paper.cleaned.clean_offset(span_of(value)[0]) > end:
            scene.put(second, field, None)
            scene.put(first, field, value)


def _of_the_same(scene: Scene) -> None:
    """Who writes and represents stands twice: both entries know the same."""
    for one in scene.writers:
        for other in scene.speakers:
            if same_person(scene, one, other) and words_of(scene.paper, scene.people[one]):
                _share(scene, one, other)
                _share(scene, other, one)


def _share(scene: Scene, one: int, other: int) -> None:
    missing = {
        field: getattr(scene.people[one], field)
        for field in FIELDS
        if getattr(scene.people[other], field) is None
    }
    scene.people[other] = replace(scene.people[other], **missing)
