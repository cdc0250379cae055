"""A figure: a person with a look, in a pose, with a feeling, somewhere on the page.

    mila = figure(look, "stand", "relieved", 590, 1090, size=1.28, turn=-0.4, right=(712, 800))
    mila.drawn()                                      # the whole of her
    mila.drawn(without="right") + toy + mila.arm(1)   # with her hand around what she holds

Left and right are the reader's. Hands may be given as page points, and the elbows follow: whoever holds, hugs or gives
really touches. How a pose, a feeling or a hair is added: README.md beside this file.
"""

from __future__ import annotations

from dataclasses import replace

from . import hair, pen
from .body import Build, build_of
from .feelings import FEELINGS
from .look import Look
from .pen import INK, LINE, Point
from .person import Box, Figure
from .poses import IN_WHEELCHAIR, POSES, STANCES, Hand, Pose, placed

__all__ = [
    "FEELINGS",
    "POSES",
    "Figure",
    "carried",
    "carrying",
    "drawn_carrying",
    "figure",
    "portrait",
    "shade",
    "whole",
]

_MIRRORED = {"left": "right", "right": "left"}


def figure(
    look: Look,
    pose: str,
    feeling: str,
    x: float,
    y: float,
    *,
    size: float = 1,
    facing: int = 1,
    left: Point | None = None,
    right: Point | None = None,
    tilt: float | None = None,
    lean: float | None = None,
    turn: float | None = None,
    legs: bool = True,
) -> Figure:
    """Somebody in a pose at (x, y), which is where they touch what carries them. What is None is as the pose has it.

    `legs` False leaves the legs off: behind a table, in a window, under a blanket. Raises KeyError for a pose or a feeling
    that is not there; a hand too far away is stretched towards and not reached.
    """
    if feeling not in FEELINGS:
        raise KeyError(feeling)
    stance, build = STANCES[pose], build_of(look)
    wheels = look.aid == "wheelchair" and stance.wheels == "chair" and legs
    joints = IN_WHEELCHAIR if wheels else stance
    ground = y if stance.ground else None
    if wheels and ground is None:
        ground = y - (IN_WHEELCHAIR.hip[2]) * build.leg * size
    base = ground if wheels and ground is not None else y
    knees, feet = _limbs(joints, build, x, base, size, facing) if legs else (None, None)
    toes, ankles = joints.toes, joints.ankles
    if facing < 0:
        toes = (-toes[0], -toes[1]) if toes[0] == toes[1] else toes
    standing = Figure(
        look,
        feeling,
        placed(joints.hip, build, x, base, size, facing) if legs else (x, y),
        knees,
        feet,
        toes,
        ankles,
        lap=joints.lap,
        turn=facing * stance.turn if turn is None else turn,
        tilt=facing * stance.tilt if tilt is None else tilt,
        lean=facing * stance.lean if lean is None else lean,
        scale=size,
        facing=facing,
        behind=stance.behind if facing > 0 else " ".join(_MIRRORED[name] for name in stance.behind.split()),
        elbows=stance.elbows if facing > 0 else (stance.elbows[1], stance.elbows[0]),
        hands=stance.hands if facing > 0 else (stance.hands[1], stance.hands[0]),
        in_hand=stance.in_hand,
        back=stance.back,
        barefoot=stance.barefoot,
        ground=ground,
        wheels=wheels,
    )
    told = {side: stance.left if side * facing < 0 else stance.right for side in (-1, 1)}
    asked = {-1: left, 1: right}
    free = (
        [] if joints.lap else [side for side in (-1, 1) if asked[side] is None and (stance.free or told[side] is None)]
    )
    ends = {side: asked[side] or _hand_of(standing, told[side], side) for side in (-1, 1)}
    return replace(
        standing, left=ends[-1], right=ends[1], free=" ".join("left" if side < 0 else "right" for side in free)
    )


def _limbs(
    stance: Pose, build: Build, x: float, y: float, size: float, facing: int
) -> tuple[tuple[Point, Point] | None, tuple[Point, Point] | None]:
    """Knees and ankles; the far leg first."""
    if stance.feet is None:
        return None, None
    hip = placed(stance.hip, build, x, y, size, facing)
    ankles: list[Point] = []
    knees: list[Point] = []
    for i in (0, 1):
        foot = placed(stance.feet[i], build, x, y, size, facing)
        ankle = (foot[0], foot[1] - 14 * size)
        ankles.append(ankle)
        if stance.knees is None:
            knees.append((ankle[0], (hip[1] + ankle[1]) / 2))
        else:
            knees.append(placed(stance.knees[i], build, x, y, size, facing))
    if facing < 0 and stance.toes[0] != stance.toes[1]:
        knees.reverse()
        ankles.reverse()
    return (knees[0], knees[1]), (ankles[0], ankles[1])


