"""Reads a JSON list of texts, prints for each the persons and bodies that underthesea names.

Run by the interpreter of ``.venv/peers``, which has nothing of the project in it.
"""

import json
import sys

from underthesea import ner, sent_tokenize


def names_in(text: str) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {"PER": [], "ORG": []}
    for line in text.splitlines():
        for sentence in sent_tokenize(line) if line.strip() else ():
            for word, _, _, tag in ner(sentence):
                begin, _, label = tag.partition("-")
                if label in found and begin == "B":
                    found[label].append(word)
                elif label in found and begin == "I" and found[label]:
                    found[label][-1] += f" {word}"
    return found


if __name__ == "__main__":
    json.dump([names_in(text) for text in json.load(sys.stdin)], sys.stdout)
