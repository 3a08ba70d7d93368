"""Names of places and bodies read in papers of their days, and what they are today.

Pairs: text, day of the paper, what the officer reads, one comment.
"""

import unicodedata
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.law.places import Commune, Succession, body_today, place_today
from pipeline.law.places.tables import Change, bodies, last_change, province_names, provinces

NOW = date(2026, 11, 22)
OLD, EVE, DAY = date(2024, 3, 5), date(2025, 6, 30), date(2025, 7, 1)
NEW = date(2026, 9, 1)


def told(text: str, on: date | None = OLD, today: date = NEW) -> Succession:
    return body_today(text, on, today=today)


CHANGES = [*provinces().changes, *bodies().changes]
NAMES = [(change, name) for change in provinces().changes for name in change.old]


# --- every row -----------------------------------------------------------------------------------


@pytest.mark.parametrize(("change", "name"), NAMES, ids=lambda x: x if isinstance(x, str) else "")
def test_each_old_province_leads_to_the_units_of_its_row(change: Change, name: str) -> None:
    found = place_today(name, change.on - timedelta(days=1), today=change.on)
    if change.new == (name,):
        assert (found.state, found.wider) == ("same", True)
    elif len(change.new) == 1:
        assert (found.state, found.today) == ("renamed", change.new[0])
        assert found.sentence == f"{name} (nay là {change.new[0]})"
    else:
        assert found.state == "several"
        assert tuple(c.name for c in found.candidates) == change.new
    assert change.act in found.articles
    assert set(found.doubts) == ({change.doubt} if change.doubt else set())


@pytest.mark.parametrize(("change", "name"), NAMES, ids=lambda x: x if isinstance(x, str) else "")
def test_on_the_eve_of_the_change_each_old_province_stands(change: Change, name: str) -> None:
    eve = change.on - timedelta(days=1)
    found = place_today(name, eve, today=eve)
    assert found.state == "same" and not found.stale


@pytest.mark.parametrize(("change", "name"), NAMES, ids=lambda x: x if isinstance(x, str) else "")
def test_a_province_named_after_its_end_is_stale(change: Change, name: str) -> None:
    assert place_today(name, change.on, today=NOW).stale == change.ends(name)


def test_sixty_three_became_thirty_four() -> None:
    eve = {n for n in province_names() if _stands(n, EVE)}
    now = {n for n in province_names() if _stands(n, NOW)}
    assert (len(eve), len(now)) == (63, 34)
    assert sum(n.startswith("thành phố") for n in now) == 6
    merged = [c for c in provinces().changes if c.on == DAY]
    assert (len(merged), sum(len(c.old) for c in merged)) == (23, 52)


def _stands(name: str, day: date) -> bool:
    found = provinces().heirs(name, day, day)
    return not found.stale and not found.early


OF_BODIES = [(c, n) for c in bodies().changes for n in c.old if not c.tier and "…" not in n]


@pytest.mark.parametrize(
    ("change", "name"), OF_BODIES, ids=lambda x: x if isinstance(x, str) else ""
)
def test_each_old_body_leads_to_the_bodies_of_its_row(change: Change, name: str) -> None:
    found = told(name, change.on - timedelta(days=1))
    parts = [part.body for part in change.parts if part.of == name]
    if not change.new:
        assert (found.state, found.ended_on, found.kind) == ("ended", change.on, change.kind)
    elif parts:
        assert [c.name for c in found.candidates] == [*change.new, *parts]
    elif change.new == (name,):
        assert found.state == "same"
    else:
        assert (found.state, found.today) == ("renamed", change.new[0])
    assert change.act in found.articles and change.doubt in found.doubts
    assert told(name, change.on - timedelta(days=1), change.on - timedelta(days=1)).state == "same"


OF_A_TIER = [(c, n) for c in bodies().changes for n in c.old if c.tier == "district"]


