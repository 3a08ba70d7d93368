"""Names of bodies where a document's issuer is told: posts, small first letters, bare offices."""

import re

from pipeline.extraction.folding import UPPER, fold_aligned
from pipeline.extraction.forms.agencies import AGENCY, find_agencies
from pipeline.extraction.paper import Mark, Paper, squeeze
from pipeline.extraction.references.heads import trie
from pipeline.extraction.references.mention import Marks
from pipeline.extraction.wordlists import phrases, rule

UNIT = (
    r"(?:thi xa|thanh pho|thi tran|dac khu|huyen|tinh|quan|phuong|xa|so|phong|ban|cuc|chi cuc"
    r"|doan thanh tra|doan kiem tra|thanh tra|to xac minh|don vi|co quan|nha truong|truong|toa an"
    r"|cong an|vien kiem sat|chi nhanh|doi|bo)"
)
_PLACE = rule(
    rf"(?:tỉnh|thành phố|huyện|quận|xã|phường|thị xã|thị trấn|đặc khu"
    rf"|TP\.?|TX\.?)(?:[ \n][{UPPER}][^\W\d_]{{0,12}}){{0,4}}(?!\w)"
)
# A post, or a body without a name: "Hiệu trưởng", "Chủ tịch huyện", "quý Sở", "chính phủ".
_OFFICE = rule(
    rf"(?:{trie(sorted({fold_aligned(p) for p in phrases('agencies', 'positions')}))}"
    rf"(?:\s{{1,8}}{UNIT}){{0,2}}"
    rf"|quy\s{{1,8}}(?:so|phong|co quan|ban|cuc|uy ban|toa|don vi)"
    r"|chu tich nuoc|chinh phu|quoc hoi|to xac minh|doan thanh tra|doan kiem tra|hoi dong xet xu"
    rf"|(?:ubnd|hdnd|uy ban nhan dan|hoi dong nhan dan|toa an|tand|cong an)(?:\s{{1,8}}{UNIT})?)\b"
)
# A body that the text names in full elsewhere: "Tờ trình số … của Sở."
_SHORT_NAME = re.compile(
    r"(?:Sở|Bộ|Cục|Chi cục|Tổng cục|Đoàn|Tòa án|Toà án)(?=[ ]?[.,;:)/]|[ ]?\n|[ ][a-zà-ỹđ]|$)"
)
_AND_BODY = rule(r"(?:,|,? va)\s{1,8}")


def body_at(paper: Paper, marks: Marks, start: int, *, joint: bool) -> Mark | None:
    """Return the issuer whose name begins at ``start``, behind ``của``."""
    named = body_of_post(paper, start) or _small_body(paper, marks, start)
    named = post_of_body(paper, marks, start) or marks.agencies.get(start) or named
    if named is None:
        place = (
            _OFFICE.match(paper.folded, start)
            or _PLACE.match(paper.text, start)
            or _SHORT_NAME.match(paper.text, start)
        )
        if place is None:
            return None
        named = Mark(AGENCY, start, place.end(), "")
    stop = _joint_end(paper, marks, named.end) if joint else named.end
    stop = _name_end(paper, marks, start, stop)
    if paper.folded.endswith(("lien ", "lien\n"), 0, start):
        start -= len("liên ")
    return Mark(AGENCY, start, stop, squeeze(paper.text[start:stop]), named.confidence)


_SMALL = rule(r"(?:phong|so|ban|chi cuc|cuc|truong|doi|trung tam|ngan hang|chi nhanh|vien|hat)\b")


def _small_body(paper: Paper, marks: Marks, start: int) -> Mark | None:
    """``của phòng TN&MT huyện``: a body whose first word is in small letters."""
    if start in marks.agencies or not _SMALL.match(paper.folded, start):
        return None
    return _capitalised(paper, start, start)


_POSITION = re.compile(
    rf"{trie(sorted({fold_aligned(p) for p in phrases('agencies', 'positions')}))}\s{{1,8}}"
)


def post_of_body(paper: Paper, marks: Marks, start: int) -> Mark | None:
    """``Chi cục trưởng Chi cục Thi hành án dân sự …``: a post, then the whole name of the body."""
    match = _POSITION.match(paper.folded, start)
    body = marks.agencies.get(match.end()) if match else None
    return Mark(AGENCY, start, body.end, "", body.confidence) if body else None


_POST = rule(r"(?:pho )?truong (?=(?:phong|ban|cong an)\b)")


def body_of_post(paper: Paper, start: int) -> Mark | None:
    """``Trưởng phòng Giáo dục và Đào tạo huyện …``: the body's first word is in small letters."""
    match = _POST.match(paper.folded, start)
    if match is None:
        return None
    return _capitalised(paper, start, match.end())


def _capitalised(paper: Paper, start: int, first: int) -> Mark | None:
    """The body whose name begins at ``first``, its first letter taken as a capital."""
    words = paper.text[first].upper() + paper.text[first + 1 : paper.paragraph_end(first)][:200]
    body = next(find_agencies(words, fold_aligned(words)), None)
    if body is None or body.start:
        return None
    return Mark(AGENCY, start, first + body.end, "")


_UNDER = rule(r"\s(?:truc\s)?thuoc\s")
_NAME_ON = re.compile(rf"[ ][{UPPER}][a-zà-ỹ]+(?=[\s,.;:)]|$)(?![ ]?\d)")
_SMALL_ON = rule(
    r" lien nganh\b| quan su(?: (?:huyen|tinh|quan|thanh pho|thi xa|xa|phuong))?"
    r"|(?P<at> tai) (?:(?:thanh pho|tp\.?) )?[^\W\d_]+(?: [^\W\d_]+){1,2}(?=[\s,.;:)]|$)"
)


def _name_end(paper: Paper, marks: Marks, start: int, end: int) -> int:
    """Go on over the capitals of a place (``huyện Krông Năm``) and ``quân sự``, ``tại Hà Nội``."""
    under = _UNDER.match(paper.folded, end)
    over = marks.agencies.get(under.end()) if under else None
    if over:
        return over.end
    more = _SMALL_ON.match(paper.folded, end)
    if more and (more["at"] is None or paper.folded.endswith("cap cao", start, end)):
        return more.end()
    last = paper.text[start:end].split()[-1:]
    while last and last[0].istitle() and (match := _NAME_ON.match(paper.text, end)):
        if marks.opens(match.start() + 1):
            break
        end = match.end()
    return end


def _joint_end(paper: Paper, marks: Marks, end: int) -> int:
    """Go on over the further issuers of a joint document."""
    for _ in range(6):
        match = _AND_BODY.match(paper.folded, end)
        start = match.end() if match else -1
        body = post_of_body(paper, marks, start) or marks.agencies.get(start) if match else None
        if body is None:
            break
        end = body.end
    return end
