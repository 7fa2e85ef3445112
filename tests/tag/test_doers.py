"""Who acts where a sentence names nobody, and what stays open."""

import pytest

from standoff.tag.reading import tag_texts

LEAD = (
    "The Alder Porters' Union went on strike at Calder Ferries on Monday. The union said Calder Ferries had ignored "
    "its demands. The company, Calder Ferries, said the union had been told of its offer.\n\n"
)
UNION, FIRM = "Alder Porters' Union", "Calder Ferries"
CASES = [
    ("Talks will resume on Friday.", "talks", {UNION, FIRM}),
    ("The strike was suspended on Sunday.", "suspend", {UNION}),
    ("The demand was rejected on Sunday.", "refuse", {FIRM}),
]


@pytest.mark.parametrize(("text", "kind", "doers"), CASES)
def test_acts_of_nobody_named(text: str, kind: str, doers: set[str]) -> None:
    (reading,) = tag_texts([LEAD + text])
    told = [m for m in reading.moves if m.kind == kind and m.evidence[0].start >= len(LEAD)]
    assert [{reading.actors[a].name for a in m.actors} for m in told] == [doers]


def test_somebody_else_is_not_taken_for_a_party() -> None:
    (reading,) = tag_texts([LEAD + "Wenders Guild rejected it."])
    told = [m for m in reading.moves if m.kind == "refuse" and m.evidence[0].start >= len(LEAD)]
    assert not {reading.actors[a].name for m in told for a in m.actors} & {UNION, FIRM}


def test_without_parties_it_stays_open() -> None:
    (reading,) = tag_texts(["Talks will resume on Friday."])
    assert all(m.actors == () for m in reading.moves)
