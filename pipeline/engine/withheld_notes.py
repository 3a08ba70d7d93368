"""The note beside a draft: what its drafter must know and the draft must not hold.

It stands in the outbox in clear, so it says that there are clues and how to see them, never which.
"""

import contextlib
from pathlib import Path
from typing import Any

from pipeline.drafting.case import DraftCase, Person
from pipeline.engine.desk import Desk
from pipeline.engine.papers import read_document
from pipeline.engine.withheld_signs import identifying
from pipeline.errors import LeakingDraft
from pipeline.law.forms import Form
from pipeline.register.models import Case

_SUFFIX = ".GHI-CHU.txt"
_NOTE = """\
Ghi chú cho người soạn «{title}», vụ việc {number}. Không gửi tệp này đi, không in kèm văn bản.

Đơn có {count:02d} loại chi tiết mà ghép lại có thể chỉ ra người viết dù không nêu tên. Trước khi
viết phần tóm tắt, người có quyền mở phần giữ bí mật xem các chi tiết đó bằng lệnh:

    donthu register show {number} --as "HỌ TÊN" --reason "soạn văn bản"

rồi viết sao cho không chi tiết nào trong đó đọc được, đoán được từ văn bản.
"""
_REFUSED = """\
donthu chưa soạn «{title}», vụ việc {number}.

{reason}
"""


def note_of(draft: Path) -> Path:
    """Return where the note of a draft stands."""
    return draft.with_name(f"{draft.stem}{_SUFFIX}")


def note_caution(draft: Path, form: Form, case: DraftCase) -> None:
    """Write the note that a finished draft needs, or take an earlier one away."""
    if case.clues:
        text = _NOTE.format(title=form.title, number=case.number, count=case.clues)
        _write(note_of(draft), text)
    else:
        note_of(draft).unlink(missing_ok=True)


def note_refusal(draft: Path, form: Form, number: str, leak: LeakingDraft) -> None:
    """Write, where a draft would stand, why there is none."""
    text = _REFUSED.format(title=form.title, number=number, reason=leak.message)
    draft.parent.mkdir(parents=True, exist_ok=True)
    _write(note_of(draft), text)


def paper_text(desk: Desk, case: Case) -> str:
    """Return the words of a secret case's papers, for :func:`identifying`; never to be shown."""
    digests = [file.sha256 for petition in case.petitions for file in petition.files]
    return _text_of(desk, digests) if case.secret else ""


def identifying_in(desk: Desk, view: dict[str, Any]) -> list[str]:
    """Return the clues at the writer in a case that ``case_view`` has opened for a reader; empty
    for an open case."""
    if not view["secret"]:
        return []
    writers = tuple(
        Person(
            name=person["name"] or "",
            address=person["address"] or "",
            position=person["position"] or "",
        )
        for person in view["people"]
        if person["role"] == "petitioner"
    )
    digests = [file["sha256"] for petition in view["petitions"] for file in petition["files"]]
    return list(identifying(_text_of(desk, digests), writers))


def _text_of(desk: Desk, digests: list[str]) -> str:
    texts: list[str] = []
    for digest in digests:
        with contextlib.suppress(KeyError):  # a file that could not be read has no words
            texts.append(read_document(desk, digest).text)
    return "\n".join(texts)


def _write(path: Path, text: str) -> None:
    temporary = path.with_name(f".{path.name}.part")
    temporary.write_text(text, "utf-8")
    temporary.replace(path)
