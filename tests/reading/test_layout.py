"""Reading order of made words: ``(x0, x1, y, text)`` in points, lines 12 points high."""

import random
import re
from dataclasses import replace

import pytest

from pipeline.reading.layout.order import Rule, Token, arrange


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


# --- tables with borders ---------------------------------------------------------------------


def grid(xs: list[float], ys: list[float]) -> tuple[Rule, ...]:
    down = [Rule(x, ys[0], ys[-1]) for x in xs]
    return (*down, *(Rule(xs[0], y, y, xs[-1] - xs[0]) for y in ys))


SIGNERS = (
    (82.0, 95.0, 102.0, "1"),
    (112.0, 180.0, 102.0, "Nguyễn Văn"),
    (112.0, 150.0, 118.0, "Giang"),
    (212.0, 290.0, 102.0, "Thôn Bình"),
    (212.0, 240.0, 118.0, "Yên"),
    (82.0, 95.0, 136.0, "2"),
    (112.0, 180.0, 136.0, "Lê Thị Đặt"),
    (212.0, 290.0, 136.0, "Thôn Hai"),
)
SIGNERS_GRID = grid([80, 110, 210, 300], [98, 133, 152])


def test_a_cell_that_wraps_is_read_to_its_end() -> None:
    tokens = page((85, 540, 60, FULL), *SIGNERS, (85, 540, 170, FULL))
    assert text(tokens, SIGNERS_GRID) == (
        f"{FULL}\n\n1\tNguyễn Văn Giang\tThôn Bình Yên\n2\tLê Thị Đặt\tThôn Hai\n\n{FULL}"
    )


def test_borders_drawn_cell_by_cell() -> None:
    pieces = [
        piece
        for rule in SIGNERS_GRID
        for piece in (
            [Rule(rule.x, rule.top, 133), Rule(rule.x + 0.4, 133.5, rule.bottom)]
            if not rule.width
            else [
                Rule(rule.x, rule.top, rule.top, 100),
                Rule(rule.x + 100, rule.top, rule.top, 120),
            ]
        )
    ]
    assert text(page(*SIGNERS), tuple(pieces)) == text(page(*SIGNERS), SIGNERS_GRID)


def test_a_frame_around_the_page_is_no_table() -> None:
    tokens = page((85, 540, 100, FULL), (85, 300, 116, "theo quy định./."))
    assert text(tokens, grid([40, 560], [40, 800])) == text(tokens)


def test_a_merged_head_is_read_with_its_first_row() -> None:
    tokens = page(
        (82, 108, 110, "STT"),
        (112, 200, 100, "Địa chỉ"),
        (112, 150, 116, "Thôn"),
        (162, 200, 116, "Xã"),
        (82, 95, 132, "1"),
        (112, 150, 132, "Một"),
        (162, 200, 132, "Bình"),
    )
    lines = (
        *(Rule(x, 98, 148) for x in (80, 110, 210)),
        Rule(160, 114, 148),
        *(Rule(80, y, y, 130) for y in (98, 130, 148)),
        Rule(110, 114, 114, 100),
    )
    assert text(tokens, lines) == "STT\tĐịa chỉ\nThôn\tXã\n1\tMột\tBình"


def test_large_cells_are_texts_of_their_own() -> None:
    rows = [(152.0, 400.0, 100 + 16.0 * i, f"dòng {i} của nội dung làm việc") for i in range(9)]
    tokens = page((82, 140, 100, "Nội dung"), *rows)
    got = text(tokens, grid([80, 150, 420], [96, 250]))
    assert got == "Nội dung\n\n" + "\n".join(row[3] for row in rows)


def test_a_long_number_cut_by_its_cell_is_one() -> None:
    tokens = page((112, 208, 102, "09305161530"), (112, 120, 118, "6"), (82, 95, 102, "1"))
    tokens += page((112, 150, 138, "100200300"), (112, 150, 154, "400500600"), (82, 95, 138, "2"))
    got = text(tokens, grid([80, 110, 210], [98, 133, 170]))
    assert got == "1\t093051615306\n2\t100200300 400500600"


# --- symbols broken over two lines -----------------------------------------------------------


@pytest.mark.parametrize(
    ("end", "start", "joined"),
    [
        ("13/BB-", "UBND,", True),
        ("31/2019/NĐ-", "CP ngày", True),
        ("35-", "CT/TW", True),
        ("45/", "TB-UBND", True),
        ("2020-", "2025", True),
        ("kinh tế-", "xã hội", False),
        ("nội dung -", "Phần hai", False),
        ("số 45", "Tờ bản", False),
    ],
)
def test_a_symbol_broken_by_the_end_of_a_line(end: str, start: str, joined: bool) -> None:
    tokens = page((85, 540, 100, f"{FULL} {end}"), (85, 300, 116, f"{start} về việc ấy"))
    (block,) = arrange(tokens)
    first = block[1].tokens[0]
    assert first.joined is joined
    assert first.text == start.split()[0]


