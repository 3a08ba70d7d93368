"""The papers behind the made pages: invented documents, set in type, and the truth of each page.

The documents are those of ``tests/corpus``; LibreOffice sets them. The PDFs lie in a folder under
the system's temporary one, so that a second run need not set them again.
"""

import functools
import hashlib
import os
import random
import re
import subprocess
import tempfile
import unicodedata
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path

import docx
import pypdfium2
from docx.oxml.ns import qn
from docx.shared import Mm

from tests.corpus import make, write_docx
from tests.corpus.document import Block, Columns, Grid, Line, MadeDocument

FACES = ("Tinos",) * 14 + ("FreeSerif",) * 3 + ("Arimo",) * 3
"""Offices write in Times New Roman (Tinos has its shapes); some papers come in Arial (Arimo)."""
RARE_FACES = ("Carlito", "Charis SIL")
"""Carlito has the shapes of Calibri. Tesseract reads its 6 as ó."""
SIZES = (12, 13, 13, 14, 14)
"""Points; Nghị định 30/2020/NĐ-CP asks for 13 or 14."""
Faces = tuple[str, ...]
_FEWEST_WORDS = 60
_GRID_WIDTHS = (Mm(13), Mm(62), Mm(24), Mm(42), Mm(24))
_BATCH = 12
_SETTING_SECONDS = 600


@dataclass(frozen=True)
class Token:
    """A piece of text that must be read exactly. ``kind``: symbol, date, id, money, name."""

    kind: str
    text: str


@dataclass(frozen=True)
class Paper:
    """A page of a document as set: where it stands, and what it says."""

    pdf: Path
    index: int
    """Number of the page in the PDF, from 0."""
    text: str
    """Its words in reading order, parted by single blanks; NFC."""
    tokens: tuple[Token, ...]


@dataclass(frozen=True)
class Whole:
    """A whole document as files with a text layer, and what it says."""

    pdf: Path
    docx: Path
    text: str
    tokens: tuple[Token, ...]


def papers(seed: int, faces: Faces = FACES) -> Iterator[Paper]:
    """Yield pages of the seed's documents without end; pages of a few lines are left out."""
    for document, pdf in _set_documents(seed, faces):
        yield from (p for p in _pages_of(document, pdf) if len(p.text.split()) >= _FEWEST_WORDS)


def wholes(seed: int) -> Iterator[Whole]:
    """Yield the seed's documents without end, as .pdf and .docx."""
    for document, pdf in _set_documents(seed, FACES):
        text = said(document.blocks)
        yield Whole(pdf, pdf.with_suffix(".docx"), text, key_tokens(document, text))


def documents(seed: int) -> Iterator[MadeDocument]:
    """Yield the seed's documents without end, 12 to 14 points high."""
    count = _BATCH
    done = 0
    while True:
        for document in make(seed, count)[done:]:
            size = random.Random(f"size/{document.id}").choice(SIZES)
            yield replace(document, font_size=size)
        done, count = count, count + _BATCH


# --- truth -----------------------------------------------------------------------------------


def said(blocks: Sequence[Block]) -> str:
    """Return the words of the blocks in reading order, parted by single blanks; NFC."""
    return folded(" ".join(text for block in blocks for text in _texts(block)))


def _texts(block: Block) -> Iterator[str]:
    if isinstance(block, Line):
        yield block.text
    elif isinstance(block, Columns):
        yield from (line.text for line in (*block.left, *block.right))
    else:
        yield from (cell for row in block.rows for cell in row)


def folded(text: str) -> str:
    """Return the text in NFC, all white space as single blanks."""
    return " ".join(unicodedata.normalize("NFC", text).split())


_CAPITALS = "".join(c for c in map(chr, range(0x41, 0x1F00)) if c.isupper() and c.isalpha())
_NAME = rf"([{_CAPITALS}][\w']*(?: [{_CAPITALS}][\w']*){{1,4}})"
_PATTERNS = {
    "symbol": re.compile(r"\b\d+[a-z]?(?:/\d{4})?(?:[/-][A-ZĐ][\w&]*)+"),
    "date": re.compile(r"\b\d{1,2}/\d{1,2}/\d{4}\b|\b\d{1,2} tháng \d{1,2} năm \d{4}\b"),
    "id": re.compile(r"\b\d{12}\b|\b\d{3} \d{3} \d{3} \d{3}\b|\b0\d{3}[. ]?\d{3}[. ]?\d{3}\b"),
    "money": re.compile(r"\b\d{1,3}(?:\.\d{3}){2,}\b"),
    "name": re.compile(rf"\b(?:[ôÔ]ng|[bB]à) {_NAME}"),
}


def key_tokens(document: MadeDocument, text: str) -> tuple[Token, ...]:
    """Return the symbols, dates, numbers, sums and names in the text, as often as they stand."""
    found = [
        Token(kind, match[match.lastindex or 0])
        for kind, how in _PATTERNS.items()
        for match in how.finditer(text)
    ]
    known = {token.text for token in found if token.kind == "name"}
    for name in sorted(set(_names(document)) - known):
        for form in {name, name.upper()}:
            found += [Token("name", form)] * len(
                re.findall(rf"(?<!\w){re.escape(form)}(?!\w)", text)
            )
    return tuple(found)


