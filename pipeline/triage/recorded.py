"""Reading what a person records of a case: which fields there are, and their values."""

import re
from datetime import date, datetime

from pipeline.law.decision_table import Sign, all_conditions, all_signs
from pipeline.triage.corrections import PAPER_FIELDS, PERSON_FIELDS, is_correction, person_field

TAKE_BACK = "unknown"
"""The value that takes back what was said before."""
_STATES = ("met", "failed")
_YES_NO = {"yes": "yes", "no": "no", "có": "yes", "không": "no"}
_DAYS = frozenset({"written_on", "birth", "id_issued_on"})
_PARTIAL = re.compile(r"\d{4}(?:-\d{2}(?:-\d{2})?)?")
_LONGEST = 2000
_MOST_SIGNATURES = 100_000


class NotAFact(ValueError):
    """A field or value that can't be recorded; ``known`` says what can."""

    def __init__(self, known: str) -> None:
        super().__init__(known)
        self.known = known


def fields() -> tuple[str, ...]:
    """Return every field that can be recorded, those of people with the first of each role."""
    conditions = [f"condition.{name}" for name in all_conditions()]
    people = [f"{role}.{name}" for role in ("petitioner", "respondent") for name in PERSON_FIELDS]
    return (*_signs(), *conditions, *PAPER_FIELDS, *people)


def _signs() -> tuple[str, ...]:
    return tuple(sign.id for sign in all_signs().values() if sign.type)


def _known_fields() -> str:
    people = ", ".join(PERSON_FIELDS)
    return (
        f"{', '.join(_signs())}; {', '.join(PAPER_FIELDS)}; petitioner.…, respondent.… ({people}); "
        f"condition.… ({', '.join(all_conditions())})."
    )


def read(field: str, value: str) -> str:
    """Return the value as it is kept; empty for one that is taken back. Raises ``NotAFact``."""
    value = " ".join(value.split())
    sign = all_signs().get(field)
    taken_back = value == TAKE_BACK and (sign is None or sign.group != "paper")
    if sign is not None and sign.type:
        return "" if taken_back else _sign(sign, value)
    if field.startswith("condition."):
        return "" if taken_back and _is_condition(field) else _condition(field, value)
    if is_correction(field):
        return "" if taken_back else _correction(field, value)
    raise NotAFact(_known_fields())


def _sign(sign: Sign, value: str) -> str:
    match sign.type:
        case "yes_no":
            known = _YES_NO.get(value.lower())
        case "choice":
            known = value if value in sign.values else None
        case "letters":
            known = _letters(sign, value)
        case "day":
            known = _day(value)
        case _:
            known = value if 0 < len(value) <= _LONGEST else None
    if known is None:
        raise NotAFact(_known(sign))
    return known


def _known(sign: Sign) -> str:
    if sign.type == "yes_no":
        return f"yes, no, {TAKE_BACK}"
    if sign.type in ("choice", "letters"):
        return ", ".join((*sign.values, TAKE_BACK))
    return sign.asks


def _letters(sign: Sign, value: str) -> str | None:
    given = {letter for letter in re.split(r"[,; ]+", value.lower()) if letter}
    if not given or given - sign.values.keys():
        return None
    return ",".join(letter for letter in sign.values if letter in given)


def _is_condition(field: str) -> bool:
    return field.removeprefix("condition.") in all_conditions()


def _condition(field: str, value: str) -> str:
    if not _is_condition(field):
        raise NotAFact(_known_fields())
    if value not in _STATES:
        raise NotAFact(", ".join((*_STATES, TAKE_BACK)))
    return value


def _correction(field: str, value: str) -> str:
    place = person_field(field)
    column = place[2] if place else field
    if column == "signatures":
        if value.isascii() and value.isdigit() and int(value) <= _MOST_SIGNATURES:
            return str(int(value))
        raise NotAFact("0, 1, 2 …")
    if column in _DAYS:
        known = _partial_day(value)
        if known is None:
            raise NotAFact("26/6/2014, 2014-06-26, 2014-06, 2014")
        return known
    if not 0 < len(value) <= _LONGEST:
        raise NotAFact(f"1–{_LONGEST}")
    return value


def _day(value: str) -> str | None:
    for shape in ("%d/%m/%Y", "%Y-%m-%d"):
        try:
            return datetime.strptime(value, shape).date().isoformat()  # noqa: DTZ007 - a day
        except ValueError:
            continue
    return None


def _partial_day(value: str) -> str | None:
    whole = _day(value)
    if whole is not None or not _PARTIAL.fullmatch(value):
        return whole
    try:
        date.fromisoformat(f"{value}-01-01"[:10] if len(value) == 4 else f"{value}-01")
    except ValueError:
        return None
    return value
