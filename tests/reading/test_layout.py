"""Reading order of made words: ``(x0, x1, y, text)`` in points, lines 12 points high."""

import pytest

from pipeline.reading.layout import Rule, Token, arrange


def page(*words: tuple[float, float, float, str]) -> list[Token]:
    return [
        Token(text, (x0, y, x1, y + 12), x0, x1, y, y + 12)
        for x0, x1, y, line in words
        for x0, x1, text in spread(x0, x1, line)
    ]


def spread(x0: float, x1: float, line: str) -> list[tuple[float, float, str]]:
    """Set the words of a line evenly between two edges."""
    words = line.split()
    step = (x1 - x0) / len(words)
    return [(x0 + i * step, x0 + (i + 1) * step - 4, word) for i, word in enumerate(words)]


def text(tokens: list[Token], rules: tuple[Rule, ...] = ()) -> str:
    blocks = arrange(tokens, rules)
    return "\n\n".join("\n".join(line.text for line in block) for block in blocks)


FULL = "xét đơn khiếu nại của ông về việc thu hồi đất tại thửa số bốn lăm"


def test_nothing() -> None:
    assert arrange([]) == []


def test_header_of_unaligned_columns() -> None:
    tokens = page(
        (90, 210, 50, "UBND TỈNH BÌNH MINH"),
        (260, 540, 53, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (100, 200, 66, "SỞ XÂY DỰNG"),
        (310, 490, 71, "Độc lập - Tự do - Hạnh phúc"),
        (260, 340, 120, "TỜ TRÌNH"),
        (85, 540, 150, FULL),
    )
    assert text(tokens) == (
        "UBND TỈNH BÌNH MINH\nSỞ XÂY DỰNG\n\n"
        "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM\nĐộc lập - Tự do - Hạnh phúc\n\n"
        f"TỜ TRÌNH\n\n{FULL}"
    )


def test_number_and_date_stamped_into_blanks_join_their_line() -> None:
    tokens = page(
        (90, 110, 80, "Số:"), (140, 210, 80, "/TB-UBND"), (85, 540, 110, FULL), (116, 134, 79, "45")
    )
    assert text(tokens).startswith("Số: 45 /TB-UBND\n")


def test_wide_gaps_of_justified_text_are_no_columns() -> None:
    lines = [(85.0, 290.0, 100 + 16.0 * i, "một hai ba bốn năm") for i in range(4)]
    lines += [(302.0, 540.0, 100 + 16.0 * i, "sáu bảy tám chín mười") for i in range(4)]
    assert text(page(*lines)) == "\n".join(["một hai ba bốn năm sáu bảy tám chín mười"] * 4)


def test_last_line_of_the_body_stays_out_of_the_recipients() -> None:
    tokens = page(
        (85, 540, 100, FULL),
        (85, 200, 116, "theo quy định./."),
        (85, 150, 140, "Nơi nhận:"),
        (350, 480, 140, "KT. CHỦ TỊCH"),
        (85, 200, 154, "- Như trên;"),
        (350, 480, 156, "PHÓ CHỦ TỊCH"),
        (85, 180, 168, "- Lưu: VT."),
        (365, 465, 230, "Phạm Văn Mẫu"),
    )
    assert text(tokens).endswith(
        "theo quy định./.\n\nNơi nhận:\n- Như trên;\n- Lưu: VT.\n\n"
        "KT. CHỦ TỊCH\nPHÓ CHỦ TỊCH\n\nPhạm Văn Mẫu"
    )


def test_signer_starts_above_the_recipients() -> None:
    tokens = page(
        (85, 540, 90, FULL),
        (340, 500, 130, "TM. ỦY BAN NHÂN DÂN"),
        (85, 150, 144, "Nơi nhận:"),
        (390, 450, 145, "CHỦ TỊCH"),
        (85, 180, 158, "- Lưu: VT."),
        (370, 470, 200, "Phạm Văn Mẫu"),
    )
    assert text(tokens).endswith(
        "Nơi nhận:\n- Lưu: VT.\n\nTM. ỦY BAN NHÂN DÂN\nCHỦ TỊCH\n\nPhạm Văn Mẫu"
    )


CELLS = (
    (100.0, 180.0, 100.0, "Năm"),
    (300.0, 460.0, 100.0, "Số đơn đã nhận"),
    (100.0, 180.0, 116.0, "2025"),
    (360.0, 400.0, 116.0, "41"),
    (100.0, 180.0, 132.0, "2026"),
    (355.0, 405.0, 132.0, "163"),
)


def test_ruled_table_of_centred_cells_is_read_row_by_row() -> None:
    rule = Rule(240, 95, 150)
    got = " ".join(text(page(*CELLS), (rule,)).split())
    assert got == "Năm Số đơn đã nhận 2025 41 2026 163"


@pytest.mark.parametrize("order", [1, -1])
def test_order_of_the_words_in_the_file_does_not_matter(order: int) -> None:
    tokens = page(*CELLS)
    assert text(tokens[::order], (Rule(240, 95, 150),)) == text(tokens, (Rule(240, 95, 150),))
