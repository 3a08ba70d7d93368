"""``donthu case set``: what a person confirms of a case."""

from typing import Annotated, Any

import typer

from pipeline.cli.papers import Json
from pipeline.cli.screen import a_name, arrival_day, print_json, tell
from pipeline.engine.cases import confirm_facts
from pipeline.engine.desk import open_desk
from pipeline.messages import say
from pipeline.settings import load

app = typer.Typer(
    help=say("Xác nhận thông tin của vụ việc.", "Confirm the facts of a case."),
    no_args_is_help=True,
)
_SOURCES = ("post", "direct", "forwarded")


@app.callback()
def group() -> None:
    """Keeps ``set`` a word of its own although it is the only command of the group."""


@app.command(
    "set",
    help=say(
        "Xác nhận ngày đến (arrived_on), nguồn (source: post, direct, forwarded) hoặc cơ quan "
        "chuyển đơn (forwarded_by); hạn và đề xuất được tính lại.",
        "Confirm arrived_on, source or forwarded_by; deadlines and proposal are made again.",
    ),
)
def set_fact(
    number: Annotated[str, typer.Argument(metavar=say("VỤ-VIỆC", "CASE"))],
    field: Annotated[str, typer.Argument(metavar=say("MỤC", "FIELD"))],
    value: Annotated[str, typer.Argument(metavar=say("GIÁ-TRỊ", "VALUE"))],
    who: Annotated[
        str,
        typer.Option(
            "--as",
            help=say("Tên người xác nhận.", "Who confirms."),
            metavar=say("NGƯỜI", "PERSON"),
            callback=a_name,
        ),
    ],
    as_json: Json = False,
) -> None:
    with open_desk(load()) as desk:
        drafts = confirm_facts(desk, number, who, **_confirmed(field, value))
        if as_json:
            print_json({"case": number, "drafts": [str(path) for path in drafts]}, line=True)
            return
        tell(say(f"Đã ghi vụ việc {number}; dự thảo:", f"Case {number} recorded; drafts:"))
        for path in drafts:
            tell(f"    {path.relative_to(desk.settings.home)}")


def _confirmed(field: str, value: str) -> dict[str, Any]:
    match field:
        case "arrived_on":
            return {"arrived_on": arrival_day(value)}
        case "source" if value in _SOURCES:
            return {"source": value}
        case "forwarded_by" if value.strip():
            return {"forwarded_by": value.strip(), "source": "forwarded"}
        case _:
            raise typer.BadParameter(
                say(
                    "Chỉ xác nhận được arrived_on (ngày), source (post, direct, forwarded), "
                    "forwarded_by (tên cơ quan).",
                    "Set arrived_on (a day), source (post, direct, forwarded) or forwarded_by.",
                )
            )
