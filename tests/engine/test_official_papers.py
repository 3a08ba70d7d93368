"""An office's letter may name a denouncer: then its case is sealed like the denunciation itself."""

from pathlib import Path

import pytest

from pipeline.engine.desk import open_desk
from pipeline.engine.foreground import process
from pipeline.register.views import find_case
from pipeline.settings import Settings

LETTER = """ỦY BAN NHÂN DÂN
XÃ LONG HÀ

Số: 15/UBND-VP
V/v {about}

CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM
Độc lập - Tự do - Hạnh phúc

Long Hà, ngày 12 tháng 11 năm 2026

Kính gửi: Ủy ban nhân dân xã Bình Minh

{body}

Nơi nhận:
- Như trên;
- Lưu: VT.

CHỦ TỊCH

Hồ Văn Mẫu
"""


@pytest.mark.parametrize(
    ("about", "body", "secret"),
    [
        (
            "chuyển đơn",
            "Nhận được đơn của bà Lầu Thị Sía, bản Nà Khoang, tố cáo ông Trần Giả.",
            True,
        ),
        ("giải quyết vụ việc tố cáo", "Đề nghị xác minh nhân thân bà Lầu Thị Sía.", True),
        ("chuyển đơn", "Chuyển đơn của công dân Chảo Mùi Phạm phản ánh ông Trần Giả.", True),
        ("thụ lý tố cáo", "MỜI BÀ LẦU THỊ SÍA ĐẾN LÀM VIỆC.", True),
        # the work of the office as a whole, and somebody else's complaint, name nobody secret
        (
            "tăng cường giải quyết khiếu nại, tố cáo",
            "Thực hiện Luật Tố cáo, các đơn vị giải quyết khiếu nại, tố cáo của công dân.",
            False,
        ),
        ("chuyển đơn khiếu nại", "Chuyển đơn khiếu nại của ông Trần Văn Thật về đất đai.", False),
    ],
)
def test_a_letter_about_a_denunciation_is_sealed(
    office: Settings, tmp_path: Path, about: str, body: str, secret: bool
) -> None:
    letter = tmp_path / "công văn.txt"
    letter.write_text(LETTER.format(about=about, body=body), "utf-8")
    with open_desk(office) as desk:
        done = process(desk, letter)
        assert done.case is not None
        with desk.transaction() as session:
            case = find_case(session, done.case)
            assert (case.kind, case.secret) == ("official", secret)
