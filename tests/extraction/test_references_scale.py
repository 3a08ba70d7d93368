"""References of hostile and very long papers: linear work, the same result everywhere."""

import sys
from collections.abc import Callable
from itertools import pairwise

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.extraction.assemble import read
from pipeline.extraction.findings import Reference
from pipeline.extraction.paper import Paper
from pipeline.extraction.references import (
    Own,
    find_mentions,
    notices_of_references,
    number_references,
    resolve,
)
from pipeline.text.unicode import nfc

from .papers import document

PIECES = [
    "Quyết định ", "số ", "12/QĐ-UBND", "64/2014/NĐ-CP", "35-CT/TW", ", ", " và ", "; ",
    "ngày 5/3/2024 ", "của UBND tỉnh ", "Luật Đất đai ", "Luật sửa đổi, bổ sung ",
    "một số điều của ", "điểm a ", "khoản 1, ", "Điều 12 ", "được sửa đổi bởi ", "thực hiện ",
    "Căn cứ ", "Nghị định 64 ", "này ", "nêu trên ", "Giấy chứng nhận số ", "AB 123456 ",
    "văn bản ", "trên ", "\n", "\n\n", "\f", "(", ")", "Biên bản ", "năm 2013 ", "do ", "tại ",
    "Sở Tài chính ", "20l8/QH14", "1/", "từ ", "đến ", "đơn ", "hết hiệu lực ", "kèm theo ",
    "về việc ", "Chủ tịch ", "được UBND huyện ban hành ", "do ông Hai, Chủ tịch UBND xã ký ",
    "UBND xã thu hồi đất theo ", "Tại ", "thuộc ", "Công ty Cà phê Ea Lan ", "DS“ST", "/2022/",
    "ngày 5 tháng 302 ", "bị bãi bỏ ", "Bộ\n", "bởi ", "đều của ", "cùng do ", "lần lượt ngày ",
    "04/4 ", "văn bản sau đây của ", ":", "- ", "1. ", "lần lượt là ", "AB 123457 ", "mang tên ",
    "đơn của tôi đề ", "giữa ", "số 12, 13", "Các ", "tỉnh và Kho bạc Nhà nước ",
]  # fmt: skip


def references(paper: Paper) -> tuple[Reference, ...]:
    found = number_references(paper, resolve(find_mentions(paper), Own()), frozenset())
    list(notices_of_references(paper, found, Own(), petition=False))
    return found


@settings(deadline=None, max_examples=150)
@given(st.lists(st.sampled_from(PIECES), max_size=60).map("".join))
def test_any_mixture(raw: str) -> None:
    text = nfc(raw)
    found = references(read(document(text)))
    assert references(read(document(text))) == found
    for one, other in pairwise(found):
        assert one.end <= other.start
    for reference in found:
        assert text[reference.start : reference.end] == reference.text
        assert reference.text.strip() == reference.text
        assert reference.parent is None or 0 <= reference.parent < len(found)


def calls(work: Callable[[], object]) -> int:
    """Count the calls of functions, ours and Python's: no load of the machine changes them."""
    count = 0

    def tick(_frame: object, event: str, _argument: object) -> None:
        nonlocal count
        count += event in ("call", "c_call")

    before = sys.getprofile()
    sys.setprofile(tick)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


PAGE = (
    "Căn cứ Luật Đất đai năm 2013; Nghị định số 64/2014/NĐ-CP ngày 26/6/2014 của Chính phủ.\n"
    "UBND tỉnh đã trả lời bằng Công văn số 12/UBND-NC ngày 5/3/2024, theo điểm a khoản 1 Điều 9 "
    "Luật này và Nghị định 64 nêu trên. Các Quyết định số 1/QĐ-UBND, 2/QĐ-UBND và Biên bản làm "
    "việc ngày 3/4/2024.\n\n"
)
GROWING = [
    PAGE,
    "Quyết định số 12/QĐ-UBND, ",  # one long series
    "12/QĐ-UBND, ",  # one long list
    "Luật Đất đai, ",
    "Luật sửa đổi, bổ sung một số điều của ",
    "điểm a khoản 1 Điều 2, ",
    "của UBND tỉnh tại ",
    "Quyết định ",
    "Nghị định 64 ",
    "Thông tư này ",
    "thực hiện ",
    "ngày 5/3/2024 ",
    "UBND xã thu hồi đất theo Quyết định số 12/QĐ-UBND, ",
    "Tại Công văn số 15/UBND-NC, 16/UBND-NC, ",
    "UBND tỉnh, Sở Tài chính, Công ty Cà phê Ea Lan, ",
    "Công ty Cà phê Ea Lan ",
    "số 01/HĐTĐ, 01/HĐTD, ",
]


@pytest.mark.parametrize("piece", GROWING)
def test_work_grows_with_the_length_only(piece: str) -> None:
    """Four times the text: at most five times the steps; anything quadratic needs sixteen."""
    short, long = (read(document(nfc(piece * times))) for times in (60, 240))
    references(short)  # Tables are loaded.
    assert calls(lambda: references(long)) < 5 * calls(lambda: references(short)) + 2000


def test_two_hundred_pages() -> None:
    """460,000 characters: every part gives what one gives; a document keeps its number."""
    one = references(read(document(PAGE)))
    many = references(read(document(PAGE * 1600)))
    assert len(many) == 1600 * len(one)
    assert {r.document_id for r in many} == {r.document_id for r in one}
    assert [(r.text, r.resolved) for r in many[-len(one) :]] == [(r.text, r.resolved) for r in one]
