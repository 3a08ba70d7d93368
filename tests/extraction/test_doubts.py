"""The warnings about the reading itself: mended words, handwriting; each with its place."""

from dataclasses import replace

import pytest

from pipeline.extraction import extract
from pipeline.extraction.findings import Notice
from pipeline.extraction.signals.doubts import MANY_REPAIRS
from pipeline.reading.document import Box, Document
from tests.extraction.papers import COMPLAINT, paged


def with_raw(document: Document, seen: dict[str, str]) -> Document:
    """The document, of whose words some were seen otherwise."""
    (page,) = document.pages
    words = [replace(w, raw=seen.get(document.text[w.start : w.end])) for w in page.words]
    return replace(document, pages=(replace(page, words=tuple(words)),))


def with_hand(document: Document, *boxes: Box) -> Document:
    (page,) = document.pages
    return replace(document, pages=(replace(page, handwriting=boxes),))


def told(document: Document, code: str) -> list[Notice]:
    return [notice for notice in extract(document).warnings if notice.code == code]


def shown(document: Document, notice: Notice) -> str:
    assert notice.evidence is not None
    return document.text[notice.evidence.start : notice.evidence.end]


def test_a_mended_word_is_named_with_what_was_seen() -> None:
    document = with_raw(
        paged("Theo Quyết định số 12/QĐ-UBND nêu trên"), {"12/QĐ-UBND": "12QĐ-UBND"}
    )
    [notice] = told(document, "repaired")
    assert "12QĐ-UBND" in notice.message and "12/QĐ-UBND" in notice.message
    assert shown(document, notice) == "12/QĐ-UBND"
    assert notice.evidence is not None and len(notice.evidence.boxes) == 1


def test_braces_in_a_mended_word_are_only_letters() -> None:
    document = with_raw(paged("số {raw} và"), {"{raw}": "{0}{text}"})
    assert "{0}{text}" in told(document, "repaired")[0].message


def test_many_mended_words_are_counted() -> None:
    words = [f"{n}/QĐ-UBND" for n in range(10, 10 + MANY_REPAIRS + 1)]
    document = with_raw(paged(" ".join(words)), {word: word.replace("/", "") for word in words})
    [notice] = told(document, "repaired")
    assert str(MANY_REPAIRS + 1) in notice.message


def test_nothing_is_told_of_words_seen_as_they_stand() -> None:
    assert told(paged(COMPLAINT), "repaired") == told(paged(COMPLAINT), "handwriting") == []


def test_handwriting_points_at_the_words_in_it() -> None:
    document = paged("Số 22 ngày 05 tháng 02\nvề việc giao dự toán cho Sở\nđề nghị xem xét")
    [notice] = told(with_hand(document, (17.0, -2.0, 31.0, 14.0)), "handwriting")
    assert shown(document, notice) == "22"
    assert notice.evidence is not None and notice.evidence.boxes == ((17.0, -2.0, 31.0, 14.0),)


def test_unread_handwriting_points_at_its_box() -> None:
    document = paged("\n".join(["một dòng chữ in dài của trang này"] * 12))
    [notice] = told(with_hand(document, (0.0, 60.0, 100.0, 61.0)), "handwriting")
    assert shown(document, notice) == ""


def test_a_page_by_hand_is_told_once() -> None:
    document = paged("Tôi tên là Nguyễn Văn An\nở thôn 3 xã Ea Kiết\nlàm đơn này")
    page = with_hand(document, (-1.0, -1.0, 300.0, 13.0), (-1.0, 13.0, 300.0, 50.0))
    [notice] = told(page, "handwriting")
    assert shown(document, notice) == document.text


SIGNED = "\n".join(
    ["nội dung của đơn này"] * 20 + ["", "NGƯỜI LÀM ĐƠN", "", "", "", "Nguyễn Văn An"]
)


def test_a_signature_over_a_name_is_no_doubt() -> None:
    assert told(with_hand(paged(SIGNED), (0.0, 312.0, 90.0, 348.0)), "handwriting") == []


@pytest.mark.parametrize(
    "box",
    [
        (0.0, 90.0, 90.0, 92.0),  # between lines of the text
        (200.0, 20.0, 300.0, 60.0),  # in the margin
        (0.0, 360.0, 90.0, 420.0),  # under everything, without a name
    ],
)
def test_strokes_elsewhere_are_told(box: Box) -> None:
    assert len(told(with_hand(paged(SIGNED), box), "handwriting")) == 1
