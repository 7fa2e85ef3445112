"""Parting what the reading of one report holds for one actor: its names, its mentions and its lines.

The tagger may have taken two people for one within a report. An editor's split then parts the actor in the reading:
mentions go by the name they bear, pronouns with the mention before them, statements and moves with the mentions in
their sentence.
"""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import replace

from standoff.model import Mention, ReadReport, Span, TaggedActor, TaggedMove, TaggedStatement

_QUOTES = str.maketrans({"’": "'", "‘": "'", "“": '"', "”": '"'})


def folded(name: str) -> str:
    """A name as names are compared: in lower case, straight quotation marks, single spaces."""
    return " ".join(name.translate(_QUOTES).casefold().split())


def forms(actor: TaggedActor) -> tuple[str, ...]:
    """The names of an actor of one report, its fullest first."""
    return (actor.name, *(a for a in actor.aliases if a != actor.name))


def form_of(mention: Mention, actor: TaggedActor) -> str | None:
    """Which of its actor's names a mention bears, folded: the longest that its words hold; None for a pronoun."""
    if mention.form == "pronoun":
        return None
    words = f" {folded(mention.span.quote).replace(chr(39) + 's', '')} "
    held = [f for f in {folded(f) for f in forms(actor)} if f" {f.replace(chr(39) + 's', '')} " in words]
    return max(held, key=lambda f: (len(f), f)) if held else None


def parted(actor: TaggedActor, names: Collection[str], spans: Collection[Span]) -> tuple[TaggedActor, TaggedActor]:
    """What stays and what goes when these names (folded) and these single mentions are another actor's.

    Either has no name left (``) when nothing of it stays or goes.
    """
    going: list[Mention] = []
    staying: list[Mention] = []
    last = staying
    for mention in sorted(actor.mentions, key=lambda m: m.span):
        if mention.form != "pronoun" or mention.span in spans:
            last = going if mention.span in spans or form_of(mention, actor) in names else staying
        last.append(mention)
    empty = spans and all(m.form == "pronoun" for m in staying)
    keep = [] if empty else [f for f in forms(actor) if folded(f) not in names]
    go = [f for f in forms(actor) if folded(f) in names]
    borne = {form_of(m, actor) or folded(m.span.quote) for m in going if m.span in spans}
    go += [f for f in forms(actor) if folded(f) in borne and f not in go]
    go = go or [m.span.quote for m in going if m.span in spans][:1]
    return _part(actor, keep, staying), replace(_part(actor, go, going), side_guess="unknown", role=None)


def _part(actor: TaggedActor, names: Sequence[str], mentions: Sequence[Mention]) -> TaggedActor:
    """One part of an actor: it goes by the longest of its names, unless the actor's own name is among them."""
    name = "" if not names else actor.name if actor.name in names else max(names, key=lambda n: (len(n), n))
    aliases = tuple(n for n in names if n != name)
    return replace(actor, name=name, aliases=aliases, mentions=tuple(mentions) if name else ())


def broken(read: ReadReport, index: int, stays: TaggedActor, goes: TaggedActor) -> tuple[ReadReport, int]:
    """The report with its actor `index` parted in two, and the index of the part that goes."""
    new = len(read.reading.actors)
    actors = (*read.reading.actors[:index], stays, *read.reading.actors[index + 1 :], goes)
    owners = sorted([(m.span.start, False) for m in stays.mentions] + [(m.span.start, True) for m in goes.mentions])

    def whose(place: Span) -> bool:
        inside = {going for start, going in owners if place.start <= start < place.end}
        if inside:
            return inside == {True}
        before = [going for start, going in owners if start < place.start]
        return bool(before) and before[-1]

    def moved(actor: int, place: Span) -> int:
        return new if actor == index and whose(place) else actor

    def statement(said: TaggedStatement) -> TaggedStatement:
        if said.actor != index:
            return said
        return replace(said, actor=moved(index, said.speaker or _before(said)))

    def move(told: TaggedMove) -> TaggedMove:
        place = read.reading.sentences[told.sentence].span
        return replace(
            told,
            actors=tuple(moved(a, place) for a in told.actors),
            addressees=tuple(moved(a, place) for a in told.addressees),
            said_by=None if told.said_by is None else moved(told.said_by, place),
        )

    reading = replace(
        read.reading,
        actors=actors,
        statements=tuple(statement(s) for s in read.reading.statements),
        moves=tuple(move(m) for m in read.reading.moves),
    )
    return replace(read, reading=reading), new


def _before(said: TaggedStatement) -> Span:
    """The place at which what is said begins: the speaker is looked for before it."""
    start = min(c.start for c in said.content)
    return Span(start=start, end=start, quote="")
