"""Bytes to text, exactly: which encoding they are in, and whether they are a press report at all.

UTF-8 is tried first (RFC 3629; it is strict enough that text in another encoding hardly ever passes for it), then a
byte order mark, then detection by the library charset-normalizer. Line ends are left as they are.
"""

from __future__ import annotations

import codecs
from dataclasses import dataclass

from standoff.errors import UnreadableReport

MAX_BYTES = 1_000_000
"""The longest input taken as one report, in bytes. A long read is some 60 kB; a book is not a report."""

MAX_LINE = 100_000
"""The longest single line taken, in characters: beyond it the input is data, not prose."""

_MARKS = (
    (codecs.BOM_UTF8, "utf-8-sig"),
    (codecs.BOM_UTF32_LE, "utf-32"),  # before UTF-16: its mark begins with that of UTF-16
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
_WESTERN = "cp1252"
# Form feed and its like stand in old wire copy; escape and the rest only in data.
_BINARY = dict.fromkeys(c for c in range(32) if chr(c) not in "\t\n\v\f\r") | {127: None}


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded:
    """The text of a report and the Python name of the encoding its bytes were in."""

    text: str
    encoding: str


def decode(data: bytes, name: str) -> Decoded:
    """The text in `data`, unaltered but for a byte order mark at its head; `name` is used in what is raised.

    Raises `UnreadableReport` when `data` is empty, only white space, over `MAX_BYTES`, binary, in no encoding that
    can be told, or holds a line over `MAX_LINE` characters.
    """
    check_size(len(data), name)
    decoded = _marked(data, name) or _plain(data, name)
    if not decoded.text.strip():
        raise UnreadableReport(f"{name} is empty; give a file that holds the text of a report")
    longest = max(map(len, decoded.text.splitlines()))
    if longest > MAX_LINE:
        raise UnreadableReport(
            f"{name} has a line of {longest:,} characters, which no press report has "
            f"(the limit is {MAX_LINE:,}); give the article as plain text with line breaks"
        )
    return decoded


def check_size(size: int, name: str) -> None:
    """Raise `UnreadableReport` when `size` in bytes is over `MAX_BYTES`."""
    if size > MAX_BYTES:
        raise UnreadableReport(
            f"{name} is larger than {MAX_BYTES // 1_000_000} MB, which no press report is; "
            "split it into one file for each report"
        )


def _marked(data: bytes, name: str) -> Decoded | None:
    """The text after a byte order mark, or None where there is none."""
    for mark, encoding in _MARKS:
        if data.startswith(mark):
            try:
                text = data.decode(encoding)
            except UnicodeDecodeError as error:
                raise _binary(name) from error
            if _looks_binary(text):
                raise _binary(name)
            return Decoded(text=text, encoding=encoding)
    return None


def _plain(data: bytes, name: str) -> Decoded:
    """The text of bytes without a mark: UTF-8, else what the library makes of them."""
    if b"\0" in data:
        raise _binary(name)
    try:
        decoded = Decoded(text=data.decode("utf-8"), encoding="utf-8")
    except UnicodeDecodeError:
        encoding = _detect(data)
        if encoding is None:
            raise _binary(name) from None
        decoded = Decoded(text=data.decode(encoding), encoding=encoding)
    if _looks_binary(decoded.text):
        raise _binary(name)
    return decoded


def _detect(data: bytes) -> str | None:
    """The most likely encoding of bytes that are not UTF-8, or None.

    Where nothing in the text speaks against windows-1252 it is taken before its Eastern cousins, which differ in few
    letters: it is the fallback that the WHATWG Encoding Standard gives for English pages.
    """
    from charset_normalizer import from_bytes

    matches = from_bytes(data)
    best = matches.best()
    if best is None:
        return None
    for match in matches:
        if match.chaos <= best.chaos and _WESTERN in match.could_be_from_charset:
            return _WESTERN
    return best.encoding


def _looks_binary(text: str) -> bool:
    """Whether control characters that no prose holds make up more than one in a thousand, or any is NUL."""
    if "\0" in text:
        return True
    return (len(text) - len(text.translate(_BINARY))) * 1000 > len(text)


def _binary(name: str) -> UnreadableReport:
    return UnreadableReport(f"{name} is not a text file; give the report as plain text")
