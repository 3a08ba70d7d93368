"""``donthu register list|show|search|export``."""

import sys
from collections.abc import Callable
from datetime import timedelta
from pathlib import Path
from typing import Annotated, Any, cast, get_args

import typer
from rich.markup import escape
from rich.table import Table

from pipeline.cli.clock_words import STATE_WORDS, length_words
from pipeline.cli.labels import LABELS
from pipeline.cli.papers import Json
from pipeline.cli.screen import (
    ReaderOption,
    ReasonOption,
    complain,
    in_vietnam,
    out,
    print_json,
    reader_of,
    tell,
)
from pipeline.engine.desk import open_desk, today
from pipeline.engine.withheld_notes import identifying_in
from pipeline.extraction.findings import Kind
from pipeline.messages import say
from pipeline.register import export as exporting
from pipeline.register.entry import MACHINE
from pipeline.register.export import WORDS
from pipeline.register.plain import plain
from pipeline.register.search import find_cases
from pipeline.register.views import Row, case_view, failures, rows
from pipeline.settings import load
from pipeline.triage.proposal import Route

app = typer.Typer(
    help=say("Sổ đơn thư: xem, tìm, xuất.", "The register: list, show, search, export."),
    no_args_is_help=True,
)


def _one_of(values: tuple[str, ...]) -> Callable[[str | None], str | None]:
    """Return an option's callback that lets only these values through."""

    def check(value: str | None) -> str | None:
        if value is not None and value not in values:
            known = ", ".join(values)
            raise typer.BadParameter(
                say(f"Không có «{value}»; hãy chọn: {known}.", f"No «{value}»; choose: {known}.")
            )
        return value

    return check


KindOption = Annotated[
    str | None,
    typer.Option(
        "--kind",
        help=say("Loại: ", "Kind: ") + ", ".join(get_args(Kind)),
        callback=_one_of(get_args(Kind)),
    ),
]
RouteOption = Annotated[
    str | None,
    typer.Option(
        "--route",
        help=say("Hướng xử lý: ", "Route: ") + ", ".join(get_args(Route)),
        callback=_one_of(get_args(Route)),
    ),
]
Year = Annotated[int | None, typer.Option(help=say("Năm của số vụ việc.", "Year of the number."))]


@app.command("list", help=say("Liệt kê vụ việc.", "List the cases."))
def list_cases(
    kind: KindOption = None,
    route: RouteOption = None,
    year: Year = None,
    due_within: Annotated[
        int | None,
        typer.Option(help=say("Chỉ vụ việc đến hạn trong N ngày tới.", "Due within N days.")),
    ] = None,
    failed: Annotated[
        bool, typer.Option("--failed", help=say("Các tệp không vào sổ được.", "The failed list."))
    ] = False,
    as_json: Json = False,
) -> None:
    due_by = today() + timedelta(days=due_within) if due_within is not None else None
    with open_desk(load()) as desk, desk.transaction() as session:
        failed_ones = failures(session) if failed else []
        found = list(rows(session, kind=kind, route=route, year=year, due_by=due_by))
    if failed:
        _list_failures(failed_ones, as_json)
    else:
        _print_rows(found, as_json)


@app.command("search", help=say("Tìm theo chữ, có dấu hay không.", "Full-text search."))
def search(
    words: Annotated[list[str], typer.Argument(metavar=say("TỪ…", "WORD…"))],
    as_json: Json = False,
) -> None:
    with open_desk(load()) as desk, desk.transaction() as session:
        numbers = find_cases(session, " ".join(words), _MOST_FOUND + 1)
        lines = {row.number: row for row in rows(session, numbers=numbers[:_MOST_FOUND])}
    _print_rows([lines[number] for number in numbers[:_MOST_FOUND]], as_json)
    if len(numbers) > _MOST_FOUND:
        complain(
            say(
                f"Chỉ hiện {_MOST_FOUND} vụ việc sát nhất; hãy thêm từ để tìm hẹp hơn.",
                f"Only the best {_MOST_FOUND} cases are shown; add words.",
            )
        )


@app.command("show", help=say("Xem một vụ việc.", "Show one case."))
def show(
    case: Annotated[str, typer.Argument(metavar=say("VỤ-VIỆC", "CASE"))],
    who: ReaderOption = None,
    reason: ReasonOption = None,
    as_json: Json = False,
) -> None:
    """With ``--as`` the sealed part is opened, and the access log keeps who read it."""
    reader = reader_of(who, reason, "register show")
    # The access log is committed before the first word is shown: a pipe that closes early
    # must not take the line back.
    with open_desk(load()) as desk, desk.transaction(who or MACHINE, to=None) as session:
        view = case_view(session, case, desk.gate, reader)
        view["identifying"] = identifying_in(desk, view) if reader else None
    if as_json:
        print_json(view)
    else:
        _tell_case(view)


@app.command("export", help=say("Xuất sổ ra .xlsx, .csv hoặc .json.", "Export the register."))
def export(
    path: Annotated[Path, typer.Argument(metavar=say("TỆP", "FILE"), readable=False)],
    kind: KindOption = None,
    year: Year = None,
) -> None:
    if path.suffix.lower() not in (".xlsx", ".csv", ".json"):
        raise typer.BadParameter(
            say("Tệp xuất phải có đuôi .xlsx, .csv hoặc .json.", "Use .xlsx, .csv or .json.")
        )
    with open_desk(load()) as desk, desk.transaction() as session:
        count = exporting.write(rows(session, kind=kind, year=year), path)
    tell(say(f"Đã xuất {count} vụ việc ra {path}.", f"{count} cases written to {path}."))


