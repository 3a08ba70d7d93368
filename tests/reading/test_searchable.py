"""Searchable copies: PDF/A-2b, the page as it was, every word where the reader saw it."""

import io
from collections.abc import Callable
from pathlib import Path
from typing import Any

import cv2
import numpy as np
import pdfplumber
import pikepdf
import pypdfium2
import pytest
from pikepdf.pdfa import check
from PIL import Image

from pipeline.errors import Unsupported
from pipeline.reading import Document, read
from pipeline.reading.searchable import searchable_copy
from pipeline.settings import Settings

UPRIGHT = (
    None,
    cv2.ROTATE_90_COUNTERCLOCKWISE,
    cv2.ROTATE_180,
    cv2.ROTATE_90_CLOCKWISE,
)


def copied(
    data: bytes, suffix: str, settings: Settings
) -> tuple[Document, bytes, list[dict[str, Any]]]:
    """The document, its copy, and the words of the copy's first page."""
    document = read(data, suffix, settings)
    copy = searchable_copy(data, document, settings)
    with pikepdf.open(io.BytesIO(copy)) as file:
        assert file.open_metadata().pdfa_status == "2B"
        assert not check(file, "2b").findings
    with pdfplumber.open(io.BytesIO(copy)) as file:
        return document, copy, file.pages[0].extract_words()


def found(document: Document) -> list[str]:
    page = document.pages[0]
    return [document.text[word.start : word.end] for word in page.words]


def test_words_of_a_scan_stand_where_they_were_seen(
    scanned: np.ndarray, as_file: Callable[..., bytes], settings: Settings
) -> None:
    document, _, words = copied(as_file(scanned, "PDF", 200), ".pdf", settings)
    seen = dict(zip(found(document), document.pages[0].words, strict=True))
    there = {str(word["text"]): word for word in words}
    once = [t for t in seen if found(document).count(t) == 1 and t in there and len(t) > 2]
    assert len(once) > 0.8 * len([t for t in seen if found(document).count(t) == 1 and len(t) > 2])
    for text in once:
        x0, y0, x1, y1 = seen[text].box
        word = there[text]
        assert abs(word["x0"] - x0) < 4 and abs(word["x1"] - x1) < 4
        assert y0 - 6 < (word["top"] + word["bottom"]) / 2 < y1 + 6


def test_the_visible_page_is_the_scan_itself(
    scanned: np.ndarray, as_file: Callable[..., bytes], settings: Settings
) -> None:
    given = as_file(scanned, "PDF", 200)
    _, copy, _ = copied(given, ".pdf", settings)
    assert jpegs(copy) == jpegs(given) and len(jpegs(copy)) == 1


def jpegs(data: bytes) -> list[bytes]:
    with pikepdf.open(io.BytesIO(data)) as file:
        return [
            item.read_raw_bytes()
            for item in file.objects
            if isinstance(item, pikepdf.Stream) and item.get("/Filter") == "/DCTDecode"
        ]


def test_a_stamp_in_a_font_that_is_not_embedded(
    scanned: np.ndarray,
    as_file: Callable[..., bytes],
    stamp: Callable[[bytes, list[str]], bytes],
    settings: Settings,
) -> None:
    given = stamp(as_file(scanned, "PDF", 200), ["Signed by somebody, 12.06.2026 10:15"])
    document, copy, _ = copied(given, ".pdf", settings)
    assert document.pages[0].source != "text"
    difference = pixels(copy).astype(int) - pixels(given).astype(int)
    assert np.abs(difference).mean() < 3  # the stamp is still to be seen


def pixels(data: bytes) -> np.ndarray:
    with pypdfium2.PdfDocument(data) as file:
        return file[0].render(scale=1, grayscale=True).to_numpy()


@pytest.mark.parametrize("turn", [1, 2, 3])
def test_a_turned_scan_stands_upright(
    turn: int, scanned: np.ndarray, as_file: Callable[..., bytes], settings: Settings
) -> None:
    lying = cv2.rotate(scanned[: scanned.shape[0] // 2], UPRIGHT[turn])
    document, copy, words = copied(as_file(lying, "PNG", 200), ".png", settings)
    assert document.pages[0].rotation == 90 * turn
    (number,) = [word for word in words if word["text"] == "45/TB-UBND"]
    assert number["upright"]
    shown = pixels(copy)
    upright = cv2.resize(scanned[: scanned.shape[0] // 2, :, 0], shown.shape[1::-1])
    assert np.abs(shown.astype(int) - upright.astype(int)).mean() < 12
    left, right, top, bottom = (round(number[k]) for k in ("x0", "x1", "top", "bottom"))
    assert shown[top:bottom, left:right].min() < 120


def test_a_digital_page_keeps_its_own_text(letter_pdf: bytes, settings: Settings) -> None:
    _, copy, words = copied(letter_pdf, ".pdf", settings)
    with pdfplumber.open(io.BytesIO(letter_pdf)) as file:
        assert [w["text"] for w in words] == [w["text"] for w in file.pages[0].extract_words()]
    assert not jpegs(copy)


def test_a_tiff_of_several_pages(scanned: np.ndarray, settings: Settings) -> None:
    frames = [Image.fromarray(scanned[:900]), Image.fromarray(scanned[600:1500])]
    out = io.BytesIO()
    frames[0].save(out, "TIFF", save_all=True, append_images=frames[1:], dpi=(200, 200))
    document, copy, _ = copied(out.getvalue(), ".tif", settings)
    with pikepdf.open(io.BytesIO(copy)) as file:
        assert len(file.pages) == len(document.pages) == 2


def test_a_form_with_scripts_loses_what_acts(letter_pdf: bytes, settings: Settings) -> None:
    with pikepdf.open(io.BytesIO(letter_pdf)) as file:
        file.Root.OpenAction = pikepdf.Dictionary(
            S=pikepdf.Name.JavaScript, JS=pikepdf.String("app.alert('x')")
        )
        out = io.BytesIO()
        file.save(out)
    _, copy, _ = copied(out.getvalue(), ".pdf", settings)
    assert b"JavaScript" not in copy and b"OpenAction" not in copy


def test_a_word_file_has_no_pages_to_copy(letter_docx: bytes, settings: Settings) -> None:
    document = read(letter_docx, ".docx", settings)
    with pytest.raises(Unsupported) as refused:
        searchable_copy(letter_docx, document, settings)
    assert "pdf" in refused.value.message


def test_nothing_is_left_behind(
    scanned: np.ndarray,
    as_file: Callable[..., bytes],
    settings: Settings,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setattr("pipeline.reading.searchable._MEMORY", tmp_path)
    data = as_file(scanned[:600], "PNG", 200)
    searchable_copy(data, read(data, ".png", settings), settings)
    assert not list(tmp_path.iterdir())
