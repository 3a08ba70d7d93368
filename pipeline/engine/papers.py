"""From the dropped files to findings: read, stored, extracted, each result in the store.

Between the steps only the submission's digest travels; what was read stands encrypted in the
store, so that nothing of a paper is ever in the engine's own tables.
"""

import hashlib
import json
import re
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path
from threading import Lock

from pydantic import TypeAdapter

from pipeline.engine.desk import Desk
from pipeline.errors import InputError, StateSecret
from pipeline.extraction import extract, secrecy_mark
from pipeline.extraction.findings import Findings
from pipeline.intake import Submission, SubmittedFile
from pipeline.reading import Document, Progress, ignore
from pipeline.text.unicode import fold

_PETITION_KINDS = ("complaint", "denunciation", "recommendation", "mixed")
_MANIFEST = "submission.json"
_DOUBTED = 0.7
"""Below the confidence at which triage takes a paper for surely no denunciation."""
_IN_GENERAL = re.compile(
    r"khieu nai(?:,? va|,|/| -)? ?to cao|to cao(?:,? va|,) ?khieu nai|luat to cao"
)
"""The work of the office as a whole («khiếu nại, tố cáo của công dân»), nobody's denunciation."""
_OF_A_DENUNCIATION = ("nguoi to cao", "don to cao cua", "to cao cua", "nhan than", "bi mat")
"""Folded words of an official document beside which a writer may be named without a title."""
_TITLED = re.compile(
    r"\b(?i:ông|bà|anh|chị|cô|công dân|hộ)(?:\s{1,3}(?i:ông|bà))?[\s:(]{1,4}(\w+)\s{1,3}(\w+)"
)


@dataclass(frozen=True, slots=True)
class ReadFile:
    """A file of a submission after reading; ``error`` is the code of an unreadable attachment."""

    sha256: str
    name: str
    size: int
    pages: int
    error: str

    def __repr__(self) -> str:
        return f"ReadFile({self.sha256[:12]})"


@dataclass(frozen=True, slots=True)
class Papers:
    """A submission's files with their findings; ``main`` is the petition that makes the case."""

    files: tuple[ReadFile, ...]
    findings: tuple[Findings | None, ...]
    main: int
    beside_denunciation: bool
    """Another file is a denunciation, or an official document speaks of one's writer."""

    @property
    def main_findings(self) -> Findings:
        """The findings that make the case. With a denunciation in the same submission the paper
        is no longer surely something else, and its kind says so."""
        found = self.findings[self.main]
        assert found is not None
        if not self.beside_denunciation or found.kind.value in ("denunciation", "mixed"):
            return found  # what may be a denunciation by its kind needs no further doubt
        doubted = min(found.kind.confidence, _DOUBTED)
        return replace(found, kind=replace(found.kind, confidence=doubted))

    def __repr__(self) -> str:
        return f"Papers({len(self.files)} files)"


class ChangedUnderway(Exception):
    """The dropped file is no longer the one whose digest was taken; it will be seen anew."""


_documents = TypeAdapter(Document)
_found = TypeAdapter(Findings)
_manifests = TypeAdapter(tuple[ReadFile, ...])


def read_submission(desk: Desk, submission: Submission, progress: Progress | None = None) -> None:
    """Read every file, then store originals, documents and the list of files.

    ``progress`` is told the pages read so far and their number.

    Nothing is stored before all of it has been read and found free of a state-secrecy mark.
    Raises ``StateSecret``; the ``InputError`` of the first file when no file could be read; and
    ``ChangedUnderway``.
    """
    read = [(_bytes(file), file) for file in submission.files]
    outcomes = _read_all(desk, read, progress or ignore)
    documents = [o for o in outcomes if isinstance(o, Document)]
    _refuse_state_secrets(desk, documents)
    if not documents:
        raise next(o for o in outcomes if isinstance(o, InputError))
    for (data, _), outcome in zip(read, outcomes, strict=True):
        digest = desk.store.put_original(data)
        if isinstance(outcome, Document):
            desk.store.put_derived(digest, "document.json", _documents.dump_json(outcome))
    files = tuple(_read_file(f, o) for (_, f), o in zip(read, outcomes, strict=True))
    # not dump_json: it refuses the lone surrogates that stand for a name's odd bytes
    manifest = json.dumps(_manifests.dump_python(files)).encode("ascii")
    desk.store.put_derived(submission.digest, _MANIFEST, manifest)


def extract_submission(desk: Desk, digest: str) -> None:
    """Extract the findings of every file that was read, and store them."""
    for file in _manifest(desk, digest):
        if not file.error:
            found = extract(read_document(desk, file.sha256))
            desk.store.put_derived(file.sha256, "findings.json", _found.dump_json(found))


