"""Where Tesseract's language data lie. Needs no OCR library, so ``doctor`` can call it."""

from pathlib import Path

from pipeline.errors import BadSettings
from pipeline.settings import Settings

LANGUAGE = "vie"
_DEBIAN = (
    Path("/usr/share/tesseract-ocr/5/tessdata"),
    Path("/usr/share/tesseract-ocr/4.00/tessdata"),
    Path("/usr/share/tessdata"),
    Path("/usr/local/share/tessdata"),
)


def tessdata_folder(settings: Settings) -> Path:
    """Return the folder that holds ``vie.traineddata``.

    The setting ``[reading] tessdata`` decides; without it Debian's places are searched.
    Raises ``BadSettings`` when the Vietnamese data are in none of them.
    """
    chosen = settings.reading.tessdata
    for folder in (chosen,) if chosen else _DEBIAN:
        if has_language(folder, LANGUAGE):
            return folder
    raise BadSettings(
        key="reading.tessdata",
        fault="không thấy vie.traineddata; hãy cài gói tesseract-ocr-vie hoặc ghi đúng thư mục",
    )


def has_language(folder: Path, language: str) -> bool:
    """Tell whether the folder holds the data of a language (``vie``, ``Vietnamese``)."""
    return (folder / f"{language}.traineddata").is_file()
