# ruff: noqa: E501 (a paragraph of a petition is one line)
"""Whatever the text: no untyped error, the same result twice, offsets that hold, linear time."""

import re
import sys
import time
from collections.abc import Iterator
from dataclasses import fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from spacy.vocab import Vocab

from pipeline.extraction import as_contract, extract, secrecy_mark
from pipeline.extraction.findings import Evidence, Findings, Reference, Value
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.forms import addresses
from pipeline.extraction.forms.tokenizer import PunctuationTokenizer
from pipeline.extraction.people import identity, respondents, sharing, writers
from pipeline.text.unicode import nfc

from .papers import COMPANY, COMPLAINT, DENUNCIATION, LETTER, RECOMMENDATION, document, paged

PAPERS = [COMPLAINT, DENUNCIATION, RECOMMENDATION, COMPANY, LETTER]
WORDS = [
    *sorted({w for paper in PAPERS for w in paper.split()}),
    "\n", "\n\n", "\f", "…", ".....", "\u200b", "\u00ad", "\u00d0", "{{ x }}", "số", "ngày", "ông", "\0",
]  # fmt: skip

scraps = st.lists(st.sampled_from(WORDS), max_size=80).map(" ".join)
anything = st.text(max_size=400)


def walk(value: object) -> Iterator[object]:
    yield value
    if isinstance(value, tuple):
        for item in value:
            yield from walk(item)
    elif is_dataclass(value):
        for f in fields(value):
            yield from walk(getattr(value, f.name))


def check(text: str, found: Findings) -> None:
    for item in walk(found):
        if isinstance(item, Evidence):
            assert 0 <= item.start <= item.end <= len(text)
        if isinstance(item, Value):
            assert 0 <= item.confidence <= 1
            if len(item.evidence) == 1:
                [evidence] = item.evidence
                assert text[evidence.start : evidence.end] == item.text
        if isinstance(item, Reference):
            assert text[item.start : item.end] == item.text


@settings(deadline=None, max_examples=150)
@given(st.one_of(scraps, anything))
def test_any_text(raw: str) -> None:
    text = nfc(raw)
    paper = document(text)
    found = extract(paper)
    assert extract(paper) == found
    check(text, found)
    as_contract("x", paper, found, None, "")
    secrecy_mark(paper)


@settings(deadline=None, max_examples=60)
@given(st.sampled_from(PAPERS), st.data())
def test_damaged_petitions(paper: str, data: st.DataObject) -> None:
    """Pieces cut out, doubled or swapped, as scans and copies do it."""
    lines = paper.split("\n")
    cut = data.draw(st.lists(st.integers(0, len(lines) - 1), max_size=8))
    text = "\n".join(line for n, line in enumerate(lines) if n not in cut)
    check(text, extract(document(text)))


@pytest.mark.parametrize("paper", PAPERS)
def test_pages_change_no_finding(paper: str) -> None:
    check(paper, extract(paged(paper)))


@settings(deadline=None)
@given(anything)
def test_tokenizer_keeps_the_text(text: str) -> None:
    assert PunctuationTokenizer(Vocab())(text).text == text


@settings(deadline=None)
@given(anything)
def test_folding_keeps_offsets(text: str) -> None:
    assert len(fold_aligned(text)) == len(text)


def test_token_borders_where_letters_digits_and_marks_meet() -> None:
    doc = PunctuationTokenizer(Vocab())("số 12/QĐ-UBND,\n\nngày")
    assert [t.text for t in doc] == ["số", "12", "/", "QĐ", "-", "UBND", ",", "\n\n", "ngày"]


HOSTILE = [
    "a", "(", ".", "1", "\0", " ", "\n", "\f", "…", "-", "_", "A ", "1/", "0 ", "số ", "ngày ",
    "Quyết định ", "UBND xã ", "địa chỉ: ", "CCCD ", "tôi là ông ", "người bị tố cáo: ", "MẬT ",
    "Kính gửi: \n", "tôi đề nghị: \n", "kèm theo: \n", "ký tên\n", "- x\n", "a.@", "12/QĐ-UBND, ",
    "luật sửa đổi, bổ sung ", "Nguyễn Văn A, ", "tố cáo hành vi ", "Số: 1/A\n", "V/v ",
]  # fmt: skip


@pytest.mark.parametrize("piece", HOSTILE)
def test_hostile_input_takes_linear_time(piece: str) -> None:
    """200,000 characters take seconds; a quadratic rule would hang for many minutes."""
    paper = document(nfc(piece * (200_000 // len(piece))))
    began = time.process_time()
    extract(paper)
    secrecy_mark(paper)
    assert time.process_time() - began < 60


class Counted:
    """A pattern that works as before and counts the characters that its searches look over."""

    looked = 0

    def __init__(self, pattern: re.Pattern[str]) -> None:
        self.pattern = pattern

    def __getattr__(self, name: str) -> object:
        return getattr(self.pattern, name)

    def search(self, text: str, start: int = 0, end: int = sys.maxsize) -> re.Match[str] | None:
        found = self.pattern.search(text, start, end)
        Counted.looked += (found.end() if found else min(end, len(text))) - start
        return found


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> None:
    """Count what the rules on people search."""
    for module in (respondents, identity, addresses, sharing, writers):
        for name, pattern in vars(module).items():
            if isinstance(pattern, re.Pattern):
                monkeypatch.setattr(module, name, Counted(pattern))
    labels = Counted(identity.labels())
    monkeypatch.setattr(identity, "labels", lambda: labels)


def looked_over(text: str) -> int:
    before = Counted.looked
    extract(document(text))
    return Counted.looked - before


@pytest.mark.parametrize(
    "piece", ["tố cáo ông A ", "tố cáo ông A\n", "địa chỉ: ", "địa chỉ: x. ", "chức vụ: kế toán; "]
)
@pytest.mark.usefixtures("counted")
def test_searches_for_people_grow_with_the_length_only(piece: str) -> None:
    """Four times the text: at most five times the characters; anything quadratic needs sixteen."""
    short, long = (looked_over("ĐƠN KHIẾU NẠI\n" + piece * times) for times in (150, 600))
    assert long < 5 * short + 10_000
