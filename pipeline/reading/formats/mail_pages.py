"""A mail becomes one document: the letter is its first page, each thing that came with it follows.

What has pages keeps them; what has none (a .docx, the letter itself) is one page without words,
so that every offset has its page. What could not be read is named in the letter.

A letter that introduces its writer and only covers the paper that it brings stands behind it:
otherwise its «Tôi là …» would be taken for the petition's own, and what the petition says of the
petitioner would be lost. Any other letter is best understood in front.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

from pipeline.errors import Empty, Encrypted, InputError, NoConverter, ServiceFailed
from pipeline.reading.document import PAGE_BREAK, Document, Page
from pipeline.reading.formats.limits import check_pages, check_text
from pipeline.reading.formats.mail import Attachment, Letter, letter_of
from pipeline.settings import Intake
from pipeline.text.unicode import fold

ReadFile = Callable[[bytes, str], Document]
_A4 = (595.28, 841.89)
_PAPER = re.compile(
    r"^\W{0,3}(?:cong hoa xa hoi chu nghia|dang cong san viet nam|don\s(?:khieu nai|to cao"
    r"|kien nghi|phan anh|de nghi|yeu cau|trinh bay|trinh bao|to giac|cau cuu|keu cuu|keu oan"
    r"|cuu xet|xin)\b)",
    re.MULTILINE,
)
"""Folded: how a paper of its own begins, a line near its top."""
_PAPER_TOP = 3000
_INTRODUCES = re.compile(r"\b(?:toi|em|con|chau) (?:ten )?la\b|\bten (?:toi|em|con|chau) la\b")
_MACHINE_FAULTS = (NoConverter, ServiceFailed)
"""Not the file's: the mail is to be dropped again, so that nothing of it is missed."""


def document_of(
    data: bytes, sha256: str, media_type: str, intake: Intake, read_file: ReadFile
) -> Document:
    """Return a mail as one document; ``read_file`` reads one attachment, given its suffix.

    Raises ``TooLarge`` for more of anything than the office takes in one file; where neither the
    letter says anything nor an attachment could be read, the error of the first attachment, or
    ``Empty``.
    """
    reading = _Reading(intake, read_file)
    documents = list(reading.documents(letter_of(data, intake)))
    if not reading.something:
        raise reading.failures[0] if reading.failures else Empty()
    return _joined(documents, sha256, media_type, intake)


class _Reading:
    """Reads what came with a mail, and keeps what went wrong."""

    def __init__(self, intake: Intake, read_file: ReadFile) -> None:
        self._read_file = read_file
        self._intake = intake
        self._pages = 0
        self.failures: list[InputError] = []
        self.something = False
        """Whether anything was read but headers."""

    def documents(self, letter: Letter) -> Iterator[Document]:
        """Yield the letter, then what came with it, mails with all that came with them."""
        self.something = self.something or any(map(str.isalnum, letter.body))
        notes: list[str] = []
        enclosed: list[Document] = []
        for thing in letter.enclosed:
            if isinstance(thing, Letter):
                enclosed += self.documents(thing)
            else:
                read = self._read(thing)
                enclosed += [read] if isinstance(read, Document) else []
                notes += [read] if isinstance(read, str) else []
        text = "\n\n".join(filter(None, ["\n".join(letter.header), letter.body, "\n".join(notes)]))
        page = Document("", "", text.replace(PAGE_BREAK, "\n"), ())
        behind = _covers(letter.body) and any(_is_paper(read.text) for read in enclosed)
        yield from (*enclosed, page) if behind else (page, *enclosed)

    def _read(self, attachment: Attachment) -> Document | str:
        try:
            if attachment.data is None:
                raise Encrypted
            document = self._read_file(attachment.data, attachment.suffix)
        except _MACHINE_FAULTS:
            raise
        except InputError as error:
            self.failures.append(error)
            return f"[Tệp đính kèm không đọc được: {attachment.name}]"
        self._pages += max(1, len(document.pages))
        check_pages(self._pages, self._intake)
        self.something = True
        return document


def _is_paper(text: str) -> bool:
    return bool(_PAPER.search(fold(text[:_PAPER_TOP])))


def _covers(body: str) -> bool:
    """Return whether a letter introduces its writer and is no petition itself."""
    return bool(_INTRODUCES.search(fold(body))) and not _is_paper(body)


def _joined(documents: list[Document], sha256: str, media_type: str, intake: Intake) -> Document:
    pages: list[Page] = []
    texts: list[str] = []
    start = 0
    for document in documents:
        for page in document.pages or (_page_of(document.text),):
            pages.append(_moved(page, len(pages) + 1, start))
        texts.append(document.text)
        start += len(document.text) + len(PAGE_BREAK)
    text = PAGE_BREAK.join(texts)
    check_text(text, intake)
    margins = "\n".join(filter(None, (document.margin_text for document in documents)))
    return Document(sha256, media_type, text, tuple(pages), margins)


def _page_of(text: str) -> Page:
    width, height = _A4
    return Page(1, width, height, "text", 0, None, 1.0, 0, len(text), ())


def _moved(page: Page, number: int, by: int) -> Page:
    """Return a page as it stands in a longer document."""
    return replace(
        page,
        number=number,
        start=page.start + by,
        end=page.end + by,
        words=tuple(replace(w, start=w.start + by, end=w.end + by) for w in page.words),
        lines=tuple(replace(n, start=n.start + by, end=n.end + by) for n in page.lines),
    )
