"""What the commands share: printing for people and for programs, dates, progress."""

import json
import sys
from collections.abc import Generator, Iterable
from contextlib import contextmanager
from datetime import date
from typing import Any, TypeVar

import typer
from rich.console import Console
from rich.progress import Progress

from pipeline.messages import say

T = TypeVar("T")

out = Console(highlight=False)
err = Console(stderr=True, highlight=False)


def print_json(value: Any, *, line: bool = False) -> None:
    """Print a value as JSON; ``line`` puts it on one line (JSON Lines)."""
    text = json.dumps(value, ensure_ascii=False, indent=None if line else 1)
    # a file name with odd bytes reaches us as lone surrogates, which UTF-8 can't write
    sys.stdout.buffer.write(text.encode("utf-8", "backslashreplace") + b"\n")
    sys.stdout.flush()


def tell(text: str) -> None:
    """Print a plain sentence; nothing in it is taken for markup."""
    out.print(text.encode("utf-8", "replace").decode(), markup=False, soft_wrap=True)


def complain(text: str) -> None:
    """Print a sentence to standard error; nothing in it is taken for markup."""
    err.print(text.encode("utf-8", "replace").decode(), markup=False, soft_wrap=True)


def followed(items: Iterable[T], count: int, what: str) -> Iterable[T]:
    """Yield the items under a progress bar: on a terminal only, and only for long work."""
    if count < 2 or not sys.stderr.isatty():
        yield from items
        return
    with Progress(console=err) as progress:
        yield from progress.track(items, total=count, description=what)


def a_date(text: str | None) -> date | None:
    """Read a day given as ``2026-11-22`` or ``22/11/2026``."""
    if text is None:
        return None
    try:
        if "/" in text:
            day, month, year = (int(part) for part in text.split("/"))
            return date(year, month, day)
        return date.fromisoformat(text)
    except ValueError:
        raise typer.BadParameter(
            say(
                f"«{text}» không phải là ngày; hãy viết như 22/11/2026.",
                f"«{text}» is no date; write it as 2026-11-22.",
            )
        ) from None


def in_vietnam(day: date | None) -> str:
    return day.strftime("%d/%m/%Y") if day else ""


@contextmanager
def quiet_exit() -> Generator[None]:
    """A reader that closes the pipe early (``| head``) is no error."""
    try:
        yield
    except BrokenPipeError:
        sys.stderr.close()
        raise typer.Exit(0) from None
