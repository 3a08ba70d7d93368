"""Two readings of one line become one: where they differ, the likelier word stands.

The readings come from different cuts of the line and different networks, so they err in different
places. Nothing is made up: each word is what one of them saw, numbers and names included.

Not guarded against: two readings with the same mistake.
"""

import re
import unicodedata
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.reading.pdf.vietnamese import is_syllable

_SURE = 0.85
_OVERLAP = 0.35
_SHAPE_WEIGHT = 0.4
"""What a word's shape counts beside the recogniser's confidence."""
_NOTHING = 0.25
_STRANGE = re.compile(r"[~^=`ˆ¬\\|§Ø¿©®€£¥<>{}_#@$]")
_LEADING = ".,;:!?'‘’~_=`^ˆ"
_AROUND = "()[]{}\"“”‘’'.,;:!?…-–—/"
_LONE_MARKS = frozenset({"-", "–", "—", "+", "/", ".", "...", "…"})
_LONGEST_SHORT_FORM = 8
_SHARP_OR_HEAVY = frozenset("\u0301\u0323")


@dataclass(frozen=True, slots=True)
class Reading:
    """A word as one look saw it; ``box`` in pixels of the page."""

    text: str
    box: tuple[int, int, int, int]
    confidence: float


def needs_second_look(words: Sequence[Reading]) -> bool:
    """Tell whether a line has a word that is doubtful, or none at all."""
    return not words or any(w.confidence < _SURE or likeness(w.text) < 1 for w in words)


def merged(first: Sequence[Reading], second: Sequence[Reading]) -> list[Reading]:
    """Return the line with the better of both readings, place by place."""
    kept: list[Reading] = []
    for one, other in _side_by_side(first, second):
        kept += other if _worth(other) > _worth(one) else one
    return kept


def likeness(text: str) -> float:
    """Return how much a word looks like one of an office's paper: 1, or less for each oddity."""
    found = 1.0 - 0.5 * (text[:1] in _LEADING) - 0.6 * bool(_STRANGE.search(text))
    core = text.strip(_AROUND)
    if not core:
        return 1.0 if text in _LONE_MARKS else 0.2
    if not core.isalpha():
        return found
    if core.isupper():
        short = len(core) <= _LONGEST_SHORT_FORM
        return found - (0.0 if short or is_syllable(core) else 0.2)
    if not is_syllable(core) or _lacks_tone(core):
        return found - 0.5
    return found - (0.0 if core.islower() or core.istitle() else 0.4)


def _lacks_tone(core: str) -> bool:
    """Tell whether a syllable that c, ch, p or t closes has lost the tone it must bear."""
    marks = unicodedata.normalize("NFD", core.lower())
    return marks.endswith(("c", "ch", "p", "t")) and not _SHARP_OR_HEAVY & set(marks)


def _worth(words: Sequence[Reading]) -> float:
    letters = sum(len(word.text) for word in words)
    if not letters:
        return _NOTHING
    return (
        sum(
            len(word.text) * (word.confidence + _SHAPE_WEIGHT * likeness(word.text))
            for word in words
        )
        / letters
    )


def _side_by_side(
    first: Sequence[Reading], second: Sequence[Reading]
) -> list[tuple[list[Reading], list[Reading]]]:
    """Return the places of a line, left to right, with the words that each look saw there."""
    words = sorted(
        [(word.box[0], look, word) for look, line in enumerate((first, second)) for word in line],
        key=lambda found: found[:2],
    )
    places: list[tuple[list[Reading], list[Reading]]] = []
    end, narrow = 0, 0
    for x0, look, word in words:
        width = word.box[2] - x0
        if places and end - x0 > _OVERLAP * min(width, narrow):
            end, narrow = max(end, word.box[2]), min(narrow, width)
        else:
            places.append(([], []))
            end, narrow = word.box[2], width
        places[-1][look].append(word)
    return places