def _names(document: MadeDocument) -> Iterator[str]:
    truth = document.truth
    for group in ("petitioners", "respondents", "represented_by"):
        for party in truth.get(group, ()):
            if party["name"]:
                yield party["name"]
    signer = (truth.get("official") or {}).get("signer") or {}
    if signer.get("name"):
        yield signer["name"]


def _pages_of(document: MadeDocument, pdf: Path) -> list[Paper]:
    """Part the document's words among the PDF's pages.

    The letters of each page must be those of the words given to it; a document whose columns run
    over the foot of a page has no such parting, and none of its pages are used.
    """
    words = said(document.blocks).split()
    pages: list[Paper] = []
    with pypdfium2.PdfDocument(pdf) as opened:
        for index, page in enumerate(opened):
            letters = _letters(page.get_textpage().get_text_bounded())
            here, words = _taken(words, letters.total())
            if _letters("".join(here)) != letters:
                return []
            text = " ".join(here)
            pages.append(Paper(pdf, index, text, key_tokens(document, text)))
    return [] if words else pages


def _letters(text: str) -> Counter[str]:
    composed = unicodedata.normalize("NFC", text)
    return Counter(c for c in composed if not c.isspace() and unicodedata.category(c)[0] != "C")


def _taken(words: list[str], letters: int) -> tuple[list[str], list[str]]:
    """Part off the words that make up the number of letters."""
    count = 0
    while count < len(words) and letters > 0:
        letters -= len(words[count])
        count += 1
    return words[:count], words[count:]


# --- setting ---------------------------------------------------------------------------------


def _set_documents(seed: int, faces: Faces) -> Iterator[tuple[MadeDocument, Path]]:
    batch: list[MadeDocument] = []
    for document in documents(seed):
        batch.append(document)
        if len(batch) == _BATCH:
            yield from zip(batch, _set(batch, faces), strict=True)
            batch = []


def _set(batch: Sequence[MadeDocument], faces: Faces) -> list[Path]:
    """Return the PDFs of the documents, their .docx beside them; set what is not there yet."""
    places = [cache() / f"{_mark(document, _face(document, faces))}.pdf" for document in batch]
    missing = [(d, p) for d, p in zip(batch, places, strict=True) if not p.exists()]
    if not missing:
        return places
    _require(faces)
    with tempfile.TemporaryDirectory() as scratch:
        folder = Path(scratch)
        for document, place in missing:
            _write(document, _face(document, faces), place.with_suffix(".docx"))
        convert([place.with_suffix(".docx") for _, place in missing], folder)
        for _, place in missing:
            half = place.with_suffix(f".{os.getpid()}")
            half.write_bytes((folder / place.name).read_bytes())
            half.rename(place)  # another run may be setting the same papers
    return places


@functools.cache
def cache() -> Path:
    """Return the folder that keeps the papers between runs; made where it is missing."""
    folder = Path(tempfile.gettempdir()) / f"donthu-made-papers-{os.getuid()}"
    folder.mkdir(mode=0o700, exist_ok=True)
    return folder


def _face(document: MadeDocument, faces: Faces) -> str:
    return random.Random(f"face/{document.id}").choice(faces)


def _mark(document: MadeDocument, face: str) -> str:
    told = f"{face} {document.font_size} {document.blocks!r}"
    return hashlib.sha256(told.encode()).hexdigest()[:24]


def _write(document: MadeDocument, face: str, path: Path) -> None:
    """Write the document as .docx in its face, with columns wide enough for names and numbers."""
    write_docx(document, path)
    opened = docx.Document(str(path))
    style = opened.styles["Normal"]
    style.font.name = face
    style.element.rPr.rFonts.set(qn("w:eastAsia"), face)
    grids = [block for block in document.blocks if isinstance(block, Grid)]
    drawn = [table for table in opened.tables if table.style.name == "Table Grid"]
    for grid, table in zip(grids, drawn, strict=True):
        assert len(grid.rows[0]) == len(_GRID_WIDTHS)
        table.autofit = False
        for column, width in zip(table.columns, _GRID_WIDTHS, strict=True):
            column.width = width
            for cell in column.cells:
                cell.width = width
    half = path.with_suffix(f".docx{os.getpid()}")
    opened.save(str(half))
    half.rename(path)


def _require(faces: Faces) -> None:
    """End where a face is not installed: LibreOffice would take another without a word."""
    for face in sorted(set(faces)):
        told = subprocess.run(
            ["fc-match", "--format", "%{family}", face], capture_output=True, text=True, check=True
        )
        if face not in told.stdout:
            raise SystemExit(f"the face {face} is not installed; make bench-reading installs it")


def convert(sources: Sequence[Path], folder: Path) -> None:
    """Set each .docx as a PDF of its name in the folder."""
    with tempfile.TemporaryDirectory() as profile:
        subprocess.run(
            [
                "soffice",
                f"-env:UserInstallation={Path(profile).as_uri()}",
                *("--headless", "--convert-to", "pdf", "--outdir", str(folder)),
                *map(str, sources),
            ],
            check=True,
            capture_output=True,
            timeout=_SETTING_SECONDS,
        )
