"""A document read as a story: its title, its people, its scenes in order. Values for the book, the page and Word alike."""

from __future__ import annotations

from dataclasses import dataclass, replace

from .composition_words import describe
from .document import Document, Item, Value
from .drawing.pen import HEIGHT, WIDTH
from .drawn import composition_of, drawn_id, drawn_of, place_of
from .family import Family
from .translation import has_lost_its_source, standing
from .voices import View, all_views_of
from .wording import fixed


@dataclass(frozen=True)
class ScenePicture:
    """The picture of a scene: which one, how large (pixels), and what is on it, in the words of those who made it."""

    id: str
    """Of a composed picture, the name under which it is shown (drawn.py)."""
    width: int
    height: int
    description: str
    """What a screen reader says; never empty where a reader sees it: where nobody described it, a composed picture says by itself what is
    on it, and for another the scene's heading stands here, or "Picture"."""
    described_in: str = ""
    """The language `description` is in; empty where nobody knows."""
    is_composed: bool = False


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
    """The language `words` and `views` are really in: the one asked for, or the story's first where it is missing."""
    heading_language: str = ""
    """The language of `heading`."""
    views: tuple[View, ...] = ()
    is_to_be_checked: bool = False
    """Whether something on it is a translation that nobody has looked over as it stands (translation.py)."""


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
    made_for_cover: ScenePicture | None = None
    is_title_to_be_checked: bool = False

    @property
    def cover(self) -> ScenePicture | None:
        """The picture made for the cover, or else the first of the story."""
        return self.made_for_cover or next((scene.picture for scene in self.scenes if scene.picture), None)

    @property
    def is_to_be_checked(self) -> bool:
        """Whether something in it is a translation that nobody has looked over as it stands."""
        return self.is_title_to_be_checked or any(scene.is_to_be_checked for scene in self.scenes)

    @property
    def has_composed(self) -> bool:
        """Whether any of its pictures was made here."""
        return any(
            picture and picture.is_composed for picture in (self.cover, *(scene.picture for scene in self.scenes))
        )


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
        scenes=_pages(document, language, family),
        revision=document.revision,
        made_for_cover=composed_picture(document, "", language, family, title),
        is_title_to_be_checked=standing(document, "title", title_language).is_to_be_checked,
    )


def told_scenes(document: Document) -> tuple[Item, ...]:
    """The scenes that have anything in them, in order: an empty place is no page of the book."""
    return tuple(item for item in document.items("scenes") if not is_empty(item))


def is_empty(scene: Item) -> bool:
    """Whether a scene has neither a picture nor words, in any language; a title alone is only a place to begin."""
    if scene.value("picture") or composition_of(scene.document, scene.place):
        return False
    return not any(
        address.startswith(f"{scene.place}/words@") and entry.value
        for address, entry in scene.document.under(scene.place)
    )


def written_in(document: Document, place: str, language: str) -> str:
    """The language in which something is written at a place: the one asked for, or else the document's own; empty where nothing is.

    The family's file has no languages of its own: what stands there in no other language is read in the one it was said in.
    """
    languages = (language, *(document.languages() or document.written_in(place)))
    return next((one for one in languages if document.words(place, one) or document.voices(place, one)), "")


def wording(document: Document, place: str, language: str) -> tuple[str, str]:
    """The wording at a place and the language it is in: the one asked for, or else the document's own.

    The wording is empty where nothing is written, and where there are views instead (voices.py).
    """
    language = written_in(document, place, language) or language
    return document.words(place, language), language


def _scene(item: Item, number: int, language: str, family: Family) -> Scene:
    in_words, words, views = _said(item.document, f"{item.place}/words", language, family)
    heading, titled_in = wording(item.document, f"{item.place}/heading", in_words or language)
    written = in_words or titled_in
    return Scene(
        id=item.id,
        number=number,
        heading=heading,
        words=words,
        picture=scene_picture(item, language, family, heading or fixed("Picture", written)),
        kind=item.text("kind"),
        language=written,
        heading_language=titled_in,
        views=views,
        is_to_be_checked=_is_to_be_checked(item, written, titled_in, views),
    )


