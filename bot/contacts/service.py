"""Which contacts an answer shows and in what order: area and clock decide the order and never hide a number."""

from __future__ import annotations

from collections.abc import Iterable
from datetime import datetime

from bot.clock import LONDON
from bot.contacts.directory import Contact, Directory
from bot.contacts.hours import office_likely
from bot.terms import Area, Role

SOCIAL_CARE = "childrens_social_care"
_EMERGENCY, _CHILDLINE, _NIGHT_TEAM = "emergency_999", "childline", "emergency_duty_team"
_ELSEWHERE = ("local_council_finder", "nspcc_helpline")
_OFFICES = {
    Area.CAMBRIDGESHIRE: ("cambridgeshire_social_care", "peterborough_social_care"),
    Area.PETERBOROUGH: ("peterborough_social_care", "cambridgeshire_social_care"),
}


def choose(directory: Directory, ids: Iterable[str], area: Area, now: datetime, role: Role) -> tuple[Contact, ...]:
    """The contacts for these ids, groups expanded, each once, the likely number of a group first.

    A young person has Childline first (after 999) and is not shown what is for professionals only.
    Raises ContentError for an unknown id and ValueError for a naive ``now``.
    """
    in_office = office_likely(now)
    found = [one for id in ids for one in _expand(directory, id, area, in_office)]
    found += [one for id in tuple(found) for one in _through(directory, id, area, in_office)]
    if role is Role.YOUNG_PERSON and found:
        found = _for_young_person(directory, found)
    today = now.astimezone(LONDON).date()
    return tuple(directory.served(id, today) for id in dict.fromkeys(found))


def emergency(directory: Directory, area: Area, now: datetime) -> tuple[Contact, ...]:
    """999, both social care numbers (likely first), the Emergency Duty Team and Childline: always these five."""
    # A child elsewhere still gets these five: 999 works everywhere, and a list that never changes cannot be incomplete.
    order = _social_care(area, office_likely(now))
    today = now.astimezone(LONDON).date()
    return tuple(directory.served(id, today) for id in (_EMERGENCY, *order, _CHILDLINE))


def _expand(directory: Directory, id: str, area: Area, in_office: bool) -> tuple[str, ...]:
    """The contact ids behind one id, likely first."""
    if id not in directory.groups:
        return (id,)
    if id == SOCIAL_CARE:
        return (*(_ELSEWHERE if area is Area.ELSEWHERE else ()), *_social_care(area, in_office))
    members = directory.groups[id]
    return tuple(sorted(members, key=lambda member: area not in directory.get(member).areas))  # sorted keeps ties


def _social_care(area: Area, in_office: bool) -> tuple[str, ...]:
    """Both offices and the Emergency Duty Team: which first is a guess, so all three are always there."""
    first, second = _OFFICES.get(area, _OFFICES[Area.CAMBRIDGESHIRE])
    if not in_office:
        return (_NIGHT_TEAM, first, second)
    # With a known area the other council's number is the least likely to be the right one.
    return (first, _NIGHT_TEAM, second) if area in _OFFICES else (first, second, _NIGHT_TEAM)


def _through(directory: Directory, id: str, area: Area, in_office: bool) -> tuple[str, ...]:
    """Who can pass a person on to a service whose number is not known."""
    group = directory.get(id).through
    return _expand(directory, group, area, in_office) if group else ()


def _for_young_person(directory: Directory, ids: list[str]) -> list[str]:
    shown = [id for id in ids if directory.get(id).audience != "professional"]
    first = [id for id in shown if id == _EMERGENCY]
    return [*first, _CHILDLINE, *shown]
