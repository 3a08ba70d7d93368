"""The letters of a page's text layer become words, in the order in which they were written.

Letters are joined along their baseline: a space parts words, and so does a gap. Some layers
lie about spaces; where letters of a line stand apart (``T H Ô N G  B Á O``) or a space has no
width, what reads as Vietnamese decides.
"""

import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise
from statistics import median
from typing import NamedTuple

from pipeline.reading.pdf.vietnamese import is_syllable, letters_of, syllable_share

_GAP_EM = 0.18
"""A gap this wide parts two words that have no space between them."""
_BACK_EM = 0.6
_NO_SPACE_EM = 0.06
"""A space narrower than this is none."""
_LINE_EM = 0.45
"""How far a raised or lowered letter may stand from the baseline of its word."""
_SPACED_LETTERS = 4
_LIGATURES = {ord(c): unicodedata.normalize("NFKC", c) for c in "ﬀﬁﬂﬃﬄﬅﬆ"}
_RAISED = str.maketrans("0123456789", "⁰¹²³⁴⁵⁶⁷⁸⁹")
_UNITS = frozenset({"m", "km", "dm", "cm", "mm"})
_SOFT_HYPHEN = "\u00ad"


class Glyph(NamedTuple):
    """A letter of the layer, along its own line: ``u`` runs with the text, ``v`` down the page."""

    text: str
    font: str
    u0: float
    u1: float
    v: float
    """Its baseline."""
    em: float


@dataclass(frozen=True, slots=True)
class Word:
    """Letters that stand together; lengths are points along and across the text."""

    text: str
    font: str
    u0: float
    u1: float
    v: float
    em: float
    place: int
    """Number of its first letter in the layer."""
    spaced: bool
    """A space stands before it in the layer."""


def words_of(glyphs: Sequence[Glyph]) -> list[Word]:
    """Return the words of letters that all run the same way, in the layer's order."""
    words = [_word(glyphs, start, end, spaced) for start, end, spaced in _runs(glyphs)]
    words = [word for word in words if word.text]
    return _rejoined(_drawn_once(_letters_joined(words)))


# --- letters ---------------------------------------------------------------------------------


def _runs(glyphs: Sequence[Glyph]) -> Iterator[tuple[int, int, bool]]:
    """Yield start and end of each run of letters without a gap, and whether a space precedes."""
    start, spaced, blank = -1, False, False
    before: Glyph | None = None
    for i, glyph in enumerate(glyphs):
        if glyph.text.isspace() or not glyph.text:
            blank = True
            continue
        if before is None:
            start, spaced = i, blank
        elif not _goes_on(before, glyph, blank):
            yield start, i, spaced
            start, spaced = i, blank
        before, blank = glyph, False
    if before is not None:
        yield start, len(glyphs), spaced


def _goes_on(before: Glyph, glyph: Glyph, blank: bool) -> bool:
    em = before.em if before.em > glyph.em else glyph.em
    gap = glyph.u0 - before.u1
    if not -_BACK_EM * em < gap < _GAP_EM * em:
        return not blank and unicodedata.combining(glyph.text[0]) != 0 and abs(gap) < em
    if abs(glyph.v - before.v) > _LINE_EM * em:
        return False
    return not blank or gap < _NO_SPACE_EM * em


def _word(glyphs: Sequence[Glyph], start: int, end: int, spaced: bool) -> Word:
    run = [glyph for glyph in glyphs[start:end] if not glyph.text.isspace()]
    first = run[0]
    em = max(glyph.em for glyph in run)
    large = [glyph for glyph in run if glyph.em > 0.9 * em]
    if len(run) > 1:
        run = _struck_once(run)
    text = "".join(glyph.text for glyph in run) if len(large) == len(run) else _with_raised(run, em)
    text = text.translate(_LIGATURES)
    return Word(
        text=text[:-1].replace(_SOFT_HYPHEN, "") + text[-1:],
        font=first.font,
        u0=min(glyph.u0 for glyph in run),
        u1=max(glyph.u1 for glyph in run),
        v=large[0].v,
        em=em,
        place=start,
        spaced=spaced,
    )


def _struck_once(run: list[Glyph]) -> list[Glyph]:
    """Drop letters struck twice almost at the same place, as some programs make bold."""
    return [run[0]] + [
        glyph
        for before, glyph in pairwise(run)
        if glyph.text != before.text or glyph.u0 - before.u0 > 0.15 * (glyph.u1 - glyph.u0)
    ]


