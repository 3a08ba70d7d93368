"""Names told apart: text, whose it is for «Ủy ban nhân dân xã Bình Minh», one comment."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.triage.bodies import identify
from tests.triage.made import OFFICE

PAIRS = [
    ("ỦY BAN NHÂN DÂN XÃ BÌNH MINH", "office"),  # capitals
    ("Uỷ ban nhân dân xã Bình Minh", "office"),  # the other tone place
    ("Ủy ban xã Bình Minh", "office"),  # «nhân dân» left out
    ("UBNĐ xã Bình Minh", "office"),  # a common slip of OCR
    ("UBND X. Bình Minh, T. Đồng Nai", "office"),  # everything short
    ("chu tich ubnd xa binh minh", "head"),  # no marks
    ("Chủ tịch UBND xã Bình Minh Nguyễn Văn A", "head"),  # a person's name follows
    ("Ông Nguyễn Văn A - Chủ tịch xã Bình Minh", "head"),  # the other word order
    ("PCT UBND xã Bình Minh", "deputy"),  # abbreviated post
    ("ông Nguyễn Văn A - công chức địa chính xã Bình Minh", "member"),  # a post and a place
    ("Phòng Kinh tế", "member"),  # a unit alone
    ("Phòng Kinh tế huyện Trảng Bom", "district"),  # the same name elsewhere
    ("Văn phòng công chứng Bình Minh", "unclear"),  # no unit of ours
    ("UBND xã Bình Minh Đông", "unclear"),  # a longer name is another commune
    ("UBND xã Bình Minh 2", "unclear"),
    ("UBND xã Bình Minh, tỉnh Thanh Hóa", "unclear"),  # the same name in another province
    ("UBND thị xã Bình Minh", "district"),  # «thị xã» is no «xã»
    ("UBND TP. Biên Hòa", "district"),  # a city inside a province
    ("UBND TP. Hồ Chí Minh", "agency"),  # a city that is a province
    ("Chủ tịch UBND tỉnh", "superior"),  # unnamed: the province above us
    ("UBND tỉnh Bình Dương", "agency"),
    ("công chức địa chính xã Long Hà", "commune"),  # another commune's official
    ("ông Lê Văn Tám, xã Long Hà", "unclear"),  # he only lives there
    ("cán bộ đo đất tại xã Long Hà", "unclear"),  # where, not whose
    ("UBND phường 5", "commune"),  # a name of digits
    ("Chủ tịch HĐND xã Bình Minh", "elected"),
    ("Đảng ủy xã Bình Minh", "party"),
    ("VKSND khu vực 3", "procuracy"),
    ("Công an xã Bình Minh", "police"),  # not a unit of the committee
    ("ông Lê Văn Tình, xã Bình Minh", "unclear"),  # he only lives there
    ("Công ty TNHH Bình Minh", "unclear"),
]


@pytest.mark.parametrize(("text", "who"), PAIRS)
def test_pair(text: str, who: str) -> None:
    assert identify(text, OFFICE) == who


def test_a_bare_committee_is_ours_only_in_a_paper_addressed_to_us() -> None:
    assert identify("UBND xã", OFFICE) == "unclear"
    assert identify("UBND xã", OFFICE, addressed=True) == "office"
    assert identify("UBND phường", OFFICE, addressed=True) == "unclear"
    assert identify("UBND xã Long Hà", OFFICE, addressed=True) == "commune"


@given(st.text() | st.lists(st.sampled_from([t for t, _ in PAIRS] + [",", " "])).map(" ".join))
def test_any_text_is_somebody(text: str) -> None:
    assert identify(text, OFFICE) == identify(text, OFFICE)
