"""How far a reading is from the truth: letters, key tokens, words and their confidence.

Both texts are brought to NFC with white space folded. In a truth, ``⟦…⟧`` is a place that counts
not at all (handwriting, text under a seal): whatever a reader gives there, up to 40 letters or
twice what stands there, is free. So are ornamental rules (``-----``, ``--o0o--``, ``***``), which
are drawn, not written: at each the reader may give as many letters as it has, and a few more.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from benchmarks.reading.papers import Token

_RULE = re.compile(r"(?<!\S)[-–—_*=.~«»]{3,}(?:[oO0]{1,3}[-–—_*=.~«»]{2,})?(?!\S)")
_OPEN = re.compile(rf"⟦([^⟧]*)⟧|({_RULE.pattern})")
_FREE_LETTERS = 40
_RULE_MORE = 3
_FREE_WORDS = 10


def normal(text: str) -> str:
    """Return the text as it is compared: NFC, without drawn rules, single blanks."""
    return " ".join(_RULE.sub(" ", unicodedata.normalize("NFC", text)).split())


# --- letters ---------------------------------------------------------------------------------


@dataclass(frozen=True)
class Letters:
    """Wrong letters (put in, left out, changed) and letters of the truth."""

    wrong: int
    of: int

    @property
    def rate(self) -> float:
        return self.wrong / self.of if self.of else 0.0


def letters(truth: str, reading: str, free_before: int = 0) -> Letters:
    """Return the Levenshtein distance of the reading and the length of the truth.

    ``free_before``: so many letters before the first of the truth cost nothing.
    """
    parts, gaps = _parts(truth)
    read = _codes(normal(reading))
    steps = np.arange(len(read) + 1)
    row = _freed(steps.copy(), free_before) if free_before else steps.copy()
    for number, part in enumerate(parts):
        for code in _codes(part):
            best = np.minimum(row[1:] + 1, row[:-1] + (read != code))
            row = np.minimum.accumulate(np.concatenate([[row[0] + 1], best]) - steps) + steps
        if number < len(gaps):
            row = _freed(row, gaps[number])
    return Letters(int(row[-1]), sum(map(len, parts)))


def letters_anywhere(truth: str, reading: str) -> Letters:
    """Return the same with words that were read right but put elsewhere for nothing.

    Words that the alignment leaves over on both sides are paired wherever they stand.
    """
    wanted, words = _wanted(truth), normal(reading).split()
    pairs, free = _aligned(wanted, words)
    used, taken = {i for i, _ in pairs}, {j for _, j in pairs} | set(free)
    lost = [word for i, word in enumerate(wanted) if i not in used and word is not None]
    over = [word for j, word in enumerate(words) if j not in taken]
    moved = Counter(lost) & Counter(over)
    wrong = letters(" ".join(_less(lost, moved)), " ".join(_less(over, moved))).wrong
    ordered = letters(truth, reading)
    return Letters(min(wrong, ordered.wrong), ordered.of)


def _less(words: Sequence[str], fewer: Counter[str]) -> list[str]:
    left, rest = Counter(fewer), []
    for word in words:
        if left[word]:
            left[word] -= 1
        else:
            rest.append(word)
    return rest


def _parts(truth: str) -> tuple[list[str], list[int]]:
    """Return what counts of a truth, and how many letters are free between the parts."""
    parts, gaps, start = [], [], 0
    text = unicodedata.normalize("NFC", truth)
    for match in _OPEN.finditer(text):
        parts.append(" ".join(text[start : match.start()].split()))
        inside, rule = match.groups()
        gaps.append(len(rule) + _RULE_MORE if rule else max(_FREE_LETTERS, 2 * len(inside)))
        start = match.end()
    return [*parts, " ".join(text[start:].split())], gaps


def _codes(text: str) -> NDArray[np.uint32]:
    return np.frombuffer(text.encode("utf-32-le"), dtype=np.uint32)


def _freed(row: NDArray[np.int64], free: int) -> NDArray[np.int64]:
    """Return the least cost with up to ``free`` letters of the reading passed over."""
    high = np.full(free, row.max() + len(row))
    return np.lib.stride_tricks.sliding_window_view(np.concatenate([high, row]), free + 1).min(1)


# --- key tokens ------------------------------------------------------------------------------


def tokens_found(tokens: Sequence[Token], reading: str) -> Counter[str]:
    """Return how many of the tokens of each kind stand in the reading exactly, as often."""
    text, found = normal(reading), Counter[str]()
    for token, wanted in Counter(tokens).items():
        stands = len(re.findall(rf"(?<!\w){re.escape(token.text)}(?!\w)", text))
        found[token.kind] += min(wanted, stands)
    return found


# --- words -----------------------------------------------------------------------------------


def words_right(truth: str, words: Sequence[str]) -> list[bool | None]:
    """Tell of each word of a reading whether it is right; None where it does not count.

    Right is a word that the alignment with the fewest changes finds in the truth, or one that
    was lost there and stands elsewhere: its place is wrong, it is not.
    """
    wanted = _wanted(truth)
    verdicts: list[bool | None] = [False if normal(word) else None for word in words]
    at = [i for i, verdict in enumerate(verdicts) if verdict is False]
    pairs, free = _aligned(wanted, [words[i] for i in at])
    for j in free:
        verdicts[at[j]] = None
    for _, j in pairs:
        verdicts[at[j]] = True
    used = {i for i, _ in pairs}
    lost = Counter(word for i, word in enumerate(wanted) if i not in used and word is not None)
    for i, word in enumerate(words):
        if verdicts[i] is False and lost[word]:
            lost[word] -= 1
            verdicts[i] = True
    return verdicts


def _wanted(truth: str) -> list[str | None]:
    """Return the words of a truth, None for a place that does not count."""
    parts, _ = _parts(truth)
    wanted: list[str | None] = []
    for number, part in enumerate(parts):
        wanted += [None] if number else []
        wanted += part.split()
    return wanted


def _aligned(
    wanted: Sequence[str | None], words: Sequence[str]
) -> tuple[list[tuple[int, int]], list[int]]:
    """Return pairs of equal words, and the words that stand in places that do not count."""
    rows, columns = len(wanted), len(words)
    cost = np.zeros((rows + 1, columns + 1), dtype=np.int64)
    steps = np.arange(columns + 1)
    cost[0] = steps
    read = np.array(words, dtype=object)
    for i, word in enumerate(wanted):
        if word is None:
            cost[i + 1] = _freed(cost[i], _FREE_WORDS)
            continue
        best = np.minimum(cost[i, 1:] + 1, cost[i, :-1] + (read != word).astype(np.int64))
        cost[i + 1] = np.minimum.accumulate(np.concatenate([[cost[i, 0] + 1], best]) - steps)
        cost[i + 1] += steps
    return _traced(cost, wanted, words)


def _traced(
    cost: NDArray[np.int64], wanted: Sequence[str | None], words: Sequence[str]
) -> tuple[list[tuple[int, int]], list[int]]:
    pairs: list[tuple[int, int]] = []
    free: list[int] = []
    i, j = len(wanted), len(words)
    while i:
        if wanted[i - 1] is None:
            start = next(
                k for k in range(j, max(0, j - _FREE_WORDS) - 1, -1) if cost[i - 1, k] == cost[i, j]
            )
            free += range(start, j)
            i, j = i - 1, start
        elif j and wanted[i - 1] == words[j - 1] and cost[i, j] == cost[i - 1, j - 1]:
            i, j = i - 1, j - 1
            pairs.append((i, j))
        elif j and cost[i, j] == cost[i - 1, j - 1] + 1:
            i, j = i - 1, j - 1
        elif cost[i, j] == cost[i - 1, j] + 1:
            i -= 1
        else:
            j -= 1
    return pairs[::-1], free
