"""``donthu access log``: who came near what is kept secret."""

import sys
from datetime import datetime, timedelta
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from pipeline.cli.papers import Json
from pipeline.cli.screen import a_name, complain, out, print_json, tell
from pipeline.engine.desk import open_desk
from pipeline.messages import say
from pipeline.register.views import find_case
from pipeline.secrecy import access
from pipeline.secrecy.access import Access
from pipeline.secrecy.rights import Guard, role_words
from pipeline.settings import load

app = typer.Typer(
    help=say("Nhật ký mở phần giữ bí mật.", "Who opened what is kept secret."),
    no_args_is_help=True,
)
_VIETNAM = timedelta(hours=7)


@app.callback()
def group() -> None:
    """Keeps ``log`` a word of its own although it is the only command of the group."""


@app.command("log", help=say("Xem ai đã mở gì, khi nào, vì sao.", "Who opened what, when, why."))
def log(
    who: Annotated[
        str,
        typer.Option(
            "--as",
            help=say("Tên người xem nhật ký (quản trị).", "Who reads the log (administrator)."),
            metavar=say("NGƯỜI", "PERSON"),
            callback=a_name,
        ),
    ],
    case: Annotated[
        str | None,
        typer.Option(help=say("Chỉ một vụ việc.", "One case only."), metavar=say("SỐ", "CASE")),
    ] = None,
    as_json: Json = False,
) -> None:
    """The log never holds a sealed value. Reading it is written into it, too."""
    with open_desk(load()) as desk:
        with desk.transaction(who, to="read_log") as session:
            if case is not None:
                find_case(session, case)
            found = list(access.accesses(session, case))
            access.write(session, who, "access log", "read_log", owner=case or "")
        if as_json:
            print_json([_json(line, desk.guard) for line in found])
            return
        _tell(found, desk.guard)
        if not desk.guard.knows_people:
            complain(
                say(
                    "! Chưa khai người dùng ở mục [[people]] của donthu.toml: tên trong nhật ký là "
                    "tên người mở tự khai, máy không kiểm tra.",
                    "! [[people]] of donthu.toml is empty: the names in this log were not checked.",
                )
            )


def _json(line: Access, guard: Guard) -> dict[str, Any]:
    return {
        "at": line.at.isoformat(timespec="seconds") + "Z",
        "who": line.reader,
        "role": guard.role(line.reader),
        "case": line.case or None,
        "purpose": line.purpose,
        "outcome": line.outcome,
        "values": line.values,
    }


def _tell(found: list[Access], guard: Guard) -> None:
    if not found:
        tell(say("Chưa ai mở phần giữ bí mật.", "Nobody has opened anything yet."))
        return
    headings = say(
        "Lúc|Ai|Vai trò|Vụ việc|Kết quả|Lý do", "When|Who|Role|Case|Outcome|Purpose"
    ).split("|")
    lines = [_cells(line, guard) for line in found]
    if not sys.stdout.isatty():
        for cells in [headings, *lines]:
            tell("\t".join(cells))
        return
    table = Table(*headings, box=None, pad_edge=False, header_style="bold")
    for cells in lines:
        table.add_row(*(escape(cell) for cell in cells))
    out.print(table)


def _cells(line: Access, guard: Guard) -> list[str]:
    role = guard.role(line.reader)
    texts = (
        _in_vietnam(line.at),
        line.reader,
        role_words()[role] if role else "",
        line.case,
        _outcome(line),
        _purpose(line.purpose),
    )
    return [" ".join(text.split()) for text in texts]


def _outcome(line: Access) -> str:
    match line.outcome:
        case "opened":
            return say(f"đã mở {line.values} mục", f"opened {line.values}")
        case "refused":
            return say("BỊ TỪ CHỐI", "REFUSED")
        case "read_log":
            return say("xem nhật ký", "read the log")
        case "rotated":
            return say("đã đổi khóa", "changed the key")


def _purpose(said: str) -> str:
    """The program's own purposes in the user's language; a person's words as they are."""
    known = {
        "register show": say("xem vụ việc", "show the case"),
        "case explain": say("xem giải trình vụ việc", "explain the case"),
        "propose again": say("tính lại đề xuất", "propose again"),
        "amend": say("sửa thông tin vụ việc", "amend the case"),
        "access log": say("xem nhật ký truy cập", "read the access log"),
        "read_log": say("xem nhật ký truy cập", "read the access log"),
        "record": say("ghi vào sổ", "record"),
        "rotate_key": say("đổi khóa", "change the key"),
    }
    form = said.removeprefix("draft ")
    return known.get(said, said if form == said else say(f"soạn {form}", f"draft {form}"))


def _in_vietnam(moment: datetime) -> str:
    return (moment + _VIETNAM).strftime("%d/%m/%Y %H:%M:%S")