@pytest.mark.parametrize(
    ("change", "name"), OF_A_TIER, ids=lambda x: x if isinstance(x, str) else ""
)
def test_each_district_body_ended_and_a_person_is_asked(change: Change, name: str) -> None:
    word = "" if name.endswith("ủy") else "huyện "
    text = f"{name.replace('…', 'Nội vụ')} {word}Trảng Bom"
    found = told(text, change.on - timedelta(days=1))
    assert (found.state, found.ended_on, found.kind) == ("ended", change.on, change.kind)
    assert found.today == "" and not found.candidates and not found.stale
    assert change.act in found.articles and change.doubt in found.doubts
    eve = change.on - timedelta(days=1)
    assert told(text, eve, eve).state == "same"
    assert told(text, change.on).stale


@pytest.mark.parametrize("change", CHANGES, ids=lambda c: c.old[0])
def test_a_row_says_where_it_comes_from(change: Change) -> None:
    assert change.act and change.source and change.certainty in ("S", "M", "D")
    assert change.old
    if change.certainty == "M":
        assert change.doubt, "an unverified fact is said to be one"
    if not change.new:
        assert change.doubt


# --- ways through the tables ---------------------------------------------------------------------


ALL = [*((provinces(), n) for n in province_names())] + [
    (bodies(), n) for c in bodies().changes for n in (*c.old, *c.new)
]


@pytest.mark.parametrize(("table", "name"), ALL, ids=lambda x: x if isinstance(x, str) else "")
def test_every_way_ends_in_names_of_today(table: object, name: str) -> None:
    assert table is provinces() or table is bodies()
    chosen = provinces() if table is provinces() else bodies()
    for tier in ("", "province", "district"):
        for on in (None, date(1990, 1, 1), OLD, EVE, DAY, NOW):
            for heir in chosen.heirs(name, on, NOW, tier).names:
                again = chosen.heirs(heir, NOW, NOW, tier)
                assert again.names == (heir,) and not again.stale


def test_the_days_of_a_way_only_grow() -> None:
    for name in province_names():
        days = [c.on for c in provinces().heirs(name, None, NOW).changes]
        assert days == sorted(days)


def test_no_change_is_younger_than_the_tables_say() -> None:
    assert last_change() == max(c.on for c in CHANGES) <= NOW


# --- names as papers write them -------------------------------------------------------------------

PAIRS = [
    # department renamed and province merged
    ("Sở Tài nguyên và Môi trường tỉnh Bình Phước", "Sở Nông nghiệp và Môi trường tỉnh Đồng Nai"),
    ("Sở TN&MT tỉnh Bình Phước", "Sở Nông nghiệp và Môi trường tỉnh Đồng Nai"),
    ("SỞ TÀI NGUYÊN VÀ MÔI TRƯỜNG TỈNH BÌNH PHƯỚC", "Sở Nông nghiệp và Môi trường tỉnh Đồng Nai"),
    ("So Tai nguyen va Moi truong tinh Binh Phuoc", "Sở Nông nghiệp và Môi trường tỉnh Đồng Nai"),
    ("Sở Tài nguyên Môi trường Bình Phước", "Sở Nông nghiệp và Môi trường tỉnh Đồng Nai"),
    # the post before it stays
    ("Giám đốc Sở GTVT T. Hải Dương", "Giám đốc Sở Xây dựng thành phố Hải Phòng"),
    ("Chủ tịch UBND tỉnh Long An", "Chủ tịch Ủy ban nhân dân tỉnh Tây Ninh"),
    # only the province changed
    ("Sở Xây dựng tỉnh Bà Rịa – Vũng Tàu", "Sở Xây dựng thành phố Hồ Chí Minh"),
    ("Sở Văn hóa, Thể thao và Du lịch tỉnh Hà Giang",
     "Sở Văn hóa, Thể thao và Du lịch tỉnh Tuyên Quang"),
    ("Công an tỉnh Hoà Bình", "Công an tỉnh Phú Thọ"),
    ("Tòa án nhân dân tỉnh Đăk Nông", "Tòa án nhân dân tỉnh Lâm Đồng"),
    ("VKSND tỉnh Bắc Cạn", "Viện kiểm sát nhân dân tỉnh Thái Nguyên"),
    ("Thanh tra tỉnh Kontum", "Thanh tra tỉnh Quảng Ngãi"),
    ("Tỉnh ủy Hải Dương", "Thành ủy Hải Phòng"),
    # only the body changed
    ("Bộ TN&MT", "Bộ Nông nghiệp và Môi trường"),
    ("Sở KH&ĐT TP.HCM", "Sở Tài chính thành phố Hồ Chí Minh"),
    ("Cục THADS tỉnh Gia Lai", "Thi hành án dân sự tỉnh Gia Lai"),
    # two steps: divided and merged again
    ("UBND tỉnh Vĩnh Phú", "Ủy ban nhân dân tỉnh Phú Thọ"),
    ("UBND tỉnh Thừa Thiên - Huế", "Ủy ban nhân dân thành phố Huế"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "today"), PAIRS)
