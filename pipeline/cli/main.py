"""The program ``donthu``: its commands, its errors and its exit statuses.

0: done; 1: the input has problems, which the output names; 2: called or configured wrongly.
"""

import contextlib
import sys
from typing import Any

import typer
from typer import rich_utils
from typer.exceptions import Abort, TyperException

from pipeline.cli import access, calendar, case, deadline, key, office, papers, register, run
from pipeline.cli.screen import complain, fill_closed_streams
from pipeline.engine.journal import log_error, start_journal
from pipeline.errors import DonthuError
from pipeline.messages import say
from pipeline.settings import load

app = typer.Typer(
    name="donthu",
    help=say(
        "donthu: tiếp nhận đơn thư, vào sổ, tính hạn và soạn văn bản xử lý.",
        "donthu: petitions read, registered and answered.",
    ),
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,  # a traceback with local values would show the paper
    context_settings={"help_option_names": ["-h", "--help"]},
)
app.command("init", help=say("Lập thư mục làm việc của cơ quan.", "Make an office's folder."))(
    office.init
)
app.command(
    "run", help=say("Chạy dịch vụ: theo dõi inbox và xử lý.", "Run the service on the inbox.")
)(run.run)
app.command(
    "process",
    help=say("Vào sổ ngay các tệp hoặc thư mục đã cho.", "File the given documents now."),
)(papers.process)
app.command(
    "extract",
    help=say(
        "Chỉ đọc và trích thông tin, không vào sổ.", "Read and extract only; register nothing."
    ),
)(papers.extract)
app.command(
    "searchable",
    help=say("Làm bản PDF/A tìm được chữ cho bản quét.", "Make a searchable PDF/A copy of a scan."),
)(papers.searchable)
app.command("draft", help=say("Soạn một mẫu cho một vụ việc.", "Draft one form for one case."))(
    papers.draft
)
app.command(
    "doctor",
    help=say("Kiểm tra máy và cài đặt, chỉ cách sửa.", "Say what is healthy and what is not."),
)(office.doctor)
app.add_typer(case.app, name="case")
app.add_typer(register.app, name="register")
app.add_typer(deadline.app, name="deadline")
app.add_typer(calendar.app, name="calendar")
app.add_typer(access.app, name="access")
app.add_typer(key.app, name="key")


def main() -> None:
    """Run the command line and leave with its exit status."""
    fill_closed_streams()
    _speak()
    sys.exit(_run(sys.argv[1:]))


def _run(arguments: list[str]) -> int:
    try:
        status: Any = app(arguments, standalone_mode=False)
        return int(status or 0)
    except DonthuError as error:
        complain(error.message)
        return error.exit_status
    except TyperException as error:
        complain(_usage_sentence(error))
        return 2
    except (Abort, KeyboardInterrupt):
        return 130
    except FileNotFoundError as error:
        complain(say(f"Không thấy tệp «{error.filename}».", f"No such file: «{error.filename}»."))
        return 2
    except Exception as error:
        return _unexpected(error)


def _unexpected(error: Exception) -> int:
    """An error nobody foresaw: told without its message, which may quote a paper."""
    with contextlib.suppress(DonthuError, OSError):  # the log may be what can't be written
        settings = load()
        if settings.data.is_dir():
            start_journal(settings.data / "logs")
            log_error("command.failed", error)
    complain(
        say(
            f"Lỗi ngoài dự kiến ({type(error).__name__}). Không có tệp nào bị mất. "
            "Hãy gửi tệp data/logs/donthu.log cho quản trị.",
            f"Unexpected error ({type(error).__name__}). No file is lost. See data/logs.",
        )
    )
    return 1


def _usage_sentence(error: TyperException) -> str:
    """The parser's own complaints, in Vietnamese where they are common."""
    hint = say("Xem `donthu --help`.", "See `donthu --help`.")
    asked = getattr(error, "param", None)
    parameter = asked.get_error_hint() if asked is not None else ""
    option = getattr(error, "option_name", "")
    match type(error).__name__:
        case "NoArgsIsHelpError":
            return error.message
        case "MissingParameter":
            return say(f"Thiếu {parameter}. {hint}", f"Missing {parameter}. {hint}")
        case "NoSuchOption":
            return say(f"Không có tùy chọn {option}. {hint}", f"No option {option}. {hint}")
        case "BadParameter":
            return f"{error.message} {hint}"
        case _:
            return say(f"Lệnh viết chưa đúng: {error.message} {hint}", f"{error.message} {hint}")


def _speak() -> None:
    """Give Typer's own headings the user's language."""
    rich_utils.OPTIONS_PANEL_TITLE = say("Tùy chọn", "Options")
    rich_utils.ARGUMENTS_PANEL_TITLE = say("Tham số", "Arguments")
    rich_utils.COMMANDS_PANEL_TITLE = say("Lệnh", "Commands")
    rich_utils.REQUIRED_LONG_STRING = say("[bắt buộc]", "[required]")
    rich_utils.DEFAULT_STRING = say("[mặc định: {}]", "[default: {}]")
