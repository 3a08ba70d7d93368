"""``donthu init`` and ``donthu doctor``."""

import os
import shutil
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from importlib.resources import files
from pathlib import Path
from typing import Literal

from sqlalchemy import text

from pipeline.cli.papers import Json
from pipeline.cli.screen import print_json, tell
from pipeline.conversion import PACKAGE, find_office
from pipeline.drafting.check import check_templates
from pipeline.drafting.template import OUR_TEMPLATES
from pipeline.engine.clock import office_hand
from pipeline.engine.desk import holds_data, open_desk, today
from pipeline.engine.keys import laid_aside
from pipeline.engine.lock import is_served
from pipeline.errors import DonthuError, LostKey
from pipeline.intake import Aside
from pipeline.intake.submission import is_junk
from pipeline.law.places import body_today, communes_of
from pipeline.messages import say
from pipeline.reading import tessdata_folder
from pipeline.secrecy.cipher import coming_key, load_keys, make_key_file
from pipeline.secrecy.rights import all_rights, guard_of, role_words
from pipeline.settings import SETTINGS_FILE, Office, Settings, home_folder, load

_LOW_DISK_BYTES = 2_000_000_000


def init() -> None:
    """Make the office's folder; what is there already is left as it is."""
    home = home_folder()
    settings = load(home, must_exist=False)
    if holds_data(settings) and not settings.key_path.exists():
        raise LostKey(key=str(settings.key_path))
    home.mkdir(parents=True, exist_ok=True)
    settings_file = home / SETTINGS_FILE
    if not settings_file.exists():
        template = files("pipeline.cli").joinpath("donthu.toml").read_text("utf-8")
        settings_file.write_text(template, encoding="utf-8")
    settings = load(home)
    for folder in (settings.inbox, settings.outbox, settings.templates, settings.data):
        folder.mkdir(parents=True, exist_ok=True)
    make_key_file(settings.key_path)
    with open_desk(settings):
        pass
    tell(
        say(
            f"Đã lập nơi làm việc ở {home}.\n"
            f"  1. Mở {settings_file} và điền tên cơ quan, địa danh, người ký.\n"
            f"  2. Chép {settings.key_path.name} ra nơi cất giữ an toàn, tách khỏi bản sao dữ "
            "liệu: mất khóa là mất toàn bộ bản gốc đã lưu.\n"
            "  3. Chạy `donthu run`.",
            f"Made the office's folder in {home}.\n"
            f"  1. Fill in {settings_file}.\n"
            f"  2. Keep a copy of {settings.key_path.name} in a safe place apart from the data.\n"
            "  3. `donthu run`.",
        )
    )


@dataclass(frozen=True, slots=True)
class Check:
    """One thing the doctor looked at, and how to mend it."""

    name: str
    state: Literal["ok", "warning", "broken"]
    sentence: str


def doctor(as_json: Json = False) -> int:
    """Look at the machine, the settings and the data; 1 when something is broken."""
    checks = list(_checks())
    if as_json:
        print_json([asdict(check) for check in checks])
    else:
        signs = {"ok": "✓", "warning": "!", "broken": "✗"}
        for check in checks:
            tell(f"{signs[check.state]} {check.name}: {check.sentence}")
    return 1 if any(check.state == "broken" for check in checks) else 0


def _checks() -> Iterator[Check]:
    settings = load()
    yield Check("Python", "ok", sys.version.split()[0])
    yield from (
        _guarded(name, check, settings)
        for name, check in (
            (say("Nhận dạng chữ", "OCR data"), _ocr),
            (say("Đọc tệp .doc, .odt, .rtf", "LibreOffice"), _converter),
            (say("Tên cơ quan", "Office"), _office),
            (say("Khóa", "Key"), _key),
            (say("Người dùng", "People"), _people),
            (say("Thư mục", "Folders"), _folders),
            (say("Đĩa trống", "Disk"), _disk),
            (say("Sổ", "Register"), _register),
            (say("Mẫu văn bản", "Templates"), _templates),
            (say("Lịch nghỉ", "Calendar"), _calendar),
            (say("Bảng xã, phường cũ và mới", "Communes"), _communes),
            (say("Dịch vụ", "Service"), _service),
            (say("Tệp lỗi", "Failed"), _failed),
        )
    )


