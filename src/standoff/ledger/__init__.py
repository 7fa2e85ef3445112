"""Fold linked moves into the record."""

from standoff.ledger.fold import fold

__all__ = ["fold"]
