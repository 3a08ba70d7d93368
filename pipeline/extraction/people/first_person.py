"""The details of the writer who says I, and those that stand with nobody.

``Nhà em ở …``, ``căn cước của tôi``; what no other person is named with is the first writer's
(docs/contract.md).
"""

from pipeline.extraction.forms.addresses import ADDRESS, cue_of
from pipeline.extraction.forms.numbers import ID_NUMBER
from pipeline.extraction.paper import Mark
from pipeline.extraction.people.identity import address_value, birth_in, mark_value, with_number
from pipeline.extraction.people.scene import (
    MARKED,
    REACH,
    Scene,
    block_end,
    clause_start,
    same_person,
)
from pipeline.extraction.wordlists import rule

_MANY = (
    r"chung (?:toi|em|tui|con)|vo chong|ca (?:hai|ba|bon|nha)|me con|cha con|bo con|ba con"
    r"|hai (?:me con|cha con|bo con|vo chong|anh em|chi em)|anh em"
)
_I = rule(rf"(?<![^\W\d_])(?:toi|tui|em|e|con|chau|minh|lao|gia dinh|{_MANY})(?![^\W\d_])")
_TOGETHER = rule(rf"(?<![^\W\d_])(?:cung|deu|cac ho|{_MANY})(?![^\W\d_])")
_KIN = rule(
    r"(?<![^\W\d_])(?:so|may|cua|qua|nho|cho|goi)"
    r"(?: (?:dien thoai|may|cua|cho|voi|qua|nho|so))*"
    r" (?:con|chau|vo|chong|anh|chi|em|ban|nguoi|hang xom|ong|ba|thang|co|chu|bac|di|cau)"
    r"(?: (?:trai|gai|re|dau|ruot|ho|nuoi|ut|ca|lon|noi|ngoai|quen|ben))?"
    r"(?! (?:o|theo|qua|so|toi theo))(?: (?:toi|tui|em|con|minh|nha ben))?(?![^\W\d_])"
)


_LAND = rule(r"\b(?:dat|thua|vuon|ruong|ray|mo|rung|cong trinh)\b")
NEAR = 40
"""Characters between the writer's I and the place where he lives, at most."""


def from_first_person(scene: Scene) -> None:
    first = _who_says_i(scene)
    if first is None:
        return
    marks = [m for m in scene.free(ADDRESS) if _lives_there(scene, m, first)]
    if marks:
        best = max(marks, key=lambda m: len(m.value.split()))
        mark = _fullest(scene, best)
        value = address_value(scene.paper, mark.start, mark.end, "prose")
        scene.give(first, "address", value)
        clause = clause_start(scene.paper, best.start, 60)
        if _TOGETHER.search(scene.paper.folded, clause, best.start):
            for who in scene.writers:
                scene.give(who, "address", value)
    _born(scene, first)
    for mark in list(scene.free(ID_NUMBER)):
        clause = clause_start(scene.paper, mark.start, 120)
        mine = _I.search(scene.paper.folded, clause, mark.start)
        if mine and not _of_somebody(scene, mark, first):
            _with_issue(scene, first, mark)


def _fullest(scene: Scene, short: Mark) -> Mark:
    """``chúng tôi ở thôn Bến``, where the paper elsewhere tells ``thôn Bến, xã A, huyện B``."""
    folded = scene.paper.folded
    words = " ".join(folded[short.start : short.end].split())
    for mark in scene.paper.marks.get(ADDRESS, ()):
        if " ".join(folded[mark.start : mark.end].split()).startswith(f"{words},"):
            return mark
    return short


def _born(scene: Scene, first: int) -> None:
    """``Tôi sinh năm …``, ``e sn 1995`` in a sentence that names nobody else."""
    if scene.people[first].birth is not None:
        return
    paper = scene.paper
    for match in _BIRTH_WORD.finditer(paper.folded):
        clause = clause_start(paper, match.start(), 90)
        named = scene.last_named(clause, match.start())
        if named is not None and not same_person(scene, named.who, first):
            continue
        if _I.search(paper.folded, clause, match.start()) and not _KIN_BORN.search(
            paper.folded, clause, match.start()
        ):
            scene.give(first, "birth", birth_in(paper, match.start(), match.end() + 40))
            return


_BIRTH_WORD = rule(r"(?<![^\W\d_])(?:sinh nam|sinh ngay|sanh nam|sn)(?![^\W\d_])")
_KIN_BORN = rule(
    r"\b(?:con|vo|chong|me|cha|bo|chau|em|anh|chi) (?:trai |gai |ruot )?(?:toi|tui|em|minh)\b"
)


