"""What a document is about: the words of ``về việc …`` behind its mention."""

from collections.abc import Sequence
from dataclasses import replace

from pipeline.extraction.paper import Paper
from pipeline.extraction.references.mention import Mention
from pipeline.extraction.wordlists import rule

SERIES_BEFORE = rule(r"(?:,|;|\bva)\s{1,8}(?:cac\s{1,8})?$")
"""The joint before the next item of a series."""
_ABOUT = rule(r"[\s,)\"“]{0,8}(?:ve viec|v/v|ve)[\s:]{1,8}")
_SUBJECT_END = rule(r";|\.(?=\s|$)|\n[ ]{0,40}\n|[”\"]")


def with_subjects(paper: Paper, mentions: list[Mention]) -> list[Mention]:
    """Return the mentions with the span of ``về việc …`` behind them."""
    found: list[Mention] = []
    for number, mention in enumerate(mentions):
        following = mentions[number + 1 : number + 4]
        subject = _subject(paper, mention.end, following)
        found.append(replace(mention, subject=subject) if subject else mention)
    return found


def _subject(paper: Paper, end: int, following: Sequence[Mention]) -> tuple[int, int] | None:
    """The words of ``về việc …``, up to the end of the clause or the next item of the series."""
    match = _ABOUT.match(paper.folded, end)
    if match is None:
        return None
    limit = min(match.end() + 400, paper.paragraph_end(end))
    stop = _SUBJECT_END.search(paper.text, match.end(), limit)
    finish = stop.start() if stop else limit
    for other in following:
        if other.start < finish and other.symbol and other.head < 0:
            joined = SERIES_BEFORE.search(paper.folded, max(end, other.start - 12), other.start)
            if joined:
                finish = joined.start()
                break
    start, finish = paper.trim(match.end(), finish)
    while finish > start and paper.text[finish - 1] in ",;( ":
        finish -= 1
    return (start, finish) if finish - start > 3 else None
