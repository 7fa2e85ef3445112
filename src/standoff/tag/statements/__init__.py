"""Who is reported to have said what: direct, indirect and mixed speech of one report, with cue and speaker.

`find_statements` gives what the record keeps: what was said. `find_attributions` gives on request the wider kind too.
"""

from standoff.tag.statements.find import find_attributions, find_statements
from standoff.tag.statements.sorts import Sort

__all__ = ["Sort", "find_attributions", "find_statements"]
