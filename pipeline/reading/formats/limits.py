"""What is too much for the reader: bytes, pages, letters, pixels of one page image."""

import zipfile

from pipeline.errors import TooLarge
from pipeline.settings import Intake

_LETTERS_OF_A_PAGE = 200_000
"""A full page has three thousand, a land register on a large sheet fifty thousand."""
_LETTERS_FOR_A_PAGE = 20_000
_MAX_XML = 64_000_000
"""Bytes of one XML part. A thousand pages of text are about a third of it."""


def check_bytes(found: int, intake: Intake) -> None:
    """Raise ``TooLarge`` for more bytes than the office allows a file."""
    _check(found, intake.max_bytes, "MB")


def check_pages(found: int, intake: Intake) -> None:
    """Raise ``TooLarge`` for more pages than the office allows a file."""
    if found > intake.max_pages:
        raise TooLarge(found=found, limit=intake.max_pages, unit="trang")


def check_pixels(width: int, height: int, intake: Intake) -> None:
    """Raise ``TooLarge`` for a page image of more pixels than allowed; call before decoding."""
    _check(width * height, intake.max_pixels, "triệu điểm ảnh")


def check_page_text(text: str) -> None:
    """Raise ``TooLarge`` for more text on one page than any page has."""
    _check_letters(len(text), _LETTERS_OF_A_PAGE)


def check_text(text: str, intake: Intake) -> None:
    """Raise ``TooLarge`` for more text without pages than all pages of a file may be taken for."""
    _check_letters(len(text), _LETTERS_FOR_A_PAGE * intake.max_pages)


def _check_letters(found: int, limit: int) -> None:
    if found > limit:
        raise TooLarge(found=found, limit=limit, unit="chữ cái")


def check_unpacked(parts: zipfile.ZipFile, intake: Intake) -> None:
    """Raise ``TooLarge`` for a zip file that unpacks to more than is allowed; call before that."""
    members = parts.infolist()
    widest = max((m.file_size for m in members if m.filename.endswith(".xml")), default=0)
    _check(sum(member.file_size for member in members), intake.max_bytes, "MB")
    _check(widest, min(_MAX_XML, intake.max_bytes), "MB")


def _check(found: int, limit: int, unit: str) -> None:
    if found > limit:
        # Rounded apart, so that the sentence never says «200, the limit is 200».
        millions = max(1, limit // 1_000_000)
        raise TooLarge(found=max(millions + 1, -(-found // 1_000_000)), limit=millions, unit=unit)