def _hand_of(who: Figure, where: Hand | None, side: int) -> Point | None:
    """The page point that a pose tells for a hand."""
    if where is None:
        return None
    build, scale, facing = who.build, who.scale, who.facing
    across, down = where.at
    across *= facing
    match where.source:
        case "shoulder":
            x, y = who.shoulder(side)
            return x + across * build.arm * scale, y + down * build.arm * scale
        case "head":
            return who.head.at(across * build.head, down * build.head_height)
        case "body":
            return who.body.at(across * build.shoulder, down * build.torso)
        case _:
            start = who.hip
            if where.source == "knee" and who.knees is not None:
                sideways = who.toes[0] == who.toes[1]
                start = who.knees[0 if side * (facing if sideways else 1) < 0 else 1]
            return start[0] + across * build.leg * scale, start[1] + down * build.leg * scale


# --- a baby on the arm ---


def _carrying_side(holder: Figure) -> int:
    """The side on which a baby is carried: away from where the holder faces, where no hand has something to do."""
    away = -holder.facing
    given = holder.left if away < 0 else holder.right
    other = holder.right if away < 0 else holder.left
    return -away if given is not None and other is None else away


def carried(holder: Figure, baby: Figure) -> Figure:
    """The baby as it sits on the hip of who holds it, whatever its own pose."""
    side, build, scale = _carrying_side(holder), holder.build, holder.scale
    out, low = (1.2, -0.2) if build.torso > 150 else (1.72, 0.03)
    x, y = holder.body.at(side * build.shoulder * out, build.torso * low)
    size = scale * min(max(baby.scale / scale, 0.6), 1.2)
    chest = (x - side * 40 * size, y - 46 * size)
    return replace(
        baby,
        hip=(x, y),
        knees=((x - 30 * size, y + 14 * size), (x + 30 * size, y + 14 * size)),
        feet=((x - 38 * size, y + 44 * size), (x + 38 * size, y + 44 * size)),
        toes=(-1, 1),
        ankles=(0, 0),
        lap=True,
        left=chest if side > 0 else None,
        right=chest if side < 0 else None,
        turn=-side * 0.45,
        tilt=-side * 10,
        lean=side * 9,
        scale=size,
        facing=-side,
        hands=("rest", "rest"),
        in_hand="",
        back=False,
        behind="",
        ground=None,
        wheels=False,
        free="",
    )


def carrying(holder: Figure, baby: Figure) -> Figure:
    """Who holds the baby, with the arm round it; `baby` is as `carried` gave it."""
    side = 1 if baby.hip[0] > holder.hip[0] else -1
    hand_at = (baby.hip[0] - side * 16 * baby.scale, baby.hip[1] - 8 * baby.scale)
    if side > 0:
        return replace(holder, right=hand_at, free=holder.free.replace("right", "").strip())
    return replace(holder, left=hand_at, free=holder.free.replace("left", "").strip())


def drawn_carrying(holder: Figure, baby: Figure, without: str = "") -> str:
    """Both: the holder as `carrying` gave it, the baby, and the arm that is round it."""
    side = 1 if baby.hip[0] > holder.hip[0] else -1
    return holder.drawn(without=without) + baby.drawn() + holder.forearm(side)


def shade(who: Figure) -> str:
    """The soft shadow on the floor under a figure; nothing under who sits on a seat or lies in bed."""
    if who.ground is None or who.feet is None:
        return ""
    xs = [x for x, _ in (who.hip, *who.feet, *(who.knees or ()))]
    middle = (min(xs) + max(xs)) / 2
    across = (max(xs) - min(xs)) / 2 + 56 * who.scale * who.build.hand
    return pen.spot(
        middle + across * 0.12, who.ground + 2, across, 16 * min(who.scale, 1.4), INK, outlined=False, opacity=0.13
    )


# --- alone, for a button or a choice ---


def portrait(look: Look, feeling: str = "calm", px: int = 96) -> str:
    """Head and shoulders as an SVG of `px` by `px`, for a button with a face."""
    who = figure(look, "stand", feeling, 0, 0, turn=0.12, tilt=0, left=(-60, 0), right=(60, 0))
    build, (left, top, right, _) = who.build, hair.room(look)
    half = max(-left * build.head, right * build.head, build.head * 1.3, (1.95 - top) * build.head_height / 2) + 14
    middle = who.head.y + top * build.head_height - 14 + half
    return _svg(who.drawn(), (-half, middle - half, half, middle + half), px, px)


def whole(look: Look, pose: str = "stand", feeling: str = "calm", px: int = 320) -> str:
    """The whole figure as an SVG `px` high."""
    who = figure(look, pose, feeling, 0, 0)
    left, top, right, bottom = who.box()
    return _svg(shade(who) + who.drawn(), (left, top, right, bottom), round(px * (right - left) / (bottom - top)), px)


def _svg(drawing: str, box: Box, width: int, height: int) -> str:
    left, top, right, bottom = box
    return (
        f'<svg xmlns="http://www.w3.org/2000/svg" width="{width}" height="{height}"'
        f' viewBox="{left:.0f} {top:.0f} {right - left:.0f} {bottom - top:.0f}">'
        f'<g fill="none" stroke="{INK}" stroke-width="{LINE}" stroke-linecap="round" stroke-linejoin="round">{drawing}</g></svg>'
    )
