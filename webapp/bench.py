"""What stands on the workbench: the pages in their strip, the passages in their editors, the voices in their bar."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from functools import partial
from typing import Any

from flask import abort, g, request

from words_pictures.change import JUDGE, TOGETHER
from words_pictures.definition import DESCRIBED, HOWS, LIMITS, Frame, Part
from words_pictures.document import Document, Entry, Item, new_id
from words_pictures.family import Family, Person
from words_pictures.story import ScenePicture, scene_picture, shown_of, wording, written_in
from words_pictures.translation import Standing, has_lost_its_source, source_words, standing
from words_pictures.voices import in_order, says
from words_pictures.wording import enumeration

from . import access, masks
from .language import gettext
from .parts import dom_id
from .store.watching import Presence

ALONE = "alone"
"""What a tablet chose that shows one language only."""
AT_HAND = 5
"""So many people fit in the bar on a tablet beside *together* and *the judge*."""


@dataclass(frozen=True)
class Passage:
    """A passage as it stands on the workbench, with letters for names where who asks need not know those."""

    part: Part
    place: str
    language: str
    words: str
    version: int
    whose: str
    """Whose words they are, as people say it; empty where nothing is written yet."""
    voice: str
    change: str
    """The id of the first change its editor will make."""
    standing: Standing
    """How far it is translated, and from what."""
    view: str = ""
    """Whose view it is, where people say it in two ways; empty for words that stand there alone."""
    says: str = ""
    """Of a view: the line above it, in the interface's language."""
    here: str = ""
    """Who is writing in it on another tablet, as people say it; empty where nobody is."""
    is_newer: bool = False
    """Whether somebody else wrote in it while who asks has it open."""
    source: str = ""
    """The words that it is made from, or would be; empty where it was said by itself."""
    of: str = ""
    """What its editor remembers those words by."""
    same: str = ""
    """What a page remembers the words themselves by, for who looks them over."""
    is_held_back: bool = False
    """Whether there is no editor for them, because they may hold a name that no masking finds, and nobody is writing there."""

    @property
    def address(self) -> str:
        return f"{self.place}@{self.language}" + (f".{self.view}" if self.view else "")

    @property
    def dom_id(self) -> str:
        return dom_id(self.address)

    @property
    def is_open(self) -> bool:
        """Whether somebody has to translate it here, or to look at it again."""
        return self.standing.is_open and not self.is_held_back

    @property
    def limit(self) -> int:
        return limit_of(self.part)


@dataclass(frozen=True)
class Voice:
    """Somebody who can be writing: a person of the family, together, or the judge."""

    id: str
    person: Person | None
    at_hand: bool
    """Whether they stand in the bar itself, or behind "Somebody else"."""


@dataclass(frozen=True)
class Here:
    """Somebody who is writing on another tablet."""

    address: str
    name: str
    person: Person | None


@dataclass(frozen=True)
class Asked:
    """What the asking page has open: the address of the editor somebody is in, what they have seen of it, and their pen."""

    address: str = ""
    seen: int = 0
    pen: str = ""
    held: tuple[str, ...] = ()
    """The addresses of every editor that holds words which are not saved, and of the one somebody is in: each stays on the page."""


@dataclass(frozen=True)
class Strip:
    """One scene in the strip along the edge."""

    item: Item
    number: int
    heading: str
    language: str
    """The language of the heading."""
    picture: ScenePicture | None
    is_empty: bool
    here: tuple[Here, ...] = ()
    """Who is writing there, on other tablets."""


NOTHING_OPEN = Asked()


def around(opened: access.Opened, item: Item | None, others: Iterable[Here] = ()) -> dict[str, object]:
    """What every page of the workbench has around it: the story, its people, its pages, who writes."""
    family, page = opened.family(g.language), opened.page
    title, title_language = wording(page.document, "title", language_of(opened))
    return {
        "opened": page,
        "document": page.document,
        "family": family,
        "family_id": opened.family_id,
        "title": title,
        "title_language": title_language,
        "language": language_of(opened),
        "strip": strip_of(page, others),
        "taken_out": page.document.taken_out("scenes"),
        "voices": voices_of(opened),
        "voice": voice_of(opened),
        "person": family.person(voice_of(opened)) if access.handed_over() else None,
        "scene": item,
        "carried": carried(opened),
    }


def carried(opened: access.Opened) -> dict[str, str]:
    """What every form for words carries of how its page was asked for: by whom words are translated, and with which letters for names."""
    handed, how = access.handed_over(), request.values.get("how", "")
    how = "interpreter" if handed is not None and handed.mode == access.TRANSLATE else how
    return ({"how": how} if how in HOWS else {}) | masks.carried(opened)


