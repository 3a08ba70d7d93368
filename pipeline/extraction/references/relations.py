"""How the paper relates to a document it mentions, read from the words before the mention.

Cues: law sheet 8.3. ``A được sửa đổi bởi B``: B amends; what stands before the verb is only cited.
A chain (``Kế hoạch A thực hiện Kế hoạch B``) also tells which mention the document hangs on.
"""

import re
from bisect import bisect_right
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.extraction.findings import Relation
from pipeline.extraction.paper import Paper
from pipeline.extraction.references.issuers import same_issuer
from pipeline.extraction.references.mention import Mention
from pipeline.extraction.wordlists import rule

REACH = 170
"""Characters before a mention in which its cue may stand."""


@dataclass(frozen=True, slots=True)
class Related:
    """The relation of one mention."""

    relation: Relation
    parent: int | None = None
    """Number of the mention that this one is implemented, amended or followed by; None for the
    paper itself."""


_CUE = rule(
    r"\b(?:(?P<basis>can cu|tren co so|xet de nghi|theo de nghi|(?<!xem[ \n])xet)"
    r"|(?P<implements>thuc hien|trien khai|thi hanh|chap hanh|cu the hoa)"
    r"|(?P<amends>sua doi|bo sung(?! cho)|dieu chinh|sua(?=(?: mot phan| toan bo)? boi))"
    r"|(?P<contested>doi tuong (?:bi )?(?:khoi kien|khieu kien|khieu nai|to cao))"
    r"|(?P<replaces>thay the|thay cho)|(?P<repeals>bai bo|huy bo|(?<!chi[ \n])huy)"
    r"|(?P<attached>kem theo|dinh kem|gui kem|gui theo don))\b"
)
# What may stand between the cue and the mention without parting them.
_FILLER = frozenset(
    (
        *(
            "cac",
            "mot",
            "so",
            "noi",
            "dung",
            "neu",
            "quy",
            "dinh",
            "tai",
            "cua",
            "doi",
            "voi",
            "vao",
        ),
        *(
            "cho",
            "tot",
            "nghiem",
            "tuc",
            "toan",
            "bo",
            "thuc",
            "hien",
            "trien",
            "khai",
            "to",
            "chuc",
        ),
        *("thi", "hanh", "dut", "diem", "dieu", "khoan", "nhung", "hieu", "qua", "co", "day", "du"),
        *(
            "tiep",
            "hai",
            "ba",
            "phan",
            "ban",
            "y",
            "kien",
            "chi",
            "dao",
            "ket",
            "luan",
            "de",
            "nghi",
        ),
        *("va", "sung", "xet", "thong", "nhat", "ve", "viec", "trong", "giai", "quyet"),
        *("tham", "muu", "xuat", "bao", "cao"),
    )
)
_PASSIVE_FILLER = _FILLER | {"boi", "theo", "bang", "tai"}
_OBJECT_FILLER = _FILLER | {"la", "gom", "bao", "hanh", "chinh", "vu", "an", "quyet"}
_PASSIVE = rule(r"\b(?:duoc|bi)(?:\s{1,8}(?:sua|doi|bo|sung|,|va|hoac)){0,5}[\s,]{1,8}$")
_BY = rule(r"\b(?:boi|tai|theo|bang)\b")
_BY_ONLY = re.compile(r"\bboi\b")
_CLAUSE_OPENS = rule(r"(?:^|[.;:\n]|\n\s{0,8}[-+•*])\s{0,8}(?:de|nham|tiep tuc|tu viec)?\s{0,3}$")
_ASKED = rule(r"\b(?:yeu cau|de nghi|chua|khong|xin|mong|cham|tre|ne tranh)\s{1,8}$")
_EXPIRED = rule(
    r"[\s,)]{0,3}(?:da|nay|se|deu|cung|khong con|\s)*(?:het hieu luc|het han|khong con hieu luc"
    r"|cham dut hieu luc|bi (?:bai bo|huy bo)(?!\s{1,8}(?:boi|theo|tai|bang)))"
)
_LISTED_AS_ENDED = rule(
    r"\b(?:het hieu luc|bai bo|huy bo)\b[^.;\n]{0,120}:\s{0,8}"
    r"(?:[-+•*]\s{1,3}|\d{1,2}[.)]\s{1,3}|[a-zd]\)\s{1,3})?(?:cac\s{1,3})?$"
)
# "danh sách kèm theo Công văn …": the list hangs on that letter, not the letter on this paper.
_ENCLOSED_THERE = rule(r"\b(?:danh sach|phu luc|bieu|bieu mau|mau so \d{1,3})\s{1,8}$")
_ENCLOSED = rule(r"\s{0,3}[(,]?\s?\(?(?:gui|dinh|co|ban sao)?\s?kem(?: theo)?\)")
_STOP = rule(r"[.;!?](?=\s)|\n[ ]{0,40}\n")
_SERIES = rule(
    r"[\s)]{0,8}(?:[,;]|va|,\s{0,3}va|;\s{0,3}va|cung)?\s{1,8}"
    r"(?:(?:cac|so|cua|ban sao|ban chup|ban pho to|-|\+|cung|voi|\d{1,2}[.)]|[a-zd]\))[\s:]{1,8})"
    r"{0,3}"
)


