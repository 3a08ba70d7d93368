"""``donthu process``, ``extract`` and ``draft``."""

import hashlib
import os
from pathlib import Path
from typing import Annotated, Any, cast

import typer

from pipeline.cli import lens
from pipeline.cli.labels import LABELS, matter_words
from pipeline.cli.screen import (
    a_name,
    arrival_day,
    complain,
    followed,
    print_json,
    show_pages,
    tell,
)
from pipeline.engine.cases import draft_form, given_facts
from pipeline.engine.desk import Desk, open_desk
from pipeline.engine.foreground import Processed
from pipeline.engine.foreground import process as process_one
from pipeline.errors import AccessRefused, InputError, StateSecret
from pipeline.extraction import as_contract, secrecy_mark
from pipeline.extraction import extract as extract_findings
from pipeline.intake.submission import gather, list_files
from pipeline.messages import say
from pipeline.reading import Document, ReaderPool
from pipeline.register.entry import MACHINE
from pipeline.register.export import WORDS
from pipeline.settings import Settings, load

Paths = Annotated[
    list[Path],
    typer.Argument(
        help=say("Tệp hoặc thư mục đơn.", "Files or folders."),
        metavar=say("TỆP…", "PATH…"),
        readable=False,  # what can't be read is told with the other faults of papers
    ),
]
Json = Annotated[bool, typer.Option("--json", help=say("In JSON.", "Print JSON."))]
As = Annotated[
    str,
    typer.Option(
        "--as",
        help=say("Tên người thực hiện.", "Who acts."),
        metavar=say("NGƯỜI", "PERSON"),
        callback=a_name,
    ),
]


def process(
    paths: Paths,
    arrived: Annotated[
        str | None,
        typer.Option(help=say("Ngày đến, như 22/11/2026.", "Day of arrival."), metavar="D"),
    ] = None,
    source: Annotated[
        str | None,
        typer.Option(
            help=say(
                "Nguồn đơn: post (bưu chính), direct (nộp trực tiếp), forwarded (nơi khác chuyển).",
                "post, direct or forwarded.",
            )
        ),
    ] = None,
    forwarded_by: Annotated[
        str | None,
        typer.Option(help=say("Cơ quan chuyển đơn đến.", "The body that forwarded it.")),
    ] = None,
    who: As = MACHINE,
    as_json: Json = False,
) -> int:
    """File documents into the register, in the foreground; the files stay where they are."""
    if source not in (None, "post", "direct", "forwarded"):
        raise typer.BadParameter(
            say("--source là post, direct hoặc forwarded.", "--source: post, direct, forwarded.")
        )
    if forwarded_by is not None and (source not in (None, "forwarded") or not forwarded_by.strip()):
        raise typer.BadParameter(
            say(
                "--forwarded-by là tên cơ quan chuyển đơn, chỉ đi với --source forwarded.",
                "--forwarded-by names a body and goes with --source forwarded only.",
            )
        )
    arrived_on = arrival_day(arrived) if arrived is not None else None
    _must_exist(paths)
    settings = load()
    worst = 0
    with open_desk(settings) as desk:
        facts = given_facts(desk, arrived_on, source, forwarded_by)
        for path in followed(paths, len(paths), say("Đang xử lý", "Processing")):
            done = process_one(desk, path.absolute(), facts, who, show_pages)
            worst = max(worst, 1 if done.status == "failed" else 0)
            if as_json:
                print_json(_processed_json(path, done), line=True)
            else:
                _tell_processed(desk, path, done, stated=facts is not None)
    return worst


def _must_exist(paths: list[Path]) -> None:
    """Refuse a mistyped path before the first paper is filed."""
    for path in paths:
        if not os.path.lexists(path):
            raise typer.BadParameter(say(f"Không thấy tệp «{path}».", f"No such file: «{path}»."))


def _processed_json(path: Path, done: Processed) -> dict[str, Any]:
    return {
        "file": str(path),
        "sha256": _file_digest(path) or done.digest,
        "status": done.status,
        "case": done.case,
        "drafts": [str(draft) for draft in done.drafts],
        "error": {"code": done.error.code, "message": done.error.message} if done.error else None,
    }


def _tell_processed(desk: Desk, path: Path, done: Processed, *, stated: bool) -> None:
    """``stated``: the clerk gave facts, which a known case does not take from here."""
    if done.error is not None:
        complain(f"✗ {path}: {done.error.message}")
        return
    words = {
        "registered": say("đã vào sổ, vụ việc", "registered as case"),
        "duplicate": say(
            "đã tiếp nhận trước đây, không lập vụ việc mới; vụ việc",
            "received before, no new case; case",
        ),
    }
    tell(f"✓ {path}: {words[done.status]} {done.case}")
    if done.status == "duplicate" and stated:
        tell(
            say(
                f"    Ngày đến, nguồn của vụ việc này sửa bằng `donthu case set {done.case}`.",
                f"    Arrival and source of a known case: `donthu case set {done.case}`.",
            )
        )
    for draft_path in done.drafts:
        tell(f"    {draft_path.relative_to(desk.settings.home)}")


