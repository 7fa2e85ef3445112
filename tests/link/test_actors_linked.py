"""One actor under several names: what is joined, what never is, and that the order of reports does not matter."""

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.link.actors import unify_actors
from standoff.link.linked import ActorLinks
from standoff.model import ActorKind, Mention, Reading, ReadReport, Report, Side, Span, TaggedActor
from standoff.record import Actor


def person(name: str, role: str | None = None, side: Side = "unknown", home: str | None = None) -> TaggedActor:
    return actor(name, "person", side, role=role, home=home)


def actor(
    name: str, kind: ActorKind, side: Side = "unknown", *aliases: str, role: str | None = None, home: str | None = None
) -> TaggedActor:
    at = Mention(span=Span(start=0, end=len(name), quote=name), form="name")
    return TaggedActor(
        name=name, kind=kind, aliases=aliases, role=role, affiliation=home, side_guess=side, mentions=(at,)
    )


def link(*reports: Sequence[TaggedActor]) -> ActorLinks:
    return unify_actors([report(f"r{i}", actors) for i, actors in enumerate(reports)])


def report(name: str, actors: Sequence[TaggedActor]) -> ReadReport:
    reading = Reading(
        tagger="t",
        language="en",
        title=None,
        stamped=None,
        printed=None,
        set_aside=(),
        sentences=(),
        times=(),
        actors=tuple(actors),
        statements=(),
        moves=(),
        tallies=(),
    )
    return ReadReport(report=Report(id=name, sha256="", text=""), reading=reading)


def only(links: ActorLinks) -> Actor:
    assert len(links.actors) == 1, [a.name for a in links.actors]
    return links.actors[0]


PAIRS = [
    row.split("\t")
    for row in (Path(__file__).parent / "name_pairs.tsv").read_text("utf-8").splitlines()
    if not row.startswith("#")
]


@pytest.mark.parametrize("pair", PAIRS, ids=lambda p: f"{p[1]}: {p[2]} / {p[4]}")
def test_pairs_of_names(pair: list[str]) -> None:
    verdict, _, one, role, two, other = pair
    links = link([person(one, None if role == "-" else role)], [person(two, None if other == "-" else other)])
    assert len(links.actors) == (1 if verdict == "same" else 2)


SAME = [
    ("initials", person("N S Obuya"), person("Nathan Simiyu Obuya"), "Nathan Simiyu Obuya"),
    ("surname alone", person("Obuya"), person("Nathan Obuya"), "Nathan Obuya"),
    ("short first name", person("Rob Ashdown"), person("Robert Ashdown"), "Robert Ashdown"),
    ("honorific", person("Dr Lindiwe Khumalo"), person("Lindiwe Khumalo"), "Dr Lindiwe Khumalo"),
    ("spelling", person("Tatiana Voronova"), person("Tatyana Voronova"), "Tatiana Voronova"),
    (
        "abbreviation",
        actor("FTW", "organisation", "protesters"),
        actor("Federation of Tram Workers", "organisation", "protesters"),
        "Federation of Tram Workers",
    ),
    (
        "firm without its ending",
        actor("Calder", "organisation", "authority"),
        actor("Calder Rail Ltd", "organisation", "authority"),
        "Calder Rail Ltd",
    ),
    (
        "bare government",
        actor("government", "government body", "authority"),
        actor("Nyanza government", "government body", "authority"),
        "Nyanza government",
    ),
    (
        "rank left out",
        actor("nurses", "group", "protesters"),
        actor("ward nurses", "group", "protesters"),
        "ward nurses",
    ),
    (
        "synonyms",
        actor("medics", "group", "protesters"),
        actor("junior doctors", "group", "protesters"),
        "junior doctors",
    ),
    (
        "general word",
        actor("protesters", "group", "protesters"),
        actor("bus drivers", "group", "protesters"),
        "bus drivers",
    ),
    (
        "bare union",
        actor("union", "organisation", "protesters"),
        actor("Tram Workers' Union", "organisation", "protesters"),
        "Tram Workers' Union",
    ),
    (
        "one department",
        actor("health department", "government body", "authority"),
        actor("health department", "government body"),
        "health department",
    ),
    (
        "a department and whose it is",
        actor("health department", "government body", "authority"),
        actor("Nyanza's health department", "government body", "authority"),
        "Nyanza's health department",
    ),
    (
        "the state",
        actor("government", "government body", "authority", "state"),
        actor("Nyanza government", "government body", "authority"),
        "Nyanza government",
    ),
    (
        "a union by its trade",
        actor("dockers’ union", "organisation", "protesters"),
        actor("Dockers' and Quay Workers' Union", "organisation", "protesters"),
        "Dockers' and Quay Workers' Union",
    ),
    (
        "bare court",
        actor("court", "court", "third party"),
        actor("Maritime Labour Court", "court", "third party"),
        "Maritime Labour Court",
    ),
    (
        "a ministry cut short",
        actor("Department of Health", "government body", "authority"),
        actor("Department of Health and Care", "government body", "authority"),
        "Department of Health and Care",
    ),
    (
        "office over something",
        person("director of operations", "director of operations", "authority"),
        person("Tobias Crane", "director of operations", "authority"),
        "Tobias Crane",
    ),
    (
        "bare office held by one",
        person("Health Secretary", "Health Secretary", "authority"),
        person("Mina Farrow", "Health Secretary", "authority"),
        "Mina Farrow",
    ),
]


