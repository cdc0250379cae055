"""The plain values of a form, as people say them."""

from __future__ import annotations

import pytest

from words_pictures.document import Document, Value
from words_pictures.family import Family
from words_pictures.part import Part
from words_pictures.said import Facts, said

FACTS = Facts(Family("f", "", "", (), ()), Document("d", "form"), Document("f", "family"))


@pytest.mark.parametrize(
    ("type", "value", "language", "words"),
    [
        (
            "hours",
            {"days": [0, 3], "from": "17:40", "to": "21:55"},
            "nl",
            "maandag en donderdag, van 17.40 tot 21.55 uur",
        ),
        ("hours", {"days": [0, 3], "from": "17:40", "to": "21:55"}, "en", "Monday and Thursday, from 17:40 to 21:55"),
        ("hours", {"days": [], "from": "20:00", "to": "21:30"}, "nl", "Van 20 tot 21.30 uur"),
        ("hours", {"days": [5], "from": "", "to": ""}, "nl", "zaterdag"),
        ("hours", {"days": [5], "from": "20:00", "to": ""}, "nl", "zaterdag, vanaf 20 uur"),
        ("hours", {"days": [5], "from": "", "to": "22:00"}, "nl", "zaterdag, tot 22 uur"),
        ("hours", {"days": [], "from": "20:00", "to": ""}, "nl", "Vanaf 20 uur"),
        ("hours", {"days": [], "from": "", "to": "22:00"}, "nl", "Tot 22 uur"),
        ("hours", {"days": [5], "from": "20:00", "to": ""}, "en", "Saturday, from 20:00 on"),
        ("hours", {"days": [], "from": "", "to": "22:00"}, "en", "Until 22:00"),
        ("hours", {"days": [5], "from": "20:00", "to": ""}, "fr", "samedi, à partir de 20:00"),
        ("hours", {"days": [5], "from": "", "to": "22:00"}, "pl", "sobota, do 22:00"),
        ("moment", "2027-03-18T20:00", "nl", "donderdag 18 maart 2027 om 20 uur"),
        ("time", "07:05", "nl", "7.05 uur"),
        ("date", "2027-03-18", "nl", "donderdag 18 maart 2027"),
        ("scale", {"number": 6, "from": 1, "to": 10}, "nl", "6 (van 1 tot 10)"),
        ("answer", "not_yet", "nl", "Nog niet"),
        ("yes", True, "nl", "Ja"),
        ("languages", ["pl", "fa-AF"], "nl", "Pools en Dari"),
        (
            "signature",
            {"way": "mark", "name": "Rita", "on": "2027-03-18", "witness": "Lotte"},
            "nl",
            "Getekend door Rita op donderdag 18 maart 2027. Lotte was erbij en zag het.",
        ),
        ("people", ["nobody"], "nl", ""),
        ("text", "<&{{", "ar", "<&{{"),
        ("date", None, "nl", ""),
    ],
)
def test_a_value_is_said_as_people_say_it(type: str, value: Value, language: str, words: str) -> None:
    assert said(Part("field", type), value, FACTS, language) == words
