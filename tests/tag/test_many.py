"""Reading many reports on several cores: the same readings in the same order, whatever becomes of a helper."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from standoff.errors import UntaggedReport
from standoff.model import Reading
from standoff.tag import helper, many
from standoff.tag.many import cores, tag_many
from standoff.tag.reading import tag_texts

TEXTS = [
    f"Ferry crews at pier {n} walked out on Monday.\n\n“We want a rise of {n} per cent,” said Ana Reyes, who leads the "
    f"crews' union. The harbour board refused to meet them and said that {n * 10} crossings would be cancelled.\n"
    for n in range(1, 13)
]


@pytest.fixture
def small_parcels(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(many, "_ENOUGH", 1)
    monkeypatch.setattr(many, "_PARCEL", 500)


@pytest.fixture(scope="module")
def alone() -> list[Reading]:
    return list(tag_texts(TEXTS))


@pytest.mark.usefixtures("small_parcels")
def test_order_and_readings_are_those_of_one_process(alone: list[Reading]) -> None:
    assert list(tag_many(iter(TEXTS), processes=3)) == alone


def test_few_reports_are_read_here(alone: list[Reading], monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(subprocess, "Popen", None)
    assert list(tag_many(TEXTS, processes=2)) == alone


def test_no_matter_what_is_read_before_and_beside(alone: list[Reading]) -> None:
    assert list(tag_texts(reversed(TEXTS)))[::-1] == alone
    assert next(tag_texts(TEXTS[4:])) == alone[4]


@pytest.mark.usefixtures("small_parcels")
def test_a_source_is_taken_from_as_needed(alone: list[Reading]) -> None:
    taken = 0

    def source() -> Iterator[str]:
        nonlocal taken
        for text in TEXTS * 20:
            taken += 1
            yield text

    found = tag_many(source(), processes=2)
    assert next(found) == alone[0]
    found.close()  # type: ignore[attr-defined]  # a generator
    assert taken < len(TEXTS) * 20


def failing(text: str) -> Iterator[Reading]:
    raise ZeroDivisionError("no words")
    yield


@pytest.mark.parametrize("processes", [1, 2])
@pytest.mark.usefixtures("small_parcels")
def test_a_bad_report_does_not_stop_the_rest(
    alone: list[Reading], monkeypatch: pytest.MonkeyPatch, processes: int
) -> None:
    # The helper is a process of its own and knows nothing of this patch; it is not allowed to start.
    monkeypatch.setattr(sys, "executable", str(Path(os.devnull)))
    real = tag_texts
    monkeypatch.setattr(helper, "tag_texts", lambda texts: failing("") if texts == [TEXTS[2]] else real(texts))
    *before, bad, last = tag_many(TEXTS[:4], processes)
    assert [*before, last] == [*alone[:2], alone[3]]
    assert isinstance(bad, UntaggedReport)
    assert str(bad) == "the tagger failed on it (ZeroDivisionError: no words)"


def test_a_report_that_brings_its_helper_down(alone: list[Reading], monkeypatch: pytest.MonkeyPatch) -> None:
    asked: list[list[str]] = []
    real = many._ask

    def ask(process: subprocess.Popen[bytes], texts: list[str]) -> list[Reading | str] | None:
        asked.append(texts)
        if TEXTS[2] in texts:
            process.kill()
        return real(process, texts)

    monkeypatch.setattr(many, "_ask", ask)
    crew = many._Crew(1)  # nothing is read in this process
    crew._put((0, TEXTS[:4]))
    with crew._changed:
        crew._changed.wait_for(lambda: len(crew._done) == 4, timeout=60)
    crew.dismiss()
    bad = crew._done.pop(2)
    assert crew._done == {n: alone[n] for n in (0, 1, 3)}
    assert isinstance(bad, UntaggedReport)
    assert "brought down" in str(bad)
    assert asked == [TEXTS[:4], *([text] for text in TEXTS[:4])]
    assert not crew._running


def test_the_wish_for_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("STANDOFF_PROCESSES", "7")
    assert cores() == 7
    for nonsense in ("", "0", "many"):
        monkeypatch.setenv("STANDOFF_PROCESSES", nonsense)
        assert 1 <= cores() <= (os.cpu_count() or 1)


def test_frames_of_a_side_that_has_gone(tmp_path: Path) -> None:
    whole = tmp_path / "frames"
    with whole.open("wb") as stream:
        helper.write_frame(stream, b"abc")
    for length in range(11):
        cut = tmp_path / "cut"
        cut.write_bytes(whole.read_bytes()[:length])
        with cut.open("rb") as stream:
            assert helper.read_frame(stream) is None
    with whole.open("rb") as stream:
        assert helper.read_frame(stream) == b"abc"
