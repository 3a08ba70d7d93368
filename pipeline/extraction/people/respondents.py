"""Against whom: those behind a label, and those whom a sentence accuses."""

from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import islice

from pipeline.extraction.findings import Party
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.paper import Paper
from pipeline.extraction.people.accusing import accused_in_sentences
from pipeline.extraction.people.mentions import Person
from pipeline.extraction.people.names import Name
from pipeline.extraction.people.parties import Start, merged, stretches
from pipeline.extraction.people.targets import PARTS, before_gap, party_at, target_at
from pipeline.extraction.wordlists import rule

_RESPONDENT = rule(
    r"(?<![^\W\d_])(?:@respondent_label@|(?<=\n)bi (?:khieu nai"
    r"|to cao)(?= la ))\b(?P<rest>[^\n:]{0,60}:)?"
)


def respondents_of(paper: Paper, persons: Sequence[Person]) -> tuple[Party, ...]:
    """Return those whom the paper names as complained of or denounced, each once."""
    names = sorted((n for p in persons for n in p.mentions), key=lambda n: n.start)
    found = list(_labelled(paper, names)) or list(accused_in_sentences(paper, persons))
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


MAX_LABELS = 100
"""Labels of respondents that are looked at; the first with somebody behind it counts."""


def _labelled(paper: Paper, names: Sequence[Name]) -> Iterator[Party]:
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
        starts = list(_respondent_starts(paper, start, end, names))
        if starts and ":" not in match.group() and not alone and _says_what(paper, starts[0]):
            continue
        for found, limit in stretches(paper, starts, end):
            yield party_at(paper, replace(found, method="label"), limit)
        if starts:
            return


_WHAT = rule(r"(?:dang vien|can bo|cong chuc|vien chuc|nguoi|cap duoi|nhan vien)\b")


def _says_what(paper: Paper, start: Start) -> bool:
    """``người bị tố cáo là đảng viên do … quản lý`` tells what he is, not who."""
    bare = start.office == (start.start, start.end)
    return bare and _WHAT.match(paper.folded, start.start) is not None


def _respondent_end(paper: Paper, start: int) -> int:
    """The label's lines: up to the body, an empty line or 900 characters."""
    limit = min(len(paper.text), start + 900)
    body = _RESPONDENT_BODY.search(paper.folded, start, limit)
    limit = body.start() if body else limit
    return before_gap(paper, start, limit)


_RESPONDENT_BODY = rule(
    r"(?<![^\W\d_])(?:@body_begins@|@request_heading@|@petitioner_intro@|vi cac ly do|ve viec"
    r"|ve hanh vi|da co hanh vi|vi da|ve cac hanh vi|quyet dinh bi khieu nai|hanh vi bi)\b"
)


def _respondent_starts(
    paper: Paper, start: int, end: int, names: Sequence[Name]
) -> Iterator[Start]:
    first = target_at(paper, start, end, names)
    if first:
        yield first
    floor = first.end if first else start
    for match in PARTS.finditer(paper.folded, floor, end):
        following = target_at(paper, match.end(), end, names)
        if following and following.start >= floor:
            floor = following.end
            yield following
