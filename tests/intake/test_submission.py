"""What counts as a submission, and what is refused with a sentence."""

import os
import unicodedata
from pathlib import Path

import pytest

from pipeline.errors import Empty, TooLarge, Unsupported
from pipeline.intake import gather
from pipeline.intake.submission import is_junk

LIMIT = 1000


@pytest.mark.parametrize(
    "name",
    [".DS_Store", "Thumbs.db", "~$don.docx", ".~lock.don.odt#", "don.pdf.part", "a.crdownload"],
)
def test_junk_names(name: str) -> None:
    assert is_junk(name)


@pytest.mark.parametrize("name", ["đơn.pdf", "don.tmp.pdf", "Thumbs.pdf", "don~1.pdf"])
def test_names_that_are_papers(name: str) -> None:
    assert not is_junk(name)


def test_a_folder_is_one_submission_whatever_its_names_and_order(tmp_path: Path) -> None:
    for folder, names in (("a", ("1.txt", "2.txt")), ("b", ("x.txt", "deep/y.txt"))):
        for name, content in zip(names, ("một", "hai"), strict=True):
            path = tmp_path / folder / name
            path.parent.mkdir(parents=True, exist_ok=True)
            path.write_text(content, "utf-8")
    one, other = gather(tmp_path / "a", LIMIT), gather(tmp_path / "b", LIMIT)
    assert one.digest == other.digest
    assert [file.name for file in other.files] == ["deep/y.txt", "x.txt"]


def test_pages_are_taken_in_the_order_a_person_counts(tmp_path: Path) -> None:
    for name in ("trang 10.txt", "trang 2.txt", "trang 1.txt"):
        (tmp_path / name).write_text(name)
    files = gather(tmp_path, LIMIT).files
    assert [file.name for file in files] == ["trang 1.txt", "trang 2.txt", "trang 10.txt"]


def test_junk_in_a_folder_changes_nothing(tmp_path: Path) -> None:
    (tmp_path / "don.txt").write_text("đơn", "utf-8")
    before = gather(tmp_path, LIMIT).digest
    (tmp_path / ".DS_Store").write_text("x")
    assert gather(tmp_path, LIMIT).digest == before


def test_names_in_nfd_and_with_odd_bytes_are_kept(tmp_path: Path) -> None:
    nfd = unicodedata.normalize("NFD", "đơn tố cáo.txt")
    odd = os.fsdecode(b"don \xff.txt")
    for name in (nfd, odd):
        (tmp_path / name).write_text(name, "utf-8", "surrogateescape")
    assert {file.name for file in gather(tmp_path, LIMIT).files} == {nfd, odd}


def test_nothing_at_all_is_empty(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_text("")
    for path in (tmp_path / "a.txt", tmp_path):
        with pytest.raises(Empty):
            gather(path, LIMIT)


def test_too_many_bytes(tmp_path: Path) -> None:
    (tmp_path / "a.txt").write_bytes(b"x" * (LIMIT + 1))
    with pytest.raises(TooLarge):
        gather(tmp_path / "a.txt", LIMIT)


def test_links_and_pipes_are_not_followed(tmp_path: Path) -> None:
    (tmp_path / "link.txt").symlink_to("/etc/hostname")
    os.mkfifo(tmp_path / "pipe")
    for name in ("link.txt", "pipe"):
        with pytest.raises(Unsupported):
            gather(tmp_path / name, LIMIT)


def test_printing_a_submission_shows_no_name(tmp_path: Path) -> None:
    (tmp_path / "Lò Thị Mẩy.txt").write_text("x")
    assert "Mẩy" not in repr(gather(tmp_path / "Lò Thị Mẩy.txt", LIMIT))
