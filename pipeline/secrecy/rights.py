"""Who may do what: the office's people with their roles, and the table of rights.

Names are not yet accounts: whoever can run ``donthu`` can type another's name. What this gives
today is that a stranger's name and a role without the right are turned away and written down.
"""

import tomllib
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal, cast

from pipeline.errors import AccessRefused, BadSettings, NotAllowed, UnknownPerson
from pipeline.settings import Role, Settings

Right = Literal["open_secret", "draft_named", "record", "read_log", "rotate_key"]

MACHINE = "donthu"
"""The program itself; no person may go by this name."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One row of ``rights.toml``."""

    id: Right
    what: str
    """What one does with it, as it follows «không được …»."""
    roles: tuple[Role, ...]
    why: str


@cache
def all_rights() -> dict[Right, Entry]:
    """Return donthu's own table of rights."""
    rows = cast("list[dict[str, object]]", _data()["right"])
    entries = (Entry(**{**row, "roles": tuple(row["roles"])}) for row in rows)  # type: ignore[arg-type]
    return {entry.id: entry for entry in entries}


@cache
def role_words() -> dict[Role, str]:
    """Return the roles' Vietnamese names."""
    return cast("dict[Role, str]", _data()["roles"])


@cache
def _data() -> dict[str, object]:
    return tomllib.loads(files("pipeline.secrecy").joinpath("rights.toml").read_text("utf-8"))


@dataclass(frozen=True, slots=True)
class Guard:
    """Turns away whom the office's settings don't let in. Without people everybody is let in."""

    roles: Mapping[str, Role] = field(default_factory=dict[str, Role])
    """By the name as :func:`_same` writes it."""
    rights: Mapping[Right, frozenset[Role]] = field(default_factory=dict[Right, frozenset[Role]])

    @property
    def knows_people(self) -> bool:
        return bool(self.roles)

    def role(self, name: str) -> Role | None:
        """Return the role of somebody whom the settings name."""
        return self.roles.get(_same(name))

    def admit(
        self, name: str, right: Right | None = None, *, case: str = "", purpose: str = ""
    ) -> None:
        """Let the named person through, or refuse.

        Without a ``right`` it is enough to be known. The program itself always passes: the
        command line lets no person use its name. Raises ``AccessRefused`` for no name at all,
        ``UnknownPerson``, ``NotAllowed``.
        """
        if not name.strip():
            raise AccessRefused
        if name == MACHINE or not self.roles:
            return
        role = self.role(name)
        if role is None:
            raise UnknownPerson(name=name, case=case, purpose=purpose or right or "known")
        if right is not None and role not in self.rights[right]:
            raise NotAllowed(
                name=name,
                role=role_words()[role],
                what=all_rights()[right].what,
                roles=_listed(self.rights[right]),
                case=case,
                purpose=purpose or right,
            )


EVERYBODY = Guard()


def guard_of(settings: Settings) -> Guard:
    """Return the guard that the settings describe.

    Raises ``BadSettings`` for a name that stands twice or is the program's own, and for a right
    given to a role that donthu does not give it to.
    """
    roles: dict[str, Role] = {}
    for person in settings.people:
        name = _same(person.name)
        if not name or name == MACHINE:
            raise BadSettings(key="people", fault=f"không dùng được tên «{person.name}».")
        if name in roles:
            raise BadSettings(
                key="people", fault=f"tên «{person.name}» có hai lần; mỗi người một vai trò."
            )
        roles[name] = person.role
    rights: dict[Right, frozenset[Role]] = {
        right: _granted(entry, settings) for right, entry in all_rights().items()
    }
    return Guard(roles, rights)


def _granted(entry: Entry, settings: Settings) -> frozenset[Role]:
    chosen: tuple[Role, ...] | None = getattr(settings.rights, entry.id)
    if chosen is None:
        return frozenset(entry.roles)
    more = [role for role in chosen if role not in entry.roles]
    if more:
        raise BadSettings(
            key=f"rights.{entry.id}",
            fault=f"chỉ thu hẹp được quyền: «{more[0]}» không được {entry.what}.",
        )
    return frozenset(chosen)


def _listed(roles: frozenset[Role]) -> str:
    words = [word for role, word in role_words().items() if role in roles]
    return ", ".join(words) or "không ai (mục [rights] của donthu.toml để trống)"


def _same(name: str) -> str:
    """Return the name as it is compared: composed, one space between words, in small letters."""
    return " ".join(unicodedata.normalize("NFC", name).split()).casefold()
