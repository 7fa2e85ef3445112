"""Score the moves of Standoff against the marked reports in `corpus/`.

    python bench/corpus.py [FOLDER] [--only SLUG …] [--misses] [--json FILE]

Each invented dispute is read as one record. A marked move is found when a told move of near kind covers half of its
words; a second telling of a marked act is counted apart, neither right nor wrong. Prints precision, recall and F1 with
kinds merged (as the gold scorer merges them), with the same kind, and of those found the share with the right actor,
day and modality.
"""

from __future__ import annotations

import argparse
import json
import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from hashlib import sha256
from pathlib import Path

from marked import Dispute, Marked, MarkedReport, load_dispute
from measured import near, pairs, share_of
from standoff.link.when import bounds
from standoff.model import ReadReport, Report
from standoff.pipeline import build
from standoff.record import Actor, Move, Record
from standoff.tag.reading import tag_texts

ROOT = Path(__file__).resolve().parent.parent
_FILLERS = frozenset(
    [
        "the",
        "a",
        "an",
        "of",
        "and",
        "in",
        "on",
        "at",
        "for",
        "to",
        "his",
        "her",
        "their",
        "its",
        "mr",
        "ms",
        "mrs",
        "dr",
    ]
)


@dataclass(slots=True)
class Score:
    """Counts of one dispute, or of all."""

    gold: int = 0
    said: int = 0
    again: int = 0
    hits: int = 0
    strict: int = 0
    complete: int = 0
    actor: int = 0
    dated: int = 0
    date: int = 0
    modality: int = 0
    parties: int = 0
    known: int = 0
    sided: int = 0
    missed: Counter[str] = field(default_factory=Counter)
    spurious: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)

    def add(self, other: Score) -> None:
        """Add another score's counts to this one."""
        for name in self.__slots__:
            mine, yours = getattr(self, name), getattr(other, name)
            if isinstance(mine, Counter):
                mine.update(yours)
            else:
                setattr(self, name, mine + yours)

    def figures(self) -> dict[str, float]:
        """Precision, recall and F1, and the shares of what was found."""
        told = max(1, self.said - self.again)
        p, r = self.hits / told, self.hits / max(1, self.gold)
        return {
            "precision": p, "recall": r, "f1": f1(p, r),
            "strict": f1(self.strict / told, self.strict / max(1, self.gold)),
            "complete": f1(self.complete / told, self.complete / max(1, self.gold)),
            "actor": self.actor / max(1, self.hits), "date": self.date / max(1, self.dated),
            "modality": self.modality / max(1, self.hits), "known": self.known / max(1, self.parties),
            "side": self.sided / max(1, self.known), "told again": float(self.again),
        }  # fmt: skip


def f1(p: float, r: float) -> float:
    """The harmonic mean."""
    return 2 * p * r / (p + r) if p + r else 0.0


def main() -> int:
    """Read every dispute, print the table."""
    options = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    options.add_argument("folder", type=Path, nargs="?", default=ROOT / "corpus")
    options.add_argument("--only", nargs="*", default=[])
    options.add_argument("--misses", action="store_true", help="print each missed and each spurious move")
    options.add_argument("--json", type=Path)
    chosen = options.parse_args()
    total, rows = Score(), dict[str, dict[str, float]]()
    for folder in sorted(p.parent for p in chosen.folder.glob("*/dispute.toml")):
        if chosen.only and folder.name not in chosen.only:
            continue
        score = score_dispute(load_dispute(folder), chosen.misses)
        rows[folder.name] = score.figures()
        total.add(score)
    rows["all"] = total.figures()
    print(f"{'':28}" + "".join(f"{name:>11}" for name in rows["all"]))
    for name, row in rows.items():
        print(f"{name:28}" + "".join(f"{value:11.3f}" for value in row.values()))
    kinds = sorted(set(total.found) | set(total.missed) | set(total.spurious))
    print(f"\n{'kind':12}{'found':>8}{'missed':>8}{'spurious':>10}")
    for kind in kinds:
        print(f"{kind:12}{total.found[kind]:8}{total.missed[kind]:8}{total.spurious[kind]:10}")
    if chosen.json:
        chosen.json.write_text(json.dumps(rows, indent=1) + "\n", encoding="utf-8")
    return 0


def score_dispute(dispute: Dispute, show: bool = False) -> Score:
    """The counts for one dispute, read as one record."""
    texts = [r.text for r in dispute.reports]
    read = [
        ReadReport(
            report=Report(
                id=r.name, sha256=sha256(r.text.encode()).hexdigest(), text=r.text, given_published=r.published
            ),
            reading=reading,
        )
        for r, reading in zip(dispute.reports, tag_texts(texts), strict=True)
    ]
    record = build(read, dispute.slug)
    aliases = {a.name: (a.name, *a.aliases) for a in record.actors}
    score = Score()
    for report in dispute.reports:
        said = [m for m in record.moves if m.report == report.name]
        score.add(_score_report(dispute, report, said, aliases, show))
    _score_parties(dispute, record, score, show)
    return score


