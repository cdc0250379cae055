"""A lived-in installation, made by the store in a second: the demo families' stories, one just begun, and one in Arabic."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from io import BytesIO
from pathlib import Path

from flask import request
from flask.testing import FlaskClient
from PIL import Image
from sqlalchemy.exc import OperationalError

from webapp.store import Database, accounts, documents, pictures
from webapp.store.sessions import HandedOver, save_new_session
from webapp.store.watching import save_presence
from words_pictures.change import Add, Change, TakeOut, Write, apply
from words_pictures.definition import definitions
from words_pictures.demo import demo_story
from words_pictures.document import Document, new_id
from words_pictures.picture import SafePicture, made_safe

from .conftest import PASSWORD, Site, serving, story_made

LONG = "Dit is een lange zin die vertelt hoe het ging en wie erbij was. " * 17
ARABIC = [
    ("عائلتنا", "هذه قصة نور. نور تسكن مع ماما. يوم الأحد تخبز نور كعكة مع تيتا فاطمة."),
    ("من كان قلقًا؟", "كانت الجارة قلقة. ماما كانت قلقة أيضًا. قالت: «ماذا لو حدث شيء في الليل؟» " * 9),
    ("ماذا حدث؟", "اتصلت نور بالرقم 112. جاء Pieter إلى البيت. هذا ليس ذنب نور."),
    ("ماذا نفعل الآن؟", ""),
    ("صفحة أُخرجت", "هذه الصفحة ليست في الكتاب."),
]
READS_ARABIC = "-who-reads-arabic"
"""Behind who somebody is: the pages of the tablet in their hands speak Arabic."""
EARLIER_ARABIC = "هذه قصة نور وماما."


@dataclass(frozen=True)
class Place:
    """One scene of a document."""

    document: str
    scene: str

    @property
    def address(self) -> str:
        return f"/documents/{self.document}/scenes/{self.scene}"


@dataclass(frozen=True)
class World:
    """Where everything is that a state of a page is made of. Ids, but for `site` and `unused`."""

    site: Site
    unused: Site
    """An installation without an account; `start` is the code to make one with."""
    start: str
    account: str
    newcomer: str
    family: str
    child: str
    mother: str
    written: Place
    """With a picture made here, words, and earlier words."""
    long: Place
    bare: Place
    """Words, and a picture that was taken away."""
    sent: Place
    """Words, and a drawing that somebody made on paper."""
    blank: Place
    told: str
    untold: str
    young: str
    yara: str
    writes: str = "nl"
    """The language that the stories are written in: `nl` or `ar`."""
    into: str = "pl"
    """The language that the story that was told is translated into."""

    @property
    def database(self) -> Database:
        return self.site.app.extensions["database"]

    def token(self, who: str, *, document: str = "", evening: bool = False, language: str = "nl") -> str:
        """The cookie of a new session: of the worker, of a newcomer, or of the worker with the tablet in somebody's hands."""
        handed = {
            "child": self._handed(self.told, self.child, "read"),
            "child-awkward": self._handed(self.long.document, self.child, "read"),
            "yara": self._handed(self.young, self.yara, "read"),
            "mother": self._handed(document or self.blank.document, self.mother, "write"),
            "mother-reads": self._handed(document or self.blank.document, self.mother, "read"),
            "signer": self._handed(document or self.blank.document, self.mother, "sign"),
            "mother-of-the-written": self._handed(self.written.document, self.mother, "write"),
            "covered": replace(self._handed(self.told, self.child, "read"), covered=True),
            "interpreter": replace(
                self._handed(self.told, "interpreter", "translate"), into=self.into, language=self.into
            ),
        }.get(who.removesuffix(READS_ARABIC))
        if handed is not None and who.endswith(READS_ARABIC):
            handed = replace(handed, language="ar")
        account = self.newcomer if who == "newcomer" else self.account
        session = save_new_session(self.database, account, handed_over=handed, evening=evening, language=language)
        return session.token

    def client(self) -> FlaskClient:
        """The worker, without a browser: to make things quickly."""
        client = self.site.app.test_client()
        client.environ_base["HTTP_ORIGIN"] = self.site.url
        client.set_cookie("session", self.token("worker"), domain="127.0.0.1")
        return client

    def write(
        self,
        document: str,
        values: Mapping[str, object],
        by: str = "together",
        definition: str = "words-and-pictures",
    ) -> None:
        """Write behind everybody's back, as from another tablet."""
        write(self.database, self.account, document, values, by, definition)

    def plan(self, words: str) -> str:
        """A new safety plan with a rule, a week and somebody who helps, in the language that the family's stories are written in."""
        asked = {"kind": "safety-plan", "language": self.writes}
        made = self.client().post(f"{self.site.url}/families/{self.family}/documents/new", data=asked)
        document, form, pen = made.location.rpartition("/documents/")[2].partition("/")[0], "safety-plan", new_id()
        helper = next(item.id for item in self.file.items("people") if item.text("role") == "network")
        items = {"rules": "r1", "helpers": "h1", "what_ifs": "w1", "scales": "s1", "looking_back": "l1"}
        added = [Add(f"{pen}.{n}", "together", place, id, None) for n, (place, id) in enumerate(items.items(), start=1)]
        _save(self.database, self.account, document, added, form)
        hours = {"days": [0, 2], "from": "17:40", "to": "21:55"}
        values = {
            f"title@{self.writes}": words[:60],
            f"rules/r1/words@{self.writes}": words[:290],
            "rules/r1/who@value": [helper],
            "rules/r1/hours@value": hours,
            "rules/r1/backups@value": [self.mother],
            "helpers/h1/who@value": [helper],
            "helpers/h1/agreed@value": "yes",
            f"what_ifs/w1/does@{self.writes}": words[:290],
            "what_ifs/w1/calls@value": [helper, self.mother],
            "scales/s1/who@value": [self.mother],
            "scales/s1/on@value": "2027-03-18",
            "scales/s1/number@value": {"number": 6, "from": 1, "to": 10},
            "looking_back/l1/on@value": "2027-04-01",
            "week@value": {
                "away": [{**hours, "who": [self.mother]}],
                "there": [{**hours, "days": [0], "who": [helper]}],
            },
        }
        self.write(document, values, definition=form)
        return document

    @property
    def file(self) -> Document:
        """The family's own file."""
        return documents.read_file(self.database, self.family) or Document("", "family")

    def new_scene(self) -> Place:
        """A new scene, without anything, at the end of the story that has just begun."""
        document, scene = self.blank.document, new_id()
        scenes = _read(self.database, document).order["scenes"]
        _save(self.database, self.account, document, [Add(f"{new_id()}.1", "together", "scenes", scene, scenes[-1])])
        return Place(document, scene)

    def begun(self) -> Place:
        """The first place of a new story of four, that nobody has written in."""
        asked = {"kind": "words-and-pictures.four", "children": self.child, "language": "nl", "title": "Wat er nu komt"}
        made = self.client().post(f"{self.site.url}/families/{self.family}/documents/new", data=asked)
        document = made.location.rpartition("/")[2]
        scenes = _read(self.database, document).order["scenes"]
        if self.writes == "ar":
            headings = {f"scenes/{scene}/heading@ar": ARABIC[n][0] for n, scene in enumerate(scenes)}
            self.write(document, {"languages@value": ["ar", "nl"], "title@ar": "ما يأتي الآن", **headings})
        return Place(document, scenes[0])

    def in_two_ways(self, place: Place, mother: str, together: str) -> None:
        """Words as two views: what the mother says, and what all say together."""
        address = f"scenes/{place.scene}/words@{self.writes}"
        self.write(place.document, {f"{address}.{self.mother}": mother}, by=self.mother)
        self.write(place.document, {f"{address}.together": together, address: None})

    def is_here(self, place: Place, voice: str) -> None:
        """Somebody who is writing there, on another tablet."""
        save_presence(self.database, place.document, "another", voice, f"scenes/{place.scene}/words@{self.writes}")

    def take_out(self, place: Place) -> None:
        _save(self.database, self.account, place.document, [_out(self.database, place)])

    def _handed(self, document: str, person: str, mode: str) -> HandedOver:
        return HandedOver(document, person, mode, f"/documents/{document}")


