"""Learn the weights of `standoff.tag.moves.judge` from the marked reports in `corpus/`.

    python bench/learn.py [FOLDER …] [--folds K] [-o FILE]

Every word that may tell a move becomes an example: its clues, and the kind of the mark it stands for, or "none". The
model is a multinomial logistic regression (Hastie, Tibshirani & Friedman, 2009, 4.4) with an L2 penalty. Cross
validation leaves out whole disputes. The same reports give the same weights: nothing in it is random.
"""

from __future__ import annotations

import argparse
from collections import Counter
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import numpy as np
from scipy import sparse
from sklearn.linear_model import LogisticRegression
from spacy.tokens import Token

from marked import Marked, load_dispute
from standoff.tag.actors import find_cast
from standoff.tag.asides import set_aside
from standoff.tag.moves import detail, syntax
from standoff.tag.moves.clues import Setting
from standoff.tag.moves.judge import NEAR, NONE, Weights, candidates, key
from standoff.tag.moves.match import possible, resolve
from standoff.tag.moves.speech import Voices
from standoff.tag.parse import Parsed, ParsedSentence, parse
from standoff.tag.sentences import sentences
from standoff.tag.statements import find_statements

ROOT = Path(__file__).resolve().parent.parent
TARGET = ROOT / "src" / "standoff" / "data" / "moves" / "weights.npz"
STRENGTH = 0.3
"""Inverse of the L2 penalty: the best of 0.15, 0.3 and 0.6 in cross validation."""
SEEN = 2
"""Examples a clue must stand in to be learned."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One word that may tell a move: where it stands, the passage it would give, its clues, what frames say."""

    at: int
    passage: tuple[int, int]
    depth: int
    clues: tuple[str, ...]
    frames: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    """One marked report with its words and the label of each; None for a word that is left out of learning."""

    dispute: str
    name: str
    text: str
    moves: tuple[Marked, ...]
    words: tuple[Word, ...]
    labels: tuple[str | None, ...]


