"""The contents that the law asks of a paper, each met, failed or unknown.

Complaints: Điều 8 khoản 2 Luật Khiếu nại. Denunciations: Điều 23 khoản 1 Luật Tố cáo.
Recommendations: Điều 6 Thông tư 05/2021/TT-TTCP, known from its predecessor only.
What a hard-to-read paper doesn't seem to have is unknown, never failed: nobody is to be asked
for what he has already given. No sentence quotes the paper.
"""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Literal

from pipeline.extraction.findings import Findings, Kind
from pipeline.triage import articles, paper
from pipeline.triage.proposal import Condition

State = Literal["met", "failed", "unknown"]

_ARTICLE: dict[Kind, str] = {
    "complaint": articles.COMPLAINT_CONTENT,
    "denunciation": articles.DENUNCIATION_CONTENT,
    "recommendation": articles.FIT,
}


@dataclass(frozen=True, slots=True)
class _Check:
    """One content: how to see it, the warning of its absence, and its words for each kind."""

    id: str
    stated: Callable[[Findings], bool]
    missing: str
    words: dict[Kind, str]


def _each(words: str) -> dict[Kind, str]:
    return dict.fromkeys(_ARTICLE, words)


def _has_content(findings: Findings) -> bool:
    fields = findings.fields
    return bool(fields.summary or fields.contested or fields.matter)


def _names_respondent(findings: Findings) -> bool:
    # The issuer of the contested decision is the body complained of.
    issued = findings.kind.value == "complaint" and bool(findings.fields.contested)
    return bool(findings.fields.respondents) or issued


_CHECKS = (
    _Check("date", lambda f: bool(f.fields.written_on), "missing.date", _each("ngày, tháng, năm")),
    _Check(
        "name",
        lambda f: any(p.name for p in f.fields.petitioners),
        "missing.name",
        {
            "complaint": "họ tên người khiếu nại",
            "denunciation": "họ tên người tố cáo",
            "recommendation": "họ tên người kiến nghị, phản ánh",
        },
    ),
    _Check(
        "address",
        lambda f: any(p.address for p in f.fields.petitioners),
        "missing.address",
        {
            "complaint": "địa chỉ người khiếu nại",
            "denunciation": "địa chỉ người tố cáo",
            "recommendation": "địa chỉ người kiến nghị, phản ánh",
        },
    ),
    _Check(
        "contact",
        lambda f: any(p.phone or p.email for p in f.fields.petitioners),
        "missing.contact",
        {"denunciation": "cách thức liên hệ với người tố cáo"},
    ),
    _Check(
        "respondent",
        _names_respondent,
        "missing.respondent",
        {
            "complaint": "tên cơ quan, tổ chức, cá nhân bị khiếu nại",
            "denunciation": "người bị tố cáo",
        },
    ),
    _Check(
        "content",
        _has_content,
        "missing.content",
        {
            "complaint": "nội dung, lý do khiếu nại",
            "denunciation": "hành vi vi phạm pháp luật bị tố cáo",
            "recommendation": "nội dung kiến nghị, phản ánh",
        },
    ),
    _Check(
        "request",
        lambda f: bool(f.fields.requests),
        "missing.request",
        {"complaint": "yêu cầu giải quyết của người khiếu nại"},
    ),
    _Check(
        "signature",
        lambda f: bool(f.fields.signatures and f.fields.signatures.value),
        "missing.signature",
        _each("chữ ký hoặc điểm chỉ"),
    ),
)


def check(findings: Findings) -> tuple[Condition, ...]:
    """Return every condition that the law sets for a paper of this kind, in its order."""
    if findings.kind.value not in _ARTICLE:
        return ()
    return (*_contents(findings), *_representation(findings))


def _contents(findings: Findings) -> Iterator[Condition]:
    kind = findings.kind.value
    for one in _CHECKS:
        if kind in one.words:
            state = _state(one, findings)
            sentence = _sentence(one.words[kind], state)
            yield Condition(one.id, state, _ARTICLE[kind], sentence)


def _state(one: _Check, findings: Findings) -> State:
    warned = one.missing in paper.codes(findings)
    if one.stated(findings) and not (warned and one.id != "respondent"):
        return "met"
    return "failed" if warned and not paper.is_hard_to_read(findings) else "unknown"


def _sentence(words: str, state: State) -> str:
    if state == "met":
        return f"Đơn có ghi {words}." if words != "chữ ký hoặc điểm chỉ" else f"Đơn có {words}."
    if state == "failed":
        return f"Đơn thiếu {words}."
    return f"Chưa thấy {words} trong đơn; cần người xem lại."


def _representation(findings: Findings) -> Iterator[Condition]:
    """Many writers need a paper on who represents them; a complaint needs all signatures too.

    Khoản 1 Điều 16 Nghị định 124/2020 as amended; Điều 23 khoản 1 Luật Tố cáo; Điều 29 Luật
    Tiếp công dân. Whether the signatures are those of all can't be seen by a machine.
    """
    if not paper.is_group(findings):
        return
    kind = findings.kind.value
    if kind == "complaint":
        yield Condition(
            "representation",
            "unknown",
            articles.COMPLAINT_GROUP,
            "Đơn của nhiều người: cần kiểm tra đơn có đủ chữ ký của những người khiếu nại và có "
            "văn bản cử người đại diện.",
        )
        return
    named = bool(findings.fields.represented_by)
    article = articles.DENUNCIATION_CONTENT if kind == "denunciation" else articles.REPRESENTATION
    if named:
        yield Condition("representation", "met", article, "Đơn có ghi người đại diện.")
    else:
        sentence = "Đơn của nhiều người: chưa thấy ghi người đại diện."
        yield Condition("representation", "unknown", article, sentence)
