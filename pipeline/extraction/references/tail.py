"""What belongs to a number: the date and the issuer right behind it, in either order."""

from dataclasses import replace

from pipeline.extraction.forms.dates import DATE
from pipeline.extraction.paper import Mark, Paper, squeeze
from pipeline.extraction.references.bodies import body_at, post_of_body
from pipeline.extraction.references.heads import CERTIFICATE
from pipeline.extraction.references.issuers import issuer_fits
from pipeline.extraction.references.mention import Marks, Mention
from pipeline.extraction.wordlists import rule

_VERBS = r"(?:ky|ban hanh|cap|lap|phat hanh|tuyen|xac lap|phe duyet|thong qua|cong bo)"
_OLD = (
    r"(?:\s\(?cu\b\)?|\s\(nay[^()\n]{1,60}\)"
    r"|,?\skhoa\s[ivxl\d]{1,6}\b(?:,?\sky hop thu\s[^\W_]{1,6}\b)?)?"
)
_BEFORE_DATE = rule(
    rf"{_OLD}(?:\.\.)?[\s,–-]{{0,8}}(?P<open>\(\s?)?(?:(?:duoc|cung|deu|de|vao|tu|{_VERBS})\s{{1,8}}){{0,4}}"
)
_YEAR = rule(
    rf"{_OLD}(?:,?\s{{1,8}}{_VERBS}){{0,2}},?\s{{1,8}}nam\s{{1,8}}(?P<y>(?:19|20)\d{{2}})(?![\d/])"
)
JOINT = ("Thông tư liên tịch", "Nghị quyết liên tịch")
# A date that the scan spoilt or that was left half blank still parts number and issuer.
_UNREAD_DATE = rule(r",?\s{1,3}ngay\s{1,3}(?=\S{0,8}[\d…_])[^;:()\n]{2,30}?(?=\s{1,3}cua\s)")
_BEFORE_AGENCY = rule(
    rf"[\s,)–-]{{0,8}}(?P<open>\(\s?)?(?:(?:duoc\s)?{_VERBS}\s{{1,8}}){{0,2}}(?P<word>cua|do|boi|giua)\s{{1,8}}"
    r"(?:dong chi\s|lien\s(?=(?:bo|so)\b))?"
)


def with_tail(paper: Paper, marks: Marks, mention: Mention) -> Mention:
    """Take in the date and the issuer that follow the number, in either order."""
    for _ in range(2):
        mention = _with_date(paper, marks, mention)
        mention = _with_agency(paper, marks, mention)
    if mention.agency is None:
        mention = _made_by(paper, marks, mention)
    return mention


def _with_date(paper: Paper, marks: Marks, mention: Mention) -> Mention:
    if mention.date is not None:
        return mention
    match = _BEFORE_DATE.match(paper.folded, mention.end)
    found = marks.dates.get(match.end()) if match else None
    if match and found:
        end = found.end
        if match["open"]:
            end += paper.text.startswith(")", end)
        return replace(mention, date=found, end=end)
    year = _YEAR.match(paper.folded, mention.end)
    if year:
        mark = Mark(DATE, year.start("y"), year.end("y"), year["y"])
        return replace(mention, date=mark, end=year.end())
    return mention


def _with_agency(paper: Paper, marks: Marks, mention: Mention) -> Mention:
    if mention.agency is not None and mention.agency.start >= mention.start:
        return mention
    start = mention.end
    if mention.date is None and (unread := _UNREAD_DATE.match(paper.folded, start)):
        start = unread.end()
    match = _BEFORE_AGENCY.match(paper.folded, start)
    if match is None:
        return mention
    joint = mention.kind in JOINT
    body = body_at(paper, marks, match.end(), joint=joint)
    if body is None or (match["word"] == "giua" and not joint):
        return mention
    body = body if joint else _of_series(paper, marks, mention, body)
    end = body.end
    if match["open"]:
        end += paper.text.startswith(")", end)
    found = replace(mention, agency=body, end=end)
    if match["word"] == "cua" or match["open"]:
        return found
    # "do UBND xã ban hành" stands outside, unless a day behind it belongs to the mention.
    dated = _with_date(paper, marks, found)
    return dated if dated.date is not found.date else replace(mention, agency=body)


