"""Review: what editors decide, checked against the record and kept in it."""
