"""How likely a person writes the petition, speaks for who writes, is accused, or is only named.

Rules see what they were written for; papers of another style say it otherwise. So what stands
around every mention of a person is weighed, with the word of the rules among it, by weights that
were learnt from petitions written by hand (``training/roles.py``; how often rules err on papers
that they were not made for is learnt too). The likelihoods are those of the learnt model: of
persons to whom it gives 0.8, about eight in ten are what it says.
"""

import json
import math
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from pipeline.extraction.paper import Paper
from pipeline.extraction.people.mentions import Person
from pipeline.extraction.people.names import Name

ROLES = ("writer", "speaker", "accused", "named")
WEIGHTS = Path(__file__).parent / "roles.json"

_BEFORE, _AFTER = 70, 90
"""Letters around a mention that are looked at."""
_MOST_MENTIONS = 8


@dataclass(frozen=True, slots=True)
class Ruled:
    """What the rules say of one person."""

    writer: bool = False
    speaker: bool = False
    accused: bool = False


_CUES_BEFORE = {
    "i am": r"\b(?:toi|tui|em|con|chau|minh)(?:\s+(?:ho ten|ten la|ten|la|xin))*[\s:,]*$",
    "name label": r"(?:ho (?:va )?ten|ten toi|toi ten|ten la|ten)(?: la)?[\s:.]*$",
    "writer label": r"nguoi (?:lam|viet|gui|khieu nai|to cao|kien nghi|phan anh|dung)[^\n]{0,30}$",
    "accuses": r"(?:to cao|to giac|khieu nai|phan anh)[^.\n]{0,40}$",
    "accused label": r"\bbi (?:to cao|khieu nai|phan anh|kien nghi)[^\n]{0,30}$",
    "against": r"\bdoi voi\s*$",
    "my relative": r"(?:vo|chong|con(?: trai| gai)?|me|bo|cha|ma|anh|chi|em|chau|ba|ong)"
    r"(?: ruot| ve)? ?(?:cua )?(?:toi|tui|em|con)[\s,:]*(?:la|ten)?[\s,:]*$",
    "and": r"\b(?:va|cung)\s*$",
    "item": r"(?:^|\n)\s*(?:\d{1,2}\s*[.)/]|[-+*])\s*$",
    "cell": r"[\t|]\s*$",
    "speaks for": r"(?:dai dien|uy quyen|thay mat|giam ho|luat su)[^\n]{0,30}$",
    "by": r"\bdo\s*$",
    "of": r"\bcua\s*$",
    "begins line": r"(?:^|\n)\s*$",
    "signs": r"(?:ky ten|nguoi (?:lam|viet|khieu nai|to cao|kien nghi|gui)[^\n]*|kinh don|nay kinh"
    r"|tran trong|\(ky[^\n]*|da ky\)?)\s*\n+\s*$",
}
_CUES_AFTER = {
    "born": r"[\s,(;\-–|]*(?:sinh|sn|nam sinh|tuoi|\d{2} tuoi|\(?(?:19|20)\d\d)",
    "id": r"[^\n]{0,40}(?:cccd|cmnd|can cuoc|chung minh)",
    "address": r"[^\n.]{0,30}(?:tru tai|thuong tru|dia chi|ngu |o thon|o ap|tru|o so|hien o)",
    "phone": r"[^\n]{0,30}(?:dien thoai|sdt|dt|so may)",
    "office": r"[\s,(\-–]*(?:la )?(?:chu tich|pho |truong|bi thu|can bo|cong chuc|giam doc"
    r"|hieu truong|ke toan|chi cuc|nguyen|vien chuc|cong an|dia chinh)",
    "speaks for": r"[^\n]{0,60}(?:dai dien|uy quyen)",
    "acts": r"\s+(?:da|dang|con|thi|lai|noi|bao|ky|thu|lay|cho|khong|hua|co|o|den|ra|vao|di|bi)\b",
    "ends line": r"\s*(?:\n|$)",
    "signed": r"\s*\((?:da )?ky",
    "comma": r"\s*,",
}
_BEFORE_RULES = {name: re.compile(source) for name, source in _CUES_BEFORE.items()}
_AFTER_RULES = {name: re.compile(source) for name, source in _CUES_AFTER.items()}
_ROW = re.compile(r"[\s|]*(?:19|20)\d\d|[^\n]{0,80}(?:\((?:da )?ky|diem chi|lan tay)")
_ITEM = re.compile(r"(?:^|\n)\s*(?:\d{1,2}\s*[.)/|\t]|[-+*])\s*[^\n]{0,12}$")