@contextmanager
def lived_in(folder: Path) -> Iterator[tuple[World, World]]:
    """Such an installation, answering: seen in Dutch, and in a family that reads Arabic."""
    with serving(folder / "used") as site, serving(folder / "unused", start_code="begin") as unused:
        world = seeded(site, unused, "begin")
        yield world, in_arabic(world, one_picture())


def seeded(site: Site, unused: Site, start: str) -> World:
    """An empty installation filled. `?break=500` and `?break=507` make it fail, as a fault in it or a full disk would."""
    database: Database = site.app.extensions["database"]
    site.app.before_request(_break_down)
    account = accounts.save_account(database, "Pieter", "Pieter", accounts.CONSULENT, PASSWORD)
    newcomer = accounts.save_account(database, "Lotte", "Lotte", accounts.BEGELEIDER, PASSWORD)
    mila = _family(database, account.id, "immediate")
    yara = _family(database, account.id, "story-young-person")
    story = _story(database, mila, "story")
    spare = _story(database, mila, "immediate")
    young = _story(database, yara, "story-young-person")
    scenes, others = _read(database, story).order["scenes"], _read(database, spare).order["scenes"]
    world = World(
        site,
        unused,
        start,
        account.id,
        newcomer.id,
        family=mila,
        child="mila",
        mother="kasia",
        written=Place(story, scenes[0]),
        long=Place(spare, others[1]),
        bare=Place(spare, others[2]),
        sent=Place(spare, others[0]),
        blank=Place(story, scenes[0]),
        told=story,
        untold=spare,
        young=young,
        yara="yara",
    )
    _with_history(world, str(_words(database, world.written, "nl")), "nl")
    sent = _sent(database, mila, one_picture())
    world.write(spare, {f"scenes/{others[0]}/picture@value": sent, f"scenes/{others[2]}/picture@value": sent})
    world.write(spare, {f"scenes/{others[0]}/picture@nl": "Mila tekende de sofa zelf."})
    world.write(spare, {f"scenes/{others[1]}/words@nl": LONG, f"scenes/{others[2]}/composed@value": None})
    world.write(spare, {f"scenes/{others[2]}/picture@value": None})
    world.take_out(Place(spare, others[-1]))
    return replace(world, blank=world.begun())