def _said(document: Document, place: str, language: str, family: Family) -> tuple[str, str, tuple[View, ...]]:
    # The language in which it is said, the one wording, and the views. One text that became views, or views that became one text, may
    # still stand there in another language: what is translated of the words of now comes before that.
    in_words = written_in(document, place, language)
    words, views = document.words(place, in_words), all_views_of(document, place, in_words, family)
    if not document.voices(place, in_words):
        return in_words, words, ()
    if words and has_lost_its_source(document, place, in_words):
        words = ""
    if words:
        views = tuple(one for one in views if not has_lost_its_source(document, place, f"{one.language}.{one.voice}"))
    return in_words, words, views


def _is_to_be_checked(item: Item, language: str, titled_in: str, views: tuple[View, ...]) -> bool:
    words = [f"words@{view.language}.{view.voice}" for view in views] or [f"words@{language}"]
    beside = (f"heading@{titled_in}", f"picture@{language}", f"composed@{language}")
    shown = (f"{item.place}/{one}".split("@") for one in (*words, *beside))
    return any(standing(item.document, place, facet).is_to_be_checked for place, facet in shown)


def _pages(document: Document, language: str, family: Family) -> tuple[Scene, ...]:
    # A drawing that is shown as well as the picture made here has a page of its own, right behind.
    pages: list[Scene] = []
    for item in told_scenes(document):
        scene = _scene(item, len(pages) + 1, language, family)
        pages.append(scene)
        if shown_of(item) == "both":
            beside = sent_picture(item, language, scene.heading or fixed("Picture", language))
            silent = replace(scene, heading="", words="", views=(), is_to_be_checked=False)
            pages.append(replace(silent, id=f"{item.id}d", number=scene.number + 1, picture=beside))
    return tuple(pages)


def shown_of(item: Item) -> str:
    """Which of its pictures a scene shows: `picture` (a drawing or a photo), `composed`, `both`, or empty where there is none."""
    there = [
        name
        for name, one in (("picture", item.value("picture")), ("composed", composition_of(item.document, item.place)))
        if one
    ]
    chosen = item.text("shown")
    if len(there) == 2:
        return chosen or "picture"
    return there[0] if there else ""


def scene_picture(
    item: Item, language: str, family: Family, otherwise: str = "", *, is_small: bool = False
) -> ScenePicture | None:
    """The picture of a scene with what is on it in a language, or `otherwise`; None where there is none yet.

    `is_small`: beside the words it belongs to, where nobody has to be told what is on it.
    """
    if shown_of(item) in ("composed", "both"):
        return composed_picture(item.document, item.place, language, family, otherwise, is_small=is_small)
    return sent_picture(item, language, otherwise)


def composed_picture(
    document: Document, item: str, language: str, family: Family, otherwise: str = "", *, is_small: bool = False
) -> ScenePicture | None:
    """The picture made here for an item (of the cover: empty), with what is on it as somebody said, or as it says by itself."""
    drawn = drawn_of(document, item, family.looks, language)
    if drawn is None:
        return None
    said, said_in = wording(document, place_of(item), language)
    description = said or ("" if is_small else describe(drawn.composition, family, language)) or otherwise
    id, described_in = drawn_id(document.id, drawn), said_in if said else language
    return ScenePicture(id, WIDTH, HEIGHT, description, described_in, is_composed=True)


def sent_picture(item: Item, language: str, otherwise: str = "") -> ScenePicture | None:
    """The drawing or photo of a scene with what is on it, or `otherwise`; None where there is none."""
    return picture_at(item.document, f"{item.place}/picture", language, otherwise)


def picture_at(document: Document, place: str, language: str, otherwise: str = "") -> ScenePicture | None:
    """The drawing or photo that stands in a field, with what is on it, or `otherwise`; None where there is none."""
    description, described_in = wording(document, place, language)
    value = document.value(place)
    if not isinstance(value, dict):
        return None
    id, width, height = str(value["id"]), int(value["width"]), int(value["height"])
    return ScenePicture(id, width, height, description or otherwise, described_in if description else "")


def signed_paper(value: Value, description: str = "") -> ScenePicture | None:
    """The photo of the paper that somebody signed, of the value of a signature; None where they signed in another way."""
    shown = value.get("picture") if isinstance(value, dict) else None
    return ScenePicture(shown["id"], shown["width"], shown["height"], description) if shown else None


def _names(family: Family, ids: tuple[str, ...]) -> tuple[str, ...]:
    return tuple(person.name for person in family.those(ids))
