"""The warnings that a clerk must see, each with its place where it has one.

Soundness before number: a warning is given only where the text itself shows its cause. That a
scan bears no signature can't be seen in its text, so ``missing.signature`` is for pages of text.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from pipeline.extraction.doubts import doubts_of
from pipeline.extraction.findings import Evidence, Fields, Kind, Notice
from pipeline.extraction.paper import Paper
from pipeline.extraction.secrecy_mark import secrecy_mark
from pipeline.extraction.wordlists import phrases, rule, table
from pipeline.messages import say

GROUP = 5
"""Names and signatures that make a petition one of many persons (Thông tư 07/2014 Điều 6.4.b)."""

_BLANK_FIELD = rule(r"…{2,}|\.{5,}|_{4,}|\{\{|\(Blank\d*\)|(?:[….]\s?){5,}")


@dataclass(frozen=True, slots=True)
class Shape:
    """What the text looks like: its language and whether it is a form left blank."""

    vietnamese: bool
    blank_form: bool


def shape_of(paper: Paper) -> Shape:
    return Shape(vietnamese=_vietnamese(paper), blank_form=_blank_form(paper))


_COMMON = frozenset(phrases("persons", "common.words"))


def _vietnamese(paper: Paper) -> bool:
    """Marked vowels, or for a text without tone marks the commonest words."""
    words = re.findall(r"[^\W\d_]+", paper.folded[:20000])
    if len(words) < 20:
        return True
    if not paper.toneless:
        letters = [c for c in paper.text[:20000] if c.isalpha()]
        native = sum(1 for c in letters if "\u00c0" <= c <= "\u01b0" or "\u1ea0" <= c <= "\u1ef9")
        return native > 0.05 * len(letters)
    return sum(word in _COMMON for word in words) > 0.18 * len(words)


def _blank_form(paper: Paper) -> bool:
    """Many blanks, and hardly a digit or a value between them."""
    blanks = len(_BLANK_FIELD.findall(paper.text))
    return blanks >= 5 and blanks * 30 > len(paper.text.split())


def notices_of(paper: Paper, kind: Kind, fields: Fields, shape: Shape) -> tuple[Notice, ...]:
    """Return the warnings in a fixed order."""
    found = [*_of_reading(paper), *_of_text(paper, shape)]
    if kind != "official":
        if not shape.blank_form:
            found += _missing(paper, kind, fields, shape)
            found += _unsigned(paper, kind, fields)
        found += _signals(paper, kind, fields)
    return tuple(found)


def _notice(code: str, evidence: Evidence | None = None) -> Notice:
    sentence = table("messages")[code]
    return Notice(code, say(sentence["vi"], sentence["en"]), evidence)


def _of_reading(paper: Paper) -> Iterator[Notice]:
    mark = secrecy_mark(paper.document)
    if mark:
        yield _notice("state_secret")
    yield from doubts_of(paper.document)


def _of_text(paper: Paper, shape: Shape) -> Iterator[Notice]:
    if not shape.vietnamese:
        yield _notice("not_vietnamese")
    if shape.blank_form:
        yield _notice("blank_form")


def _missing(paper: Paper, kind: Kind, fields: Fields, shape: Shape) -> Iterator[Notice]:
    """Thông tư 07/2014 Điều 6.2.a; Luật Khiếu nại Điều 8.2; Luật Tố cáo Điều 23.1."""
    if not shape.vietnamese:
        return
    named = any(p.name for p in fields.petitioners)
    located = any(p.address for p in fields.petitioners)
    if fields.written_on is None or len(str(fields.written_on.value)) < len("2026-01-01"):
        yield _notice("missing.date")
    if not named:
        yield _notice("missing.name")
    if not located:
        yield _notice("missing.address")
    if not fields.signatures and all(page.source == "text" for page in paper.document.pages):
        yield _notice("missing.signature")
    if kind == "other":
        yield _notice("missing.content")
    told = fields.respondents or (fields.contested and kind != "denunciation")
    if kind in ("complaint", "denunciation", "mixed") and not told:
        yield _notice("missing.respondent")


_MANY = rule(
    r"\b(?:chung toi|tap the|dai dien cho)\b[^.;\n]{0,40}?\b(?P<n>\d{1,4})"
    r" (?:ho|nguoi|cong dan|can ho|cu dan|ho dan|xa vien|cong nhan)\b"
)
_SECRECY = rule(r"\b@secrecy_requested@\b")
_NOT_ASKED = rule(r"(?:khong|chua|vi pham|quy dinh ve|nghia vu)\s{1,3}(?:duoc\s)?$")
_URGENT = rule(r"\b@urgent@\b")
_GUIDANCE = rule(r"\b@prior_guidance@\b")
# To be guided may be to be helped ("đã được hướng dẫn tận tình"): what to must be a petition's.
_GUIDED = rule(
    r"\b(?:da duoc\b[^.;]{0,60}?huong dan|da huong dan (?:cho )?(?:toi|chung toi))\b[^.;]{0,100}?"
    r"\b(?:(?:gui|nop|lam|viet) don|khieu nai|to cao|kien nghi|khoi kien|toa an|tham quyen"
    r"|bang van ban|cong van)\b"
    r"|\b(?:da khieu nai|da to cao|(?:gui|nop) don|van ban so|cong van)\b"
    r"[^.;]{0,100}?\b(?:da duoc huong dan|da huong dan (?:toi|chung toi))\b"
)
_COPY = rule(r"\b@copy_only@\b")
_ANONYMOUS = rule(r"\b@anonymous@\b")


def _unsigned(paper: Paper, kind: Kind, fields: Fields) -> Iterator[Notice]:
    if not any(p.name for p in fields.petitioners) and kind != "other":
        yield _notice("anonymous", _first(paper, _ANONYMOUS))


def _signals(paper: Paper, kind: Kind, fields: Fields) -> Iterator[Notice]:
    count = int(fields.signatures.value) if fields.signatures else 0
    told = next((m for m in _MANY.finditer(paper.folded) if int(m["n"]) >= GROUP), None)
    if max(len(fields.petitioners), count) >= GROUP:
        yield _notice("group")
    elif told:
        yield _notice("group", paper.evidence(*told.span())[0])
    if len(fields.addressees) > 1:
        yield _notice("several_addressees", fields.addressees[0].evidence[0])
    for code, *patterns in (
        ("secrecy_requested", _SECRECY),
        ("urgent", _URGENT),
        ("prior_guidance", _GUIDANCE, *(() if kind == "other" else (_GUIDED,))),
        ("copy_only", _COPY),
    ):
        place = next(filter(None, (_first(paper, pattern) for pattern in patterns)), None)
        if place:
            yield _notice(code, place)


def _first(paper: Paper, pattern: re.Pattern[str]) -> Evidence | None:
    for match in pattern.finditer(paper.folded):
        before = max(0, match.start() - 24)
        if not _NOT_ASKED.search(paper.folded, before, match.start()):
            return paper.evidence(*match.span())[0]
    return None
