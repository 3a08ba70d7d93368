"""``donthu case explain``: a case as an official would want to read it before signing."""

from collections.abc import Iterator
from typing import Annotated, Any

import typer

from pipeline.cli.clock_words import STATE_WORDS, length_words
from pipeline.cli.papers import Json
from pipeline.cli.screen import (
    ReaderOption,
    ReasonOption,
    in_vietnam,
    print_json,
    reader_of,
    tell,
)
from pipeline.engine.desk import open_desk
from pipeline.engine.explanation import explain_case
from pipeline.law.decision_table import all_signs
from pipeline.messages import say
from pipeline.register.entry import MACHINE
from pipeline.register.export import WORDS
from pipeline.settings import load

_TICKS = {"met": "✓", "failed": "✗", "unknown": "?"}
_GROUPS = {
    "content": say("Nội dung đơn", "Contents"),
    "representation": say("Người đại diện", "Representation"),
    "bar": say("Trường hợp không được thụ lý", "What bars acceptance"),
    "grounds": say("Điều kiện thụ lý", "Grounds of acceptance"),
}
_SEALED = say("(giữ bí mật)", "(sealed)")


def explain(
    number: Annotated[str, typer.Argument(metavar=say("VỤ-VIỆC", "CASE"))],
    who: ReaderOption = None,
    reason: ReasonOption = None,
    as_json: Json = False,
) -> None:
    reader = reader_of(who, reason, "case explain")
    # The access log is committed before the first word is shown.
    with open_desk(load()) as desk, desk.transaction(who or MACHINE, to=None) as session:
        told = explain_case(desk, session, number, reader)
    if as_json:
        print_json(told)
        return
    for line in _lines(told):
        tell(line)


def _lines(told: dict[str, Any]) -> Iterator[str]:
    yield from _head(told)
    for heading, part in (
        (say("ĐIỀU KIỆN", "CONDITIONS"), _conditions(told)),
        (say("THẨM QUYỀN", "COMPETENCE"), _competence(told)),
        (say("ĐỀ XUẤT", "PROPOSAL"), _proposal(told)),
        (say("QUYẾT ĐỊNH", "DECISION"), _decisions(told)),
        (say("THỜI HẠN", "DEADLINES"), _deadlines(told)),
        (say("CON SỐ", "FIGURES"), _figures(told)),
        (say("ĐIỀU CẦN BIẾT", "TO BE KNOWN"), (f"! {f['sentence']}" for f in told["flags"])),
        (say("TÊN CŨ, TÊN NAY", "NAMES OF BEFORE"), _names(told)),
        (say("CẦN NGƯỜI TRẢ LỜI", "QUESTIONS"), _questions(told)),
        (say("NGƯỜI ĐÃ GHI NHẬN", "WHAT PERSONS RECORDED"), _facts(told)),
        (say("CHƯA KIỂM CHỨNG", "NOT VERIFIED"), (f"- {one}" for one in told["unverified"])),
    ):
        lines = list(part)
        if lines:
            yield ""
            yield heading
            yield from (f"  {line}" for line in lines)


def _head(told: dict[str, Any]) -> Iterator[str]:
    kind, assumed = told["kind"], say(" (tạm tính)", " (assumed)")
    known = (
        say(f"máy đọc, chắc {kind['confidence']:.0%}", f"read, {kind['confidence']:.0%} sure")
        if kind["by"] == "machine"
        else say(f"{kind['by']} xác định", f"by {kind['by']}")
    )
    yield f"{say('Vụ việc', 'Case')} {told['case']} — {WORDS[kind['value']]} ({known})"
    arrived, source = told["arrived_on"], told["source"]
    yield (
        f"{say('Đến', 'Arrived')} {in_vietnam(arrived['value'])}{assumed * arrived['assumed']}, "
        f"{WORDS[source['value']].lower()}{assumed * source['assumed']}"
        + (f": {told['forwarded_by']}" if told["forwarded_by"] else "")
    )
    for person in told["people"]:
        values = [person[key] for key in ("name", "position", "address") if person[key]]
        hidden = person["sealed"] and not told["opened"]
        empty = _SEALED if hidden else say("(không ghi)", "(none)")
        yield f"{person['pseudonym']}: {', '.join(values) or empty}"
    petition = told["petition"]
    if petition["summary"]:
        yield f"{say('Nội dung', 'Summary')}: {' '.join(petition['summary'].split())}"
    for contested in petition["contested"] or ():
        yield f"{say('Bị khiếu nại, tố cáo', 'Contested')}: {' '.join(contested.split())}"
    if told["secret"] and not told["opened"]:
        yield say(
            "Đơn giữ bí mật: xem nội dung và chỗ dẫn chứng bằng --as NGƯỜI --reason LÝ-DO.",
            "Sealed: read the words with --as PERSON --reason WHY.",
        )


def _conditions(told: dict[str, Any]) -> Iterator[str]:
    group = ""
    for one in told["conditions"]:
        if one["group"] != group:
            group = one["group"]
            yield f"{_GROUPS[group]} — {one['article']} [{one['certainty']}]"
        by = say("; người đánh dấu", "; by a person") if one["by"] == "person" else ""
        yield f"  {_TICKS[one['state']]} {one['sentence']}{by}"
        quotes = [_place(place) for place in one["evidence"][:_MOST_PLACES] if place["text"]]
        if quotes:
            yield f"      {'; '.join(quotes)}"


_MOST_PLACES = 2


def _place(place: dict[str, Any]) -> str:
    page = say(f" (trang {place['page']})", f" (page {place['page']})") if place["page"] else ""
    return f"«{place['text']}»{page}"


