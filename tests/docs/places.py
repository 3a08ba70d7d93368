"""The tables of places and bodies in ``docs/phap-luat.md``: a heading and rows each."""

from collections.abc import Callable, Iterator

from pipeline.law.places import day_text
from pipeline.law.places.tables import Change, Table, bodies, provinces

_TIERS = {"district": " (cấp huyện)", "province": " (cấp tỉnh)"}
Rows = Iterator[tuple[str, ...]]


def _change(change: Change) -> tuple[str, ...]:
    old = "; ".join(change.old) + _TIERS.get(change.tier, "")
    new = "; ".join((*change.new, *(f"{p.body} (phần {p.matter})" for p in change.parts)))
    if not change.new:
        new = f"kết thúc; cùng loại nay là {change.kind}" if change.kind else "kết thúc; hỏi người"
    return (
        day_text(change.on),
        old,
        new,
        change.act,
        change.certainty,
        change.source,
        change.doubt,
    )


def _rows(table: Table) -> Rows:
    newest = sorted(table.changes, key=lambda change: change.on, reverse=True)
    yield from map(_change, newest)


def _seats() -> Rows:
    for change in provinces().changes:
        if change.seat:
            yield change.new[0], change.seat, str(change.seat_certainty)


def _standing() -> Rows:
    for table in (provinces(), bodies()):
        for group in table.standing:
            yield "; ".join(group.names), group.certainty, group.source


_HEADING = "Từ ngày|Tên cũ|Nay|Căn cứ|Độ tin|Nguồn|Điều còn ngờ"
PLACES: dict[str, tuple[str, Callable[[], Rows]]] = {
    "provinces": (_HEADING, lambda: _rows(provinces())),
    "seats": ("Tỉnh, thành phố|Nơi đặt trung tâm (tên tỉnh cũ)|Độ tin", _seats),
    "bodies": (_HEADING, lambda: _rows(bodies())),
    "standing": ("Giữ nguyên tên|Độ tin|Nguồn", _standing),
}
