"""A stand-in for the tagger and the ledger, so that reading and storing are tested alone and fast."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

import pytest

from standoff.decisions import Decision
from standoff.model import Reading, ReadReport, Sentence, Span
from standoff.record import Made, Record, ReportLine, Threads, Unread


def plain_reading(text: str) -> Reading:
    """A reading with one sentence, the first line of the text, and nothing else."""
    first = text.strip().splitlines()[0]
    start = text.index(first)
    return Reading(
        tagger="stub",
        language="en",
        title=None,
        stamped=None,
        printed=None,
        set_aside=(),
        sentences=(Sentence(span=Span.of(text, start, start + len(first)), paragraph=0),),
        times=(),
        actors=(),
        statements=(),
        moves=(),
        tallies=(),
    )


@dataclass
class StubPipeline:
    """What `standoff.intake` calls, without a model; `tagged` holds every text that was tagged."""

    TAGGER_VERSION: str = "stub-1"
    tagged: list[str] = field(default_factory=list)

    def tag_texts(self, texts: Iterable[str]) -> Iterator[Reading]:
        for text in texts:
            self.tagged.append(text)
            yield plain_reading(text)

    def build(
        self,
        reports: Sequence[ReadReport],
        dispute: str | None,
        decisions: Sequence[Decision] = (),
        min_score: float = 0.0,
    ) -> Record:
        return Record(
            dispute=dispute,
            as_of=None,
            made_by=Made(standoff="0", tagger=self.TAGGER_VERSION, min_score=min_score),
            reports=tuple(_line(read) for read in reports),
            actors=(),
            statements=(),
            times=(),
            moves=(),
            happenings=(),
            threads=Threads(),
            tallies=(),
            disagreements=(),
            copies=(),
            texts={read.report.id: read.report.text for read in reports},
        )


def _line(read: ReadReport) -> ReportLine:
    report, sentence = read.report, read.reading.sentences[0].span
    return ReportLine(
        id=report.id,
        sha256=report.sha256,
        sources=report.sources,
        source=report.given_source,
        title=None,
        published=report.given_published,
        stamped=None,
        published_basis="given" if report.given_published else "unknown",
        why=(),
        language="en",
        set_aside=(),
        noted=(),
        unread=(Unread(start=sentence.start, end=sentence.end),),
    )


@pytest.fixture
def stub_pipeline(monkeypatch: pytest.MonkeyPatch) -> StubPipeline:
    """The stand-in, in place of the real stages for one test."""
    from standoff import intake  # here, so that a test of one stage alone does not import them all

    stub = StubPipeline()
    monkeypatch.setattr(intake, "pipeline", stub)
    return stub
