"""The export of a record (design, section 7): one JSON object, the same bytes for the same record."""

from __future__ import annotations

import json

from standoff.publish.plain import plain
from standoff.publish.views import view
from standoff.record import Record

__all__ = ["to_json", "view"]


def to_json(record: Record) -> bytes:
    """The whole record in the schema of the design: UTF-8, keys sorted, lists in the record's order, final newline.

    The texts of the reports are left out.
    """
    text = json.dumps(plain(record), ensure_ascii=False, allow_nan=False, indent=1, sort_keys=True)
    return f"{text}\n".encode()
