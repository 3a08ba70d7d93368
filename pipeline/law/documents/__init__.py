"""What is known of documents in general: their types, the codes in their numbers, the acts.

Four data files, each explaining itself at its head; what a paper says about documents is read
in ``pipeline.extraction``. Adding an act, a type or a code is one entry in a file.
"""

from pipeline.law.documents.acts import (
    NAMED,
    Act,
    act_by_name,
    act_by_symbol,
    acts,
    acts_named,
    in_force,
    law_names,
    short_names,
)
from pipeline.law.documents.codes import DocumentCodes, document_codes
from pipeline.law.documents.types import DocumentType, kind_of_code, types

__all__ = [
    "NAMED",
    "Act",
    "DocumentCodes",
    "DocumentType",
    "act_by_name",
    "act_by_symbol",
    "acts",
    "acts_named",
    "document_codes",
    "in_force",
    "kind_of_code",
    "law_names",
    "short_names",
    "types",
]
