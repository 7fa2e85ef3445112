"""One personal name in several spellings: accents, transliterations, hyphens, order, short forms, initials.

Measured against name-matching libraries on pairs of our own (docs/actors.md): a score of likeness cannot tell
"Mahato" and "Mahata", one name, from "Johnson" and "Johnston", two. What tells is where the letters differ: vowels
that transliterations exchange, doubled letters, an "h" that is not heard.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Mapping, Sequence
from functools import cache, lru_cache

from rapidfuzz import fuzz

from standoff.data import load
from standoff.errors import DataFileError
from standoff.tag.actors.lexicon import terms

_LONG_ENOUGH = 4
_LONG_SURNAME = 5
_NEAR = 90.0
_PLAIN = str.maketrans({"ø": "o", "ł": "l", "đ": "d", "ı": "i", "ß": "ss", "æ": "ae", "œ": "oe", "þ": "th", "ð": "d"})
_UMLAUTS = str.maketrans({"ä": "ae", "ö": "oe", "ü": "ue", "ø": "oe", "å": "aa"})
_SOUNDS = (
    ("shch", "s"), ("sch", "s"), ("sh", "s"), ("ph", "f"), ("ck", "k"), ("ch", "C"), ("x", "ks"), ("ge", "je"),
    ("w", "v"), ("f", "v"), ("z", "s"), ("q", "k"), ("ee", "i"), ("oo", "u"), ("ou", "u"), ("eo", "e"), ("ei", "e"),
    ("ai", "e"), ("au", "u"), ("ey", "i"), ("ay", "e"), ("y", "i"), ("ie", "i"), ("c", "k"),
)  # fmt: skip
_HEARD = re.compile(r"(?<=[pkgtdbsC])h")
_DOUBLE = re.compile(r"(.)\1+")
_VOWELS = "aeiou"
_SEXES = ({"a", "o"}, {"a", "u"}, {"a", "e"})
_EXCHANGED = frozenset(map(frozenset, ("ao", "ae", "ei", "ou", "au")))


@lru_cache(maxsize=8192)
def folded(word: str) -> str:
    """The word in small letters without accents: "Lefèvre" is "lefevre", "Møller" is "moller"."""
    parts = unicodedata.normalize("NFKD", word.lower().translate(_PLAIN))
    return "".join(c for c in parts if not unicodedata.combining(c))


def same_spelling(a: str, b: str, *, given: bool) -> bool:
    """Whether two words are one name spelled twice; `given`: a first name, where a last "a" or "o" tells the sex."""
    ways = {folded(a), folded(a.lower().translate(_UMLAUTS))}, {folded(b), folded(b.lower().translate(_UMLAUTS))}
    if ways[0] & ways[1]:
        return True
    if given and _short_form(a, b):
        return True
    one, two = folded(a), folded(b)
    if min(len(one), len(two)) < (_LONG_ENOUGH if given else _LONG_SURNAME):
        return False
    if given and {one[-1], two[-1]} in _SEXES:
        return False
    x, y = _sounded(one), _sounded(two)
    if _consonants(x) != _consonants(y) or (x[:1] in _VOWELS) != (y[:1] in _VOWELS):
        return False
    u, v = ([c for c in w if c in _VOWELS] for w in (x, y))
    if len(u) != len(v):
        return fuzz.ratio(x, y) >= _NEAR
    return all(p == q or frozenset((p, q)) in _EXCHANGED for p, q in zip(u, v, strict=True))


@lru_cache(maxsize=8192)
def _sounded(word: str) -> str:
    for written, heard in _SOUNDS:
        word = word.replace(written, heard)
    return _DOUBLE.sub(r"\1", _HEARD.sub("", word))


def _consonants(word: str) -> str:
    return "".join(c for c in word if c not in _VOWELS)


def _short_form(a: str, b: str) -> bool:
    return bool(_forms().get(a, frozenset()) & _forms().get(b, frozenset()))


@cache
def _forms() -> Mapping[str, frozenset[int]]:
    """Each first name with short forms, and the rows of `names.short_forms` it stands in."""
    rows = load("actors")["names"].get("short_forms")
    if not isinstance(rows, list) or not all(isinstance(r, list) and len(r) > 1 for r in rows):
        raise DataFileError("actors.toml: 'names.short_forms' must be a list of rows of names")
    words = {w for row in rows for w in row}
    return {w: frozenset(i for i, row in enumerate(rows) if w in row) for w in sorted(words)}


def name_words(name: str) -> list[str]:
    """The words of a personal name, letters run together parted and what stands behind it cut off.

    "B.K. Pradhan" and "BK Pradhan" give ["B", "K", "Pradhan"], "Femi Alabi, SAN" gives ["Femi", "Alabi"].
    """
    words = name.partition(",")[0].replace(".", ". ").replace("’", "'").split()
    while len(words) > 1 and words[-1].lower().strip(".") in terms("names", "suffixes"):
        words.pop()
    if len(words) > 1 and words[0].isupper() and words[0].isalpha() and len(words[0]) in (2, 3) and not name.isupper():
        words[:1] = list(words[0])
    return words


def marks(words: Sequence[str]) -> frozenset[tuple[str, str]]:
    """What a name, as words, has in common with every other name of its bearer: to look up by, not to judge by."""
    plain = [w for w in words if w != "-"]
    last = _consonants(_sounded(folded(plain[-1]))) if plain else ""
    return frozenset(
        [
            ("sound", last), ("words", " ".join(sorted(plain))), ("joined", "".join(plain)), ("all", " ".join(plain)),
            ("all", " ".join(plain[:-1]) or plain[-1] if plain else ""), ("first", plain[0] if plain else ""),
        ]
    )  # fmt: skip


def surname_first(name: str) -> bool:
    """Whether a full name shows by its hyphen that the surname stands first: "Kim Taek-woo"."""
    surname, _, rest = name.partition(" ")
    one, hyphen, two = rest.partition("-")
    return bool(surname.isalpha() and one.istitle() and hyphen and two.isalpha() and two.islower())


def spelled_alike(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether two full names, as words in small letters with hyphens as words, are one person's in other letters.

    Neither may be a surname alone. What may differ: spelling, hyphens, the order of surname and first names, short
    forms, a second surname that one leaves out.
    """
    one, two = [w for w in a if w != "-"], [w for w in b if w != "-"]
    if min(len(one), len(two)) < 2:
        return False
    if _alike(one, two) or (one != two and sorted(one) == sorted(two) and _turned(one, two)):
        return True
    short, full = sorted((one, two), key=len)
    if len(full) == len(short) + 1:
        return full[: len(short)] == short or _joined(short, full)
    return False


def _alike(a: Sequence[str], b: Sequence[str]) -> bool:
    if len(a) != len(b) or not same_spelling(a[-1], b[-1], given=False):
        return False
    return all(_initial(x, y) or same_spelling(x, y, given=True) for x, y in zip(a[:-1], b[:-1], strict=True))


def _initial(x: str, y: str) -> bool:
    return 1 in (len(x), len(y)) and x[0] == y[0]


def _turned(a: Sequence[str], b: Sequence[str]) -> bool:
    """Whether one name is the other with its surname put first, or all turned round."""
    turns = ([*a[1:], a[0]], [a[-1], *a[:-1]], [*reversed(a)])
    return list(b) in turns


def _joined(short: Sequence[str], full: Sequence[str]) -> bool:
    """Whether two words of the full name stand as one in the short: "Woo bin" and "Woobin"."""
    return any([*full[:i], full[i] + full[i + 1], *full[i + 2 :]] == list(short) for i in range(len(full) - 1))
