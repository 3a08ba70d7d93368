"""Who may do what: the office's people, the table of rights, and what a refusal leaves behind."""

import json
import sqlite3
import tomllib
from collections.abc import Callable
from importlib.resources import files

import pytest

from pipeline.cli import office
from pipeline.engine.desk import open_desk
from pipeline.errors import AccessRefused, BadSettings, NotAllowed, UnknownPerson
from pipeline.register import entry
from pipeline.register.history import now
from pipeline.register.models import History
from pipeline.secrecy.access import accesses
from pipeline.secrecy.rights import MACHINE, all_rights, guard_of, role_words
from pipeline.settings import NamedPerson, Rights, Settings
from tests.papers import DENOUNCER, DENOUNCER_PHONE
from tests.secrecy.conftest import OPEN_CASE, PEOPLE, SECRET_CASE, Said, add_settings

CLERK, OFFICER, LEADER, ADMINISTRATOR = (
    "Lê Văn Thư",
    "Trần Thị Soát",
    "Phạm Quốc Lãnh",
    "Đỗ Quản Trị",
)
Run = Callable[..., Said]


def logged(settings: Settings) -> list[tuple[str, str, str, str]]:
    """The access log of today's persons: reader, case, purpose, outcome."""
    with open_desk(settings) as desk, desk.transaction() as session:
        return [
            (line.reader, line.case, line.purpose, line.outcome)
            for line in accesses(session)
            if line.reader != MACHINE
        ]


MAY = [
    (right, name, name in names)
    for right, names in {
        "open_secret": {OFFICER, LEADER},
        "draft_named": {CLERK, OFFICER, LEADER},
        "record": {CLERK, OFFICER, LEADER},
        "read_log": {ADMINISTRATOR},
        "rotate_key": {ADMINISTRATOR},
    }.items()
    for name in (CLERK, OFFICER, LEADER, ADMINISTRATOR)
]


@pytest.mark.parametrize(("right", "name", "may"), MAY)
def test_the_table_of_rights(with_people: Settings, right: str, name: str, may: bool) -> None:
    guard = guard_of(with_people)
    if may:
        guard.admit(name, right)  # type: ignore[arg-type]
        return
    with pytest.raises(NotAllowed) as refused:
        guard.admit(name, right)  # type: ignore[arg-type]
    assert name in refused.value.message
    assert all_rights()[right].what in refused.value.message  # type: ignore[index]


def test_the_table_and_the_settings_name_the_same_rights_and_roles() -> None:
    assert set(all_rights()) == set(Rights.model_fields)
    assert set(role_words()) == {*NamedPerson.model_json_schema()["properties"]["role"]["enum"]}
    assert not {"administrator"} & set(all_rights()["open_secret"].roles)
    template = files("pipeline.cli").joinpath("donthu.toml").read_text("utf-8")
    tomllib.loads(template.replace("# [[people]]", "[[people]]").replace("# [rights]", "[rights]"))


def test_the_machine_is_called_what_the_register_calls_it() -> None:
    assert MACHINE == entry.MACHINE


@pytest.mark.parametrize("name", [OFFICER.upper(), f" Trần  Thị {'Soát'} ", "Trần Thị Soát"])
def test_a_name_is_known_however_it_is_composed_and_spaced(
    with_people: Settings, name: str
) -> None:
    guard_of(with_people).admit(name, "open_secret")


def test_without_people_any_name_opens_and_none_does_not(filed: Settings) -> None:
    guard = guard_of(filed)
    guard.admit("Ai Đó", "open_secret")
    with pytest.raises(AccessRefused):
        guard.admit("  ", "open_secret")


@pytest.mark.parametrize(
    ("more", "key", "said"),
    [
        ('[rights]\nopen_secret = ["administrator"]', "rights.open_secret", "chỉ thu hẹp"),
        ('[rights]\nread_log = ["leader"]', "rights.read_log", "chỉ thu hẹp"),
        ('[[people]]\nname = "trần thị SOÁT"\nrole = "clerk"', "people", "hai lần"),
        ('[[people]]\nname = "Donthu"\nrole = "clerk"', "people", "không dùng được"),
        ('[[people]]\nname = " "\nrole = "clerk"', "people", "không dùng được"),
        ('[[people]]\nname = "A"\nrole = "boss"', "people.4.role", ""),
        ('[rights]\nopen = ["leader"]', "rights.open", ""),
    ],
)
def test_settings_that_would_widen_or_confuse_are_refused(
    with_people: Settings, more: str, key: str, said: str
) -> None:
    with pytest.raises(BadSettings) as bad:
        guard_of(add_settings(with_people, f"\n{more}\n"))
    assert bad.value.details["key"] == key
    assert said in bad.value.message


