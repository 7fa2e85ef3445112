"""The actors of one report: who is mentioned, under which names, in which role, and on which side."""

from standoff.tag.actors.casting import find_cast

__all__ = ["find_cast"]
