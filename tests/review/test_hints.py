"""Hints files: what is taken from them, and what is said of one that is wrong."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.decisions import Hint
from standoff.errors import HintsError
from standoff.review.hints import load

GOOD = """
[[actor]]
name = "Tobias Crane"
aliases = ["Old Toby", "Odo Winter", "Old Toby"]
side = "protesters"
kind = "person"
role = "convener"
affiliation = "Tram Workers' Union"

[[actor]]
name = "Growers"
"""


def test_what_is_written_is_taken(tmp_path: Path) -> None:
    file = tmp_path / "hints.toml"
    file.write_text(GOOD)
    assert load(file) == (
        Hint(
            name="Tobias Crane",
            aliases=("Old Toby", "Odo Winter"),
            side="protesters",
            kind="person",
            role="convener",
            affiliation="Tram Workers' Union",
        ),
        Hint(name="Growers"),
    )


WRONG = [
    ("", "hints.toml holds no [[actor]]"),
    ("[actor]\nname = 'A'", "hints.toml holds no [[actor]]"),
    ("actor = ['A']", "hints.toml holds no [[actor]]"),
    ("[[actors]]\nname = 'A'", "hints.toml holds 'actors', which is no hint"),
    ("[[actor]]\nname = 'A", "hints.toml is not TOML"),
    ("[[actor]]\nside = 'authority'", "hints.toml, entry 1 has no name"),
    ("[[actor]]\nname = 3", "hints.toml, entry 1: the name 3 is no text"),
    ("[[actor]]\nname = ' '", "hints.toml, entry 1 (' '): the name ' ' is no text"),
    (
        "[[actor]]\nname = 'A'\ncolour = 'red'",
        "entry 1 ('A'): there is no field 'colour'; the fields are name, aliases",
    ),
    ("[[actor]]\nname = 'A'\n[[actor]]\nname = 'B'\nside = 'left'", "entry 2 ('B'): the side 'left' is none of prot"),
    ("[[actor]]\nname = 'A'\nside = ['authority']", "the side ['authority'] is none of"),
    ("[[actor]]\nname = 'A'\nkind = 'union'", "the kind 'union' is none of person, organisation"),
    ("[[actor]]\nname = 'A'\naliases = 'B'", "aliases is no list"),
    ("[[actor]]\nname = 'A'\naliases = [1]", "the alias 1 is no text"),
    ("[[actor]]\nname = 'A'\nrole = ''", "the role '' is no text"),
    (
        "[[actor]]\nname = 'A'\n[[actor]]\nname = 'B'\naliases = ['a']",
        "entry 2 ('B'): 'a' is a name of entry 1 as well",
    ),
    ("[[actor]]\nname = 'Caf\\u00e9\\u0000'", ""),
]


@pytest.mark.parametrize(("text", "words"), WRONG)
def test_what_is_wrong_is_told_with_file_and_entry(text: str, words: str, tmp_path: Path) -> None:
    file = tmp_path / "hints.toml"
    file.write_text(text)
    if not words:
        load(file)
        return
    with pytest.raises(HintsError) as error:
        load(file)
    assert words in str(error.value)
    assert "\n" not in str(error.value)
    assert str(tmp_path) not in str(error.value)


def test_what_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(HintsError, match="cannot be read"):
        load(tmp_path / "none.toml")
    with pytest.raises(HintsError, match="cannot be read"):
        load(tmp_path)
    (tmp_path / "a.toml").write_bytes(b'[[actor]]\nname = "Caf\xe9"\n')
    with pytest.raises(HintsError, match="is not UTF-8"):
        load(tmp_path / "a.toml")
    (tmp_path / "b.toml").write_bytes(b"#" * 1_000_001)
    with pytest.raises(HintsError, match="larger than 1 MB"):
        load(tmp_path / "b.toml")
    (tmp_path / "c.toml").write_text("a = " + "[" * 50_000)
    with pytest.raises(HintsError, match="is not TOML"):
        load(tmp_path / "c.toml")


@given(st.text(max_size=60) | st.text("[]= '\"actornmeid\n", max_size=60))
def test_no_text_breaks_it(tmp_path_factory: pytest.TempPathFactory, text: str) -> None:
    file = tmp_path_factory.getbasetemp() / "any.toml"
    file.write_bytes(text.encode("utf-8", "surrogatepass"))
    with suppress(HintsError):
        assert load(file)