def voices_of(opened: access.Opened) -> list[Voice]:
    """Who can be writing in this story, as the bar shows them."""
    document, people = opened.page.document, _people_of(opened)
    # On the sofa are the parents, those who already wrote, and who writes now; a short list is shown whole.
    wrote = {entry.by for address, entry in document.entries.items() if "/words@" in address and entry.value}
    on_sofa = {*wrote, _chosen_voice(document), *(one.id for one in people if one.role == "parent")}
    is_short = len(people) <= AT_HAND
    return [
        Voice(TOGETHER, None, at_hand=True),
        *(Voice(one.id, one, at_hand=is_short or one.id in on_sofa) for one in people),
        Voice(JUDGE, None, at_hand=is_short or JUDGE in on_sofa),
    ]


def _people_of(opened: access.Opened) -> list[Person]:
    """Everyone of the family who can be writing in this story."""
    document, people = opened.page.document, opened.family(g.language).people
    in_story = {*document.ids("children"), *document.ids("people"), *document.ids("makers")}
    is_anyone = not document.ids("people")
    return [one for one in people if (is_anyone or one.id in in_story) and one.role != "judge"]


def voice_of(opened: access.Opened) -> str:
    """Whose the next words are: of who was tapped last, or of who was given the tablet."""
    handed = access.handed_over()
    if handed is not None:
        return handed.person_id
    chosen = _chosen_voice(opened.page.document)
    is_known = chosen == JUDGE or any(one.id == chosen for one in _people_of(opened))
    return chosen if is_known else TOGETHER


def voice_in(document_id: str) -> str:
    """Who was tapped last in a document, or who was given the tablet; nothing has to be opened for it."""
    handed = access.handed_over()
    return handed.person_id if handed is not None else access.session().writers.get(document_id, TOGETHER)


def _chosen_voice(document: Document) -> str:
    return voice_in(document.id)


def here_in(opened: access.Opened, presences: Iterable[Presence]) -> tuple[Here, ...]:
    """Who else is writing in a document, at places that who asks may see."""
    family, own = opened.family(g.language), access.session_hash()
    return tuple(
        Here(one.address, person.name if (person := family.person(one.voice)) else gettext("Somebody"), person)
        for one in presences
        if one.session_hash != own and opened.shows(one.address.partition("@")[0])
    )


def whose(family: Family, entry: Entry | None) -> str:
    """Whose words stand there, as people say it; empty where nothing stands."""
    return whose_voice(family, entry.by) if entry is not None and entry.value else ""


def whose_voice(family: Family, voice: str) -> str:
    """A voice as people say it."""
    person = family.person(voice)
    if person is not None:
        return person.name
    return {TOGETHER: gettext("together"), JUDGE: gettext("the judge")}.get(voice, "")


def language_of(opened: access.Opened) -> str:
    """The language that is being written in: as asked for, or else the own one of who was given the tablet, or the story's first.

    A child writes in the story's first language: it is never asked to translate (practice.md 8.2).
    """
    languages, person = opened.document.languages(), _in_whose_hands(opened)
    in_turn = () if is_a_childs(opened) else (request.values.get("in", ""), person.language if person else "")
    return next((one for one in in_turn if one in languages), next(iter(languages), g.language))


def is_a_childs(opened: access.Opened) -> bool:
    """Whether the tablet is in the hands of a child."""
    person = _in_whose_hands(opened)
    return person is not None and person.is_child


def _in_whose_hands(opened: access.Opened) -> Person | None:
    handed = access.handed_over()
    return opened.family(g.language).person(handed.person_id) if handed else None


def beside_of(opened: access.Opened) -> str:
    """The language that stands beside the one that is written in, as this tablet chose it; empty for none."""
    own, written = opened.document.languages(), language_of(opened)
    chosen = access.session().beside.get(opened.page.document.id)
    if chosen == ALONE:
        return ""
    spoken = {one.language for one in opened.family(g.language).people}
    # The family's own before those that only somebody else reads.
    in_turn = (chosen, *(one for one in own if one in spoken), *own)
    return next((one for one in in_turn if one in own and one != written), "")


def standing_scene(document: Document, scene_id: str) -> Item:
    """A scene that stands in the story; 404 for any other."""
    return next((one for one in document.items("scenes") if one.id == scene_id), None) or abort(404)


def item_of(document: Document, scene_id: str) -> Item:
    """A scene that stands in the story or was taken out of it; 404 for any other."""
    taken_out = (one for one in document.taken_out("scenes") if one.id == scene_id)
    return next(taken_out, None) or standing_scene(document, scene_id)


