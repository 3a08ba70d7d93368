"""The office's clock: its hand for counting, the states marked each night, the new count."""

from sqlalchemy.orm import Session

from pipeline.engine.desk import Desk, today
from pipeline.register.clock import Standing, confirmed_years, count_states, mark_states
from pipeline.register.entry import MACHINE
from pipeline.register.recount import Moved as Moved
from pipeline.register.recount import Recount, recount
from pipeline.settings import Settings
from pipeline.triage.clock import Hand, State, hand_of


def office_hand(desk: Desk, session: Session) -> Hand:
    """Return what the office brings to a clock, with the years confirmed in the register."""
    return hand_of(desk.settings, confirmed_years(session))


def office_settings(desk: Desk, session: Session) -> Settings:
    """Return the settings with the years confirmed in the register beside those of the file."""
    law = desk.settings.law
    years = tuple(sorted({*law.confirmed_calendars, *confirmed_years(session)}))
    changed = law.model_copy(update={"confirmed_calendars": years})
    return desk.settings.model_copy(update={"law": changed})


def recompute(desk: Desk, *, who: str = MACHINE, apply: bool = False) -> Recount:
    """Count the deadlines of every open case anew; write them only with ``apply``."""
    with desk.transaction(who) as session:
        return recount(session, office_hand(desk, session), today(), who=who, apply=apply)


def mark(desk: Desk) -> tuple[dict[State, list[Standing]], dict[str, int]]:
    """Bring every deadline's state up to today; return those that changed, by new state, and how
    many duties are now near and late."""
    with desk.transaction() as session:
        changed = mark_states(session, today(), MACHINE)
        return changed, count_states(session, ("soon", "late"))
