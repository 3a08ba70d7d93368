"""The hand-written truths fit their papers: anchors stand in the text, values were copied right."""

import pytest

from benchmarks.extraction import HANDWRITTEN, Sample, alternatives, anchors, fold, samples

SAMPLES = samples(HANDWRITTEN)


def stated(text: str, value: str) -> bool:
    return fold(value) in fold(text)


def test_every_paper_has_a_truth() -> None:
    assert len(SAMPLES) >= 14
    assert {p.stem for p in HANDWRITTEN.glob("*.json")} == {s.name for s in SAMPLES}


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
def test_references_stand_in_the_text_in_order(sample: Sample) -> None:
    spans = anchors(sample)
    assert all(start >= 0 for start, _ in spans)
    assert spans == sorted(spans)


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
def test_names_and_addressees_stand_in_the_text(sample: Sample) -> None:
    parties = sample.truth.get("petitioners", []) + sample.truth.get("respondents", [])
    for value in [*(p["name"] for p in parties), *sample.truth["addressees"]]:
        if value is not None:
            assert stated(sample.text, value), value


@pytest.mark.parametrize("sample", SAMPLES, ids=lambda s: s.name)
def test_numbers_stand_in_the_text(sample: Sample) -> None:
    digits = "".join(c for c in sample.text if c.isdigit())
    for party in sample.truth.get("petitioners", []):
        for key in ("id_number", "phone"):
            assert all(v is None or v in digits for v in alternatives(party[key]))
