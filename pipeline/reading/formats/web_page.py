"""The text of a page of HTML: the body of a mail, or a letter that a program saved as a web page.

Nothing is run and nothing is fetched: pictures, frames and style sheets that the page names are
passed over. Paragraphs are parted by an empty line, lines by a line end; ``tables.py`` says how a
table is read.

The tags are found by hand, in one pass: the parser of the standard library goes back to the start
of what is never closed, again and again, which takes minutes for a page made to that end.
"""

import html
import re
from collections.abc import Iterator

from pipeline.errors import TooLarge
from pipeline.reading.formats import tables
from pipeline.reading.formats.charsets import decoded

_MAX_BYTES = 20_000_000
_MAX_DEPTH = 40
"""Of tables in tables; what is deeper is read as if it were not there."""
_SILENT = frozenset(["script", "style", "title", "template", "iframe", "object", "svg", "select"])
_PARAGRAPHS = frozenset(
    [
        *("p", "h1", "h2", "h3", "h4", "h5", "h6", "ul", "ol", "dl", "pre", "blockquote", "hr"),
        *("form", "fieldset", "section", "article", "header", "footer", "center", "address"),
    ]
)
_LINES = frozenset(["div", "li", "dt", "dd", "tr", "td", "th", "caption", "figure", "body"])
_LINE, _PARAGRAPH = "\x01", "\x02"
"""Ends of a block, which count once however many come together; ``\\n`` is a line break."""
# Neither goes past the next «<», so that no end is looked for twice.
_TAG = re.compile(r"""<(/?)([A-Za-z][A-Za-z0-9:]*+)((?:[^<>"']++|"[^"<]*+"|'[^'<]*+')*+)>""")
_LOOSE_TAG = re.compile(r"<(/?)([A-Za-z][A-Za-z0-9:]*+)([^<>]*+)>")
_SPACE = re.compile(r"[\s\xa0\x00-\x1f]+")
_GAP = re.compile(rf" *[\n{_LINE}{_PARAGRAPH}][ \n{_LINE}{_PARAGRAPH}]*")
_EMPTY_LINE = re.compile(rf"{_PARAGRAPH}|[\n{_LINE}] *\n")
_CHARSET = re.compile(rb"<meta[^>]{0,300}?charset\s*=\s*[\"']?([A-Za-z0-9_:.-]{1,40})", re.I)
_BORDER = re.compile(r"\bborder\s*=\s*[\"']?[1-9]|MsoTableGrid|border[a-z-]*:[^;]*(?:solid|double)")


def text_of(data: bytes, charset: str = "") -> str:
    """Return the text of a page in NFC; ``charset`` is what came with it, if anything did.

    Raises ``TooLarge`` for a page that no person has written.
    """
    if len(data) > _MAX_BYTES:
        found, limit = -(-len(data) // 1_000_000), _MAX_BYTES // 1_000_000
        raise TooLarge(found=found, limit=limit, unit="MB")
    if not charset:
        stated = _CHARSET.search(data[:4096])
        charset = stated[1].decode("ascii") if stated else ""
    page = _Page()
    for piece in _pieces(decoded(data, charset)):
        if isinstance(piece, str):
            page.write(piece)
        else:
            page.tag(piece)
    return page.text()


def _pieces(source: str) -> Iterator[str | re.Match[str]]:
    """Yield text and tags in turn; comments and what is silent are left out."""
    at = 0
    while at < len(source):
        found = source.find("<", at)
        if found != at:
            found = len(source) if found < 0 else found
            yield html.unescape(source[at:found])
            at = found
            continue
        tag = _TAG.match(source, at) or _LOOSE_TAG.match(source, at)
        if tag is not None:
            at = tag.end()
            name = tag[2].lower()
            if name in _SILENT and not tag[1] and not tag[3].endswith("/"):
                at = _behind(source, ">", _behind(source, f"</{name}", at))
            else:
                yield tag
        elif source.startswith("<!--", at):
            at = _behind(source, "-->", at + 4)
        elif source.startswith(("<!", "<?", "</"), at):
            at = _behind(source, ">", at)
        else:
            yield "<"
            at += 1


def _behind(source: str, end: str, at: int) -> int:
    """Return where the next ``end`` ends; the end of the source where there is none."""
    found = re.compile(re.escape(end), re.IGNORECASE).search(source, at)
    return found.end() if found else len(source)


class _Flow:
    """Text in the making."""

    def __init__(self) -> None:
        self._pieces: list[str] = []

    def add(self, piece: str) -> None:
        self._pieces.append(piece)

    def text(self) -> str:
        joined = re.sub(r" {2,}", " ", "".join(self._pieces))
        return _GAP.sub(lambda m: "\n\n" if _EMPTY_LINE.search(m[0]) else "\n", joined).strip()


class _Table:
    """A table under way: the rows so far, and the cell under way."""

    def __init__(self, bordered: bool) -> None:
        self.bordered = bordered
        self.rows: list[list[str]] = [[]]
        self.cell = _Flow()

    def end_cell(self) -> None:
        text = self.cell.text().replace("\n\n", "\n")
        self.cell = _Flow()
        if text:
            self.rows[-1].append(text)


class _Page:
    """Takes text and tags in the order of the page."""

    def __init__(self) -> None:
        self._body = _Flow()
        self._tables: list[_Table] = []
        self._too_deep = 0
        self._verbatim = False

    def text(self) -> str:
        self._too_deep = 0
        while self._tables:
            self._end_table()
        return self._body.text()

    def write(self, text: str) -> None:
        if self._verbatim:
            lines = text.replace("\r\n", "\n").split("\n")
            self._flow.add("\n".join(_SPACE.sub(" ", line) for line in lines))
        else:
            self._flow.add(_SPACE.sub(" ", text))

    def tag(self, tag: re.Match[str]) -> None:
        ends, name = bool(tag[1]), tag[2].lower()
        if name == "table":
            self._end_table() if ends else self._start_table(tag[3])
        elif name in ("tr", "td", "th") and self._tables:
            table = self._tables[-1]
            table.end_cell()
            table.bordered = table.bordered or bool(_BORDER.search(tag[3]))
            if name == "tr":
                table.rows.append([])
        elif name in _PARAGRAPHS:
            self._flow.add(_PARAGRAPH)
            self._verbatim = name == "pre" and not ends
        elif name in _LINES:
            self._flow.add(_LINE)
        elif name == "br":
            self._flow.add("\n")

    @property
    def _flow(self) -> _Flow:
        return self._tables[-1].cell if self._tables else self._body

    def _start_table(self, attributes: str) -> None:
        if len(self._tables) >= _MAX_DEPTH:
            self._too_deep += 1
        else:
            self._tables.append(_Table(bool(_BORDER.search(attributes))))

    def _end_table(self) -> None:
        if self._too_deep:
            self._too_deep -= 1
        elif self._tables:
            table = self._tables.pop()
            table.end_cell()
            blocks = tables.blocks_of(table.rows, bordered=table.bordered)
            self._flow.add(f"{_PARAGRAPH}{_PARAGRAPH.join(blocks)}{_PARAGRAPH}")