def test_renamed(text: str, today: str) -> None:
    found = told(text)
    assert (found.state, found.today) == ("renamed", today)
    assert found.sentence == f"{text} (nay là {today})"


@pytest.mark.parametrize("today", sorted({today for _, today in PAIRS}))
@pytest.mark.parametrize("on", [DAY, NOW, None])
def test_a_name_of_today_is_itself(today: str, on: date | None) -> None:
    found = told(today, on)
    assert (found.state, found.today, found.stale) == ("same", today, False)
    assert found.sentence == today


NOT_CHANGED = [
    "Công ty Cao su Bình Phước",  # a company's name is no place
    "Thanh tra Bộ Công an",  # inspectorates that stay
    "Thanh tra Chính phủ",
    "UBND xã Bình Minh, tỉnh Đồng Nai",
    "xã Phong Phú",  # «Phong» is no «Phòng»
    "Ông Nguyễn Văn Nam",
    "UBND tỉnh Quảng Ninh",
    "tôi số 5 tổ 3",
    "",
]


@pytest.mark.parametrize("text", NOT_CHANGED)
def test_not_changed(text: str) -> None:
    assert not told(text, NEW).changed


def test_a_body_divided_by_matter_lists_all() -> None:
    found = told("Giám đốc Sở LĐTBXH tỉnh Kon Tum")
    assert found.state == "several" and found.today == ""
    assert [(c.name, c.matter) for c in found.candidates] == [
        ("Giám đốc Sở Nội vụ tỉnh Quảng Ngãi", ""),
        ("Giám đốc Sở Giáo dục và Đào tạo tỉnh Quảng Ngãi", "giáo dục nghề nghiệp"),
        ("Giám đốc Sở Y tế tỉnh Quảng Ngãi", "bảo trợ xã hội"),
    ]
    assert "phần bảo trợ xã hội" in found.sentence


def test_a_city_of_a_district_is_no_province() -> None:
    assert told("UBND thành phố Thái Bình, tỉnh Thái Bình").state == "ended"
    assert told("UBND thành phố Huế, tỉnh Thừa Thiên Huế").state == "ended"
    assert told("UBND thành phố Huế", NEW).state == "same"
    assert told("UBND TP. Biên Hoà").state == "ended"


def test_the_province_of_an_ended_district_is_told() -> None:
    found = told("UBND huyện Bù Đăng, tỉnh Bình Phước")
    assert found.where == "tỉnh Đồng Nai" and "nay thuộc tỉnh Đồng Nai" in found.sentence
    assert "01/7/2025" in found.sentence
    assert told("UBND huyện Trảng Bom, tỉnh Đồng Nai").where == ""


def test_a_body_the_tables_do_not_know_is_asked_not_guessed() -> None:
    found = told("Cục Thuế tỉnh Bình Phước")
    assert (found.state, found.today, found.where) == ("ask", "", "tỉnh Đồng Nai")