@pytest.mark.parametrize(("a", "b", "name"), [c[1:] for c in SAME], ids=[c[0] for c in SAME])
def test_joined(a: TaggedActor, b: TaggedActor, name: str) -> None:
    one = only(link([a], [b]))
    assert one.name == name
    assert {one.name, *one.aliases} >= {a.name, b.name}
    assert one.reports == ("r0", "r1")
    assert one.why


APART = [
    ("surnames differ", person("Mina Farrow"), person("Mina Farrell")),
    ("first names differ", person("Mina Farrow"), person("Tobias Farrow")),
    (
        "the shadow of an office",
        person("Mina Farrow", "Shadow Health Secretary"),
        person("Health Secretary", "Health Secretary"),
    ),
    ("surname alone on the other side", person("Farrow", None, "protesters"), person("Mina Farrow", None, "authority")),
    ("two occupations", actor("nurses", "group", "protesters"), actor("doctors", "group", "protesters")),
    ("two ranks", actor("junior doctors", "group", "protesters"), actor("senior doctors", "group")),
    (
        "a department across sides",
        actor("harbour department", "government body", "protesters"),
        actor("harbour department", "government body", "authority"),
    ),
    ("groups across sides", actor("officials", "group", "authority"), actor("officials", "group", "third party")),
    (
        "part and whole",
        actor("Tram Workers' Union", "organisation", "protesters"),
        actor("Tram Workers' Union Executive Committee", "organisation", "protesters"),
    ),
    (
        "abbreviation across sides",
        actor("FTW", "organisation", "authority"),
        actor("Federation of Tram Workers", "organisation", "protesters"),
    ),
    (
        "the centre and the state",
        actor("central government", "government body", "authority"),
        actor("state government", "government body", "authority"),
    ),
]


@pytest.mark.parametrize(("a", "b"), [c[1:] for c in APART], ids=[c[0] for c in APART])
def test_kept_apart(a: TaggedActor, b: TaggedActor) -> None:
    links = link([a], [b])
    assert len(links.actors) == 2
    assert len({x.name for x in links.actors}) == 2


def test_office_that_changed_hands_joins_nobody() -> None:
    links = link(
        [person("Mina Farrow", "Health Secretary")],
        [person("Tobias Crane", "Health Secretary")],
        [person("Health Secretary", "Health Secretary")],
    )
    assert sorted(a.name for a in links.actors) == ["Health Secretary", "Mina Farrow", "Tobias Crane"]


def test_surname_of_two_people_goes_by_role() -> None:
    links = link([person("Mina Farrow", "president"), person("Tobias Farrow", "mayor")], [person("Farrow", "mayor")])
    assert links.names["r1", 0] == "Tobias Farrow"


def test_two_governments_leave_the_bare_one_alone() -> None:
    links = link(
        [actor("Nyanza government", "government body", "authority")],
        [actor("Busia government", "government body", "authority")],
        [actor("government", "government body", "authority")],
    )
    assert len(links.actors) == 3


def test_workers_of_a_firm_are_the_workers() -> None:
    links = link(
        [actor("workers", "group", "protesters"), actor("Calder", "organisation", "authority")],
        [actor("Calder workers", "group", "protesters")],
    )
    assert sorted(a.name for a in links.actors) == ["Calder", "workers"]


def test_same_name_twice_is_told_apart() -> None:
    links = link([actor("officials", "group", "authority")], [actor("officials", "group", "third party")])
    assert sorted(a.name for a in links.actors) == ["officials (authority)", "officials (third party)"]


def test_sides_are_voted() -> None:
    cast = [[person("Mina Farrow", None, side)] for side in ("authority", "authority", "protesters", "unknown")]
    assert only(link(*cast)).side == "authority"


def test_ids_are_hashes_of_names() -> None:
    one = only(link([person("Mina Farrow")]))
    assert one.id == "a" + hashlib.sha256(b"Mina Farrow").hexdigest()[:8]


FORMS = [
    person("Mina Farrow", "minister", "authority"),
    person("Farrow", None, "authority"),
    person("M. Farrow"),
    person("minister", "minister", "authority"),
    person("Tobias Crane", "president", "protesters", "FTW"),
    actor("FTW", "organisation", "protesters"),
    actor("Federation of Tram Workers", "organisation", "protesters", "union"),
    actor("union", "organisation", "protesters"),
    actor("government", "government body", "authority"),
    actor("Nyanza government", "government body", "authority"),
    actor("state government", "government body", "authority"),
    actor("drivers", "group", "protesters"),
    actor("tram drivers", "group"),
    actor("protesters", "group", "protesters"),
    actor("workers", "group"),
    actor("officials", "group", "authority"),
    actor("Calder", "organisation", "authority"),
    actor("Calder Rail Ltd", "organisation"),
    actor("company", "organisation", "authority"),
    actor("High Court", "court", "third party"),
]


@settings(deadline=None, max_examples=60)
@given(
    st.lists(st.lists(st.sampled_from(FORMS), max_size=6, unique_by=lambda a: a.name), min_size=1, max_size=6),
    st.randoms(use_true_random=False),
)
def test_order_of_reports_does_not_matter(casts: list[list[TaggedActor]], shuffler: object) -> None:
    reports = [report(f"r{i}", c) for i, c in enumerate(casts)]
    turned = list(reports)
    shuffler.shuffle(turned)  # type: ignore[attr-defined]
    links = unify_actors(reports)
    assert unify_actors(turned) == links
    assert set(links.names) == {(r.report.id, i) for r in reports for i in range(len(r.reading.actors))}
    names = [a.name for a in links.actors]
    assert len(set(names)) == len(names)
    assert set(links.names.values()) == set(names)
    assert len({a.id for a in links.actors}) == len(names)
