"""Poses as joints: where hips, knees, feet and hands are, in measures of the body. They stand in poses.toml, which explains them."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .body import Build
from .pen import Point

Joint = tuple[float, float, float, float]


@dataclass(frozen=True)
class Hand:
    """Where a hand is: in the measures of what it is told from (shoulder, head, body, knee, hip)."""

    source: str
    at: Point


@dataclass(frozen=True)
class Pose:
    """The joints of somebody who faces right, as poses.toml explains them."""

    hip: Joint
    knees: tuple[Joint, Joint] | None = None
    feet: tuple[Joint, Joint] | None = None
    toes: tuple[int, int] = (-1, 1)
    ankles: tuple[float, float] = (0, 0)
    lap: bool = False
    ground: bool = False
    turn: float = 0
    tilt: float = 0
    lean: float = 0
    left: Hand | None = None
    right: Hand | None = None
    free: bool = False
    barefoot: bool = False
    behind: str = ""
    elbows: tuple[int, int] = (0, 0)
    hands: tuple[str, str] = ("rest", "rest")
    in_hand: str = ""
    back: bool = False
    wheels: str = "chair"


def _joint(numbers: list[float]) -> Joint:
    hips, across, down, thick = (*numbers, 0, 0, 0)[:4]
    return float(hips), float(across), float(down), float(thick)


def _pose(content: dict[str, Any]) -> Pose:
    read: dict[str, Any] = {}
    for name, value in content.items():
        match name:
            case "hip":
                read[name] = _joint(value)
            case "knees" | "feet":
                read[name] = tuple(map(_joint, value))
            case "left" | "right":
                read[name] = Hand(value["from"], tuple(value["at"]))
            case "toes" | "ankles" | "elbows" | "hands":
                read[name] = tuple(value)
            case _:
                read[name] = value
    return Pose(**read)


def _read() -> tuple[Mapping[str, Pose], Mapping[str, Pose]]:
    content: dict[str, Any] = tomllib.loads(Path(__file__).with_name("poses.toml").read_text("utf-8"))
    stances, aided = ({name: _pose(joints) for name, joints in content[kind].items()} for kind in ("pose", "aid"))
    return stances, aided


STANCES, _AIDED = _read()
"""Pose -> its joints."""

IN_WHEELCHAIR = _AIDED["wheelchair"]

POSES = tuple(STANCES)
"""The names of the poses, in the order of the file."""


def placed(joint: Joint, build: Build, x: float, y: float, scale: float, facing: int) -> Point:
    """The page point of a joint of somebody who stands, sits or lies at (x, y)."""
    hips, across, down, thick = joint
    return (
        x + facing * scale * (hips * build.hip + across * build.leg),
        y + scale * (down * build.leg + thick * build.leg_width),
    )
