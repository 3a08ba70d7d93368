"""Units that stand behind each other in a text («xã A, huyện B, tỉnh C»), and what follows them.

Provinces follow the table. A district has no heir. A commune follows the office's own table; where
that is silent, a commune of before is asked of a person.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import date, timedelta
from typing import Literal

from pipeline.law.places.own import OFFICE_FILE, Commune
from pipeline.law.places.reading import Place
from pipeline.law.places.spelling import key
from pipeline.law.places.tables import TWO_TIERS, Change, Tier, provinces

State = Literal[
    "same",  # stands today under this name
    "renamed",  # one body or place follows it
    "several",  # divided, or the matter decides: a person chooses
    "ended",  # ended, and no general rule names who follows
    "ask",  # changed or maybe changed, and no table tells to what
    "unknown",  # names nothing that the tables know
]
_DAY = timedelta(days=1)
_DISTRICTS_END = Change(
    on=TWO_TIERS,
    old=("đơn vị hành chính cấp huyện",),
    new=(),
    act="Luật Tổ chức chính quyền địa phương số 72/2025/QH15",
    certainty="S",
    source="Nghị định 155/2026/NĐ-CP, bản sao công khai",
)
_COMMUNES_CHANGE = Change(
    on=TWO_TIERS,
    old=("đơn vị hành chính cấp xã",),
    new=(),
    act="nghị quyết sắp xếp đơn vị hành chính cấp xã của từng tỉnh, thành phố",
    certainty="D",
    source="suy ra từ việc sắp xếp cấp xã",
    doubt=(
        "Xã, phường, thị trấn của thời còn cấp huyện nay thuộc xã, phường nào thì donthu không có "
        f"bảng; cơ quan có thể ghi vào tệp {OFFICE_FILE}."
    ),
)


@dataclass(frozen=True, slots=True)
class Candidate:
    """One of the bodies or places that a name may stand for today."""

    name: str
    matter: str = ""
    """The part of the work that it took over; empty for the whole or the main part."""


@dataclass(frozen=True, slots=True)
class Part:
    """What stands today in the place of a span of the text."""

    start: int
    end: int
    state: State
    names: tuple[Candidate, ...] = ()
    changes: tuple[Change, ...] = ()
    kind: str = ""
    where: str = ""
    """The province of today, where the province changed and the rest can't be told."""
    province: str = ""
    """The province of today, where the text names one that has one heir."""
    stale: bool = False
    early: bool = False
    wider: bool = False


def chain_today(
    places: Sequence[Place], on: date | None, today: date, communes: Sequence[Commune]
) -> Part:
    """Return what follows units that stand behind each other, the smallest first."""
    by_tier: dict[Tier, Place] = {place.tier: place for place in places}
    start, end = places[0].start, places[-1].end
    province = _province(by_tier.get("province"), on, today, start, end)
    found = _smallest(places, by_tier, province, on, today, communes)
    return replace(found, province=province.names[0].name if len(province.names) == 1 else "")


def _smallest(
    places: Sequence[Place],
    by_tier: Mapping[Tier, Place],
    province: Part,
    on: date | None,
    today: date,
    communes: Sequence[Commune],
) -> Part:
    commune, district = by_tier.get("commune"), by_tier.get("district")
    late = district is not None and on is not None and on >= TWO_TIERS
    if commune is not None:
        held = [c for c in communes if c.since <= today and _fits(c, commune, by_tier, today)]
        old = district is not None or (on is not None and on < TWO_TIERS) or province.stale
        return _commune(commune, _Known(tuple(held), on, old, late), province, today, communes)
    if district is None:
        return province
    if today < TWO_TIERS:
        named = Candidate(", ".join(place.name for place in places))
        return replace(province, state="same", names=(named,))
    changes = (_DISTRICTS_END, *_moves(province))
    return replace(
        province, state="ended", names=(), changes=changes, where=_where(province), stale=late
    )


def _moves(province: Part) -> tuple[Change, ...]:
    """Return the changes of a province that gave it another name."""
    return () if province.state == "same" else province.changes


def _where(province: Part) -> str:
    return "" if province.state == "same" else " hoặc ".join(p.name for p in province.names)


def _province(place: Place | None, on: date | None, today: date, start: int, end: int) -> Part:
    if place is None:
        return Part(start, end, "same")
    heirs = provinces().heirs(place.name, on, today)
    state: State = "several" if len(heirs.names) > 1 else "renamed"
    if heirs.names == (place.name,):
        state = "same"
    return Part(
        start,
        end,
        state,
        tuple(Candidate(name) for name in heirs.names),
        heirs.changes,
        stale=heirs.stale,
        early=heirs.early,
        wider=state == "same" and bool(heirs.changes),
    )


@dataclass(frozen=True, slots=True)
class _Known:
    """What the office's own table and the paper tell of a commune."""

    held: tuple[Commune, ...]
    """Entries whose old unit it may be."""
    on: date | None
    old: bool
    """Whether the paper itself shows that it is a commune of before."""
    late: bool


def _fits(entry: Commune, commune: Place, by_tier: Mapping[Tier, Place], today: date) -> bool:
    """The province may stand under its name of then or of today."""
    province = by_tier.get("province")
    names = (entry.province, *_provinces_of(entry, today))
    known = province is None or any(key(name) == key(province.name) for name in names)
    return known and entry.fits(commune, by_tier.get("district"))


def _provinces_of(entry: Commune, today: date) -> tuple[str, ...]:
    """Return the province of the new commune; several where the old province was divided."""
    if entry.new_province:
        return (entry.new_province,)
    return provinces().heirs(entry.province, entry.since - _DAY, today).names


def _commune(
    commune: Place,
    known: _Known,
    province: Part,
    today: date,
    communes: Sequence[Commune],
) -> Part:
    start, end = province.start, province.end
    named = Candidate(commune.name)
    new_too = any(key(entry.new) == key(commune.name) for entry in communes)
    held = tuple(
        entry
        for entry in known.held
        if known.old or known.on is None or known.on < entry.since or not new_too
    )
    if not held:
        if known.old and today >= TWO_TIERS:
            changes = (_COMMUNES_CHANGE, *_moves(province))
            stale = known.late or province.stale
            return Part(start, end, "ask", (), changes, where=_where(province), stale=stale)
        names = tuple(Candidate(f"{commune.name}, {p.name}") for p in province.names)
        return Part(start, end, province.state, names or (named,), province.changes)
    names = [
        Candidate(f"{entry.new}, {where}")
        for entry in held
        for where in _provinces_of(entry, today)
    ]
    undated = known.on is None and not known.old and new_too
    names += [named] if undated else []
    changes = tuple(
        Change(entry.since, (entry.old,), (entry.new,), entry.source, "S", OFFICE_FILE)
        for entry in held
    )
    late = known.late or (known.on is not None and known.on >= held[0].since)
    several = len(dict.fromkeys(names)) > 1
    return Part(
        start,
        end,
        "several" if several else "renamed",
        tuple(dict.fromkeys(names)),
        (*changes, *province.changes),
        stale=late,
    )
