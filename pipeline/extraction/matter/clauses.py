"""Clauses that tell an act: what a label names, where a clause ends, which tell nothing."""

import re
from collections.abc import Iterator

from pipeline.extraction.paper import Paper
from pipeline.extraction.view import Span
from pipeline.extraction.wordlists import rule

LONGEST = 300
"""Characters of one act."""
SHORTEST = 8

_VAGUE = rule(
    r"(?:.*\b(?:nhu (?:vay|the|tren)|noi tren|neu tren|nay|do|kia|ay|tren|sau|sau day|duoi day"
    r"|nhu sau)|(?:(?:cac |ve )?(?:viec|phan|noi dung) )?(?:khieu nai|to cao|kien nghi)|(?:viec"
    r"|chuyen|hanh vi|noi dung|cac viec lam)(?: \w+)?)\s*"
)


def is_vague(paper: Paper, span: Span) -> bool:
    """Whether the clause only points at what is told elsewhere."""
    return _VAGUE.fullmatch(paper.folded, *span) is not None


_BLANK = re.compile(r"…|\.{4,}|_{4,}|\{\{|\(Blank")


def is_act(paper: Paper, span: Span) -> bool:
    return span[1] - span[0] > SHORTEST and not _BLANK.search(paper.text, *span)


_LABEL = rule(
    r"(?:(?<=[\n\f.;)/]\s)|(?<=\n)|^)[-+*\d.) ]{0,5}(?:(?:khieu nai|to cao) ve (?:viec|hanh vi)"
    r"|ve hanh vi|hanh vi (?:cu the|sai pham|bi (?:khieu nai"
    r"|to cao)|vi pham)|hanh vi|quyet dinh, hanh vi bi khieu nai|(?:noi dung|viec|dieu)"
    r" (?:khieu nai|to cao|bi to cao|bi khieu nai))\s?:\s*"
)


def labelled(paper: Paper, word: str) -> Iterator[Span]:
    """What stands on its label's own line («Hành vi bị tố cáo: …»)."""
    other = {"khieu nai": "to cao", "to cao": "khieu nai"}[word]
    for match in _LABEL.finditer(paper.folded):
        if other not in match.group() and paper.paragraph_end(match.start()) > match.end():
            yield clause(paper, match.end())


def in_title(paper: Paper, match: re.Match[str]) -> bool:
    return (
        paper.text[match.start() : match.end()].isupper()
        and not paper.text[match.end() : match.end() + 20].isupper()
    )


_ACT_END = rule(
    r"[.;](?!\d)|\s+(?:với lý do|vì lý do|như sau|cụ thể|nội dung cụ thể|và (?:đề nghị|kính"
    r"|yêu cầu|xin|mong))\b|, (?:đề nghị|yêu cầu|kính|xin|mong)\b|:\s*$|:\n"
)


def clause(paper: Paper, start: int) -> Span:
    limit = min(start + 500, paper.paragraph_end(start))
    stop = _ACT_END.search(paper.text, start, limit)
    start, end = paper.trim(start, stop.start() if stop else limit)
    while end > start and paper.text[end - 1] in ",:)":
        end -= 1
    return start, end