@dataclass(frozen=True, slots=True)
class _Mention:
    before: str
    after: str
    title: str
    place: float
    """0 at the head of the paper, 1 at its end."""
    alone: bool
    """Nothing else stands on the line."""
    lines_after: int
    capitals: bool


def features(paper: Paper, person: Person, persons: int, ruled: Ruled) -> dict[str, float]:
    """Return what is weighed of a person, by name; ``persons`` are named in the whole paper."""
    mentions = [_looked_at(paper, name) for name in person.mentions[:_MOST_MENTIONS]]
    last = _looked_at(paper, person.mentions[-1])
    titled = sum(bool(m.title) for m in mentions) / len(mentions)
    found: dict[str, float] = {
        "always": 1.0,
        "mentions": min(len(person.mentions), 6) / 3,
        "first place": mentions[0].place,
        "last place": last.place,
        "persons": min(persons, 12) / 6,
        "early": mentions[0].place < 0.25,
        "among the last lines": last.lines_after <= 4,
        "alone at the end": any(m.alone and m.lines_after <= 6 for m in (*mentions, last)),
        "alone and late": any(m.alone and m.place > 0.75 for m in (*mentions, last)),
        "alone": any(m.alone for m in mentions),
        "titled": titled,
        "titled first": bool(mentions[0].title),
        "syllables": max(len(paper.text[n.start : n.end].split()) for n in person.mentions) / 3,
        "in capitals": any(m.capitals for m in mentions),
        **_of_list(mentions, last),
        "rules: writer": ruled.writer,
        "rules: speaker": ruled.speaker,
        "rules: accused": ruled.accused,
    }
    found.update((f"title: {m.title}", 1.0) for m in mentions if m.title)
    found.update((name, 1.0) for name in _around("first", mentions[:1]))
    found.update((name, 1.0) for name in _around("any", mentions))
    return {name: float(value) for name, value in found.items() if value}


def _of_list(mentions: Sequence[_Mention], last: _Mention) -> dict[str, bool]:
    item = any(_ITEM.search(m.before) for m in mentions)
    row = any(_ROW.match(m.after) for m in mentions)
    return {
        "item": item,
        "row": row,
        "row of a list": row and item,
        "late item": item and last.place > 0.5,
        "early item": item and mentions[0].place < 0.4,
    }


def _looked_at(paper: Paper, name: Name) -> _Mention:
    start = name.title[0] if name.titled else name.start
    line = paper.line_number(name.start)
    text = paper.lines[line].text if paper.lines else ""
    return _Mention(
        before=paper.folded[max(0, start - _BEFORE) : start],
        after=paper.folded[name.end : name.end + _AFTER],
        title=" ".join(paper.folded[slice(*name.title)].split()) if name.titled else "",
        place=start / max(1, len(paper.text)),
        alone=len(text) - (name.end - start) < 8,
        lines_after=len(paper.lines) - 1 - line,
        capitals=paper.text[name.start : name.end].isupper(),
    )


def _around(which: str, mentions: Sequence[_Mention]) -> Iterator[str]:
    for mention in mentions:
        for name, pattern in _BEFORE_RULES.items():
            if pattern.search(mention.before):
                yield f"{which}, before: {name}"
        for name, pattern in _AFTER_RULES.items():
            if pattern.match(mention.after):
                yield f"{which}, after: {name}"
        for distance, word in enumerate(reversed(mention.before.split()[-4:])):
            yield f"{which}, word {-min(distance, 2) - 1}: {word}"
        for distance, word in enumerate(mention.after.split()[:3]):
            yield f"{which}, word {min(distance, 1) + 1}: {word}"


@cache
def _weights() -> Mapping[str, Sequence[float]]:
    """Return for each feature its weight for each of ``ROLES``."""
    with WEIGHTS.open(encoding="utf-8") as file:
        return json.load(file)["weights"]


def likelihoods(found: Mapping[str, float]) -> dict[str, float]:
    """Return how likely each of ``ROLES`` is for the features of a person; they sum to 1."""
    weights = _weights()
    sums = [0.0] * len(ROLES)
    for name, value in found.items():
        for role, weight in enumerate(weights.get(name, ())):
            sums[role] += weight * value
    highest = max(sums)
    parts = [math.exp(one - highest) for one in sums]
    return {role: part / sum(parts) for role, part in zip(ROLES, parts, strict=True)}
