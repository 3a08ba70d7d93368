"""The codes in the numbers of documents: types, issuers, terms of the National Assembly."""

import tomllib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any


@dataclass(frozen=True, slots=True)
class DocumentCodes:
    """What is known of the parts of a document's symbol; see the head of the data file."""

    issuers_of: dict[str, frozenset[str]]
    """By code of a type (``QĐ``) the codes of those who issue it (``UBND``)."""
    numbered_by_term: frozenset[str]
    """Codes of issuers before the number of a term: ``QH`` in ``QH15``."""
    terms: range

    @property
    def issuers(self) -> frozenset[str]:
        """All codes of issuers."""
        return frozenset[str]().union(*self.issuers_of.values())


@cache
def document_codes() -> DocumentCodes:
    """Return the table of ``codes.toml``."""
    source = files("pipeline.law.documents").joinpath("codes.toml").read_text(encoding="utf-8")
    data: dict[str, Any] = tomllib.loads(source)
    kinds: dict[str, list[str]] = data["issuers"]
    return DocumentCodes(
        issuers_of={
            entry["code"]: frozenset(code for kind in entry["issuers"] for code in kinds[kind])
            for entry in data["type"]
        },
        numbered_by_term=frozenset(data["terms"]["issuers"]),
        terms=range(data["terms"]["first"], data["terms"]["last"] + 1),
    )