def main() -> int:
    """Learn, say how well it does on disputes left out, and write the weights."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folders", type=Path, nargs="*", default=[ROOT / "corpus"])
    options.add_argument("--folds", type=int, default=5, help="0: no cross validation")
    options.add_argument("-o", "--output", type=Path, default=TARGET)
    chosen = options.parse_args()
    examples = list(read(chosen.folders))
    words, moves = sum(len(e.words) for e in examples), sum(len(e.moves) for e in examples)
    print(f"{len(examples)} reports, {words} words that may tell a move, {moves} moves")
    if chosen.folds:
        validate(examples, chosen.folds)
    learned = learn(examples)
    chosen.output.parent.mkdir(parents=True, exist_ok=True)
    np.savez_compressed(
        chosen.output,
        keys=np.array(list(learned.rows), dtype=np.uint32),
        matrix=learned.matrix, scale=learned.scale, bias=learned.bias, kinds=np.array(learned.kinds),
    )  # fmt: skip
    print(f"{len(learned.rows)} clues, {chosen.output.stat().st_size / 1e6:.2f} MB in {chosen.output}")
    return 0


def read(folders: Iterable[Path]) -> Iterator[Example]:
    """The examples of all marked reports below these folders, in the order of their names."""
    for folder in sorted(p.parent for f in folders for p in f.glob("*/dispute.toml")):
        dispute = load_dispute(folder)
        for report in dispute.reports:
            words = tuple(look(report.text))
            yield Example(
                dispute=dispute.slug, name=report.name, text=report.text, moves=report.moves, words=words,
                labels=tuple(label(words, report.moves)),
            )  # fmt: skip


def look(text: str) -> Iterator[Word]:
    """The words of a text that may tell a move."""
    asides = set_aside(text)
    parsed: Parsed = next(parse([(text, sentences(text, asides))]))
    cast = find_cast(parsed)
    voices = Voices(find_statements(parsed, cast), cast)
    for sentence in parsed.sentences:
        if sentence.sentence.span.quote.rstrip("\"'”’ ").endswith("?"):
            continue
        found = possible(sentence, cast, _spoken(voices, sentence))
        setting = Setting(sentence, cast, found, resolve(found))
        triggers = frozenset(m.trigger.i for m in setting.told)
        for token, names in candidates(setting, voices):
            verb = token.pos_ in {"VERB", "AUX"}
            mine = [m for m in found if m.trigger.i == token.i]
            things = mine[0].complements if mine else syntax.objects(token) if verb else ()
            doers = syntax.subjects(token)[0] if verb else ()
            passage = detail.evidence(sentence, token, doers, things, 0, triggers)
            yield Word(
                at=sentence.start + token.idx, passage=(passage.start, passage.end),
                depth=len(list(token.ancestors)), clues=tuple(names), frames=tuple(m.kind for m in mine),
            )  # fmt: skip


def _spoken(voices: Voices, sentence: ParsedSentence) -> Callable[[Token], bool]:
    return lambda token: voices.at(sentence.start + token.idx) is not None


def label(words: Sequence[Word], moves: Sequence[Marked]) -> list[str | None]:
    """For each word the kind it tells; other words that would show the same mark are None, neither right nor wrong."""
    labels: list[str | None] = [NONE] * len(words)
    spans = sorted(((m.kind, s) for m in moves for s in (m.span, *m.also)), key=lambda x: x[1][1] - x[1][0])
    for kind, span in spans:
        fits = [(_fit(w, kind, span) - (labels[n] != NONE), -n) for n, w in enumerate(words)]
        best, place = max(fits, default=(0.0, 0))
        if best <= 0:
            continue
        if labels[-place] in {NONE, None}:
            labels[-place] = kind
        for n, word in enumerate(words):
            if labels[n] == NONE and span[0] <= word.at < span[1] and covers(word.passage, span) >= 0.5:
                labels[n] = None
    return labels


def _fit(word: Word, kind: str, span: tuple[int, int]) -> float:
    """How well the word stands for the marked passage."""
    inside, share = span[0] <= word.at < span[1], covers(word.passage, span)
    if not inside and share < 0.5:
        return 0.0
    agreed = share >= 0.5 and any(NEAR.get(f, f) == NEAR.get(kind, kind) for f in word.frames)
    alike = _overlap(word.passage, span) / (max(word.passage[1], span[1]) - min(word.passage[0], span[0]))
    return 1.0 + alike + 0.3 * inside + 0.5 * agreed + 0.2 * (share >= 0.5) - 0.02 * word.depth


def _overlap(a: tuple[int, int], b: tuple[int, int]) -> int:
    return max(0, min(a[1], b[1]) - max(a[0], b[0]))


def covers(passage: tuple[int, int], span: tuple[int, int]) -> float:
    """The share of the marked span that the passage covers."""
    return _overlap(passage, span) / max(1, span[1] - span[0])


def learn(examples: Sequence[Example]) -> Weights:
    """The weights that fit these examples best, rounded to eight bits a column."""
    pairs = [(w.clues, kind) for e in examples for w, kind in zip(e.words, e.labels, strict=True) if kind is not None]
    counts = Counter(name for names, _ in pairs for name in set(names))
    columns = {name: n for n, name in enumerate(sorted(n for n, c in counts.items() if c >= SEEN))}
    cells = [(row, columns[name]) for row, (names, _) in enumerate(pairs) for name in names if name in columns]
    table = sparse.csr_matrix(
        (np.ones(len(cells), dtype=np.float32), tuple(np.array(cells).T)), shape=(len(pairs), len(columns))
    )
    model: Any = LogisticRegression(C=STRENGTH, max_iter=150, tol=1e-3).fit(table, [kind for _, kind in pairs])
    dense = model.coef_.T
    scale = np.abs(dense).max(axis=0) / 127
    return Weights(
        kinds=tuple(str(k) for k in model.classes_),
        rows={key(name): n for name, n in columns.items()},
        matrix=np.round(dense / scale).astype(np.int8),
        scale=scale.astype(np.float32),
        bias=model.intercept_.astype(np.float32),
    )


def validate(examples: Sequence[Example], folds: int) -> None:
    """Print precision and recall on disputes left out, and how far the chances can be trusted."""
    disputes = sorted({e.dispute for e in examples})
    weighed: list[tuple[Example, Any, tuple[str, ...]]] = []
    for fold in range(folds):
        held = set(disputes[fold::folds])
        known = learn([e for e in examples if e.dispute not in held])
        weighed += [(e, known.chances([w.clues for w in e.words]), known.kinds) for e in examples if e.dispute in held]
    print("chance  precision  recall     f1")
    for least in (0.2, 0.25, 0.3, 0.35, 0.4, 0.5, 0.6, 0.7):
        said = hits = marked = 0
        for example, chances, kinds in weighed:
            right, told = _score(example, chances, kinds, least)
            hits, said, marked = hits + right, said + told, marked + len(example.moves)
        p, r = hits / max(1, said), hits / max(1, marked)
        print(f"{least:6.2f} {p:10.3f} {r:7.3f} {2 * p * r / (p + r) if p + r else 0:6.3f}")
    print("chance said to be  words  right")
    for low in np.arange(0.1, 1.0, 0.1):
        judged = [right for e, c, k in weighed for right, chance in _judged(e, c, k) if low <= chance < low + 0.1]
        print(f"{low:8.1f} to {low + 0.1:.1f} {len(judged):8} {sum(judged) / max(1, len(judged)):6.2f}")


def merged(row: Any, kinds: Sequence[str]) -> tuple[str, float]:
    """The likeliest kind, near kinds taken together, and its chance."""
    near: Counter[str] = Counter()
    for kind, chance in zip(kinds, row, strict=True):
        if kind != NONE:
            near[NEAR.get(kind, kind)] += chance
    return near.most_common(1)[0]


def _judged(example: Example, chances: Any, kinds: Sequence[str]) -> Iterator[tuple[bool, float]]:
    for row, kind in zip(chances, example.labels, strict=True):
        best, chance = merged(row, kinds)
        if kind is not None:
            yield NEAR.get(kind, kind) == best, chance


def _score(example: Example, chances: Any, kinds: Sequence[str], least: float) -> tuple[int, int]:
    """How many moves told at this chance are marked, and how many are told; second tellings are not counted."""
    told = sorted(
        ((merged(row, kinds), w) for row, w in zip(chances, example.words, strict=True)), key=lambda x: -x[0][1]
    )
    kept: list[tuple[str, Word]] = []
    for (kind, chance), word in told:
        twice = any(
            k == kind and max(covers(w.passage, word.passage), covers(word.passage, w.passage)) > 0.6 for k, w in kept
        )
        if chance >= least and not twice:
            kept.append((kind, word))
    free = set(range(len(kept)))
    hits = 0
    for move in example.moves:
        fits = [n for n in sorted(free) if _shows(kept[n], move.kind, move.span)]
        if fits:
            hits += 1
            free.discard(fits[0])
    again = sum(any(_shows(kept[n], m.kind, s) for m in example.moves for s in m.also) for n in free)
    return hits, len(kept) - again


def _shows(told: tuple[str, Word], kind: str, span: tuple[int, int]) -> bool:
    return told[0] == NEAR.get(kind, kind) and covers(told[1].passage, span) >= 0.5


if __name__ == "__main__":
    raise SystemExit(main())
