"""What a clerk must see in a petition, each with the place that shows it.

Phrases stand in ``words/signals.toml``.
"""

from pipeline.extraction.findings import Notice
from pipeline.extraction.signals import signals_of_people as people
from pipeline.extraction.signals import signals_of_words as words
from pipeline.extraction.signals.missing import missing
from pipeline.extraction.signals.notices import notice
from pipeline.extraction.signals.other_law import other_law
from pipeline.extraction.signals.petition import Look, Petition, at


def signals_of(petition: Petition) -> tuple[Notice, ...]:
    """Return the warnings of a petition's content in a fixed order."""
    if petition.shape.blank_form:
        return ()
    found = [
        notice(code)
        for code in missing(petition.view.paper, petition.kind, petition.fields, petition.shape)
    ]
    for code, look in _LOOKS:
        place = look(petition)
        if place is not None:
            found.append(notice(code, place or None))
    governed = other_law(
        petition.view, petition.kind, petition.fields, petition.references, petition.about
    )
    if governed is not None:
        found.append(notice("other_law", at(petition, governed[0]), law=governed[1]))
    return tuple(found)


_LOOKS: tuple[tuple[str, Look], ...] = (
    ("anonymous", people.anonymous),
    ("impersonation", people.impersonation),
    ("group", people.group),
    ("several_addressees", people.several),
    ("secrecy_requested", words.secrecy),
    ("party_member", people.party_member),
    ("official_of_rank", people.official_of_rank),
    ("urgent", words.urgent),
    ("threat", words.threat),
    ("prior_guidance", words.prior_guidance),
    ("already_settled", words.already_settled),
    ("copy_only", words.copy_only),
    ("insulting", words.insulting),
    ("evidence_not_attached", words.evidence_not_attached),
)
