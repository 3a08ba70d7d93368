"""The office's own table of old and new communes: ``places.toml`` in its folder.

No public table of the 10,000 communes of before 01/7/2025 was obtained, so an office writes down
those it meets, with the resolution they stand in::

    [[commune]]
    old = "xã Thiện Tân"
    district = "huyện Vĩnh Cửu"
    province = "tỉnh Đồng Nai"
    new = "xã Tân An"
    from = 2025-07-01
    source = "Nghị quyết số …/NQ-UBTVQH15"

An old commune that was divided stands in several entries: then a person chooses. ``province`` is
the name of that time, and ``new_province`` is written only where the province's own heir is not
meant.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from functools import lru_cache
from pathlib import Path
from typing import cast

from pipeline.errors import BadPlaces
from pipeline.law.places.reading import Place, read
from pipeline.law.places.spelling import key, spelled
from pipeline.law.places.tables import province_names
from pipeline.messages import say

OFFICE_FILE = "places.toml"
"""The office's own table, in its folder."""

_TEXTS = ("old", "district", "province", "new", "source")
_FIELDS = frozenset({*_TEXTS, "from", "new_province"})


@dataclass(frozen=True, slots=True)
class Commune:
    """One old commune and the commune that holds it now."""

    old: str
    district: str
    province: str
    new: str
    since: date
    source: str
    new_province: str = ""

    def fits(self, commune: Place, district: Place | None) -> bool:
        """Return whether the units of a text may be this old commune; what it leaves out fits."""
        return _same(self.old, commune.name) and (
            district is None or _same(self.district, district.name)
        )


def _same(listed: str, said: str) -> bool:
    """Compare with the marks; a text without any is compared without."""
    if key(listed) == key(said) and said.isascii():
        return True
    return spelled(listed) == spelled(said)


def communes_of(home: Path) -> tuple[Commune, ...]:
    """Return the office's own communes; none where its folder holds no table.

    Raises ``BadPlaces`` naming the entry and what is wrong with it.
    """
    try:
        changed = (home / OFFICE_FILE).stat().st_mtime_ns
    except OSError:
        return ()
    return _read(home / OFFICE_FILE, changed)


@lru_cache(maxsize=4)
def _read(path: Path, _changed: int) -> tuple[Commune, ...]:
    try:
        data = tomllib.loads(path.read_text("utf-8"))
    except (OSError, ValueError) as error:
        fault = say(f"tệp không đọc được ({error})", f"the file can't be read ({error})")
        raise BadPlaces(entry=0, fault=fault) from None
    unknown = sorted(set(data) - {"commune"})
    entries: object = data.get("commune", [])
    if unknown or not isinstance(entries, list):
        fault = say("chỉ được có các mục [[commune]]", "only [[commune]] entries may stand here")
        raise BadPlaces(entry=0, fault=fault)
    return tuple(
        _commune(number, entry) for number, entry in enumerate(cast("list[object]", entries), 1)
    )


def _commune(number: int, entry: object) -> Commune:
    fields = cast("Mapping[str, object]", entry if isinstance(entry, dict) else {})
    fault = _fault(fields)
    if fault:
        raise BadPlaces(entry=number, fault=fault)
    texts = {name: " ".join(str(fields[name]).split()) for name in _TEXTS}
    new_province = " ".join(str(fields.get("new_province", "")).split())
    since = fields["from"]
    assert isinstance(since, date)
    return Commune(**texts, since=since, new_province=new_province)


def _fault(fields: Mapping[str, object]) -> str | None:
    """Return what is wrong with an entry, as a person can mend it; None when nothing is."""
    missing = sorted({*_TEXTS, "from"} - fields.keys())
    if missing:
        return say(f"thiếu «{missing[0]}»", f"«{missing[0]}» is missing")
    unknown = sorted(fields.keys() - _FIELDS)
    if unknown:
        return say(f"không có mục nào tên là «{unknown[0]}»", f"no field is named «{unknown[0]}»")
    for name in (*_TEXTS, "new_province"):
        value = fields.get(name, "-")
        if not isinstance(value, str) or not value.strip():
            return say(f"«{name}» phải là chữ, không để trống", f"«{name}» must be a text")
    if type(fields["from"]) is not date:
        return say(
            "«from» phải là ngày không có dấu nháy, ví dụ from = 2025-07-01",
            "«from» must be a day without quotes: from = 2025-07-01",
        )
    return _wrong_unit(cast("Mapping[str, str]", fields))


def _wrong_unit(fields: Mapping[str, str]) -> str | None:
    wanted = {"old": "commune", "new": "commune", "district": "district",
              "province": "province", "new_province": "province"}  # fmt: skip
    examples = {"commune": "«xã Tân An»", "district": "«huyện Vĩnh Cửu»",
                "province": "«tỉnh Đồng Nai»"}  # fmt: skip
    for name, tier in wanted.items():
        text = fields.get(name)
        if text is None:
            continue
        if not _is_unit(text, tier):
            return say(
                f"«{name}» phải ghi đủ loại và tên đơn vị, ví dụ {examples[tier]}",
                f"«{name}» must be a unit's kind and name, such as {examples[tier]}",
            )
        if tier == "province" and read(text).places[0].name not in province_names():
            return say(
                f"«{name}» không có trong bảng các tỉnh, thành phố",
                f"«{name}» is no province of the tables",
            )
    return None


def _is_unit(text: str, tier: str) -> bool:
    """Return whether the text is one unit of the tier, nothing more.

    «thành phố Huế» may be a district's city of its time.
    """
    places = read(text).places
    whole = len(places) == 1 and places[0].start == 0 and places[0].end == len(text)
    city = tier == "district" and whole and places[0].name.startswith("thành phố")
    return whole and (places[0].tier == tier or city)
