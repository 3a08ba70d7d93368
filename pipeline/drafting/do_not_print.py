"""The last lock: a finished draft is searched for what must not be printed on it.

The values that a template can reach are withheld long before (``context.py``). This finds what
came in by another way: words typed into the office's own template, a picture of handwriting pasted
into it, a recipient too many under «Nơi nhận». What it can't find: a hint in other words, a given
name alone.
"""

import html
import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from io import BytesIO
from zipfile import ZipFile

from pipeline.drafting.case import DraftCase
from pipeline.errors import LeakingDraft
from pipeline.law.forms import Form, Trait
from pipeline.messages import say
from pipeline.settings import Office, Settings
from pipeline.text.unicode import fold, nfc

_PICTURE = re.compile(rb"<(?:pic:pic|a:blip|v:imagedata|w:object|w:altChunk)\b")
"""Not every drawing: the lines under the heading of many offices' templates are drawn."""
_PICTURE_PARTS = ("word/media/", "word/embeddings/", "docProps/thumbnail")
_NUMBER = re.compile(r"\d(?:[ .\-]{0,2}\d){7,}")
_SAME_DIGITS = 9
"""As many last digits make the same number: 0987… is 84987…"""
_RECIPIENTS = "noi nhan"


def found_words(trait: Trait) -> str:
    """Return how a message says that a draft has the trait."""
    return {
        "name": say("có họ tên người gửi đơn", "carries the writer's name"),
        "address": say("có địa chỉ người gửi đơn", "carries the writer's address"),
        "number": say(
            "có số điện thoại hoặc số giấy tờ của người gửi đơn", "carries the writer's number"
        ),
        "picture": say(
            "có hình ảnh hoặc tệp nhúng (có thể là bút tích)", "holds a picture or an embedded file"
        ),
        "content": say("có nội dung đơn", "quotes the paper"),
    }[trait]


def refuse_leaks(content: bytes, form: Form, case: DraftCase, settings: Settings) -> None:
    """Raise ``LeakingDraft`` when a draft of a secret case carries what its form may not."""
    if not (case.withheld or case.secret):
        return
    parts = _parts(content)
    found = [found_words(trait) for trait in _traits(parts, case, settings.office, form.may_carry)]
    if form.copies and not _only_to(form.copies, parts["word/document.xml"]):
        found.append(
            say(
                "ghi ở «Nơi nhận» người nhận khác ngoài chính người gửi đơn và nơi lưu",
                "names other recipients than the writer",
            )
        )
    if found:
        raise LeakingDraft(form=form.id, found=", ".join(found), remedy=_remedy(form, settings))


def _remedy(form: Form, settings: Settings) -> str:
    if (settings.templates / f"{form.id}.docx").is_file():
        return say(
            f"Mẫu riêng templates/{form.id}.docx có chữ hoặc hình ghi sẵn: hãy sửa mẫu trong Word, "
            "hoặc xóa tệp để dùng mẫu có sẵn, rồi soạn lại.",
            f"Mend the office's own templates/{form.id}.docx, or delete it, and draft again.",
        )
    return say(
        "Hãy soạn tay văn bản này và báo quản trị.", "Write it by hand and tell the administrator."
    )


def _parts(content: bytes) -> dict[str, bytes]:
    with ZipFile(BytesIO(content)) as package:
        return {name: package.read(name) for name in package.namelist()}


def _traits(
    parts: dict[str, bytes], case: DraftCase, office: Office, allowed: frozenset[Trait]
) -> Iterator[Trait]:
    """Yield what the parts carry of the writer beyond what is allowed."""
    said = _Said.of(parts, office)
    kept = case.kept_back
    if "name" not in allowed and said.holds_one_of(kept.names):
        yield "name"
    if "address" not in allowed and said.holds_one_of(kept.addresses):
        yield "address"
    if "number" not in allowed and said.has_number(kept.numbers):
        yield "number"
    if "picture" not in allowed and _has_picture(parts):
        yield "picture"


def _has_picture(parts: dict[str, bytes]) -> bool:
    return any(
        name.startswith(_PICTURE_PARTS) or (name.endswith(".xml") and _PICTURE.search(part))
        for name, part in parts.items()
    )


@dataclass(frozen=True, slots=True, repr=False)
class _Said:
    """Every word of a draft: of its pages, headers, comments and properties, in any run."""

    folded: str
    numbers: frozenset[str]

    @classmethod
    def of(cls, parts: dict[str, bytes], office: Office) -> "_Said":
        texts = [nfc(text) for part in parts.values() for text in _texts(part)]
        said = " ".join(texts).casefold()
        for own in _own_words(office):
            said = said.replace(nfc(own).casefold(), " ")
        # as digits only, so that neither dots nor runs between them hide a number
        found = (re.sub(r"\D", "", match[0]) for match in _NUMBER.finditer(said))
        return cls(f" {_words(said)} ", frozenset(found))

    def holds_one_of(self, values: Iterable[str]) -> bool:
        """Whether one of the values stands here as whole words, with or without accents."""
        return any(f" {words} " in self.folded for words in map(_words, values) if words)

    def has_number(self, values: Iterable[str]) -> bool:
        wanted = {re.sub(r"\D", "", value)[-_SAME_DIGITS:] for value in values}
        numbers = [one for one in wanted if len(one) == _SAME_DIGITS]
        return any(one in number for one in numbers for number in self.numbers)


def _texts(part: bytes) -> Iterator[str]:
    """The words of an XML part: what stands between its tags, and in its attributes."""
    text = part.decode("utf-8", "replace")
    if not text.lstrip("\ufeff").startswith("<"):
        return
    # runs of one paragraph join without a gap, paragraphs don't
    apart = re.sub(r"</w:p>|<w:br\b[^>]*>|<w:tab\b[^>]*>", " ", text)
    yield html.unescape(re.sub(r"<[^>]*>", "", apart))
    yield html.unescape(" ".join(re.findall(r'="([^"]*)"', text)))


def _own_words(office: Office) -> list[str]:
    """The office's own names: they stand on every draft and tell of nobody, even where the signer
    is called as the writer is."""
    own = (office.name, office.parent, office.province, office.place, office.signer, office.unit)
    return sorted((word for word in (*own, *office.units) if word), key=len, reverse=True)


def _words(text: str) -> str:
    return " ".join(re.findall(r"\w+", fold(text)))


def _only_to(copies: tuple[str, ...], document: bytes) -> bool:
    """Whether every line under «Nơi nhận» begins in a way that the form allows."""
    allowed = tuple(map(_words, copies))
    return all(line.startswith(allowed) for line in _recipients(document))


def _recipients(document: bytes) -> Iterator[str]:
    """The lines from «Nơi nhận» to the end of its table cell, or of the page."""
    for cell in re.split(r"</w:tc>", document.decode("utf-8", "replace")):
        lines = [_words(re.sub(r"<[^>]*>", "", p)) for p in re.split(r"</w:p>|<w:br\b[^>]*>", cell)]
        starts = [i for i, line in enumerate(lines) if line.startswith(_RECIPIENTS)]
        if starts:
            first, *rest = lines[starts[0] :]
            yield from filter(None, (first.removeprefix(_RECIPIENTS).strip(), *rest))
