"""What a text reports of somebody's words or mind: said, told, meant or left unsaid."""

from __future__ import annotations

from enum import StrEnum


class Sort(StrEnum):
    """How far what is reported was put in words.

    SAID     words, as a quotation or as a clause: "she said that ...", "he accused the board of ..."
    TOLD     an act of speech without its words: "praised the plan", "called for a vote", "asked whether ..."
    MEANT    a belief, knowledge, wish, intention or feeling: "believes", "wants to", "the fear that ..."
    UNSAID   words denied, asked for, possible or yet to come: "did not say", "would say", "declined to say"
    """

    SAID = "said"
    TOLD = "told"
    MEANT = "meant"
    UNSAID = "unsaid"
