# pyright: reportUnknownMemberType=false
"""Writing a .docx so that the same content is always the same file and carries no names."""

from datetime import UTC, date, datetime
from io import BytesIO
from zipfile import ZIP_DEFLATED, ZipFile, ZipInfo

from docx.document import Document as Page

# The zip format starts here; any fixed moment would do.
_ZIP_TIME = (1980, 1, 1, 0, 0, 0)


def to_bytes(page: Page, *, title: str, day: date) -> bytes:
    """Return the page as a .docx whose properties hold only ``title`` and ``day``."""
    _clear_properties(page, title, day)
    _drop_thumbnail(page)
    saved = BytesIO()
    page.save(saved)
    return _with_fixed_times(saved)


def _clear_properties(page: Page, title: str, day: date) -> None:
    moment = datetime(day.year, day.month, day.day, tzinfo=UTC).replace(tzinfo=None)
    properties = page.core_properties
    properties.title = title
    properties.language = "vi-VN"
    properties.created = properties.modified = moment
    properties.revision = 1
    for name in (
        *("author", "last_modified_by", "comments", "subject", "keywords", "category"),
        *("content_status", "identifier", "version"),
    ):
        setattr(properties, name, "")


def _drop_thumbnail(page: Page) -> None:
    """Word may keep a picture of a template's first page: of whatever stood there when it was
    saved last."""
    package = page.part.package
    assert package is not None
    relations = package.rels
    for key in [key for key, rel in relations.items() if rel.reltype.endswith("/thumbnail")]:
        del relations[key]


def _with_fixed_times(saved: BytesIO) -> bytes:
    fixed = BytesIO()
    with ZipFile(saved) as source, ZipFile(fixed, "w") as target:
        for name in source.namelist():
            entry = ZipInfo(name, _ZIP_TIME)
            entry.compress_type = ZIP_DEFLATED
            entry.create_system = 0  # the same on every system
            target.writestr(entry, source.read(name))
    return fixed.getvalue()
