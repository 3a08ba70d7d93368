"""Names of places and bodies, and what became of them: dated tables and the way through them.

``body_today`` and ``place_today`` say which body or place stands today for one that a paper
names; the paper's day decides which of two of one name is meant. What the tables do not tell is
asked of a person.
"""

from pipeline.law.places.chain import Candidate, State
from pipeline.law.places.own import OFFICE_FILE, Commune, communes_of
from pipeline.law.places.reading import chains, read
from pipeline.law.places.succession import (
    Succession,
    body_today,
    canonical,
    day_text,
    place_today,
    present,
)
from pipeline.law.places.tables import TWO_TIERS, bodies, last_change, provinces

__all__ = [
    "OFFICE_FILE",
    "TWO_TIERS",
    "Candidate",
    "Commune",
    "State",
    "Succession",
    "bodies",
    "body_today",
    "canonical",
    "chains",
    "communes_of",
    "day_text",
    "last_change",
    "place_today",
    "present",
    "provinces",
    "read",
]