def test_a_short_line_that_ends_with_a_dash_is_not_broken() -> None:
    tokens = page((85, 540, 84, FULL), (85, 200, 100, "mục 12-"), (85, 540, 116, f"UBND {FULL}"))
    assert not any(token.joined for block in arrange(tokens) for li in block for token in li.tokens)


# --- columns ---------------------------------------------------------------------------------


def test_the_subject_under_the_number_belongs_to_the_left() -> None:
    tokens = page(
        (115, 237, 58, "ỦY BAN NHÂN DÂN"),
        (285, 535, 58, "CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM"),
        (128, 224, 79, "XÃ BÌNH MINH"),
        (330, 489, 78, "Độc lập - Tự do - Hạnh phúc"),
        (122, 230, 100, "Số: 1366/UBND-KT"),
        (306, 514, 99, "Bình Minh, ngày 03 tháng 12 năm 2025"),
        (87, 265, 121, "V/v phối hợp xác minh nội dung"),
        (144, 208, 137, "của công dân"),
        (228, 409, 157, "Kính gửi: Thanh tra tỉnh"),
        (85, 540, 178, FULL),
    )
    assert text(tokens).startswith(
        "ỦY BAN NHÂN DÂN\nXÃ BÌNH MINH\nSố: 1366/UBND-KT\n"
        "V/v phối hợp xác minh nội dung\ncủa công dân\n\nCỘNG HÒA"
    )


def test_three_signers() -> None:
    tokens = page(
        (85, 540, 70, FULL),
        (95, 205, 100, "NGƯỜI VIẾT ĐƠN"),
        (240, 360, 100, "XÁC NHẬN CỦA THÔN"),
        (400, 520, 100, "CÁN BỘ TIẾP NHẬN"),
        (105, 195, 116, "(Ký, ghi rõ họ tên)"),
        (265, 335, 116, "Trưởng thôn"),
        (435, 485, 116, "(Ký tên)"),
        (110, 190, 170, "Nguyễn Văn Giả"),
        (270, 330, 170, "Lê Thị Đặt"),
        (420, 500, 170, "Phạm Văn Mẫu"),
    )
    got = " ".join(text(tokens).split()).removeprefix(FULL + " ")
    assert got == (
        "NGƯỜI VIẾT ĐƠN (Ký, ghi rõ họ tên) Nguyễn Văn Giả "
        "XÁC NHẬN CỦA THÔN Trưởng thôn Lê Thị Đặt "
        "CÁN BỘ TIẾP NHẬN (Ký tên) Phạm Văn Mẫu"
    )


def test_columns_of_running_text() -> None:
    left = [(85.0, 300.0, 100 + 16.0 * i, f"trái {i} một hai ba") for i in range(7)]
    right = [(330.0, 545.0, 100 + 16.0 * i, f"phải {i} bốn năm sáu") for i in range(7)]
    assert " ".join(text(page(*left, *right)).split()) == " ".join(
        row[3] for row in (*left, *right)
    )


# --- paragraphs ------------------------------------------------------------------------------


def test_an_item_goes_on_under_its_text() -> None:
    tokens = [
        *page((85, 540, 68, FULL)),
        *page((100, 106, 84, "-"), (118, 540, 84, "nội dung thứ nhất của vụ việc được ghi ở đây")),
        *page((118, 240, 100, "và ở dòng sau")),
    ]
    assert "nội dung thứ nhất của vụ việc được ghi ở đây\nvà ở dòng sau" in text(tokens)


def test_text_at_another_angle_is_read_last() -> None:
    aside = [replace(token, group=-1) for token in page((90, 200, 104, "Bản sao"))]
    tokens = [*aside, *page((85, 540, 100, FULL), (85, 300, 116, "theo quy định./."))]
    assert text(tokens) == f"{FULL}\ntheo quy định./.\n\nBản sao"


# --- papers typed on a machine ---------------------------------------------------------------

PITCH, STROKE = 7.2, 1.3
"""Points from letter to letter, and the white left and right of a letter's ink, on the whole."""
NARROW = ".,;:i1l"


