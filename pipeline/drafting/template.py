# pyright: reportUnknownMemberType=false, reportUnknownVariableType=false
# pyright: reportUnknownArgumentType=false, reportMissingTypeStubs=false
"""Finding a form's template and filling it in, without letting a template or a value do harm.

The office's own template overrides donthu's by name. Templates run in Jinja's sandbox, see only
plain values, and can't switch escaping off: an unescaped ``<`` or ``&`` vanishes silently in
docxtpl, and takes the text around it along.
"""

import re
from collections.abc import Iterator
from io import BytesIO
from pathlib import Path
from traceback import walk_tb
from zipfile import BadZipFile

from docx.opc.exceptions import PackageNotFoundError
from docx.oxml import parse_xml
from docxtpl import DocxTemplate
from jinja2 import StrictUndefined, TemplateSyntaxError
from jinja2.exceptions import SecurityError, TemplateError, UndefinedError
from jinja2.meta import find_undeclared_variables
from jinja2.sandbox import ImmutableSandboxedEnvironment

from pipeline.drafting.context import FIELDS, Context
from pipeline.errors import BrokenTemplate
from pipeline.settings import Settings

_IN_PACKAGE = Path(__file__).parent / "templates"
_IN_REPOSITORY = Path(__file__).parents[2] / "templates"
OUR_TEMPLATES = _IN_PACKAGE if _IN_PACKAGE.is_dir() else _IN_REPOSITORY

_UNREADABLE = (PackageNotFoundError, BadZipFile, OSError, KeyError, ValueError, SyntaxError)
"""What opening a file that is no .docx raises; XML errors of lxml are ``SyntaxError``."""

_UNFILLABLE = (TemplateError, SyntaxError, TypeError, ValueError, LookupError, ArithmeticError)
"""What the expressions of a template can raise while it is filled in."""

_LONGEST_QUOTE = 80


def find_template(form_id: str, settings: Settings) -> Path:
    """Return the office's own template of the form, else donthu's."""
    own = settings.templates / f"{form_id}.docx"
    return own if own.is_file() else OUR_TEMPLATES / own.name


def render(template: Path, values: Context) -> bytes:
    """Return the template filled in, as a .docx. Raises ``BrokenTemplate``."""
    page = _open(template)
    try:
        page.render(values, _environment())
    except _UNFILLABLE as error:
        # Not chained: Python's own words may quote a value of the case into a log.
        raise _broken(template, error, _body(page)) from None
    filled = BytesIO()
    page.save(filled)
    return filled.getvalue()


def variables(template: Path) -> set[str]:
    """Return the names of the variables that a template uses. Raises ``BrokenTemplate``."""
    environment = _environment()
    found: set[str] = set()
    for source in _sources(_open(template)):
        try:
            found |= find_undeclared_variables(environment.parse(source))
        except TemplateSyntaxError as error:
            raise _broken(template, error, source) from error
    return found


def check_variables(template: Path) -> None:
    """Raise ``BrokenTemplate`` when a template uses a variable that donthu doesn't have.

    A fault inside an untaken ``if`` would otherwise show only on the day that it is taken.
    """
    for name in sorted(variables(template) - FIELDS.keys()):
        quote = next(filter(None, (_quote_of(name, s) for s in _sources(_open(template)))), "")
        raise BrokenTemplate(
            template=template.name,
            place=quote or f"biến «{name}»",
            fault=f"biến «{name}» không có trong danh sách biến của donthu.",
        )


class _StrictTemplate(DocxTemplate):
    def fix_tables(self, xml: str) -> object:
        """Refuse broken XML, which docxtpl would mend by dropping text."""
        parse_xml(xml)
        return super().fix_tables(xml)


def _open(template: Path) -> _StrictTemplate:
    page = _StrictTemplate(BytesIO(_content(template)))
    try:
        page.init_docx()
    except _UNREADABLE as error:
        raise _unreadable(template) from error
    return page


def _content(template: Path) -> bytes:
    try:
        return template.read_bytes()
    except OSError as error:
        raise _unreadable(template) from error


def _unreadable(template: Path) -> BrokenTemplate:
    fault = "không mở được tệp; tệp bị hỏng, bị khóa hoặc không phải tệp .docx."
    return BrokenTemplate(template=template.name, place="toàn bộ tệp", fault=fault)


def _environment() -> ImmutableSandboxedEnvironment:
    environment = ImmutableSandboxedEnvironment(autoescape=True, undefined=StrictUndefined)
    del environment.filters["safe"]
    return environment


def _sources(page: DocxTemplate) -> Iterator[str]:
    """The Jinja source of the body, the headers and the footers."""
    yield _body(page)
    for uri in (page.HEADER_URI, page.FOOTER_URI):
        for _, part in page.get_headers_footers(uri):
            yield _by_paragraph(page.patch_xml(page.get_part_xml(part)))


def _body(page: DocxTemplate) -> str:
    page.init_docx()
    return _by_paragraph(page.patch_xml(page.get_xml()))


def _by_paragraph(xml: str) -> str:
    """One paragraph a line, as docxtpl hands it to Jinja: line numbers then name paragraphs."""
    return re.sub(r"<w:p([ >])", r"\n<w:p\1", xml)


def _broken(template: Path, error: Exception, source: str) -> BrokenTemplate:
    line = _line_of(error)
    lines = source.splitlines()
    quote = _quote(lines[line - 1]) if 0 < line <= len(lines) else ""
    return BrokenTemplate(template=template.name, place=quote or "nội dung", fault=_fault(error))


def _line_of(error: Exception) -> int:
    """The line of the Jinja source where the error arose; 0 when it can't be told."""
    if isinstance(error, TemplateSyntaxError):
        return error.lineno
    numbers = [
        number
        for frame, number in walk_tb(error.__traceback__)
        if frame.f_code.co_filename in ("<template>", "<unknown>")
    ]
    return numbers[-1] if numbers else 0


def _quote_of(name: str, source: str) -> str:
    """The paragraph that uses a variable, quoted."""
    word = re.compile(rf"{{[{{%][^}}]*\b{re.escape(name)}\b")
    return next((_quote(line) for line in source.splitlines() if word.search(line)), "")


def _quote(line: str) -> str:
    text = " ".join(re.sub(r"<[^>]*>", "", line).split())
    if not text:
        return ""
    short = text if len(text) <= _LONGEST_QUOTE else text[:_LONGEST_QUOTE] + "…"
    return f"đoạn «{short}»"


def _fault(error: Exception) -> str:
    """Say in Vietnamese what is wrong; Jinja's own words, which quote no value, in brackets."""
    said = " ".join(str(error).split())
    if isinstance(error, UndefinedError):
        return f"giá trị không có trong danh sách biến của donthu ({said})."
    if isinstance(error, SecurityError):
        return f"thẻ dùng lệnh không được phép ({said})."
    if isinstance(error, TemplateError):
        return f"thẻ viết sai, hoặc thiếu thẻ đóng endif, endfor ({said})."
    if isinstance(error, SyntaxError):
        return (
            "thẻ điều kiện hoặc vòng lặp cắt ngang một đoạn, một ô hay một hàng; "
            "mỗi thẻ {%p … %} đứng riêng một đoạn, mỗi thẻ {%tr … %} đứng riêng một hàng."
        )
    return f"không tính được giá trị của thẻ ({type(error).__name__})."
