"""Where the reader was not sure, told to the clerk: mended words, handwriting, hard pages."""

from collections.abc import Iterator
from itertools import groupby

from pipeline.extraction.evidence import evidence_for
from pipeline.extraction.findings import Evidence, Notice
from pipeline.extraction.wordlists import table
from pipeline.messages import say
from pipeline.reading.document import Box, Document, Page, Word

UNSURE_PAGE = 0.80
"""Mean confidence under which the text of a scanned page is not relied on."""
MANY_REPAIRS = 8
"""More mended words on one page are told together."""
_ALL_BY_HAND = 0.5
"""Share of a page's words written by hand, from which on the page is told as a whole."""
_NAME_WORDS = 6
_NAME_REACH_PT = 90.0
"""How far under a signature the signer's name may stand."""


def doubts_of(document: Document) -> Iterator[Notice]:
    """Yield the warnings about the reading, page by page."""
    for page in document.pages:
        if page.source != "text" and not page.blank and page.confidence < UNSURE_PAGE:
            yield _notice("low_confidence", _whole(page))
        yield from _handwriting(document, page)
        yield from _repairs(document, page)


def _notice(code: str, evidence: Evidence, way: str = "", **told: str) -> Notice:
    sentence = table("messages")[code]
    vi, en = sentence[f"vi{way}"].format(**told), sentence[f"en{way}"].format(**told)
    return Notice(code, say(vi, en), evidence)


def _whole(page: Page) -> Evidence:
    return Evidence(page.start, page.end, page.number, ())


# --- mended words ----------------------------------------------------------------------------


def _repairs(document: Document, page: Page) -> Iterator[Notice]:
    """Name each mended word and what was seen; where there are many, their number."""
    mended = [word for word in page.words if word.raw is not None]
    if len(mended) > MANY_REPAIRS:
        yield _notice("repaired", _whole(page), "_many", count=str(len(mended)))
        return
    for word in mended:
        (evidence,) = evidence_for(document, word.start, word.end)
        text = document.text[word.start : word.end]
        yield _notice("repaired", evidence, raw=word.raw or "", text=text)


# --- handwriting -----------------------------------------------------------------------------


def _handwriting(document: Document, page: Page) -> Iterator[Notice]:
    """Tell of a page written by hand once, else of each place; of signatures nothing is told.

    A signature is no reading to be doubted: the name under it is printed, and whether a paper is
    signed is asked elsewhere.
    """
    by_hand = [word for word in page.words if any(_holds(box, word) for box in page.handwriting)]
    if page.handwriting and len(by_hand) >= _ALL_BY_HAND * len(page.words):
        yield _notice("handwriting", _whole(page), "_page", page=str(page.number))
        return
    for box in page.handwriting:
        words = [word for word in page.words if _holds(box, word)]
        if words or not _is_signature(box, page):
            yield _notice("handwriting", _place(document, page, box, words))


def _place(document: Document, page: Page, box: Box, words: list[Word]) -> Evidence:
    """Return the longest run of words in the box; where none was read, only the box."""
    numbers = [i for i, word in enumerate(page.words) if word in words]
    runs = [[i for _, i in run] for _, run in groupby(enumerate(numbers), lambda p: p[1] - p[0])]
    if not runs:
        return Evidence(page.start, page.start, page.number, (box,))
    longest = max(runs, key=len)
    first, last = page.words[longest[0]], page.words[longest[-1]]
    return Evidence(first.start, last.end, page.number, (box,))


def _holds(box: Box, word: Word) -> bool:
    x, y = (word.box[0] + word.box[2]) / 2, (word.box[1] + word.box[3]) / 2
    return box[0] <= x <= box[2] and box[1] <= y <= box[3]


def _is_signature(box: Box, page: Page) -> bool:
    """Tell whether a name and nothing else stands under the strokes, as in a signer's block."""
    x0, y0, x1, y1 = box
    column = [w for w in page.words if min(w.box[2], x1) - max(w.box[0], x0) > 0]
    over = any(word.box[3] <= (y0 + y1) / 2 for word in column)
    under = [word for word in column if (word.box[1] + word.box[3]) / 2 > (y0 + y1) / 2]
    near = [word for word in under if word.box[1] < y1 + _NAME_REACH_PT]
    return over and 0 < len(under) <= _NAME_WORDS and len(near) == len(under)
