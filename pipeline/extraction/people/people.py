"""The people of a petition: who writes, who stands for them, against whom, who else is named.

Each person is a name and the stretch of text up to the next person; what identifies the person
(birth, id number, address …) is read from labels inside that stretch, never from outside it.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from pipeline.extraction.confidence import sure
from pipeline.extraction.findings import Party, Signer, Value
from pipeline.extraction.folding import fold_aligned
from pipeline.extraction.paper import Paper
from pipeline.extraction.people.closing import signers_of, signs
from pipeline.extraction.people.identity import address_of
from pipeline.extraction.people.mentions import (
    Person,
    is_another_name,
    is_real_name,
    persons_of,
    words_of,
)
from pipeline.extraction.people.names import Name
from pipeline.extraction.people.offices import office_around, office_of
from pipeline.extraction.people.parties import (
    Role,
    Start,
    merged,
    party_of,
    same_name,
    start_of,
    stretches,
)
from pipeline.extraction.people.respondents import respondents_of
from pipeline.extraction.people.seen import doubted
from pipeline.extraction.people.sharing import (
    common_address,
    couples_numbers,
    first_ones_details,
)
from pipeline.extraction.people.speakers import principal, speakers_of
from pipeline.extraction.people.standing import authorised, names_of, principal_of, put_forward
from pipeline.extraction.people.writers import Zone, letterhead_of, writers_of, zone_of
from pipeline.extraction.wordlists import rule


@dataclass(frozen=True, slots=True)
class People:
    petitioners: tuple[Party, ...] = ()
    represented_by: tuple[Party, ...] = ()
    respondents: tuple[Party, ...] = ()
    others: tuple[Party, ...] = ()


def people_of(paper: Paper, signers: tuple[Name, ...] = ()) -> People:
    """Return the people of the paper; signers stand in where the paper names no writer."""
    persons = persons_of(paper)
    signers = _all_signers(paper, signers, persons)
    zone = zone_of(paper, persons)
    starts = list(writers_of(paper, persons, zone)) if zone else []
    parties = [(s, party_of(paper, s, e)) for s, e in _stretches(paper, starts, zone)]
    parties = [(s, _from_before(paper, s, p)) for s, p in _with_real_names(paper, parties)]
    respondents = respondents_of(paper, persons)
    if not any(party.is_organisation for _, party in parties):
        parties = [*_letterhead(paper, persons), *_introduced(parties, paper)]
    signed = list(_signed(paper, persons, signers, parties, respondents))
    writers = _writers(paper, [(s, _full(paper, persons, p)) for s, p in parties], signed, zone)
    speakers = _speakers(paper, parties, signed, zone)
    writers, speakers = _sent(
        paper, persons, writers, speakers, [s for s, _ in (*parties, *signed)]
    )
    speakers = _put_forward(paper, persons, writers, speakers)
    if not speakers and any(p.is_organisation for p in writers):
        people = (p for _, p in parties if not p.is_organisation)
        speakers = tuple(replace(p, role="representative") for p in people)
    titled = [
        tuple(_titled(paper, persons, p) for p in g) for g in (writers, speakers, respondents)
    ]
    known = [p for group in titled for p in group]
    return People(*titled, others=tuple(_others(paper, persons, known)))


def _sent(
    paper: Paper,
    persons: Sequence[Person],
    writers: tuple[Party, ...],
    speakers: tuple[Party, ...],
    starts: Sequence[Start],
) -> tuple[tuple[Party, ...], tuple[Party, ...]]:
    """Who writes for somebody else stands for that person and is no petitioner himself."""
    if any(w.is_organisation for w in writers):
        return writers, speakers
    labelled = [w for w in writers if w.name and w.name.method == "label"]
    own = [w for w in writers if w not in labelled]
    sent = authorised(paper) or _on_behalf(paper)
    if len(labelled) == 1 and len(own) == 1 and sent and not speakers:
        return tuple(labelled), (replace(own[0], role="agent"),)
    start = principal_of(paper, names_of(persons), starts)
    if start is None:
        return writers, speakers
    principal = _full(paper, persons, party_of(paper, start, _own_end(paper, start)))
    if any(same_name(principal, w) for w in writers if len(writers) > 1) or len(writers) > 2:
        return writers, speakers
    agents = speakers or tuple(replace(w, role=_role(w)) for w in writers)
    return (replace(principal, role="petitioner"),), agents


_BEHALF = rule(
    r"[\W\d]{0,4}(?:thay mat nguoi|nguoi (?:duoc|nhan) uy quyen|nguoi dai dien theo uy quyen)\b"
)


def _on_behalf(paper: Paper) -> bool:
    """``THAY MẶT NGƯỜI KHIẾU NẠI`` over the signature."""
    return any(_BEHALF.match(paper.folded, line.start, line.end) for line in paper.lines[-15:])


def _own_end(paper: Paper, start: Start) -> int:
    stop = _FULL_STOP.search(paper.text, start.end)
    return min(paper.paragraph_end(start.end), stop.start() if stop else len(paper.text))


_FULL_STOP = rule(r"\.(?=\s|$)")


def _role(party: Party) -> Role:
    title = fold_aligned(str(party.title.value)) if party.title else ""
    return "lawyer" if title.startswith(("luat su", "ls")) else "agent"


def _put_forward(
    paper: Paper,
    persons: Sequence[Person],
    writers: tuple[Party, ...],
    speakers: tuple[Party, ...],
) -> tuple[Party, ...]:
    """Those of several writers whom they put forward stand for the rest."""
    if len(writers) < 2 or any(w.is_organisation for w in writers):
        return speakers
    spoken = [
        party
        for name in put_forward(paper, names_of(persons))
        for party in writers
        if _folded(paper, party).split()[-2:] == words_of(paper, name)[-2:]
    ]
    new = [p for p in spoken if not any(same_name(p, s) for s in speakers)]
    return (*speakers, *(replace(p, role="representative") for p in new))


def others_of(paper: Paper, signer: Signer) -> tuple[Party, ...]:
    """Return everybody whom an official document names, but for its signer."""
    mine = [Party(name=signer.name)] if signer.name else []
    return tuple(_others(paper, persons_of(paper), mine))


def _stretches(
    paper: Paper, starts: Sequence[Start], zone: Zone | None
) -> Iterator[tuple[Start, int]]:
    """Those outside the identity lines have their own paragraph."""
    if zone is None:
        return
    inside = [s for s in starts if zone[0] <= s.start < zone[1]]
    yield from stretches(paper, inside, zone[1])
    for start in starts:
        if start not in inside:
            yield start, min(start.end + 500, _rows_end(paper, start.end))


def _from_before(paper: Paper, start: Start, party: Party) -> Party:
    """``Tôi là một cử tri ở thôn A, xã B, tên …``: the address may stand before the name."""
    if party.address or start.organisation or start.role != "petitioner":
        return party
    before = paper.text.rfind(".", 0, start.first)
    line = paper.line_at(start.first).start
    address = address_of(paper, max(before + 1, line, start.first - 160), start.first)
    return replace(party, address=address) if address else party


def _with_real_names(
    paper: Paper, parties: Sequence[tuple[Start, Party]]
) -> list[tuple[Start, Party]]:
    """``Năm Chèo, tên thật Huỳnh Văn Chèo``: two names, one writer, the real one kept."""
    found: list[tuple[Start, Party]] = []
    for start, party in parties:
        other = is_another_name(paper, start.first) and not start.organisation
        if not other or not found:
            found.append((start, party))
            continue
        before, first = found.pop()
        real = is_real_name(paper, start.first)
        one = merged(party, first) if real else merged(first, party)
        found.append((start if real else before, one))
    return found


# --- a company's letterhead ----------------------------------------------------------------------


def _letterhead(paper: Paper, persons: Sequence[Person]) -> list[tuple[Start, Party]]:
    """A company whose name heads the paper writes it; its head signs or is told in brackets."""
    company = letterhead_of(paper)
    if company is None:
        return []
    found = [(company[0], party_of(paper, *company))]
    for person in persons:
        name = person.best
        office = office_around(paper, name)
        if office and _HEAD_OF_COMPANY.match(paper.folded, *office):
            start = Start(
                name.start, name.end, "representative", name.title, office, method="block"
            )
            return [*found, (start, party_of(paper, start, start.end))]
    return found


_HEAD_OF_COMPANY = rule(r"(?:tong giam doc|giam doc|chu tich|chu nhiem|chu doanh nghiep)\b")


def _introduced(parties: Sequence[tuple[Start, Party]], paper: Paper) -> list[tuple[Start, Party]]:
    """Beside a letterhead only those who introduce themselves in the first person or by a label."""
    return [] if letterhead_of(paper) else list(parties)


# --- signers -------------------------------------------------------------------------------------


def _all_signers(
    paper: Paper, block: Sequence[Name], persons: Sequence[Person]
) -> tuple[Name, ...]:
    """Those of the signature block, and those who sign elsewhere."""
    block = [_in_full(paper, name, persons) for name in block if signs(paper, name)]
    known = {" ".join(words_of(paper, name)) for name in block}
    further = (n for n in signers_of(paper, persons) if " ".join(words_of(paper, n)) not in known)
    return tuple(sorted((*block, *further), key=lambda name: name.start))


def _in_full(paper: Paper, name: Name, persons: Sequence[Person]) -> Name:
    """Who signs with the given name alone is the only one of that name told in full before."""
    words = words_of(paper, name)
    if len(words) > 2:
        return name
    fuller = [
        p.best
        for p in persons
        if p.best.end <= name.start
        and len(words_of(paper, p.best)) > len(words)
        and words_of(paper, p.best)[-len(words) :] == words
    ]
    return fuller[0] if len(fuller) == 1 else name


def _signed(
    paper: Paper,
    persons: Sequence[Person],
    signers: Sequence[Name],
    parties: Sequence[tuple[Start, Party]],
    respondents: Sequence[Party],
) -> Iterator[tuple[Start, Party]]:
    """Yield each signer, named as in the identity lines where those name him."""
    accused = {str(p.name.value).casefold() for p in respondents if p.name}
    for number, name in enumerate(signers):
        following = signers[number + 1].start if number + 1 < len(signers) else len(paper.text)
        limit = min(following, _rows_end(paper, name.end))
        start = start_of(name, "petitioner", "block")
        party = party_of(paper, start, limit)
        if party.name and str(party.name.value).casefold() not in accused:
            yield start, _known_as(paper, party, name, [p for _, p in parties])


def _rows_end(paper: Paper, offset: int) -> int:
    """The line of a name, and those under it that tell an address or telephone."""
    end = paper.paragraph_end(offset)
    number = paper.line_number(max(0, end - 1))
    goes_on = False
    for line in paper.lines[number + 1 : number + 8]:
        if not goes_on and not _DETAIL.match(paper.folded, line.start, line.end):
            break
        end, goes_on = line.end, line.runs_on
    return end


_DETAIL = rule(r"\(?(?:@phone@|@address@|@id_number@|@email@|@birth@|nha o|o)\b")


def _known_as(paper: Paper, party: Party, name: Name, parties: Sequence[Party]) -> Party:
    """A signer who writes only his given name, or errs in a mark, is the writer of that name."""
    words = words_of(paper, name)
    for other in parties:
        if other.name is None or other.is_organisation:
            continue
        full = _folded(paper, other).split()
        if full[-len(words) :] == words:
            return replace(party, name=other.name)
        if _differ_once(paper, full, words):
            return replace(party, name=other.name)
    return party


def misread(paper: Paper, party: Party, other: Party) -> bool:
    """Whether the two are one person whose name a scan gives in two ways."""
    return _differ_once(paper, name_words(paper, party), name_words(paper, other))


def _differ_once(paper: Paper, one: list[str], other: list[str]) -> bool:
    """On a scan two names of three syllables or more that differ in one are one, misread once."""
    scanned = any(page.source != "text" for page in paper.document.pages)
    if not scanned or len(one) != len(other) or len(one) < 3:
        return False
    return sum(a != b for a, b in zip(one, other, strict=True)) == 1 and one[0] == other[0]


def name_words(paper: Paper, party: Party) -> list[str]:
    """Return the folded syllables of the party's name; none for who has no name."""
    return _folded(paper, party).split()


