"""What is too much for the reader: bytes, pages, pixels of one page image."""

from pipeline.errors import TooLarge
from pipeline.settings import Intake


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


def _check(found: int, limit: int, unit: str) -> None:
    if found > limit:
        # Rounded apart, so that the sentence never says «200, the limit is 200».
        millions = max(1, limit // 1_000_000)
        raise TooLarge(found=max(millions + 1, -(-found // 1_000_000)), limit=millions, unit=unit)
