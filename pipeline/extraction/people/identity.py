"""What identifies one person: read from labels inside the stretch of text that is theirs."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from pipeline.extraction.confidence import sure
from pipeline.extraction.findings import Party, Value
from pipeline.extraction.forms.addresses import ADDRESS, cue_of, with_bracket
from pipeline.extraction.forms.dates import DATE
from pipeline.extraction.forms.numbers import EMAIL, ID_NUMBER, PHONE, TAX_CODE
from pipeline.extraction.forms.units import parse_units
from pipeline.extraction.paper import Mark, Paper, squeeze
from pipeline.extraction.people.offices import office_at
from pipeline.extraction.wordlists import any_of, phrases, rule


@cache
def labels() -> re.Pattern[str]:
    """Every label that begins the next value and so ends the one before it."""
    return rule(
        r"(?<![^\W\d_])(?:(?P<id>@id_number@)|(?P<tax>@tax_code@)|(?P<address>@address@)"
        r"|(?P<phone>@phone@)"
        r"|(?P<email>@email@)|(?P<position>@position_label@)|(?P<organisation>@organisation@)"
        r"|(?P<other>@other_label@)|(?P<issue>noi cap|ngay cap|cap ngay|cap tai)"
        r""
        r"|(?P<birth>sinh nam|sinh ngay|ngay sinh|nam sinh|sin nam|sanh nam"
        r"|sn(?=[\s:.]{0,3}(?:19|20)\d\d)))(?![^\W\d_])"
    )


_BLANK = rule(r"[\s.…_\-–:;,()/]*")
_SENTENCE = rule(r"(?<!TP)(?<!Tp)(?<!Q)(?<!P)(?<!X)(?<!H)(?<!TT)\.(?=\s+[^\W\d_a-z]|\s*$)|;")


def identity(paper: Paper, party: Party, start: int, end: int) -> Party:
    """Return the party with what stands about it in ``[start, end)``.

    A label of who is complained of ends what is told of anybody else.
    """
    if party.role != "respondent":
        accused = rule(r"(?<![^\W\d_])@respondent_label@").search(paper.folded, start, end)
        end = accused.start() if accused else end
    number = _own_number(paper, start, end)
    issued_on, issued_by = _issue(paper, number, end, start) if number else (None, None)
    return replace(
        party,
        birth=_birth(paper, start, end, number),
        id_number=mark_value(paper, "id_number", number),
        id_issued_on=mark_value(paper, "id_issued_on", issued_on),
        id_issued_by=issued_by,
        address=address_of(paper, start, end),
        phone=mark_value(paper, "phone", _first(paper, PHONE, start, end)),
        email=mark_value(paper, "email", _first(paper, EMAIL, start, end)),
        tax_code=mark_value(paper, "tax_code", _first(paper, TAX_CODE, start, end)),
        position=_labelled(paper, "position", start, end)
        or _office_after(paper, party, start, end),
        organisation=_organisation(paper, start, end),
    )


def address_of(paper: Paper, start: int, end: int) -> Value | None:
    """Return the address that begins in ``[start, end)``.

    A labelled one first, then one of which it is said that somebody lives there, then one that
    stands alone between commas.
    """
    marks = list(paper.marks_from(ADDRESS, start, end))
    labelled = next(_labelled_addresses(paper, start, end, marks), None)
    if labelled:
        return labelled
    for cue in ("label", "lives", "bare"):
        fitting = (m for m in marks if cue_of(m) == cue and not _once(paper, m))
        mark = next((m for m in fitting if not _of_another(paper, start, m)), None)
        if mark:
            return address_value(paper, mark.start, mark.end, "bare" if cue == "bare" else "prose")
    return None


_SOMEBODY = rule(r"(?<![^\W_])(?:ong|ba|anh|chi|cu|co|chu|bac|di|cau)\s{1,2}(?P<n>[^\W\d_])")


def _of_another(paper: Paper, start: int, mark: Mark) -> bool:
    """A later sentence that tells where somebody else lives: ``Cụ Pun 84 tuổi ở bản …``."""
    stops = list(_SENTENCE_END.finditer(paper.text, start, mark.start))
    if not stops:
        return False
    people = _SOMEBODY.finditer(paper.folded, stops[-1].end(), mark.start)
    return any(
        paper.text[m.start("n")].isupper()
        and ":" not in paper.text[m.end() : mark.start]  # "Địa chỉ của bà Muôi: …"
        and not _of_a_house(paper, m)
        for m in people
    )


def _of_a_house(paper: Paper, match: re.Match[str]) -> bool:
    """``dãy trọ cô Sáu``, ``nhà ông Ba``."""
    before = paper.folded[max(0, match.start() - 8) : match.start()].split()
    return bool(before) and before[-1] in ("tro", "nha", "quan", "hem", "ngo", "xom")


_SENTENCE_END = re.compile(r"[.!?](?=\s)|\n")
_ONCE = rule(
    r"\b(?:truoc(?: day| kia)?|hoi truoc|ngay truoc|goc|cu|que|que quan|nguyen quan)"
    r" (?:o|ngu|song|tai)?(?: tai)?[\s:]{0,3}$"
)


def _once(paper: Paper, mark: Mark) -> bool:
    """``Nhà tôi trước ở bản A, nay dời lên …``: where somebody lived, or comes from."""
    return _ONCE.search(paper.folded, max(0, mark.start - 32), mark.start) is not None


def with_number(paper: Paper, party: Party, number: Mark, end: int) -> Party:
    """Return the party with this id number, and its issue as far as told before ``end``."""
    issued_on, issued_by = issue_of(paper, number, end)
    return replace(
        party,
        id_number=mark_value(paper, "id_number", number),
        id_issued_on=mark_value(paper, "id_issued_on", issued_on),
        id_issued_by=issued_by,
    )


def _first(paper: Paper, label: str, start: int, end: int) -> Mark | None:
    return next(paper.marks_in(label, start, end), None)


_OF_OTHER = rule(r"\b(?:cua|so) (?:vo|chong|con|me|cha|bo)\b[^\n]{0,12}$")


def _own_number(paper: Paper, start: int, end: int) -> Mark | None:
    """The first id number that is not said to be a husband's or wife's."""
    numbers = list(paper.marks_in(ID_NUMBER, start, end))
    own = (
        m for m in numbers if not _OF_OTHER.search(paper.folded, max(start, m.start - 30), m.start)
    )
    return next(own, None)


def mark_value(paper: Paper, field: str, mark: Mark | None) -> Value | None:
    if mark is None:
        return None
    share = sure(field) * mark.confidence
    return paper.value(mark.start, mark.end, mark.value, share)


_BIRTH = rule(
    r"(?<![^\W\d_])@birth@(?:[\s:,.(]{1,4}(?:giap|at|binh|dinh|mau|ky|canh|tan|nham"
    r"|quy) [^\W\d_]{2,4})?[\s:,.(|]{0,40}"
)
_YEAR = rule(r"(?:1[89]|20)\d{2}(?!\d)")
_BORN = rule(r"[\s,(|-]{1,4}(?:(?:nam|nu)[\s,(|-]{1,4})?(?P<y>(?:19|20)\d{2})(?=[\s),;|.]|$)")


def _birth(paper: Paper, start: int, end: int, number: Mark | None) -> Value | None:
    before = number.start if number else end
    spans = ((start, before), (number.end if number else end, end))
    for match in (m for span in spans for m in _BIRTH.finditer(paper.folded, *span)):
        date = next(
            (
                m
                for m in paper.marks_in(DATE, match.start(), match.end() + 40)
                if m.start <= match.end()
            ),
            None,
        )
        if date:
            return mark_value(paper, "birth", date)
        year = _YEAR.match(paper.folded, match.end())
        if year:
            return paper.value(year.start(), year.end(), year.group(), sure("birth"))
    born = _BORN.match(paper.folded, start, end)
    return paper.value(born.start("y"), born.end("y"), born["y"], 0.7) if born else None


def birth_in(paper: Paper, start: int, end: int) -> Value | None:
    """The first birth that is told in the span."""
    return _birth(paper, start, end, None)


_ISSUE_BY = rule(
    r"[\s,;.()–-]{0,4}(?:(?:cung|deu|ca hai|deu cung) (?=do|tai))?"
    r"(?:(?:noi cap|co quan cap|bo phan cap|(?:cap|lam)(?: tai| o| boi)|tai|do|boi|tai noi cap)"
    r"[\s:]{1,3}|(?=(?:cong an|ca|cuc|bo cong an|phong canh sat)\b))"
)


def _issue(
    paper: Paper, number: Mark, end: int, start: int | None = None
) -> tuple[Mark | None, Value | None]:
    """Return the day and the place of issue of an id number: behind it, else before it.

    The place may stand before the day ("do Công an tỉnh X cấp ngày …") or after it. What is told
    for two numbers at once (``cùng do …``) stands behind the second one.
    """
    limit = min(end, number.end + 260)
    date, issuer = _issue_behind(paper, number.end, limit)
    if date or issuer or start is None:
        return date, issuer
    before = _ISSUED_BEFORE.search(paper.folded, max(start, number.start - 160), number.start)
    if before is None:
        return None, None
    date = _first(paper, DATE, before.start(), number.start)
    return date, _issuer_value(paper, before.end(), number.start)


_ISSUED_BEFORE = rule(r"\b(?:noi cap|co quan cap|cap tai|cap boi|cap do)[\s:]{1,3}")
_ALSO = rule(r"[^\d;|\n.]{1,40}?\d[\d .]{7,16}\d[\s,;]{1,4}(?:cung|deu|ca hai)\b")


def _issue_behind(paper: Paper, start: int, limit: int) -> tuple[Mark | None, Value | None]:
    date = _first(paper, DATE, start, limit)
    date = date if date and _tells_issue(paper, start, date) else None
    for place in (start, *((date.end,) if date else ())):
        issuer = _issuer_at(paper, place, limit)
        if issuer:
            return date or _year_of_issue(paper, start, limit), issuer
    return date or _year_of_issue(paper, start, limit), _issuer_labelled(paper, start, limit)


def _tells_issue(paper: Paper, start: int, date: Mark) -> bool:
    """No other label and no address stand between the number and the day."""
    label = labels().search(paper.folded, start, date.end)
    if label and label.start() < date.start and not label["issue"]:
        return False
    return next(paper.marks_from(ADDRESS, start, date.start), None) is None


def _year_of_issue(paper: Paper, start: int, limit: int) -> Mark | None:
    """``do công an Hà Giang cấp năm 2009``."""
    match = rule(r"[^.;\n]{0,80}\bcap nam (?P<y>(?:19|20)\d\d)(?!\d)").match(
        paper.folded, start, limit
    )
    return Mark(DATE, match.start("y"), match.end("y"), match["y"], 0.8) if match else None


def issue_of(paper: Paper, number: Mark, end: int) -> tuple[Mark | None, Value | None]:
    """As ``_issue``, up to the next number, unless both have one issue."""
    following = _first(paper, ID_NUMBER, number.end, end)
    also = following and _ALSO.match(paper.folded, number.end)
    if following and also:
        return _issue_behind(paper, following.end, min(end, following.end + 200))
    return _issue(paper, number, following.start if following else end)


def _issuer_labelled(paper: Paper, start: int, limit: int) -> Value | None:
    match = rule(r"\b(?:noi cap|co quan cap|cap tai)[\s:]{1,3}").search(paper.folded, start, limit)
    return _issuer_value(paper, match.end(), limit) if match else None


def _issuer_at(paper: Paper, start: int, limit: int) -> Value | None:
    match = _ISSUE_BY.match(paper.folded, start, limit)
    return _issuer_value(paper, match.end(), limit) if match else None


_ISSUER_END = rule(
    r"\s{0,2}[-–,;(]\s{0,2}(?=\d|ngay|cap|tai\b)"
    r"|,(?!\s(?:tinh|huyen|quan|thanh pho)\b)|;|\.(?=\s|$)|\n|\)|\s(?:cap|ngay|vao ngay)\b|\f"
)


def _issuer_value(paper: Paper, start: int, limit: int) -> Value | None:
    limit = min(limit, paper.paragraph_end(start))
    stop = next(
        (m for m in _ISSUER_END.finditer(paper.folded, start, limit) if not _soft(paper, m)), None
    )
    end = stop.start() if stop else limit
    label = labels().search(paper.folded, start, end)
    return _filled(paper, start, label.start() if label else end, sure("id_issued_by"))


def _soft(paper: Paper, match: re.Match[str]) -> bool:
    return match.group() == "\n" and paper.line_at(match.start() - 1).runs_on


# What belongs to the next value: "và", "do", the number of the next item.
_TAIL = re.compile(
    r"(?:[\s,]{1,3}(?:và|cùng|với|[dD]o|va|cung|voi)|\n\s{0,3}\d{1,2}(?:\.\d{1,2})?[.)]?)$"
)


def _filled(paper: Paper, start: int, end: int, confidence: float = 0.9) -> Value | None:
    """Return the value without marks at its ends; None for dots and empty blanks."""
    lead = _BLANK.match(paper.text, start, end)
    start = lead.end() if lead else start
    while end > start and paper.text[end - 1] in " \n\t\r\f,;:.…_-–(/":
        end -= 1
    tail = _TAIL.search(paper.text, max(start, end - 12), end)
    end = tail.start() if tail else end
    text = paper.text[start:end]
    if len(text) < 2 or "…" in text or "...." in text or "{{" in text or "(Blank" in text:
        return None
    return paper.value(start, end, confidence=confidence)


def value_end(paper: Paper, start: int, end: int) -> int:
    """Return where a labelled value ends: next label, sentence, hard line end.

    The next label comes first: so the values of a paragraph are looked through once, not each
    to the paragraph's end.
    """
    limit = _next_label(paper, start, min(end, paper.paragraph_end(start)))
    stop = _SENTENCE.search(paper.text, start, limit)
    return stop.start() if stop else limit


_AS_ABOVE = rule(r"[\s:]{0,3}(?:nhu tren|neu tren|tren)\b")
FREE_WORDS = 70
"""Characters before the first unit of a labelled address at most (``cạnh chợ Vồi, xã …``)."""


def _labelled_addresses(paper: Paper, start: int, end: int, marks: list[Mark]) -> Iterator[Value]:
    """Yield what stands behind ``Địa chỉ:`` and the like, with units or without."""
    for match in _matches(paper, "address", start, end):
        begin = _past_colon(paper, match.end(), end)
        if ":" not in paper.text[match.start() : begin] or _AS_ABOVE.match(paper.folded, begin):
            continue
        limit = min(end, value_end(paper, begin, end))
        mark = next((m for m in marks if begin <= m.start <= min(limit, begin + FREE_WORDS)), None)
        value = address_value(paper, begin, mark.end if mark else limit, "label")
        if value and (mark or _like_address(str(value.value))):
            yield value


def _next_label(paper: Paper, start: int, end: int) -> int:
    label = labels().search(paper.folded, start, end)
    return label.start() if label else end


def address_value(paper: Paper, start: int, end: int, method: str) -> Value | None:
    """Return the address with its units; a bracket behind it tells former ones."""
    value = _filled(paper, start, end)
    if value is None:
        return None
    whole = squeeze(paper.text[start : with_bracket(paper, end)])
    return replace(value, units=parse_units(whole), method=method)


def _like_address(text: str) -> bool:
    return any(c.isdigit() or c == "," for c in text)


@cache
def _qualified() -> re.Pattern[str]:
    of = any_of(phrases("places", "label_of"))
    return rule(rf"(?:\s?\([^)\n]{{0,40}}\))?(?: {of}){{0,2}}[\s:]{{0,4}}")


def _past_colon(paper: Paper, start: int, end: int) -> int:
    """Skip what still belongs to the label: ``(theo CCCD):``, ``hiện nay:``, ``tại``."""
    match = _qualified().match(paper.folded, start, end)
    return match.end() if match else start


def _matches(paper: Paper, group: str, start: int, end: int) -> Iterator[re.Match[str]]:
    for match in labels().finditer(paper.folded, start, end):
        if match[group]:
            yield match


def _labelled(paper: Paper, group: str, start: int, end: int) -> Value | None:
    for match in _matches(paper, group, start, end):
        begin = _past_colon(paper, match.end(), end)
        stop = value_end(paper, begin, end)
        cut = _POSITION_END.search(paper.folded, begin, stop)
        value = _filled(paper, begin, cut.start() if cut else stop)
        if value:
            return value
    return None


_POSITION_END = rule(
    r"\s(?:ve (?:viec|hanh vi|cac hanh vi)|da co|vi (?:da|co)|va (?:ong|ba|anh|chi|dong chi)"
    r"|cung (?:ong|ba))\b"
    r"|\s(?:thuong xuyen|luon|nhieu lan|tu nam|tu khi|trong thoi gian)\b|\s[-–]\s(?=(?:ong"
    r"|ba)\b)|,\s(?=(?:ong|ba|da|trong|co hanh vi)\b)"
)


def _organisation(paper: Paper, start: int, end: int) -> Value | None:
    value = _labelled(paper, "organisation", start, end)
    return value if value and str(value.value)[:1].isupper() else None


_BEHIND = rule(r"[\s,(–:-]{1,4}(?:(?:hien )?(?:la|dang la|giu chuc|nguyen la)\s{1,3})?(?=\S)")


def _office_after(paper: Paper, party: Party, start: int, end: int) -> Value | None:
    """``ông Trần Văn B, Chủ tịch UBND xã …``: the office that stands right behind a name."""
    if party.is_organisation:
        return None
    match = _BEHIND.match(paper.folded, start, min(end, start + 160))
    span = office_at(paper, match.end(), end) if match else None
    return _filled(paper, *span) if span else None
