"""What happens to papers on their way: marks lost, capitals, wrapped lines, misread letters."""

import random
import re
import unicodedata
from collections.abc import Callable

from training.syllables import syllable
from training.texts import Marked

_MISREAD = {
    "ỉ": "ì", "ì": "i", "ổ": "ồ", "ố": "ô", "ã": "â", "ẩ": "ấ", "ư": "u", "ơ": "o", "đ": "d",
    "ộ": "ô", "ả": "à", "ủ": "ù", "ị": "i", "ễ": "ể", "n": "u", "m": "rn", "l": "1", "o": "0",
    "c": "e", "h": "b", "ạ": "a", "ẫ": "ã", "ữ": "ũ", "ế": "ê", "à": "ả", "í": "ì", "t": "f",
    "D": "Đ", "Đ": "D", "I": "l", "B": "8", ",": ".", " ": "  ", "g": "q", "ọ": "o", "ấ": "á",
}  # fmt: skip
_SPELLING = (
    ("s", "x"), ("x", "s"), ("tr", "ch"), ("ch", "tr"), ("d", "gi"), ("l", "n"), ("n", "l"),
    ("ã", "ả"), ("ẻ", "ẽ"), ("ngh", "ng"), ("v", "d"), ("ý", "í"), ("quí", "quý"),
)  # fmt: skip
_WORD = re.compile(r"(?<![\w.])[a-zà-ỹđ]{2,7}(?![\w.])")


def spoiled(paper: Marked, rng: random.Random) -> Marked:
    """Return the paper as it may arrive; half of the time as it is."""
    if rng.random() < 0.7:
        paper = _strange_words(paper, rng, rng.choice((0.03, 0.08, 0.15)))
    draw = rng.random()
    if draw < 0.15:
        paper = _each(paper, plain)
    elif draw < 0.35:
        share = rng.choice((0.01, 0.03, 0.06))
        paper = _each(paper, lambda c: _MISREAD.get(c, c) if rng.random() < share * 2 else c)
    elif draw < 0.42:
        paper = _misspelt(paper, rng)
    draw = rng.random()
    if draw < 0.07:
        paper = _each(paper, str.upper)
    elif draw < 0.2:
        paper = _capital_lines(paper, rng)
    elif draw < 0.23:
        paper = _each(paper, str.lower)
    elif draw < 0.25:
        paper = _small_names(paper, rng)
    if rng.random() < 0.25:
        paper = _wrapped(paper, rng.randint(35, 95))
    return paper


def _each(paper: Marked, change: Callable[[str], str]) -> Marked:
    """Change each letter; a letter may become several or none."""
    places: list[int] = []
    pieces: list[str] = []
    at = 0
    for letter in paper.text:
        places.append(at)
        pieces.append(change(letter))
        at += len(pieces[-1])
    places.append(at)
    spans = tuple((places[start], places[end], label) for start, end, label in paper.spans)
    return Marked("".join(pieces), spans)


def plain(letter: str) -> str:
    """Return the letter without its marks."""
    bare = unicodedata.normalize("NFD", letter.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in bare if not unicodedata.combining(c)) or letter


def _replaced(paper: Marked, changes: list[tuple[int, int, str]]) -> Marked:
    """Replace the stretches, given in order; spans move with their letters."""
    pieces: list[str] = []
    moves: list[tuple[int, int]] = [(0, 0)]
    last = 0
    for start, end, new in changes:
        pieces += [paper.text[last:start], new]
        moves.append((end, moves[-1][1] + len(new) - (end - start)))
        last = end
    pieces.append(paper.text[last:])

    def moved(place: int) -> int:
        return place + next(by for after, by in reversed(moves) if after <= place)

    spans = tuple((moved(start), moved(end), label) for start, end, label in paper.spans)
    return Marked("".join(pieces), spans)


def _strange_words(paper: Marked, rng: random.Random, share: float) -> Marked:
    """Put unknown words for some small ones outside of names."""
    taken = bytearray(len(paper.text) + 1)
    for start, end, _ in paper.spans:
        taken[start:end] = b"\x01" * (end - start)
    changes = [
        (word.start(), word.end(), syllable(rng))
        for word in _WORD.finditer(paper.text)
        if not taken[word.start()] and rng.random() < share
    ]
    return _replaced(paper, changes)


def _misspelt(paper: Marked, rng: random.Random) -> Marked:
    changes: list[tuple[int, int, str]] = []
    for word in re.finditer(r"[^\W\d_]+", paper.text):
        if rng.random() > 0.12:
            continue
        old, new = rng.choice(_SPELLING)
        if word[0].startswith(old) or (len(old) == 1 and old in "ãẻý" and old in word[0]):
            changes.append((word.start(), word.end(), word[0].replace(old, new, 1)))
    return _replaced(paper, changes)


def _capital_lines(paper: Marked, rng: random.Random) -> Marked:
    lines = paper.text.split("\n")
    kept = [line.upper() if rng.random() < 0.2 else line for line in lines]
    return Marked("\n".join(kept), paper.spans)


def _small_names(paper: Marked, rng: random.Random) -> Marked:
    """Write some names in small letters, as on a telephone."""
    text = paper.text
    for start, end, _ in paper.spans:
        if rng.random() < 0.6:
            text = text[:start] + text[start:end].lower() + text[end:]
    return Marked(text, paper.spans)


def _wrapped(paper: Marked, width: int) -> Marked:
    letters, since = list(paper.text), 0
    for i, letter in enumerate(letters):
        since = 0 if letter == "\n" else since + 1
        if letter == " " and since > width:
            letters[i], since = "\n", 0
    return Marked("".join(letters), paper.spans)
