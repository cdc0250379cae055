"""A document read as a story: its title, its people, its scenes in order. Values for the book, the page and Word alike."""

from __future__ import annotations

from dataclasses import dataclass

from .document import Document, Item
from .family import Family
from .voices import View, views_of
from .wording import fixed


@dataclass(frozen=True)
class ScenePicture:
    """The picture of a scene: which one, how large (pixels), and what is on it, in the words of those who made it."""

    id: str
    width: int
    height: int
    description: str
    """What a screen reader says; never empty: where nobody described it, the scene's heading stands here, or "Picture"."""


@dataclass(frozen=True)
class Scene:
    """One page of the story. `heading` and `words` are as typed, in the story's language; either may be empty.

    Where people say it in two ways, `words` is empty and `views` holds what each of them says, each under its own name.
    """

    id: str
    number: int
    """1 for the first scene this reader may see; no number is skipped."""
    heading: str
    words: str
    picture: ScenePicture | None
    kind: str
    """What the scene is for: `good`, `hard`, `happened`, `worried`, `not_your_fault`, `decided`, `plan`, or empty."""
    language: str
    """The language `heading`, `words` and `views` are really in: the one asked for, or the story's first where it is missing."""
    views: tuple[View, ...] = ()


@dataclass(frozen=True)
class Story:
    """A story as one reader may see it, in one language."""

    id: str
    title: str
    language: str
    """As asked for, a language code such as `nl`."""
    title_language: str
    look: str
    """`child` or `young`: how the book looks."""
    read_to: tuple[str, ...]
    """The names of the children it is for, in the family's order."""
    makers: tuple[str, ...]
    """The names of those who made it."""
    scenes: tuple[Scene, ...]
    revision: int
    """Which state of the document this is: on the end page and in the log, never on the child's pages."""


def read_story(document: Document, family: Family, language: str) -> Story:
    """A document (as one viewer may see it) read as a story in a language.

    Where something has no wording in that language, the wording of the story's own language stands there.
    """
    title, title_language = wording(document, "title", language)
    return Story(
        id=document.id,
        title=title,
        language=language,
        title_language=title_language,
        look="young" if document.text("look") == "young" else "child",
        read_to=_names(family, document.ids("children")),
        makers=_names(family, document.ids("makers")),
        scenes=tuple(_scene(item, n, language, family) for n, item in enumerate(told_scenes(document), start=1)),
        revision=document.revision,
    )


def told_scenes(document: Document) -> tuple[Item, ...]:
    """The scenes that have anything in them, in order: an empty place is no page of the book."""
    return tuple(item for item in document.items("scenes") if not is_empty(item))


def is_empty(scene: Item) -> bool:
    """Whether a scene has neither a picture nor words, in any language; a title alone is only a place to begin."""
    if scene.value("picture"):
        return False
    return not any(
        address.startswith(f"{scene.place}/words@") and entry.value
        for address, entry in scene.document.under(scene.place)
    )


def written_in(document: Document, place: str, language: str) -> str:
    """The language in which something is written at a place: the one asked for, or else the document's own; empty where nothing is."""
    languages = (language, *document.languages())
    return next((one for one in languages if document.words(place, one) or document.voices(place, one)), "")


def wording(document: Document, place: str, language: str) -> tuple[str, str]:
    """The wording at a place and the language it is in: the one asked for, or else the document's own.

    The wording is empty where nothing is written, and where there are views instead (voices.py).
    """
    language = written_in(document, place, language) or language
    return document.words(place, language), language


def _scene(item: Item, number: int, language: str, family: Family) -> Scene:
    place = f"{item.place}/words"
    in_words = written_in(item.document, place, language)
    words, views = item.document.words(place, in_words), views_of(item.document, place, in_words, family)
    heading, titled_in = wording(item.document, f"{item.place}/heading", in_words or language)
    language = in_words or titled_in
    description, _ = wording(item.document, f"{item.place}/picture", language)
    return Scene(
        id=item.id,
        number=number,
        heading=heading,
        words=words,
        picture=scene_picture(item, description or heading or fixed("Picture", language)),
        kind=item.text("kind"),
        language=language,
        views=views,
    )


def scene_picture(item: Item, description: str) -> ScenePicture | None:
    """The picture of a scene with what is on it, or None where there is none yet."""
    value = item.value("picture")
    if not isinstance(value, dict):
        return None
    return ScenePicture(str(value["id"]), int(value["width"]), int(value["height"]), description)


def _names(family: Family, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(person.name for person in family.those(ids))
