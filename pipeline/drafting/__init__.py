"""A case becomes official documents, unnumbered and undated, for a person to check and sign.

``draft`` fills in one form; ``check_templates`` refuses a broken template at start; ``FIELDS``
explains every variable that an office's own template may print.
"""

from pipeline.drafting.case import DraftCase, Person
from pipeline.drafting.check import check_templates
from pipeline.drafting.context import FIELDS
from pipeline.drafting.draft import draft

__all__ = ["FIELDS", "DraftCase", "Person", "check_templates", "draft"]
