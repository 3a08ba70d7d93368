"""The lens: every value is marked in the text and boxed on the picture of its page."""

import re
from html import unescape
from pathlib import Path
from typing import Any

import pytest

from pipeline.cli.lens import lens
from pipeline.extraction import as_contract, extract
from pipeline.reading import Document, Page, Word
from tests.cli.test_commands import donthu
from tests.papers import COMPLAINT
from tests.scanned import scanned_page


def found_in(text: str) -> dict[str, Any]:
    document = Document("0" * 64, "text/plain", text, ())
    return as_contract("don.txt", document, extract(document), None, "")


def marks(html: str) -> list[tuple[set[str], str]]:
    pieces = re.findall(r'<mark data-value="([\d ]+)">(.*?)</mark>', html, re.DOTALL)
    return [(set(numbers.split()), unescape(text)) for numbers, text in pieces]


def buttons(html: str) -> dict[str, str]:
    """The value that each button shows, by its number."""
    found = re.findall(r'<button[^>]* data-value="(\d+)">.*?<b>(.*?)</b>', html, re.DOTALL)
    return {number: unescape(value) for number, value in found}


def test_the_text_stands_whole_and_every_value_is_marked() -> None:
    found = found_in(COMPLAINT)
    html = lens(found, [])
    column = html[html.index('class="text"') :]
    shown = unescape(
        re.sub(r"<[^>]+>", "", column[column.index(">") + 1 : column.index("</section>")])
    )
    assert shown == COMPLAINT
    marked = set().union(*(numbers for numbers, _ in marks(html)))
    placed = {
        b
        for b in re.findall(r'<button[^>]*class="value(?! nowhere)[^"]*" data-value="(\d+)"', html)
        if b
    }
    silent = set(re.findall(r'class="value[^"]* nowhere" data-value="(\d+)"', html))
    assert marked == placed - silent
    assert len(marked) > 8


def test_overlapping_values_share_a_mark() -> None:
    html = lens(found_in(COMPLAINT), [])
    numbers = buttons(html)
    shared = [marked for marked, _ in marks(html) if len(marked) > 1]
    assert shared and all(marked <= numbers.keys() for marked in shared)


def test_what_the_paper_says_is_never_markup() -> None:
    html = lens(found_in(COMPLAINT + "\n<script>alert(1)</script> {{ config }} <b>\n"), [])
    assert "<script>alert" not in html and "&lt;script&gt;alert" in html
    assert "{{ config }}" in html


def test_nothing_is_asked_from_outside() -> None:
    html = lens(found_in(COMPLAINT), [])
    assert not re.search(r"(?:src|href)\s*=\s*[\"']?(?!data:)[a-z]", html)
    assert "default-src 'none'" in html


@pytest.mark.parametrize(
    ("rotation", "left", "top"),
    [(0, 10.0, 20.0), (90, 70.0, 10.0), (180, 60.0, 70.0), (270, 20.0, 60.0)],
)
def test_a_box_stands_on_the_upright_picture(rotation: int, left: float, top: float) -> None:
    text = COMPLAINT.strip()
    name = text.index("khiếu nại") if "khiếu nại" in text else 0
    word = Word(name, name + 9, (20.0, 80.0, 80.0, 120.0), 0.99, 0)
    page = Page(1, 200.0, 400.0, "ocr", rotation, 200, 0.99, 0, len(text), (word,))
    found = as_contract(
        "don.png",
        document := Document("0" * 64, "image/png", text, (page,)),
        extract(document),
        None,
        "",
    )
    found["references"] = []
    found["fields"] = {
        "title": {
            "value": "x",
            "text": "x",
            "confidence": 0.5,
            "evidence": [
                {"start": name, "end": name + 9, "page": 1, "boxes": [[20.0, 80.0, 80.0, 120.0]]}
            ],
        }
    }
    found["official"], found["warnings"] = None, []
    html = lens(found, [b"picture"])
    assert f"left:{left:.3f}%;top:{top:.3f}%" in html
    assert "doubtful" in html


def test_the_command_writes_the_page_beside_the_file(tmp_path: Path) -> None:
    (tmp_path / "don.png").write_bytes(scanned_page())
    done = donthu(tmp_path, "extract", "don.png", "--html", "--json")
    assert done.returncode == 0
    html = (tmp_path / "don.png.html").read_text("utf-8")
    assert 'src="data:image/jpeg;base64,' in html and 'class="box"' in html
    assert done.stdout.count("\n") == 1
