"""The closed forms of a text: dates, numbers, symbols, bodies, each found by its own rules.

Nothing is kept between two texts, so that no name stays in the process when a paper is done.
"""

from collections.abc import Iterable, Iterator

from pipeline.extraction.agencies import AGENCY, find_agencies
from pipeline.extraction.dates import DATE, find_dates
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.numbers import EMAIL, ID_NUMBER, PHONE, TAX_CODE, find_numbers
from pipeline.extraction.paper import Mark
from pipeline.extraction.symbols import SYMBOL, find_symbols

LABELS = (DATE, ID_NUMBER, TAX_CODE, PHONE, EMAIL, SYMBOL, AGENCY)


def annotate(text: str) -> dict[str, tuple[Mark, ...]]:
    """Return the closed forms of a cleaned text by label, each in order."""
    found: dict[str, list[Mark]] = {label: [] for label in LABELS}
    for mark in _marks(text):
        found[mark.label].append(mark)
    return {label: tuple(marks) for label, marks in found.items()}


def _marks(text: str) -> Iterator[Mark]:
    folded = fold_aligned(text)
    finders: tuple[Iterable[Mark], ...] = (
        find_dates(folded),
        find_numbers(folded),
        find_symbols(text),
        find_agencies(text, folded),
    )
    for marks in finders:
        yield from marks
