"""Trains the network that sees names: ``make train-ner``.

Papers are made from a seed and spoiled; each is seen once. The scores written beside the weights
are of made papers of another seed: they show that training went well, not how well papers of
people are read. For that see ``make bench-extraction``.
"""

import argparse
import hashlib
import random
import time
from collections.abc import Iterator
from itertools import count, islice
from pathlib import Path
from typing import Any

import spacy
from spacy.language import Language
from spacy.training import Example
from spacy.util import filter_spans, fix_random_seed, minibatch

from pipeline.extraction.forms.network import CARD, LABELS, WEIGHTS, untrained
from training.noise import spoiled
from training.texts import papers

SEED, SCORED_SEED = 20260, 20261
PAPERS, SCORED = 9000, 300
FIRST_RATE = 0.0014
KEPT = ("vocab", "tokenizer")
"""What the weights leave out: it is made anew by ``untrained``."""


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--papers", type=int, default=PAPERS)
    options.add_argument("--folder", type=Path, default=WEIGHTS.parent)
    chosen = options.parse_args()
    nlp, averages = trained(chosen.papers)
    with nlp.use_params(averages):
        scores = nlp.evaluate(list(examples(nlp, SCORED_SEED, SCORED)))["ents_per_type"]
        write(nlp, chosen.folder, chosen.papers, {label: scores[label]["f"] for label in LABELS})


def trained(wanted: int) -> tuple[Language, dict[tuple[int, str], Any]]:
    """Return the network after so many papers, and its weights averaged over the whole way.

    Few papers at a time first, more later, and the rate of learning falls all the way.
    """
    fix_random_seed(SEED)
    nlp = untrained()
    optimizer = nlp.initialize(lambda: list(examples(nlp, SEED, 50)))
    began, done, shown, losses = time.monotonic(), 0, 0, {"ner": 0.0}
    for batch in minibatch(examples(nlp, SEED, wanted), _sizes()):
        optimizer.learn_rate = FIRST_RATE * (1 - 0.96 * done / wanted)
        nlp.update(batch, sgd=optimizer, drop=0.25, losses=losses)
        done += len(batch)
        if done - shown >= 500:
            seconds, shown = time.monotonic() - began, done
            print(f"{done:6d} papers  loss {losses['ner']:9.0f}  {seconds:4.0f} s", flush=True)
            losses["ner"] = 0.0
    return nlp, optimizer.averages


def _sizes() -> Iterator[int]:
    """Yield how many papers the network learns from at a time: from 3 to 14."""
    for step in count():
        yield min(14, 3 + step // 60)


def examples(nlp: Language, seed: int, count: int) -> Iterator[Example]:
    """Yield made papers as spaCy learns from them."""
    rng = random.Random(seed + 1)
    for made in islice(papers(seed), count):
        paper = spoiled(made, rng)
        given = nlp.make_doc(paper.text)
        truth = given.copy()
        spans = (
            truth.char_span(start, end, label, alignment_mode="expand")
            for start, end, label in paper.spans
        )
        truth.ents = filter_spans([span for span in spans if span is not None])
        yield Example(given, truth)


def write(nlp: Language, folder: Path, count: int, scores: dict[str, float]) -> None:
    """Write the weights and, beside them, where they come from."""
    data = nlp.to_bytes(exclude=KEPT)
    folder.mkdir(parents=True, exist_ok=True)
    (folder / WEIGHTS.name).write_bytes(data)
    lines = [
        "# Made by `make train-ner`; the scores are of made papers of another seed.",
        f'sha256 = "{hashlib.sha256(data).hexdigest()}"',
        f"bytes = {len(data)}",
        f'spacy = "{spacy.__version__}"',
        f"seed = {SEED}",
        f"papers = {count}",
        "",
        "[f1_on_made_papers]",
        *(f"{label} = {value:.4f}" for label, value in scores.items()),
    ]
    (folder / CARD.name).write_text("\n".join(lines) + "\n", encoding="utf-8")
    print("\n".join(lines))


if __name__ == "__main__":
    main()
