"""Standoff: a sourced record of a public dispute from press reports."""

__version__ = "0.1.0"
