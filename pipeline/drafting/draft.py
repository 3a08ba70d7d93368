# pyright: reportUnknownMemberType=false
"""Drafting: a case becomes an official document, unnumbered and undated, for a person to sign.

A draft depends on its arguments and the template alone: the same case drafted twice on one day
is the same file, byte for byte.
"""

from datetime import date
from io import BytesIO

import docx

from pipeline.drafting.case import DraftCase
from pipeline.drafting.context import build_context
from pipeline.drafting.do_not_print import refuse_leaks
from pipeline.drafting.layout import fit_rules, keep_signature_with_text
from pipeline.drafting.notes import Notes
from pipeline.drafting.package import to_bytes
from pipeline.drafting.stale import note_stale
from pipeline.drafting.template import find_template, render
from pipeline.law.forms import form
from pipeline.law.places import communes_of
from pipeline.settings import Settings


def draft(form_id: str, case: DraftCase, settings: Settings, today: date) -> bytes:
    """Return the draft of one form for one case as a .docx.

    ``today`` gives the year of the date line and the date of the comments. The number, the day
    and the month stay blank (Điều 15 Nghị định 30/2020/NĐ-CP: a paper document is numbered after
    its signature). Raises ``UnknownForm``, ``BrokenTemplate`` naming the place of the fault, and
    ``LeakingDraft`` where the draft would carry what must not be printed.
    """
    described = form(form_id)
    notes = Notes()
    values = build_context(described, case, settings, today, notes)
    page = docx.Document(BytesIO(render(find_template(form_id, settings), values)))
    notes.attach(page, today)
    fit_rules(page)
    keep_signature_with_text(page)
    note_stale(page, today, communes_of(settings.home))
    content = to_bytes(page, title=described.title, day=today)
    refuse_leaks(content, described, case, settings)
    return content