@pytest.mark.parametrize("name", ["Quảng Trị", "Gia Lai", "Bắc Ninh"])
def test_the_day_tells_the_old_unit_from_the_larger_new_one(name: str) -> None:
    text = f"UBND tỉnh {name}"
    before, after, undated = told(text, EVE), told(text, DAY), told(text, None)
    assert (before.world, before.wider, before.undated) == ("before", True, False)
    assert (after.world, after.wider, after.undated) == ("after", False, False)
    assert (undated.world, undated.undated) == ("unknown", True)


def test_a_body_of_today_tells_the_day_of_an_undated_paper() -> None:
    assert not told("Sở Nông nghiệp và Môi trường tỉnh Quảng Ngãi", None).undated


def test_a_paper_older_than_the_name_it_uses_is_early() -> None:
    assert told("Sở Nông nghiệp và Môi trường tỉnh Cà Mau", OLD).early
    assert not told("Sở Nông nghiệp và Môi trường tỉnh Cà Mau", NEW).early


def test_what_the_writer_tells_himself_is_left() -> None:
    assert told("xã Tân An, huyện Vĩnh Cửu (nay là xã Tân An, tỉnh Đồng Nai)").state == "same"


def test_the_weakest_source_marks_the_whole() -> None:
    assert told("UBND tỉnh Long An").certainty == "D"  # the province S, its body by inference
    assert told("Sở TN&MT tỉnh Long An").certainty == "M"
    assert place_today("tỉnh Long An", OLD, today=NEW).certainty == "S"


# --- communes ------------------------------------------------------------------------------------

TABLE = (
    Commune("xã Thiện Tân", "huyện Vĩnh Cửu", "tỉnh Đồng Nai", "xã Tân An", DAY, "NQ số 1"),
    Commune("xã Tân An", "huyện Vĩnh Cửu", "tỉnh Đồng Nai", "xã Tân An", DAY, "NQ số 1"),
    Commune("xã Đồng Tâm", "huyện Đồng Phú", "tỉnh Bình Phước", "xã Thuận Lợi", DAY, "NQ số 1"),
    Commune("xã Hòa An", "huyện Đồng Phú", "tỉnh Bình Phước", "xã Thuận Lợi", DAY, "NQ số 1"),
    Commune("xã Hòa An", "huyện Đồng Phú", "tỉnh Bình Phước", "xã Đồng Phú", DAY, "NQ số 1"),
)  # fmt: skip


def placed(text: str, on: date | None = OLD, today: date = NEW) -> Succession:
    return place_today(text, on, today=today, communes=TABLE)


def test_an_old_commune_without_a_table_is_asked() -> None:
    found = place_today("xã Thiện Tân, huyện Vĩnh Cửu, tỉnh Đồng Nai", OLD, today=NEW)
    assert found.state == "ask" and "places.toml" in found.doubts[0]
    assert place_today("xã Thiện Tân, tỉnh Đồng Nai", NEW, today=NEW).state == "same"


def test_the_office_s_own_table_answers() -> None:
    found = placed("ấp 4, xã Thiện Tân, huyện Vĩnh Cửu, tỉnh Đồng Nai")
    assert found.today == "ấp 4, xã Tân An, tỉnh Đồng Nai" and found.articles[0] == "NQ số 1"
    found = placed("xã Đồng Tâm, huyện Đồng Phú, tỉnh Bình Phước")
    assert found.today == "xã Thuận Lợi, tỉnh Đồng Nai"
    body = body_today("UBND xã Đồng Tâm, huyện Đồng Phú", OLD, today=NEW, communes=TABLE)
    assert body.today == "Ủy ban nhân dân xã Thuận Lợi, tỉnh Đồng Nai"


def test_a_commune_of_the_same_name_elsewhere_is_another() -> None:
    assert placed("xã Thiện Tân, huyện Hữu Lũng, tỉnh Lạng Sơn").state == "ask"
    assert placed("xã Thiện Tân, tỉnh Lạng Sơn").state == "ask"
    assert placed("xã Hoá An, huyện Đồng Phú").state == "ask"  # «Hoá» is not «Hòa»
    assert placed("xã Hoà An, huyện Đồng Phú").state == "several"  # the tone's other place