def _print_rows(found: list[Row], as_json: bool) -> None:
    if as_json:
        print_json([plain(_row_json(row)) for row in found])
        return
    if not found:
        complain(say("Không có vụ việc nào.", "No cases."))
        return
    lines = [_cells(row) for row in found]
    if not sys.stdout.isatty():
        for line in [_headings(), *lines]:
            tell("\t".join(line))
        return
    table = Table(box=None, pad_edge=False, header_style="bold")
    for column, (heading, ratio) in enumerate(zip(_headings(), _RATIOS, strict=True)):
        whole = None if ratio else max(len(line[column]) for line in lines)
        table.add_column(heading, no_wrap=True, overflow="ellipsis", ratio=ratio, min_width=whole)
    for line in lines:
        table.add_row(*(escape(cell) for cell in line))
    out.print(table)
    if any(row.arrival_assumed or row.provisional for row in found):
        tell(say("?: tạm tính, chờ người xác nhận", "?: assumed until a person confirms"))


_MOST_FOUND = 50
_RATIOS = (None, None, None, 2, 5, None, None)
"""How the free width of a terminal is shared; a column without one always shows whole."""


def _headings() -> list[str]:
    return say(
        "Số|Ngày đến|Loại|Người gửi|Nội dung|Hướng xử lý|Hạn",
        "Number|Arrived|Kind|From|Subject|Route|Due",
    ).split("|")


def _cells(row: Row) -> list[str]:
    return [
        row.number,
        in_vietnam(row.arrived_on) + " ?" * row.arrival_assumed,
        WORDS[row.kind],
        " ".join(row.petitioners.split()),
        " ".join(row.subject.split()) or say("(giữ bí mật)", "(sealed)") * row.secret,
        WORDS[row.route],
        in_vietnam(row.due) + " ?" * row.provisional,
    ]


def _row_json(row: Row) -> dict[str, Any]:
    return {
        name: getattr(row, name)
        for name in ("number", *(n for n in exporting.HEADINGS if n != "number"))
    }


def _list_failures(found: list[dict[str, Any]], as_json: bool) -> None:
    if as_json:
        print_json(found)
        return
    if not found:
        tell(say("Không có tệp nào bị lỗi.", "Nothing failed."))
    for failure in found:
        tell(
            f"{_moment(failure['at'])}  {failure['error']:<14} {(failure['submission'] or '')[:12]}"
        )


def _moment(at: str) -> str:
    day, clock = at.removesuffix("Z").split("T")
    return f"{in_vietnam(day)} {clock} UTC"


def _tell_case(view: dict[str, Any]) -> None:
    mark = say(" (tạm tính)", " (assumed)")
    arrived, source = view["arrived_on"], view["source"]
    tell(f"{say('Vụ việc', 'Case')} {view['case']} — {WORDS[view['kind']]}")
    tell(f"{say('Ngày đến', 'Arrived')}: {in_vietnam(arrived['value'])}{mark * arrived['assumed']}")
    tell(f"{say('Nguồn', 'Source')}: {WORDS[source['value']]}{mark * source['assumed']}")
    for person in view["people"]:
        known = [person[key] for key in ("name", "position", "address", "phone") if person[key]]
        tell(f"{person['pseudonym']}: {', '.join(known) or say('(giữ bí mật)', '(sealed)')}")
    for petition in view["petitions"]:
        for key, label in LABELS.items():
            for line in _lines(petition.get(key), key):
                tell(f"{label}: {line}")
    tell(f"{say('Thẩm quyền', 'Competence')}: {WORDS[view['competence']['value']]}")
    tell(f"  {view['competence']['reason']}")
    tell(f"{say('Đề xuất', 'Proposal')}: {WORDS[view['route']['value']]}")
    for reason in view["route"]["reasons"]:
        tell(f"  {reason}")
    if view["decided"]:
        tell(f"{say('Đã quyết định', 'Decided')}: {WORDS[view['decided']]}")
    for condition in view["conditions"]:
        sign = {"met": "✓", "failed": "✗", "unknown": "?"}[condition["state"]]
        tell(f"  {sign} {condition['sentence']} ({condition['article']})")
    for deadline in view["deadlines"]:
        due = f"{in_vietnam(deadline['due'])}{mark * deadline['provisional']}"
        how = STATE_WORDS[deadline["state"]]
        tell(f"{say('Hạn', 'Due')} {due} — {how}: {deadline.get('name', deadline['rule'])}")
        tell(f"  {_working(deadline)}")
        for other in deadline["also"]:
            tell(f"  {say('theo', 'by')} {other['article']}: {in_vietnam(other['due'])}")
        for reason in deadline["provisional_reasons"]:
            tell(f"  ! {reason}")
    for flag in view["flags"]:
        tell(f"! {flag['sentence']}")
    for sentence in view["identifying"] or ():
        tell(f"! {say('Coi chừng lộ người viết', 'May identify the writer')}: {sentence}")
    for document in view["documents"]:
        tell(f"{say('Dự thảo', 'Draft')}: {document['path']}")


def _working(deadline: dict[str, Any]) -> str:
    """How a deadline was counted, for an official to check."""
    skipped = "; ".join(
        f"{in_vietnam(off['date'])} {off['reason']}" for off in deadline["off_days"]
    )
    return (
        f"{length_words(deadline['unit'], deadline['length'])}, "
        + (say("trước", "before") if deadline.get("before") else say("sau", "after"))
        + f" {in_vietnam(deadline['start'])} ({deadline['start_event']}); "
        f"{deadline['article']}" + (f"; {say('trừ', 'without')}: {skipped}" if skipped else "")
    )


def _lines(value: Any, key: str) -> list[str]:
    if key.endswith("_on"):
        return [in_vietnam(value)] if value else []
    found = cast("list[Any]", value) if isinstance(value, list) else [value]
    return [" ".join(str(item).split()) for item in found if item]
