"""``donthu deadline rules|compute|explain|list|recompute``."""

from collections import Counter
from dataclasses import asdict, replace
from datetime import date, timedelta
from typing import Annotated, Any

import typer
from rich.markup import escape
from rich.table import Table

from pipeline.cli.clock_words import (
    STATE_WORDS,
    left_words,
    length_words,
    on_day,
    working,
)
from pipeline.cli.papers import Json
from pipeline.cli.screen import a_day, a_name, in_vietnam, out, print_json, tell
from pipeline.engine.clock import Moved, office_hand, recompute
from pipeline.engine.desk import open_desk, today
from pipeline.errors import NoOffice, UnknownRule
from pipeline.law.calendar import Calendar
from pipeline.law.deadlines import Deadline, Found, NoRule, count
from pipeline.law.rules import Complexity, Rule, Version, all_rules, find_rule, version_of
from pipeline.messages import say
from pipeline.register.clock import Standing, standing_deadlines
from pipeline.register.entry import MACHINE
from pipeline.register.export import WORDS
from pipeline.register.plain import plain
from pipeline.register.views import case_view
from pipeline.settings import Settings, home_folder, load
from pipeline.triage.clock import OPEN, STATES, Hand, State, hand_of

app = typer.Typer(
    help=say("Thời hạn theo luật: quy tắc, tính, giải thích, danh sách.", "The law's deadlines."),
    no_args_is_help=True,
)


@app.command("rules", help=say("Liệt kê quy tắc thời hạn.", "List the rules."))
def list_rules(as_json: Json = False) -> None:
    if as_json:
        print_json([_rule_json(rule, version) for rule, version in _versions()])
        return
    for rule, version in _versions():
        tell(f"{rule.id} — {rule.name}")
        for line in _rule_lines(rule, version):
            tell(f"    {line}")


def _versions() -> list[tuple[Rule, Version]]:
    return [(rule, version) for rule in all_rules().values() for version in rule.versions]


def _rule_json(rule: Rule, version: Version) -> dict[str, Any]:
    return plain(
        {
            "id": rule.id,
            "name": rule.name,
            "nature": rule.nature,
            "version": version.id,
            "article": version.article,
            "unit": version.unit,
            "length": version.length,
            "remote": version.remote,
            "complex": version.complex,
            "complex_remote": version.complex_remote,
            "several_places": version.several_places,
            "extend": version.extend,
            "by_level": dict(version.by_level),
            "office_sets": version.office_sets or None,
            "before": rule.before,
            "starts": rule.starts,
            "start_event": version.start_event,
            "met_by": sorted(rule.met_by),
            "kinds": rule.kinds,
            "tracked": rule.tracked,
            "valid_from": version.valid_from,
            "valid_to": version.valid_to,
            "reaches_unfinished": version.unfinished,
            "certainty": version.certainty,
            "source": version.source,
            "doubts": version.doubts(version.valid_to or max(version.valid_from, today())),
            "also": [
                {"unit": o.unit, "length": o.length, "article": o.article} for o in version.also
            ],
        }
    )


def _rule_lines(rule: Rule, version: Version) -> list[str]:
    said = length_words(version.unit, version.length)
    if rule.before:
        said = say(f"trước ít nhất {said}", f"at least {said} before")
    others = [
        (say("vùng sâu, vùng xa", "remote"), version.remote),
        (say("phức tạp", "complex"), version.complex),
        (say("phức tạp ở vùng sâu, vùng xa", "complex and remote"), version.complex_remote),
        (say("nhiều nơi", "several places"), version.several_places),
        (say("mỗi lần gia hạn", "each extension"), version.extend),
        *((WORDS.get(level, level), number) for level, number in version.by_level.items()),
    ]
    more = "; ".join(f"{name}: {number}" for name, number in others if number is not None)
    since, until = in_vietnam(version.valid_from), in_vietnam(version.valid_to)
    lines = [
        f"{said}{f' ({more})' if more else ''}, {say('tính từ', 'from')} {version.start_event}",
        f"{version.article} [{version.certainty}], "
        + say(f"áp dụng từ {since}", f"since {since}")
        + (say(f" đến {until}", f" to {until}") if until else ""),
    ]
    lines += [
        say("tính kèm: ", "also: ") + f"{length_words(o.unit, o.length)}, {o.article}"
        for o in version.also
    ]
    return lines


