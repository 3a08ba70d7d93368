"""What of the denounced may stand on a form that must not lead to the denouncer.

A post may describe the writer («hàng xóm nhà bà …»), a name may be a misread line of hers. So
nothing is shown for being harmless by its looks: a post only when it is made of known words, a
name only when it shares nothing with a writer.
"""

import re
import tomllib
from collections.abc import Iterable
from functools import cache
from importlib.resources import files

from pipeline.drafting.case import KeptBack, Person
from pipeline.settings import Office
from pipeline.text.unicode import fold

_COMMON = frozenset({"thi", "van"})
"""Middle names that half the country bears."""
_COMMUNE = re.compile(r"\b(?:xa|phuong|thi tran|dac khu|huyen|quan|tinh|thanh pho)\b")
_EVERYWHERE = re.compile(
    r"(?:(?:so|nha|ngo|hem|ngach|duong|to dan pho|to|doi|ap|thon|ban|buon|lang|xom|khu pho|khu"
    r"|khom)(?: so)? ?)+ ?(?:\d[\w/.\-]{0,6}|[ivx]{1,4}|[a-z]\d?)?"
)
"""Folded parts of addresses that many places share."""
_LINKS = re.compile(r"[\s,.;()\-–]+")


@cache
def _phrases(kind: str) -> tuple[str, ...]:
    data = tomllib.loads(files("pipeline.engine").joinpath("withheld.toml").read_text("utf-8"))
    return tuple(fold(phrase) for phrase in data[kind])


def withheld_respondent(
    respondent: Person, petitioners: tuple[Person, ...], office: Office
) -> Person:
    """The denounced by name and post, each only where it can't lead to a writer.

    Nothing at all when no writer was found to compare with.
    """
    if not any(writer.name for writer in petitioners):
        return Person(name="")
    name, post = respondent.name, respondent.position
    return Person(
        name=name if names_another(name, petitioners) else "",
        position=post if is_post(post, office) and not _shares(post, petitioners) else "",
        is_organisation=respondent.is_organisation,
    )


def withheld_body(body: str, petitioners: tuple[Person, ...], office: Office) -> str:
    """The body that forwarded the paper; empty unless it is surely a body and no writer."""
    begins = fold(body).startswith(_phrases("bodies"))
    shown = begins and is_post(body, office) and not _shares(body, petitioners)
    return body if shown else ""


def kept_back(petitioners: tuple[Person, ...]) -> KeptBack:
    """What no draft may carry that isn't for the writers: whole names, what of their addresses
    stands below the commune, and their numbers."""
    return KeptBack(
        names=tuple(p.name for p in petitioners if len(_words(p.name)) > 1),
        addresses=tuple(place for p in petitioners for place in _places(p.address)),
        numbers=tuple(n for p in petitioners for n in (p.phone, p.id_number) if n),
    )


def _places(address: str) -> list[str]:
    """The parts of an address below the commune that tell one place from others: «bản Nà Khoang»,
    but not «tổ 7», which every commune has."""
    below = _COMMUNE.split(fold(address))[0]
    parts = [part.strip() for part in below.split(",")]
    return [part for part in parts if len(_words(part)) > 1 and not _EVERYWHERE.fullmatch(part)]


def is_post(text: str, office: Office) -> bool:
    """Return whether the text is made of posts, bodies and the office's own names alone."""
    names = (office.name, office.parent, office.province, office.place, office.superior.name)
    own = [fold(name) for name in (*names, *office.units, *office.aliases)]
    # «Bình Minh» of «Ủy ban nhân dân xã Bình Minh» stands alone where a post names the place
    places = [_COMMUNE.split(name)[-1] for name in own]
    return _made_of(_plain(text), (*_phrases("posts"), *_phrases("bodies"), *own, *places))


def names_another(name: str, petitioners: tuple[Person, ...]) -> bool:
    """Return whether the text is a person's name alone, and of nobody near a writer.

    A family name and «Thị», «Văn» may be the same; no other word of a writer's name or of the
    address below the commune may.
    """
    if not all(word[0].isupper() for word in name.split()):
        return False
    own = _words(name)
    for writer in petitioners:
        theirs = _words(writer.name)
        family = set(own[:1]) & set(theirs[:1])
        place = _words(_COMMUNE.split(fold(writer.address))[0])
        if own[-1:] == theirs[-1:] or set(own) & (set(theirs) | set(place)) - _COMMON - family:
            return False
    return bool(own)


def _shares(text: str, petitioners: tuple[Person, ...]) -> bool:
    """Return whether a word of the text is also one of a writer's given names."""
    given = {word for writer in petitioners for word in _words(writer.name)[1:]} - _COMMON
    return bool(given & set(_words(text)))


def _made_of(text: str, phrases: Iterable[str]) -> bool:
    known = sorted({_plain(phrase) for phrase in phrases} - {""}, key=len, reverse=True)
    one = "|".join(re.escape(phrase) for phrase in known)
    return re.fullmatch(rf"(?:{one})(?: (?:{one}))*", text) is not None


def _plain(text: str) -> str:
    return _LINKS.sub(" ", fold(text)).strip()


def _words(text: str) -> list[str]:
    return re.findall(r"\w+", fold(text))
