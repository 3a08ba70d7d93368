"""Dataclass contents as plain JSON values: dates as ISO, tuples as lists."""

from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, cast


def plain(value: Any) -> Any:
    """Return the value with dates as ISO strings, tuples as lists and dataclasses as objects, all
    the way down."""
    if isinstance(value, str | int | None):
        return value
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        items = cast("dict[str, Any]", value).items()
        return {key: plain(item) for key, item in items}
    if isinstance(value, list | tuple):
        return [plain(item) for item in cast("list[Any]", value)]
    if is_dataclass(value):
        return {name: plain(getattr(value, name)) for name in _names(type(value))}
    return value


@cache
def _names(kind: type[Any]) -> tuple[str, ...]:
    return tuple(field.name for field in fields(kind))