def _folded(paper: Paper, party: Party) -> str:
    if party.name is None:
        return ""
    start = paper.cleaned.clean_offset(party.name.evidence[0].start)
    end = paper.cleaned.clean_offset(party.name.evidence[-1].end)
    return " ".join(paper.folded[start:end].split())


# --- writers -------------------------------------------------------------------------------------


def _writers(
    paper: Paper,
    parties: Sequence[tuple[Start, Party]],
    signed: Sequence[tuple[Start, Party]],
    zone: Zone | None,
) -> tuple[Party, ...]:
    """Those who introduce themselves, then those who sign beside them, each once."""
    if any(p.is_organisation for _, p in parties):
        parties = [(_for_company(s), p) for s, p in parties]
    found = [p for s, p in parties if s.role == "petitioner"]
    spoken = [p for s, p in parties if s.role != "petitioner"]
    if any(p.is_organisation for p in found):
        signed = []
    for _, party in signed:
        if not any(same_name(party, other) for other in spoken):
            found.append(replace(party, role="petitioner"))
    unique: list[Party] = []
    for party in found:
        mine = next((n for n, other in enumerate(unique) if same_name(party, other)), None)
        if mine is None:
            unique.append(party)
        else:
            unique[mine] = merged(unique[mine], party)
    unique = couples_numbers(paper, first_ones_details(paper, unique), zone)
    other = principal(paper, zone) if zone and unique else None
    if other and other.is_organisation:
        return (other,)  # who speaks for a company is no writer himself
    if other and not any(same_name(other, one) for one in unique):
        unique.append(other)
    return common_address(paper, tuple(unique), zone)


