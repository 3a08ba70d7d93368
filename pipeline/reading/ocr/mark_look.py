"""A look at the tone marks that the recogniser takes for one another: the likelier mark stands.

``ổ`` read as ``ố``, ``chi`` read as ``chỉ``: most words that are wrong on a good scan are wrong by
this alone. Each word is judged by the shape of its ink (``marks.py``), by how usual the syllable
is that each mark makes (``marked_syllables.toml``), and by whether it makes a word of the office
with its neighbour (``office_pairs.toml``: ``kiểm tra``). Without such a word only the exchanges
that the recogniser is known for are made, and only where the ink is clear. What was read stays
beside.

Not guarded against: a paper's own slip (``kiếm tra``) whose ink is not clear.
"""

import math
import tomllib
import unicodedata
from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from pipeline.reading.ocr.engine import SeenWord
from pipeline.reading.ocr.marks import (
    AROUND,
    BASES,
    MARKS,
    Place,
    Spot,
    likely_marks,
    place_of,
    with_mark,
)
from pipeline.reading.ocr.page import Grey
from pipeline.reading.pdf.vietnamese import is_syllable

_CLEAR = 2.0
"""How much likelier the other mark must be, as a logarithm."""
_LEAST = 0.01
"""The ink alone never rules out a mark."""
_SURE = 0.6
"""How likely the ink must make a mark that no neighbour speaks for."""
_RARE = {"usual": 0.0, "names": 3.0, "known": 3.0, "none": 6.0}
_NAME = 0.5
"""What a syllable costs that is seldom or never written, and a name's, as a logarithm."""
_PAIR = 3.5
"""What a neighbour is worth with which it makes a word of the office, as a logarithm."""
_NOTHING, _ACUTE, _GRAVE, _HOOK, _TILDE, _ = range(len(MARKS))
_TONES = (_NOTHING, _ACUTE, _GRAVE, _HOOK, _TILDE)
_OVER_HAT = {_ACUTE: (_HOOK,), _HOOK: (_ACUTE,), _GRAVE: (_HOOK,)}
_EXCHANGED = {"â": _OVER_HAT, "ê": _OVER_HAT, "ô": _OVER_HAT, "ă": {_TILDE: (_GRAVE,)}}
"""By letter: what was read above it, and what may stand there in truth."""


def with_likelier_marks(words: Sequence[SeenWord], image: Grey) -> list[SeenWord]:
    """Return the words of an upright page; in ``raw`` those that were mended have what was read."""
    places = [(i, place) for i in range(len(words)) if (place := _judged(words, i))]
    spots = [Spot(words[i].box, words[i].baseline, words[i].row_height / 2) for i, _ in places]
    likely = likely_marks(image, spots, [place for _, place in places]).tolist()
    found = list(words)
    for (i, place), weights in zip(places, likely, strict=True):
        text = _likeliest(words, i, place, weights)
        if text is not None:
            found[i] = replace(words[i], text=text, raw=words[i].text)
    return found


def _judged(words: Sequence[SeenWord], i: int) -> Place | None:
    """Return where the word's tone stands, where it may have been taken for another."""
    place = place_of(words[i].text)
    if place is None or place.mark not in _TONES[1:]:  # marks are seldom lost whole
        return None
    if _others(place) or any(_fits(words, i, place, mark) for mark in _TONES if mark != place.mark):
        return place
    return None


def _others(place: Place) -> tuple[int, ...]:
    return _EXCHANGED.get(BASES[place.base], {}).get(place.mark, ())


def _likeliest(
    words: Sequence[SeenWord], i: int, place: Place, likely: Sequence[float]
) -> str | None:
    """Return the word with another mark where that is clearly likelier; None where it is not."""
    worth: dict[int, float] = {}
    for mark in _TONES:
        core = with_mark(words[i].text, place, mark).strip(AROUND)
        fits = _fits(words, i, place, mark)
        possible = fits or (mark in _others(place) and likely[mark] >= _SURE and is_syllable(core))
        if mark == place.mark or possible:
            ink = math.log(max(likely[mark], _LEAST))
            worth[mark] = ink - _cost(core) + _PAIR * fits
    best = max(worth, key=worth.__getitem__)
    clear = worth[best] - worth[place.mark] > _CLEAR
    return with_mark(words[i].text, place, best) if clear else None


def _fits(words: Sequence[SeenWord], i: int, place: Place, mark: int) -> bool:
    """Tell whether the word makes one of the office with a neighbour on its line.

    Two words with capitals first are a name rather, and a mark between two words parts them.
    """
    text = unicodedata.normalize("NFC", with_mark(words[i].text, place, mark))
    for at, other in ((i - 1, -1), (i + 1, 1)):
        if not 0 <= at < len(words) or words[at].line != words[i].line:
            continue
        beside = unicodedata.normalize("NFC", words[at].text)
        beside = "0" if beside[:1].isdecimal() else beside
        one, two = (beside, text) if other < 0 else (text, beside)
        one, two = one.lstrip(AROUND), two.rstrip(AROUND)
        name = one.istitle() and two.istitle()
        if not name and f"{one} {two}".lower() in _pairs():
            return True
    return False


@lru_cache(maxsize=8192)
def _cost(core: str) -> float:
    """Return how unusual a syllable is; without hat and mark all are taken for usual."""
    syllable = unicodedata.normalize("NFC", core.lower())
    if not is_syllable(syllable):
        return _RARE["none"]
    if not set("\u0302\u0306") & set(unicodedata.normalize("NFD", syllable)):
        return _RARE["usual"]
    kind = _known().get(syllable, "none")
    return _NAME if kind == "names" and core.istitle() else _RARE[kind]


@cache
def _known() -> dict[str, str]:
    source = files("pipeline.reading.ocr").joinpath("marked_syllables.toml").read_text("utf-8")
    table: dict[str, str] = tomllib.loads(source)
    return {
        unicodedata.normalize("NFC", syllable): kind
        for kind, syllables in table.items()
        for syllable in syllables.split()
    }


@cache
def _pairs() -> frozenset[str]:
    source = files("pipeline.reading.ocr").joinpath("office_pairs.toml").read_text("utf-8")
    pairs = tomllib.loads(source)["pairs"].replace("\n", ",").split(",")
    return frozenset(unicodedata.normalize("NFC", pair.strip()) for pair in pairs if pair.strip())
