# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportUntypedFunctionDecorator=false
"""The spaCy pipeline: our tokenizer and one component for each closed form.

Components write SpanGroups (``doc.spans["date"]`` …), the normal form in ``span.id_``. The
pipeline's text is never changed; ``annotate`` hands out plain values, so that the Doc and the
words it interned are freed when the paper is done (names must not stay in the process).
"""

from collections.abc import Iterable, Iterator
from functools import cache
from threading import Lock

import spacy
from spacy.language import Language
from spacy.tokens import Doc, Span, SpanGroup

from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.forms.agencies import AGENCY, find_agencies
from pipeline.extraction.forms.dates import DATE, find_dates
from pipeline.extraction.forms.numbers import EMAIL, ID_NUMBER, PHONE, TAX_CODE, find_numbers
from pipeline.extraction.forms.symbols import SYMBOL, find_symbols
from pipeline.extraction.forms.tokenizer import TEXT, TOKENIZER
from pipeline.extraction.paper import Mark

LABELS = (DATE, ID_NUMBER, TAX_CODE, PHONE, EMAIL, SYMBOL, AGENCY)
COMPONENTS = ("donthu_dates", "donthu_numbers", "donthu_symbols", "donthu_agencies")

# spaCy refuses texts over a million characters because of its neural parts; we have none here.
_NO_LIMIT = 1_000_000_000
# A memory zone belongs to one text at a time.
_one_at_a_time = Lock()


def _group(doc: Doc, label: str, marks: Iterable[Mark]) -> None:
    """Write the marks of one label; spans are widened to token borders where they must be."""
    spans: list[Span] = []
    for mark in marks:
        span = doc.char_span(mark.start, mark.end, label=label, alignment_mode="expand")
        if span is not None:
            span.id_ = mark.value
            spans.append(span)
    doc.spans[label] = SpanGroup(doc, name=label, spans=spans)
    kept = doc.user_data.setdefault("confidence", {})
    kept.update({(label, mark.start): mark.confidence for mark in marks if mark.confidence < 1})


def _text(doc: Doc) -> str:
    return doc.user_data[TEXT]


def _folded(doc: Doc) -> str:
    if "folded" not in doc.user_data:
        doc.user_data["folded"] = fold_aligned(_text(doc))
    return doc.user_data["folded"]


@Language.component("donthu_dates")
def dates(doc: Doc) -> Doc:
    _group(doc, DATE, list(find_dates(_folded(doc))))
    return doc


@Language.component("donthu_numbers")
def numbers(doc: Doc) -> Doc:
    marks = list(find_numbers(_folded(doc)))
    for label in (ID_NUMBER, TAX_CODE, PHONE, EMAIL):
        _group(doc, label, [mark for mark in marks if mark.label == label])
    return doc


@Language.component("donthu_symbols")
def symbols(doc: Doc) -> Doc:
    _group(doc, SYMBOL, list(find_symbols(_text(doc))))
    return doc


@Language.component("donthu_agencies")
def agencies(doc: Doc) -> Doc:
    _group(doc, AGENCY, list(find_agencies(_text(doc), _folded(doc))))
    return doc


@cache
def pipeline() -> Language:
    """Return the pipeline, built once a process."""
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.max_length = _NO_LIMIT
    # Shape, stop word, number …: a dozen attributes of every new word that no component reads.
    nlp.vocab.lex_attr_getters.clear()  # pyright: ignore[reportAttributeAccessIssue]
    for name in COMPONENTS:
        nlp.add_pipe(name)
    return nlp


def annotate(text: str) -> dict[str, tuple[Mark, ...]]:
    """Return the closed forms of a cleaned text by label, each in order."""
    nlp = pipeline()
    with _one_at_a_time, nlp.memory_zone():
        doc = nlp(text)
        return {label: tuple(_marks(doc, label)) for label in LABELS}


def _marks(doc: Doc, label: str) -> Iterator[Mark]:
    kept = doc.user_data.get("confidence", {})
    for span in doc.spans[label]:
        sure = kept.get((label, span.start_char), 1.0)
        yield Mark(label, span.start_char, span.end_char, span.id_, sure)
