"""Who writes, speaks and is accused, weighed: the rules' word and what stands around each name.

Where the rules say nothing and it is likely by its weight, a person named is given a role; where
they say what is unlikely, it is taken away. Bodies and companies are left to the rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.extraction.confidence import sure
from pipeline.extraction.findings import Party
from pipeline.extraction.paper import Paper
from pipeline.extraction.people.mentions import Person, persons_of, words_of
from pipeline.extraction.people.parties import Role
from pipeline.extraction.people.people import People, misread, name_words
from pipeline.extraction.people.roles import ROLES, Ruled, features, likelihoods

WRITES, SPEAKS, ACCUSED = 0.8, 0.7, 0.85
"""From these likelihoods on a person named becomes a writer, a representative, a respondent."""
NO_WRITER = 0.15
"""Below this likelihood a writer of the rules is one no more."""


def judged(paper: Paper, people: People) -> People:
    """Return the people, in other roles where that is likelier by far, with how sure that is."""
    persons = persons_of(paper)
    ruled = {
        "writer": people.petitioners,
        "speaker": people.represented_by,
        "accused": people.respondents,
        "named": people.others,
    }
    found: dict[str, list[Party]] = {role: [] for role in ROLES}
    doubted: list[Party] = []
    for role, party in ((role, party) for role, group in ruled.items() for party in group):
        person = _person(paper, persons, party)
        if person is None:
            found[role].append(party)
            continue
        told = features(paper, person, len(persons), _ruled(party, ruled))
        shares = likelihoods(told)
        if role == "writer" and shares["writer"] < NO_WRITER:
            role = "named"
            doubted.append(party)
        if role == "named":
            if any(misread(paper, party, writer) for writer in found["writer"]):
                continue  # a signature that a scan misread
            role = _likelier(shares, company=any(p.is_organisation for p in found["writer"]))
        found[role].append(_in_role(party, role, shares[role]))
    if not found["writer"] and doubted:
        return people  # somebody wrote it, and the rules know whom to ask
    return People(*(tuple(found[role]) for role in ROLES))


def _likelier(shares: Mapping[str, float], *, company: bool) -> str:
    """Return the role of who is only named; who writes for a company is no writer."""
    if shares["writer"] >= WRITES and not company:
        return "writer"
    if shares["speaker"] >= SPEAKS:
        return "speaker"
    return "accused" if shares["accused"] >= ACCUSED else "named"


_PARTY_ROLES: Mapping[str, Role] = {
    "writer": "petitioner",
    "speaker": "representative",
    "accused": "respondent",
    "named": "other",
}


def _in_role(party: Party, role: str, share: float) -> Party:
    """The party with its role and how sure it is that the name is of somebody in this role."""
    assert party.name is not None
    kept = role == "speaker" and party.role in ("agent", "lawyer", "representative")
    read = party.name.confidence / sure("name", party.name.method)
    name = replace(party.name, confidence=round(min(1.0, read) * share, 3))
    return replace(party, role=party.role if kept else _PARTY_ROLES[role], name=name)


def _person(paper: Paper, persons: Sequence[Person], party: Party) -> Person | None:
    """Return the person of that name; None for a body and for who has no name."""
    if party.name is None or party.is_organisation:
        return None
    words = name_words(paper, party)
    return next((p for p in persons if any(words_of(paper, m) == words for m in p.mentions)), None)


def _ruled(party: Party, ruled: Mapping[str, Sequence[Party]]) -> Ruled:
    """What the rules say of the party: the same name may stand in two groups."""
    assert party.name is not None
    key = str(party.name.value).casefold()
    said = {
        role: any(p.name and str(p.name.value).casefold() == key for p in group)
        for role, group in ruled.items()
        if role != "named"
    }
    return Ruled(**said)
