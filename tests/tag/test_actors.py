"""Actors of one report: names from many places, nouns and pronouns that stand for them, and their sides."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from standoff.model import TaggedActor
from standoff.tag.actors import find_cast
from standoff.tag.asides import set_aside
from standoff.tag.cast import Cast
from standoff.tag.parse import Parsed, parse
from standoff.tag.sentences import sentences

CASES: list[dict[str, Any]] = tomllib.loads((Path(__file__).parent / "actors_cases.toml").read_text("utf-8"))["case"]
FOUND = [pytest.param(c["name"], f, id=f"{c['name']}: {f['name']}") for c in CASES for f in c["find"]]


def read(text: str) -> tuple[Parsed, Cast]:
    parsed = next(iter(parse([(text, sentences(text, set_aside(text)))])))
    return parsed, find_cast(parsed)


@cache
def cast_of(name: str) -> Cast:
    return read(next(c["text"] for c in CASES if c["name"] == name))[1]


def named(cast: Cast, name: str) -> TaggedActor | None:
    wanted = name.lower()
    exact = [a for a in cast.actors if a.name.lower() == wanted]
    return next(iter(exact or [a for a in cast.actors if wanted in {x.lower() for x in a.aliases}]), None)


@pytest.mark.parametrize(("case", "want"), FOUND)
def test_actor_is_found(case: str, want: dict[str, Any]) -> None:
    cast = cast_of(case)
    actor = named(cast, want["name"])
    assert actor is not None, [a.name for a in cast.actors]
    assert actor.kind == want["kind"]
    assert actor.side_guess == want["side"]
    if "role" in want:
        assert actor.role == want["role"]
    quotes = {m.span.quote for m in actor.mentions}
    assert set(want.get("also", ())) <= quotes


@pytest.mark.parametrize("case", CASES, ids=lambda c: str(c["name"]))
def test_what_is_no_actor_is_left_out(case: dict[str, Any]) -> None:
    cast = cast_of(case["name"])
    names = {form.lower() for a in cast.actors for form in (a.name, *a.aliases)}
    assert not names & {n.lower() for n in case["not"]}


MEANT = [
    ("possessive of what is turned down",
     "Porters want more pay. The city government turned down «their» demand on Monday.", {"porters"}),
    ("the one ahead", "Rao Pillai met Anna Blake. In «her» letter, Anna Blake said the union would strike.",
     {"Anna Blake"}),
    ("a stranger stands in the way",
     "Union leader Anna Blake spoke on Monday. The victim's mother wept at the gate. «She» asked for justice.", set()),
    ("the subject owns it",
     "The union's secretary, Anna Blake, said that Mr Rao Pillai, who left «his» post, was gone.", {"Rao Pillai"}),
    ("a crowd stands in the way",
     "The Porters' Union met Calder Ltd. Parents waited outside the gates. «They» had come from the villages.", set()),
    ("doer of an answer is not its object",
     "Porters met the Ministry of Health. The ministry has rejected «their» demands.", {"porters"}),
    ("object is not the doer",
     "The porters wrote to the government. The government invited «them» to talks.", {"porters"}),
    ("concession", "The porters said that although the government agreed to raise wages, «they» refrained from "
     "signing.", {"government"}),
    ("things are denied", "The Porters' Union accused Calder Ltd of lying. Calder Ltd denied «it».", set()),
    ("things last", "The Porters' Union called a strike. «It» lasted for nine days.", set()),
    ("the clause's own subject is a thing",
     "The Porters' Union is on strike. The strike is in «its» ninth day.", set()),
    ("who is said to do what is said", "The Porters' Union said «it» would ballot its members.", {"Porters' Union"}),
    ("joint bodies",
     "The Porters' Union and Calder Ltd both said that «they» would come.", {"Porters' Union", "Calder Ltd"}),
    ("both sides", "Striking porters met the government. «Both sides» left early.", {"porters", "government"}),
    ("the two sides", "Striking porters met the government. The two «sides» left early.", {"porters", "government"}),
    ("the latter", "The Porters' Union wrote to Calder Ltd on Monday. The «latter» refused to talk.", {"Calder Ltd"}),
    ("a letter acts for who sent it", "Calder Ltd sent the porters a letter. The «letter» rejected their demand.",
     {"Calder Ltd"}),
    ("negotiators of two bodies", "The PWU is on strike. «Negotiators» of the PWU and Calder Ltd met on Monday.",
     {"PWU", "Calder Ltd"}),
    ("officials of a government",
     "«Officials» of the Ruritania government met striking porters.", {"Ruritania government"}),
    ("they of a speaker is the other side",
     "Striking porters marched to Calder Ltd on Monday. Calder Ltd has offered nothing.\n\n\"«They» have broken "
     "every promise and we will stay out,\" one of the porters said.", {"Calder Ltd"}),
    ("he is not the speaker",
     "Union boss Mara Tolve met port chief Corin Vale. ‘«He» still owes me a date,’ she warned.", {"Corin Vale"}),
    ("the state", "Striking porters of Ruritania met the Ruritania government. The «state» has rejected the demand.",
     {"Ruritania government"}),
    ("share of a group",
     "Most of the porters are out. 83% of the porters voted for the strike, and some of «them» marched.", {"porters"}),
    ("we of a bulletin", "Bulletin of the Porters' Union\n\nDear members, «we» called a ballot on Monday. We want "
     "more pay and our demands have not changed.", {"Porters' Union"}),
    ("you of a letter", "To: Dr Mara Tolve and Dr Corin Vale, co-chairs of the Porters' Union.\n\nIn your letter «you» "
     "invite me to talks.", {"Mara Tolve", "Corin Vale"}),
]  # fmt: skip


@pytest.mark.parametrize(("marked", "names"), [m[1:] for m in MEANT], ids=[m[0] for m in MEANT])
def test_who_is_meant(marked: str, names: set[str]) -> None:
    text = marked.replace("«", "").replace("»", "")
    parsed, cast = read(text)
    at = marked.index("»") - 2
    sentence = parsed.at(at)
    assert sentence is not None
    token = sentence.token_at(at)
    assert token is not None
    found = {cast.actors[i].name for i in cast.meant(sentence, token)}
    assert found == names


HOMES = [
    ("president of",
     "Mara Tolve, president of the Dockers' and Quay Workers' Union, spoke.", "Dockers' and Quay Workers' Union"),
    ("of a noun", "The Quay Workers' Union struck. Mara Tolve, the union's president, said so.", "Quay Workers' Union"),
    ("before the name", "QWU President Mara Tolve called the offer a joke. The union is on strike.", "QWU"),
    ("of a part", "The QWU is on strike. Dr Mara Tolve, co-chair of the QWU drivers' committee, said so.", None),
    ("a branch", "The Quay Workers' Union struck. Mara Tolve, the branch secretary, said so.", "Quay Workers' Union"),
    ("only firm",
     "Calder Ltd said no. The Quay Workers' Union struck. Corin Vale, the chief executive, said so.", "Calder Ltd"),
]  # fmt: skip


@pytest.mark.parametrize(("text", "home"), [h[1:] for h in HOMES], ids=[h[0] for h in HOMES])
def test_affiliation_is_an_actor(text: str, home: str | None) -> None:
    _, cast = read(text)
    person = next(a for a in cast.actors if a.kind == "person")
    names = {a.name for a in cast.actors}
    assert person.affiliation in names
    assert home is None or person.affiliation == home


WORDS = st.sampled_from(
    """Dr Chief Secretary President of the Union and Rao Mina O'Neill van der Berg said , . ( ) \" “ ” strike nurses
    company's government's they He BMA - 's who is one workers' led""".split()  # noqa: SIM905
)


@settings(deadline=None, max_examples=40)
@given(st.lists(st.one_of(WORDS, st.text(max_size=6)), max_size=40))
def test_any_text_is_read(pieces: list[str]) -> None:
    text = " ".join(pieces)
    parsed, cast = read(text)
    for actor in cast.actors:
        assert actor.name
        for mention in actor.mentions:
            mention.span.check(text)
    for (sentence, token), meant in cast.heads.items():
        assert 0 <= token < len(parsed.sentences[sentence].doc)
        assert all(0 <= i < len(cast.actors) for i in meant)


def test_reading_twice_gives_the_same() -> None:
    for case in CASES[:3]:
        assert read(case["text"])[1].actors == read(case["text"])[1].actors


def test_joint_speakers_are_meant_together() -> None:
    case = next(c for c in CASES if c["name"] == "two chairs of one committee")
    parsed, cast = read(case["text"])
    heads = {
        cast.actors[i].name
        for s in parsed.sentences
        for t in s.doc
        if t.lower_ == "they" and s.index == 1
        for i in cast.meant(s, t)
    }
    assert heads == {"Aoife Brannigan", "Kwame Boateng"}
