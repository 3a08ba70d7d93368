"""Made petitions and official documents with invented people, and their truth.

``make(seed, count)`` gives the same documents for the same seed; the first ones stay the same
when ``count`` grows. Truths follow tests/handwritten/README.md, so that the benchmark's scoring
reads both. ``write_docx``, ``write_pdfs`` and ``write_scan`` put them on disk.
"""

from tests.corpus.document import Columns, Grid, Line, MadeDocument
from tests.corpus.layout import write_docx, write_pdfs
from tests.corpus.making import make
from tests.corpus.people import BINH_MINH, Commune
from tests.corpus.scans import STYLES, write_scan

__all__ = [
    "BINH_MINH",
    "STYLES",
    "Columns",
    "Commune",
    "Grid",
    "Line",
    "MadeDocument",
    "make",
    "write_docx",
    "write_pdfs",
    "write_scan",
]