def test_an_office_can_narrow(with_people: Settings) -> None:
    guard = guard_of(add_settings(with_people, '\n[rights]\nopen_secret = ["leader"]\n'))
    guard.admit(LEADER, "open_secret")
    with pytest.raises(NotAllowed, match=r"dành cho lãnh đạo\. Hãy"):
        guard.admit(OFFICER, "open_secret")
    nobody = guard_of(add_settings(with_people, "read_log = []\n"))
    with pytest.raises(NotAllowed, match="không ai"):
        nobody.admit(ADMINISTRATOR, "read_log")


def test_an_officer_opens_and_the_others_are_turned_away(
    with_people: Settings, donthu: Run
) -> None:
    status, said, _ = donthu(with_people, "register", "show", SECRET_CASE, "--as", OFFICER)
    assert status == 0
    assert DENOUNCER in said
    for name in (CLERK, ADMINISTRATOR, "Người Lạ Mặt"):
        status, said, complaint = donthu(with_people, "register", "show", SECRET_CASE, "--as", name)
        assert (status, said) == (1, "")
        assert f"«{name}»" in complaint
        assert "đã được ghi lại" in complaint
        assert DENOUNCER not in complaint
    assert logged(with_people) == [
        (OFFICER, SECRET_CASE, "register show", "opened"),
        (CLERK, SECRET_CASE, "register show", "refused"),
        (ADMINISTRATOR, SECRET_CASE, "register show", "refused"),
        ("Người Lạ Mặt", "", "known", "refused"),
    ]


def test_an_open_case_needs_no_right_but_a_known_name(with_people: Settings, donthu: Run) -> None:
    assert donthu(with_people, "register", "show", OPEN_CASE)[0] == 0
    assert donthu(with_people, "register", "show", OPEN_CASE, "--as", ADMINISTRATOR)[0] == 0
    assert donthu(with_people, "register", "show", OPEN_CASE, "--as", "Người Lạ Mặt")[0] == 1


def test_the_administrator_records_nothing_in_a_case(with_people: Settings, donthu: Run) -> None:
    command = ("case", "set", SECRET_CASE, "source", "direct", "--as")
    status, _, complaint = donthu(with_people, *command, ADMINISTRATOR)
    assert status == 1
    assert "không được ghi vào sổ" in complaint
    assert donthu(with_people, *command, CLERK)[0] == 0
    with sqlite3.connect(with_people.data / "register.sqlite") as register:
        whose = register.execute("SELECT DISTINCT who FROM history WHERE who != 'donthu'")
        assert whose.fetchall() == [(CLERK,)]


def test_a_draft_has_a_drafter_whose_name_is_known(with_people: Settings, donthu: Run) -> None:
    command = ("draft", SECRET_CASE, "thong-bao-tiep-nhan")
    before = sorted(with_people.outbox.rglob("*.docx"))
    assert donthu(with_people, *command)[0] == 1
    assert donthu(with_people, *command, "--as", ADMINISTRATOR)[0] == 1
    assert donthu(with_people, *command, "--as", "Người Lạ Mặt")[0] == 1
    assert sorted(with_people.outbox.rglob("*.docx")) == before
    assert donthu(with_people, *command, "--as", CLERK)[0] == 0
    assert len(list(with_people.outbox.rglob("*.docx"))) == len(before) + 1


@pytest.mark.parametrize("name", ["donthu", " DONTHU "])
def test_nobody_goes_by_the_programs_name(filed: Settings, donthu: Run, name: str) -> None:
    status, _, complaint = donthu(filed, "register", "show", SECRET_CASE, "--as", name)
    assert status == 2
    assert "tên của máy" in complaint


