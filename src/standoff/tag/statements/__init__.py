"""Who is reported to have said what: direct, indirect and mixed speech of one report, with cue and speaker."""

from standoff.tag.statements.find import find_statements

__all__ = ["find_statements"]
