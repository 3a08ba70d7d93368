"""The text of a .docx, read straight from its XML parts.

Paragraphs are parted by an empty line, centred ones that follow each other and the paragraphs of
one table cell by a line end; ``tables.py`` says how a table is read. Text boxes follow the
paragraph they hang on, footnotes stand at the end. Text that a tracked change deleted or moved
away is left out; ``word_fonts.py`` reads the fonts of before Unicode. What stands beside the text
(headers and footers of pages, comments, endnotes, WordArt, diagrams) is kept apart as the margin.

Not read: numbers that Word counts itself (automatic lists), drawings without letters.
"""

import io
import re
import zipfile
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

from pipeline.errors import Corrupt
from pipeline.reading.formats import tables, word_fonts
from pipeline.reading.formats.limits import check_unpacked
from pipeline.settings import Intake
from pipeline.text.unicode import nfc

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML_ART = "{urn:schemas-microsoft-com:vml}textpath"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_SKIPPED = frozenset(
    f"{_W}{name}"
    for name in ("del", "moveFrom", "pPr", "rPr", "instrText", "delText", "txbxContent")
)
_LETTERS = {
    f"{_W}tab": "\t",
    f"{_W}br": "\n",
    f"{_W}cr": "\n",
    f"{_W}noBreakHyphen": "-",
}
_MARGIN_PARTS = re.compile(r"word/(?:header|footer|comments|endnotes|diagrams/data)\d*\.xml")
_MAX_MARGIN = 200_000
"""Characters kept of the margin. Lines that are said twice (on each kind of page) count once."""
_IMAGES = (".png", ".jpg", ".jpeg", ".tif", ".tiff", ".webp")


@dataclass(frozen=True, slots=True)
class DocxContent:
    """What a .docx holds: its text (NFC), its pictures as files, in the order of the parts, and
    the text of its margin."""

    text: str
    images: tuple[bytes, ...]
    margin: str


def content_of(data: bytes, intake: Intake) -> DocxContent:
    """Return the text, the pictures and the margin of a .docx.

    Raises ``Corrupt`` for broken parts, ``TooLarge`` for a file that unpacks to more bytes than
    the office takes (a zip bomb).
    """
    try:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            check_unpacked(parts, intake)
            package = _Package(parts)
            body = package.part("word/document.xml").find(f"{_W}body")
            if body is None:
                raise Corrupt
            reader = _Reader(package.bordered_styles())
            blocks = [*reader.blocks(body), *_footnotes(package, reader)]
            images = tuple(parts.read(name) for name in _image_names(parts))
            margin = "\n".join(dict.fromkeys(_margin(package, body)))[:_MAX_MARGIN]
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, EOFError, OSError):
        raise Corrupt from None
    except (
        NotImplementedError,
        RuntimeError,
        zlib.error,
    ):  # an unknown compression, an encrypted member
        raise Corrupt from None
    return DocxContent(nfc("\n\n".join(blocks)), images, nfc(margin))


def _image_names(parts: zipfile.ZipFile) -> list[str]:
    names = [n for n in parts.namelist() if n.startswith("word/media/")]
    return sorted((n for n in names if n.lower().endswith(_IMAGES)), key=lambda n: (len(n), n))


class _Package:
    """The XML parts, with the text of old fonts already put right."""

    def __init__(self, parts: zipfile.ZipFile) -> None:
        self._parts = parts
        self.names = frozenset(parts.namelist())
        self._styles = None
        if "word/styles.xml" in self.names:
            self._styles = ElementTree.fromstring(parts.read("word/styles.xml"))
        self._fonts = word_fonts.styles_of(self._styles)

    def part(self, name: str) -> Element:
        source = self._parts.read(name)
        root = ElementTree.fromstring(source)
        word_fonts.mend(root, source, self._fonts)
        return root

    def bordered_styles(self) -> frozenset[str]:
        """Return the ids of the table styles that draw borders."""
        if self._styles is None:
            return frozenset()
        return frozenset(
            style.get(f"{_W}styleId", "")
            for style in self._styles.iter(f"{_W}style")
            if any(_visible(borders) for borders in style.iter(f"{_W}tblBorders"))
        )