def _guarded(name: str, check: Callable[[Settings], tuple[str, str]], settings: Settings) -> Check:
    try:
        state, sentence = check(settings)
    except DonthuError as error:
        return Check(name, "broken", error.message)
    except OSError as error:
        fault = error.strerror or type(error).__name__
        return Check(name, "broken", say(f"máy báo lỗi: {fault}", f"the machine says: {fault}"))
    return Check(name, "ok" if state == "ok" else "warning", sentence)


class _Broken(DonthuError):
    vi = "{sentence}"
    en = "{sentence}"


def _ocr(settings: Settings) -> tuple[str, str]:
    return "ok", f"vie ({tessdata_folder(settings)})"


def _converter(_settings: Settings) -> tuple[str, str]:
    program = find_office()
    if program is None:
        return "warning", say(
            f"chưa cài LibreOffice nên chưa đọc được các tệp này; cài gói {PACKAGE}.",
            f"not installed: .doc, .odt and .rtf can't be read; install {PACKAGE}.",
        )
    return "ok", f"LibreOffice ({program.parent})"


def _office(settings: Settings) -> tuple[str, str]:
    if settings.office.name == Office().name:
        return "warning", say(
            "chưa điền tên cơ quan trong donthu.toml, mục [office].",
            "fill in [office] in donthu.toml.",
        )
    for name in (settings.office.name, settings.office.superior.name):
        found = body_today(name, today(), today=today())
        if found.changed:
            return "warning", say(
                f"tên trong mục [office] của donthu.toml không còn dùng: {found.sentence}.",
                f"[office] in donthu.toml names a body of before: {found.sentence}.",
            )
    return "ok", settings.office.name


def _key(settings: Settings) -> tuple[str, str]:
    load_keys(settings.key_path)
    if os.name == "posix" and settings.key_path.stat().st_mode & 0o077:
        return "warning", say(
            f"người khác đọc được khóa; chạy: chmod 600 {settings.key_path}",
            f"others can read the key: chmod 600 {settings.key_path}",
        )
    if coming_key(settings.key_path).exists():
        return "warning", say(
            "việc đổi khóa bị dừng giữa chừng; dữ liệu còn nguyên. Chạy `donthu key rotate --as …` "
            f"để làm tiếp; đừng xóa {coming_key(settings.key_path).name}.",
            "a change of key was stopped half way: run `donthu key rotate --as …` to finish it.",
        )
    former = ", ".join(path.name for path in laid_aside(settings.key_path))
    if former:
        return "warning", say(
            f"khóa cũ còn nằm trên máy: {former}; chuyển ra cất riêng hoặc hủy.",
            f"former keys still lie here: {former}; take them away.",
        )
    return "ok", say(f"{settings.key_path} (nhớ cất một bản sao)", f"{settings.key_path}")


def _people(settings: Settings) -> tuple[str, str]:
    """Whether the gate asks who comes; without named people any name opens it."""
    guard = guard_of(settings)
    if not guard.knows_people:
        return "warning", say(
            "chưa khai người dùng: ai nêu một cái tên bất kỳ sau --as cũng mở được phần giữ bí "
            "mật; khai tên và vai trò ở mục [[people]] của donthu.toml.",
            "nobody is named: any name after --as opens the sealed part. Fill in [[people]].",
        )
    words = role_words()
    roles = [person.role for person in settings.people]
    counted = ", ".join(f"{roles.count(role)} {word}" for role, word in words.items())
    idle = [
        entry.what
        for right, entry in all_rights().items()
        if not any(role in guard.rights[right] for role in roles)
    ]
    if idle:
        return "warning", say(
            f"{counted}; chưa ai được: {'; '.join(idle)}.", f"{counted}; nobody may: {idle}."
        )
    return "ok", say(
        f"{counted}. Tên chưa có mật khẩu: chỉ người được giao mới được vào máy này.",
        f"{counted}. Names have no passwords yet: guard the machine.",
    )


