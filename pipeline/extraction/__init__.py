"""A document becomes findings, each with its evidence.

``extract`` reads one Document; ``secrecy_mark`` says whether it may be kept at all;
``as_contract`` prints both as the public JSON.
"""

from pipeline.extraction.contract import as_contract
from pipeline.extraction.findings import Findings
from pipeline.extraction.secrecy_mark import secrecy_mark
from pipeline.reading.document import Document

__all__ = ["as_contract", "extract", "secrecy_mark"]


def extract(document: Document) -> Findings:
    """Return what the document says. The same document always gives the same findings."""
    from pipeline.extraction.assemble import assemble

    return assemble(document)