def in_arabic(world: World, picture: SafePicture) -> World:
    """The same world, seen in a family that reads Arabic: the pages speak Dutch, the story Arabic."""
    client, database = world.client(), world.database
    document = story_made(client, world.site).rpartition("/")[2]
    stored = documents.read_document(database, document)
    assert stored is not None
    file = documents.read_file(database, stored.family_id)
    assert file is not None
    people = {item.text("name"): item.id for item in file.items("people")}
    write(database, world.account, file.id, {f"people/{people['Noor']}/languages@value": ["ar"]}, definition="family")
    shown = _sent(database, stored.family_id, picture)
    added = new_id()
    last = stored.document.order["scenes"][-1]
    _save(database, world.account, document, [Add(f"{new_id()}.1", "together", "scenes", added, last)])
    scenes = [*stored.document.order["scenes"], added]
    write(database, world.account, document, {"languages@value": ["ar", "nl"], "title@ar": "قصة نور"})
    for number, (scene, (heading, words)) in enumerate(zip(scenes, ARABIC, strict=True)):
        values: dict[str, object] = {f"scenes/{scene}/heading@ar": heading, f"scenes/{scene}/words@ar": words or None}
        if number < 3:
            values |= {f"scenes/{scene}/picture@value": shown, f"scenes/{scene}/picture@ar": "نور وماما عند الباب"}
        write(database, world.account, document, values, by=people["Samira"])
    places = [Place(document, scene) for scene in scenes]
    world.take_out(places[4])
    world.write(document, {f"scenes/{places[2].scene}/picture@value": None})
    arabic = replace(
        world,
        family=stored.family_id,
        child=people["Noor"],
        mother=people["Samira"],
        written=places[0],
        long=places[1],
        bare=places[2],
        sent=places[0],
        blank=places[3],
        told=document,
        untold=document,
        writes="ar",
        into="nl",
    )
    _with_history(arabic, EARLIER_ARABIC, "ar", questions="لماذا كانت ماما تعمل في الليل؟")
    return arabic


