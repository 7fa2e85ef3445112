"""Where a record is kept."""

from standoff.store.sqlite import Outcome, Store

__all__ = ["Outcome", "Store"]