def _score_parties(dispute: Dispute, record: Record, score: Score, show: bool) -> None:
    """Count the parties that an actor of the record stands for, and those whose side is right.

    An actor whose names belong to parties of different sides is wrong for all of them.
    """
    for name, forms in dispute.names.items():
        score.parties += 1
        mine = {_telling(form) for form in forms if _is_name(form)}
        actors = [a for a in record.actors if mine & _names(a)]
        if not actors:
            continue
        score.known += 1
        sides = {side for a in actors for side in _sides(dispute, a) | {a.side}} - {"unknown"}
        right = sides == {dispute.sides[name]}
        score.sided += right
        if show and not right:
            told = "; ".join(f"{a.name} ({a.side}: {', '.join(a.aliases[:6])})" for a in actors)
            print(f"SIDE {dispute.slug} {name} is {dispute.sides[name]}, told as {told}")


def _is_name(form: str) -> bool:
    """Whether a form names one party alone and no office that many hold: "the minister", "Union" do not."""
    return " " in form.strip() or form.isupper()


def _names(actor: Actor) -> set[frozenset[str]]:
    return {_telling(form) for form in (actor.name, *actor.aliases) if _is_name(form)}


def _sides(dispute: Dispute, actor: Actor) -> set[str]:
    """The sides of all marked parties that this actor goes by the name of."""
    return {
        dispute.sides[party]
        for party, forms in dispute.names.items()
        if _names(actor) & {_telling(form) for form in forms if _is_name(form)}
    }


def _score_report(
    dispute: Dispute, report: MarkedReport, said: Sequence[Move], aliases: dict[str, tuple[str, ...]], show: bool
) -> Score:
    score = Score(gold=len(report.moves), said=len(said))
    found = pairs([[_likeness(g, g.span, s, dispute, aliases) for s in said] for g in report.moves])
    for number, other in found:
        gold, told = report.moves[number], said[other]
        right, day = same_actor(gold.actor, told.actor, dispute, aliases), same_day(gold.when, told.when)
        score.hits += 1
        score.strict += _same_kind(gold.kind, told.kind)
        score.actor += right
        score.dated += gold.when is not None
        score.date += gold.when is not None and day
        score.complete += _same_kind(gold.kind, told.kind) and right and (gold.when is None or day)
        score.modality += gold.modality == told.modality
        score.found[gold.kind] += 1
    matched, used = {i for i, _ in found}, {j for _, j in found}
    for number, gold in enumerate(report.moves):
        if number not in matched:
            score.missed[gold.kind] += 1
            if show:
                print(f"MISS {dispute.slug}/{report.name} {gold.kind} {gold.actor}: {report.text[slice(*gold.span)]!r}")
    tellings = [(g, span) for g in report.moves for span in g.also]
    for number, told in enumerate(said):
        if number in used:
            continue
        if any(_likeness(g, span, told, dispute, aliases) > 0 for g, span in tellings):
            score.again += 1
            continue
        score.spurious[told.kind] += 1
        if show:
            words = " / ".join(report.text[p.start : p.end] for p in told.evidence)
            print(f"SPUR {dispute.slug}/{report.name} {told.kind} {told.rule} {told.score}: {words!r}")
    return score


def _likeness(
    gold: Marked, span: tuple[int, int], told: Move, dispute: Dispute, aliases: dict[str, tuple[str, ...]]
) -> float:
    """How well a told move matches a marked one: 0 below half of the words, more for kind and actor."""
    share = share_of(span, [(p.start, p.end) for p in told.evidence]) if near(gold.kind, told.kind) else 0.0
    return share + (gold.kind == told.kind) + same_actor(gold.actor, told.actor, dispute, aliases) if share else 0.0


def _same_kind(gold: str, told: str) -> bool:
    """Whether two kinds are one; offer and promise count as one."""
    return gold == told or {gold, told} == {"offer", "promise"}


def same_actor(gold: str | None, told: str | None, dispute: Dispute, aliases: dict[str, tuple[str, ...]]) -> bool:
    """Whether the told actor, under any of its names, is the marked one, or for joint actors one of them."""
    if not gold or not told:
        return not gold and not told
    mine = [_telling(n) for part in gold.split(" + ") for n in dispute.names[part]]
    yours = [_telling(n) for part in told.split(" + ") for n in aliases.get(part, (part,))]
    return any(a and b and (a <= b or b <= a or 2 * len(a & b) >= len(a | b)) for a in mine for b in yours)


def _telling(name: str) -> frozenset[str]:
    found = (w for w in re.findall(r"[a-z0-9]+", name.lower()) if w not in _FILLERS)
    return frozenset(w[:-1] if len(w) > 3 and w.endswith("s") and not w.endswith("ss") else w for w in found)


def same_day(gold: str | None, told: str | None) -> bool:
    """Whether two EDTF dates overlap and the told one is not much vaguer."""
    mine, yours = bounds(gold), bounds(told)
    if mine is None or yours is None:
        return False
    meet = mine[0] <= yours[1] and yours[0] <= mine[1]
    return meet and (yours[1] - yours[0]).days <= 2 * (mine[1] - mine[0]).days + 2


if __name__ == "__main__":
    raise SystemExit(main())