def _sent(database: Database, family: str, picture: SafePicture) -> dict[str, object]:
    return {"id": pictures.save_picture(database, family, picture), "width": 1600, "height": 1200}


def one_picture() -> SafePicture:
    """A picture like any other, made once for every scene."""
    image = Image.new("RGB", (1600, 1200), "#fffdf8")
    image.paste("#c9dcc0", (0, 800, 1600, 1200))
    image.paste("#ecd79a", (500, 300, 1000, 900))
    data = BytesIO()
    image.save(data, "PNG")
    return made_safe(data.getvalue())


def write(
    database: Database,
    account: str,
    document: str,
    values: Mapping[str, object],
    by: str = "together",
    definition: str = "words-and-pictures",
) -> None:
    standing = _read(database, document)
    pen = new_id()
    changes = [
        Write(f"{pen}.{n}", by, address, value, standing.version(address))  # type: ignore[arg-type]
        for n, (address, value) in enumerate(values.items(), start=1)
    ]
    _save(database, account, document, changes, definition)


def _family(database: Database, account: str, name: str) -> str:
    file = demo_story(name)[1]
    if "pieter" in file.order["people"]:
        own = Write(f"{new_id()}.1", account, "people/pieter/account@value", account, file.revision)
        file = apply(file, own, definitions()["family"]).document
    return documents.save_whole_family(database, account, file)


def _story(database: Database, family: str, name: str) -> str:
    document, _ = demo_story(name)
    documents.save_whole_document(database, family, document)
    return document.id


def _with_history(world: World, earlier: str, language: str, questions: str = "Waarom werkte mama 's nachts?") -> None:
    address = f"scenes/{world.written.scene}/words@{language}"
    now = _words(world.database, world.written, language)
    for words in (earlier.partition(".")[0] + ".", now):
        world.write(world.written.document, {address: words}, by=world.mother)
    who = {"told_by": world.mother, "present": world.child, "copies": world.mother}
    telling = {"pen": new_id(), "told_on": "2026-03-28", "questions": questions, **who}
    answer = world.client().post(f"{world.site.url}/documents/{world.told}/told", data=telling)
    assert answer.status_code == 303, answer.status_code


def _words(database: Database, place: Place, language: str) -> object:
    entry = _read(database, place.document).entry(f"scenes/{place.scene}/words@{language}")
    return entry.value if entry else None


def _out(database: Database, place: Place) -> TakeOut:
    seen = _read(database, place.document).revision
    return TakeOut(f"{new_id()}.1", "together", "scenes", place.scene, seen)


def _save(
    database: Database,
    account: str,
    document: str,
    changes: Sequence[Change],
    definition: str = "words-and-pictures",
) -> None:
    documents.save_changes(database, document, account, definitions()[definition], changes, lambda *_: True)


def _read(database: Database, document: str) -> Document:
    stored = documents.read_document(database, document)
    assert stored is not None
    return stored.document


def _break_down() -> None:
    if request.args.get("break") == "500":
        raise RuntimeError("somebody's words")
    if request.args.get("break") == "507":
        raise OperationalError("", {}, Exception("database or disk is full"))
