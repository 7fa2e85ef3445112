"""Tagging: all that one report yields alone; `reading` puts the parts together."""
