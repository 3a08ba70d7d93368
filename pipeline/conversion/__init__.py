"""Files of other word processors become .docx, through the LibreOffice of the machine."""

from pipeline.conversion.office import PACKAGE, convert, find_office

__all__ = ["PACKAGE", "convert", "find_office"]
