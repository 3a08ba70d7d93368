"""The tables of the documents that are made from the program's own data.

``python -m tests.docs.tables`` writes them anew between their marks; ``test_docs.py`` holds that
nobody forgot to.
"""

import re
from collections.abc import Callable, Iterator
from datetime import date
from functools import partial
from pathlib import Path

from pipeline.cli.clock_words import length_words
from pipeline.drafting.context import FIELDS
from pipeline.engine import cases  # noqa: F401  every module that defines an error is loaded
from pipeline.errors import DonthuError
from pipeline.law.calendar import our_table
from pipeline.law.decision_table import (
    MISSING,
    RECEIPT,
    Row,
    all_articles,
    all_conditions,
    all_measures,
    all_other_laws,
    all_rows,
    all_signs,
    article,
)
from pipeline.law.forms import all_audiences, all_forms
from pipeline.law.rules import Rule, Version, all_criteria, all_events, all_rules
from pipeline.secrecy.rights import all_rights, role_words
from tests.docs.places import PLACES

DOCS = Path(__file__).parents[2] / "docs"
UNITS = {"working_day": "ngày làm việc", "day": "ngày"}
_KINDS = {
    "complaint": "khiếu nại",
    "discipline": "khiếu nại kỷ luật",
    "denunciation": "tố cáo",
    "recommendation": "kiến nghị, phản ánh",
    "mixed": "nhiều nội dung",
    "official": "văn bản hành chính",
    "other": "chưa rõ loại",
}
_GROUPS = {
    "content": "yêu cầu bổ sung",
    "representation": "yêu cầu bổ sung",
    "bar": "không thụ lý khiếu nại",
    "grounds": "không thụ lý tố cáo",
}
_STATES = {"met": "có", "failed": "không", "unknown": "chưa rõ"}
_TYPES = {"text": "chữ", "day": "ngày", "letters": "các chữ, cách nhau dấu phẩy"}
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
                    version.start_event,
                    f"{_day(version.valid_from)} – {until}",
                    _length(rule, version),
                    version.article,
                    version.certainty,
                    version.source,
                )

    heading = "Mã|Việc|Tính từ|Áp dụng|Thời hạn|Điều, khoản|Độ tin|Bản đã đọc"
    return _table(heading, rows())


_LONGER = {
    "remote": "vùng sâu, vùng xa",
    "complex": "phức tạp",
    "complex_remote": "phức tạp ở vùng sâu, vùng xa",
    "several_places": "nhiều nơi",
    "extend": "mỗi lần gia hạn thêm nhiều nhất",
}
_NATURES = {"duty": "", "term": "; không phải việc của cơ quan", "minimum": "; phải giữ đủ"}


def _length(rule: Rule, version: Version) -> str:
    said = length_words(version.unit, version.length)
    if rule.before:
        said = f"trước ít nhất {said}"
    for field, name in _LONGER.items():
        days = getattr(version, field)
        said += f"; {name} {days:02d}" if days is not None else ""
    said += "".join(f"; {_LEVELS[level]}: {days}" for level, days in version.by_level.items())
    if version.office_sets:
        said += " (cơ quan tự đặt)"
    for other in version.also:
        said += f"; tính kèm {other.length:02d} {UNITS[other.unit]} theo {other.article}"
    return said + _NATURES[rule.nature] + ("" if rule.tracked else "; chỉ tính khi hỏi")


_LEVELS = {"commune": "xã", "department": "sở", "province": "tỉnh"}


def _doubts() -> str:
    found: dict[tuple[str, date], list[str]] = {}
    for rule in all_rules().values():
        for version in rule.versions:
            for read in (version.read, *(other.read for other in version.also)):
                if read.doubt:
                    since = max(read.doubt_from or version.valid_from, version.valid_from)
                    if version.valid_to is None or since <= version.valid_to:
                        found.setdefault((read.doubt, since), []).append(rule.id)
            if version.doubt:
                found.setdefault((version.doubt, version.valid_from), []).append(rule.id)
    rows = (
        (doubt, _day(since), ", ".join(f"`{rule}`" for rule in dict.fromkeys(rules)))
        for (doubt, since), rules in found.items()
    )
    return _table("Điều chưa chắc|Từ ngày|Quy tắc", rows)


