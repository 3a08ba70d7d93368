"""``donthu case``: what a person finds, corrects, records and decides of a case."""

from collections.abc import Iterator
from pathlib import Path
from typing import Annotated, Any

import typer

from pipeline.cli import events
from pipeline.cli.explain import explain
from pipeline.cli.papers import Json
from pipeline.cli.screen import a_name, arrival_day, complain, in_vietnam, print_json, tell
from pipeline.engine.desk import Desk, open_desk
from pipeline.engine.rulings import Change, Standing, decide_route, set_fact
from pipeline.law.decision_table import routes
from pipeline.messages import say
from pipeline.register.export import WORDS
from pipeline.settings import load
from pipeline.triage import recorded

app = typer.Typer(
    help=say(
        "Ghi nhận, sửa, quyết định và xem lý do của một vụ việc.",
        "Record, correct, decide and explain a case.",
    ),
    no_args_is_help=True,
)
Case = Annotated[str, typer.Argument(metavar=say("VỤ-VIỆC", "CASE"))]
Who = Annotated[
    str,
    typer.Option(
        "--as",
        help=say("Tên người ghi nhận hoặc quyết định.", "Who says so."),
        metavar=say("NGƯỜI", "PERSON"),
        callback=a_name,
    ),
]
_DECIDED = tuple(route for route in routes() if route not in ("person", "incoming"))


@app.command(
    "set",
    help=say(
        "Ghi nhận một điều về vụ việc hoặc sửa một giá trị máy đọc; đề xuất và hạn được tính lại. "
        "Các mục: xem tài liệu pháp luật, hoặc gõ một mục không có.",
        "Record a fact or correct a value; deadlines and proposal are made again.",
    ),
)
def set_one(
    number: Case,
    field: Annotated[str, typer.Argument(metavar=say("MỤC", "FIELD"))],
    value: Annotated[str, typer.Argument(metavar=say("GIÁ-TRỊ", "VALUE"))],
    who: Who,
    as_json: Json = False,
) -> None:
    kept = _read(field, value)
    with open_desk(load()) as desk:
        change = set_fact(desk, number, field, kept, who)
        if as_json:
            print_json(_set_json(number, change), line=True)
            return
        tell(say(f"Đã ghi vụ việc {number}.", f"Case {number} recorded."))
        _tell_change(change)
        _tell_drafts(desk, change.drafts)
        _warn_of_open_drafts(change.open_drafts)


def _read(field: str, value: str) -> str:
    if field == "arrived_on":
        return arrival_day(value).isoformat()
    try:
        return recorded.read(field, value)
    except recorded.NotAFact as fault:
        what = field if field in recorded.fields() else say("MỤC", "FIELD")
        raise typer.BadParameter(
            say(
                f"Không ghi được; {what}: {fault.known}.",
                f"Can't record it; {what}: {fault.known}.",
            )
        ) from None


def _a_reason(text: str) -> str:
    """An option's callback: a decision without a reason helps nobody."""
    if not text.strip():
        raise typer.BadParameter(say("Hãy ghi lý do sau --reason.", "Give a reason."))
    return " ".join(text.split())


@app.command(
    "decide",
    help=say(
        "Ghi quyết định của người có thẩm quyền bên cạnh đề xuất của máy; soạn mẫu của hướng đã "
        "quyết định: ",
        "Record a decision beside the proposal and draft its forms: ",
    )
    + ", ".join(_DECIDED),
)
def decide(
    number: Case,
    route: Annotated[str, typer.Argument(metavar=say("HƯỚNG", "ROUTE"))],
    who: Who,
    reason: Annotated[str, typer.Option(help=say("Lý do quyết định.", "Why."), callback=_a_reason)],
    as_json: Json = False,
) -> None:
    if route not in _DECIDED:
        known = ", ".join(_DECIDED)
        raise typer.BadParameter(
            say(f"Không có hướng «{route}»; hãy chọn: {known}.", f"No route «{route}»: {known}.")
        )
    with open_desk(load()) as desk:
        standing, drafts = decide_route(desk, number, route, reason, who)
        if as_json:
            value = {"case": number, "proposed": standing.route, "decided": route}
            print_json({**value, "drafts": [str(path) for path in drafts]}, line=True)
            return
        tell(
            say(
                f"Đã ghi quyết định của vụ việc {number}: {WORDS[route]} "
                f"(máy đề xuất: {WORDS[standing.route]}).",
                f"Case {number} decided: {route} (proposed: {standing.route}).",
            )
        )
        if not drafts:
            tell(say("Hướng này chưa có mẫu: người tự soạn.", "No form for this step."))
        _tell_drafts(desk, drafts)
        _warn_of_competence(route, standing)


