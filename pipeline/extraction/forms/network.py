# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false
"""Names of persons, bodies, firms and places as a small convolutional network sees them.

It looks at shapes and surroundings where the rules know a cue, so it finds others than they do.
``make train-ner`` makes ``ner_model/weights.bin`` out of invented papers; ``ner_model/model.toml``
says from what and how well. Without the weights nothing is found and the rules stand alone.
"""

import re
import tomllib
from collections.abc import Callable, Generator, Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock
from typing import Any

import spacy
from spacy.attrs import IS_SPACE, LOWER, NORM, PREFIX, SHAPE, SUFFIX
from spacy.language import Language

from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.forms.tokenizer import TOKENIZER
from pipeline.extraction.paper import Mark

PERSON, AGENCY, FIRM, PLACE = LABELS = ("PERSON", "AGENCY", "FIRM", "PLACE")
MODEL = Path(__file__).parent / "ner_model"
SEEN = "seen "
"""What the labels of the network's marks begin with: it only saw what they name."""
WEIGHTS, CARD = MODEL / "weights.bin", MODEL / "model.toml"

MOST_LETTERS = 60_000
"""Letters of a paper that the network looks at: some thirty pages, a second at most."""
_AT_ONCE = 20_000
"""Letters that it sees at a time; a longer paper is parted at white space."""
_WIDTH, _DEPTH = 96, 4
_ROWS = {"LOWER": 4000, "NORM": 3000, "PREFIX": 500, "SUFFIX": 1000, "SHAPE": 300}


@dataclass(frozen=True, slots=True)
class Seen:
    """A name: first offset and last (exclusive) in the text, and what it names."""

    start: int
    end: int
    label: str


def names_in(text: str) -> tuple[Seen, ...]:
    """Return the names that the network sees, in order, none overlapping."""
    nlp = None if _off else loaded()
    if nlp is None:
        return ()
    found: list[Seen] = []
    for start, part in _parts(text[:MOST_LETTERS]):
        # A name must not stay in the process: what the memory zone interned, it frees.
        with _one_at_a_time, nlp.memory_zone():
            ents = nlp(part).ents
            found += [Seen(start + e.start_char, start + e.end_char, e.label_) for e in ents]
    return tuple(found)


def marks_in(text: str) -> dict[str, tuple[Mark, ...]]:
    """Return the names as marks, by label; nothing, not even labels, when nobody looked."""
    if _off or loaded() is None:
        return {}
    seen = names_in(text)
    return {
        f"{SEEN}{label}": tuple(
            Mark(f"{SEEN}{label}", name.start, name.end, text[name.start : name.end], 0.8)
            for name in seen
            if name.label == label
        )
        for label in LABELS
    }


@contextmanager
def switched_off() -> Generator[None]:
    """See nothing meanwhile, so that a benchmark can tell what the rules do alone."""
    global _off
    _off = True
    try:
        yield
    finally:
        _off = False


_off = False


def card() -> dict[str, object]:
    """Return what the weights were made from and their scores; empty without weights."""
    return tomllib.loads(CARD.read_text(encoding="utf-8")) if CARD.exists() else {}


# A memory zone belongs to one text at a time.
_one_at_a_time = Lock()


def _parts(text: str) -> Iterator[tuple[int, str]]:
    start = 0
    while start < len(text):
        end = start + _AT_ONCE
        if end < len(text):
            cut = max(text.rfind("\n", start, end), text.rfind(" ", start, end)) + 1
            end = cut if cut > start else end
        yield start, text[start:end]
        start = end


@cache
def loaded() -> Language | None:
    if not WEIGHTS.exists():
        return None
    nlp = untrained()
    nlp.initialize()
    return nlp.from_bytes(WEIGHTS.read_bytes(), exclude=["vocab", "tokenizer"])


def untrained() -> Language:
    """Return the network with our tokenizer, its features and its labels, before training."""
    nlp = spacy.blank("vi", config={"nlp": {"tokenizer": {"@tokenizers": TOKENIZER}}})
    nlp.vocab.lex_attr_getters.clear()  # pyright: ignore[reportAttributeAccessIssue]
    nlp.vocab.lex_attr_getters.update(_FEATURES)  # pyright: ignore[reportAttributeAccessIssue]
    recogniser: Any = nlp.add_pipe("ner", config={"model": _network()})
    for label in LABELS:
        recogniser.add_label(label)
    return nlp


# --- what the network sees of a word -------------------------------------------------------------

_ONSET = re.compile(r"[^aeiouy\W\d]*")


def _lower(word: str) -> str:
    return re.sub(r"\d", "0", word.lower())


def _folded(word: str) -> str:
    return re.sub(r"\d", "0", fold_aligned(word))


def _onset(word: str) -> str:
    match = _ONSET.match(fold_aligned(word))
    return match.group() if match else ""


def _rhyme(word: str) -> str:
    return fold_aligned(word)[len(_onset(word)) :][:6]


def _shape(word: str) -> str:
    """Return how the word is written: ``x``, ``X``, ``Xx``, ``XX``, digits by number, or itself."""
    if word.isspace():
        return "\f" if "\f" in word else "\n" * min(2, word.count("\n")) or " "
    if word.isdigit():
        return f"0{min(len(word), 12)}"
    if not word.isalpha():
        return word[:2]
    if len(word) > 1 and word.isupper():
        return "XX"
    rest = "" if len(word) == 1 else "x" if word[1:].islower() else "?"
    return ("X" if word[0].isupper() else "x") + rest


_FEATURES: dict[int, Callable[[str], object]] = {
    LOWER: _lower,
    NORM: _folded,
    PREFIX: _onset,
    SUFFIX: _rhyme,
    SHAPE: _shape,
    IS_SPACE: str.isspace,
}


def _network() -> dict[str, object]:
    return {
        "@architectures": "spacy.TransitionBasedParser.v2",
        "state_type": "ner",
        "extra_state_tokens": False,
        "hidden_width": 64,
        "maxout_pieces": 2,
        "use_upper": True,
        "tok2vec": {
            "@architectures": "spacy.Tok2Vec.v2",
            "embed": {
                "@architectures": "spacy.MultiHashEmbed.v2",
                "width": _WIDTH,
                "attrs": list(_ROWS),
                "rows": list(_ROWS.values()),
                "include_static_vectors": False,
            },
            "encode": {
                "@architectures": "spacy.MaxoutWindowEncoder.v2",
                "width": _WIDTH,
                "depth": _DEPTH,
                "window_size": 1,
                "maxout_pieces": 3,
            },
        },
    }