def _speakers(
    paper: Paper,
    parties: Sequence[tuple[Start, Party]],
    signed: Sequence[tuple[Start, Party]],
    zone: Zone | None,
) -> tuple[Party, ...]:
    if any(p.is_organisation for _, p in parties):
        parties = [(_for_company(s), replace(p, role=_for_company(s).role)) for s, p in parties]
    found = list(speakers_of(paper, list(parties), zone))
    if not found:
        found = [replace(p, role="representative") for s, p in signed if _marked(paper, s)][:1]
    return tuple(found)


def _for_company(start: Start) -> Start:
    """``Công ty A, do ông B làm đại diện``: B writes for the company."""
    return replace(start, role="representative") if start.method == "standing" else start


_MARKED = rule(r"[^\n]{0,200}\((?:la )?(?:nguoi )?dai dien")


def _marked(paper: Paper, start: Start) -> bool:
    """``1) Nguyễn Văn A, … (người đại diện)`` in a list of signers."""
    return _MARKED.match(paper.folded, start.end, paper.paragraph_end(start.end)) is not None


def _full(paper: Paper, persons: Sequence[Person], party: Party) -> Party:
    """The writer's name as he gives it in full: ``Năm Chèo, tên thật là Huỳnh Văn Chèo``."""
    if party.is_organisation or party.name is None:
        return party
    person = _who(paper, persons, party)
    if person is None:
        end = paper.cleaned.clean_offset(party.name.evidence[-1].end)
        near = (m for p in persons for m in p.mentions if end < m.start < end + 40)
        real = next((m for m in near if is_real_name(paper, m.start)), None)
        return replace(party, name=_named(paper, real, party.name)) if real else party
    best, words = person.best, _folded(paper, party).split()
    if words_of(paper, best) == words or len(words_of(paper, best)) < len(words):
        return party
    return replace(party, name=_named(paper, best, party.name))


