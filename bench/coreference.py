"""Measure who is meant: mentions against corpora with coreference that anybody may get.

    python bench/coreference.py FOLDER [--part dev|test|all] [--errors N]

FOLDER holds `gap-*.tsv` files (GAP, github.com/google-research-datasets/gap-coreference, Apache-2.0: Webster et al.,
*Mind the GAP*, TACL 6, 2018) or `GUM_news_*.conllu` files (GUM, github.com/amir-zeldes/gum, folder `dep`; Wikinews,
CC BY 2.5, annotations CC BY 4.0: Zeldes, Language Resources and Evaluation 51, 2017), or both.

GAP: an ambiguous "he" or "she" and two names; a name counts as said where an actor holds both. GUM: each mention of a
person or an organisation that has one before it; a link goes from a mention to the last name or noun before it in the
same actor, and is right where gold has both in one entity. `--part dev` takes gap-development and every second GUM
document, from the first; `test` the rest. Look at errors of the first part only.
"""

from __future__ import annotations

import argparse
import csv
import re
import sys
from collections import Counter, defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from standoff.model import Reading
from standoff.tag.reading import tag_texts

KINDS = ("name", "noun", "he/she", "they", "it", "we", "I/you", "other")
_PRONOUNS = {
    **dict.fromkeys(("he", "him", "his", "himself", "she", "her", "hers", "herself"), "he/she"),
    **dict.fromkeys(("they", "them", "their", "theirs", "themselves"), "they"),
    **dict.fromkeys(("it", "its", "itself"), "it"),
    **dict.fromkeys(("we", "us", "our", "ours", "ourselves"), "we"),
    **dict.fromkeys(("i", "me", "my", "mine", "myself", "you", "your", "yours"), "I/you"),
}
_ACTORS = ("person", "organization")
_ENTITY = re.compile(r"\([^()]+\)?|[^()]+\)")


class Token(NamedTuple):
    """A word of a corpus: code points, number in its sentence and of the word it hangs on, part of speech."""

    start: int
    end: int
    number: int
    over: int
    pos: str
    text: str


Open = dict[str, list[tuple[str, list[Token]]]]
"""Mentions that are not closed yet, by their entity: type and tokens so far."""


@dataclass(slots=True, kw_only=True)
class Tally:
    """Links of one kind: those of gold, those said, those right."""

    gold: int = 0
    said: int = 0
    right: int = 0

    def row(self) -> str:
        """Precision, recall and counts, for a table."""
        p = self.right / self.said if self.said else 0.0
        r = self.right / self.gold if self.gold else 0.0
        f = 2 * p * r / (p + r) if p + r else 0.0
        return f"{p:9.3f} {r:7.3f} {f:7.3f} {self.gold:6d} {self.said:6d} {self.right:6d}"


@dataclass(slots=True, kw_only=True)
class Mention:
    """A gold mention: code points of the whole phrase and of its head word, its entity, type and kind."""

    entity: str
    type: str
    start: int
    end: int
    head: int
    kind: str


@dataclass(slots=True, kw_only=True)
class Document:
    """A text with its gold mentions in order of their heads."""

    name: str
    text: str
    mentions: list[Mention] = field(default_factory=list)


