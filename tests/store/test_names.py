"""Report ids: from the set of sources alone."""

from __future__ import annotations

import hashlib

from hypothesis import given
from hypothesis import strategies as st

from standoff.store.names import Named, Origin, name_reports


def digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()


def origin(name: str, parent: str, text: str, place: str = "", **more: str) -> Origin:
    return Origin(
        locator=digest(place or f"{parent}/{name}"),
        names=((name, parent),),
        sha256=digest(text),
        version=1,
        given_published=more.get("given_published"),
    )


def ids(*origins: Origin) -> dict[str, tuple[str, ...]]:
    return {named.id: named.sources for named in name_reports(origins)}


def test_the_name_alone_where_it_is_enough() -> None:
    assert ids(origin("b.txt", "post", "B"), origin("sub/a.txt", "times", "A")) == {
        "b.txt": ("b.txt",),
        "sub/a.txt": ("sub/a.txt",),
    }


def test_two_reports_of_one_name_both_get_their_folder() -> None:
    assert ids(origin("1.txt", "post", "A"), origin("1.txt", "times", "B")) == {
        "post/1.txt": ("1.txt",),
        "times/1.txt": ("1.txt",),
    }


def test_the_same_bytes_are_one_report_with_two_sources() -> None:
    assert ids(origin("wire.txt", "post", "A"), origin("agency/brief.txt", "times", "A")) == {
        "wire.txt": ("agency/brief.txt", "wire.txt")
    }
    assert ids(origin("1.txt", "post", "A"), origin("1.txt", "times", "A")) == {"1.txt": ("post/1.txt", "times/1.txt")}


def test_a_digest_parts_what_folders_cannot() -> None:
    found = ids(origin("1.txt", "post", "A", "/x/post"), origin("1.txt", "post", "B", "/y/post"))
    assert set(found) == {f"post/1.txt~{digest('A')[:8]}", f"post/1.txt~{digest('B')[:8]}"}


def test_a_folder_put_before_may_collide_with_a_path() -> None:
    found = ids(
        origin("1.txt", "post", "A"), origin("1.txt", "times", "B"), origin("post/1.txt", "all", "C"),
    )  # fmt: skip
    assert set(found) == {f"post/1.txt~{digest('A')[:8]}", f"post/1.txt~{digest('C')[:8]}", "times/1.txt"}


names = st.sampled_from(["a", "b", "x/a", "x/b", "y/x/a", f"a~{digest('0')[:8]}"])
origins = st.lists(
    st.builds(
        Origin,
        locator=st.integers(0, 30).map(lambda n: digest(str(n))),
        names=st.lists(st.tuples(names, st.sampled_from(["x", "y", ""])), min_size=1, max_size=2).map(tuple),
        sha256=st.integers(0, 5).map(lambda n: digest(str(n))),
        version=st.integers(1, 3),
    ),
    unique_by=lambda o: o.locator,
    max_size=12,
)


@given(origins, st.randoms(use_true_random=False))
def test_ids_are_unique_and_do_not_depend_on_order(given_: list[Origin], random: object) -> None:
    named = name_reports(given_)
    assert len({n.id for n in named}) == len(named) == len({o.sha256 for o in given_})
    assert list(named) == sorted(named, key=lambda n: n.id)
    shuffled = given_[:]
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    assert name_reports(shuffled) == named
    assert all(isinstance(n, Named) and n.sources for n in named)