def _named(paper: Paper, name: Name, before: Value) -> Value:
    value = paper.value(name.start, name.end, confidence=sure("name", before.method))
    return replace(value, method=before.method)


# --- everybody else ------------------------------------------------------------------------------


def _titled(paper: Paper, persons: Sequence[Person], party: Party) -> Party:
    """A title that stands before another mention of the person is his too."""
    if party.title or party.is_organisation or party.name is None:
        return party
    person = _who(paper, persons, party)
    titled = next((m for m in person.mentions if _is_title(paper, m)), None) if person else None
    if titled is None:
        return party
    return replace(party, title=paper.value(*titled.title, confidence=sure("title")))


def _is_title(paper: Paper, name: Name) -> bool:
    """``Cháu Sằn`` under the letter is how the writer calls himself."""
    word = paper.folded[slice(*name.title)]
    return name.titled and word not in ("em", "chau", "con")


def _who(paper: Paper, persons: Sequence[Person], party: Party) -> Person | None:
    name = _folded(paper, party)
    for person in persons:
        if any(" ".join(words_of(paper, m)) == name for m in person.mentions):
            return person
    return None


def _others(paper: Paper, persons: Sequence[Person], known: Sequence[Party]) -> Iterator[Party]:
    mine = {_folded(paper, party) for party in known}
    places = [e for party in known if party.address for e in party.address.evidence]
    for person in persons:
        first, _ = paper.cleaned.source_span(person.best.start, person.best.end)
        if any(e.start <= first < e.end for e in places):
            continue  # a street that bears a person's name
        names = {" ".join(words_of(paper, m)) for m in person.mentions}
        if names & mine or doubted(paper, person.mentions):
            continue
        yield _other(paper, person)


def _other(paper: Paper, person: Person) -> Party:
    titled = next((m for m in person.mentions if m.titled), None)
    office = office_of(paper, person.mentions)
    method = "title" if titled else "family"
    name = paper.value(person.best.start, person.best.end, confidence=sure("name", method))
    return Party(
        name=replace(name, method=method),
        title=paper.value(*titled.title, confidence=sure("title")) if titled else None,
        position=paper.value(*office, confidence=sure("office")) if office else None,
        role="other",
    )
