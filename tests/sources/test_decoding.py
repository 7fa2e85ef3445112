"""Bytes to text: exactly, in whatever encoding, and a clear sentence where it is no report."""

from __future__ import annotations

import codecs
import gzip
import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from standoff.errors import UnreadableReport
from standoff.sources import MAX_BYTES, MAX_LINE, decode

BRIEF = "The dockers’ union said “no” on Friday – the café strike goes on, at £30 a day.\r\nTalks failed.\r\n" * 3


@pytest.mark.parametrize(
    ("encode", "said"),
    [
        ("utf-8", "utf-8"),
        ("utf-8-sig", "utf-8-sig"),
        ("cp1252", "cp1252"),
        ("utf-16", "utf-16"),
        ("utf-32", "utf-32"),
    ],
)
def test_text_comes_back_exactly_and_the_encoding_is_named(encode: str, said: str) -> None:
    decoded = decode(BRIEF.encode(encode), "brief.txt")
    assert (decoded.text, decoded.encoding) == (BRIEF, said)


@pytest.mark.parametrize("mark", [codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE])
def test_either_byte_order(mark: bytes) -> None:
    order = "utf-16-le" if mark == codecs.BOM_UTF16_LE else "utf-16-be"
    assert decode(mark + BRIEF.encode(order), "brief.txt").text == BRIEF


@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        ("The café was closed. Résumé of the talks: the union said no to the £200 offer.\n" * 3, "cp1252"),
        ("The union’s answer was “no”. Nobody had asked the crane drivers.\n", "cp1252"),
        ("Профсоюз заявил, что забастовка продолжится. Переговоры не дали результата.\n" * 3, "cp1251"),
        ("Το συνδικάτο ανακοίνωσε απεργία. Οι συνομιλίες απέτυχαν.\n" * 3, "cp1253"),
    ],
)
def test_older_encodings(text: str, encoding: str) -> None:
    decoded = decode(text.encode(encoding), "old.txt")
    assert decoded.text == text
    assert codecs.lookup(decoded.encoding) == codecs.lookup(encoding)


@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]) | st.sampled_from("\r\n\t"), min_size=1))
def test_utf8_is_never_altered(text: str) -> None:
    data = text.encode()
    if not text.strip() or data.startswith(codecs.BOM_UTF8):
        return
    assert decode(data, "any.txt").text == text


@given(st.binary(max_size=200))
def test_any_bytes_give_text_or_one_sentence(data: bytes) -> None:
    said: str | None = None
    try:
        decoded = decode(data, "any.bin")
    except UnreadableReport as error:
        said = str(error)
    if said is None:
        assert decoded.text == data.decode(decoded.encoding)
        assert decoded.text.strip()
    else:
        assert said.startswith("any.bin ")
        assert "\n" not in said


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"", "is empty"),
        (b" \r\n\t\n", "is empty"),
        (codecs.BOM_UTF8, "is empty"),
        (b"\x89PNG\r\n\x1a\n\0\0\0\rIHDR", "not a text file"),
        (gzip.compress(BRIEF.encode() * 9), "not a text file"),
        (random.Random(7).randbytes(3000).replace(b"\0", b"\1"), "not a text file"),
        (b"plain words \x01\x02\x03\x04 and more", "not a text file"),
        ("words\0 words".encode("utf-16"), "not a text file"),
        (codecs.BOM_UTF16_LE + b"\x00\xd8", "not a text file"),
        (b"x" * 5_000_000, "larger than 1 MB"),
        (b"A line.\n" + b"words " * (MAX_LINE // 5), "has a line of 120,000 characters"),
    ],
)
def test_what_is_no_report(data: bytes, words: str) -> None:
    with pytest.raises(UnreadableReport, match=words) as caught:
        decode(data, "odd.txt")
    assert "\n" not in str(caught.value)


def test_the_limits_themselves_are_allowed() -> None:
    line = "x" * (MAX_LINE - 1) + "\n"
    whole = (line * (MAX_BYTES // len(line))).encode()
    assert decode(whole, "long.txt").text == whole.decode()
