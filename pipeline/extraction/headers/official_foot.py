"""The foot of an official document: to whom copies go, who signs and in whose name."""

import re
from collections.abc import Iterator

from pipeline.extraction.findings import Signer, Value
from pipeline.extraction.folding import UPPER
from pipeline.extraction.forms.agencies import is_organisation
from pipeline.extraction.headers.header_lines import NATION, left_of, office_line, right_of
from pipeline.extraction.paper import Line, Paper
from pipeline.extraction.people.names import name_at
from pipeline.extraction.wordlists import any_of, phrases

# --- recipients ----------------------------------------------------------------------------------

_RECIPIENTS = re.compile(r"[nv][oơ]i nhan\s?[:.;]")
_BULLET = re.compile(r"\W{0,2}[-–—+*•_]\W{0,2}(?=\w)")


def _recipients_line(paper: Paper) -> int | None:
    """The first ``Nơi nhận:`` — a later one belongs to an enclosed draft."""
    for number, line in enumerate(paper.lines):
        if _RECIPIENTS.match(paper.folded, line.start, line.end):
            return number
    return None


def recipients_of(paper: Paper) -> Iterator[Value]:
    number = _recipients_line(paper)
    if number is None:
        return
    current: tuple[int, int] | None = None
    for whole in paper.lines[number + 1 : number + 60]:
        line = left_of(paper, whole)
        bullet = _BULLET.match(paper.text, line.start, line.end)
        goes_on = current is not None and paper.text[current[1] - 1] not in ";.:"
        if bullet is None and goes_on and current and not office_line(line):
            current = (current[0], line.end)
            continue
        if bullet is None and line.text[-1] not in ";:" and not _filed(paper, line):
            break
        if current is not None:
            yield paper.value(*_bare(paper, *current))
        current = (bullet.end() if bullet else line.start, line.end)
        if _filed(paper, line, current[0]):
            break
    if current is not None:
        yield paper.value(*_bare(paper, *current))


def _filed(paper: Paper, line: Line, start: int | None = None) -> bool:
    """``Lưu: VT, …`` is the last recipient."""
    begin = line.start if start is None else start
    return paper.folded[begin : begin + 4] in ("luu:", "luu ", "luu.")


def _bare(paper: Paper, start: int, end: int) -> tuple[int, int]:
    while end > start and paper.text[end - 1] in " ;.,:\n":
        end -= 1
    return start, end


# --- signer --------------------------------------------------------------------------------------

_AUTHORITY = re.compile(
    rf"(?P<mark>(?:TM|KT|TL|TUQ|Q|T/M|K/T|T\.M|K\.T)\.?)\s{{0,2}}(?=[{UPPER}]{{2}})"
)
_POSITIONS = re.compile(rf"(?:quyen\s)?{any_of(phrases('agencies', 'positions'))}\b")


def signer_of(paper: Paper) -> Signer:
    """Read the block from its end: the last office in capitals, then the name under it.

    With ``KT. CHỦ TỊCH / PHÓ CHỦ TỊCH`` the position is the signer's own, the last line.
    """
    office = _last_office(paper)
    if office is None:
        return Signer(name=_name_alone(paper))
    authority = _authority(paper, office)
    line = right_of(paper, paper.lines[office])
    mark = _AUTHORITY.match(line.text)
    start = line.start + (mark.end() if mark else 0)
    return Signer(
        name=_signer_name(paper, office),
        position=paper.value(start, line.end, confidence=0.85),
        authority=authority,
    )


def _signing_lines(paper: Paper) -> range:
    """The lines that may hold the signature: around the recipients, else the paper's end."""
    recipients = _recipients_line(paper)
    if recipients is None:
        return range(max(0, len(paper.lines) - 60), len(paper.lines))
    end = min(len(paper.lines), recipients + 60)
    for number in range(recipients + 1, end):
        line = paper.lines[number]
        if NATION.search(paper.folded, line.start, line.end) and line.text.isupper():
            end = number
            break
    return range(max(0, recipients - 12), end)


def _last_office(paper: Paper) -> int | None:
    for number in reversed(_signing_lines(paper)):
        line = right_of(paper, paper.lines[number])
        mark = _AUTHORITY.match(line.text)
        start = line.start + (mark.end() if mark else 0)
        upper = office_line(line)
        if upper and len(line.text) < 70 and _POSITIONS.match(paper.folded, start, line.end):
            return number
    return None


def _name_alone(paper: Paper) -> Value | None:
    """Without an office: the last line of the block that is a name and nothing else."""
    for number in list(reversed(_signing_lines(paper)))[:6]:
        line = right_of(paper, paper.lines[number])
        name = name_at(paper, line.start, line.end)
        if (
            name
            and name.end >= line.end - 1
            and 3 <= len(line.text.split()) <= 5
            and not name.titled
        ):
            return paper.value(name.start, name.end, confidence=0.6)
    return None


def _authority(paper: Paper, office: int) -> Value | None:
    """The mark of the office's own line, else the nearest above it in the block."""
    for number in range(office, max(-1, office - 4), -1):
        line = right_of(paper, paper.lines[number])
        mark = _AUTHORITY.match(line.text)
        if mark:
            return paper.value(line.start, line.start + mark.end("mark"), mark["mark"], 0.9)
        if not line.text.isupper():
            return None
    return None


def _signer_name(paper: Paper, office: int) -> Value | None:
    for whole in paper.lines[office + 1 : office + 12]:
        line = right_of(paper, whole)
        if line.start == whole.start and _BULLET.match(paper.text, line.start, line.end):
            continue  # "- Bà Nông Thị Pẩu;" gets a copy
        if is_organisation(line.text) or _RECIPIENTS.match(paper.folded, line.start, line.end):
            continue
        name = name_at(paper, line.start, line.end)
        if name and name.end >= line.end - 2 and len(line.text.split()) >= 2:
            return paper.value(name.start, name.end, confidence=0.9)
    return None
