"""LibreOffice opens every draft, and the pages are as many as they should be."""

import shutil
import subprocess
from dataclasses import replace
from datetime import date
from pathlib import Path

import pdfplumber
import pytest

from pipeline.drafting.case import DraftCase
from pipeline.drafting.draft import draft
from pipeline.law.forms import all_forms
from pipeline.settings import Settings

soffice = shutil.which("soffice")
pytestmark = pytest.mark.skipif(soffice is None, reason="needs LibreOffice")


def to_pdf(folder: Path) -> None:
    """One run for all: starting LibreOffice takes longer than converting."""
    subprocess.run(
        [
            str(soffice),
            f"-env:UserInstallation={(folder / 'profile').as_uri()}",
            *("--headless", "--convert-to", "pdf", "--outdir", str(folder)),
            *map(str, sorted(folder.glob("*.docx"))),
        ],
        check=True,
        capture_output=True,
        timeout=300,
    )


def pages_of(path: Path) -> list[str]:
    with pdfplumber.open(path) as pdf:
        return [page.extract_text() for page in pdf.pages]


def test_every_draft_opens_and_breaks_well(
    case: DraftCase,
    empty_case: DraftCase,
    settings: Settings,
    department: Settings,
    tmp_path: Path,
) -> None:
    folder = tmp_path / "drafts"
    folder.mkdir()
    long = replace(
        case,
        petitioner_count=7,
        forwarded_by="Ban Tiếp công dân Thành phố Hồ Chí Minh",
        summary="Đo đạc sai ranh giới thửa đất số 45, tờ bản đồ số 12. " * 40,
        attachments=tuple(f"Bản sao Quyết định số {n}/QĐ-UBND" for n in range(30)),
        missing=tuple(f"thông tin thứ {n}" for n in range(30)),
    )
    withheld = replace(case, kind="denunciation", withheld=True)
    today = date(2026, 11, 22)
    for form in all_forms():
        for name, office, each in (
            ("empty", settings, empty_case),
            ("long", department, long),
            ("withheld", settings, withheld),
        ):
            (folder / f"{form}.{name}.docx").write_bytes(draft(form, each, office, today))
    to_pdf(folder)

    for form in all_forms():
        for name in ("empty", "withheld"):
            assert len(pages_of(folder / f"{form}.{name}.pdf")) == 1, (form, name)
        pages = pages_of(folder / f"{form}.long.pdf")
        assert len(pages) in (2, 3), form
        assert not pages[0].startswith("1\n"), "page 1 shows no number"
        assert pages[1].startswith("2\n"), "page 2 shows its number at the top"
        assert "./." in pages[-1], "the signature does not stand alone"
        assert "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM" in pages[0], "one line"
