"""Files, folders and standard input: which reports are found, under which names, and what is said of the rest."""

from __future__ import annotations

import builtins
import hashlib
import io
import os
from pathlib import Path
from typing import IO, Any

import pytest

from standoff.errors import UnreadableReport, WrongUse
from standoff.sources import Found, Source, find, load, stdin_name


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    """A folder `news` with reports in it and below it, and files that are none."""
    news = tmp_path / "news"
    for name in ("b.txt", "a.TXT", "sub/deep/c.txt", "notes.md", ".hidden.txt", ".git/d.txt"):
        path = news / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(name)
    return news


def found(*paths: Path) -> list[Found]:
    return [place for place in find(paths) if isinstance(place, Found)]


def sentence(*paths: Path) -> str:
    """The one thing that is wrong with these paths."""
    wrong: list[str] = []
    for place in find(paths):
        try:
            if isinstance(place, UnreadableReport):
                raise place
            load(place)
        except UnreadableReport as error:
            wrong.append(str(error))
    assert len(wrong) == 1
    return wrong[0]


def test_a_folder_gives_its_text_files_with_relative_names(folder: Path) -> None:
    assert [(f.name, f.parent) for f in found(folder)] == [
        ("a.TXT", "news"),
        ("b.txt", "news"),
        ("sub/deep/c.txt", "news"),
    ]


def test_a_file_named_by_itself_may_have_any_suffix(folder: Path) -> None:
    assert [(f.name, f.parent) for f in found(folder / "notes.md", folder / "sub/deep/c.txt")] == [
        ("notes.md", "news"),
        ("c.txt", "deep"),
    ]


def test_the_same_place_has_one_locator_whatever_path_led_there(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(folder)
    (folder / "link.txt").symlink_to("b.txt")
    ways = [Path("b.txt"), Path("../news/b.txt"), folder / "b.txt", folder / "link.txt"]
    sources = [load(place) for place in found(*ways)]
    assert len({source.locator for source in sources}) == 1
    assert str(folder) not in repr(sources)


def test_the_bytes_and_their_digest(folder: Path) -> None:
    source = load(found(folder / "b.txt")[0])
    assert isinstance(source, Source)
    assert source.data == b"b.txt"
    assert source.sha256 == hashlib.sha256(b"b.txt").hexdigest()


def test_names_are_composed_and_printable(tmp_path: Path) -> None:
    (tmp_path / "cafe\u0301.txt").write_text("x")
    (tmp_path / "a\nb.txt").write_text("x")
    os.rename(tmp_path / "a\nb.txt", os.fsencode(tmp_path) + b"/\xff\x1b.txt")
    assert {f.name for f in found(tmp_path)} == {"caf\u00e9.txt", "\ufffd\ufffd.txt"}


@pytest.mark.parametrize("name", ["missing.txt", "no\x1bsuch"])
def test_a_missing_path(tmp_path: Path, name: str) -> None:
    said = sentence(tmp_path / name)
    assert said.startswith("there is no file or folder")
    assert "\x1b" not in said


def test_a_folder_without_reports(tmp_path: Path) -> None:
    (tmp_path / "picture.png").write_bytes(b"x")
    assert "holds no report" in sentence(tmp_path)


def test_a_dangling_link(folder: Path) -> None:
    (folder / "gone.txt").symlink_to("nowhere")
    assert "link to a file that is not there" in sentence(folder)


def test_a_link_to_itself(tmp_path: Path) -> None:
    (tmp_path / "loop.txt").symlink_to("loop.txt")
    assert "cannot be read (" in sentence(tmp_path / "loop.txt")


def test_a_file_that_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = builtins.open

    def closed(path: str, mode: str = "r") -> IO[Any]:
        if str(path).endswith("b.txt"):
            raise PermissionError(13, "Permission denied", path)
        return real(path, mode)

    monkeypatch.setattr(builtins, "open", closed)
    assert "b.txt may not be read" in sentence(folder)


def test_a_folder_that_may_not_be_read(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.scandir

    def closed(path: str) -> object:
        if str(path).endswith("sub"):
            raise PermissionError(13, "Permission denied", str(path))
        return real(path)

    monkeypatch.setattr(os, "scandir", closed)
    assert "sub may not be read" in sentence(folder)
    assert len(found(folder)) == 2


def test_a_pipe_is_not_opened(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.txt")
    assert "not a regular file" in sentence(tmp_path)


def test_a_large_file_is_refused_without_reading_it_all(tmp_path: Path) -> None:
    with open(tmp_path / "big.txt", "wb") as file:
        file.truncate(50_000_000_000)  # a hole: it takes no room on the disk
    assert "larger than 1 MB" in sentence(tmp_path)


def test_standard_input() -> None:
    source = load(stdin_name("wire brief"), io.BytesIO(b"The talks failed."))
    assert (source.name, source.data) == ("wire brief", b"The talks failed.")
    with pytest.raises(UnreadableReport, match="larger than 1 MB"):
        load(stdin_name("flood"), io.BytesIO(b"x" * 2_000_000))
    with pytest.raises(UnreadableReport, match="standard input is closed"):
        load(stdin_name("none"), None)


@pytest.mark.parametrize("name", ["", "  ", "a\nb", "/etc/passwd", "\\\\host\\x", "C:\\x.txt", "\x1b[2J"])
def test_a_name_that_cannot_stand_in_a_record(name: str) -> None:
    with pytest.raises(WrongUse, match="cannot name a report"):
        stdin_name(name)
