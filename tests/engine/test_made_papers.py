"""Made papers in every format through the whole way: the case that a person would make of them."""

from pathlib import Path

import pytest

from pipeline.engine.desk import open_desk
from pipeline.engine.foreground import Processed, process
from pipeline.register.views import case_view
from pipeline.secrecy.gate import Reader
from pipeline.settings import Settings
from pipeline.text.unicode import fold
from tests.corpus import MadeDocument, make, write_docx, write_pdfs, write_scan

SEED = 41


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> dict[str, tuple[MadeDocument, Path]]:
    """One whole paper of each kind, as .docx, .pdf, scanned .pdf and photo."""
    folder = tmp_path_factory.mktemp("made")
    whole = [d for d in make(SEED, 60) if d.missing is None and _few_writers(d)]
    kinds = ("complaint", "denunciation", "recommendation", "official")
    chosen = [next(d for d in whole if d.kind == kind) for kind in kinds]
    pdfs = write_pdfs(chosen, folder)
    papers: dict[str, tuple[MadeDocument, Path]] = {}
    for document, pdf in zip(chosen, pdfs, strict=True):
        word = folder / f"{document.kind}.docx"
        write_docx(document, word)
        papers[f"{document.kind} docx"] = (document, word)
        papers[f"{document.kind} pdf"] = (document, pdf)
    for kind, style, suffix in (("complaint", "skewed", "pdf"), ("denunciation", "photo", "jpg")):
        document, pdf = papers[f"{kind} pdf"]
        scan = folder / f"{kind}-{style}.{suffix}"
        write_scan(pdf, scan, SEED, style)
        papers[f"{kind} {style}"] = (document, scan)
    return papers


def _few_writers(document: MadeDocument) -> bool:
    """Lists of signers in tables are not read yet."""
    return len(document.truth.get("petitioners") or ()) <= 2


PAPERS = [
    *(f"{kind} {form}" for kind in ("complaint", "denunciation", "recommendation", "official")
      for form in ("docx", "pdf")),
    "complaint skewed",
    "denunciation photo",
]  # fmt: skip


@pytest.mark.parametrize("paper", PAPERS)
def test_a_made_paper_becomes_the_case_that_it_is(
    office: Settings, made: dict[str, tuple[MadeDocument, Path]], paper: str
) -> None:
    document, path = made[paper]
    with open_desk(office) as desk:
        done: Processed = process(desk, path)
        assert done.status == "registered"
        assert done.case is not None
        with desk.transaction() as session:
            view = case_view(session, done.case, desk.gate, Reader("kiểm thử", "so với sự thật"))
    assert view["kind"] == document.kind
    if document.kind == "official":
        assert done.drafts == ()
        return
    names = [fold(p["name"] or "") for p in view["people"] if p["role"] == "petitioner"]
    assert names == [fold(p["name"]) for p in document.truth["petitioners"]]
    assert done.drafts, "a whole paper gets at least its receipt"
