"""``donthu run``: the service."""

import signal
from types import FrameType

from pipeline.cli.screen import complain, tell
from pipeline.drafting.check import check_templates
from pipeline.engine.desk import open_desk
from pipeline.engine.journal import start_journal
from pipeline.engine.service import Service
from pipeline.messages import say
from pipeline.settings import Office, Settings, load


def run() -> None:
    """Watch the inbox and carry every submission through, until stopped."""
    settings = load()
    check_templates(settings)
    start_journal(settings.data / "logs")
    with open_desk(settings) as desk:
        service = Service(desk)

        def stop(_number: int, _frame: FrameType | None) -> None:
            service.stop()

        signal.signal(signal.SIGINT, stop)
        signal.signal(signal.SIGTERM, stop)
        service.run(on_start=lambda: _greet(settings))


def _greet(settings: Settings) -> None:
    tell(
        say(
            f"donthu đang chạy cho {settings.office.name}.\n"
            f"  Thả đơn vào:     {settings.inbox}\n"
            f"  Nhận dự thảo ở:  {settings.outbox}\n"
            "  Dừng: Ctrl+C",
            f"donthu runs for {settings.office.name}.\n"
            f"  Drop papers into: {settings.inbox}\n"
            f"  Drafts appear in: {settings.outbox}\n"
            "  Stop: Ctrl+C",
        )
    )
    if settings.office.name == Office().name:
        complain(
            say(
                "  ! Chưa điền tên cơ quan trong donthu.toml, mục [office]: chưa xét được thẩm "
                "quyền nên chỉ soạn thông báo tiếp nhận. Điền xong hãy chạy lại.",
                "  ! Fill in [office] in donthu.toml: until then competence is not judged.",
            )
        )