def typed(*rows: str) -> list[Token]:
    """Set rows of letters as wide as one another, with boxes around their ink; a bit uneven."""
    rng = random.Random(7)
    tokens: list[Token] = []
    for number, row in enumerate(rows):
        y = 60 + 18 * number + rng.uniform(-1, 1)
        for word in re.finditer(r"\S+", row):
            ends = [STROKE + 1.3 * (letter in NARROW) for letter in (word[0][0], word[0][-1])]
            x0 = 90 + PITCH * word.start() + ends[0] + rng.uniform(-1.5, 0.5)
            x1 = 90 + PITCH * word.end() - ends[1] + rng.uniform(-0.5, 1.5)
            tokens.append(Token(word[0], (x0, y, x1, y + 13), x0, x1, y, y + 13, group=number))
    return tokens


TYPED = (
    "     Thực hiện Công văn số 1859/TTT-NV2 ngày 23/6/2025, cơ quan",
    "báo cáo kết quả: đã tiếp 66 lượt; nhận 30 đơn; xử lý 30 đơn,",
    "trả lại 4 đơn. Còn lại 11 đơn; 5 đơn của 11 hộ ở xã, 6 đơn ở",
    "nơi khác; tất cả 11 đơn ghi đủ tên, nơi ở, ngày, tháng, lý do",
    "của 1 ; 2 ; 3 hộ. Đi lại, ăn ở; 12 tháng. Kê khai; 1 bản sao.",
)


def test_gaps_of_typed_words_are_no_columns() -> None:
    assert " ".join(text(typed(*TYPED)).split()) == " ".join(" ".join(TYPED).split())


def test_columns_of_a_typed_paper() -> None:
    tokens = typed(
        "  UBND TỈNH BÌNH MINH       CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM",
        "     THANH TRA TỈNH              Độc lập - Tự do - Hạnh phúc",
        "   Số: 4810/BC-TTT          Bình Minh, ngày 19 tháng 8 năm 2025",
        "",
        *TYPED,
        "",
        "Nơi nhận:                            CHÁNH THANH TRA",
        "  UBND tỉnh Bình Minh;",
        "- Lãnh đạo cơ quan (để báo",
        "cáo);                               Phạm Văn Mẫu",
        "- Lưu: VT, NV2.",
    )
    got = text(tokens)
    assert got.startswith("UBND TỈNH BÌNH MINH\nTHANH TRA TỈNH\nSố: 4810/BC-TTT\n\nCỘNG HÒA XÃ HỘI")
    assert " ".join(got.split()).endswith(
        "Nơi nhận: UBND tỉnh Bình Minh; - Lãnh đạo cơ quan (để báo cáo); - Lưu: VT, NV2. "
        "CHÁNH THANH TRA Phạm Văn Mẫu"
    )


# --- tables without borders ------------------------------------------------------------------

HOUSEHOLDS = (
    "STT Họ và tên            Năm sinh  Số CCCD      Ký tên",
    "1   Đặng Bá Toàn         1994      040094523660 (đã ký)",
    "2   Vũ Thị Hà            1988      040188282237 (đã ký)",
    "3   Hoàng Thị Diệu Vân   1963      040163876090 (đã ký)",
    "4   Tống Thị Hồng Loan   1946      040146986779 (đã ký)",
)


def test_rows_of_a_table_without_borders_above_a_signature() -> None:
    signed = (
        "                                NGƯỜI LÀM ĐƠN",
        "                                   (ký tên)",
    )
    told = text(typed(*HOUSEHOLDS, *signed))
    assert "\n1\tĐặng Bá Toàn\t1994\t040094523660 (đã ký)\n" in told
    got = " ".join(told.split())
    assert got == " ".join(" ".join((*HOUSEHOLDS, *signed)).split())


def test_a_row_with_a_lost_word_belongs_to_its_table() -> None:
    """Of the last row the recogniser read no number, and the year too far to the left."""
    last = "    Tống Thị Hồng Loan  1946       040146986779 (đã ký)"
    rows = (*HOUSEHOLDS[:4], last, "                                   (ký tên)")
    assert " ".join(text(typed(*rows)).split()) == " ".join(" ".join(rows).split())


def test_labels_are_read_with_their_values() -> None:
    """A form set in two columns, the values centred: each label stands before its own."""
    tokens = page(
        (85, 540, 80, FULL),
        (85, 150, 110, "Họ và tên:"),
        (300, 420, 110, "VÕ THỊ MẬN"),
        (85, 150, 126, "Ngày sinh:"),
        (325, 395, 126, "02/3/1975"),
        (85, 160, 142, "Điện thoại:"),
        (290, 430, 142, "0900 000 015"),
    )
    told = text(tokens)
    assert [line for line in told.splitlines() if ":" in line] == [
        "Họ và tên: VÕ THỊ MẬN",
        "Ngày sinh: 02/3/1975",
        "Điện thoại: 0900 000 015",
    ]