def relations_of(paper: Paper, mentions: Sequence[Mention]) -> list[Related]:
    """Return the relation of each mention, in order."""
    cues = list(_CUE.finditer(paper.folded))
    ends = [cue.end() for cue in cues]
    found: list[Related] = []
    for number, mention in enumerate(mentions):
        found.append(_relation(paper, mentions, found, cues, ends, number))
        if found[-1].relation == "cites" and _EXPIRED.match(paper.folded, mention.end):
            _expire(paper, mentions, found)
    return found


def _relation(
    paper: Paper,
    mentions: Sequence[Mention],
    found: Sequence[Related],
    cues: Sequence[re.Match[str]],
    ends: Sequence[int],
    number: int,
) -> Related:
    mention = mentions[number]
    previous = mentions[number - 1] if number else None
    same = _same_head(mentions, number)
    if same is not None:
        return found[same]
    cue = bisect_right(ends, mention.anchor) - 1
    floor = previous.end if previous else 0
    while cue >= 0 and cues[cue].start() >= max(floor, mention.anchor - REACH):
        relation = _told(paper, cues[cue], mention, previous)
        if relation is not None:
            return Related(relation, _parent(paper, mentions, cues[cue], number, relation))
        cue -= 1
    if _LISTED_AS_ENDED.search(paper.folded, max(0, mention.anchor - REACH), mention.anchor):
        return Related("repeals")
    if _ENCLOSED.match(paper.folded, mention.end):
        return Related("attached")
    before = _series_before(paper, mentions, number)
    if before is None or found[before].relation == "cites":
        return Related("cites")
    return Related("cites") if _beside(mentions, found, before, number) else found[before]


def _same_head(mentions: Sequence[Mention], number: int) -> int | None:
    """The mention before that shares the type word; those in its subject are skipped."""
    head = mentions[number].head
    for before in range(number - 1, max(-1, number - 5), -1) if head >= 0 else ():
        if head in (mentions[before].head, mentions[before].start):
            return before
    return None


def _series_before(paper: Paper, mentions: Sequence[Mention], number: int) -> int | None:
    """Return the mention whose series this one goes on with; those in its subject are skipped."""
    mention = mentions[number]
    for before in range(number - 1, max(-1, number - 5), -1):
        if _goes_on(paper, mentions[before], mention) and not _within(mentions, before, mention):
            return before
    return None


def _within(mentions: Sequence[Mention], number: int, mention: Mention) -> bool:
    """Whether a mention only stands in the subject of one before it, beside which ours stands.

    ``Quyết định A về triển khai Kế hoạch B và Chỉ thị C``: C stands beside B unless A's issuer
    made it.
    """
    start = mentions[number].start
    return any(
        m.subject
        and m.subject[0] <= start < m.subject[1]
        and (same_issuer(m.symbol, mention.symbol) or not mention.symbol)
        for m in mentions[max(0, number - 4) : number]
    )


def _beside(
    mentions: Sequence[Mention], found: Sequence[Related], before: int, number: int
) -> bool:
    """``Kế hoạch A triển khai B về việc thực hiện C; Công văn D``: D stands beside A."""
    first = before
    while (parent := found[first].parent) is not None:
        first = parent
    return first != before and same_issuer(mentions[first].symbol, mentions[number].symbol)


def _told(
    paper: Paper, cue: re.Match[str], mention: Mention, previous: Mention | None
) -> Relation | None:
    """Return what the cue says of the mention; None where other words stand between."""
    between = paper.folded[cue.end() : mention.anchor]
    enclosing = cue.lastgroup == "attached" and between.lstrip().startswith(":")
    if _STOP.search(between.replace(";", ",") if enclosing else between):
        return None
    words = _without_bodies(paper, cue.end(), mention.anchor).split()
    passive = bool(_PASSIVE.search(paper.folded, max(0, cue.start() - 40), cue.start()))
    passive = passive or bool(_BY_ONLY.search(between))
    kind: Relation = cue.lastgroup  # type: ignore[assignment]
    if cue.group() == "huy":
        written = paper.text[cue.start() : cue.end()].lower()
        return kind if not words and (written in ("hủy", "huỷ") or paper.toneless) else None
    if kind == "contested":
        return kind if _OBJECT_FILLER.issuperset(words) else None
    if not passive and not _says(paper, cue, previous):
        return None
    if kind == "attached":
        if _ENCLOSED_THERE.search(paper.folded, max(0, cue.start() - 24), cue.start()):
            return None
        return kind if _only_papers(between) else None
    if kind in ("amends", "replaces", "repeals") and passive:
        return kind if _BY.search(between) and _PASSIVE_FILLER.issuperset(words) else None
    if not _FILLER.issuperset(words):
        return None
    if kind == "implements" and _ASKED.search(paper.folded, max(0, cue.start() - 16), cue.start()):
        return None
    if kind == "basis" and cue.group().startswith(("theo", "xet de")):
        return kind if words[-1:] in (["tai"], ["cac"]) or not words else None
    return kind


