"""What became of a body or place that a paper names: the one question of this package.

The paper's day decides what a name means; the way of changes then leads to the names of today.
Where a body was divided, several stand; where it ended without a general heir, or no table tells,
a person is asked. Old district files went «to the new commune or to the province, by case»: no
public rule was found, so none is applied here.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from pipeline.law.places.chain import Candidate, Part, State, chain_today
from pipeline.law.places.own import Commune
from pipeline.law.places.reading import Body, Place, Reading, read
from pipeline.law.places.spelling import key
from pipeline.law.places.tables import (
    TAIL,
    TWO_TIERS,
    Certainty,
    Change,
    Heirs,
    bodies,
    provinces,
    weakest,
)

World = Literal["before", "after", "unknown"]
"""Of 01/7/2025, when the district level ended."""

_MINISTRIES_MOVED = date(2025, 3, 1)
_WORST: tuple[State, ...] = ("ended", "several", "ask", "renamed", "same", "unknown")
_FOLLOWS_ITS_PLACE = Change(
    on=TWO_TIERS, old=(), new=(), act="", certainty="D",
    source="suy ra: cơ quan của tỉnh cũ thì nay là cơ quan cùng tên của tỉnh mới",
)  # fmt: skip


@dataclass(frozen=True, slots=True)
class Succession:
    """What a name of a paper stands for today, and what that rests on."""

    text: str
    """As written."""
    state: State
    world: World
    """Whether the name is one of before or after 01/7/2025."""
    today: str = ""
    """The whole text with the names of today; empty unless exactly one body or place follows."""
    candidates: tuple[Candidate, ...] = ()
    kind: str = ""
    """What sort of body does such work today, where a person must find the very one."""
    where: str = ""
    """The province of today, where that is all that can be told."""
    province: str = ""
    """The province of today, where the text names one that has one heir."""
    commune: bool = False
    """Whether it is, or belongs to, a commune."""
    ended_on: date | None = None
    articles: tuple[str, ...] = ()
    certainty: Certainty = "S"
    doubts: tuple[str, ...] = ()
    stale: bool = False
    """The paper is younger than the end of the name that it uses."""
    early: bool = False
    """The paper is older than the name that it uses: its date may be misread."""
    wider: bool = False
    """The name of an old unit that is also the name of the larger unit of today."""
    undated: bool = False
    """Which of the two is meant, only the paper's day could tell."""

    @property
    def changed(self) -> bool:
        return self.state not in ("same", "unknown")

    @property
    def sentence(self) -> str:
        """The name as written, and what it is today, as an officer would write it."""
        match self.state:
            case "renamed":
                return f"{self.text} (nay là {self.today})"
            case "several":
                return f"{self.text} (nay là một trong các nơi: {self._listed()})"
            case "ended":
                day = f" từ ngày {day_text(self.ended_on)}" if self.ended_on else ""
                return f"{self.text} (không còn{day}{self._asks()})"
            case "ask":
                return f"{self.text} (tên trước ngày {day_text(TWO_TIERS)}{self._asks()})"
            case _:
                return self.text

    def _listed(self) -> str:
        return "; ".join(
            f"{c.name} (phần {c.matter})" if c.matter else c.name for c in self.candidates
        )

    def _asks(self) -> str:
        kind = f"; cơ quan cùng loại nay là {self.kind}" if self.kind else ""
        where = f"; nay thuộc {self.where}" if self.where else ""
        wanted = "nơi kế thừa" if self.state == "ended" else "tên nay"
        return f"{kind}{where}; cần người xác định {wanted}"


def day_text(day: date) -> str:
    """Return the day as official papers write it: «01/7/2025» (Nghị định 30/2020/NĐ-CP)."""
    return f"{day.day:02d}/{day.month if day.month > 2 else f'{day.month:02d}'}/{day.year}"


def body_today(
    name: str, on: date | None, *, today: date, communes: Sequence[Commune] = ()
) -> Succession:
    """Return what the body or person's post, named in a paper of the day ``on``, is today.

    ``on`` None: the paper has no day. ``communes`` are the office's own. A text may hold more
    than the name («Giám đốc Sở … tỉnh …»): the rest stays.
    """
    reading = read(name)
    if _tells_itself(reading.text):
        return Succession(name, "same", _world(reading, on), today=name)
    parts = [_body(body, on, today, communes) for body in reading.bodies]
    if not parts and reading.places:
        parts = [_only_placed(reading, chain_today(reading.places, on, today, communes))]
    return _joined(name, reading, on, parts)


