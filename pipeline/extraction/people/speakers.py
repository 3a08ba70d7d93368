"""Who stands for the writers: legal representatives, agents, lawyers; and for whom they stand."""

import re
from collections.abc import Iterator
from dataclasses import replace

from pipeline.extraction.findings import Party
from pipeline.extraction.paper import Paper
from pipeline.extraction.people.names import name_at
from pipeline.extraction.people.parties import Role, Start, organisation_at, party_of, start_of
from pipeline.extraction.wordlists import rule

Zone = tuple[int, int]

_REPRESENTATIVE = rule(r"(?P<rep>\b@representative@)|(?P<agent>\b@agent@)|(?P<lawyer>\b@lawyer@)")
_FOR_OTHERS = rule(
    r"\b(?:la\s{1,3})?(?:nguoi\s{1,3})?(?:dai dien|thay mat)(?:\s{1,3}(?:hop phap"
    r"|theo uy quyen))?\s{1,3}cho\b"
)
_FOR_PRINCIPAL = rule(
    r"\b(?:nhan uy quyen cua|duoc uy quyen cua|theo uy quyen cua|dai dien theo uy quyen cua"
    r"|theo giay uy quyen cua|uy quyen cua|dai dien hop phap cua|dai dien theo phap luat (?:cua"
    r"|cho)"
    r"|dai dien (?:theo uy quyen )?cho|thay mat(?: cho)?)\s{1,3}(?=(?:ong|ba|anh|chi|me|cha|bo"
    r"|cong ty"
    r"|hop tac xa|htx|doanh nghiep|vo|chong)\b)"
    r"(?:(?:me|cha|bo|vo|chong)(?:\s{1,3}toi)?\s{1,3}(?:la\s{1,3})?)?"
)
_HEAD_OF = rule(
    r"\b(?:tong giam doc|giam doc|chu tich hoi dong (?:quan tri|thanh vien)|chu nhiem|chu)\s"
    r"(?:cua )?(?=(?:cong ty|hop tac xa|htx|doanh nghiep|dntn)\s)"
)
_OUR_COMPANY = rule(
    r"\b(?:(?:cong ty|hop tac xa|htx|doanh nghiep) (?:chung toi|toi|khieu nai|kien nghi|de nghi)"
    r"|thay mat (?:cong ty|hop tac xa|htx|doanh nghiep))\b"
)
# "42 hộ dân … do ông A … làm đại diện": the writer is the one who stands for them.
STANDING = rule(
    r"\bdai dien (?:la|gom|boi)\s?:?\s?(?=(?:ong|ba|anh|chi|co|chu|bac)\b)"
    r"|\b(?:do|de cu|cu|bau|thong nhat cu|nhat tri cu|dong y cu) "
    r"(?=(?:ong|ba|anh|chi|co|chu|bac)\b[^.;]{3,260}?"
    r"\b(?:lam dai dien|lam nguoi dai dien|la nguoi dai dien|dai dien|dung don|thay mat))"
)
_AUTHORISED = rule(
    r"\bduoc\s{1,3}(?=(?:ong|ba|anh|chi|me|cha|bo|vo|chong)\b[^.;]{3,120}?\buy quyen)"
)
_LABEL_REST = rule(
    r"[^\n:,;.]{0,48}(?:\.{3,}\s?)?:"
    r"|\s{1,3}(?:cua (?:cong ty|to chuc|hop tac xa)\s{1,3}(?=(?:la|ong|ba)\b))?"
    r"(?:la|boi|cho)?\s{0,3}"
)


def representatives(paper: Paper, start: int, end: int) -> Iterator[Start]:
    """Yield those whom the identity lines call representative, agent or lawyer."""
    for match in _REPRESENTATIVE.finditer(paper.folded, start, end):
        if match["lawyer"] and _FIRM.search(
            paper.folded, max(0, match.start() - 20), match.start()
        ):
            continue
        position = match.end() if match["lawyer"] else _after_label(paper, match.end(), end)
        name = name_at(paper, position, min(end, position + 120))
        if name and not _FOR_OTHERS.match(paper.folded, match.start()):
            role: Role = (
                "agent"
                if match["agent"] or "uy quyen" in paper.folded[match.start() : position]
                else "lawyer"
                if match["lawyer"]
                else "representative"
            )
            found = start_of(name, role, "label")
            if match["lawyer"] and not name.titled:
                found = replace(found, title=match.span())
            yield _with_lawyer(paper, found)


_FIRM = rule(r"\b(?:van phong|cong ty|doan|hanh nghe)\s{1,3}$")


def _with_lawyer(paper: Paper, found: Start) -> Start:
    """``Người đại diện theo ủy quyền: Luật sư …`` is a lawyer."""
    title = paper.folded[found.title[0] : found.title[1]]
    return replace(found, role="lawyer") if title.startswith(("luat su", "ls")) else found


def _after_label(paper: Paper, start: int, end: int) -> int:
    match = _LABEL_REST.match(paper.folded, start, end)
    return match.end() if match else start


def speakers_of(
    paper: Paper, parties: list[tuple[Start, Party]], zone: Zone | None
) -> Iterator[Party]:
    """Representatives and agents; a writer who says to stand for others is one too."""
    for start, party in parties:
        if start.role in ("representative", "agent", "lawyer"):
            yield party
    if zone is None or any(s.role != "petitioner" for s, _ in parties):
        return
    for start, party in parties:
        limit = min(zone[1] + 80, start.end + 500)
        if _FOR_OTHERS.search(paper.folded, start.end, limit) or _put_forward(paper, zone, start):
            yield replace(party, role="representative")
            return
        if _stands_for(paper, start.end, limit):
            legal = _LEGAL.search(paper.folded, start.end, limit)
            yield replace(party, role="representative" if legal else "agent")
            return


_LEGAL = rule(r"\bdai dien (?:theo phap luat|hop phap)\b")


def _put_forward(paper: Paper, zone: Zone, start: Start) -> bool:
    found = STANDING.search(paper.folded, zone[0])
    return found is not None and found.end() <= start.start <= found.end() + 8


def _stands_for(paper: Paper, start: int, end: int) -> bool:
    return any(p.search(paper.folded, start, end) for p in (_FOR_PRINCIPAL, _AUTHORISED))


def principal(paper: Paper, zone: Zone) -> Party | None:
    """Return the person for whom an agent writes: ``theo ủy quyền của bà …``."""
    limit = min(len(paper.folded), zone[1] + 80)
    match = (
        _FOR_PRINCIPAL.search(paper.folded, zone[0], limit)
        or _AUTHORISED.search(paper.folded, zone[0], limit)
        or (_HEAD_OF.search(paper.folded, *zone) if _OUR_COMPANY.search(paper.folded) else None)
    )
    if match is None:
        return None
    name = name_at(paper, match.end(), match.end() + 120)
    if name is None:
        body = organisation_at(paper, match.end(), match.end() + 200)
        return party_of(paper, body, max(zone[1], body.end)) if body else None
    bracket = paper.text.find("(", name.end, name.end + 160)
    stop = bracket if bracket > name.end + 2 else name.end + 160
    end = min(stop, paper.paragraph_end(name.end), _sentence_end(paper, name.end))
    return party_of(paper, start_of(name, "petitioner"), end)


def _sentence_end(paper: Paper, start: int) -> int:
    stop = re.compile(r"\.(?=\s|$)").search(paper.text, start)
    return stop.start() if stop else len(paper.text)
