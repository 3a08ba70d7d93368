"""What was put onto a finished page: numbers in its blanks, and stamps.

``Số:      /TB-UBND`` and ``12`` stand apart in the file, the number stamped later or an image; only
their place on the page joins them. A number that its writer typed next to a symbol, with a space,
is left as it is. A stamp of signing software or of the registry is no part of the page's lines.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import replace

from pipeline.reading.document import Box
from pipeline.reading.layout.order import Token
from pipeline.reading.pdf.layer import LayerWord
from pipeline.text.unicode import fold

_NUMBER = re.compile(r"\d{1,5}[a-zđ]?/?")
_TAIL = re.compile(r"[.…_]*[/-][A-ZĐ]")
_DOTS = ".…_"
_WIDEST_BLANK_EM = 6.0
_SAME_LINE = 0.25
_VALUE_WORDS = 3
_MOST_STAMPED = 400
_STAMP = -1000
_MOST_ARRIVAL, _ARRIVED, _ENTERED = 25, "den", frozenset({"so", "so:", "ngay", "ngay:"})
"""``ĐẾN``, ``Số: …``, ``Ngày: …``, ``Chuyển: …``."""


def joined(words: Sequence[LayerWord]) -> list[Token]:
    """Return the words with each number joined to the rest of its symbol."""
    words = _without_covered_dots(words)
    tails = [i for i, word in enumerate(words) if _joins(word.token, _TAIL.match)]
    if not tails:
        return [word.token for word in words]
    numbers = [i for i, word in enumerate(words) if _joins(word.token, _NUMBER.fullmatch)]
    tokens: list[Token | None] = [word.token for word in words]
    for tail in tails:
        number = _number_before(words, numbers, tail)
        if number is not None and tokens[number] is not None:
            tokens[tail] = _one(words[number].token, words[tail].token)
            tokens[number] = None
    return [token for token in tokens if token is not None]


def _joins(token: Token, fits: Callable[[str], object]) -> bool:
    """Tell whether a word has such a text, and lies as the page does."""
    return (token.group is None or token.group >= 0) and fits(token.text) is not None


def _without_covered_dots(words: Sequence[LayerWord]) -> list[LayerWord]:
    """Leave out the dots of a blank that a number was put onto."""
    dots = [word for word in words if not word.token.text.strip(_DOTS)]
    if not dots:
        return list(words)
    numbers = [word.token for word in words if _joins(word.token, _NUMBER.fullmatch)]
    covered = {
        id(word)
        for word in dots
        for number in numbers
        if min(number.x1, word.token.x1) - max(number.x0, word.token.x0) > 0
        and same_line(number, word.token)
    }
    return [word for word in words if id(word) not in covered]


def on_line(token: Token, words: Sequence[LayerWord]) -> Token:
    """Return a value with the band of the line that it was put into, if it stands on one."""
    near = [word.token for word in words if same_line(token, word.token)]
    if not near:
        return token
    next_to = min(near, key=lambda other: max(other.x0 - token.x1, token.x0 - other.x1))
    return replace(token, top=next_to.top, bottom=next_to.bottom)


def stamps_aside(
    words: Sequence[LayerWord], scans: Sequence[Box], notes: Sequence[Box]
) -> list[LayerWord]:
    """Mark the words of stamps, to be read after the page instead of among its lines.

    A stamp has several words over a scan, or in one of the ``notes`` that were laid over the page.
    Fewer are a value, put into a line.
    """
    inside = [word for word in words if is_in(word.token.box, scans)]
    noted = [word for word in words if is_in(word.token.box, notes)]
    if len(noted) < len(words):  # notes come after all else in the file
        last = max(word.place for word in words if not is_in(word.token.box, notes))
        noted = [word for word in noted if word.place > last]
    inside += [word for word in noted if word not in inside]
    aside: dict[int, int] = {}
    for number, stamp in enumerate(_near_together(inside)):
        if len(stamp) > _VALUE_WORDS:
            aside.update((id(word), _STAMP - number) for word in stamp)
    return [
        replace(word, token=replace(word.token, group=aside[id(word)]))
        if id(word) in aside
        else word
        for word in words
    ]


def is_arrival(tokens: Sequence[Token]) -> bool:
    """Tell whether few words are those of the stamp that a registry puts onto what arrives."""
    heads = {fold(token.text) for token in tokens if token.text.isupper()}
    words = {fold(token.text) for token in tokens}
    return len(tokens) <= _MOST_ARRIVAL and _ARRIVED in heads and not _ENTERED.isdisjoint(words)


def _near_together(words: Sequence[LayerWord]) -> list[list[LayerWord]]:
    """Return groups of words that stand next to one another."""
    groups: list[list[LayerWord]] = []
    for word in words[:_MOST_STAMPED]:
        near = [group for group in groups if any(_near(word.token, w.token) for w in group)]
        for group in near:
            groups.remove(group)
        groups.append([word, *(other for group in near for other in group)])
    return groups


def _near(one: Token, other: Token) -> bool:
    reach = 1.2 * max(one.bottom - one.top, other.bottom - other.top)
    return (
        max(one.x0, other.x0) - min(one.x1, other.x1) < reach
        and max(one.top, other.top) - min(one.bottom, other.bottom) < reach
    )


def is_in(box: Box, boxes: Sequence[Box]) -> bool:
    """Tell whether the middle of a box lies in one of the others."""
    x, y = (box[0] + box[2]) / 2, (box[1] + box[3]) / 2
    return any(left <= x <= right and top <= y <= bottom for left, top, right, bottom in boxes)


def same_line(one: Token, other: Token) -> bool:
    """Tell whether two words stand roughly on one line: stamps are set less exactly than type."""
    overlap = min(one.bottom, other.bottom) - max(one.top, other.top)
    return overlap > _SAME_LINE * min(one.bottom - one.top, other.bottom - other.top)


def _number_before(words: Sequence[LayerWord], numbers: Sequence[int], tail: int) -> int | None:
    """Return the nearest number left of a symbol's tail that came from elsewhere in the file."""
    end = words[tail].token
    em = end.bottom - end.top
    best: int | None = None
    for i in numbers:
        token = words[i].token
        start = end.x0 + _dots_width(end)
        gap = start - token.x1
        fits = token.x0 < start and -1.5 * em < gap < _WIDEST_BLANK_EM * em
        if not fits or not same_line(token, end):
            continue
        if best is None or token.x1 > words[best].token.x1:
            best = i
    if best is None or (best == tail - 1 and words[best].place >= 0):
        return None
    left, right = words[best].token.x1, end.x0 + _dots_width(end)
    between = (
        word.token
        for i, word in enumerate(words)
        if i not in (best, tail) and left <= (word.token.x0 + word.token.x1) / 2 <= right
    )
    return None if any(same_line(token, end) for token in between) else best


def _dots_width(tail: Token) -> float:
    """Return about how much of a word the dots before it take: a number is put onto them."""
    dots = len(tail.text) - len(tail.text.lstrip(_DOTS))
    letters = len(tail.text) - dots
    return (tail.x1 - tail.x0) * dots / (dots + 2.4 * letters)


def _one(number: Token, tail: Token) -> Token:
    text = number.text.removesuffix("/") + tail.text.lstrip(_DOTS)
    boxes = number.box, tail.box
    return replace(
        tail,
        text=text,
        box=(
            min(box[0] for box in boxes), min(box[1] for box in boxes),
            max(box[2] for box in boxes), max(box[3] for box in boxes),
        ),
        x0=min(number.x0, tail.x0),
        x1=max(number.x1, tail.x1),
        confidence=min(number.confidence, tail.confidence),
        raw=number.raw and f"{number.raw}{tail.text}",
    )  # fmt: skip
