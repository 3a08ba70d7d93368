"""``make``: which kinds of documents, in which share, complete or with an element missing."""

import random

from tests.corpus.document import MadeDocument
from tests.corpus.officials import official
from tests.corpus.people import BINH_MINH, COMMUNES, Commune
from tests.corpus.petitions import MISSING, petition

ROUND = (
    "complaint",
    "official",
    "denunciation",
    "recommendation",
    "complaint",
    "denunciation",
    "official",
    "complaint",
    "recommendation",
    "official",
)
"""The kinds follow one another in this order, so that few documents hold them all."""


def make(seed: int, count: int, office: Commune = BINH_MINH) -> list[MadeDocument]:
    """Return documents made from the seed; most go to the office, the rest to other communes."""
    return [_one(seed, number, office) for number in range(count)]


def _one(seed: int, number: int, office: Commune) -> MadeDocument:
    rng = random.Random(f"{seed}/{number}")
    kind = ROUND[number % len(ROUND)]
    commune = office if rng.random() < 0.6 else rng.choice(COMMUNES)
    name = f"{kind}-{seed}-{number:05}"
    if kind == "official":
        return official(name, rng, commune)
    missing = rng.choice(MISSING) if rng.random() < 0.2 else None
    if missing == "respondent" and kind == "recommendation":
        missing = None
    return petition(name, rng, kind, commune, missing)
