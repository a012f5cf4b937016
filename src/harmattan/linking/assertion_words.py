"""Who stands behind one side of an event, in one sentence for people."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from harmattan.model import Subject, Voice
from harmattan.model.event import Status

_SILENCE: dict[Subject, tuple[str, str]] = {
    "toll": ("gives no number", "give no number"),
    "taking": ("does not acknowledge it", "do not acknowledge it"),
}
"""Of one speaker and of several."""


def sentence(about: Subject, status: Status, voices: Sequence[Voice], what: str) -> str:
    """For example "The toll (80+) is the claim of X; Y speaks of the event and gives no number."

    ``what`` is the toll in words or the perpetrator's name.
    """
    return f"{_lead(about, what)} {_verdict(about, status, voices)}{_silence(about, voices)}."


def _lead(about: Subject, what: str) -> str:
    match about:
        case "toll":
            return f"The toll ({what})"
        case "taking":
            return "The taking of the place"
        case "perpetrator":
            return f"That {what} did it" if what else "Who did it"
    return "That it happened"


def _verdict(about: Subject, status: Status, voices: Sequence[Voice]) -> str:
    speaking = [v for v in voices if v.stance not in ("silent", "denies")]
    parties = names(v.speaker for v in speaking if v.side)
    match status:
        case "confirmed":
            both = {"initiator", "target"} <= {v.side for v in speaking}
            return "is confirmed by both sides" if both else "is confirmed by independent sources"
        case "reported":
            return "is reported by one independent source"
        case "claimed":
            who = parties or names(v.speaker for v in speaking)
            return f"is the claim of {who}" if who else "is claimed by somebody who is not named"
    denying = names(v.speaker for v in voices if v.stance == "denies")
    if denying:
        return f"is contested: {denying} denies it" if " and " not in denying else f"is contested: {denying} deny it"
    if about == "toll":
        told = ", ".join(f"{v.number} according to {v.speaker}" for v in speaking if v.side and v.speaker)
        return f"is contested: {told}"
    return "is contested"


def _silence(about: Subject, voices: Sequence[Voice]) -> str:
    silent = [v.speaker for v in voices if v.stance == "silent"]
    one, several = _SILENCE.get(about, ("", ""))
    if len(silent) == 1:
        return f"; {names(silent)} speaks of the event and {one}"
    return f"; {names(silent)} speak of the event and {several}" if silent else ""


def names(given: Iterable[str | None]) -> str:
    """ "A", "A and B", "A, B and C", each once."""
    known = list(dict.fromkeys(name for name in given if name))
    return " and ".join(known) if len(known) < 3 else f"{', '.join(known[:-1])} and {known[-1]}"