def main() -> int:
    """Score every corpus of the folder and print a table for each."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path)
    options.add_argument("--part", choices=("dev", "test", "all"), default="dev")
    options.add_argument("--errors", type=int, default=0, metavar="N", help="print N wrong and N missed links a kind")
    chosen = options.parse_args()
    gap = [p for p in sorted(chosen.folder.glob("gap-*.tsv")) if _in_part_gap(p, chosen.part)]
    gum = list(enumerate(sorted(chosen.folder.glob("GUM_news_*.conllu"))))
    news = [p for at, p in gum if chosen.part == "all" or (at % 2 == 0) == (chosen.part == "dev")]
    if not gap and not news:
        print(f"no gap-*.tsv and no GUM_news_*.conllu in {chosen.folder}", file=sys.stderr)
        return 2
    for path in gap:
        _print(f"{path.name}: a pronoun and two names", score_gap(path, chosen.errors))
    if news:
        _print(f"GUM news, {len(news)} documents: links to the mention before", score_gum(news, chosen.errors))
    return 0


def _in_part_gap(path: Path, part: str) -> bool:
    return part == "all" or (part == "dev") == ("development" in path.name)


def _print(title: str, tallies: dict[str, Tally]) -> None:
    print(f"\n{title}\n{'':12s} precision  recall      F1   gold   said  right")
    for kind, tally in tallies.items():
        print(f"{kind:12s} {tally.row()}")


def score_gap(path: Path, errors: int) -> dict[str, Tally]:
    """Each name of each row as its own question: is the pronoun this one? By the pronoun's gender, and together."""
    with path.open(encoding="utf-8", newline="") as lines:
        rows = list(csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE))
    tallies = {k: Tally() for k in ("he", "she", "both")}
    shown = Counter[str]()
    for row, reading in zip(rows, tag_texts([r["Text"] for r in rows]), strict=True):
        whose = _actors_at(reading, int(row["Pronoun-offset"]), len(row["Pronoun"]), pronoun=True)
        gender = "he" if row["Pronoun"].lower() in ("he", "him", "his") else "she"
        for name in ("A", "B"):
            gold = row[f"{name}-coref"].upper() == "TRUE"
            said = bool(whose & _actors_at(reading, int(row[f"{name}-offset"]), len(row[name])))
            for tally in (tallies[gender], tallies["both"]):
                tally.gold += gold
                tally.said += said
                tally.right += gold and said
            if gold != said and shown[str(said)] < errors:
                shown[str(said)] += 1
                print(f"{'WRONG' if said else 'MISSED'} {row['Pronoun']} @{row['Pronoun-offset']} = {row[name]}")
                print(f"   {row['Text']}")
    return tallies


def _actors_at(reading: Reading, start: int, size: int, *, pronoun: bool = False) -> set[int]:
    """The actors with a mention that covers the word at `start`."""
    return {
        at
        for at, actor in enumerate(reading.actors)
        for m in actor.mentions
        if (m.form == "pronoun") == pronoun and m.span.start < start + size and start < m.span.end
    }


def score_gum(paths: Sequence[Path], errors: int) -> dict[str, Tally]:
    """Links of the documents by the kind of the mention that refers back."""
    documents = [read_gum(p) for p in paths]
    tallies = {k: Tally() for k in (*KINDS, "all")}
    shown = Counter[tuple[str, str]]()
    for document, reading in zip(documents, tag_texts([d.text for d in documents]), strict=True):
        for kind, verdict, told in judge(document, reading):
            for tally in (tallies[kind], tallies["all"]):
                tally.gold += verdict in ("right", "missed", "misled")
                tally.said += verdict in ("right", "misled", "false")
                tally.right += verdict == "right"
            key = (kind, verdict)
            if verdict != "right" and shown[key] < errors:
                shown[key] += 1
                print(f"{document.name} {kind} {verdict}: {told}")
    return tallies


def judge(document: Document, reading: Reading) -> Iterator[tuple[str, str, str]]:
    """Each link as (kind, verdict, words): right, misled (to the wrong one), false (gold has none), missed."""
    found = _aligned(document, reading)
    before: dict[str, Mention] = {}
    last: dict[int, Mention] = {}
    for mention in document.mentions:
        earlier = before.get(mention.entity)
        anaphoric = earlier is not None and mention.type in _ACTORS
        before[mention.entity] = mention
        said = [last[a] for a in found.get(id(mention), ()) if a in last]
        for a in found.get(id(mention), ()):
            if a not in last or mention.kind in ("name", "noun"):
                last[a] = mention
        told = f"{_around(document.text, mention)} -> {[document.text[s.start : s.end][:40] for s in said]}"
        if any(s.entity == mention.entity for s in said):
            yield mention.kind, "right" if mention.type in _ACTORS else "other", told
        elif said:
            yield mention.kind, "misled" if anaphoric else "false", told
        elif anaphoric:
            yield mention.kind, "missed", told


