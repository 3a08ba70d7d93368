"""Fits the network that tells tone marks by their shape (``pipeline/reading/ocr/marks.toml``).

``python -m benchmarks.reading.marks [--pages N] [--check]``: pages of syllables by chance are set
in several faces, damaged as a scanner, a photocopier or a telephone would, and read. Of each word
it is known which mark stands above its letter. A fifth of the pages is held back: what is printed
is of these alone; the weights that are written are fitted to all. ``--check`` writes nothing.
"""

import argparse
import datetime
import io
import random
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise
from pathlib import Path

import numpy as np
from numpy.typing import NDArray
from PIL import Image, ImageDraw, ImageFont

from benchmarks.reading import damage
from benchmarks.reading.damage import FINE, MACHINES
from benchmarks.reading.readers import office
from pipeline.reading.formats.images import PageImage
from pipeline.reading.ocr.engine import SeenWord, words_of
from pipeline.reading.ocr.marks import (
    MARKS,
    Network,
    Place,
    Spot,
    features_of,
    place_of,
)
from pipeline.reading.ocr.page import Grey
from pipeline.reading.ocr.prepare import prepare
from pipeline.reading.ocr.tessdata import tessdata_folder
from pipeline.reading.pdf.vietnamese import is_syllable

Numbers = NDArray[np.float32]

TOML = Path(__file__).parents[2] / "pipeline/reading/ocr/marks.toml"
_FOLDS = 5
_HIDDEN, _ROUNDS, _BATCH, _RATE, _DECAY = 32, 25, 128, 2e-3, 1e-4
_FINEST = 999
"""Weights are written as whole numbers up to this one."""
_FACES = {
    "Tinos-Regular": 9, "Tinos-Bold": 4, "Tinos-Italic": 2, "Tinos-BoldItalic": 1,
    "FreeSerif": 2, "FreeSerifBold": 1, "FreeSerifItalic": 1, "Arimo-Regular": 2, "Arimo-Bold": 1,
    "DejaVuSerif": 1, "CharisSIL-Regular": 1, "Carlito-Regular": 1, "DoulosSIL-Regular": 1,
    "FreeMono": 1,
}  # fmt: skip
_MACHINES = {"scan-200": 65, "scan-300": 10, "scan-150": 7, "photocopy": 12, "photo": 6}
_DPI = {"scan-200": 200, "scan-300": 300, "scan-150": 150, "photocopy": 150, "photo": 220}
_ONSETS = "b c ch d đ g gi h k kh l m n nh ng ngh gh ph qu r s t th tr v x  "
"""Parted by a blank: the last two are none."""
_RIMES = (
    "a ac ach ai am an ang anh ao ap at au ay ăc ăm ăn ăng ăp ăt âc âm ân âng âp ât âu ây e em en "
    "eo ê êch êm ên ênh êp êt êu i ich im in inh ip it iu iêc iêm iên iêng iêp iêt iêu o oai oan "
    "oang oat oi om on ong ot ô ôc ôi ôm ôn ông ôp ôt ơ ơi ơm ơn u uc ui um un ung ut uân uât uôc "
    "uôi uôn uông uôt uyên uyêt ư ưa ưc ưng ươc ươi ươm ươn ương ươt ưu y yên yêu"
)
_TONES = dict(zip(("", *MARKS[1:5], "\u0323"), (3, 4, 2, 4, 3, 1), strict=True))


def main() -> None:
    options = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    options.add_argument("--pages", type=int, default=180)
    options.add_argument("--check", action="store_true", help="write nothing")
    asked = options.parse_args()
    with office() as settings:
        tessdata = tessdata_folder(settings)
    rows = joined([rows_of(page_of(seed), tessdata, seed) for seed in range(asked.pages)])
    held = rows.seed % _FOLDS == _FOLDS - 1
    right = fitted(rows.features[~held], rows.mark[~held])
    print(*told(right, rows, held), sep="\n")
    if not asked.check:
        TOML.write_text(written(fitted(rows.features, rows.mark), rows, right, held), "utf-8")


