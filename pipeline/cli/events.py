"""``donthu case event``: what happened in a case, which moves its deadlines."""

from dataclasses import asdict
from datetime import date
from pathlib import Path
from typing import Annotated

import typer

from pipeline.cli.clock_words import STATE_WORDS, on_day
from pipeline.cli.papers import Json
from pipeline.cli.screen import a_day, a_name, print_json, tell
from pipeline.engine.desk import open_desk
from pipeline.engine.events import Effect, events_for, record_event, undo_event
from pipeline.law.rules import all_events
from pipeline.messages import say
from pipeline.register.plain import plain
from pipeline.register.views import find_case
from pipeline.settings import load

HELP = say(
    "Ghi một sự kiện của vụ việc (thụ lý, gia hạn, tạm đình chỉ, ban hành quyết định…); các hạn "
    "được tính lại. Không nêu sự kiện thì liệt kê các sự kiện ghi được.",
    "Record an event of a case; its deadlines are counted again. Without one: the events.",
)


def event(
    number: Annotated[str, typer.Argument(metavar=say("VỤ-VIỆC", "CASE"))],
    code: Annotated[str | None, typer.Argument(metavar=say("SỰ-KIỆN", "EVENT"))] = None,
    on: Annotated[
        str | None, typer.Option("--on", help=say("Ngày xảy ra.", "The day it happened."))
    ] = None,
    days: Annotated[
        int | None,
        typer.Option(help=say("Số ngày gia hạn.", "Days of an extension."), min=1, max=30),
    ] = None,
    document: Annotated[
        Path | None,
        typer.Option(help=say("Văn bản kèm theo, được lưu mã hóa.", "The document, kept.")),
    ] = None,
    undo: Annotated[
        bool, typer.Option("--undo", help=say("Bỏ sự kiện ghi nhầm.", "Take it back."))
    ] = False,
    who: Annotated[
        str | None,
        typer.Option(
            "--as",
            help=say("Tên người ghi.", "Who records it."),
            metavar=say("NGƯỜI", "PERSON"),
            callback=a_name,
        ),
    ] = None,
    as_json: Json = False,
) -> None:
    if code is None:
        _list(number, as_json)
        return
    if on is None or who is None:
        raise typer.BadParameter(
            say("Sự kiện cần --on NGÀY và --as NGƯỜI.", "An event needs --on DAY and --as PERSON.")
        )
    day = a_day(on)
    with open_desk(load()) as desk:
        if undo:
            effects = undo_event(desk, number, code, day, who)
        else:
            effects = record_event(desk, number, code, day, who, days=days, document=document)
    _tell(number, code, day, effects, undo, as_json)


def _list(number: str, as_json: bool) -> None:
    with open_desk(load()) as desk, desk.transaction() as session:
        known = events_for(find_case(session, number).kind)
    if as_json:
        print_json([plain(asdict(one)) for one in known.values()])
        return
    for one in known.values():
        tell(f"{one.code:<22} {one.name}")


def _tell(
    number: str, code: str, day: date, effects: tuple[Effect, ...], undo: bool, as_json: bool
) -> None:
    if as_json:
        value = {"case": number, "event": code, "on": day, "undone": undo}
        print_json(plain({**value, "deadlines": [asdict(effect) for effect in effects]}))
        return
    done = say("Đã bỏ", "Taken back") if undo else say("Đã ghi", "Recorded")
    name = all_events()[code].name
    tell(f"{done}: {name}, {on_day(day)} — {say('vụ việc', 'case')} {number}")
    if not effects:
        tell(say("Không hạn nào thay đổi.", "No deadline changed."))
    for effect in effects:
        tell(f"  {effect.name}: {_change(effect)}")
        for note in effect.notes:
            tell(f"    {note}")


def _change(effect: Effect) -> str:
    now = _stands(effect.due, effect.state)
    was = _stands(effect.due_before, effect.state_before)
    if effect.due is None:
        return say(f"không còn (trước: {was})", f"gone (was {was})")
    return now if effect.due_before is None else f"{was} → {now}"


def _stands(due: date | None, state: str | None) -> str:
    return f"{on_day(due)}, {STATE_WORDS[state]}" if due and state else ""
