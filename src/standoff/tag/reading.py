"""Tagging: all that one report yields alone, a pure function of its text and of this stage's version.

text → set-asides → sentences → parse → times → cast → statements → moves → their doers → tallies
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from hashlib import sha256
from importlib.resources import files
from importlib.resources.abc import Traversable
from operator import itemgetter

from standoff import __version__
from standoff.model import Reading, Sentence, SetAside, TaggedTime
from standoff.tag.actors import find_cast
from standoff.tag.asides import headline, set_aside, stamp
from standoff.tag.doers import fill_doers
from standoff.tag.missed import weigh_sentences
from standoff.tag.moves import find_moves
from standoff.tag.parse import Parsed, parse
from standoff.tag.sentences import sentences
from standoff.tag.statements import find_statements
from standoff.tag.tallies import find_tallies
from standoff.tag.times import tag_times

_TIMED = {"title", "caption", "byline"}


def _version() -> str:
    """The release, and a digest of this stage's code and word lists: readings made by other rules are made anew."""
    digest = sha256()
    for package in ("standoff.tag", "standoff.data"):
        for name, path in sorted(_files(files(package), package), key=itemgetter(0)):
            digest.update(name.encode() + b"\0" + path.read_bytes())
    return f"{__version__}+{digest.hexdigest()[:8]}"


def _files(folder: Traversable, name: str) -> Iterator[tuple[str, Traversable]]:
    """Code and data files under `folder`, each with its name from the package down."""
    for path in folder.iterdir():
        inner = f"{name}/{path.name}"
        if path.is_dir():
            yield from _files(path, inner)
        elif path.name.endswith((".py", ".toml")):
            yield inner, path


TAGGER = _version()
"""Names what the tag stage finds; another tagger's readings are made anew."""


def tag_texts(texts: Iterable[str]) -> Iterator[Reading]:
    """The reading of each text, in order, one after another; what stands beside a text makes no difference to it."""
    for text in texts:
        asides = set_aside(text)
        sents = sentences(text, asides)
        yield _reading(next(parse([(text, sents)])), asides, sents)


def _reading(parsed: Parsed, asides: tuple[SetAside, ...], sents: tuple[Sentence, ...]) -> Reading:
    text = parsed.text
    body = next((s.span.start for s in sents if s.aside is None), len(text))
    times = _read_times(text, asides)
    cast = find_cast(parsed)
    statements = find_statements(parsed, cast)
    moves = fill_doers(parsed, cast, find_moves(parsed, cast, times, statements))
    stamped = stamp(text)
    return Reading(
        tagger=TAGGER,
        language="en",
        title=headline(asides, body),
        stamped=stamped[1] if stamped else None,
        printed=_printed(asides, times),
        set_aside=asides,
        sentences=weigh_sentences(parsed, cast, times, statements, moves),
        times=times,
        actors=cast.actors,
        statements=statements,
        moves=moves,
        tallies=find_tallies(text, sents),
    )


def _read_times(text: str, asides: tuple[SetAside, ...]) -> tuple[TaggedTime, ...]:
    """The times of what is read, and of bylines, which may print the publication date."""
    unread = [a.span for a in asides if a.reason not in _TIMED]
    return tuple(t for t in tag_times(text) if not any(span.overlaps(t.span) for span in unread))


def _printed(asides: tuple[SetAside, ...], times: tuple[TaggedTime, ...]) -> int | None:
    """The first full calendar date that stands in a byline: the publication date the page itself prints."""
    lines = [a.span for a in asides if a.reason == "byline"]
    for number, time in enumerate(times):
        symbol = time.symbol
        full = symbol.kind == "calendar" and None not in (symbol.year, symbol.month, symbol.day)
        if full and any(line.holds(time.span) for line in lines):
            return number
    return None
