"""Every error a user can meet, under one root; raised deep, printed only by the command line."""

from __future__ import annotations


class StandoffError(Exception):
    """Something Standoff could not do, in one sentence that names the thing and the way out.

    `exit_code` is what the command line ends with: 1 when something could not be done, 2 for wrong usage.
    """

    exit_code = 1


class UnreadableReport(StandoffError):
    """A file or input that cannot become a report; the others are not touched by it."""


class UntaggedReport(StandoffError):
    """A report on which the tagger failed; it is kept, without a reading, and the others are not touched by it."""


class RecordError(StandoffError):
    """The record file itself cannot be opened, understood or written."""


class UnknownName(StandoffError):
    """The record has no report or line of that name."""

    exit_code = 2


class WrongUse(StandoffError):
    """A value that a caller gave cannot be what it should be: a date, a name for standard input."""

    exit_code = 2


class HintsError(StandoffError):
    """A hints file that cannot be read, or an entry of it that says what cannot be."""


class LostAnchor(StandoffError):
    """A passage whose quote is not what stands in the text at its offsets."""


class DataFileError(StandoffError):
    """A word list or pattern shipped with Standoff is malformed."""


class SkippedReport(UserWarning):
    """Warned by the Python interface when one report could not be read and the others were."""


class SiteError(StandoffError):
    """A site that cannot be written where it was asked for."""