# --- pages -----------------------------------------------------------------------------------


@dataclass(frozen=True)
class Page:
    """A made page and what is set on it, line by line."""

    image: PageImage
    lines: list[str]


def page_of(seed: int) -> Page:
    """Return the page of a seed."""
    chance, rng = random.Random(f"marks/{seed}"), np.random.default_rng((71, seed))
    face, size = chance.choices(*zip(*_FACES.items(), strict=True))[0], chance.uniform(11.5, 14.5)
    font = ImageFont.truetype(f"{face}.ttf", round(size * FINE / 72))
    width, height = round(8.27 * FINE), round(11.69 * FINE)
    sheet = Image.new("L", (width, height), 255)
    lines: list[str] = []
    pitch = size * FINE / 72 * chance.uniform(1.2, 1.5)
    for y in np.arange(FINE, height - 0.8 * FINE, pitch).tolist():
        words = _line(chance)
        while font.getlength(" ".join(words)) > width - 1.4 * FINE:
            words.pop()
        lines.append(" ".join(words))
        ImageDraw.Draw(sheet).text((0.8 * FINE, y), lines[-1], fill=0, font=font, anchor="ls")
    machine = chance.choices(*zip(*_MACHINES.items(), strict=True))[0]
    return Page(_pictured(np.asarray(sheet), rng, machine), lines)


def _pictured(sheet: damage.Page, rng: np.random.Generator, machine: str) -> PageImage:
    dpi, file = _DPI[machine], io.BytesIO()
    picture = _scanned(sheet, rng, dpi) if "scan" in machine else MACHINES[machine](sheet, rng)
    Image.fromarray(picture).save(file, "JPEG", quality=int(rng.integers(45, 80)))
    return PageImage(np.asarray(Image.open(file)), dpi)


def _scanned(sheet: damage.Page, rng: np.random.Generator, dpi: int) -> damage.Picture:
    """As ``damage.scanned``, in grey, which is many times quicker, and with more seals."""
    bright, dark = rng.uniform(0.76, 0.92), rng.uniform(0.12, 0.3)
    light = (dark + sheet.astype(np.float32) / 255 * (bright - dark)).astype(np.float32)
    across = round(35 / 25.4 * FINE)
    for _ in range(int(rng.integers(2, 5))):
        y, x = (int(rng.integers(0, side - across)) for side in light.shape)
        stamp = damage._seal(across, rng)
        light[y : y + across, x : x + across] *= 1 - rng.uniform(0.15, 0.5) * stamp
    askew = damage._askew(light.shape, rng.uniform(-3, 3), dpi / FINE)
    light = damage._laid(light, askew, rng.uniform(0.8, 0.95))
    light = damage._lens(light, rng.uniform(0.4, 0.8) * dpi / 200)
    light *= damage._uneven(light.shape, rng, 0.04)
    return damage._sensor(light, rng, rng.uniform(0.02, 0.045))


def _line(chance: random.Random) -> list[str]:
    kind = chance.choices("ltu", (65, 10, 25))[0]
    words = [_dressed(_word(chance), chance) for _ in range(7 if kind == "u" else 10)]
    if kind == "u":
        return [word.upper() for word in words]
    if kind == "t":
        return [word.title() for word in words]
    return [word.capitalize() if chance.random() < 0.12 else word for word in words]


def _dressed(word: str, chance: random.Random) -> str:
    """Return the word with marks around it, as words of a text have."""
    about = chance.random()
    if about < 0.12:
        return word + chance.choice(",,,...;:")
    if about < 0.16:
        return chance.choice('"(“') + word
    return word + chance.choice('")”') if about < 0.19 else word