def _says(paper: Paper, cue: re.Match[str], previous: Mention | None) -> bool:
    """Whether an everyday verb is a cue here.

    ``Thi hành Chỉ thị …`` at the head of a clause; ``Quyết định A … điều chỉnh Quyết định B``.
    """
    if cue.group().startswith(("thi", "chap")):
        return bool(_CLAUSE_OPENS.search(paper.folded, max(0, cue.start() - 24), cue.start()))
    if cue.group().startswith("dieu"):
        lead = paper.folded[previous.end : cue.start()] if previous else "."
        return lead.strip() in ("", "ve viec", "v/v", "ve", "de")
    return True


def _without_bodies(paper: Paper, start: int, end: int) -> str:
    """The folded words between, without names of bodies and marks."""
    kept, position = list[str](), start
    for mark in paper.marks_in("agency", start, end):
        kept.append(paper.folded[position : mark.start])
        position = mark.end
    kept.append(paper.folded[position:end])
    return re.sub(r"[:,()\"“”\d-]", " ", " ".join(kept))


_NO_PAPERS = rule(r"\b(?:da|duoc|toi|la|theo|cua)\b|\n\s{0,20}[-+*\d\n]")


def _only_papers(between: str) -> bool:
    """``Gửi kèm: bản sao …``, ``kèm theo Quyết định``: nothing but things that are enclosed."""
    return len(between) < 120 and not _NO_PAPERS.search(between)


def _parent(
    paper: Paper, mentions: Sequence[Mention], cue: re.Match[str], number: int, relation: Relation
) -> int | None:
    """The mention before the verb, in the same clause: what implements or amends."""
    if number == 0 or relation not in ("implements", "amends"):
        return None
    if _PASSIVE.search(paper.folded, max(0, cue.start() - 40), cue.start()):
        return None
    before = mentions[number - 1]
    if before.end > cue.start() or cue.start() - before.end > REACH:
        return None
    between = paper.folded[before.end : cue.start()]
    if _STOP.search(between) or ";" in between or re.search(r"\b(?:duoc|va)\s+$", between):
        return None
    return number - 1


def _goes_on(paper: Paper, previous: Mention, mention: Mention) -> bool:
    """Whether the mention goes on with the series of the one before, or its subject ends there."""
    for end in dict.fromkeys((previous.end, previous.subject[1] if previous.subject else -1)):
        if previous.end <= end <= mention.anchor and mention.anchor - end < 200:
            if _bracket_ends(paper, previous, end, mention.anchor):
                return False
            between = _series_text(paper, end, mention.anchor)
            if _SERIES.fullmatch(between):
                return True
    return False


_OPINION_OF = rule(r"\b(?:y kien(?: [^\W\d_]{1,8}){0,3}? cua|de nghi cua)\s{1,8}$")


def _bracket_ends(paper: Paper, previous: Mention, start: int, end: int) -> bool:
    """``Quyết định A (thay thế Quyết định B); Công văn C``: the cue ends with its bracket."""
    if ")" not in paper.folded[start:end]:
        return False
    opened = paper.folded.rfind("(", max(0, previous.start - 400), previous.start)
    return opened >= 0 and bool(_CUE.search(paper.folded, opened, previous.anchor))


def _series_text(paper: Paper, start: int, end: int) -> str:
    """The folded text between, without ``Giám đốc Sở … tại``."""
    for mark in paper.marks_in("agency", start, end):
        behind = paper.folded[mark.end : end]
        if re.fullmatch(r"\s+tai(?:\s+cac)?\s+|\s?:\s+", behind):
            return _OPINION_OF.sub("", paper.folded[start : mark.start])
    return paper.folded[start:end]


def _expire(paper: Paper, mentions: Sequence[Mention], found: list[Related]) -> None:
    """``A và B đã hết hiệu lực``: the last mention found and those of its series."""
    number = len(found) - 1
    found[number] = Related("repeals")
    while number and found[number - 1].relation == "cites":
        if not _goes_on(paper, mentions[number - 1], mentions[number]):
            break
        number -= 1
        found[number] = Related("repeals")