def _of_series(paper: Paper, marks: Marks, mention: Mention, body: Mark) -> Mark:
    """``của Ban Pháp chế, Ban Kinh tế - Ngân sách …``: the one that the symbol names."""
    if issuer_fits(mention.kind, mention.symbol, body.value):
        return body
    match = _NEXT_BODY.match(paper.folded, body.end)
    other = marks.agencies.get(match.end()) if match else None
    if other and issuer_fits(mention.kind, mention.symbol, other.value):
        return other
    return body


_NEXT_BODY = rule(r"(?:,|,? va)\s{1,8}")
_BY_WHOM = rule(r"[\s,]{0,4}(?:\(\s?)?(?:(?:da\s)?duoc\s)?(?=[^\W\d_])")
_BY_PERSON = rule(
    r"[\s,]{0,4}do\s{1,8}(?:dong chi|ong|ba)\s[^.;:\n\d]{3,40}?"
    r"(?:,|\s[-–]|\s\()\s{0,3}(?:la\s|chuc vu:?\s|giu chuc vu\s|nguyen\s)?"
)
_MADE = rule(
    r"\s{1,8}(?:(?:da|moi|vua)\s{1,8})?(?:(?:ky|ban hanh|cap|lap|phat hanh|tuyen)\s{0,8}){1,2}"
    r"(?=\s|[.,;:)]|$)"
)
_UNSAID = rule(
    r"(?=\s{1,8}(?:ve|v/v|ky\b|,?\s?ngay)|\s{0,3}[.;)\n]|,\s{1,3}(?:ngay|ky ngay)|\s{0,3}$)"
)


def _made_by(paper: Paper, marks: Marks, mention: Mention) -> Mention:
    """``… được UBND huyện ban hành ngày …``, ``(UBND xã cấp ngày …)``, ``… do ông X, Chủ tịch …``.

    The body stands outside the mention, unless a date behind it belongs to the mention.
    """
    person = _BY_PERSON.match(paper.folded, mention.end)
    if person:
        body = post_of_body(paper, marks, person.end()) or marks.agencies.get(person.end())
        return replace(mention, agency=_named(paper, body)) if body else mention
    if mention.kind == CERTIFICATE and mention.date is None:
        mention = _in_name_of(paper, marks, mention)
    match = None if mention.agency else _BY_WHOM.match(paper.folded, mention.end)
    body = marks.agencies.get(match.end()) if match else None
    if match is None or body is None:
        return mention
    # Behind a comma a new clause begins: "…, Chủ tịch UBND xã ký Quyết định …".
    apart = mention.kind != CERTIFICATE and "," in match.group() and "duoc" not in match.group()
    made = _MADE.match(paper.folded, body.end)
    if apart and made and not _dated_at(paper, marks, mention, made.end()):
        made = None
    unsaid = _UNSAID.match(paper.folded, body.end)
    if made is None and (unsaid is None or "duoc" in match.group()):
        return mention
    fits = issuer_fits(mention.kind, mention.symbol, body.value)
    if fits is False or (fits is None and made is None):
        return mention
    found = replace(mention, agency=_named(paper, body))
    if mention.date is not None:
        return found
    dated = _with_date(paper, marks, replace(found, end=made.end() if made else body.end))
    if dated.date is None:
        return found
    closed = "(" in match.group() and paper.text.startswith(")", dated.end)
    return replace(dated, end=dated.end + closed)


def _dated_at(paper: Paper, marks: Marks, mention: Mention, offset: int) -> bool:
    """``…, Thanh tra Chính phủ ban hành ngày 1/10/2021``: the day that the mention lacks."""
    near = paper.folded[offset : offset + 8]
    day = offset + len(near) - len(near.lstrip())
    return mention.date is None and day in marks.dates


_IN_NAME_OF = rule(r",?\s{1,8}(?:mang|dung) ten\s[^.;]{1,100}?,?\s(?:do|duoc)\s{1,8}")


def _in_name_of(paper: Paper, marks: Marks, mention: Mention) -> Mention:
    """``Giấy chứng nhận số … mang tên ông …, do UBND huyện … cấp ngày …``."""
    match = _IN_NAME_OF.match(paper.folded, mention.end)
    body = marks.agencies.get(match.end()) if match else None
    made = _MADE.match(paper.folded, body.end) if body else None
    if body is None or made is None:
        return mention
    dated = _with_date(paper, marks, replace(mention, end=made.end()))
    return replace(mention, agency=_named(paper, body), date=dated.date)


def _named(paper: Paper, body: Mark) -> Mark:
    return replace(body, value=squeeze(paper.text[body.start : body.end]))
