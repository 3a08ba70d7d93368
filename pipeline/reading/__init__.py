"""A file becomes a document: pages, words with boxes and confidence, text.

Importing this package is light; the PDF, image and OCR libraries are loaded by the first file
that needs them (in a :class:`~pipeline.reading.workers.pool.ReaderPool`: by its children only).
"""

from pipeline.reading.document import Box, Document, Line, Page, Word
from pipeline.reading.ocr.tessdata import tessdata_folder
from pipeline.reading.reader import Progress, ignore, read
from pipeline.reading.workers.pool import PoolClosed, ReaderPool

__all__ = [
    "Box",
    "Document",
    "Line",
    "Page",
    "PoolClosed",
    "Progress",
    "ReaderPool",
    "Word",
    "ignore",
    "read",
    "tessdata_folder",
]
