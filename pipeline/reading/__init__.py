"""A file becomes a document: pages, words with boxes and confidence, text.

Importing this package is light; the PDF, image and OCR libraries are loaded by the first file
that needs them (in a :class:`~pipeline.reading.pool.ReaderPool`: by its children only).
"""

from pipeline.reading.document import Box, Document, Page, Word
from pipeline.reading.pool import PoolClosed, ReaderPool
from pipeline.reading.reader import read
from pipeline.reading.tessdata import tessdata_folder

__all__ = ["Box", "Document", "Page", "PoolClosed", "ReaderPool", "Word", "read", "tessdata_folder"]
