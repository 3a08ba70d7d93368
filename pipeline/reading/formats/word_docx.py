"""The text of a .docx, read straight from its XML parts.

Paragraphs are parted by an empty line, centred ones that follow each other and the paragraphs of
one table cell by a line end. A table without borders that holds a header or footer block gives
its left column before its right one; any other table is read row by row, cells joined by `` | ``.
Text boxes follow the paragraph they hang on, footnotes stand at the end. Text that a tracked
change deleted or moved away is left out. What stands beside the text (headers and footers of
pages, comments, endnotes, WordArt, diagrams) is kept apart as the margin.

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

from pipeline.errors import Corrupt, TooLarge
from pipeline.settings import Intake
from pipeline.text.unicode import fold, nfc

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_VML_ART = "{urn:schemas-microsoft-com:vml}textpath"
_MC = "{http://schemas.openxmlformats.org/markup-compatibility/2006}"
_MAX_XML = 64_000_000
"""Bytes of one XML part. A thousand pages of text are about a third of it."""
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
_HEADS = ("cong hoa xa hoi", "dang cong san", "noi nhan")
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
            _check_unpacked(parts, intake)
            body = _part(parts, "word/document.xml").find(f"{_W}body")
            if body is None:
                raise Corrupt
            reader = _Reader(_bordered_styles(parts))
            blocks = [*reader.blocks(body), *_footnotes(parts, reader)]
            images = tuple(parts.read(name) for name in _image_names(parts))
            margin = "\n".join(dict.fromkeys(_margin(parts, body)))[:_MAX_MARGIN]
    except (zipfile.BadZipFile, ElementTree.ParseError, KeyError, ValueError, EOFError, OSError):
        raise Corrupt from None
    except (
        NotImplementedError,
        RuntimeError,
        zlib.error,
    ):  # an unknown compression, an encrypted member
        raise Corrupt from None
    return DocxContent(nfc("\n\n".join(blocks)), images, nfc(margin))


def _check_unpacked(parts: zipfile.ZipFile, intake: Intake) -> None:
    members = parts.infolist()
    total = sum(member.file_size for member in members)
    widest = max((m.file_size for m in members if m.filename.endswith(".xml")), default=0)
    for found, limit in ((total, intake.max_bytes), (widest, min(_MAX_XML, intake.max_bytes))):
        if found > limit:
            millions = max(1, limit // 1_000_000)
            raise TooLarge(found=max(found // 1_000_000, millions + 1), limit=millions, unit="MB")


def _part(parts: zipfile.ZipFile, name: str) -> Element:
    return ElementTree.fromstring(parts.read(name))


def _image_names(parts: zipfile.ZipFile) -> list[str]:
    names = [n for n in parts.namelist() if n.startswith("word/media/")]
    return sorted((n for n in names if n.lower().endswith(_IMAGES)), key=lambda n: (len(n), n))


def _bordered_styles(parts: zipfile.ZipFile) -> frozenset[str]:
    """Return the ids of the table styles that draw borders."""
    if "word/styles.xml" not in parts.namelist():
        return frozenset()
    styles = _part(parts, "word/styles.xml").iter(f"{_W}style")
    return frozenset(
        style.get(f"{_W}styleId", "")
        for style in styles
        if any(_visible(borders) for borders in style.iter(f"{_W}tblBorders"))
    )


def _footnotes(parts: zipfile.ZipFile, reader: "_Reader") -> Iterator[str]:
    if "word/footnotes.xml" not in parts.namelist():
        return
    for note in _part(parts, "word/footnotes.xml").iter(f"{_W}footnote"):
        if note.get(f"{_W}type") in (None, "normal"):
            yield from reader.blocks(note)


def _margin(parts: zipfile.ZipFile, body: Element) -> Iterator[str]:
    """Yield the lines beside the text; of the body its WordArt only, which is no text box."""
    for name in sorted(filter(_MARGIN_PARTS.fullmatch, parts.namelist())):
        root = _part(parts, name)
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
        rows = [row for row in rows if any(row)]
        if self._stands_side_by_side(table, rows):
            columns = (
                "\n\n".join(row[i] for row in rows if i < len(row) and row[i]) for i in (0, 1)
            )
            return [column for column in columns if column]
        lines = (" | ".join(cell.replace("\n", " ") for cell in row if cell) for row in rows)
        return ["\n".join(lines)] if rows else []

    def _stands_side_by_side(self, table: Element, rows: list[list[str]]) -> bool:
        if not rows or max(len(row) for row in rows) != 2 or self._has_borders(table):
            return False
        told = fold(" ".join(cell for row in rows for cell in row))
        if any(head in told for head in _HEADS):
            return True
        return len(rows) <= 3 and all("\n" in cell for cell in rows[0])

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