def place_today(
    text: str, on: date | None, *, today: date, communes: Sequence[Commune] = ()
) -> Succession:
    """Return what the place or address, named in a paper of the day ``on``, is today."""
    reading = read(text)
    if _tells_itself(reading.text):
        return Succession(text, "same", _world(reading, on), today=text)
    parts = [chain_today(reading.places, on, today, communes)] if reading.places else []
    return _joined(text, reading, on, parts)


def _tells_itself(text: str) -> bool:
    """Return whether the writer names old and new himself: «(nay là …)», «(trước đây là …)»."""
    said = f" {' '.join(key(text))} "
    return any(f" {word} " in said for word in ("nay la", "nay thuoc", "truoc day la", "truoc la"))


def _world(reading: Reading, on: date | None) -> World:
    """A district is a thing of before, whatever the paper's day; else the day tells."""
    places = _all_places(reading)
    if any(p.tier == "district" for p in places) or _only_before(places, reading.bodies):
        return "before"
    if on is None:
        return "unknown"
    return "before" if on < TWO_TIERS else "after"


def _all_places(reading: Reading) -> list[Place]:
    return [*reading.places, *(p for body in reading.bodies for p in body.places)]


def _tells_day(reading: Reading) -> bool:
    """Return whether a body's name is so young that only a paper of today can hold it."""
    eve = _MINISTRIES_MOVED - timedelta(days=1)
    return any(bodies().heirs(body.listed, eve, eve, body.tier).early for body in reading.bodies)


def _only_before(places: Iterable[Place], found: Iterable[Body]) -> bool:
    names = [(provinces(), p.name) for p in places if p.tier == "province"]
    names += [(bodies(), body.listed) for body in found if body.tier != "district"]
    return any(table.heirs(name, TWO_TIERS, TWO_TIERS).stale for table, name in names)


# --- one part of a text -------------------------------------------------------------------------


def _body(body: Body, on: date | None, today: date, communes: Sequence[Commune]) -> Part:
    """Return what follows a body: by its own name, by its place, or by both."""
    own = bodies().heirs(body.listed, on, today, body.tier)
    place = chain_today(body.places, on, today, communes) if body.places else None
    stale = own.stale or (place is not None and place.stale)
    if not own.names:
        kind = next(change.kind for change in own.changes if not change.new)
        return replace(
            place or Part(body.start, body.end, "ended"),
            start=body.start,
            end=body.end,
            state="ended",
            names=(),
            changes=(*own.changes, *_after_tiers(place)),
            kind=kind,
            stale=stale,
        )
    if place is not None and place.state in ("ended", "ask"):
        changes = (*own.changes, *place.changes)
        return replace(
            place, start=body.start, end=body.end, state="ask", changes=changes, stale=stale
        )
    return _moved(body, own, place, stale=stale)


def _after_tiers(place: Part | None) -> tuple[Change, ...]:
    """Return the changes of a place without the end of the district, which the body's own says."""
    return tuple(c for c in place.changes if c.new) if place and place.where else ()


def _moved(body: Body, own: Heirs, place: Part | None, *, stale: bool) -> Part:
    names = _by_matter(body, own)
    moved = own.names != (body.listed,)
    changes = own.changes
    if place is not None:
        names = tuple(
            Candidate(_placed(n.name, p.name), n.matter) for n in names for p in place.names
        )
        moved = moved or place.state == "renamed"
        follows = () if moved and own.changes else (_FOLLOWS_ITS_PLACE,)
        changes = (*changes, *place.changes, *(follows if place.changes else ()))
    state: State = "several" if len(names) > 1 else "renamed" if moved else "same"
    return Part(
        body.start,
        body.end,
        state,
        names,
        changes,
        stale=stale,
        early=own.early or (place is not None and place.early),
        wider=place is not None and place.wider,
    )


def _by_matter(body: Body, own: Heirs) -> tuple[Candidate, ...]:
    """Return the heirs of the name, then those that took a part of the work, with that part."""
    tail = body.name.removeprefix(body.listed.removesuffix(TAIL).strip())
    names = [Candidate(f"{name.removesuffix(TAIL).strip()}{tail}") for name in own.names]
    parts = [p for c in own.changes for p in c.parts if key(p.of) == key(body.listed)]
    return (*names, *(Candidate(part.body, part.matter) for part in parts))