def test_a_divided_commune_lists_all() -> None:
    names = [c.name for c in placed("xã Hòa An, huyện Đồng Phú, tỉnh Bình Phước").candidates]
    assert names == ["xã Thuận Lợi, tỉnh Đồng Nai", "xã Đồng Phú, tỉnh Đồng Nai"]


def test_the_day_tells_an_old_commune_from_the_new_one_of_its_name() -> None:
    text = "xã Tân An, tỉnh Đồng Nai"
    assert placed(text, NEW).state == "same"
    assert placed(text, EVE).state == "renamed"
    stale = placed("xã Tân An, huyện Vĩnh Cửu, tỉnh Đồng Nai", NEW)
    assert (stale.state, stale.stale, stale.world) == ("renamed", True, "before")
    assert placed("xã Thiện Tân, tỉnh Đồng Nai", NEW).stale  # no commune of today has the name


def test_before_its_day_an_entry_says_nothing() -> None:
    assert placed("xã Thiện Tân, huyện Vĩnh Cửu, tỉnh Đồng Nai", OLD, EVE).state == "same"


# --- spellings -----------------------------------------------------------------------------------

SPELLED = [(n, o) for n, others in bodies().spelled.items() for o in others]
SPELLED_PROVINCES = [(n, o) for n, others in provinces().spelled.items() for o in others]


@pytest.mark.parametrize(("name", "other"), SPELLED)
def test_every_other_spelling_of_a_body_is_read(name: str, other: str) -> None:
    place = " huyện Trảng Bom"
    written = told(other.replace("…", "X") + place)
    assert replace(written, text="") == replace(told(name.replace("…", "X") + place), text="")
    assert written.state != "unknown"


@pytest.mark.parametrize(("name", "other"), SPELLED_PROVINCES)
def test_every_other_spelling_of_a_province_is_read(name: str, other: str) -> None:
    found = place_today(f"tỉnh {other}", OLD, today=NEW)
    assert replace(found, text="", today="") == replace(
        place_today(f"tỉnh {name}", OLD, today=NEW), text="", today=""
    )
    assert found.state != "unknown"


@pytest.mark.parametrize("name", province_names())
def test_capitals_and_lost_marks_change_nothing(name: str) -> None:
    plain = place_today(name, OLD, today=NEW)
    loud = place_today(name.upper(), OLD, today=NEW)
    bare = place_today(unmarked(name), OLD, today=NEW)
    assert loud.state == bare.state == plain.state
    if plain.state == "renamed":
        assert loud.today == bare.today == plain.today


def unmarked(text: str) -> str:
    parts = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(c for c in parts if not unicodedata.combining(c))


PIECES = [
    "UBND", "Sở TN&MT", "Thanh tra Sở", "Phòng", "Giám đốc", "Công an", "TAND", "tỉnh", "huyện",
    "xã", "TP.", "Bình Phước", "Hải Phòng", "Huế", "Trảng Bom", "của", "và", ",", "-", "(", ")",
    "5", "nay là", "\n", "Bộ TN&MT", "Quảng Trị", "tinh", "Tỉnh ủy", "…", "\u0301",
]  # fmt: skip


@given(
    st.text() | st.lists(st.sampled_from(PIECES), max_size=12).map(" ".join),
    st.sampled_from([None, OLD, EVE, DAY, NOW]),
)
def test_any_text_has_one_answer_and_today_s_name_is_itself(text: str, on: date | None) -> None:
    found = body_today(text, on, today=NEW, communes=TABLE)
    assert found == body_today(text, on, today=NEW, communes=TABLE)
    assert found.text == text
    if found.state == "renamed":
        assert body_today(found.today, NEW, today=NEW, communes=TABLE).state == "same"
    if found.state in ("ended", "ask", "several", "unknown"):
        assert found.today == ""
    assert (found.state == "several") == (len(found.candidates) > 1)
