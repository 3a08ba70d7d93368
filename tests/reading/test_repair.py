"""What of a reading is mended, and above all what is not."""

import re
import string
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.reading.layout.lines import Token
from pipeline.reading.ocr.confidence import SURE
from pipeline.reading.ocr.repair import MENDED_AT_MOST, mended, repaired, without_eth

MENDED = [
    # a slash lost before a known type or issuer
    ("12QĐ-UBND", "12/QĐ-UBND"),
    ("12/2024NĐ-CP", "12/2024/NĐ-CP"),
    ("286STC-HCSN", "286/STC-HCSN"),
    ("4127UBND-TCD;", "4127/UBND-TCD;"),
    ("Số:45QĐ-UBND", "Số:45/QĐ-UBND"),
    ("45\\QĐ-UBND", "45/QĐ-UBND"),
    # a dash lost between a known type and issuer
    ("22/TTrUBND", "22/TTr-UBND"),
    ("(45/QĐUBND)", "(45/QĐ-UBND)"),
    ("12/QĐ_TTg", "12/QĐ-TTg"),
    # letters that look alike
    ("QHI5", "QH15"),
    ("02/2011/QHl3", "02/2011/QH13"),
    ("33/2021/UBTVQHI4", "33/2021/UBTVQH14"),
    ("64/2014/NĐ-GP,", "64/2014/NĐ-CP,"),
    ("NĐ-GP", "NĐ-CP"),
    ("17/NO-HĐND", "17/NQ-HĐND"),
    ("12/OĐ-UBND", "12/QĐ-UBND"),
    ("9/QĐ-U8ND", "9/QĐ-UBND"),
    ("5/TTr-ỦBND", "5/TTr-UBND"),
    # figures within a whole symbol
    ("O8/CT-UBND", "08/CT-UBND"),
    ("l2/QĐ-UBND", "12/QĐ-UBND"),
    ("1I/NQ-HĐND", "11/NQ-HĐND"),
    ("12/2O24/TT-BTC", "12/2024/TT-BTC"),
    # Latin eth
    ("QÐ-TTg", "QĐ-TTg"),
    ("12/QÐ-UBND", "12/QĐ-UBND"),
    ("HÐND", "HĐND"),
    ("Ðịnh", "Định"),
    ("ðất", "đất"),
    ("Ðắk", "Đắk"),
    ("ÐẮK", "ĐẮK"),
    ("1250/QĐÐ-XPHC", "1250/QĐ-XPHC"),  # one letter, seen as both
    # an apostrophe in a name
    ("K?Brơi,", "K’Brơi,"),
    ("K”Ho", "K’Ho"),
    ('H"Nuin', "H’Nuin"),
]

LEFT = """
12/QĐ-UBND 64/2014/NĐ-CP 4127/UBND-TCD 58/NQ-HĐND 02/2011/QH13 35-CT/TW 410/TTr-NV1 30c/NQ-CP
76/NQ-HĐNĐ 12/QĐ-UBNĐ 12/QD-UBND 12/ND-CP 12/GT-UBND 12/TTUBND
121QĐ-UBND 12lQĐ-UBND 12aQĐ-UBND l2QĐ-UBND 120Đ-UBND O/QĐ-UBND ll/QĐ-UBND
QĐUBND CT-UBND UBND HĐND QĐ TTr TTg QH1 QHS5 QH99 QHI9 AQH15 B12QĐ-UBND 123UBND 5UBND 12/UBND
22 83 O5 I5 l5 45l 1O.506 10.506 1l.250.000 O,5 100%
15/4/2024 l5/4/2024 15/4/2O24 ngày12 0905l23456 0905.123.456 O905123456 075142114392 O75
K'Brơi H’Nuin K* K”. OK?Không K”BRO H?12
23/4 12/A lO/A 45/2B A4 BT12 VN-10 K9l 29A-123.45 CO CO894520 BD-O12345 L0-12
Trân Trần Tô Đinh Ðorðe Garðar það Reykjavík Thi Nguyên NGUYÊN Ỷ Hoà
COVID-19 ISO-9001 THI5 ICT iPhone Windows COMPANY LIMITED Limited Q0 O-UBND 8TC GP GPXD
ubnd@example.vn https://example.vn/QHI5/x …/QĐ-… /QĐ-UBND - -- ; (1) a) II. {{qd}}
"""


@pytest.mark.parametrize(("seen", "wanted"), MENDED)
def test_mended(seen: str, wanted: str) -> None:
    assert mended(seen) == wanted


@pytest.mark.parametrize("seen", LEFT.split())
def test_left_as_it_is(seen: str) -> None:
    assert mended(seen, "số") is None


@pytest.mark.parametrize("wanted", sorted({wanted for _, wanted in MENDED}))
def test_what_is_mended_stays(wanted: str) -> None:
    assert mended(wanted) is None


@pytest.mark.parametrize(
    ("before", "seen", "wanted"),
    [
        ("08", "iCT-UBND", "/CT-UBND"),
        ("Số:", "lQĐ-UBND", "/QĐ-UBND"),
        ("22", "/TTrUBND", "/TTr-UBND"),
        ("tỉnh", "iCT-UBND", None),
        ("Số:", "1QĐ-UBND", None),  # a number 1, or a slash
    ],
)
def test_a_stroke_alone_is_a_slash_only_behind_a_number(
    before: str, seen: str, wanted: str | None
) -> None:
    assert mended(seen, before) == wanted


def token(text: str, confidence: float = 0.97) -> Token:
    return Token(text, (0, 0, 1, 1), 0, 1, 0, 1, confidence)


def test_what_was_seen_stays_beside_it_and_is_doubted() -> None:
    words = [token("Nghị"), token("quyết"), token("12QĐ-UBND"), token("45l", 0.4)]
    found = repaired(words)
    assert [word.raw for word in found] == [None, None, "12QĐ-UBND", None]
    assert found[2].text == "12/QĐ-UBND"
    assert found[2].confidence == MENDED_AT_MOST < SURE
    assert [found[0], found[1], found[3]] == [words[0], words[1], words[3]]


def test_the_first_reading_is_kept_when_a_word_was_mended_before() -> None:
    [word] = repaired([replace(token("12QĐ-UBND"), raw="12QD-UBND")])
    assert word.raw == "12QD-UBND"


def test_a_text_layer_is_rid_of_eth_only() -> None:
    assert without_eth("Ðiều") == "Điều"
    assert without_eth("12QÐ-UBND") == "12QĐ-UBND"
    assert without_eth("Garðar") == "Garðar"


_SYMBOLS = st.text(st.sampled_from("0123456789OlIQĐNUBDHVCPTrg/-_.,ÐỦ8G"), max_size=16)
_ALIKE = str.maketrans("OolI", "0011")


@given(_SYMBOLS | st.text(st.sampled_from(string.printable), max_size=12))
def test_figures_never_become_other_figures(seen: str) -> None:
    found = mended(seen, "số")
    if found is None:
        return
    figures = re.sub(r"\D", "", found)
    # 8 may have been the B of UBND, 0 the Q of QĐ: no other figure is lost, and none is made
    rest = iter(re.sub(r"\D", "", seen.translate(_ALIKE)))
    assert all(figure in rest for figure in figures)
    assert mended(found, "số") is None
