"""The service marks what became late, at its start and each night by a schedule of its own."""

import sqlite3
from datetime import date
from pathlib import Path

from sqlalchemy import update

from pipeline.engine.desk import open_desk
from pipeline.engine.foreground import process
from pipeline.engine.service import _NIGHTLY
from pipeline.register.models import Deadline
from pipeline.settings import Settings
from pipeline.triage.proposal import Facts
from tests.faults.running import running, said, wait_for
from tests.papers import DENOUNCER, DENUNCIATION


def test_the_service_tells_what_became_late(office: Settings, tmp_path: Path) -> None:
    paper = tmp_path / "tố cáo.txt"
    paper.write_text(DENUNCIATION, "utf-8")
    with open_desk(office) as desk:
        process(desk, paper, given=Facts(date(2026, 9, 4), False, "post", False))
        with desk.transaction() as session:
            session.execute(update(Deadline).values(state="due"))
    with running(office):
        wait_for(lambda: "deadline.late" in said(office))
        wait_for(lambda: "deadlines.marked" in said(office))
    told = said(office)
    assert "case=2026-000001" in told and "rule=denunciation.register" in told
    assert DENOUNCER not in told
    with sqlite3.connect(office.data / "engine.sqlite") as engine:
        schedules = engine.execute(
            "SELECT schedule_name, schedule, status FROM workflow_schedules"
        ).fetchall()
    assert schedules == [("mark_deadlines", _NIGHTLY, "ACTIVE")]
    with running(office):
        pass
    assert said(office).count("rule=denunciation.register") == 1, "each is told once"