def _warn_of_competence(route: str, standing: Standing) -> None:
    """The drafts give the machine's reason for whose it is: it must fit what was decided."""
    elsewhere = route in ("guide", "return", "transfer")
    if (elsewhere and standing.competence == "competent") or (
        route == "accept" and standing.competence == "not_competent"
    ):
        complain(
            say(
                f"Máy đang xét là «{WORDS[standing.competence]}»; dự thảo nêu lý do theo đó. Hãy "
                "ghi thẩm quyền đúng bằng `donthu case set … competence …` rồi soạn lại.",
                f"The drafts say «{standing.competence}»: set competence and draft again.",
            )
        )


def _tell_drafts(desk: Desk, drafts: tuple[Path, ...]) -> None:
    if drafts:
        tell(say("Dự thảo:", "Drafts:"))
    for path in drafts:
        tell(f"    {path.relative_to(desk.settings.home)}")


def _warn_of_open_drafts(paths: tuple[str, ...]) -> None:
    if paths:
        complain(
            say(
                "Vụ việc nay được giữ bí mật. Dự thảo soạn trước đó có thể mang tên người viết; "
                "hãy xem và hủy nếu cần: ",
                "The case is sealed now. Earlier drafts may carry the writer; look at them: ",
            )
            + ", ".join(paths)
        )


def _tell_change(change: Change) -> None:
    lines = list(_differences(change))
    for line in lines or [say("Đề xuất và hạn giữ nguyên.", "Nothing else changed.")]:
        tell(f"  {line}")


def _differences(change: Change) -> Iterator[str]:
    """Yield what the rules say otherwise than before, each thing on its line."""
    old, new = change.before, change.after
    for name, was, now in (
        (say("Loại đơn", "Kind"), WORDS[old.kind], WORDS[new.kind]),
        (say("Thẩm quyền", "Competence"), WORDS[old.competence], WORDS[new.competence]),
        (say("Đề xuất", "Proposal"), WORDS[old.route], WORDS[new.route]),
    ):
        if was != now:
            yield f"{name}: {was} → {now}"
    if old.sentence != new.sentence:
        yield f"{say('Câu đề xuất', 'Sentence')}: {new.sentence}"
    for key, was, now in _moved(change):
        name = new.deadline_names.get(key) or old.deadline_names[key]
        none = say("không", "none")
        moved = f"{in_vietnam(was) or none} → {in_vietnam(now) or none}"
        yield f"{say('Hạn', 'Deadline')} «{name}»: {moved}"
    yield from _signed(say("Mẫu", "Form"), old.forms, new.forms)
    yield from _signed(say("việc làm kèm:", "measure:"), old.measures, new.measures)
    yield from _signed("!", old.flags, new.flags)


def _moved(change: Change) -> Iterator[tuple[str, str | None, str | None]]:
    """Yield the deadlines that came, went or moved: key, day before, day after."""
    old, new = change.before.deadlines, change.after.deadlines
    for key in dict.fromkeys((*old, *new)):
        if old.get(key) != new.get(key):
            yield key, old.get(key), new.get(key)


def _signed(name: str, old: tuple[str, ...], new: tuple[str, ...]) -> Iterator[str]:
    yield from (f"− {name} {one}" for one in old if one not in new)
    yield from (f"+ {name} {one}" for one in new if one not in old)


def _set_json(number: str, change: Change) -> dict[str, Any]:
    old, new = change.before, change.after
    return {
        "case": number,
        "drafts": [str(path) for path in change.drafts],
        "changed": {
            **{
                name: {"before": getattr(old, name), "after": getattr(new, name)}
                for name in ("kind", "secret", "competence", "route", "sentence")
                if getattr(old, name) != getattr(new, name)
            },
            "deadlines": [
                {
                    "rule": key.split()[0],
                    "before": old.deadlines.get(key),
                    "after": new.deadlines.get(key),
                }
                for key in dict.fromkeys((*old.deadlines, *new.deadlines))
                if old.deadlines.get(key) != new.deadlines.get(key)
            ],
            "forms": _both_ways(old.forms, new.forms),
            "flags": _both_ways(old.flags, new.flags),
            "measures": _both_ways(old.measures, new.measures),
        },
        "open_drafts": list(change.open_drafts),
    }


def _both_ways(old: tuple[str, ...], new: tuple[str, ...]) -> dict[str, list[str]]:
    return {
        "gone": [one for one in old if one not in new],
        "new": [one for one in new if one not in old],
    }


app.command(
    "explain",
    help=say(
        "In mọi điều về một vụ việc để xét: điều kiện, thẩm quyền, đề xuất, hạn, con số.",
        "Print all that a case rests on.",
    ),
)(explain)
app.command("event", help=events.HELP)(events.event)