def _word(chance: random.Random) -> str:
    """Return a possible syllable; now and then one with a breve, as names of the Highlands have."""
    if chance.random() < 0.07:
        onset, vowel = chance.choice("bklmnprstdh"), chance.choice("ŭŏĕĭ")
        return onset + vowel + chance.choice(["", "n", "m", "ng", "k", "t"])
    while True:
        rime = chance.choice(_RIMES.split(" "))
        if chance.random() < 0.45 and not set(rime) & set("âêô"):
            continue
        tone = chance.choices(*zip(*_TONES.items(), strict=True))[0]
        word = chance.choice(_ONSETS.split(" ")) + _toned(rime, tone)
        if is_syllable(word) and (tone or not rime.endswith(("c", "ch", "p", "t"))):
            return word


def _toned(rime: str, tone: str) -> str:
    hatted = [i for i, c in enumerate(rime) if c in "ăâêôơư"]
    vowels = [i for i, c in enumerate(rime) if c in "aeiouy"]
    closed = not hatted and vowels[-1] < len(rime) - 1
    at = hatted[-1] if hatted else vowels[-1] if closed or len(vowels) == 1 else vowels[-2]
    return unicodedata.normalize("NFC", rime[: at + 1] + tone + rime[at + 1 :])


# --- rows ------------------------------------------------------------------------------------


@dataclass(frozen=True)
class Rows:
    """Words of pages: their features, the mark in truth, the mark that was read (-1: another)."""

    features: Numbers
    mark: NDArray[np.int64]
    read: NDArray[np.int64]
    seed: NDArray[np.int64]


def rows_of(page: Page, tessdata: Path, seed: int) -> Rows:
    """Read the page, and return what is known of the words whose letters were found."""
    ready = prepare(page.image.pixels, page.image.dpi)
    words = words_of(ready.image, ready.dpi, tessdata)
    return rows_from(ready.image, words, " ".join(page.lines).split(), seed)


def rows_from(image: Grey, words: Sequence[SeenWord], truth: Sequence[str], seed: int) -> Rows:
    """Return the rows of words whose letters, marks aside, are those of the truth."""
    words = sorted(words, key=lambda word: (word.line, word.box[0]))
    spots: list[Spot] = []
    places: list[Place] = []
    read: list[int] = []
    for text, word in _paired(truth, words):
        place, seen = place_of(text), place_of(word.text)
        if place is None:
            continue
        spots.append(Spot(word.box, word.baseline, word.row_height / 2))
        places.append(place)
        same = seen is not None and (seen.at, seen.base) == (place.at, place.base)
        read.append(seen.mark if seen is not None and same else -1)
    features = features_of(image, spots, places)
    marks = np.array([place.mark for place in places], dtype=np.int64)
    return Rows(features, marks, np.array(read, dtype=np.int64), np.full(len(marks), seed))


def _paired(truth: Sequence[str], words: Sequence[SeenWord]) -> Iterator[tuple[str, SeenWord]]:
    ours, theirs = [_bare(text) for text in truth], [_bare(word.text) for word in words]
    for i, j, length in SequenceMatcher(None, ours, theirs, autojunk=False).get_matching_blocks():
        yield from zip(truth[i : i + length], words[j : j + length], strict=True)


def _bare(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.lower())
    return "".join(c for c in parts if not unicodedata.combining(c)).replace("đ", "d")


def joined(pages: Sequence[Rows]) -> Rows:
    """Return the rows of all pages."""
    names = ("features", "mark", "read", "seed")
    return Rows(*(np.concatenate([getattr(page, name) for page in pages]) for name in names))


# --- the fit ---------------------------------------------------------------------------------


