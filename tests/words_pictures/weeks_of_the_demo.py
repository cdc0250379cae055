"""The week of the demo's family (practice.md 11.3) as it is kept: Kasia works on three evenings, Ewa and Rita come."""

from typing import Any

from words_pictures.family import Family, Person

NAMES = ("mila", "oskar", "kasia", "ewa", "rita", "nele", "joris", "beata")
IN_TURN = ["nele", "joris", "beata"]


def person(id: str, colour: int) -> Person:
    role = "child" if id in ("mila", "oskar") else "parent" if id == "kasia" else "network"
    return Person(id, id.capitalize(), role, "", "", "", None, None, None, (), "", colour)


FAMILY = Family("f", "", "", tuple(person(id, colour) for colour, id in enumerate(NAMES)), ())


def shift(who: str, days: list[int], hours: str, **more: Any) -> dict[str, Any]:
    begin, end = hours.split("-")
    return {"who": who.split(), "days": days, "from": begin, "to": end, **more}


AWAY = shift("kasia", [0, 2, 3], "17:40-21:55")
EWA = shift("ewa", [0, 3], "17:30-22:00", backups=IN_TURN)
RITA = shift("rita", [2], "17:30-22:00", backups=IN_TURN)
DEMO = {"away": [AWAY], "there": [EWA, RITA]}
WITHOUT_RITA = {"away": [AWAY], "there": [EWA, {**RITA, "who": []}]}