def extract(
    paths: Paths,
    as_json: Json = False,
    as_html: Annotated[
        bool,
        typer.Option(
            "--html",
            help=say(
                "Ghi trang xem lại cạnh mỗi tệp: mỗi giá trị nằm ở đâu trên trang.",
                "Write a page beside each file that shows where each value stands.",
            ),
        ),
    ] = False,
) -> int:
    """Read and extract; nothing is registered, nothing is stored."""
    settings = load(must_exist=False)
    files = [file for path in paths for file in list_files(path)]
    worst = 0
    with ReaderPool(settings) as pool:
        for file in followed(files, len(files), say("Đang đọc", "Reading")):
            document, found = _extract_one(pool, file, settings)
            worst = max(worst, 1 if found["error"] else 0)
            if as_json:
                print_json(found, line=True)
            else:
                _tell_found(found)
            if as_html and document is not None:
                _write_lens(file, document, found, settings)
    return worst


def _extract_one(
    pool: ReaderPool, file: Path, settings: Settings
) -> tuple[Document | None, dict[str, Any]]:
    """Return the document and its findings as the contract tells them; None with an error."""
    digest = ""
    try:
        digest = gather(file, settings.intake.max_bytes).files[0].sha256
        document = pool.read(file.read_bytes(), file.suffix, show_pages)
        _refuse_state_secret(document, settings)
    except InputError as error:
        return None, as_contract(str(file), None, None, error, digest)
    return document, as_contract(str(file), document, extract_findings(document), None, digest)


def _write_lens(file: Path, document: Document, found: dict[str, Any], settings: Settings) -> None:
    from pipeline.reading.pictures import page_pictures  # heavy: PDF and image libraries

    pictures = page_pictures(file.read_bytes(), document, settings, lens.DPI)
    made = file.with_name(f"{file.name}.html")
    _write_whole(made, lens.lens(found, pictures).encode())
    complain(f"→ {made}")


def searchable(paths: Paths, as_json: Json = False) -> int:
    """Write a searchable PDF/A-2b beside each scan: ``NAME.searchable.pdf``."""
    from pipeline.reading.searchable import searchable_copy  # heavy: PDF libraries

    settings = load(must_exist=False)
    worst = 0
    with ReaderPool(settings) as pool:
        for path in followed(paths, len(paths), say("Đang làm bản sao", "Copying")):
            made = path.with_name(f"{path.stem}.searchable.pdf")
            error: InputError | None = None
            try:
                data = path.read_bytes()
                document = pool.read(data, path.suffix, show_pages)
                _refuse_state_secret(document, settings)
                _write_whole(made, searchable_copy(data, document, settings))
            except InputError as fault:
                error, worst = fault, 1
            _tell_copied(path, made, error, as_json=as_json)
    return worst


def _tell_copied(path: Path, made: Path, error: InputError | None, *, as_json: bool) -> None:
    if as_json:
        told = {"code": error.code, "message": error.message} if error else None
        copy = None if error else str(made)
        print_json({"file": str(path), "copy": copy, "error": told}, line=True)
    elif error:
        complain(f"✗ {path}: {error.message}")
    else:
        tell(f"✓ {path} → {made.name}")


def _write_whole(path: Path, data: bytes) -> None:
    unfinished = path.with_name(f".{path.name}.part")
    unfinished.write_bytes(data)
    unfinished.replace(path)


def _refuse_state_secret(document: Document, settings: Settings) -> None:
    mark = secrecy_mark(document)
    if mark is not None:
        raise StateSecret(mark=mark, keeper=settings.office.secrecy_keeper)


def _tell_found(found: dict[str, Any]) -> None:
    tell(f"— {found['file']}")
    if found["error"]:
        complain(f"  {found['error']['message']}")
        return
    tell(f"  {say('Loại', 'Kind')}: {WORDS[found['kind']['value']]}")
    values: dict[str, Any] = {**found["fields"], **(found["official"] or {})}
    for name, value in values.items():
        for shown in [matter_words(value)] if name == "matter" and value else _shown(value):
            tell(f"  {LABELS[name]}: {shown}")
    for mention in found["references"]:
        tell(f"  {say('văn bản', 'reference')}: {' '.join(mention['text'].split())}")
    for warning in found["warnings"]:
        tell(f"  ! {warning['message']}")


def _shown(value: Any) -> list[str]:
    """A field of the contract as short lines."""
    if not value:
        return []
    if isinstance(value, list):
        return [line for item in cast("list[Any]", value) for line in _shown(item)]
    if isinstance(value, dict):
        fields = cast("dict[str, Any]", value)
        if "value" in fields:
            return [" ".join(str(fields["value"]).split())]
        parts = [
            line for item in fields.values() if isinstance(item, dict) for line in _shown(item)
        ]
        return [", ".join(parts)] if parts else []
    return []


def draft(
    case: Annotated[str, typer.Argument(metavar=say("VỤ-VIỆC", "CASE"))],
    form: Annotated[str, typer.Argument(metavar=say("MẪU", "FORM"))],
    who: As = MACHINE,
    as_json: Json = False,
) -> None:
    """Draft one form for one case; an earlier draft is kept, the new one stands beside it."""
    settings = load()
    if settings.people and who == MACHINE:
        raise AccessRefused
    with open_desk(settings) as desk:
        path = draft_form(desk, case, form, again=True, who=who)
        if as_json:
            print_json({"case": case, "form": form, "path": str(path)}, line=True)
        else:
            tell(str(path.relative_to(desk.settings.home)))


def _file_digest(path: Path) -> str | None:
    """The digest of a single file, which the contract asks for; a folder has none of its own."""
    if not path.is_file():
        return None
    try:
        with path.open("rb") as file:
            return hashlib.file_digest(file, "sha256").hexdigest()
    except OSError:  # its own failure is told beside it
        return None
