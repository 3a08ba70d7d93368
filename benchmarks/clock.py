"""How fast the clock counts: deadlines a second, and every open case of a big register anew.

The register is made in a temporary folder: cases of all kinds that arrived over two years, most
accepted, some suspended, extended or settled. Then a holiday is swapped and all is counted again,
first to show the list, then to write it.
"""

import argparse
import random
import tempfile
import time
from collections.abc import Callable
from datetime import date, timedelta
from pathlib import Path
from typing import Any, NamedTuple, get_args

from sqlalchemy import insert

from pipeline.law.calendar import OFFICE_FILE
from pipeline.law.deadlines import compute, count, last_day
from pipeline.register import history
from pipeline.register.database import migrate, open_engine, sessions
from pipeline.register.models import Case, Event
from pipeline.register.recount import recount
from pipeline.settings import Settings
from pipeline.triage.clock import hand_of
from pipeline.triage.proposal import Competence

_TODAY = date(2026, 11, 23)
_KINDS = ("complaint",) * 5 + ("denunciation",) * 3 + ("recommendation",) * 4 + ("mixed",)
_SWAP = """
[[off]]
date = 2026-12-31
reason = "Nghỉ hoán đổi"

[[working]]
date = 2026-12-26
reason = "Làm bù"
"""


def main() -> None:
    """Print the rates."""
    options = argparse.ArgumentParser()
    options.add_argument("--cases", type=int, default=100_000)
    wanted = options.parse_args().cases
    _tell_rates()
    with tempfile.TemporaryDirectory() as folder:
        _tell_recount(Path(folder), wanted)


def _tell_rates() -> None:
    rules = ("complaint.accept", "complaint.settle.first", "denunciation.register")
    days = [date(2020, 1, 1) + timedelta(n) for n in range(3600)]
    for day in days[::365]:
        compute(rules[0], day)  # the calendars are made

    def counted() -> None:
        count.cache_clear()
        last_day.cache_clear()
        for rule in rules:
            for day in days:
                compute(rule, day)

    seconds, _ = _timed(counted)
    total = len(rules) * len(days)
    print(f"deadlines, each counted: {total / seconds.clock:,.0f} a second")


def _tell_recount(home: Path, wanted: int) -> None:
    engine = open_engine(f"sqlite:///{home / 'register.sqlite'}")
    migrate(engine)
    make = sessions(engine)
    settings = Settings(home=home)
    with make.begin() as session:
        cases, events = _made(wanted)
        session.execute(insert(Case), cases)
        session.execute(insert(Event), events)

    def run(apply: bool) -> Any:
        with make.begin() as session:
            return recount(session, hand_of(settings), _TODAY, who="benchmark", apply=apply)

    seconds, first = _timed(lambda: run(apply=True))
    print(f"{first.cases:,} cases, {first.deadlines:,} deadlines, entered anew: {seconds}")
    seconds, same = _timed(lambda: run(apply=False))
    print(f"counted again, nothing changed ({len(same.moved)} moved): {seconds}")
    (home / OFFICE_FILE).write_text(_SWAP, "utf-8")
    seconds, moved = _timed(lambda: run(apply=False))
    print(f"counted again after a swapped day, {len(moved.moved):,} moved: {seconds}")
    seconds, written = _timed(lambda: run(apply=True))
    print(f"the same and written with its history: {seconds} ({len(written.moved):,} moved)")
    engine.dispose()


def _made(wanted: int) -> tuple[list[dict[str, Any]], list[dict[str, Any]]]:
    draw = random.Random(6)
    cases: list[dict[str, Any]] = []
    events: list[dict[str, Any]] = []
    for n in range(wanted):
        arrived = _TODAY - timedelta(draw.randrange(0, 730))
        cases.append(_case(f"2026-{n:06d}", draw, arrived))
        events += _events(f"2026-{n:06d}", draw, arrived, cases[-1]["kind"])
    return cases, events


def _case(number: str, draw: random.Random, arrived: date) -> dict[str, Any]:
    hard = draw.random() < 0.1
    return {
        "number": number,
        "registered_at": history.now(),
        "kind": draw.choice(_KINDS),
        "secret": False,
        "arrived_on": arrived,
        "arrival_assumed": draw.random() < 0.3,
        "source": draw.choice(("post", "post", "direct", "forwarded")),
        "source_assumed": False,
        "forwarded_by": "",
        "competence": draw.choice(get_args(Competence)),
        "route": "accept",
        "instance": draw.choice(("", "first", "second")),
        "clock": {"remote": True, "criteria": ["a", "c"]} if hard else {},
        "contested_key": "",
        "proposal": {},
    }


def _events(number: str, draw: random.Random, arrived: date, kind: str) -> list[dict[str, Any]]:
    accepted = arrived + timedelta(draw.randrange(1, 12))
    found = [("accepted", accepted)] if draw.random() < 0.7 else []
    if found and draw.random() < 0.2:
        stopped = accepted + timedelta(draw.randrange(2, 20))
        found.append(("suspended", stopped))
        if draw.random() < 0.7:
            found.append(("resumed", stopped + timedelta(draw.randrange(1, 60))))
    if found and draw.random() < 0.1 and kind == "denunciation":
        found.append(("extended", accepted + timedelta(25)))
    if found and draw.random() < 0.3:
        settled = "concluded" if kind == "denunciation" else "decided"
        found.append((settled, accepted + timedelta(draw.randrange(20, 80))))
    return [
        {
            "case_number": number,
            "code": code,
            "happened_on": on,
            "days": None,
            "document": "",
            "recorded_at": history.now(),
            "who": "benchmark",
        }
        for code, on in found
    ]


class _Spent(NamedTuple):
    clock: float
    processor: float

    def __str__(self) -> str:
        return f"{self.clock:.1f} s ({self.processor:.1f} s of processor time)"


def _timed(work: Callable[[], Any]) -> tuple[_Spent, Any]:
    clock, processor = time.perf_counter(), time.process_time()
    result = work()
    return _Spent(time.perf_counter() - clock, time.process_time() - processor), result


if __name__ == "__main__":
    main()
