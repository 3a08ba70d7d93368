"""Word text in fonts of before Unicode (``.VnTime``, ``VNI-Times``) becomes Unicode, run by run.

Which fonts those are and how they are read is told where the same is done for a PDF. Here the
letters of a font are put together from the runs that are set in it, directly or by their style,
and the runs are rewritten in place.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from xml.etree.ElementTree import Element

from pipeline.reading.pdf.legacy import mended
from pipeline.reading.pdf.words import Glyph

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_OLD_FONT = re.compile(r"\.vn|s?vni|tcvn|abc", re.IGNORECASE)
_OLD_FONT_IN_XML = re.compile(rb"(?:ascii|hAnsi)=[\"'](?:\.vn|s?vni|tcvn|abc)", re.IGNORECASE)
_SOFT_HYPHEN = "\u00ad"
"""In TCVN 5712 the letter «ư», which Word takes for a sign of its own."""
_MAX_STYLES = 20
"""Styles based on one another; a circle of them ends."""


@dataclass(frozen=True, slots=True)
class Styles:
    """The fonts that styles give to runs, by the style's id; the default's is under ``""``."""

    fonts: dict[str, str]

    @property
    def has_old_font(self) -> bool:
        return any(map(_OLD_FONT.match, self.fonts.values()))


def styles_of(root: Element | None) -> Styles:
    """Return the fonts of a ``styles.xml``."""
    if root is None:
        return Styles({})
    own: dict[str, tuple[str, str]] = {}
    default = _font_in(root.find(f"{_W}docDefaults/{_W}rPrDefault"))
    for style in root.iter(f"{_W}style"):
        based = style.find(f"{_W}basedOn")
        name = style.get(f"{_W}styleId", "")
        own[name] = (_font_in(style), "" if based is None else based.get(f"{_W}val", ""))
        if style.get(f"{_W}default") == "1" and style.get(f"{_W}type") == "paragraph":
            default = own[name][0] or default
    fonts = {"": default}
    for name in own:
        at = name
        for _ in range(_MAX_STYLES):
            font, based_on = own.get(at, ("", ""))
            if font or not based_on:
                break
            at = based_on
        fonts[name] = own.get(at, ("", ""))[0]
    return Styles(fonts)


def mend(root: Element, source: bytes, styles: Styles) -> None:
    """Rewrite the runs of a part that are set in old fonts; ``source`` is the part's XML."""
    if not styles.has_old_font and not _OLD_FONT_IN_XML.search(source):
        return
    runs: dict[str, list[Element]] = {}
    for run, font in _runs(root, styles):
        if _OLD_FONT.match(font):
            runs.setdefault(font, []).append(run)
    for font, set_in_it in runs.items():
        texts = [_letters(run) for run in set_in_it]
        put_right = _mended_words(texts, font)
        for run, text in zip(set_in_it, texts, strict=True):
            pieces = re.split(r"(\s)", text)
            _rewrite(run, [put_right.get(piece, piece) for piece in pieces])


def _runs(root: Element, styles: Styles) -> Iterator[tuple[Element, str]]:
    """Yield every run with its font; runs of a text box belong to its own paragraphs."""
    for paragraph in root.iter(f"{_W}p"):
        style = styles.fonts.get(_style_in(paragraph.find(f"{_W}pPr"), "pStyle"), "")
        waiting = list(reversed(paragraph))
        while waiting:
            node = waiting.pop()
            if node.tag == f"{_W}r":
                own = node.find(f"{_W}rPr")
                by_style = styles.fonts.get(_style_in(own, "rStyle") or "-", "")
                yield node, _font_in(node) or by_style or style or styles.fonts.get("", "")
            elif node.tag != f"{_W}p":
                waiting += reversed(node)


def _style_in(properties: Element | None, kind: str) -> str:
    style = None if properties is None else properties.find(f"{_W}{kind}")
    return "" if style is None else style.get(f"{_W}val", "")


def _font_in(node: Element | None) -> str:
    """Return the font that a run's or a style's own properties name; empty for none."""
    fonts = None if node is None else node.find(f"{_W}rPr/{_W}rFonts")
    if fonts is None:
        return ""
    return fonts.get(f"{_W}ascii") or fonts.get(f"{_W}hAnsi") or ""


def _letters(run: Element) -> str:
    signs = {f"{_W}softHyphen": _SOFT_HYPHEN, f"{_W}tab": "\t", f"{_W}br": "\n", f"{_W}cr": "\n"}
    return "".join(
        child.text or "" if child.tag == f"{_W}t" else signs.get(child.tag, "") for child in run
    )


def _rewrite(run: Element, pieces: list[str]) -> None:
    """Put words and white space in the place of the run's own; what else is in the run stays."""
    for child in list(run):
        if child.tag in (f"{_W}t", f"{_W}softHyphen", f"{_W}tab", f"{_W}br", f"{_W}cr"):
            run.remove(child)
    for piece in re.split(r"([\t\n])", "".join(pieces)):
        if piece in ("\t", "\n"):
            run.append(Element(f"{_W}tab" if piece == "\t" else f"{_W}br"))
        elif piece:
            element = Element(f"{_W}t")
            element.text = piece
            run.append(element)


def _mended_words(texts: list[str], font: str) -> dict[str, str]:
    """Return the words of a font as Unicode, by what stands in the file."""
    words = list(dict.fromkeys(re.findall(r"\S+", " ".join(texts))))
    line = " ".join(words)
    glyphs = [
        Glyph(letter, font, place / 2, (place + 1) / 2 if letter != " " else place / 2, 0.0, 1.0)
        for place, letter in enumerate(line)
    ]
    read = iter(mended(glyphs).glyphs) if glyphs else iter(())
    return {word: _taken(read, len(word)) for word in words}


def _taken(read: Iterator[Glyph], count: int) -> str:
    word = "".join(next(read).text for _ in range(count))
    next(read, None)  # the space behind it
    return word