def _competence(told: dict[str, Any]) -> Iterator[str]:
    competence = told["competence"]
    by = competence["by"]
    who = "" if by == "machine" else say(f" ({by} xác định)", f" (by {by})")
    yield f"{WORDS[competence['value']]}{who}"
    yield competence["reason"]
    if competence["body"]:
        yield f"{say('Nơi có thẩm quyền', 'Competent')}: {competence['body']}"
    law = told["other_law"]
    if law:
        cited = f"{law['article']} [{law['certainty']}], {law['source']}"
        yield f"{say('Luật áp dụng', 'Law')}: {cited}"
        for key, name in _OTHER_CLOCKS.items():
            if law[key]:
                yield f"  {name}: {law[key]}"


_OTHER_CLOCKS = {
    "file": say("thời hiệu", "to complain"),
    "accept": say("thụ lý", "to accept"),
    "settle": say("giải quyết", "to settle"),
    "denunciation": say("tố cáo", "denunciation"),
}


def _proposal(told: dict[str, Any]) -> Iterator[str]:
    proposal = told["proposal"]
    yield " — ".join(filter(None, (WORDS[proposal["route"]], proposal["does"])))
    if proposal["sentence"]:
        yield f"→ {proposal['sentence']}"
    if proposal["row"]:
        yield say(
            f"Dòng «{proposal['row']}» của bảng quyết định [{proposal['certainty']}], "
            f"nguồn: {proposal['source']}.",
            f"Row «{proposal['row']}» [{proposal['certainty']}], from {proposal['source']}.",
        )
    forms = ", ".join(proposal["forms"])
    if forms:
        yield f"{say('Mẫu', 'Forms')}: {forms}"
    if proposal["no_form"]:
        yield f"{say('Văn bản của bước này', 'The paper of this step')}: {proposal['no_form']}."
    for measure in told["measures"]:
        yield f"+ {measure['sentence']} [{measure['certainty']}]"


def _decisions(told: dict[str, Any]) -> Iterator[str]:
    for one in reversed(told["decisions"]):
        reason = one["reason"] or (_SEALED if told["secret"] else "")
        yield f"{WORDS[one['route']]} — {one['who']}, {_day(one['at'])}: {reason}"
    if told["decision_outdated"]:
        yield say(
            "! Quyết định có trước lần ghi nhận sau cùng; đề xuất nay khác.",
            "! Decided before the last fact was recorded; the proposal is another now.",
        )
    if not told["decisions"]:
        yield say("Chưa có.", "None yet.")


def _deadlines(told: dict[str, Any]) -> Iterator[str]:
    assumed = say(" (tạm tính)", " (assumed)")
    for one in told["deadlines"]:
        yield (
            f"{in_vietnam(one['due'])}{assumed * one['provisional']}: {one['name']} — "
            f"{STATE_WORDS[one['state']]}"
        )
        off = len(one["off_days"])
        skipped = say(f", bỏ {off:02d} ngày nghỉ", f", {off} days off") if off else ""
        yield (
            f"    {length_words(one['unit'], one['length'])} {say('sau', 'after')} "
            f"{in_vietnam(one['start'])} ({one['start_event']}){skipped}; {one['article']} "
            f"[{one['certainty']}]"
        )
    if told["deadlines"]:
        yield say(
            f"Cách tính từng ngày: donthu deadline explain {told['case']}",
            f"Day by day: donthu deadline explain {told['case']}",
        )


def _figures(told: dict[str, Any]) -> Iterator[str]:
    counts = told["counts"]
    unknown = say("chưa đếm được", "not known")
    for key, name in _COUNTED.items():
        value = counts[key]
        yield f"{name}: {unknown if value is None else f'{value:02d}'}"
    for field in told["words"]:
        who = next(one["who"] for one in told["facts"] if one["field"] == field)
        name = all_signs()[field].name
        yield say(f"Từ do người chọn: {name} ({who})", f"Word chosen by {who}: {name}")


_COUNTED = {
    "writers": say("Người viết, ký", "Writers"),
    "bodies": say("Nơi nhận ghi trên đơn", "Bodies addressed"),
    "petitions": say("Đơn về cùng việc trong sổ", "Papers on the same matter"),
    "months_open": say("Số tháng từ khi vào sổ", "Months open"),
    "levels_passed": say("Số cấp đã qua", "Levels passed over"),
}


def _names(told: dict[str, Any]) -> Iterator[str]:
    """Of an open case the flags say it; of a secret one only whoever opened it reads it here."""
    if told["secret"]:
        yield from dict.fromkeys(
            f"- {one['sentence']} [{one['certainty']}]" for one in told["names"]
        )


def _questions(told: dict[str, Any]) -> Iterator[str]:
    for one in told["questions"]:
        yield f"- {one['sentence']}"
    if told["questions"]:
        yield say(
            f"Trả lời: donthu case set {told['case']} MỤC GIÁ-TRỊ --as NGƯỜI",
            f"Answer: donthu case set {told['case']} FIELD VALUE --as PERSON",
        )


def _facts(told: dict[str, Any]) -> Iterator[str]:
    for one in told["facts"]:
        value = _SEALED if one["value"] is None else _value(one["field"], one["value"])
        read = one["machine"]
        beside = say(f" (máy đọc: {read})", f" (read: {read})") if read else ""
        yield f"{one['name']}: {value}{beside} — {one['who']}, {_day(one['at'])}"


def _value(field: str, value: str) -> str:
    """Return a recorded value in words."""
    sign = all_signs().get(field)
    if sign is not None and sign.type == "day":
        return in_vietnam(value)
    if sign is not None and sign.type in ("yes_no", "choice"):
        return sign.values.get(value, value)
    if field.startswith("condition."):
        return {"met": say("có", "met"), "failed": say("không", "failed")}.get(value, value)
    return value


def _day(at: str) -> str:
    return in_vietnam(at.split("T")[0])