def _lives_there(scene: Scene, mark: Mark, first: int) -> bool:
    """``Nhà em nằm ở …``, ``Chỗ ở: …``; not ``khu đất của tôi ở …``."""
    paper, cue = scene.paper, cue_of(mark)
    clause = clause_start(paper, mark.start, 140)
    if cue in ("bare", "none") or (
        _of_somebody(scene, mark, first) and not _lives_with(scene, mark)
    ):
        return False
    if cue == "label":
        return not _LABELS_OF_OTHERS.search(paper.folded, max(0, mark.start - 200), mark.start)
    near = max(clause, mark.start - NEAR)
    says = (pattern.search(paper.folded, near, mark.start) for pattern in (_I, _TOGETHER))
    return any(says) and _LAND.search(paper.folded, clause, mark.start) is None


_LABELS_OF_OTHERS = rule(r"@respondent_label@|\b(?:thua dat|dat|noi cu tru cuoi cung)\b")
_WITH = rule(r"\bo (?:voi|cung|chung|nho|dau)\b[^.;\n]{0,60}$")


def _lives_with(scene: Scene, mark: Mark) -> bool:
    """``về ở với con gái là Thái Thị Vân tại …``: the writer's address too."""
    clause = clause_start(scene.paper, mark.start, 140)
    return _WITH.search(scene.paper.folded, clause, mark.start) is not None


def _who_says_i(scene: Scene) -> int | None:
    """Who writes for another says I, else the first writer who is a person."""
    for who in (*scene.speakers, *scene.writers):
        if not scene.people[who].is_organisation:
            return who
    return None


def _with_issue(scene: Scene, who: int, mark: Mark) -> None:
    if scene.people[who].id_number is not None:
        return
    end = block_end(scene.paper, mark.end)
    found = with_number(scene.paper, scene.people[who], mark, end)
    for field in ("id_number", "id_issued_on", "id_issued_by"):
        scene.give(who, field, getattr(found, field))


def _of_somebody(scene: Scene, mark: Mark, first: int) -> bool:
    """Another person than the writer is named before it in its clause, or stands for it."""
    named = scene.last_named(clause_start(scene.paper, mark.start, 140), mark.start)
    same = named is not None and same_person(scene, named.who, first)
    return named is not None and not same


# --- what stands with nobody ---------------------------------------------------------------------


def left_over(scene: Scene) -> None:
    """The phone, mail, tax code or number of the paper that nobody else is named with."""
    if not scene.writers:
        return
    first = scene.writers[0]
    lawyer = next((w for w in scene.speakers if scene.people[w].role in ("lawyer", "agent")), first)
    for field, who in (("phone", lawyer), ("email", lawyer), ("tax_code", first)):
        if any(getattr(scene.people[w], field) for w in (*scene.writers, lawyer)):
            continue
        if field == "tax_code" and not scene.people[first].is_organisation:
            continue
        for mark in list(scene.free(MARKED[field])):
            if not _of_another(scene, mark):
                scene.give(who, field, mark_value(scene.paper, field, mark))
    numbers = list(scene.free(ID_NUMBER))
    if len(numbers) == 1 and len(scene.writers) == 1 and not _of_another(scene, numbers[0]):
        _with_issue(scene, first, numbers[0])


_SENT_TO = rule(r"(?:gui|toi|den|to|cc|bcc|kinh gui|noi nhan|gui toi|gui den)\s?:")


def _of_another(scene: Scene, mark: Mark) -> bool:
    """Who is named last in its paragraph does not write; ``số của con trai``; a mail's receiver."""
    paper = scene.paper
    line = paper.line_at(mark.start)
    if _SENT_TO.match(paper.folded, line.start, mark.start):
        return True
    named = scene.last_named(max(line.start, mark.start - REACH), mark.start)
    if named is not None and named.who not in scene.writers:
        return True
    clause = clause_start(paper, mark.start, 120)
    return _KIN.search(paper.folded, clause, mark.start) is not None


def shared(scene: Scene) -> None:
    """``Địa chỉ cả ba cha con: …``, ``cùng trú tại …`` is everybody's who writes."""
    for who in scene.writers:
        address = scene.people[who].address
        if address is None:
            continue
        start = scene.paper.cleaned.clean_offset(address.evidence[0].start)
        clause = clause_start(scene.paper, start, 60)
        if _TOGETHER.search(scene.paper.folded, clause, start):
            for other in scene.writers:
                scene.give(other, "address", address)
            return