def papers_of(desk: Desk, digest: str) -> Papers:
    """Return the stored papers of a submission that was read and extracted."""
    files = _manifest(desk, digest)
    findings = tuple(None if file.error else _findings(desk, file.sha256) for file in files)
    beside = any(
        found is not None and _may_name_a_denouncer(desk, file.sha256, found)
        for file, found in zip(files, findings, strict=True)
    )
    return Papers(files, findings, main=_main(findings), beside_denunciation=beside)


def read_document(desk: Desk, sha256: str) -> Document:
    """Return the stored reading of a file."""
    return _documents.validate_json(_derived(desk, sha256, "document.json"))


def originals_are_safe(desk: Desk, digest: str) -> bool:
    """Return whether every original of a submission can be read back from the store whole."""
    return all(desk.store.has_original(file.sha256) for file in _manifest(desk, digest))


def store_again(desk: Desk, submission: Submission) -> None:
    """Store the originals of a submission once more: the disk may have spoilt the first copy."""
    for file in submission.files:
        desk.store.put_original(_bytes(file))


def file_digests(desk: Desk, digest: str) -> frozenset[str]:
    """Return the SHA-256 of every stored file of a submission; empty for one never read."""
    if desk.store.derived(digest, _MANIFEST) is None:
        return frozenset()
    return frozenset(file.sha256 for file in _manifest(desk, digest))


def _findings(desk: Desk, sha256: str) -> Findings:
    return _found.validate_json(_derived(desk, sha256, "findings.json"))


def _may_name_a_denouncer(desk: Desk, sha256: str, found: Findings) -> bool:
    if found.kind.value != "official":
        return found.kind.value in ("denunciation", "mixed")
    text = read_document(desk, sha256).text
    folded = _IN_GENERAL.sub(" ", fold(text))
    if "to cao" in folded:
        return _names_somebody(text) or any(words in folded for words in _OF_A_DENUNCIATION)
    if "chuyen don" in folded and not re.search(r"khieu nai|kien nghi", folded):
        return _names_somebody(text)
    return False


def _names_somebody(text: str) -> bool:
    """Return whether two words with capitals follow a person's title."""
    return any(a[0].isupper() and b[0].isupper() for a, b in _TITLED.findall(text))


def _manifest(desk: Desk, digest: str) -> tuple[ReadFile, ...]:
    return _manifests.validate_python(json.loads(_derived(desk, digest, _MANIFEST)))


def _derived(desk: Desk, digest: str, name: str) -> bytes:
    data = desk.store.derived(digest, name)
    if data is None:
        raise KeyError(name)
    return data


def _bytes(file: SubmittedFile) -> bytes:
    data = file.path.read_bytes()
    if hashlib.sha256(data).hexdigest() != file.sha256:
        raise ChangedUnderway
    return data


def _read_all(
    desk: Desk, files: list[tuple[bytes, SubmittedFile]], progress: Progress
) -> list[Document | InputError]:
    """Read the files, as many at a time as there are readers: a folder of photos of pages is read
    as fast as one file of as many pages."""
    pages = _Pages(len(files), progress)

    def read(number: int) -> Document | InputError:
        data, file = files[number]
        try:
            return desk.pool.read(data, Path(file.name).suffix, partial(pages.tell, number))
        except InputError as error:
            return error

    threads = ThreadPoolExecutor(min(desk.pool.size, len(files)))
    try:
        return list(threads.map(read, range(len(files))))
    finally:  # interrupted: the pool is about to be closed, which ends them
        threads.shutdown(wait=False, cancel_futures=True)


class _Pages:
    """The pages of all files together; a file that has not said how many it has counts as one."""

    def __init__(self, files: int, progress: Progress) -> None:
        self._lock = Lock()
        self._known = [(0, 1)] * files
        self._progress = progress

    def tell(self, number: int, done: int, total: int) -> None:
        with self._lock:
            self._known[number] = done, total
            self._progress(sum(d for d, _ in self._known), sum(t for _, t in self._known))


def _refuse_state_secrets(desk: Desk, documents: list[Document]) -> None:
    for document in documents:
        mark = secrecy_mark(document)
        if mark is not None:
            raise StateSecret(mark=mark, keeper=desk.settings.office.secrecy_keeper)


def _read_file(file: SubmittedFile, outcome: Document | InputError) -> ReadFile:
    return ReadFile(
        sha256=file.sha256,
        name=file.name,
        size=file.size,
        pages=len(outcome.pages) if isinstance(outcome, Document) else 0,
        error="" if isinstance(outcome, Document) else outcome.code,
    )


def _main(findings: tuple[Findings | None, ...]) -> int:
    """The first petition; else the first official document; else the first file that was read."""
    read = [(index, found) for index, found in enumerate(findings) if found is not None]
    for kinds in (_PETITION_KINDS, ("official",)):
        for index, found in read:
            if found.kind.value in kinds:
                return index
    return read[0][0]
