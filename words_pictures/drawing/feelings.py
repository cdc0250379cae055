"""Feelings as numbers: what brows, eyes, mouth and cheeks do. They stand in feelings.toml, which says what each number is."""

from __future__ import annotations

import tomllib
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from .look import AGES


@dataclass(frozen=True)
class Feeling:
    """A face in numbers, each as feelings.toml explains it."""

    brow: float = 1
    slant: float = 3
    lid: float = 0
    shut: int = 0
    eyes: float = 1
    white: float = 0
    look: tuple[float, float] = (0, 0)
    nod: float = 0
    mouth: float = 8
    wide: float = 17
    gape: float = 0
    skew: float = 0
    wave: float = 0
    teeth: bool = False
    bags: int = 0
    tear: int = 0
    sweat: int = 0
    blush: float = 0.4
    flush: int = 0


def _read() -> tuple[Mapping[str, Mapping[str, Feeling]], Mapping[str, str]]:
    """Feeling -> age -> its numbers; and feeling -> what tells it from the others."""
    content: dict[str, dict[str, Any]] = tomllib.loads(Path(__file__).with_name("feelings.toml").read_text("utf-8"))
    faces: dict[str, dict[str, Feeling]] = {}
    differences: dict[str, str] = {}
    for name, numbers in content.items():
        differences[name] = numbers.pop("differs")
        own = {age: numbers.pop(age) for age in AGES if age in numbers}
        faces[name] = {age: _feeling({**numbers, **own.get(age, {})}) for age in AGES}
    return faces, differences


def _feeling(numbers: dict[str, Any]) -> Feeling:
    at: dict[str, Any] = {"look": tuple(numbers["look"])} if "look" in numbers else {}
    return Feeling(**{**numbers, **at})


FACES, DIFFERENCES = _read()
"""Feeling -> age -> the face; feeling -> in a few words what tells it from the others."""

FEELINGS = tuple(FACES)
"""The names of the feelings, in the order of the file."""