@app.command("compute", help=say("Tính một thời hạn, không cần vụ việc.", "Compute one deadline."))
def compute_one(
    rule: Annotated[str, typer.Argument(metavar=say("QUY-TẮC", "RULE"))],
    start: Annotated[
        str, typer.Option("--from", help=say("Ngày xảy ra sự kiện.", "Day of the event."))
    ],
    remote: Annotated[
        bool, typer.Option("--remote", help=say("Vùng sâu, vùng xa.", "A remote area."))
    ] = False,
    complex_: Annotated[
        bool, typer.Option("--complex", help=say("Phức tạp.", "A complex matter."))
    ] = False,
    very_complex: Annotated[
        bool,
        typer.Option("--very-complex", help=say("Đặc biệt phức tạp.", "Especially complex.")),
    ] = False,
    several_places: Annotated[
        bool,
        typer.Option("--several-places", help=say("Kiểm tra ở nhiều nơi.", "Several places.")),
    ] = False,
    extend: Annotated[
        int, typer.Option(help=say("Số lần gia hạn.", "Times extended."), min=0, max=2)
    ] = 0,
    as_json: Json = False,
) -> None:
    grade: Complexity = "very_complex" if very_complex else "complex" if complex_ else ""
    if extend and not grade:
        grade = "complex" if extend == 1 else "very_complex"
    settings = _settings()
    found = Found(
        remote=remote,
        complexity=grade,
        several_places=several_places,
        extensions=(None,) * extend,
        level=settings.office.level,
    )
    deadline = _counted(rule, a_day(start), found, settings)
    _tell_computed(deadline, as_json)


def _settings() -> Settings:
    """The office's settings; outside an office's folder the defaults."""
    try:
        return load()
    except NoOffice:
        return Settings(home=home_folder())


def _counted(rule: str, start: date, found: Found, settings: Settings) -> Deadline:
    hand = _office_hand(settings)
    try:
        chosen = find_rule(rule)
        version = version_of(chosen, start)
    except NoRule:
        raise UnknownRule(rule=rule, day=in_vietnam(start)) from None
    if version is None:
        raise UnknownRule(rule=rule, day=in_vietnam(start))
    counted = count(
        chosen,
        version,
        chosen.starts[0],
        start,
        found=found,
        length=hand.length(version.office_sets) if version.office_sets else None,
        confirmed_calendars=hand.confirmed,
        calendar=hand.calendar,
        soon=hand.soon,
    )
    return replace(counted, notes=(*counted.notes, *_unheeded(version, found)))


def _office_hand(settings: Settings) -> Hand:
    if not (settings.data / "register.sqlite").exists():
        return hand_of(settings)
    with open_desk(settings) as desk, desk.transaction() as session:
        return office_hand(desk, session)


def _unheeded(version: Version, found: Found) -> list[str]:
    """Say which of the things stated change nothing of this rule."""
    stated = [
        (found.remote and version.remote is None, say("vùng sâu, vùng xa", "remoteness")),
        (
            bool(found.complexity) and version.complex is None and version.extend is None,
            say("tính phức tạp", "complexity"),
        ),
        (found.several_places and version.several_places is None, say("nhiều nơi", "places")),
        (bool(found.extensions) and version.extend is None, say("gia hạn", "extension")),
    ]
    unheeded = [name for ignored, name in stated if ignored]
    notes = (
        [say("Quy tắc này không đổi theo: ", "This rule does not heed: ") + ", ".join(unheeded)]
        if unheeded
        else []
    )
    if found.complexity == "very_complex" and version.complex is not None:
        notes.append(
            say(
                "Khiếu nại không có mức đặc biệt phức tạp; tính như phức tạp.",
                "Complaints know no higher grade than complex.",
            )
        )
    return notes