def fitted(features: Numbers, marks: NDArray[np.int64]) -> Network:
    """Return the network with the least loss, by Adam (Kingma and Ba 2015)."""
    rng = np.random.default_rng(0)
    middle, spread = features.mean(axis=0), features.std(axis=0) + 0.05
    rows = ((features - middle) / spread).astype(np.float32)
    sizes = (rows.shape[1], _HIDDEN, len(MARKS))
    layers = [
        part
        for low, high in pairwise(sizes)
        for part in (rng.normal(0, low**-0.5, (low, high)), np.zeros(high))
    ]
    first_moments, second_moments = ([np.zeros_like(part) for part in layers] for _ in range(2))
    step, order = 0, np.arange(len(rows))
    for turn in range(_ROUNDS):
        rng.shuffle(order)
        rate = _RATE * (1 - turn / _ROUNDS) + 1e-5
        for start in range(0, len(order), _BATCH):
            batch, step = order[start : start + _BATCH], step + 1
            noisy = rows[batch] + rng.normal(0, 0.1, (len(batch), sizes[0]))
            for i, slope in enumerate(_slopes(layers, noisy, marks[batch])):
                first_moments[i] = 0.9 * first_moments[i] + 0.1 * slope
                second_moments[i] = 0.999 * second_moments[i] + 0.001 * slope**2
                speed = np.sqrt(second_moments[i] / (1 - 0.999**step)) + 1e-8
                layers[i] -= rate * first_moments[i] / (1 - 0.9**step) / speed
    first, first_bias, second, second_bias = layers
    folded = (first / spread[:, None], first_bias - middle / spread @ first, second, second_bias)
    return Network(*(part.astype(np.float32) for part in folded))


def _slopes(
    layers: Sequence[NDArray[np.float64]], rows: NDArray[np.float64], marks: NDArray[np.int64]
) -> list[NDArray[np.float64]]:
    first, first_bias, second, second_bias = layers
    hidden = np.maximum(rows @ first + first_bias, 0)
    score = hidden @ second + second_bias
    off = np.exp(score - score.max(axis=1, keepdims=True))
    off /= off.sum(axis=1, keepdims=True)
    off[np.arange(len(marks)), marks] -= 1
    off /= len(marks)
    back = off @ second.T * (hidden > 0)
    return [
        rows.T @ back + _DECAY * first,
        back.sum(axis=0),
        hidden.T @ off + _DECAY * second,
        off.sum(axis=0),
    ]


def told(network: Network, rows: Rows, held: NDArray[np.bool_]) -> Iterator[str]:
    """Yield what the network and the recogniser have right on the pages held back."""
    found = network.probabilities(rows.features[held])
    best, mark, read = found.argmax(axis=1), rows.mark[held], rows.read[held]
    yield f"{len(mark)} marks held back: {np.mean(best == mark):.4f} right by their shape,"
    yield f"{np.mean(read == mark):.4f} right as they were read"
    for least in (0.9, 0.98, 0.99):
        other = (found.max(axis=1) >= least) & (best != read)
        right = np.mean(best[other] == mark[other]) if other.any() else 0.0
        yield f"from {least}: {other.sum()} told other than read, {right:.4f} of them right"


def written(network: Network, rows: Rows, judge: Network, held: NDArray[np.bool_]) -> str:
    """Return the data file; ``judge`` was fitted to the pages that were not held back."""
    best = judge.probabilities(rows.features[held]).argmax(axis=1)
    parts = [
        "# Weights of the network that tells tone marks by their shape, fitted by\n"
        "# `python -m benchmarks.reading.marks` to made pages; whole numbers, times their scale.\n"
        f"\n[fitted]\non = {datetime.datetime.now(datetime.UTC).date()}\n"
        f"pages = {len(np.unique(rows.seed))}\nmarks = {len(rows.mark)}\n"
        f"right = {np.mean(best == rows.mark[held]):.4f}\n"
        f"read_right = {np.mean(rows.read[held] == rows.mark[held]):.4f}\n"
    ]
    for name in Network.__slots__:
        layer: Numbers = getattr(network, name)
        scale = float(np.abs(layer).max()) / _FINEST
        whole = np.round(layer / scale).astype(int)
        lines = ",\n".join(
            "  " + str(row.tolist()).replace(" ", "") for row in np.atleast_2d(whole)
        )
        numbers = f"[\n{lines},\n]" if whole.ndim > 1 else str(whole.tolist()).replace(" ", "")
        parts.append(f"\n[network.{name}]\nscale = {scale:.6g}\nnumbers = {numbers}\n")
    return "".join(parts)


if __name__ == "__main__":
    main()
