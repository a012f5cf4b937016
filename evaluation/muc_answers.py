"""What a report says in the words of MUC-4's set slots: type, category, confidence, types of people, effects."""

from __future__ import annotations

import re

from harmattan.model import Participant, Report

_TYPES = {
    "Abduction/forced disappearance": "KIDNAPPING",
    "Suicide bomb": "BOMBING",
    "Remote explosive/landmine/IED": "BOMBING",
    "Grenade": "BOMBING",
}
_PROPERTY = "Looting/property destruction"
_FIRE = re.compile(r"burn|fire|arson|torch|ablaze|incendia", re.IGNORECASE)
_THEFT = re.compile(r"rob|loot|steal|stole|theft|plunder|pillag|hold-?up", re.IGNORECASE)
_POLICE = re.compile(r"polic|gendarm|carabiner", re.IGNORECASE)
_BODIES = {
    "military": re.compile(r"army|armed forces|military|air force|navy|national guard", re.IGNORECASE),
    "police": _POLICE,
    "government": re.compile(r"government|regime|authorities", re.IGNORECASE),
}
_AUTHORITY = re.compile(r"polic|army|military|force|govern|minist|authorit|president|official|prosecut|judge|court")


def incident_type(report: Report) -> str:
    """The type; property destroyed is told by the trigger's words, all other violence is ATTACK."""
    if report.sub_event_type == _PROPERTY:
        words = report.trigger.quote
        return "ARSON" if _FIRE.search(words) else "ROBBERY" if _THEFT.search(words) else "ATTACK"
    return _TYPES.get(report.sub_event_type, "ATTACK")


def category(report: Report) -> list[str]:
    """By the kind of the initiator; an unknown one is taken for no state."""
    state = report.initiator is not None and report.initiator.kind == "State forces"
    return ["STATE-SPONSORED VIOLENCE" if state else "TERRORIST ACT"]


def organization(report: Report) -> Participant | None:
    """The initiator, where it is a listed or a named organisation; of a state's men, where the words name their force.

    "Soldiers" are individuals to the key, "the army" is an organisation.
    """
    side = report.initiator
    if side is None or not (side.actor_id or side.basis == "named"):
        return None
    if side.kind == "State forces" and side.basis == "generic" and side.span and not state_body(side.span.quote):
        return None
    return side


def state_body(words: str) -> str | None:
    """Which body of a state the words name: military, police or government."""
    return next((body for body, pattern in _BODIES.items() if pattern.search(words)), None)


def confidence(report: Report) -> list[str]:
    """How sure the report is of the organisation: who says that it was the one, else its assertion on the whole."""
    side = organization(report)
    if side is None:
        return []
    voices = [(s.stance, s.speaker) for s in report.said if s.about == "perpetrator"]
    if any(stance not in {"denies", "accuses"} and speaker == side.name for stance, speaker in voices):
        return ["CLAIMED OR ADMITTED"]
    told = (report.assertion.stance, report.assertion.speaker)
    if told[0] in ("claims", "confirms", "states") and told[1] == side.name:
        return ["CLAIMED OR ADMITTED"]
    accusing = [speaker for stance, speaker in (*voices, told) if stance == "accuses" and speaker != side.name]
    if accusing:
        by_authorities = any(speaker and _authority(speaker) for speaker in accusing)
        return ["SUSPECTED OR ACCUSED BY AUTHORITIES" if by_authorities else "SUSPECTED OR ACCUSED"]
    return ["REPORTED AS FACT"]


def _authority(speaker: str) -> bool:
    return bool(_AUTHORITY.search(speaker.casefold()))


def people(report: Report) -> list[str]:
    """The types of those attacked or hurt, each once."""
    sides = [report.target, *(o for o in report.others if o.role == "victim")]
    return list(dict.fromkeys(kind for side in sides if side and (kind := _person(side))))


def _person(side: Participant) -> str | None:
    if side.kind == "Civilians":
        return "CIVILIAN"
    if side.kind == "State forces":
        if side.name.startswith("Government"):
            return "GOVERNMENT OFFICIAL"
        return "LAW ENFORCEMENT" if _POLICE.search(side.name) else "ACTIVE MILITARY"
    return "SECURITY GUARD" if side.name.startswith("Private Security") else None


def effects(report: Report) -> list[str]:
    """What happened to them, from both tolls; nobody hurt is an answer only where the report counts nobody."""
    dead = report.fatalities.best if report.fatalities else None
    hurt = report.injured.best if report.injured else None
    found = [name for name, toll in (("DEATH", dead), ("INJURY", hurt)) if toll]
    if found or (dead is None and hurt is None):
        return found
    return ["NO INJURY OR DEATH" if dead == hurt else "NO DEATH" if hurt is None else "NO INJURY"]
