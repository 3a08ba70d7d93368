"""Who writes, speaks and is accused, weighed: the rules' word and what stands around each name.

Where the rules say nothing and it is likely by its weight, a person named is given a role; where
they say what is unlikely, it is taken away. Bodies and companies are left to the rules.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace

from pipeline.extraction.findings import Party
from pipeline.extraction.mentions import Person, persons_of, words_of
from pipeline.extraction.paper import Paper
from pipeline.extraction.people import People, misread, name_words
from pipeline.extraction.roles import Ruled, features, likelihoods

WRITES, SPEAKS, ACCUSED = 0.8, 0.7, 0.85
"""From these likelihoods on a person named becomes a writer, a representative, a respondent."""
NO_WRITER = 0.15
"""Below this likelihood a writer of the rules is one no more."""


def judged(paper: Paper, people: People) -> People:
    """Return the people, in other roles where that is likelier by far."""
    persons = persons_of(paper)
    groups = (people.petitioners, people.represented_by, people.respondents)
    likely = {
        id(party): likelihoods(features(paper, person, len(persons), _ruled(party, groups)))
        for group in (*groups, people.others)
        for party in group
        if (person := _person(paper, persons, party)) is not None
    }
    company = any(party.is_organisation for party in people.petitioners)
    writers = [p for p in people.petitioners if not _is_none(p, likely) or p.is_organisation]
    taken = [p for p in people.petitioners if p not in writers]
    speakers, accused = list(people.represented_by), list(people.respondents)
    others: list[Party] = []
    for party in (*people.others, *taken):
        shares = likely.get(id(party), {})
        if any(misread(paper, party, writer) for writer in writers):
            continue  # a signature that a scan misread
        if shares.get("writer", 0) >= WRITES and not company:
            writers.append(replace(party, role="petitioner"))
        elif shares.get("speaker", 0) >= SPEAKS:
            speakers.append(replace(party, role="representative"))
        elif shares.get("accused", 0) >= ACCUSED:
            accused.append(replace(party, role="respondent"))
        else:
            others.append(replace(party, role="other"))
    if not writers:
        return people
    return People(tuple(writers), tuple(speakers), tuple(accused), tuple(others))


def _is_none(party: Party, likely: Mapping[int, Mapping[str, float]]) -> bool:
    return likely.get(id(party), {}).get("writer", 1.0) < NO_WRITER


def _person(paper: Paper, persons: Sequence[Person], party: Party) -> Person | None:
    """Return the person of that name; None for a body and for who has no name."""
    if party.name is None or party.is_organisation:
        return None
    words = name_words(paper, party)
    return next((p for p in persons if any(words_of(paper, m) == words for m in p.mentions)), None)


def _ruled(party: Party, groups: Sequence[Sequence[Party]]) -> Ruled:
    """What the rules say of the party: the same name may stand in two groups."""
    assert party.name is not None
    key = str(party.name.value).casefold()
    named = [any(p.name and str(p.name.value).casefold() == key for p in group) for group in groups]
    return Ruled(*named)
