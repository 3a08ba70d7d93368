"""The made corpus: same seed same papers, truths that stand in the text, files that open."""

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import cv2
import docx
import numpy as np
import pypdfium2
import pytest
from docx.table import Table

from benchmarks.extraction import Sample, alternatives, anchors, fold
from tests.corpus import STYLES, MadeDocument, make, write_docx, write_pdfs, write_scan
from tests.corpus.making import ROUND

MANY = make(seed=13, count=150)
FEW = make(seed=5, count=4)


@pytest.fixture(scope="module")
def pdfs(tmp_path_factory: pytest.TempPathFactory) -> list[Path]:
    return write_pdfs(FEW, tmp_path_factory.mktemp("pdfs"))


def docx_text(path: Path) -> str:
    parts = []
    for item in docx.Document(str(path)).iter_inner_content():
        if isinstance(item, Table):
            parts += [cell.text for row in item.rows for cell in row.cells]
        else:
            parts.append(item.text)
    return "\n".join(parts)


def truth_texts(value: Any, key: str = "") -> Iterator[tuple[str, str]]:
    """Yield the words of a truth with their keys, the first of alternatives."""
    if isinstance(value, dict):
        for name, part in value.items():
            if name not in ("note", "kind", "references"):
                yield from truth_texts(part, name)
    elif isinstance(value, list):
        for part in value:
            yield from truth_texts(part, key)
    elif value is not None:
        yield key, str(value)


def stands(key: str, value: str, text: str) -> bool:
    if key in ("id_number", "phone"):
        return value in "".join(c for c in text if c.isdigit())
    if key in ("written_on", "issued_on", "id_issued_on", "birth"):
        parts = [int(part) for part in value.split("-")]
        forms = [f"{parts[0]}"] if len(parts) == 1 else day_forms(*parts)
        return any(form in text for form in forms)
    if value == "Công văn":
        return True
    return fold(value) in fold(text)


def day_forms(year: int, month: int, day: int) -> list[str]:
    months, days = (f"{month}", f"{month:02}"), (f"{day}", f"{day:02}")
    pairs = [(d, m) for d in days for m in months]
    return [f"{d}/{m}/{year}" for d, m in pairs] + [f"{d} tháng {m} năm {year}" for d, m in pairs]


def test_same_seed_same_documents() -> None:
    assert make(13, 150) == MANY
    assert make(13, 5) == MANY[:5]


def test_another_seed_other_documents() -> None:
    ours, others = {d.text for d in MANY}, {d.text for d in make(12, 150)}
    assert not ours & others


def test_all_kinds_and_missing_elements_occur() -> None:
    assert [d.kind for d in MANY[: len(ROUND)]] == list(ROUND)
    assert {d.missing for d in MANY} >= {None, "date", "name", "address", "signature"}


@pytest.mark.parametrize("document", MANY, ids=lambda d: d.id)
def test_truth_stands_in_the_text(document: MadeDocument) -> None:
    absent = [(k, v) for k, v in truth_texts(document.truth) if not stands(k, v, document.text)]
    assert absent == []
    sample = Sample(document.id, document.text, document.truth)
    assert all(start >= 0 for start, _ in anchors(sample))
    assert not {"{", "}"} & set(document.text)


def test_missing_element_is_missing() -> None:
    for document in MANY:
        writers = document.truth.get("petitioners", [])
        if document.missing == "name":
            assert writers == []
        elif document.missing == "address":
            assert alternatives(writers[0]["address"]) == [None]
        elif document.missing == "date":
            assert document.truth["written_on"] is None


@pytest.mark.parametrize("document", FEW, ids=lambda d: d.id)
def test_docx_holds_the_truth(document: MadeDocument, tmp_path: Path) -> None:
    path = tmp_path / "paper.docx"
    write_docx(document, path)
    text = docx_text(path)
    assert [v for k, v in truth_texts(document.truth) if not stands(k, v, text)] == []


def test_pdf_pages_render(pdfs: list[Path]) -> None:
    for document, path in zip(FEW, pdfs, strict=True):
        with pypdfium2.PdfDocument(path) as pdf:
            picture = np.array(pdf[0].render(scale=0.5).to_pil().convert("L"))
            words = pdf[0].get_textpage().get_text_bounded()
        assert picture.min() < 100 < picture.max()
        assert document.blocks
        assert fold("Độc lập") in fold(words)


@pytest.mark.parametrize("style", STYLES)
def test_scan_is_the_same_for_the_same_seed(style: str, pdfs: list[Path], tmp_path: Path) -> None:
    one, other = tmp_path / "one.jpg", tmp_path / "other.jpg"
    write_scan(pdfs[0], one, 3, style)
    write_scan(pdfs[0], other, 3, style)
    assert one.read_bytes() == other.read_bytes()
    picture = cv2.imread(str(one))
    assert picture is not None
    assert picture.shape[0] > 2000
    assert picture.std() > 5


def test_scan_as_pdf_has_no_text(pdfs: list[Path], tmp_path: Path) -> None:
    out = tmp_path / "scan.pdf"
    write_scan(pdfs[1], out, 1, "sealed")
    with pypdfium2.PdfDocument(pdfs[1]) as source, pypdfium2.PdfDocument(out) as scan:
        assert len(scan) == len(source)
        assert scan[0].get_textpage().get_text_bounded() == ""
        assert abs(scan[0].get_width() - source[0].get_width()) < 2