def _transitions() -> str:
    rows = (
        (f"`{rule.id}`", _day(version.valid_from), version.transition)
        for rule in all_rules().values()
        for version in rule.versions
        if version.transition
    )
    return _table("Mã|Phiên bản từ|Áp dụng cho việc nào", rows)


def _events() -> str:
    started: dict[str, list[str]] = {}
    ended: dict[str, list[str]] = {}
    for rule in all_rules().values():
        for code in rule.starts:
            started.setdefault(code, []).append(f"`{rule.id}`")
        for code in sorted(rule.met_by):
            ended.setdefault(code, []).append(f"`{rule.id}`")
    rows = (
        (
            f"`{event.code}`",
            event.name,
            ", ".join(_KINDS[kind] for kind in event.kinds if kind != "mixed") or "mọi loại",
            ", ".join(started.get(event.code, ())),
            ", ".join(ended.get(event.code, ())),
        )
        for event in all_events().values()
    )
    return _table("Mã|Sự kiện|Loại đơn|Bắt đầu hạn|Làm xong hạn", rows)


def _criteria() -> str:
    rows = ((letter, words) for letter, words in all_criteria().items())
    return _table("Điểm|Tiêu chí (lời tóm tắt của donthu)", rows)


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
    unread = {one.text for one in all_articles() if one.certainty == "M"}
    return "\n".join(f"- {article}" for article in sorted(unread))


def _articles() -> str:
    rows = (
        (
            a.text,
            a.says,
            f"{_day(a.valid_from)} – {_day(a.valid_to) or 'nay'}",
            a.certainty,
            a.source,
        )
        for a in all_articles()
    )
    return _table("Điều, khoản|Ý chính (lời của donthu)|Áp dụng|Độ tin|Bản đã đọc", rows)


def _conditions() -> str:
    def rows() -> Iterator[tuple[str, ...]]:
        for rule in all_conditions().values():
            kinds = ", ".join(_KINDS[kind] for kind in rule.wordings)
            cited = {article(w.article, date.max).text: None for w in rule.wordings.values()}
            marks = {article(w.article, date.max).certainty: None for w in rule.wordings.values()}
            head = f" (trường hợp {rule.head} Điều 11)" if rule.head else ""
            yield (
                f"`{rule.id}`",
                rule.name + head,
                kinds,
                _GROUPS[rule.group],
                "; ".join(cited),
                ", ".join(marks),
            )

    return _table("Mã|Điều kiện|Loại đơn|Không có thì|Điều, khoản|Độ tin", rows())


def _when(row: Row) -> str:
    signs, conditions = all_signs(), all_conditions()

    def told(name: str, values: tuple[str, ...]) -> str:
        if name == "route":
            return "hướng xử lý: " + " hoặc ".join(f"`{value}`" for value in values)
        if name in conditions:
            return f"{conditions[name].name}: " + " hoặc ".join(_STATES[v] for v in values)
        words = signs[name].values | {"unknown": signs[name].values.get("unknown", "chưa rõ")}
        return f"{signs[name].name}: " + " hoặc ".join(words[value] for value in values)

    return "; ".join(told(name, values) for name, values in row.when.items()) or "còn lại"


def _decisions() -> str:
    rows = (
        (
            f"`{row.id}`",
            ", ".join(_KINDS[kind] for kind in row.kinds) if len(row.kinds) < 5 else "mọi đơn",
            _when(row),
            row.does,
            f"`{row.route}`",
            ", ".join(_form_words(form) for form in row.forms) or row.no_form or "không",
            "; ".join(_cited(row)) or "–",
            row.certainty,
            row.source,
        )
        for row in all_rows().values()
    )
    return _table("Mã|Đơn|Khi|Cơ quan làm gì|Hướng|Mẫu|Căn cứ|Độ tin|Nguồn", rows)


