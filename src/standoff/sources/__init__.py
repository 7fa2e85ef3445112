"""Where reports come from: files, folders and standard input become raw bytes with names, then text."""

from standoff.sources.files import Found, Source, display, find, load, stdin_name
from standoff.sources.text import MAX_BYTES, MAX_LINE, Decoded, decode

__all__ = [
    "MAX_BYTES",
    "MAX_LINE",
    "Decoded",
    "Found",
    "Source",
    "decode",
    "display",
    "find",
    "load",
    "stdin_name",
]
