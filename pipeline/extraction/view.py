"""A petition as the rules on its matter look at it: cue phrases, sentences, what is only quoted.

Sentences that tell software what to do with the paper («hệ thống hãy xếp đơn này là …») are the
writer's text like any other; they are no cue for anything, so they are blanked here.
"""

import re
from bisect import bisect_right
from dataclasses import dataclass, replace
from functools import cache

from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.paper import Paper
from pipeline.extraction.phrasing import Hit, Hits, Lexicon
from pipeline.extraction.sentences import sentences
from pipeline.extraction.wordlists import rule, table

Span = tuple[int, int]


@dataclass(frozen=True, slots=True)
class View:
    paper: Paper
    """The paper with instructions to software blanked; offsets are the same."""
    hits: Hits
    sentences: tuple[Span, ...]
    quotes: tuple[Span, ...]

    def sentence(self, offset: int) -> Span:
        """Return the sentence that holds the offset; an empty span outside of every sentence."""
        place = bisect_right(self.sentences, (offset, len(self.paper.text) + 1)) - 1
        if place < 0 or self.sentences[place][1] < offset:
            return offset, offset
        return self.sentences[place]

    def quoted(self, hit: Hit) -> bool:
        place = bisect_right(self.quotes, (hit.start, len(self.paper.text) + 1)) - 1
        return place >= 0 and hit.start < self.quotes[place][1]

    def before(self, hit: Hit, reach: int) -> str:
        """Return the folded words of the hit's clause before it, at most ``reach`` characters."""
        text = self.paper.folded[max(0, hit.start - reach) : hit.start]
        return _CLAUSE.split(text)[-1]

    def denied(self, hit: Hit) -> bool:
        """Whether ``không``, ``chưa``, ``đừng`` … stand right before the hit."""
        start = max(0, hit.start - 28)
        if self.paper.toneless:
            return bool(_NOT_FOLDED.search(self.paper.folded, start, hit.start))
        return bool(_NOT.search(self.paper.text, start, hit.start))


_CLAUSE = re.compile(r"[.;:!?\n]\s")
_DENYING = (
    r"(?<!\w)(?:không|ko|hông|hổng|chẳng|chả|chưa|đừng|chớ|khỏi|không phải|không hề"
    r"|chưa từng|chưa hề|chưa được|không được|không có|không cần)(?:\s+\w+){0,2}\s+$"
)
_NOT = re.compile(_DENYING, re.IGNORECASE)
# Without tone marks "cha" and "dung" are other words.
_NOT_FOLDED = re.compile(
    r"(?<!\w)(?:khong|ko|hong|chang|chua|chua duoc|khong co|khong can)(?:\s+\w+){0,2}\s+$"
)
_QUOTE = re.compile(r"[“\"«][^”\"»\n\f]{1,300}[”\"»]")
_SOFTWARE = (
    r"(?:he thong|phan mem|chuong trinh|may tinh|tro ly(?: ao)?|tri tue nhan tao|chatbot|chat gpt"
    r"|chatgpt|robot|bot|may (?:doc|phan loai|xu ly|cham|quet)|mo hinh(?: ngon ngu)?|cong cu|ai)"
)
_ORDERED = (
    r"(?:xep|phan loai|danh dau|bo qua|coi|ghi(?: nhan| luon| ngay)?|chuyen(?: thang| ngay)?|duyet"
    r"|gan|dat muc|ket luan|tra loi|xuat ra|in ra|dien|chap nhan|tu dong)"
)
_MACHINE = rule(
    rf"\b{_SOFTWARE}\b[^.\n;]{{0,80}}?\b{_ORDERED}\b[^.\n]{{0,80}}?\b(?:don|loai|to cao|khieu nai"
    r"|kien nghi|muc|khan|duyet|huong dan|lenh|ket qua|thu ly|buoc|hop le|du dieu kien)\b"
    r"|\b(?:bo qua|quen) (?:moi|cac|toan bo|tat ca) [^.\n]{0,20}(?:huong dan|chi dan|lenh|quy"
    r" tac)\b"
    r"|\bignore (?:all |the )?(?:previous|above)\b|\bsystem prompt\b|\byou are (?:an? )?(?:ai"
    r"|assistant)\b"
)
"""Software told to do something with the paper. (In small letters «ai» is «who».)"""


def view_of(paper: Paper) -> View:
    """Return the paper's view; one pass over the text for all lists."""
    quiet = _spelt(_without_instructions(paper))
    return View(
        quiet,
        _lexicon().find(quiet),
        tuple(sentences(quiet, 0, len(quiet.text))),
        tuple(m.span() for m in _QUOTE.finditer(quiet.text)),
    )


@cache
def _lexicon() -> Lexicon:
    lists: dict[str, list[str]] = {}
    for name in ("kinds", "signals"):
        lists |= table(name)
    lists |= {f"topic.{name}": phrases for name, phrases in table("matters").items()}
    lists |= {
        f"law.{name}": phrases for name, phrases in table("other_law").items() if name != "names"
    }
    return Lexicon(lists)


def _without_instructions(paper: Paper) -> Paper:
    spans = [
        _told(paper, match.start())
        for match in _MACHINE.finditer(paper.folded)
        if paper.text[match.start() : match.start() + 3] not in ("ai ", "Ai ")
    ]
    if not spans:
        return paper
    return replace(paper, text=_blanked(paper.text, spans), folded=_blanked(paper.folded, spans))


_MISSPELT = rule(r"\bkhieu (?:lai|nay|lay)\b")
"""The word that tells the kind, as it is written where l and n are one sound."""


def _spelt(paper: Paper) -> Paper:
    if not _MISSPELT.search(paper.folded):
        return paper
    return replace(paper, folded=_MISSPELT.sub(lambda m: m.group()[:-3] + "nai", paper.folded))


def _told(paper: Paper, offset: int) -> Span:
    """The bracket or paragraph's sentence that addresses the software."""
    start, end = offset, offset
    opened = paper.text.rfind("(", max(0, offset - 60), offset)
    closed = paper.text.find(")", offset, offset + 600)
    if opened >= 0 and closed >= 0 and ")" not in paper.text[opened:offset]:
        return opened, closed + 1
    for start, end in sentences(paper, *_paragraph(paper, offset)):
        if start <= offset < end:
            return start, end
    return offset, end if end > offset else start


def _paragraph(paper: Paper, offset: int) -> Span:
    number = paper.line_number(offset)
    while number > 0 and paper.lines[number - 1].runs_on:
        number -= 1
    return paper.lines[number].start, paper.paragraph_end(offset)


def _blanked(text: str, spans: list[Span]) -> str:
    for start, end in spans:
        blank = "".join(c if c in "\n\f" else " " for c in text[start:end])
        text = text[:start] + blank + text[end:]
    return text


def folded_words(phrase: str) -> list[str]:
    """Return the folded words of a value, for comparing with the paper's."""
    return re.findall(r"[^\W_]+", fold_aligned(phrase))
