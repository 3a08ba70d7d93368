"""kill -9 at every point: no file lost, no second case or number, no half draft."""

import zipfile
from pathlib import Path

import pytest
from sqlalchemy import select

from pipeline.engine.desk import open_desk
from pipeline.register.models import Case, Counter, Petition
from pipeline.settings import Settings
from tests.faults.running import dropped, running, start, wait_for
from tests.faults.service import POINTS
from tests.papers import COMPLAINT
from tests.scanned import scanned_page

DRAFTS = ["phieu-de-xuat-thu-ly.docx", "thong-bao-tiep-nhan.docx"]
ON_A_GOOD_PAPER = [p for p in POINTS if p not in ("", "putting_aside")]


def alive(pid: int) -> bool:
    status = Path(f"/proc/{pid}/stat")
    return status.exists() and status.read_text().rsplit(")", 1)[1].split()[0] != "Z"


def originals_and_numbers(settings: Settings) -> tuple[list[bytes], list[str], int]:
    """Every stored original, every case number, and the year's counter."""
    with open_desk(settings) as desk, desk.transaction() as session:
        petitions = session.scalars(select(Petition)).all()
        originals = [desk.store.original(f.sha256) for p in petitions for f in p.files]
        numbers = list(session.scalars(select(Case.number)))
        counter = session.scalar(select(Counter.last)) or 0
    return originals, numbers, counter


@pytest.mark.parametrize("point", ON_A_GOOD_PAPER)
def test_nothing_is_lost_or_doubled(office: Settings, point: str) -> None:
    paper = scanned_page() if point == "in_ocr" else COMPLAINT.encode()
    name = "đơn.png" if point == "in_ocr" else "đơn.txt"
    (office.inbox / name).write_bytes(paper)

    assert start(office, point).wait(90) == -9, "the fault did not happen"
    if (office.home / "children").exists():
        pids = [int(pid) for pid in (office.home / "children").read_text().split()]
        wait_for(lambda: not any(alive(pid) for pid in pids), 5)
    originals, numbers, _ = originals_and_numbers(office)
    assert dropped(office) or originals == [paper], "the paper is in the inbox or safely stored"
    assert not numbers or originals == [paper], "a case has its original"

    with running(office):
        wait_for(lambda: not dropped(office) and len(list(office.outbox.rglob("*.docx"))) >= 1)
    originals, numbers, counter = originals_and_numbers(office)
    assert originals == [paper]
    assert len(numbers) == 1 == counter
    if point != "in_ocr":  # which drafts an OCRed page gives is the reader's test
        assert sorted(p.name for p in office.outbox.rglob("*.docx")) == DRAFTS
    for draft in office.outbox.rglob("*.docx"):
        with zipfile.ZipFile(draft) as package:
            assert package.testzip() is None
    assert not [p for p in office.inbox.iterdir() if p.name == "_trung"], "no duplicate was told"


def test_a_bad_file_is_not_lost_while_it_is_put_aside(office: Settings) -> None:
    (office.inbox / "hỏng.pdf").write_bytes(b"%PDF-1.7 cut short")
    assert start(office, "putting_aside").wait(90) == -9
    assert dropped(office) or (office.inbox / "_loi" / "hỏng.pdf").exists()
    with running(office):
        wait_for(lambda: (office.inbox / "_loi" / "hỏng.pdf").exists() or not dropped(office))
    kept = list((office.inbox / "_loi").glob("hỏng*.pdf"))
    assert [path.read_bytes() for path in kept] == [b"%PDF-1.7 cut short"]
    assert list((office.inbox / "_loi").glob("*.GHI-CHU.txt"))
