"""``donthu key rotate``: the office's key is changed."""

from typing import Annotated, Any

import typer

from pipeline.cli.papers import Json
from pipeline.cli.screen import Counted, a_name, complain, print_json, tell
from pipeline.engine.rotation import Rotated, rotate_key
from pipeline.messages import say
from pipeline.secrecy.cipher import coming_key
from pipeline.settings import Settings, load

app = typer.Typer(
    help=say("Khóa mã hóa của cơ quan.", "The office's encryption key."), no_args_is_help=True
)


@app.callback()
def group() -> None:
    """Keeps ``rotate`` a word of its own although it is the only command of the group."""


@app.command(
    "rotate",
    help=say(
        "Đổi khóa: mã hóa lại mọi bản gốc và mọi giá trị giữ bí mật. Bị dừng giữa chừng thì chạy "
        "lại là làm tiếp.",
        "Change the key; everything sealed is sealed anew. Stopped half way, run it again.",
    ),
)
def rotate(
    who: Annotated[
        str,
        typer.Option(
            "--as",
            help=say("Tên người đổi khóa (quản trị).", "Who changes the key (administrator)."),
            metavar=say("NGƯỜI", "PERSON"),
            callback=a_name,
        ),
    ],
    as_json: Json = False,
) -> int:
    settings = load()
    try:
        with Counted(say("Đang mã hóa lại", "Sealing anew")) as show:
            done = rotate_key(settings, who, show)
    except KeyboardInterrupt:
        _comfort(settings)
        raise
    if as_json:
        print_json(_json(done))
    else:
        _tell(settings, done)
    return 1 if done.spoilt or done.spoilt_values else 0


def _comfort(settings: Settings) -> None:
    key = settings.key_path
    complain(
        say(
            f"\nĐã dừng giữa chừng. Dữ liệu còn nguyên, mọi lệnh vẫn dùng được. Đừng xóa "
            f"{key.name} và {coming_key(key).name}; chạy lại lệnh này để làm tiếp.",
            f"\nStopped half way. Nothing is lost. Keep {key.name} and {coming_key(key).name}; "
            "run this again to go on.",
        )
    )


def _json(done: Rotated) -> dict[str, Any]:
    return {
        "resumed": done.resumed,
        "files": done.files,
        "values": done.values,
        "spoilt": list(done.spoilt),
        "spoilt_values": done.spoilt_values,
        "former_key": str(done.former_key),
        "cleaned": done.cleaned,
    }


def _tell(settings: Settings, done: Rotated) -> None:
    key, former = settings.key_path, done.former_key.name
    tell(
        say(
            f"Đã đổi khóa: {done.files} tệp, {done.values} giá trị giữ bí mật được mã hóa lại.\n"
            f"  1. Chép {key} ra nơi cất giữ an toàn, thay bản cũ: từ nay chỉ khóa này mở được dữ "
            "liệu.\n"
            f"  2. Khóa cũ nằm ở {former}, chỉ còn mở được các bản sao lưu làm trước lúc này: "
            "chuyển nó ra cất riêng, hoặc hủy nó cùng các bản sao lưu đó. Đừng để nó ở lại máy "
            "này.\n"
            "  3. Chạy lại dịch vụ, rồi làm một bản sao lưu mới.",
            f"The key is changed: {done.files} files, {done.values} values sealed anew.\n"
            f"  1. Keep a copy of {key} in a safe place instead of the former one.\n"
            f"  2. The former key is {former}; it opens earlier backups only. Take it off here.\n"
            "  3. Start the service again and make a new backup.",
        )
    )
    if done.resumed:
        tell(
            say(
                "  Lần đổi khóa bị dừng trước đó đã được làm xong.",
                "  This finished the change that was stopped earlier.",
            )
        )
    if done.spoilt or done.spoilt_values:
        complain(
            say(
                f"! {len(done.spoilt)} tệp và {done.spoilt_values} giá trị không mở được bằng khóa "
                "nào (đã hỏng từ trước) nên để nguyên; hãy chép lại từ bản sao lưu: "
                + ", ".join(done.spoilt),
                f"! {len(done.spoilt)} files and {done.spoilt_values} values were damaged before "
                "and are left as they are: " + ", ".join(done.spoilt),
            )
        )
    if not done.cleaned:
        complain(
            say(
                "! Chưa dọn được tệp sổ (đĩa không đủ chỗ): chỗ trống bên trong tệp còn dấu vết mã "
                "hóa bằng khóa cũ. Dọn đĩa rồi đổi khóa lần nữa, nhất là khi khóa cũ đã lộ.",
                "! The register's file could not be rewritten (disk full): freed pages still hold "
                "what the former key sealed. Make room and change the key once more.",
            )
        )