def test_the_log_is_the_administrators_and_holds_no_value(
    with_people: Settings, donthu: Run
) -> None:
    show = ("register", "show", SECRET_CASE, "--as")
    donthu(with_people, *show, OFFICER, "--reason", "kiểm tra điều kiện thụ lý")
    donthu(with_people, *show, CLERK)
    for name in (CLERK, OFFICER, LEADER):
        assert donthu(with_people, "access", "log", "--as", name)[0] == 1
    text = " ".join(donthu(with_people, "access", "log", "--as", ADMINISTRATOR)[1].split())
    assert f"{OFFICER} chuyên viên {SECRET_CASE} đã mở 3 mục kiểm tra điều kiện thụ lý" in text
    assert f"{CLERK} văn thư {SECRET_CASE} BỊ TỪ CHỐI xem vụ việc" in text
    assert f"{LEADER} lãnh đạo BỊ TỪ CHỐI xem nhật ký truy cập" in text
    command = ("access", "log", "--case", SECRET_CASE, "--json", "--as", ADMINISTRATOR)
    lines = json.loads(donthu(with_people, *command)[1])
    assert {line["case"] for line in lines} == {SECRET_CASE}
    opened = next(line for line in lines if line["who"] == OFFICER)
    assert (opened["role"], opened["outcome"], opened["values"]) == ("officer", "opened", 3)
    for said in (text, json.dumps(lines, ensure_ascii=False)):
        assert DENOUNCER not in said
        assert "Trần Quốc Giả" not in said


def test_a_case_that_does_not_exist_has_no_log(with_people: Settings, donthu: Run) -> None:
    command = ("access", "log", "--case", "2026-000999", "--as", ADMINISTRATOR)
    assert donthu(with_people, *command)[0] == 1


@pytest.mark.parametrize(
    "reason",
    [
        f"xem đơn của bà {DENOUNCER}",
        "xem don cua ba LO THI  MAY",
        "bà Mẩy gọi điện",
        f"gọi lại số {DENOUNCER_PHONE}",
        "gọi lại số 0987 654 321",
        "đơn ở bản Nà Khoang, xã Bình Minh, tỉnh Đồng Nai",
        "ông Trần Quốc Giả hỏi",
    ],
)
def test_a_reason_that_quotes_the_secret_is_not_written_down(
    filed: Settings, donthu: Run, reason: str
) -> None:
    command = ("register", "show", SECRET_CASE, "--as", "Ai Đó", "--reason", reason)
    assert donthu(filed, *command)[0] == 0
    [(_, _, purpose, _)] = logged(filed)
    assert purpose == "(lý do có nêu thông tin giữ bí mật nên không ghi)"


@pytest.mark.parametrize(
    "reason", ["thẩm tra lần hai", "may mắn", "giả định", "theo Quyết định 12"]
)
def test_an_innocent_reason_is_written_down(filed: Settings, donthu: Run, reason: str) -> None:
    donthu(filed, "register", "show", SECRET_CASE, "--as", "Ai Đó", "--reason", reason)
    assert logged(filed) == [("Ai Đó", SECRET_CASE, reason, "opened")]


def test_the_doctor_says_who_is_guarded_against(filed: Settings) -> None:
    state, said = office._people(filed)
    assert (state, said[:20]) == ("warning", "chưa khai người dùng")
    named = add_settings(filed, PEOPLE)
    state, said = office._people(named)
    assert (state, said[:49]) == ("ok", "1 văn thư, 1 chuyên viên, 1 lãnh đạo, 1 quản trị.")
    state, said = office._people(add_settings(named, "\n[rights]\nread_log = []\n"))
    assert (state, said[-30:]) == ("warning", "chưa ai được: xem nhật ký truy cập."[-30:])


def test_a_refusal_in_the_middle_of_work_is_written_down_and_the_work_undone(
    with_people: Settings,
) -> None:
    with (
        open_desk(with_people) as desk,
        pytest.raises(UnknownPerson),
        desk.transaction() as session,
    ):
        session.add(History(who="x", at=now(), case_number="", what="planted"))
        session.flush()
        desk.guard.admit("Người Lạ Mặt", "record", case=OPEN_CASE)
    assert logged(with_people) == [("Người Lạ Mặt", OPEN_CASE, "record", "refused")]
    with sqlite3.connect(with_people.data / "register.sqlite") as register:
        assert register.execute("SELECT 1 FROM history WHERE what = 'planted'").fetchall() == []
