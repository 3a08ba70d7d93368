# pyright: reportMissingTypeStubs=false, reportUnknownMemberType=false
"""The register as a spreadsheet (.xlsx), .csv or .json.

A cell that begins like a formula would run when a spreadsheet program opens the file: a name such
as ``=HYPERLINK(…)`` on a petition must stay text. In .xlsx every cell is written as a string; in
.csv a leading apostrophe takes the formula its force.
"""

import csv
import json
from collections.abc import Iterable
from dataclasses import asdict
from datetime import date
from pathlib import Path

import xlsxwriter

from pipeline.register.plain import plain
from pipeline.register.views import Row

HEADINGS = {
    "number": "Số vụ việc",
    "arrived_on": "Ngày đến",
    "arrival_assumed": "Ngày đến tạm tính",
    "kind": "Loại",
    "secret": "Giữ bí mật",
    "petitioners": "Người gửi",
    "subject": "Nội dung",
    "route": "Hướng xử lý",
    "competence": "Thẩm quyền",
    "due": "Hạn",
    "provisional": "Hạn tạm tính",
    "drafts": "Số dự thảo",
}
WORDS = {
    "complaint": "Khiếu nại",
    "denunciation": "Tố cáo",
    "recommendation": "Kiến nghị, phản ánh",
    "mixed": "Nhiều nội dung",
    "official": "Văn bản đến",
    "other": "Chưa rõ",
    "accept": "Đề xuất thụ lý",
    "refuse": "Không thụ lý",
    "guide": "Hướng dẫn",
    "return": "Trả lại đơn",
    "transfer": "Chuyển đơn",
    "supplement": "Yêu cầu bổ sung",
    "split": "Hướng dẫn tách đơn",
    "urge": "Yêu cầu cấp dưới báo cáo",
    "report": "Báo cáo người đứng đầu",
    "inspect": "Thanh tra, kiểm tra",
    "file_away": "Xếp lưu",
    "incoming": "Văn bản đến",
    "person": "Chờ người quyết định",
    "competent": "Thuộc thẩm quyền",
    "not_competent": "Không thuộc thẩm quyền",
    "unknown": "Chưa rõ",
    "post": "Bưu chính",
    "direct": "Nộp trực tiếp",
    "forwarded": "Cơ quan khác chuyển đến",
    "": "",
}
"""Vietnamese for the register's own codes."""

_FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "|", "%")


def harmless(text: str) -> str:
    """Return the text with an apostrophe before it where a spreadsheet would run it."""
    return f"'{text}" if text.lstrip(" ").startswith(_FORMULA_STARTS) else text


def write(rows: Iterable[Row], path: Path) -> int:
    """Write the rows as the suffix of ``path`` says and return how many there were.

    Raises ``ValueError`` for a suffix other than .xlsx, .csv, .json.
    """
    writers = {".xlsx": _write_xlsx, ".csv": _write_csv, ".json": _write_json}
    if path.suffix.lower() not in writers:
        raise ValueError(path.suffix)
    return writers[path.suffix.lower()](rows, path)


def cells(row: Row) -> list[str]:
    """Return the row's cells as an official reads them, in the order of ``HEADINGS``."""
    return [_cell(name, getattr(row, name)) for name in HEADINGS]


def _cell(name: str, value: object) -> str:
    if name in ("kind", "route", "competence"):
        return WORDS[str(value)]
    if isinstance(value, bool):
        return "x" if value else ""
    if value is None:
        return ""
    return value.strftime("%d/%m/%Y") if isinstance(value, date) else str(value)


def _write_xlsx(rows: Iterable[Row], path: Path) -> int:
    count = 0
    with xlsxwriter.Workbook(str(path)) as book:
        sheet = book.add_worksheet("Sổ đơn thư")
        bold = book.add_format({"bold": True, "text_wrap": True})
        for column, heading in enumerate(HEADINGS.values()):
            sheet.write_string(0, column, heading, bold)
        for count, row in enumerate(rows, start=1):
            for column, cell in enumerate(cells(row)):
                sheet.write_string(count, column, cell)
        sheet.freeze_panes(1, 0)
        sheet.autofit()
    return count


def _write_csv(rows: Iterable[Row], path: Path) -> int:
    lines = [[harmless(cell) for cell in cells(row)] for row in rows]
    with path.open("w", encoding="utf-8-sig", newline="") as file:
        csv.writer(file).writerows([list(HEADINGS.values()), *lines])
    return len(lines)


def _write_json(rows: Iterable[Row], path: Path) -> int:
    listed = [plain(asdict(row)) for row in rows]
    path.write_text(json.dumps(listed, ensure_ascii=False, indent=1), encoding="utf-8")
    return len(listed)