def _footnotes(package: _Package, reader: "_Reader") -> Iterator[str]:
    if "word/footnotes.xml" not in package.names:
        return
    for note in package.part("word/footnotes.xml").iter(f"{_W}footnote"):
        if note.get(f"{_W}type") in (None, "normal"):
            yield from reader.blocks(note)


def _margin(package: _Package, body: Element) -> Iterator[str]:
    """Yield the lines beside the text; of the body its WordArt only, which is no text box."""
    for name in sorted(filter(_MARGIN_PARTS.fullmatch, package.names)):
        root = package.part(name)
        yield from _art(root)
        for tag in (f"{_W}p", f"{_A}p"):
            for paragraph in root.iter(tag):
                yield from filter(None, map(str.strip, _text(paragraph).split("\n")))
    yield from _art(body)


def _art(root: Element) -> Iterator[str]:
    for art in root.iter(_VML_ART):
        yield art.get("string", "").strip()


class _Reader:
    """Walks the body of the document."""

    def __init__(self, bordered_styles: frozenset[str]) -> None:
        self._bordered_styles = bordered_styles

    def blocks(self, parent: Element) -> list[str]:
        """Return the blocks of text below an element, in reading order."""
        blocks: list[str] = []
        after_centred = False
        for child in _content(parent):
            if child.tag == f"{_W}tbl":
                blocks += self._table(child)
                after_centred = False
                continue
            text = _text(child).strip()
            centred = _is_centred(child)
            if text and centred and after_centred and blocks:
                blocks[-1] += f"\n{text}"
            elif text:
                blocks.append(text)
            after_centred = centred and bool(text)
            for box in _boxes(child):
                blocks += self.blocks(box)
                after_centred = False
        return blocks

    def _table(self, table: Element) -> list[str]:
        rows = [
            ["\n".join(self.blocks(cell)).replace("\n\n", "\n") for cell in _cells(row)]
            for row in _rows(table)
        ]
        return tables.blocks_of(rows, bordered=self._has_borders(table))

    def _has_borders(self, table: Element) -> bool:
        own = table.find(f"{_W}tblPr/{_W}tblBorders")
        if own is not None:
            return _visible(own)
        if any(_visible(borders) for borders in table.iter(f"{_W}tcBorders")):
            return True
        style = table.find(f"{_W}tblPr/{_W}tblStyle")
        return style is not None and style.get(f"{_W}val") in self._bordered_styles


def _content(parent: Element) -> Iterator[Element]:
    """Yield paragraphs and tables, also those wrapped in content controls and insertions."""
    for child in parent:
        if child.tag in (f"{_W}p", f"{_W}tbl"):
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _content(child)


def _rows(table: Element) -> Iterator[Element]:
    return _wrapped(table, f"{_W}tr")


def _cells(row: Element) -> Iterator[Element]:
    return _wrapped(row, f"{_W}tc")


def _wrapped(parent: Element, tag: str) -> Iterator[Element]:
    for child in parent:
        if child.tag == tag:
            yield child
        elif child.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}ins", f"{_W}customXml"):
            yield from _wrapped(child, tag)


def _text(node: Element) -> str:
    """Return the text of a paragraph without its text boxes."""
    parts: list[str] = []
    for child in node:
        if child.tag in _SKIPPED or child.tag == f"{_MC}Fallback":
            continue
        if child.tag in (f"{_W}t", f"{_A}t"):
            parts.append(child.text or "")
        elif child.tag == f"{_W}br" and child.get(f"{_W}type") in ("page", "column"):
            parts.append("\n")
        else:
            parts.append(_LETTERS.get(child.tag, "") or _text(child))
    return "".join(parts)


def _boxes(node: Element) -> Iterator[Element]:
    """Yield the text boxes in a paragraph, each once (Word writes a second copy as fallback)."""
    for child in node:
        if child.tag == f"{_W}txbxContent":
            yield child
        elif child.tag not in (f"{_MC}Fallback", f"{_W}del", f"{_W}moveFrom"):
            yield from _boxes(child)


def _is_centred(paragraph: Element) -> bool:
    alignment = paragraph.find(f"{_W}pPr/{_W}jc")
    return alignment is not None and alignment.get(f"{_W}val") == "center"


def _visible(borders: Element) -> bool:
    return any(edge.get(f"{_W}val") not in (None, "nil", "none") for edge in borders)
