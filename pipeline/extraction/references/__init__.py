"""Mentions of documents: type, symbol, date, issuer, subject, relation, and which are the same.

``find_mentions`` finds them, ``resolve`` says what short ones stand for, ``number_references``
makes them results, ``notices_of_references`` tells what does not fit in them. Grammar of the
forms: law sheet 8. What is not understood is left out.
"""

from pipeline.extraction.references.chronology import notices_of_references
from pipeline.extraction.references.find import find_mentions, own_number
from pipeline.extraction.references.heads import kind_of_symbol
from pipeline.extraction.references.mention import Mention, Own
from pipeline.extraction.references.number import number_references
from pipeline.extraction.references.resolve import resolve

__all__ = [
    "Mention",
    "Own",
    "find_mentions",
    "kind_of_symbol",
    "notices_of_references",
    "number_references",
    "own_number",
    "resolve",
]