def _folders(settings: Settings) -> tuple[str, str]:
    for folder in (settings.inbox, settings.outbox, settings.data):
        if not folder.is_dir() or not os.access(folder, os.W_OK | os.X_OK):
            raise _Broken(
                sentence=say(f"không ghi được vào {folder}.", f"can't write to {folder}.")
            )
    return "ok", str(settings.home)


def _disk(settings: Settings) -> tuple[str, str]:
    free = shutil.disk_usage(settings.data).free
    return ("ok" if free > _LOW_DISK_BYTES else "warning"), f"{free / 1e9:.1f} GB"


def _register(settings: Settings) -> tuple[str, str]:
    with open_desk(settings) as desk, desk.engine.connect() as connection:
        verdict = connection.execute(text("PRAGMA quick_check")).scalar_one()
        count = connection.execute(text('SELECT count(*) FROM "case"')).scalar_one()
    if verdict != "ok":
        raise _Broken(sentence=say("sổ bị hỏng; dùng bản sao lưu.", "damaged: use a backup."))
    return "ok", say(f"{count} vụ việc", f"{count} cases")


def _templates(settings: Settings) -> tuple[str, str]:
    check_templates(settings)
    own = sorted(path.stem for path in settings.templates.glob("*.docx") if _differs(path))
    return "ok", say("mẫu riêng: ", "own: ") + (", ".join(own) or say("không có", "none"))


def _differs(template: Path) -> bool:
    """Where donthu runs in its own folder, donthu's templates are the office's too."""
    ours = OUR_TEMPLATES / template.name
    return not ours.is_file() or ours.read_bytes() != template.read_bytes()


def _calendar(settings: Settings) -> tuple[str, str]:
    year = today().year
    with open_desk(settings) as desk, desk.transaction() as session:
        confirmed = office_hand(desk, session).confirmed
    if year not in confirmed:
        return "warning", say(
            f"lịch nghỉ năm {year} chưa ai xác nhận nên mọi hạn đều ghi «tạm tính»; đối chiếu "
            f"`donthu calendar show {year}` rồi `donthu calendar confirm {year} --as NGƯỜI`.",
            f"nobody confirmed the calendar of {year}: see `donthu calendar show {year}`.",
        )
    return "ok", str(year)


def _communes(settings: Settings) -> tuple[str, str]:
    count = len(communes_of(settings.home))
    return "ok", say(f"{count} mục riêng của cơ quan", f"{count} entries of the office's own")


def _service(settings: Settings) -> tuple[str, str]:
    running = is_served(settings.data)
    return "ok", say("đang chạy", "running") if running else say(
        "không chạy lúc này", "not running"
    )


def _failed(settings: Settings) -> tuple[str, str]:
    """What waits for a person now; the history of failures is another matter."""
    folders = [settings.inbox / aside for aside in (Aside.FAILED, Aside.STATE_SECRET)]
    count = sum(
        _is_paper(entry) for folder in folders if folder.is_dir() for entry in folder.iterdir()
    )
    if count:
        return "warning", say(
            f"{count} tệp đang nằm trong inbox/_loi, inbox/_mat; câu giải thích ở tệp bên cạnh.",
            f"{count} papers lie in inbox/_loi and inbox/_mat; the reason stands beside each.",
        )
    return "ok", "0"


def _is_paper(entry: Path) -> bool:
    return not entry.name.endswith(".GHI-CHU.txt") and not is_junk(entry.name)
