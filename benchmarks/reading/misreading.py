"""Misreadings as recognisers make them in full confidence: a tone mark lost or exchanged.

On real scans most wrong words are of this kind; made pages, whose faces and inks are few, show too
few of them to learn from. A word of a made page is taken for another here while its ink stays.
"""

import random
import unicodedata
from collections.abc import Sequence
from dataclasses import replace

from pipeline.reading.ocr.engine import SeenWord

_TONES = "\u0301\u0300\u0309\u0303\u0323"
_HATS = "\u0302\u0306"
_ALIKE = {"i": "l", "l": "1", "1": "7", "0": "6", "3": "8", "u": "n", "n": "u", "c": "e", "e": "c"}
SHARE = 0.025
"""Of the words of a page; about what is wrong on real scans."""


def misread_some(words: Sequence[SeenWord], seed: str) -> tuple[list[SeenWord], list[int]]:
    """Return the words with a few of them misread, and their numbers.

    A reading that is wrong is a little less sure than it would be, and mostly as sure as others.
    """
    rng = random.Random(f"misread/{seed}")
    chosen = [i for i in range(len(words)) if rng.random() < SHARE]
    seen, changed = list(words), []
    for i in chosen:
        text = misread(words[i].text, rng)
        if text != words[i].text:
            less = abs(rng.gauss(0, 0.04))
            seen[i] = replace(words[i], text=text, confidence=max(0.3, words[i].confidence - less))
            changed.append(i)
    return seen, changed


def misread(text: str, rng: random.Random) -> str:
    """Return the word with one mark lost, exchanged or put in, or one letter taken for another."""
    parts = unicodedata.normalize("NFD", text)
    marks = [i for i, c in enumerate(parts) if c in _TONES + _HATS]
    vowels = [i for i, c in enumerate(parts) if c.lower() in "aeiouy"]
    if marks and rng.random() < 0.8:
        at = rng.choice(marks)
        other = rng.choice(_TONES if parts[at] in _TONES else _HATS) if rng.random() < 0.3 else ""
        parts = parts[:at] + other + parts[at + 1 :]
    elif vowels and not marks and rng.random() < 0.6:
        at = rng.choice(vowels) + 1
        parts = parts[:at] + rng.choice(_TONES) + parts[at:]
    else:
        places = [i for i, c in enumerate(parts) if c in _ALIKE]
        if places:
            at = rng.choice(places)
            parts = parts[:at] + _ALIKE[parts[at]] + parts[at + 1 :]
    return unicodedata.normalize("NFC", parts)
