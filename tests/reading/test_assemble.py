"""Words of a page become its text: what parts them, and where each stands in it."""

import pytest

from pipeline.reading.document import Word
from pipeline.reading.layout.assemble import ArrangedPage, DocumentBuilder, PageWords, arranged
from pipeline.reading.layout.order import Token

WIDTH = 6.0


def page(*lines: str) -> ArrangedPage:
    """Arrange lines of words, all letters as wide; lines 16 points apart."""
    tokens: list[Token] = []
    for number, line in enumerate(lines):
        x, y = 60.0, 100 + 16.0 * number
        for word in line.split():
            x1 = x + WIDTH * len(word)
            tokens.append(Token(word, (x, y, x1, y + 12), x, x1, y, y + 12))
            x = x1 + 4
    return arranged(PageWords(595, 842, "text", tuple(tokens)))


def texts(ready: ArrangedPage) -> list[str]:
    return [ready.text[word.start : word.end] for word in ready.page.words]


FULL = "Ủy ban nhân dân xã An Bình Đông lập biên bản làm việc với công dân"
BROKEN = (f"{FULL} số 13/BB-", "UBND, ngày 05 tháng 6 năm 2026 về việc ấy", FULL)


def test_words_and_lines_stand_apart() -> None:
    ready = page(FULL, FULL)
    assert ready.text == f"{FULL}\n{FULL}"
    assert texts(ready) == ready.text.split()


def test_a_symbol_that_a_line_broke_is_one_word_of_the_text() -> None:
    ready = page(*BROKEN)
    assert "số 13/BB-UBND, ngày 05" in ready.text
    assert texts(ready) == [word for line in BROKEN for word in line.split()]
    before, after = next(
        (a, b)
        for a, b in zip(ready.page.words, ready.page.words[1:], strict=False)
        if a.end == b.start
    )
    assert (after.line, after.box[1]) == (before.line + 1, before.box[1] + 16)


@pytest.mark.parametrize("number", range(3))
def test_lines_hold_their_words(number: int) -> None:
    ready = page(*BROKEN)
    line = ready.page.lines[number]
    words = [word for word in ready.page.words if word.line == number]
    assert (line.start, line.end) == (words[0].start, words[-1].end)
    assert ready.text[line.start : line.end] == BROKEN[number]


def test_evidence_of_a_broken_symbol_has_both_its_places() -> None:
    builder = DocumentBuilder("0" * 64, "application/pdf")
    builder.add(page(FULL))
    builder.add(page(*BROKEN))
    document = builder.result()
    start = document.text.index("13/BB-UBND")
    found: list[Word] = [word for _, word in document.words_between(start, start + 10)]
    assert [document.text[word.start : word.end] for word in found] == ["13/BB-", "UBND,"]
    assert found[0].box[3] < found[1].box[1]