def _with_raised(run: list[Glyph], em: float) -> str:
    """Return the text with the number of a footnote written small, so that it joins no symbol."""
    baseline = next(glyph.v for glyph in run if glyph.em > 0.9 * em)
    text = ""
    for glyph in run:
        raised = glyph.em < 0.85 * em and glyph.v < baseline - 0.15 * em
        note = raised and text and text.lower() not in _UNITS
        text += glyph.text.translate(_RAISED) if note else glyph.text
    return text


# --- words -----------------------------------------------------------------------------------


def _drawn_once(words: list[Word]) -> list[Word]:
    """Drop words drawn twice at the same place (shadows, bold made by printing twice)."""
    seen: dict[str, list[Word]] = {}
    kept: list[Word] = []
    for word in words:
        same = seen.setdefault(word.text, [])
        if not any(_same_place(word, other) for other in same):
            same.append(word)
            kept.append(word)
    return kept


def _same_place(one: Word, other: Word) -> bool:
    near = 0.12 * one.em
    return abs(one.u0 - other.u0) < near and abs(one.v - other.v) < near


def _letters_joined(words: list[Word]) -> list[Word]:
    """Join words out of single letters that stand apart on a line."""
    joined: list[Word] = []
    stretch: list[Word] = []
    for word in words:
        if stretch and not (_is_letter(word) and _follows(stretch[-1], word)):
            joined += _made_of_letters(stretch)
            stretch = []
        if _is_letter(word):
            stretch.append(word)
        else:
            joined.append(word)
    return joined + _made_of_letters(stretch)


def _is_letter(word: Word) -> bool:
    return len(word.text) <= 3 and len(unicodedata.normalize("NFC", word.text)) == 1


def _follows(before: Word, word: Word, most_em: float = 1.6) -> bool:
    gap = word.u0 - before.u1
    return abs(word.v - before.v) < 0.1 * word.em and -0.1 < gap / word.em < most_em


def _made_of_letters(letters: list[Word]) -> list[Word]:
    if len(letters) < _SPACED_LETTERS:
        return letters
    gaps = [after.u0 - before.u1 for before, after in pairwise(letters)]
    spaced = [word.spaced for word in letters[1:]]
    if 0 < sum(spaced) < 0.6 * len(spaced):
        parted = spaced
    else:
        usual = median(gaps)
        parted = [gap > 1.5 * usual and gap > usual + 0.1 * letters[0].em for gap in gaps]
    groups: list[list[Word]] = [[letters[0]]]
    for word, apart in zip(letters[1:], parted, strict=True):
        if apart:
            groups.append([])
        groups[-1].append(word)
    words = [_glued(group) for group in groups]
    share = syllable_share(word.text for word in words)
    return words if share is not None and share >= 0.75 else letters


def _glued(parts: Sequence[Word]) -> Word:
    first = parts[0]
    return Word(
        text="".join(part.text for part in parts),
        font=first.font,
        u0=min(part.u0 for part in parts),
        u1=max(part.u1 for part in parts),
        v=first.v,
        em=max(part.em for part in parts),
        place=first.place,
        spaced=first.spaced,
    )


def _rejoined(words: list[Word]) -> list[Word]:
    """Join parts of syllables (``Kh iếu n ại``) where many words of the page are no syllables."""
    share = syllable_share(word.text for word in words)
    if share is None or share > 0.75:
        return words
    joined = list(_with_parts_joined(words))
    better = syllable_share(word.text for word in joined)
    return joined if better is not None and better > share + 0.1 else words


def _with_parts_joined(words: list[Word]) -> Iterator[Word]:
    i = 0
    while i < len(words):
        count = _parts_from(words, i)
        yield _glued(words[i : i + count]) if count > 1 else words[i]
        i += count


def _parts_from(words: list[Word], i: int) -> int:
    """Return how many words from ``i`` on make one syllable; 1 where the word stands alone."""
    if not words[i].text.isalpha() or _is_whole(words[i].text):
        return 1
    for end in range(i + 2, min(i + 8, len(words)) + 1):
        parts = words[i:end]
        if not all(_follows(a, b, 0.7) for a, b in pairwise(parts)):
            break
        if not all(part.text.isalpha() for part in parts[:-1]):
            break
        if is_syllable(letters_of("".join(part.text for part in parts))):
            return end - i
    return 1


def _is_whole(text: str) -> bool:
    """Tell whether letters alone are a syllable; a bare ``c``, ``Gi`` or ``o`` is a part of one."""
    return is_syllable(text) and (len(text) > 2 or not text.isascii())
