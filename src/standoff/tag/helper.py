"""A process beside the reader's own that reads parcels of reports: `python -m standoff.tag.helper`.

When it is ready it names its tagger in a frame. Then it answers each frame of texts with a frame of answers, until its
standard input ends. A frame is eight bytes of length and so many bytes of MessagePack.
"""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from typing import IO

import msgspec

from standoff.errors import LostAnchor
from standoff.model import Reading
from standoff.tag.parse import load_model, model_name
from standoff.tag.reading import TAGGER, tag_texts

Answer = Reading | str
"""What becomes of a text: its reading, or why there is none."""

_LENGTH = 8
_FAULTS = (
    ArithmeticError, AssertionError, AttributeError, LookupError, MemoryError, RuntimeError, TypeError, ValueError,
    LostAnchor,
)  # fmt: skip
"""What a fault of the tagger looks like that one report brings to light. It must not stop the others; what is wrong for
all of them (no model, a malformed data file) does."""


def tag_each(texts: Iterable[str]) -> Iterator[Answer]:
    """The answer to each text, in order. Raises `StandoffError` when the model or a data file is at fault."""
    load_model(model_name())
    for text in texts:
        try:
            answer: Answer = next(tag_texts([text]))
        except _FAULTS as error:
            answer = f"the tagger failed on it ({type(error).__name__}: {error})"
        yield answer


def write_frame(stream: IO[bytes], content: bytes) -> None:
    """Write one frame; raises `OSError` when the other side has gone."""
    stream.write(len(content).to_bytes(_LENGTH, "big") + content)
    stream.flush()


def read_frame(stream: IO[bytes]) -> bytes | None:
    """The content of the next frame; None when the other side has gone."""
    head = stream.read(_LENGTH)
    if len(head) < _LENGTH:
        return None
    size = int.from_bytes(head, "big")
    content = stream.read(size)
    return content if len(content) == size else None


def serve(asked: IO[bytes], answered: IO[bytes]) -> None:
    """Answer frames of texts until there are no more."""
    load_model(model_name())
    write_frame(answered, TAGGER.encode())
    while (frame := read_frame(asked)) is not None:
        texts = msgspec.msgpack.decode(frame, type=list[str])
        write_frame(answered, msgspec.msgpack.encode(list(tag_each(texts))))


if __name__ == "__main__":
    # What else is written to standard output, by whatever library, must not come between the frames.
    with os.fdopen(os.dup(1), "wb") as own:
        os.dup2(2, 1)
        serve(sys.stdin.buffer, own)