def _around(text: str, mention: Mention) -> str:
    left = text[max(0, mention.start - 90) : mention.start]
    return f"{left}[[{text[mention.start : mention.end][:60]}]]{text[mention.end : mention.end + 40]}".replace(
        "\n", " "
    )


def _aligned(document: Document, reading: Reading) -> dict[int, tuple[int, ...]]:
    """For each gold mention (by identity) the actors with a mention of the same head and the closest extent."""
    found: dict[int, list[int]] = defaultdict(list)
    for at, actor in enumerate(reading.actors):
        for own in actor.mentions:
            inside = [m for m in document.mentions if own.span.start <= m.head < own.span.end]
            if inside:
                best = max(inside, key=lambda m: _likeness(m, own.span.start, own.span.end))
                if at not in found[id(best)]:
                    found[id(best)].append(at)
    return {key: tuple(actors) for key, actors in found.items()}


def _likeness(mention: Mention, start: int, end: int) -> float:
    common = min(mention.end, end) - max(mention.start, start)
    return common / (max(mention.end, end) - min(mention.start, start))


def read_gum(path: Path) -> Document:
    """A document of CoNLL-U with GUM's `Entity` annotation, its text put together from tokens and paragraphs."""
    document = Document(name=path.stem, text="")
    parts: list[str] = []
    size, paragraph = 0, False
    open_: Open = defaultdict(list)
    block: list[list[str]] = []
    for line in [*path.read_text(encoding="utf-8").splitlines(), ""]:
        if line.startswith("# newpar"):
            paragraph = True
        elif line and not line.startswith("#"):
            block.append(line.split("\t"))
        elif not line and block:
            lead = "" if not parts else "\n\n" if paragraph else " "
            words = _take(document, block, size + len(lead), open_)
            parts += [lead, words]
            size += len(lead) + len(words)
            block, paragraph = [], False
    document.text = "".join(parts)
    document.mentions.sort(key=lambda m: (m.head, m.start))
    return document


def _take(document: Document, block: Sequence[list[str]], start: int, open_: Open) -> str:
    """Add the mentions of one sentence that starts at `start`; give back its words."""
    words, glue, whole = "", True, (0, False)
    for row in block:
        misc = dict(pair.split("=", 1) for pair in row[9].split("|") if "=" in pair)
        if "-" in row[0]:  # a word of several tokens: its parts follow without spaces
            whole = (int(row[0].split("-")[1]), misc.get("SpaceAfter") == "No")
        if not row[0].isdigit():
            continue
        words += ("" if glue else " ") + row[1]
        number = int(row[0])
        glue = number < whole[0] or (whole[1] if number == whole[0] else misc.get("SpaceAfter") == "No")
        at = start + len(words) - len(row[1])
        token = Token(at, at + len(row[1]), number, int(row[6]), row[3], row[1].lower())
        closing: list[str] = []
        for part in _ENTITY.findall(misc.get("Entity", "")):
            fields = part.strip("()").split("-")
            if part.startswith("("):
                open_[fields[0]].append((fields[1], []))
            if part.endswith(")"):
                closing.append(fields[0])
        for _, tokens in (one for stack in open_.values() for one in stack):
            tokens.append(token)
        document.mentions += [_closed(e, *open_[e].pop()) for e in closing if open_[e]]
    return words


def _closed(entity: str, type_: str, tokens: Sequence[Token]) -> Mention:
    """The mention, once all its tokens are known; its head is the first word that hangs on one outside."""
    inside = {t.number for t in tokens}
    head = next((t for t in tokens if t.over not in inside), tokens[-1])
    if head.pos in ("PRON", "DET") and len(tokens) == 1:
        kind = _PRONOUNS.get(head.text, "other")
    else:
        kind = "name" if head.pos == "PROPN" else "noun"
    return Mention(entity=entity, type=type_, start=tokens[0].start, end=tokens[-1].end, head=head.start, kind=kind)


if __name__ == "__main__":
    sys.exit(main())