def _placed(name: str, place: str) -> str:
    """Put a body before its place: «Sở … tỉnh …», «Tỉnh ủy Đồng Nai», «Thành ủy Hải Phòng»."""
    if key(name) not in (key("Tỉnh ủy"), key("Thành ủy")):
        return f"{name} {place}"
    kind, status = ("Thành ủy", "thành phố ") if "thành phố" in place else ("Tỉnh ủy", "tỉnh ")
    return f"{kind} {place.removeprefix(status)}"


def _only_placed(reading: Reading, chain: Part) -> Part:
    """A text that names no body of the tables: its place changed, what it names may have too."""
    alone = not reading.text[: chain.start].strip() and not reading.text[chain.end :].strip()
    if alone or chain.state != "renamed":
        return chain
    return replace(chain, state="ask", names=(), where=chain.names[0].name)


# --- the whole text -------------------------------------------------------------------------------


def _joined(text: str, reading: Reading, on: date | None, parts: Sequence[Part]) -> Succession:
    """Return what the text says today: each part replaced, the worst state standing for all."""
    changed = [part for part in parts if part.state not in ("same", "unknown")]
    world = _world(reading, on)
    state = _worst({part.state for part in parts})
    changes = tuple(dict.fromkeys(c for part in parts for c in part.changes))
    wider = any(part.wider for part in parts)
    ends = next((c for part in changed for c in part.changes if not c.new and c.old), None)
    ends = ends if state == "ended" else None
    return Succession(
        text,
        state,
        world,
        today=_replaced(reading.text, parts) if state in ("renamed", "same") else "",
        candidates=_candidates(reading.text, parts) if state == "several" else (),
        kind=next((part.kind for part in changed if part.kind), ""),
        where=next((part.where for part in changed if part.where), ""),
        province=next((part.province for part in parts if part.province), ""),
        commune=any(place.tier == "commune" for place in _all_places(reading)),
        ended_on=ends.on if ends else None,
        articles=tuple(dict.fromkeys(c.act for c in changes if c.act)),
        certainty=weakest(c.certainty for c in changes),
        doubts=tuple(dict.fromkeys(c.doubt for c in changes if c.doubt)),
        stale=any(part.stale for part in parts),
        early=any(part.early for part in parts),
        wider=wider,
        undated=world == "unknown" and wider and not _tells_day(reading),
    )


def _worst(states: set[State]) -> State:
    for state in _WORST:
        if state in states:
            return state
    return "unknown"


def present(text: str, on: date | None, *, today: date, communes: Sequence[Commune] = ()) -> str:
    """Return the text with each body that has one heir under the name of today.

    Everything else, and every body that has none or several, stays as it is written.
    """
    reading = read(text)
    if _tells_itself(reading.text):
        return text
    parts = [_body(body, on, today, communes) for body in reading.bodies]
    return _replaced(reading.text, (part for part in parts if part.state == "renamed"))


def canonical(text: str) -> str:
    """Return the text with its bodies and units written as the tables write them."""
    reading = read(text)
    places = [Part(p.start, p.end, "renamed", (Candidate(p.name),)) for p in reading.places]
    found = [
        Part(
            b.start, b.end, "renamed", (Candidate(" ".join((b.name, *(p.name for p in b.places)))),)
        )
        for b in reading.bodies
    ]
    return _replaced(reading.text, [*places, *found])


def _replaced(text: str, parts: Iterable[Part], chosen: Candidate | None = None) -> str:
    """Return the text with the names of today; an unchanged part stays as it was written."""
    for part in sorted(parts, key=lambda part: part.start, reverse=True):
        name = part.names[0] if part.state == "renamed" else None
        name = chosen if part.state == "several" else name
        if name is not None:
            text = f"{text[: part.start]}{name.name}{text[part.end :]}"
    return text


def _candidates(text: str, parts: Sequence[Part]) -> tuple[Candidate, ...]:
    divided = next(part for part in parts if part.state == "several")
    return tuple(
        Candidate(_replaced(text, parts, chosen), chosen.matter) for chosen in divided.names
    )
