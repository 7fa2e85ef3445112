"""Linking: what the readings of many reports say together; `together` puts the parts together."""
