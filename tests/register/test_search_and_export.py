"""Search without tone marks; exports in which nothing runs."""

import csv
import json
import zipfile
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine
from sqlalchemy.orm import Session

from pipeline.register.export import HEADINGS, WORDS, harmless, write
from pipeline.register.search import find_cases
from pipeline.register.views import Row, rows
from pipeline.secrecy.cipher import Keys
from tests.register.made import entry
from tests.register.test_entry import put

FORMULA = '=HYPERLINK("http://x.vn";"Đơn")'


@pytest.mark.parametrize(
    "query",
    ["thu hoi dat", "THU HỒI ĐẤT", "nguyễn thử", "0905123456", "215/QĐ-UBND", "đất tân bình"],
)
def test_a_case_is_found_with_and_without_marks(engine: Engine, keys: Keys, query: str) -> None:
    number = put(engine, keys, entry("1"))
    put(engine, keys, entry("2", name="Lê Khác", secret=True))
    with Session(engine) as session:
        assert find_cases(session, query) == [number]


@pytest.mark.parametrize("query", ["", '"', "* OR", "NEAR(", "a AND", "(", "folded:x", "-", "\x00"])
def test_no_query_breaks_the_search(engine: Engine, keys: Keys, query: str) -> None:
    put(engine, keys, entry("1"))
    with Session(engine) as session:
        assert find_cases(session, query) == []


def test_nothing_of_a_secret_paper_is_found(engine: Engine, keys: Keys) -> None:
    number = put(engine, keys, entry("1", kind="denunciation", secret=True))
    with Session(engine) as session:
        assert find_cases(session, "Nguyễn") == find_cases(session, "thu hồi") == []
        assert find_cases(session, number) == [number]


@given(st.text())
def test_harmless_text_never_begins_a_formula(text: str) -> None:
    assert not harmless(text).lstrip(" ").startswith(("=", "+", "-", "@", "\t", "\r", "\n"))


@pytest.mark.parametrize("suffix", [".xlsx", ".csv", ".json"])
def test_an_export_holds_every_case_and_runs_nothing(
    engine: Engine, keys: Keys, tmp_path: Path, suffix: str
) -> None:
    put(engine, keys, entry("1", name=FORMULA))
    path = tmp_path / f"so{suffix}"
    with Session(engine) as session:
        assert write(rows(session), path) == 1
    if suffix == ".json":
        assert json.loads(path.read_text("utf-8"))[0]["petitioners"] == FORMULA
    elif suffix == ".csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            heading, line = csv.reader(file)
        assert heading == list(HEADINGS.values())
        assert "'" + FORMULA in line
    else:
        with zipfile.ZipFile(path) as book:
            sheet = book.read("xl/worksheets/sheet1.xml").decode()
            strings = book.read("xl/sharedStrings.xml").decode()
        assert "<f>" not in sheet and "hyperlink" not in sheet.lower()
        assert "=HYPERLINK" in strings


def test_every_column_has_a_heading_and_every_code_a_word() -> None:
    assert list(HEADINGS) == list(Row.__slots__)
    codes = (
        "complaint denunciation recommendation mixed official other accept guide return transfer"
    )
    assert all(WORDS[code] for code in codes.split())
