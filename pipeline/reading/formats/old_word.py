"""Letters of other word processors (.doc, .odt, .rtf) as .docx, made by LibreOffice."""

import io
import zipfile

from pipeline.conversion import convert
from pipeline.reading.formats.limits import check_unpacked
from pipeline.reading.formats.recognise import DOC, ODT, RTF
from pipeline.settings import Intake

_SUFFIXES = {DOC: ".doc", ODT: ".odt", RTF: ".rtf"}


def as_docx(data: bytes, media_type: str, intake: Intake) -> bytes:
    """Return the letter as .docx.

    Raises ``TooLarge`` for an .odt that unpacks to more than the office takes, and as
    :func:`pipeline.conversion.convert`.
    """
    if media_type == ODT:
        with zipfile.ZipFile(io.BytesIO(data)) as parts:
            check_unpacked(parts, intake)
    return convert(data, _SUFFIXES[media_type], ".docx", intake.page_timeout_seconds)
