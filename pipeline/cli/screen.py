"""What the commands share: printing for people and for programs, dates, progress."""

import json
import os
import sys
from collections.abc import Callable, Iterable
from datetime import date
from pathlib import Path
from typing import IO, Annotated, Any, TypeVar

import typer
from rich.console import Console
from rich.progress import (
    BarColumn,
    MofNCompleteColumn,
    Progress,
    TextColumn,
    TimeRemainingColumn,
)

from pipeline.engine.desk import today
from pipeline.messages import say
from pipeline.register.entry import MACHINE
from pipeline.secrecy.gate import Reader

T = TypeVar("T")


class _Screen(Console):
    """A console that goes on silently when its reader has gone (``| head``): rich would end the
    program in the middle of its work."""

    def on_broken_pipe(self) -> None:
        _silence(self.file)


def _silence(stream: IO[str]) -> None:
    """Let everything that is still written to the stream go nowhere."""
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, stream.fileno())
    os.close(nowhere)


def fill_closed_streams() -> None:
    """Put the null device in the place of standard streams that the caller closed (``>&-``):
    otherwise the next file opened, such as the register, would get their number."""
    for number, name in enumerate(("stdin", "stdout", "stderr")):
        if getattr(sys, name) is None:
            mode = "w" if number else "r"
            setattr(sys, name, Path(os.devnull).open(mode, encoding="utf-8"))  # noqa: SIM115


out = _Screen(highlight=False)
err = _Screen(stderr=True, highlight=False)


def print_json(value: Any, *, line: bool = False) -> None:
    """Print a value as JSON; ``line`` puts it on one line (JSON Lines)."""
    text = json.dumps(value, ensure_ascii=False, indent=None if line else 1)
    # a file name with odd bytes reaches us as lone surrogates, which UTF-8 can't write
    try:
        sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
        sys.stdout.flush()
    except BrokenPipeError:
        _silence(sys.stdout)


def tell(text: str) -> None:
    """Print a plain sentence as it is; rich would make spaces of the tabs between columns."""
    try:
        print(text.encode("utf-8", "replace").decode(), file=out.file, flush=True)
    except BrokenPipeError:
        _silence(out.file)


def complain(text: str) -> None:
    """Print a sentence to standard error; nothing in it is taken for markup."""
    err.print(text.encode("utf-8", "replace").decode(), markup=False, soft_wrap=True)


_MANY_PAGES = 4


class _Bars:
    """Progress on a terminal, of the files and of the pages of the file under way.

    Shown only when there is something to follow: a second file, or a file of many pages.
    """

    def __init__(self, what: str, count: int) -> None:
        self._progress = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeRemainingColumn(),
            console=err,
        )
        self._files = self._progress.add_task(what, total=count, visible=count > 1)
        self._pages = self._progress.add_task(say("trang", "pages"), visible=False)
        if count > 1:
            self._progress.start()

    def next_file(self) -> None:
        self._progress.advance(self._files)
        self._progress.update(self._pages, visible=False)

    def show_count(self, done: int, total: int) -> None:
        self._progress.start()
        self._progress.update(self._files, completed=done, total=total, visible=True)

    def show_pages(self, done: int, total: int) -> None:
        if total >= _MANY_PAGES:
            self._progress.start()
            self._progress.update(
                self._pages, completed=done, total=total, visible=True, refresh=True
            )

    def stop(self) -> None:
        self._progress.stop()


class Counted:
    """A progress bar of things done, as ``with Counted("…") as show: show(done, total)``; it is
    drawn on a terminal only."""

    def __init__(self, what: str) -> None:
        self._what = what
        self._bars: _Bars | None = None

    def __enter__(self) -> Callable[[int, int], None]:
        if sys.stderr.isatty():
            self._bars = _Bars(self._what, 0)
        return self._show

    def __exit__(self, *_: object) -> None:
        if self._bars is not None:
            self._bars.stop()

    def _show(self, done: int, total: int) -> None:
        if self._bars is not None:
            self._bars.show_count(done, total)


_bars: _Bars | None = None


def followed(items: Iterable[T], count: int, what: str) -> Iterable[T]:
    """Yield the items under a progress bar: on a terminal only, and only for long work."""
    global _bars
    if not sys.stderr.isatty():
        yield from items
        return
    _bars = _Bars(what, count)
    try:
        for item in items:
            yield item
            _bars.next_file()
    finally:
        _bars.stop()
        _bars = None


def show_pages(done: int, total: int) -> None:
    """Show how many pages have been read of the item that :func:`followed` yielded last."""
    if _bars is not None:
        _bars.show_pages(done, total)


def a_day(text: str) -> date:
    """Read a day given as ``2026-11-22`` or ``22/11/2026``."""
    try:
        if "/" in text:
            number, month, year = (int(part) for part in text.split("/"))
            return date(year, month, number)
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            say(
                f"«{text}» không phải là ngày; hãy viết như 22/11/2026.",
                f"«{text}» is no date; write it as 2026-11-22.",
            )
        ) from None


def arrival_day(text: str) -> date:
    """Read a day of arrival given as ``2026-11-22`` or ``22/11/2026``; none lies ahead."""
    day = a_day(text)
    if day > today():
        raise typer.BadParameter(
            say(f"Ngày đến «{text}» ở tương lai.", f"The day of arrival «{text}» lies ahead.")
        )
    return day


def in_vietnam(day: date | str | None) -> str:
    """Return a day, also an ISO one that is known in part (``2014-06``), as Vietnamese write it."""
    if isinstance(day, date):
        return day.strftime("%d/%m/%Y")
    return "/".join(reversed(day.split("-"))) if day else ""


def a_name(context: typer.Context, param: typer.CallbackParam, text: str | None) -> str | None:
    """An option's callback: who acts is written down, so the name can't be empty, nor the
    program's own, which stands in the register where no person acted."""
    if text is not None and not text.strip():
        raise typer.BadParameter(say("Hãy ghi tên người sau --as.", "Give a name after --as."))
    source = context.get_parameter_source(param.name or "")
    typed = source is not None and source.name != "DEFAULT"
    if text is not None and typed and " ".join(text.split()).casefold() == MACHINE:
        raise typer.BadParameter(
            say(
                "«donthu» là tên của máy; hãy ghi tên người sau --as.",
                "«donthu» is the program's own name; give a person's after --as.",
            )
        )
    return text.strip() if text else text


ReaderOption = Annotated[
    str | None,
    typer.Option(
        "--as",
        help=say("Tên người xem phần giữ bí mật.", "Who reads the sealed part."),
        metavar=say("NGƯỜI", "PERSON"),
        callback=a_name,
    ),
]
ReasonOption = Annotated[
    str | None,
    typer.Option(help=say("Lý do xem phần giữ bí mật.", "Why the secret part is read.")),
]


def reader_of(who: str | None, reason: str | None, command: str) -> Reader | None:
    """Return who reads the sealed part and why; None when nobody is named."""
    if reason is not None and who is None:
        raise typer.BadParameter(say("--reason phải đi cùng --as.", "--reason needs --as."))
    return Reader(who, reason or command) if who else None
