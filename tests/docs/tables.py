"""The tables of the documents that are made from the program's own data.

``python -m tests.docs.tables`` writes them anew between their marks; ``test_docs.py`` holds that
nobody forgot to.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

from pipeline.drafting.context import FIELDS
from pipeline.engine import cases  # noqa: F401  every module that defines an error is loaded
from pipeline.errors import DonthuError
from pipeline.law.calendar import _overrides
from pipeline.law.deadlines import Version, all_rules
from pipeline.law.forms import all_forms
from pipeline.triage.articles import UNREAD

DOCS = Path(__file__).parents[2] / "docs"
UNITS = {"working_day": "ngày làm việc", "day": "ngày"}
IDENTITY = {"open": "được ghi", "withheld": "không ghi"}


def errors() -> list[type[DonthuError]]:
    """Return the errors that have a code of their own, in the order of the source."""

    def below(kind: type[DonthuError]) -> Iterator[type[DonthuError]]:
        for child in kind.__subclasses__():
            if child.__module__ == "pipeline.errors":
                yield child
                yield from below(child)

    return [kind for kind in below(DonthuError) if "code" in vars(kind) and "vi" in vars(kind)]


def _table(heading: str, rows: Iterator[tuple[str, ...]]) -> str:
    columns = heading.split("|")
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(f"| {' | '.join(map(_cell, line))} |" for line in lines)


def _cell(text: str) -> str:
    return " ".join(text.split()).replace("|", "\\|")


def _day(day: date | None) -> str:
    return f"{day:%d/%m/%Y}" if day else ""


def _deadlines() -> str:
    def rows() -> Iterator[tuple[str, ...]]:
        for rule in all_rules().values():
            for version in rule.versions:
                until = _day(version.valid_to) or "nay"
                yield (
                    f"`{rule.id}`",
                    rule.name,
                    rule.versions[0].start_event,
                    f"{_day(version.valid_from)} – {until}",
                    _length(version),
                    version.article,
                    version.certainty,
                    version.source,
                )

    heading = "Mã|Việc|Tính từ|Áp dụng|Thời hạn|Điều, khoản|Độ tin|Bản đã đọc"
    return _table(heading, rows())


def _length(version: Version) -> str:
    said = f"{version.length:02d} {UNITS[version.unit]}"
    if version.office_sets:
        said += " (cơ quan tự đặt)"
    for other in version.also:
        said += f"; tính kèm {other.length:02d} {UNITS[other.unit]} theo {other.article}"
    return said


def _doubts() -> str:
    def rows() -> Iterator[tuple[str, ...]]:
        for rule in all_rules().values():
            for version in rule.versions:
                since = _day(version.doubt_from or version.valid_from)
                if version.doubt:
                    yield f"`{rule.id}`", since, version.doubt
                for other in version.also:
                    if other.doubt:
                        yield f"`{rule.id}`", _day(version.valid_from), other.doubt

    return _table("Mã|Từ ngày|Điều chưa chắc", rows())


def _forms() -> str:
    rows = (
        (
            f"`{form.id}`",
            form.title,
            form.number or "(không có)",
            form.number_certainty,
            "có" if form.printed_number else "không",
            form.act or "(lời văn của donthu)",
            form.wording,
            IDENTITY[form.identity],
        )
        for form in all_forms().values()
    )
    heading = "Mã|Tên văn bản|Số mẫu|Độ tin|In số mẫu|Văn bản quy định|Lời văn|Tên người tố cáo"
    return _table(heading, rows)


def _unread() -> str:
    return "\n".join(f"- {article}" for article in sorted(UNREAD))


def _days() -> str:
    known = _overrides()
    rows = [(day, "nghỉ", reason) for day, reason in known.off.items()]
    rows += [(day, "làm việc", "làm bù") for day in known.working]
    return _table("Ngày|Là ngày|Lý do", ((_day(d), kind, why) for d, kind, why in sorted(rows)))


def _fields() -> str:
    return _table("Biến|Ý nghĩa", ((f"`{name}`", said) for name, said in FIELDS.items()))


def _errors(vietnamese: bool) -> str:
    heading = "Mã|Mã thoát|Câu thông báo" if vietnamese else "code|exit status|sentence"
    rows = (
        (f"`{kind.code}`", str(kind.exit_status), kind.vi if vietnamese else kind.en)
        for kind in errors()
    )
    return _table(heading, rows)


TABLES: dict[tuple[str, str], Callable[[], str]] = {
    ("phap-luat.md", "deadlines"): _deadlines,
    ("phap-luat.md", "doubts"): _doubts,
    ("phap-luat.md", "forms"): _forms,
    ("phap-luat.md", "unread"): _unread,
    ("phap-luat.md", "days"): _days,
    ("quan-tri.md", "fields"): _fields,
    ("quan-tri.md", "errors"): lambda: _errors(vietnamese=True),
    ("contract.md", "errors"): lambda: _errors(vietnamese=False),
}


def _between(name: str) -> re.Pattern[str]:
    return re.compile(rf"(<!-- table: {name} -->\n).*?(<!-- /table -->)", re.DOTALL)


def written(file: str, name: str) -> str | None:
    """Return the table as the document has it; None when its marks are missing."""
    found = _between(name).search((DOCS / file).read_text("utf-8"))
    return found[0].split("\n", 1)[1].removesuffix("<!-- /table -->").strip() if found else None


def write() -> None:
    """Write every table anew."""
    for (file, name), made in TABLES.items():
        path = DOCS / file
        fresh = f"\n{made()}\n\n"
        path.write_text(
            _between(name).sub(lambda m, t=fresh: m[1] + t + m[2], path.read_text("utf-8")), "utf-8"
        )


if __name__ == "__main__":
    write()
