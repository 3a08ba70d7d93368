"""No hand-written or made denunciation is taken for a paper whose writer may be shown."""

import json
from datetime import date
from pathlib import Path

import pytest

from pipeline.extraction import extract
from pipeline.reading.document import Document
from pipeline.text.unicode import nfc
from pipeline.triage import propose
from pipeline.triage.proposal import Facts
from tests.corpus import make
from tests.triage.made import SETTINGS

HANDWRITTEN = Path(__file__).parents[1] / "handwritten"
FACTS = Facts(date(2026, 11, 20), False, "post", False)


def is_secret(text: str) -> bool:
    findings = extract(Document("", "text/plain", nfc(text), ()))
    return propose(findings, FACTS, SETTINGS).secret


def denounces(truth: dict[str, object]) -> bool:
    kinds = truth["kind"] if isinstance(truth["kind"], list) else [truth["kind"]]
    return bool({"denunciation", "mixed"} & set(kinds))


WRITTEN = [
    path.stem
    for path in sorted(HANDWRITTEN.glob("*.json"))
    if denounces(json.loads(path.read_text("utf-8")))
]


@pytest.mark.parametrize("name", WRITTEN)
def test_a_written_denunciation_is_secret(name: str) -> None:
    assert is_secret((HANDWRITTEN / f"{name}.txt").read_text("utf-8"))


def test_made_denunciations_are_secret() -> None:
    papers = [d for d in make(7, 200) if d.kind in ("denunciation", "mixed")]
    shown = [d.id for d in papers if not is_secret(d.text)]
    assert len(papers) > 20
    assert shown == []
