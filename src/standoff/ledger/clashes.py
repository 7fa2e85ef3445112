"""What the chronology found that cannot all be right, as disagreements of the record."""

from __future__ import annotations

from collections.abc import Iterator

from standoff.ledger.scene import Scene
from standoff.link.settle import line_id
from standoff.record import Disagreement, Evidence, Value


def clashed(scene: Scene) -> Iterator[Disagreement]:
    """One disagreement for each clash of times whose passages stand in the reports at hand."""
    here = {r.report.id for r in scene.linked.reports}
    for clash in scene.linked.chronology.clashes:
        if all(e.report in here for v in clash.values for e in v.evidence):
            values = tuple(_value(scene, v.value, v.evidence) for v in clash.values)
            slot = f"{clash.values[0].evidence[0].report}.times"
            yield Disagreement(
                id=line_id("x", slot, clash.about, *(v.value for v in values)),
                about=clash.about,
                slot=slot,
                values=values,
            )


def _value(scene: Scene, value: str, evidence: tuple[Evidence, ...]) -> Value:
    return Value(
        value=value,
        reports=tuple(sorted({e.report for e in evidence})),
        origins=tuple(sorted({scene.origin(e) for e in evidence})),
        evidence=tuple(sorted(set(evidence))),
    )
