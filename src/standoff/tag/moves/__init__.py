"""Moves: what each side did, found by frames of verbs and speech-act nouns over the dependency parse."""

from standoff.tag.moves.find import find_moves

__all__ = ["find_moves"]
