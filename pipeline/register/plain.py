"""Dataclass contents as plain JSON values: dates as ISO, tuples as lists."""

from datetime import date
from typing import Any, cast


def plain(value: Any) -> Any:
    """Return the value with dates as ISO strings and tuples as lists, all the way down."""
    if isinstance(value, date):
        return value.isoformat()
    if isinstance(value, dict):
        items = cast("dict[str, Any]", value).items()
        return {key: plain(item) for key, item in items}
    if isinstance(value, list | tuple):
        return [plain(item) for item in cast("list[Any]", value)]
    return value