def passage_of(
    opened: access.Opened,
    place: str,
    part: Part,
    others: Iterable[Here] = (),
    asked: Asked = NOTHING_OPEN,
    view: str = "",
    language: str = "",
) -> Passage:
    """A passage as its editor needs it, or the view of one voice in it; in the language that is written in, or in another."""
    language, family = language or language_of(opened), opened.family(g.language)
    facet = f"{language}.{view}" if view else language
    address, masked = f"{place}@{facet}", partial(masks.masked, opened)
    entry, now = opened.document.entry(address), standing(opened.document, place, facet)
    source, words = source_words(opened.document, place, facet), str(entry.value or "") if entry else ""
    is_hidden = masks.hides(opened, entry, source)
    return Passage(
        part,
        place,
        language,
        words="" if is_hidden else masked(words),
        version=entry.version if entry and not is_hidden else 0,
        whose="" if view else masked(whose(family, entry)),
        voice=view or voice_of(opened),
        change=f"{new_id()}.1",
        view=view,
        says=masked(says(family, view, g.language)[0]) if view else "",
        here=masked(enumeration([*dict.fromkeys(one.name for one in others if one.address == address)], g.language)),
        is_newer=asked.address == address and _is_newer(entry, asked),
        standing=replace(now, checked_by=masked(now.checked_by)),
        source=masked(source),
        of=masks.digest_of(opened, source) if source else "",
        same=masks.digest_of(opened, words) if words else "",
        is_held_back=is_hidden and address not in asked.held,
    )


def limit_of(part: Part) -> int:
    """How many characters there is room for: in words, or in what is said of a picture."""
    return LIMITS["passage"] if part.type in DESCRIBED else part.limit


def views_in(
    opened: access.Opened,
    place: str,
    part: Part,
    others: Iterable[Here] = (),
    asked: Asked = NOTHING_OPEN,
    language: str = "",
) -> tuple[Passage, ...]:
    """The views of a passage, each as an editor needs it; none where it has one wording.

    A view that somebody has open stays with them, also when it was made one text with the others meanwhile.
    """
    language = language or language_of(opened)
    held = (address.partition(".") for address in asked.held)
    voices = {
        *opened.document.voices(place, language),
        *(voice for address, _, voice in held if voice and address == f"{place}@{language}"),
    }
    in_turn = in_order(voices, opened.family(g.language))
    return tuple(passage_of(opened, place, part, others, asked, view, language) for view in in_turn)


def _is_newer(entry: Entry | None, asked: Asked) -> bool:
    # What the asking page's own pen just wrote is nobody else's, also where its answer is still on the way.
    if entry is None or entry.version <= asked.seen:
        return False
    return masks.own_pen(entry) != asked.pen.rpartition(".")[0]


def strip_of(opened: access.Opened, others: Iterable[Here] = ()) -> list[Strip]:
    """The scenes for the strip along the edge, in order."""
    language = language_of(opened)
    family, strip = opened.family(g.language), list[Strip]()
    for number, item in enumerate(opened.document.items("scenes"), start=1):
        heading, titled_in = wording(opened.document, f"{item.place}/heading", language)
        words = written_in(opened.document, f"{item.place}/words", language)
        picture = scene_picture(item, language, family, is_small=True)
        here = tuple(one for one in others if one.address.startswith(f"{item.place}/"))
        strip.append(Strip(item, number, heading, titled_in, picture, not words and picture is None, here))
    return strip


def frame_of(opened: access.Opened, item: Item) -> Frame | None:
    """The frame a scene began from, with its helping question; None for a scene of one's own."""
    return opened.definition.frame(item.text("frame"))


def audience_of(opened: access.Opened, item: Item) -> dict[str, object]:
    """Who may read a scene, as its form shows it: which of the three, and for the child's own whose it is and who was named."""
    entry = opened.document.entry(f"{item.place}@audience")
    value = entry.value if entry is not None and isinstance(entry.value, dict) else {"for": ["everyone"]}
    named = [one for one in value["for"] if one not in ("everyone", "adults", "workers")]
    return {"choice": "child" if "of" in value else value["for"][0], "named": named, "of": value.get("of", "")}


def scene_page(
    opened: access.Opened, item: Item, others: Iterable[Here] = (), asked: Asked = NOTHING_OPEN
) -> dict[str, object]:
    """All that the page of one scene shows. A scene that was taken out shows too: its words are still there, and can come back."""
    frame = around(opened, item, others)
    strip: list[Strip] = frame["strip"]  # type: ignore[assignment]
    at = next((n for n, one in enumerate(strip) if one.item.id == item.id), None)
    return {
        **frame,
        "number": at + 1 if at is not None else None,
        "before": strip[at - 1] if at else None,
        "behind": strip[at + 1] if at is not None and at + 1 < len(strip) else None,
        "frame": frame_of(opened, item),
        **_said(opened, item, language_of(opened), others, asked),
        "beside": _beside(opened, item, others, asked),
        "others": [one for one in opened.document.languages() if one != language_of(opened)],
        "picture": scene_picture(item, language_of(opened), opened.family(g.language)),
        "shown": shown_of(item),
        "audience": audience_of(opened, item),
        "children": [one for one in opened.family(g.language).those(opened.document.ids("children")) if one.is_child],
    }