def _tell_computed(deadline: Deadline, as_json: bool) -> None:
    value = {**plain(asdict(deadline)), "from": deadline.start.isoformat()}
    if as_json:
        print_json(value)
        return
    tell(f"{deadline.name} ({deadline.rule})")
    tell(f"{_last_word(deadline.nature, deadline.before)}: {on_day(deadline.due)}")
    for line in working(value):
        tell(f"  {line}")
    for doubt in deadline.doubts:
        tell(f"  ? {doubt}")


def _last_word(nature: str, before: bool) -> str:
    if nature == "minimum":
        return say("Giữ đến hết", "Keep to the end of")
    if before:
        return say("Chậm nhất là", "No later than")
    return say("Hạn", "Due") if nature == "duty" else say("Đến hết", "Runs to")


@app.command("explain", help=say("Giải thích các hạn của vụ việc.", "Explain a case's deadlines."))
def explain(
    case: Annotated[str, typer.Argument(metavar=say("VỤ-VIỆC", "CASE"))],
    as_json: Json = False,
) -> None:
    settings = load()
    with open_desk(settings) as desk, desk.transaction() as session:
        view = case_view(session, case, desk.gate, None)
        calendar = office_hand(desk, session).calendar
    shown = {key: view[key] for key in ("case", "kind", "arrived_on", "events", "deadlines")}
    if as_json:
        print_json(shown)
        return
    tell(f"{say('Vụ việc', 'Case')} {case} — {WORDS[view['kind']]}")
    tell(f"{say('Ngày đến', 'Arrived')}: {on_day(view['arrived_on']['value'])}")
    for event in view["events"]:
        tell(f"{on_day(event['on'])}: {event['name']} ({say('ghi bởi', 'by')} {event['who']})")
    if not view["deadlines"]:
        tell(say("Chưa có thời hạn nào.", "No deadline."))
    doubts: dict[str, None] = {}
    for deadline in view["deadlines"]:
        tell_deadline(deadline, calendar)
        doubts |= dict.fromkeys(deadline.get("doubts", ()))
    if doubts:
        tell("")
    for doubt in doubts:
        tell(f"? {doubt}")


def tell_deadline(deadline: dict[str, Any], calendar: Calendar) -> None:
    """Print one deadline of a case with its state and its working."""
    state, due = deadline["state"], date.fromisoformat(deadline["due"])
    tell("")
    tell(f"{deadline.get('name', deadline['rule'])} ({deadline['rule']})")
    how = STATE_WORDS[state]
    if state in OPEN and state != "suspended" and deadline.get("nature", "duty") == "duty":
        how += f", {left_words(due, today(), calendar)}"
    if deadline.get("met_on"):
        how += f" ({in_vietnam(deadline['met_on'])})"
    last = _last_word(deadline.get("nature", "duty"), deadline.get("before", False))
    tell(f"  {last}: {on_day(due)} — {how}")
    for line in working(deadline):
        tell(f"  {line}")


def _states(text: str | None) -> tuple[State, ...]:
    """Read ``--state``: one state or several, parted by commas."""
    if text is None:
        return ("late", "soon", "due", "suspended")
    asked = [part.strip() for part in text.split(",")]
    unknown = [part for part in asked if part not in STATES]
    if unknown:
        known = ", ".join(STATES)
        raise typer.BadParameter(
            say(f"Không có «{unknown[0]}»; hãy chọn: {known}.", f"Choose of: {known}.")
        )
    return tuple(state for state in STATES if state in asked)


