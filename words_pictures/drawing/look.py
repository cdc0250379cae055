"""A look: how a person is drawn, in every picture the same. Chosen by the family, kept as plain words."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import asdict, dataclass, fields, replace
from functools import cache
from typing import cast

from words_pictures.errors import BadComposition

from . import pen

AGES = ("baby", "small_child", "child", "teenager", "adult", "old")

SKINS: Mapping[str, tuple[str, str]] = {
    "fair": ("#f6d2b5", pen.INK),
    "rosy": ("#f3c4ab", pen.INK),
    "golden": ("#e9c096", pen.INK),
    "tan": ("#e0ab80", pen.INK),
    "brown": ("#c48a5e", "#33211c"),
    "deep": ("#a8714a", "#2a1a16"),
    "dark": ("#92603f", "#1c100d"),
    "ebony": ("#80563b", "#120906"),
}
"""Skin, and the ink of the face drawn on it: 3 : 1 or more (WCAG 2.2, 1.4.11), so a face shows on every skin."""

HAIR_COLOURS: Mapping[str, str] = {
    "black": "#3a302f",
    "dark_brown": "#553a2e",
    "brown": "#7b5136",
    "light_brown": "#a8774a",
    "blond": "#dcae62",
    "red": "#c2703a",
    "grey": "#a9a199",
    "white": "#dcd7ce",
}

CLOTH: Mapping[str, str] = {
    "red": pen.RED,
    "orange": pen.ORANGE,
    "yellow": pen.YELLOW,
    "straw": pen.STRAW,
    "sage": pen.SAGE,
    "green": pen.GREEN,
    "pine": pen.PINE,
    "teal": pen.TEAL,
    "sky": pen.SKY,
    "blue": pen.BLUE,
    "navy": pen.NAVY,
    "lilac": pen.LILAC,
    "plum": pen.PLUM,
    "pink": pen.PINK,
    "berry": pen.BERRY,
    "white": pen.WHITE,
    "cream": pen.CREAM,
    "wood": pen.WOOD,
    "bark": pen.BARK,
    "stone": pen.STONE,
    "dark": pen.GOWN,
    "ink": pen.INK,
}
"""The paints of clothes, covers and companions, by the name that stands in a look."""

_YES_NO = ("no", "yes")
_CLOTH = tuple(name for name in CLOTH if name != "ink")
"""Not for large pieces: on ink no outline shows."""

CHOICES: Mapping[str, tuple[str, ...]] = {
    "age": AGES,
    "build": ("middle", "slight", "tall", "round"),
    "skin": tuple(SKINS),
    "freckles": _YES_NO,
    "hair": (
        "short", "cropped", "long", "bob", "waves", "curls", "loose_curls", "afro", "puff", "puffs", "braids",
        "cornrows", "plaits", "bun", "high_bun", "tail", "fringe", "spiky", "tuft", "thin", "bald",
    ),
    "hair_colour": tuple(HAIR_COLOURS),
    "cover": ("none", "headscarf", "turban", "cap", "woolly_hat", "sun_hat", "hair_band", "kippah", "police_cap"),
    "cover_colour": _CLOTH,
    "beard": ("none", "beard", "short_beard", "stubble", "moustache"),
    "glasses": ("none", "round", "square"),
    "hearing_aid": _YES_NO,
    "clothes": (
        "jumper", "cardigan", "shirt", "t_shirt", "hoodie", "dress", "stripes", "pocket", "scarf", "jacket", "track",
        "sport_shirt", "pyjamas", "robe", "coat", "uniform", "gown",
    ),
    "top": _CLOTH,
    "under": _CLOTH,
    "below": ("trousers", "skirt", "shorts"),
    "legs": _CLOTH,
    "shoes": tuple(CLOTH),
    "gloves": ("none", *_CLOTH),
    "pregnant": _YES_NO,
    "aid": ("none", "wheelchair", "crutches", "cane"),
    "companion": ("fox", "bear", "rabbit", "cat", "dinosaur", "doll", "blanket", "ball"),
    "companion_colour": ("own", *_CLOTH),
}  # fmt: skip
"""What may be chosen for each field of a look, in the order it is offered. `top`, `under`, `legs` are colours:
`under` is what a cardigan, coat, stripe or collar shows; `below` is what is worn below the hip."""


@dataclass(frozen=True)
class Look:
    """How one person is drawn. Every field holds one of the words of `CHOICES`."""

    age: str = "adult"
    build: str = "middle"
    skin: str = "golden"
    freckles: str = "no"
    hair: str = "short"
    hair_colour: str = "brown"
    cover: str = "none"
    cover_colour: str = "teal"
    beard: str = "none"
    glasses: str = "none"
    hearing_aid: str = "no"
    clothes: str = "jumper"
    top: str = "teal"
    under: str = "cream"
    below: str = "trousers"
    legs: str = "navy"
    shoes: str = "bark"
    gloves: str = "none"
    pregnant: str = "no"
    aid: str = "none"
    companion: str = "bear"
    companion_colour: str = "own"

    @property
    def seed(self) -> int:
        """The small irregularity of this head: the same whatever is worn."""
        return sum(map(ord, self.age + self.skin + self.hair + self.hair_colour))


_FIELDS = tuple(field.name for field in fields(Look))


def read_look(value: object) -> Look:
    """The look that stands in a document. A field that is not there is as `Look` has it.

    Raises BadComposition with the field's name for what this version cannot draw.
    """
    if not isinstance(value, Mapping):
        raise BadComposition("look", "no table of fields")
    chosen: dict[str, str] = {}
    for name, word in cast("Mapping[object, object]", value).items():
        if not isinstance(name, str) or name not in CHOICES:
            raise BadComposition(str(name)[:40], "no field of a look")
        if not isinstance(word, str) or word not in CHOICES[name]:
            raise BadComposition(name, "none of its choices")
        chosen[name] = word
    return Look(**chosen)


def look_value(look: Look) -> dict[str, str]:
    """The look as it is kept in a document; `read_look` gives it back."""
    return asdict(look)


ROLES: Mapping[str, Look] = {
    "police": Look(build="tall", skin="tan", hair="short", hair_colour="dark_brown", cover="police_cap",
                   cover_colour="navy", clothes="uniform", top="navy", under="sky", legs="navy", shoes="ink"),
    "doctor": Look(skin="tan", cover="headscarf", cover_colour="teal", hair="long", clothes="coat", top="white",
                   under="sky", legs="teal", shoes="white"),
    "nurse": Look(skin="brown", hair="bun", hair_colour="black", clothes="pocket", top="sky", legs="sky",
                  shoes="white", build="round"),
    "judge": Look(skin="rosy", hair="bob", hair_colour="grey", clothes="gown", top="dark", under="white",
                  legs="dark", shoes="ink"),
    "teacher": Look(skin="deep", hair="short", hair_colour="black", glasses="round", clothes="cardigan", top="green",
                    under="straw", legs="bark", shoes="ink", beard="short_beard"),
    "lawyer": Look(skin="golden", hair="tail", hair_colour="dark_brown", clothes="jacket", top="plum", under="white",
                   legs="plum", shoes="ink"),
    "worker": Look(skin="brown", hair="puff", hair_colour="black", clothes="scarf", top="orange", under="yellow",
                   legs="navy", shoes="white"),
    "neighbour": Look(age="old", skin="rosy", hair="curls", hair_colour="grey", glasses="round", clothes="cardigan",
                      top="lilac", under="pink", legs="plum", shoes="bark"),
    "somebody": Look(skin="tan", hair="fringe", hair_colour="dark_brown", clothes="jumper", top="stone", legs="dark",
                     shoes="ink"),
    "baby": Look(age="baby", skin="golden", hair="tuft", hair_colour="brown", clothes="stripes", top="white",
                 under="green", legs="white", shoes="white"),
    "child": Look(age="child", skin="brown", hair="loose_curls", hair_colour="dark_brown", clothes="t_shirt", top="red",
                  under="cream", below="shorts", legs="navy", shoes="white"),
}  # fmt: skip
"""How those are drawn whom the file does not name."""

_OFFERED_HAIR: Mapping[str, tuple[tuple[str, ...], ...]] = {
    "baby": (("tuft", "thin"), ("curls", "thin"), ("tuft", "cropped"), ("thin", "tuft"), ("puffs", "tuft"), ("thin",)),
    "small_child": (("short", "bob"), ("puffs", "afro"), ("fringe",), ("plaits", "tail"), ("curls",), ("cropped",)),
    "child": (("fringe", "short"), ("plaits", "tail"), ("afro", "braids"), ("long", "bob"), ("loose_curls",), ("cropped", "cornrows")),
    "teenager": (("long", "waves"), ("spiky", "fringe"), ("braids", "afro"), ("tail", "bob"), ("loose_curls",), ("cropped", "cornrows")),
    "adult": (("short", "fringe"), ("bun", "long"), ("waves", "bob"), ("cropped", "bald"), ("puff", "braids"), ("loose_curls", "tail")),
    "old": (("curls", "bob"), ("bald", "thin"), ("short",), ("bun",), ("cropped", "afro"), ("waves", "high_bun")),
}  # fmt: skip
_OUTFITS: Mapping[str, tuple[tuple[str, str, str, str], ...]] = {
    # clothes, top, under, legs
    "baby": (("stripes", "white", "blue", "white"), ("pyjamas", "yellow", "white", "yellow"), ("stripes", "cream", "red", "cream"),
             ("jumper", "sage", "cream", "sage"), ("pyjamas", "pink", "white", "pink"), ("stripes", "sky", "teal", "sky")),
    "child": (("jumper", "yellow", "cream", "blue"), ("t_shirt", "red", "cream", "navy"), ("stripes", "white", "green", "bark"),
              ("dress", "berry", "cream", "sky"), ("hoodie", "teal", "cream", "dark"), ("pocket", "orange", "cream", "navy")),
    "adult": (("cardigan", "green", "cream", "navy"), ("shirt", "red", "cream", "dark"), ("jumper", "teal", "cream", "bark"),
              ("dress", "plum", "cream", "navy"), ("track", "pine", "cream", "dark"), ("pocket", "lilac", "cream", "navy")),
}  # fmt: skip
_COMMON_HAIR = {"fair": 4, "rosy": 4, "golden": 3, "tan": 3, "brown": 2, "deep": 1, "dark": 1, "ebony": 1}
"""From how many of the first colours of `_NATURAL` a look that is offered takes its hair; any may be chosen after that."""
_NATURAL = ("black", "dark_brown", "brown", "light_brown", "blond", "red")


_COVERS = ("teal", "plum", "berry", "navy")
_STRAIGHT = ("fair", "rosy")
_INSTEAD = {"afro": "curls", "puff": "high_bun", "puffs": "tail", "braids": "long", "cornrows": "short"}
_COILY = tuple(_INSTEAD)
"""What is not offered first with the lightest skins, and what is; a family may choose any of it."""


@cache
def offered(seed: str, age: str) -> tuple[Look, ...]:
    """Six looks to begin from, six skins among them, the same for the same `seed`. No skin comes first more often."""
    numbers = hashlib.sha256(f"{seed} {age}".encode()).digest()
    skins = tuple(SKINS)
    covered = numbers[20] % 6
    looks: list[Look] = []
    for i in range(6):
        skin = skins[(numbers[0] + i * (3 if numbers[1] % 2 else 5)) % len(skins)]
        look = _dressed(age, skin, numbers, i)
        if i == covered and age in ("teenager", "adult", "old"):
            look = replace(look, cover="headscarf", cover_colour=_COVERS[numbers[21] % 4])
        elif i == (covered + 4) % 6 and age in ("adult", "old") and numbers[21] % 2:
            look = _in_trousers(replace(look, cover="turban", cover_colour=_COVERS[numbers[22] % 4], beard="beard"))
        elif i == (covered + 2) % 6 and age != "baby":
            look = replace(look, glasses="round")
        elif (
            i == (covered + 3) % 6
            and age in ("adult", "old")
            and look.hair in ("short", "cropped", "bald", "thin", "fringe")
        ):
            look = _in_trousers(replace(look, beard=("beard", "short_beard", "moustache")[numbers[22] % 3]))
        looks.append(look)
    return tuple(looks)


def _in_trousers(look: Look) -> Look:
    return replace(look, clothes="shirt") if look.clothes == "dress" else look


def _dressed(age: str, skin: str, numbers: bytes, i: int) -> Look:
    """The `i`th of the six looks, before glasses, beard or headscarf."""
    hairs = _OFFERED_HAIR[age][(i + numbers[2]) % 6]
    outfits = _OUTFITS[age if age == "baby" else "child" if age in ("small_child", "child", "teenager") else "adult"]
    hair = hairs[numbers[10 + i] % len(hairs)]
    clothes, top, under, legs = outfits[(i + numbers[3]) % 6]
    colours = _NATURAL[: _COMMON_HAIR[skin] + 2] if _COMMON_HAIR[skin] > 2 else _NATURAL[: _COMMON_HAIR[skin]]
    colour = ("grey", "white")[numbers[4 + i] % 2] if age == "old" else colours[numbers[4 + i] % len(colours)]
    return Look(
        age=age,
        skin=skin,
        hair=hair if skin not in _STRAIGHT or hair not in _COILY else "tuft" if age == "baby" else _INSTEAD[hair],
        hair_colour=colour,
        clothes=clothes,
        top=top,
        under=under,
        legs=legs,
        shoes="white" if age == "baby" else ("bark", "red", "white", "ink")[numbers[16 + i % 4] % 4],
        companion=CHOICES["companion"][(numbers[23] + i) % 8],
    )


def fallback(seed: str, age: str = "adult") -> Look:
    """How somebody is drawn for whom nobody has chosen yet: one of the six that would be offered."""
    return offered(seed, age)[0]
