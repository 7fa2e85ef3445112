"""Many reports on all cores: the same readings, in the same order, sooner.

This process reads, and so do helpers beside it, each a Python of its own that runs `standoff.tag.helper`. (Threads
would wait for one another; a fork would take over what other threads of the caller hold; `multiprocessing` would run
the caller's script again.) Few reports are read here alone, for a helper takes a second to start. A report that cannot
be read is given back as an `UntaggedReport`, also when it brings its helper down; the others are not touched by it.
"""

from __future__ import annotations

import os
import subprocess
import sys
from collections import deque
from collections.abc import Iterable, Iterator
from contextlib import suppress
from itertools import chain
from threading import Condition, Thread

import msgspec

from standoff.errors import UntaggedReport
from standoff.model import Reading
from standoff.tag.helper import Answer, read_frame, tag_each, write_frame
from standoff.tag.reading import TAGGER

Tagged = Reading | UntaggedReport
_Parcel = tuple[int, list[str]]

_BROUGHT_DOWN = "it brought down the process that read it"
_ENOUGH = 150_000
"""Characters from which helpers are worth their start."""
_PARCEL = 16_000
"""Characters, about, that a helper is given at a time."""
_AHEAD = 3
"""Parcels for each core that are taken from the source before they are needed."""


def cores() -> int:
    """How many processes to use: `STANDOFF_PROCESSES` where set, else one for each core this process may run on."""
    wanted = os.environ.get("STANDOFF_PROCESSES", "")
    if wanted.isdigit() and int(wanted) > 0:
        return int(wanted)
    if sys.platform == "linux":
        return len(os.sched_getaffinity(0))
    return os.cpu_count() or 1


def tag_many(texts: Iterable[str], processes: int | None = None) -> Iterator[Tagged]:
    """The reading of each text, in order; an `UntaggedReport` in the place of one that cannot be read.

    `processes` counts this one; by default `cores()`. Texts are taken from `texts` as they are needed, in the caller's
    thread. Helpers end with the iterator.
    """
    processes = cores() if processes is None else processes
    source = iter(texts)
    first: list[str] = []
    size = 0
    while processes > 1 and size < _ENOUGH and (text := next(source, None)) is not None:
        first.append(text)
        size += len(text)
    everything = chain(first, source)
    if size < _ENOUGH:
        yield from map(_told, tag_each(everything))
        return
    crew = _Crew(processes - 1)
    try:
        yield from crew.read(everything)
    finally:
        crew.dismiss()


def _told(answer: Answer) -> Tagged:
    return UntaggedReport(answer) if isinstance(answer, str) else answer


def _parcels(texts: Iterable[str]) -> Iterator[_Parcel]:
    """The texts in order, some at a time."""
    first, held, size = 0, list[str](), 0
    for text in texts:
        held.append(text)
        size += len(text)
        if size >= _PARCEL:
            yield first, held
            first, held, size = first + len(held), [], 0
    if held:
        yield first, held


class _Crew:
    """This process and its helpers, drawing parcels from one queue."""

    def __init__(self, helpers: int) -> None:
        self._waiting: deque[_Parcel] = deque()
        self._done: dict[int, Tagged] = {}
        self._changed = Condition()
        self._over = False
        self._running: set[subprocess.Popen[bytes]] = set()
        self._threads = [Thread(target=self._serve, daemon=True) for _ in range(helpers)]
        for thread in self._threads:
            thread.start()

    def read(self, texts: Iterable[str]) -> Iterator[Tagged]:
        """What each text yields, in order."""
        parcels = _parcels(texts)
        more, taken, at = True, 0, 0
        while more or at < taken:
            while more and len(self._waiting) < _AHEAD * (len(self._threads) + 1):
                parcel = next(parcels, None)
                more = parcel is not None
                if parcel is not None:
                    taken += len(parcel[1])
                    self._put(parcel)
            with self._changed:
                while at < taken and at not in self._done and not self._waiting:
                    self._changed.wait()
                ready = self._done.pop(at, None)
                own = self._waiting.popleft() if ready is None and self._waiting else None
            if ready is not None:
                at += 1
                yield ready
            elif own is not None:
                self._keep(own, tag_each(own[1]))

    def dismiss(self) -> None:
        """End all helpers."""
        with self._changed:
            self._over = True
            self._changed.notify_all()
            for process in self._running:
                process.kill()
        for thread in self._threads:
            thread.join()

    def _put(self, parcel: _Parcel) -> None:
        with self._changed:
            self._waiting.append(parcel)
            self._changed.notify_all()

    def _take(self) -> _Parcel | None:
        """The next parcel; None when all is over."""
        with self._changed:
            while not self._waiting and not self._over:
                self._changed.wait()
            return None if self._over else self._waiting.popleft()

    def _keep(self, parcel: _Parcel, answers: Iterable[Answer]) -> None:
        found = [_told(answer) for answer in answers]
        with self._changed:
            self._done.update(enumerate(found, parcel[0]))
            self._changed.notify_all()

    def _serve(self) -> None:
        """A helper's thread: give it parcels until all is over."""
        helper: subprocess.Popen[bytes] | None = None
        while (parcel := self._take()) is not None:
            # A parcel that brought a helper down is given again text by text, never to this process.
            again = [parcel]
            while again:
                first, texts = again.pop()
                helper = helper or self._start()
                if helper is None:
                    self._hand_back(first, texts, again)
                    return
                answers = _ask(helper, texts)
                if answers is not None:
                    self._keep((first, texts), answers)
                    continue
                self._end(helper)
                helper = None
                if len(texts) == 1:
                    self._keep((first, texts), [_BROUGHT_DOWN])
                else:
                    again.extend((first + n, [texts[n]]) for n in reversed(range(len(texts))))
        if helper is not None:
            self._end(helper)

    def _hand_back(self, first: int, texts: list[str], rest: list[_Parcel]) -> None:
        """No helper can be had: leave to the others what this one was to read."""
        with self._changed:
            self._waiting.extendleft([*rest, (first, texts)])
            self._changed.notify_all()

    def _start(self) -> subprocess.Popen[bytes] | None:
        """A helper that is ready; None when none can be had, or none is wanted any more."""
        path = os.pathsep.join(entry for entry in sys.path if entry)
        with self._changed:
            if self._over:
                return None
            try:
                helper = subprocess.Popen(
                    [sys.executable, "-m", "standoff.tag.helper"],
                    stdin=subprocess.PIPE, stdout=subprocess.PIPE, env={**os.environ, "PYTHONPATH": path},
                    start_new_session=True,  # an interrupt from the keyboard is for this process, which ends them
                )  # fmt: skip
            except OSError:
                return None
            self._running.add(helper)
        # Another tagger answers when the program was changed on the disk while this process ran.
        if helper.stdout is not None and read_frame(helper.stdout) == TAGGER.encode():
            return helper
        self._end(helper)
        return None

    def _end(self, helper: subprocess.Popen[bytes]) -> None:
        with self._changed:
            self._running.discard(helper)
        helper.kill()
        helper.wait()
        for stream in (helper.stdin, helper.stdout):
            if stream is not None:
                with suppress(OSError):
                    stream.close()


def _ask(helper: subprocess.Popen[bytes], texts: list[str]) -> list[Answer] | None:
    """What a helper answers; None when it has ended."""
    if helper.stdin is None or helper.stdout is None:
        return None
    try:
        write_frame(helper.stdin, msgspec.msgpack.encode(texts))
    except OSError:
        return None
    frame = read_frame(helper.stdout)
    return None if frame is None else msgspec.msgpack.decode(frame, type=list[Answer])