@app.command("list", help=say("Các hạn đang chạy, gấp nhất trước.", "The running deadlines."))
def list_deadlines(
    state: Annotated[
        str | None,
        typer.Option(help=say("Trạng thái: ", "State: ") + ", ".join(STATES)),
    ] = None,
    within: Annotated[
        int | None,
        typer.Option(help=say("Chỉ hạn trong N ngày tới.", "Within N days."), min=0),
    ] = None,
    terms: Annotated[
        bool,
        typer.Option("--terms", help=say("Cả thời hiệu, ngày có hiệu lực.", "Terms as well.")),
    ] = False,
    as_json: Json = False,
) -> None:
    until = today() + timedelta(days=within) if within is not None else None
    states = _states(state)
    with open_desk(load()) as desk, desk.transaction() as session:
        calendar = office_hand(desk, session).calendar
        found = standing_deadlines(session, today(), states, until=until)
    found = [one for one in found if terms or one.nature == "duty" or state is not None]
    if as_json:
        print_json([plain(asdict(one)) for one in found])
        return
    if not found:
        tell(say("Không có hạn nào như vậy.", "There is no such deadline."))
        return
    _print_standing(found, calendar)


def _print_standing(found: list[Standing], calendar: Calendar) -> None:
    headings = say("Hạn|Còn|Vụ việc|Việc", "Due|Left|Case|Step").split("|")
    table = Table(box=None, pad_edge=False)
    for heading, ratio in zip(headings, (None, None, None, 1), strict=True):
        table.add_column(heading, ratio=ratio, no_wrap=ratio is None)
    for one in found:
        running = one.state in OPEN and one.state != "suspended"
        last = one.due if one.state == "late" else one.warn_on
        left = left_words(last, today(), calendar) if running else STATE_WORDS[one.state]
        mark = " ?" * one.provisional
        table.add_row(in_vietnam(last) + mark, left, one.case, escape(one.name))
    out.print(table)
    counts = Counter(one.state for one in found)
    tell("; ".join(f"{STATE_WORDS[state]}: {counts[state]}" for state in STATES if counts[state]))
    if any(one.provisional for one in found):
        tell(say("?: tạm tính, chờ người xác nhận", "?: assumed until a person confirms"))


@app.command(
    "recompute",
    help=say(
        "Tính lại hạn của mọi vụ việc đang mở; chỉ ghi khi có --apply.",
        "Count every open case anew; written only with --apply.",
    ),
)
def recompute_all(
    apply: Annotated[
        bool, typer.Option("--apply", help=say("Ghi các hạn mới vào sổ.", "Write them."))
    ] = False,
    who: Annotated[
        str | None,
        typer.Option(
            "--as",
            help=say("Tên người quyết định ghi.", "Who decides to write them."),
            metavar=say("NGƯỜI", "PERSON"),
            callback=a_name,
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    if apply and who is None:
        raise typer.BadParameter(say("--apply phải đi cùng --as.", "--apply needs --as."))
    with open_desk(load()) as desk:
        counted = recompute(desk, who=who or MACHINE, apply=apply)
    if as_json:
        print_json({**plain(asdict(counted)), "applied": apply})
        return
    for one in counted.moved:
        tell(f"{one.case}  {one.name}: {_move(one)}")
    tell(
        say(
            f"{counted.cases} vụ việc đang mở, {counted.deadlines} hạn: {len(counted.moved)} hạn "
            f"dời ngày, {counted.restated} hạn giữ ngày nhưng đổi cách tính hoặc hết tạm tính.",
            f"{counted.cases} open cases, {counted.deadlines} deadlines: {len(counted.moved)} "
            f"moved, {counted.restated} restated.",
        )
    )
    if apply:
        tell(say("Đã ghi vào sổ.", "Written to the register."))
    elif counted.moved or counted.restated:
        tell(
            say(
                "Chưa ghi gì. Để ghi: `donthu deadline recompute --apply --as NGƯỜI`.",
                "Nothing is written yet: `donthu deadline recompute --apply --as PERSON`.",
            )
        )


def _move(moved: Moved) -> str:
    if moved.before is None:
        return say(f"thêm hạn {in_vietnam(moved.after)}", f"new, {in_vietnam(moved.after)}")
    if moved.after is None:
        return say(f"bỏ hạn {in_vietnam(moved.before)}", f"gone, {in_vietnam(moved.before)}")
    return f"{in_vietnam(moved.before)} → {in_vietnam(moved.after)}"
