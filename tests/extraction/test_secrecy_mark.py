"""A missed mark is worse than a false one; ordinary petitions must pass."""

from dataclasses import replace

import pytest

from pipeline.extraction import extract, secrecy_mark

from .papers import COMPLAINT, DENUNCIATION, LETTER, NATION, document, find

HEAD = "UBND TỈNH GIA LAI\nTHANH TRA TỈNH\n"
MARKED = [
    (f"{HEAD}MẬT\nSố: 12/BC-TTr\n", "MẬT"),  # alone on its line
    (f"{HEAD}  | MẬT |  \n", "MẬT"),  # its frame was read
    (f"{HEAD}[TỐI MẬT]\n", "TỐI MẬT"),
    (f"{HEAD}TUYỆT MẬT\n", "TUYỆT MẬT"),
    (f"{HEAD}T U Y Ệ T   M Ậ T\n".replace("   ", " "), "TUYỆT MẬT"),  # letters apart
    (f"{HEAD}ĐỘ MẬT: MẬT\n", "MẬT"),  # labelled
    (f"{HEAD}Độ mật: Tối mật\n", "TỐI MẬT"),
    (f"{HEAD}TÓI MẬT\n", "TỐI MẬT"),  # as OCR reads it
    (f"{HEAD}TỐI MÂT\n", "TỐI MẬT"),
    (f"{HEAD}MÂT\n", "MẬT"),
    (f"{HEAD}MẶT\n", "MẬT"),  # at the top, alone
    (f"{HEAD}Số: 12/BC-TTr    MẬT\n", "MẬT"),  # beside the number
    ("MẬT   CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "MẬT"),
    ("MẬT CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\n", "MẬT"),  # with the gap lost
    ("THANH TRA TỈNH TUYỆT MẬT CỘNG HÒA XÃ HỘI\n", "TUYỆT MẬT"),
    (f"{HEAD}trang một\f{HEAD}TỐI MẬT\n", "TỐI MẬT"),  # on a later page
    ("dòng\n" * 40 + "MẬT\n", "MẬT"),  # low on the page, alone
    (f"{HEAD}M\u00adẬT\n", "MẬT"),  # a soft hyphen inside
    (f"{HEAD}MA\u0302\u0323T\n", "MẬT"),  # decomposed
]


@pytest.mark.parametrize(("text", "expected"), MARKED)
def test_marks(text: str, expected: str) -> None:
    assert secrecy_mark(document(text)) == expected


UNMARKED = [
    COMPLAINT,
    DENUNCIATION,
    LETTER,
    NATION + "Đề nghị giữ bí mật họ tên cho tôi.\n",
    "ĐỀ NGHỊ GIỮ BÍ MẬT HỌ TÊN CỦA TÔI\n",  # a sentence in capitals
    "GIỮ BÍ\nMẬT CHO NGƯỜI TỐ CÁO\n",  # broken over a line
    "CỬA HÀNG MẬT ONG RỪNG\n",
    "BỘ PHẬN BẢO MẬT\n",
    "Mật\nmật ong\n",  # small letters
    "Độ mật: \nĐỘ MẬT: ……\n",  # nothing after the label
    "NHÂN DÂN CÓ MẶT TẠI TRỤ SỞ\n",
    "dòng\n" * 40 + "MẶT\n",  # the word for face, far from the top
    "Số: 12/BM-UBND\n",
    "",
]


@pytest.mark.parametrize("text", UNMARKED)
def test_no_mark(text: str) -> None:
    assert secrecy_mark(document(text)) is None


MARGINS = [
    ("UBND TỈNH GIA LAI\nTHANH TRA TỈNH    MẬT\nTrang 1", "MẬT"),
    ("dòng\n" * 40 + "TUYỆT MẬT", "TUYỆT MẬT"),
    ("Đề nghị giữ bí mật\nBẢO MẬT", None),
]


@pytest.mark.parametrize(("margin", "expected"), MARGINS)
def test_marks_beside_the_text(margin: str, expected: str | None) -> None:
    assert secrecy_mark(replace(document(LETTER), margin_text=margin)) == expected


def test_a_mark_is_also_a_warning() -> None:
    found = extract(document(f"{HEAD}MẬT\nSố: 12/BC-TTr\n"))
    assert "state_secret" in {n.code for n in found.warnings}
    assert "state_secret" not in {n.code for n in find(DENUNCIATION).warnings}
