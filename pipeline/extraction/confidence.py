"""How sure a value is by the way it was found, from ``words/confidence.toml``."""

from functools import cache
from typing import cast

from pipeline.extraction.wordlists import table


@cache
def sure(field: str, method: str = "") -> float:
    """Return the share of values found so that were right when last measured, 0 to 1.

    ``sure("name", "block")``, ``sure("phone")``: a field found in one way only has no method.
    """
    shares = cast(dict[str, dict[str, float]], table("confidence"))
    return shares[field][method] if method else shares["other"][field]