def own_page(
    opened: access.Opened, item: Item, others: Iterable[Here] = (), asked: Asked = NOTHING_OPEN
) -> dict[str, object]:
    """All that the page of one scene shows to who was given the tablet: one question, one big field."""
    strip = strip_of(opened)
    at = next((n for n, one in enumerate(strip) if one.item.id == item.id), None)
    heading, titled_in = wording(opened.document, f"{item.place}/heading", language_of(opened))
    handed = access.handed_over()
    family = opened.family(g.language)
    person = family.person(handed.person_id if handed else None)
    return {
        "opened": opened,
        "document": opened.document,
        "family": family,
        "person": person,
        "address_form": "je" if person and person.is_child else family.address_form,
        "read_to": [one.name for one in family.those(opened.document.ids("children"))],
        "account": access.account(),
        "number": at + 1 if at is not None else None,
        "count": len(strip),
        "before": strip[at - 1] if at else None,
        "behind": strip[at + 1] if at is not None and at + 1 < len(strip) else None,
        "frame": frame_of(opened, item),
        "heading": heading,
        **_own_words(opened, item, others, asked),
        "picture": scene_picture(item, language_of(opened), family, heading),
        "titled_in": titled_in,
        "language": language_of(opened),
        "scene": item,
    }


def _said(opened: access.Opened, item: Item, language: str, others: Iterable[Here], asked: Asked) -> dict[str, Any]:
    # One editor for the words, or one for each view. The one that somebody has open stays, whatever became of its words meanwhile.
    place, heading = f"{item.place}/words", f"{item.place}/heading"
    part = _part(opened, place)
    views = views_in(opened, place, part, others, asked, language)
    one = passage_of(opened, place, part, others, asked, language=language)
    is_needed = not opened.document.voices(place, one.language) or one.words or one.address in asked.held
    return {
        "heading": passage_of(opened, heading, _part(opened, heading), others, asked, language=language),
        "words": one if is_needed else None,
        "views": views,
    }


def _beside(opened: access.Opened, item: Item, others: Iterable[Here], asked: Asked) -> dict[str, object] | None:
    # The same page in the language beside: where the words are two views, there is one for each of those voices.
    language, place = beside_of(opened), f"{item.place}/words"
    if not language:
        return None
    said = _said(opened, item, language, others, asked)
    voices = opened.document.voices(place, language_of(opened))
    if voices and not said["views"] and said["words"] and not said["words"].words:
        in_turn = in_order(voices, opened.family(g.language))
        part = _part(opened, place)
        said |= {
            "words": None,
            "views": [passage_of(opened, place, part, others, asked, one, language) for one in in_turn],
        }
    return {"language": language, **said}


def _own_words(opened: access.Opened, item: Item, others: Iterable[Here], asked: Asked) -> dict[str, object]:
    # Where people say it in two ways, who was given the tablet writes their own view, and reads that of the others.
    place, language = f"{item.place}/words", language_of(opened)
    is_one = opened.document.words(place, language) and not opened.document.voices(place, language)
    views = [] if is_one else _views_of_all(opened, place, others, asked)
    own = voice_of(opened) if views and f"{place}@{language}" not in asked.held else ""
    words = passage_of(opened, place, _part(opened, place), others, asked, own)
    return {
        "words": replace(words, source="", of="") if is_a_childs(opened) else words,
        "others_say": [view for view in views if view.view != own],
    }


def _views_of_all(opened: access.Opened, place: str, others: Iterable[Here], asked: Asked) -> list[Passage]:
    # What each says in the language that is written in, or else in another one: but to a child in its own only.
    own, part, said = language_of(opened), _part(opened, place), dict[str, Passage]()
    for language in (own,) if is_a_childs(opened) else (own, *opened.document.languages()):
        for view in views_in(opened, place, part, others, asked, language):
            if not has_lost_its_source(opened.document, place, f"{language}.{view.view}"):
                said.setdefault(view.view, view)
    return [said[voice] for voice in in_order(said, opened.family(g.language))]


def _part(opened: access.Opened, place: str) -> Part:
    return access.part_at(opened.definition, place)