def _form_words(form: str) -> str:
    return "giấy báo nhận" if form == RECEIPT else f"`{form}`"


def _cited(row: Row) -> Iterator[str]:
    for name in row.articles:
        yield "điều của nội dung còn thiếu" if name == MISSING else article(name, date.max).text


def _measures() -> str:
    rows = (
        (
            f"`{row.id}`",
            ", ".join(_KINDS[kind] for kind in row.kinds),
            _when(row),
            row.says.format(head="người đứng đầu", articles="; ".join(_cited(row))),
            row.certainty,
            row.source,
        )
        for row in all_measures().values()
    )
    return _table("Mã|Đơn|Khi|Việc làm kèm|Độ tin|Nguồn", rows)


def _signs() -> str:
    rows = (
        (
            f"`{sign.id}`",
            sign.asks,
            ", ".join(f"`{value}` {word}" for value, word in sign.choices.items())
            or _TYPES[sign.type],
        )
        for sign in all_signs().values()
        if sign.type
    )
    return _table("Mục|Câu hỏi|Giá trị", rows)


def _other_law() -> str:
    rows = (
        (
            f"`{law.id}`",
            law.name,
            law.article,
            law.body,
            *(said or "–" for said in (law.file, law.accept, law.settle, law.denunciation)),
            law.certainty,
        )
        for law in all_other_laws().values()
    )
    heading = "Mã|Việc|Luật|Nơi giải quyết|Thời hiệu|Thụ lý|Giải quyết|Tố cáo|Độ tin"
    return _table(heading, rows)


def _days() -> str:
    known = our_table()
    rows = [(day, "nghỉ", reason) for day, reason in known.off.items()]
    rows += [(day, "làm việc", reason) for day, reason in known.working.items()]
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


def _of_places(name: str) -> str:
    heading, rows = PLACES[name]
    return _table(heading, rows())


def _rights() -> str:
    rows = (
        (f"`{right.id}`", right.what, ", ".join(role_words()[r] for r in right.roles), right.why)
        for right in all_rights().values()
    )
    return _table("Mã|Được làm gì|Ai được|Vì sao", rows)


TRAITS = {
    "name": "họ tên",
    "address": "địa chỉ",
    "number": "số điện thoại, số giấy tờ",
    "content": "nội dung đơn",
    "picture": "hình ảnh",
}


def _do_not_print() -> str:
    forms = [(form.audience, f"`{form.id}`") for form in all_forms().values()]
    rows = (
        (
            one.name,
            ", ".join(said for trait, said in TRAITS.items() if trait in one.may_carry)
            or "không gì",
            ", ".join(name for audience, name in forms if audience == one.id) or "(chưa có mẫu)",
            one.article,
            one.certainty,
        )
        for one in all_audiences().values()
    )
    return _table("Nơi nhận|Được mang gì về người gửi|Mẫu|Điều, khoản|Độ tin", rows)


TABLES: dict[tuple[str, str], Callable[[], str]] = {
    ("quan-tri.md", "rights"): _rights,
    ("phap-luat.md", "do_not_print"): _do_not_print,
    ("phap-luat.md", "deadlines"): _deadlines,
    ("phap-luat.md", "doubts"): _doubts,
    ("phap-luat.md", "transitions"): _transitions,
    ("phap-luat.md", "events"): _events,
    ("phap-luat.md", "criteria"): _criteria,
    ("phap-luat.md", "forms"): _forms,
    ("phap-luat.md", "unread"): _unread,
    ("phap-luat.md", "articles"): _articles,
    ("phap-luat.md", "conditions"): _conditions,
    ("phap-luat.md", "decisions"): _decisions,
    ("phap-luat.md", "measures"): _measures,
    ("phap-luat.md", "signs"): _signs,
    ("phap-luat.md", "other-law"): _other_law,
    ("phap-luat.md", "days"): _days,
    **{("phap-luat.md", name): partial(_of_places, name) for name in PLACES},
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
