"""The data package on documents: every entry is well-formed and no two contradict each other."""

import re
import tomllib
from datetime import date
from importlib.resources import files
from itertools import pairwise

import pytest

from pipeline.law.documents import (
    NAMED,
    Act,
    act_by_name,
    act_by_symbol,
    acts,
    acts_named,
    document_codes,
    in_force,
    kind_of_code,
    law_names,
    short_names,
    types,
)

_SYMBOL = re.compile(
    r"\d{2,3}/\d{4}/(?:QH\d{1,2}|(?:PL-)?UBTVQH\d{1,2}|NĐ-CP|TT-[A-ZĐ]+|TTLT(?:-[A-ZĐ]+)+)"
)


@pytest.mark.parametrize("act", acts().values(), ids=lambda a: a.symbol)
def test_an_act_is_well_formed(act: Act) -> None:
    assert _SYMBOL.fullmatch(act.symbol)
    assert act.kind in {entry.kind for entry in types()}
    assert act.name == " ".join(act.name.split())
    assert act.certainty in ("S", "M")
    days = [day for day in (act.issued, act.in_force, act.ended) if day]
    assert days == sorted(days)
    assert act.issued is None or act.issued.year == act.year
    assert act.ended or not act.replaced_by


@pytest.mark.parametrize("act", acts().values(), ids=lambda a: a.symbol)
def test_what_replaced_an_act_is_in_the_table_and_later(act: Act) -> None:
    for symbol in act.replaced_by:
        follower = act_by_symbol(symbol)
        assert follower is not None
        assert follower.in_force is None or act.ended is None or follower.in_force <= act.ended
        assert follower.year is not None
        assert act.year is not None
        assert follower.year >= act.year


def test_no_number_stands_twice() -> None:
    source = files("pipeline.law.documents").joinpath("acts.toml").read_text("utf-8")
    symbols = [entry["symbol"] for entry in tomllib.loads(source)["act"]]
    assert len(symbols) == len(set(symbols)) == len(acts())


@pytest.mark.parametrize(
    ("kind", "name"), sorted({(a.kind, a.name) for a in acts().values() if a.kind in NAMED})
)
def test_of_one_name_one_act_is_in_force_at_a_time(kind: str, name: str) -> None:
    for older, newer in pairwise(acts_named(kind, name)):
        assert older.ended is not None
        assert newer.in_force is None or older.ended <= newer.in_force


def test_no_code_is_of_two_types() -> None:
    codes = [code for entry in types() for code in entry.codes]
    assert len(codes) == len(set(codes))
    shorts = [short for entry in types() for short in entry.short]
    assert len(shorts) == len(set(shorts))
    names = [name.casefold() for entry in types() for name in entry.names]
    assert len(names) == len(set(names))


def test_codes_of_issuers_belong_to_known_types() -> None:
    codes = document_codes()
    assert all(kind_of_code(code) is not None for code in codes.issuers_of)
    assert all(re.fullmatch(r"[A-ZĐ]+[a-z]?", issuer) for issuer in codes.issuers)


CODES = [
    ("QĐ", "Quyết định"), ("QĐi", "Quy định"), ("TTr", "Tờ trình"), ("TTLT", "Thông tư liên tịch"),
    ("NQLT", "Nghị quyết liên tịch"), ("KL", "Kết luận"), ("STC", None), ("UBND", None),
]  # fmt: skip


@pytest.mark.parametrize(("code", "kind"), CODES)
def test_kind_of_code(code: str, kind: str | None) -> None:
    assert kind_of_code(code) == kind


NAMES = [
    ("Đất đai", date(2014, 6, 30), "13/2003/QH11"),
    ("Đất đai", date(2014, 7, 1), "45/2013/QH13"),  # from its first day
    ("Đất đai", date(2024, 8, 1), "31/2024/QH15"),
    ("đất đai", None, "31/2024/QH15"),  # without a day the newest; case is no matter
    ("Đất đai", date(1980, 1, 1), None),  # before any that is known
    ("Nhà giáo", date(2026, 1, 1), None),  # no number known
]


@pytest.mark.parametrize(("name", "day", "symbol"), NAMES)
def test_act_by_name(name: str, day: date | None, symbol: str | None) -> None:
    act = act_by_name("Luật", name, day)
    assert (act.symbol if act else None) == symbol


FORCE = [
    ("64/2014/NĐ-CP", date(2026, 6, 30), True),
    ("64/2014/NĐ-CP", date(2026, 7, 1), False),  # the first day on which it is no longer
    ("64/2014/NĐ-CP", date(2014, 8, 14), False),
    ("126/2025/QH15", date(2026, 1, 1), None),  # its first day is not known
]


@pytest.mark.parametrize(("symbol", "day", "expected"), FORCE)
def test_in_force(symbol: str, day: date, expected: bool | None) -> None:
    act = act_by_symbol(symbol)
    assert act is not None
    assert in_force(act, day) is expected


def test_a_decree_is_not_known_by_its_matter() -> None:
    assert acts_named("Nghị định", "giá đất") == ()
    assert "giá đất" not in {name for names in law_names().values() for name in names}


def test_names_hold_known_and_further_laws() -> None:
    assert {"Đất đai", "Nhà giáo"} <= set(law_names()["Luật"])
    assert {"Dân sự", "Hàng hải Việt Nam"} <= set(law_names()["Bộ luật"])


@pytest.mark.parametrize(("form", "act"), sorted(short_names().items()))
def test_a_short_form_stands_for_a_name_that_is_known(form: str, act: tuple[str, str]) -> None:
    kind, name = act
    assert name in law_names()[kind]
    assert form not in {short for entry in types() for short in entry.short}
