"""``donthu calendar show|confirm``: the days off of a year, and who has compared them."""

from datetime import date
from typing import Annotated, Any

import typer

from pipeline.cli.clock_words import on_day
from pipeline.cli.papers import Json
from pipeline.cli.screen import a_name, in_vietnam, print_json, tell
from pipeline.engine.clock import office_hand, recompute
from pipeline.engine.desk import open_desk
from pipeline.law.calendar import OFFICE_FILE, WEEKEND, Calendar
from pipeline.messages import say
from pipeline.register.clock import confirm_year, confirmed_years
from pipeline.register.models import ConfirmedYear
from pipeline.settings import load

app = typer.Typer(
    help=say("Lịch nghỉ: xem, xác nhận.", "The days off: show, confirm."), no_args_is_help=True
)
YearArgument = Annotated[int, typer.Argument(metavar=say("NĂM", "YEAR"), min=2000, max=2100)]


@app.command("show", help=say("Xem ngày nghỉ, ngày làm bù của một năm.", "Show a year."))
def show(year: YearArgument, as_json: Json = False) -> None:
    with open_desk(load()) as desk, desk.transaction() as session:
        hand = office_hand(desk, session)
        by = confirmed_years(session).get(year)
    value = _value(year, hand.calendar, year in hand.confirmed, by)
    if as_json:
        print_json(value)
        return
    tell(_heading(value))
    for entry in value["off_days"]:
        tell(f"  {on_day(entry['date'])}  {say('nghỉ', 'off')}: {_said(entry)}")
    for entry in value["worked"]:
        tell(f"  {on_day(entry['date'])}  {say('LÀM VIỆC', 'WORKED')}: {_said(entry)}")
    tell(
        say(
            f"Ngoài ra nghỉ thứ Bảy, Chủ nhật. Cả năm {value['working_days']} ngày làm việc.",
            f"Saturdays and Sundays are off. {value['working_days']} working days.",
        )
    )
    if not value["confirmed"]:
        tell(
            say(
                "Hãy đối chiếu với thông báo nghỉ lễ, tết của Nhà nước. Thiếu hoặc sai thì sửa "
                f"trong tệp {OFFICE_FILE} ở thư mục của cơ quan (cách ghi: docs/phap-luat.md); "
                f"đúng thì chạy `donthu calendar confirm {year} --as NGƯỜI`.",
                f"Compare it with the official announcement; mend it in {OFFICE_FILE}; then run "
                f"`donthu calendar confirm {year} --as PERSON`.",
            )
        )


def _value(
    year: int, calendar: Calendar, confirmed: bool, by: ConfirmedYear | None
) -> dict[str, Any]:
    off = calendar.off_days(year)
    return {
        "year": year,
        "confirmed": confirmed,
        "confirmed_by": by.who if by else None,
        "confirmed_at": by.at.isoformat() + "Z" if by else None,
        "off_days": [_day(calendar, day, why) for day, why in off.items() if why not in WEEKEND],
        "worked": [_day(calendar, d, why) for d, why in calendar.made_up_days(year).items()],
        "working_days": (date(year + 1, 1, 1) - date(year, 1, 1)).days - len(off),
    }


def _day(calendar: Calendar, day: date, why: str) -> dict[str, Any]:
    return {"date": day.isoformat(), "reason": why, "source": calendar.source(day) or None}


def _said(entry: dict[str, Any]) -> str:
    return entry["reason"] + (f" ({entry['source']})" if entry["source"] else "")


def _heading(value: dict[str, Any]) -> str:
    if value["confirmed_by"]:
        moment = in_vietnam(value["confirmed_at"].split("T")[0])
        state = say(
            f"{value['confirmed_by']} đã xác nhận ngày {moment}",
            f"confirmed by {value['confirmed_by']} on {moment}",
        )
    elif value["confirmed"]:
        state = say("đã xác nhận trong donthu.toml", "confirmed in donthu.toml")
    else:
        state = say("CHƯA AI XÁC NHẬN: mọi hạn còn tạm tính", "NOT CONFIRMED: provisional")
    return f"{say('Lịch nghỉ năm', 'Days off of')} {value['year']} — {state}"


@app.command(
    "confirm",
    help=say(
        "Xác nhận đã đối chiếu lịch nghỉ của năm; các hạn hết tạm tính.",
        "Confirm a year's days off; its deadlines are no longer provisional.",
    ),
)
def confirm(
    year: YearArgument,
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
        with desk.transaction(who) as session:
            new = confirm_year(session, year, who)
        counted = recompute(desk, who=who, apply=False)
        if not counted.moved:
            # nothing moves: only what was provisional for want of this year is restated
            recompute(desk, who=who, apply=True)
    if as_json:
        print_json({"year": year, "confirmed_by": who, "new": new, "restated": counted.restated})
        return
    done = say("Đã ghi", "Recorded") if new else say("Đã xác nhận từ trước", "Known before")
    tell(f"{done}: {say('lịch nghỉ năm', 'days off of')} {year}.")
    if counted.moved:
        tell(
            say(
                f"Có {len(counted.moved)} hạn khác với sổ; xem bằng `donthu deadline recompute`.",
                f"{len(counted.moved)} deadlines differ; see `donthu deadline recompute`.",
            )
        )
    else:
        tell(
            say(
                f"{counted.restated} hạn được ghi lại, không hạn nào dời ngày.",
                f"{counted.restated} deadlines restated, none moved.",
            )
        )
