"""The cast. Pages are used as people use them: by what they say.

Pieter, a consultant, works with Mila's family and is signed in; Lotte, a family worker, is let in; An works elsewhere. Kasia is the mother,
Tomek the father, Oskar the little brother, Ewa the aunt whom Mila can always talk to. In `home` everybody is there, and every word is one
of its own, so that a test can see who met it.
"""

from __future__ import annotations

import shutil
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from functools import cache
from io import BytesIO
from pathlib import Path
from typing import Any
from urllib.parse import urlencode, urljoin
from xml.etree.ElementTree import Element

import html5lib
import pytest
from argon2 import PasswordHasher
from flask import Flask
from PIL import Image
from werkzeug.datastructures import MultiDict
from werkzeug.test import Client, TestResponse

from webapp import create_app
from webapp.config import config_for
from webapp.store import Database
from webapp.store import accounts as stored_accounts
from webapp.store.accounts import Account, save_account, save_assignment
from webapp.store.documents import (
    read_document,
    read_file,
    read_told,
    save_changes,
    save_new_document,
    save_new_family,
    save_told,
)
from webapp.store.pictures import save_picture
from webapp.store.sessions import HandedOver, save_new_session
from words_pictures.change import Add, Change, TakeOut, Write
from words_pictures.definition import definitions
from words_pictures.document import Document, new_id
from words_pictures.picture import SafePicture, made_safe

ORIGIN = "http://localhost"
FIELDS = ("input", "textarea", "select", "button")


@dataclass
class Page:
    """An answer as a person meets it: by headings, links, fields and buttons, by what they say."""

    visitor: Visitor
    address: str
    answer: TestResponse
    _tree: Element | None = None

    @property
    def status(self) -> int:
        return self.answer.status_code

    @property
    def tree(self) -> Element:
        if self._tree is None:
            self._tree = html5lib.parse(self.answer.get_data(as_text=True), namespaceHTMLElements=False)
        return self._tree

    @property
    def title(self) -> str:
        return _said(self.tree.find(".//title"))

    @property
    def heading(self) -> str:
        return _said(self.tree.find(".//h1"))

    @property
    def problem(self) -> str:
        """The sentence at the top of a form that was refused; empty where there is none."""
        return _said(self.tree.find(".//*[@id='problem']//li"))

    @property
    def said(self) -> str:
        return _said(self.tree.find(".//body"))

    def link(self, name: str) -> str:
        """Where a link leads."""
        return urljoin(self.address, self._one("a", name).get("href", ""))

    def pictures(self) -> list[Element]:
        return self.tree.findall(".//img")

    def field(self, label: str) -> Element:
        """A field by its label."""
        for one in self.tree.findall(".//label"):
            if _said(one).startswith(label):
                inside = next((inner for inner in one.iter() if inner.tag in FIELDS), None)
                found = inside if inside is not None else self.tree.find(f".//*[@id='{one.get('for')}']")
                assert found is not None, f"the label {label!r} belongs to nothing"
                return found
        raise AssertionError(f"no field {label!r}")

    def fill(self, label: str, text: str) -> Page:
        """Type in a field, over what stands there."""
        field = self.field(label)
        if field.tag == "textarea":
            field.text = text
        elif field.tag == "select":
            for option in field.iter("option"):
                option.attrib.pop("selected", None)
                if _said(option) == text:
                    option.set("selected", "")
        else:
            field.set("value", text)
        return self

    def tick(self, label: str, *, is_on: bool = True) -> Page:
        """Tap a box or a choice; of choices of one name only one is on."""
        tapped = self.field(label)
        if tapped.get("type") == "radio":
            for other in self.tree.iter("input"):
                if other.get("name") == tapped.get("name"):
                    other.attrib.pop("checked", None)
        if is_on:
            tapped.set("checked", "")
        else:
            tapped.attrib.pop("checked", None)
        return self

    def press(
        self,
        button: str,
        _files: dict[str, Any] | None = None,
        *,
        beside: str = "",
        as_part: bool = False,
        **typed: str | None,
    ) -> Page:
        """Press a button of a form, with everything that stands in the form; None in `typed` takes a field out.

        Of several buttons of that name, the one whose form also says `beside`. `as_part`: as htmx would send the form.
        """
        pressed, form = self._button(button, beside)
        elsewhere = [one for one in self.tree.iter("input") if one.get("form") and one.get("form") == form.get("id")]
        said = MultiDict([*_standing(form), *((one.get("name"), one.get("value", "")) for one in elsewhere)])
        if pressed.get("name"):
            said.add(pressed.get("name"), pressed.get("value", ""))
        for name, value in typed.items():
            said.poplist(name)
            if value is not None:
                said.add(name, value)
        for name, value in (_files or {}).items():
            said.add(name, value)
        address = urljoin(self.address, pressed.get("formaction") or form.get("action") or self.address)
        if (pressed.get("formmethod") or form.get("method") or "get") == "get":
            return self.visitor.get(f"{address}?{urlencode(list(said.items(multi=True)))}")
        return self.visitor.post(address, said, **({"HX-Request": "true"} if as_part else {}))

    def holds(self, address: str) -> bool:
        """Whether a field of a document is open here to be filled in."""
        return self._form_of(address) is not None

    def submit(self, address: str, said: Mapping[str, Any]) -> Page:
        """Send the form of a field of a document with what is filled in, beside what stands in it; a list is several of one name."""
        form = self._form_of(address)
        assert form is not None, f"no field {address!r} on the page {self.title!r}"
        typed = MultiDict(one for one in _standing(form) if one[0] not in said)
        for name, value in said.items():
            typed.setlist(name, value if isinstance(value, list) else [value])
        return self.visitor.post(urljoin(self.address, form.get("action") or self.address), typed)

    def _form_of(self, address: str) -> Element | None:
        held = (
            (form, one.get("value"))
            for form in self.tree.iter("form")
            for one in form.iter("input")
            if one.get("name") == "address"
        )
        return next((form for form, value in held if value == address), None)

    def _button(self, name: str, beside: str) -> tuple[Element, Element]:
        found = [
            (form, one)
            for form in self.tree.iter("form")
            for one in form.iter("button")
            if _said(one) == name or one.get("aria-label") == name
        ]
        near = [beside and self._how_far(form, beside) for form, _ in found]
        assert any(far is not None for far in near), f"no button {name!r} beside {beside!r} on the page {self.title!r}"
        form, button = found[near.index(min(far for far in near if far is not None))]
        return button, form

    def _how_far(self, form: Element, text: str) -> int | None:
        # On a label of the form, in the form, in the section around it; None: elsewhere.
        if any(_said(label).startswith(text) for label in form.iter("label")):
            return 0
        if text in _spoken(form):
            return 1
        around = [one for one in self.tree.iter() if one.tag in ("section", "li") and form in one.iter()]
        return 2 if any(text in _said(one) for one in around) else None

    def _one(self, tag: str, name: str) -> Element:
        found = [one for one in self.tree.iter(tag) if _said(one) == name or one.get("aria-label") == name]
        assert found, f"no {tag} {name!r} on the page {self.title!r}"
        return found[0]


@dataclass
class Visitor:
    """A browser without scripts, in somebody's hands."""

    client: Client
    headers: dict[str, str] = field(default_factory=lambda: {"Origin": ORIGIN, "Accept-Language": "en"})

    def get(self, address: str) -> Page:
        return self._followed(self.client.get(address, headers=self.headers), address)

    def post(self, address: str, said: Any, **headers: str) -> Page:
        answer = self.client.post(address, data=said, headers={**self.headers, **headers})
        # The test client leaves the file open in which it wrote a large form.
        answer.request.environ["wsgi.input"].close()
        return self._followed(answer, address)

    def _followed(self, answer: TestResponse, address: str) -> Page:
        while answer.status_code == 303:
            address = urljoin(address, answer.headers["Location"])
            answer = self.client.get(address, headers=self.headers)
        return Page(self, address, answer)


@dataclass(frozen=True)
class MadeFamily:
    """A family with the ids of its people."""

    id: str
    mila: str
    kasia: str
    pieter: str


@dataclass
class MadeStory:
    """A story of a family, with the ids of its scenes."""

    database: Database
    account: Account
    family: MadeFamily
    id: str
    scenes: list[str]

    @property
    def document(self) -> Document:
        stored = read_document(self.database, self.id)
        assert stored is not None
        return stored.document

    def change(self, *changes: Change) -> None:
        """Change it behind everybody's back, as from another tablet."""
        definition = definitions()["words-and-pictures"]
        save_changes(self.database, self.id, self.account.id, definition, changes, lambda *_: True)

    def write(self, address: str, value: Any, by: str = "together") -> None:
        self.change(Write(f"{new_id()}.1", by, address, value, self.document.revision))


@pytest.fixture(scope="session", autouse=True)
def cheap_passwords() -> Iterator[None]:
    """The same kind of digest, made in a hundredth of the time."""
    hasher = PasswordHasher(time_cost=1, memory_cost=64, parallelism=1)
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(stored_accounts, "_hasher", hasher)
        patch.setattr(stored_accounts, "_NOBODYS", hasher.hash("nobody has this password"))
        yield


@pytest.fixture(scope="session")
def built(tmp_path_factory: pytest.TempPathFactory) -> Flask:
    """The app, built once; its database is empty, and is copied for each test."""
    app = create_app(config_for(tmp_path_factory.mktemp("empty"), origin=ORIGIN))
    app.extensions["database"].close()
    return app


@pytest.fixture(scope="session")
def furnished(built: Flask, tmp_path_factory: pytest.TempPathFactory) -> Home:
    """Where everybody is at home, made once and copied for each test."""
    folder = tmp_path_factory.mktemp("home")
    database = _copied(folder_of(built), folder)
    pieter = save_account(database, "Pieter", "pieter", "consulent", "a story for mila")
    lotte = save_account(database, "Lotte", "lotte", "begeleider", "drie kopjes thee en een koek")
    home = make_home(database, pieter, lotte)
    database.close()
    return home


@pytest.fixture
def app(request: pytest.FixtureRequest, built: Flask, tmp_path: Path) -> Iterator[Flask]:
    """The app with a database of this test; where the test is at home, everything is there already."""
    is_furnished = "home" in request.fixturenames
    source = request.getfixturevalue("furnished").database.path.parents[1] if is_furnished else folder_of(built)
    before = dict(built.extensions)
    database = _copied(source, tmp_path)
    built.extensions.update(config=config_for(tmp_path, origin=ORIGIN), database=database)
    yield built
    database.close()
    built.extensions.update(before)


def folder_of(app: Flask) -> Path:
    return app.extensions["config"].database.parents[1]


def _copied(source: Path, folder: Path) -> Database:
    for name in ("data", "keys"):
        shutil.copytree(source / name, folder / name)
    config = config_for(folder)
    return Database(config.database, config.key)


@pytest.fixture
def database(app: Flask) -> Database:
    return app.extensions["database"]


@pytest.fixture
def pieters_account(database: Database) -> Account:
    return account_of(database, "Pieter", "consulent", "a story for mila")


def account_of(database: Database, name: str, kind: str, password: str) -> Account:
    """The account of that name; made, where nobody is at home yet."""
    known = {one.name: one for one in stored_accounts.read_accounts(database)}
    return known.get(name) or save_account(database, name, name, kind, password)


@pytest.fixture
def visitor(app: Flask, database: Database) -> Callable[..., Visitor]:
    """A browser for an account; handed over, when that is said."""

    def opened(account: Account | None = None, handed_over: HandedOver | None = None) -> Visitor:
        client = app.test_client()
        if account is not None:
            session = save_new_session(database, account.id, handed_over=handed_over)
            client.set_cookie("session", session.token, domain="localhost")
        return Visitor(client)

    return opened


@pytest.fixture
def pieter(visitor: Callable[..., Visitor], pieters_account: Account) -> Visitor:
    return visitor(pieters_account)


@pytest.fixture
def an(visitor: Callable[..., Visitor], database: Database) -> Visitor:
    """A worker of the same service, whose family this is not."""
    return visitor(save_account(database, "An", "an", "consulent", "another good story"))


@pytest.fixture
def make_family(database: Database, pieters_account: Account) -> Callable[..., MadeFamily]:
    def make(child: str = "Mila", account: Account = pieters_account) -> MadeFamily:
        made = MadeFamily("", new_id(), new_id(), new_id())
        facts = [
            (made.mila, {"name": child, "role": "child", "age": 9}),
            (made.kasia, {"name": "Kasia", "role": "parent", "relation": "mum"}),
            (made.pieter, {"name": account.name, "role": "consultant", "account": account.id}),
        ]
        changes: list[Change] = [Write(f"{new_id()}.1", account.id, "name@value", child, 0)]
        for person, known in facts:
            changes.append(Add(f"{new_id()}.1", account.id, "people", person, None))
            changes.extend(
                Write(f"{new_id()}.1", account.id, f"people/{person}/{key}@value", value, 0)
                for key, value in known.items()
            )
        family_id, _ = save_new_family(database, account.id, definitions()["family"], changes)
        return MadeFamily(family_id, made.mila, made.kasia, made.pieter)

    return make


@pytest.fixture
def make_story(database: Database, pieters_account: Account) -> Callable[..., MadeStory]:
    def make(
        family: MadeFamily,
        account: Account = pieters_account,
        scenes: tuple[str, ...] = ("Our family", "What happened"),
    ) -> MadeStory:
        by, ids = family.pieter, [new_id() for _ in scenes]
        facts: dict[str, Any] = {
            "title@en": "The story of Mila",
            "languages@value": ["en"],
            "children@value": [family.mila],
            "people@value": [family.kasia, family.pieter],
        }
        changes: list[Change] = [Write(f"{new_id()}.1", by, address, value, 0) for address, value in facts.items()]
        for at, (scene, heading) in enumerate(zip(ids, scenes, strict=True)):
            changes.append(Add(f"{new_id()}.1", by, "scenes", scene, ids[at - 1] if at else None))
            changes.append(Write(f"{new_id()}.1", by, f"scenes/{scene}/heading@en", heading, 0))
        document_id = save_new_document(database, family.id, account.id, definitions()["words-and-pictures"], changes)
        return MadeStory(database, account, family, document_id, ids)

    return make


@pytest.fixture
def family(make_family: Callable[..., MadeFamily]) -> MadeFamily:
    return make_family()


@pytest.fixture
def story(make_story: Callable[..., MadeStory], family: MadeFamily) -> MadeStory:
    """Two scenes, without pictures yet."""
    return make_story(family)


@pytest.fixture
def hand_over(visitor: Callable[..., Visitor]) -> Callable[..., Visitor]:
    """The tablet in the hands of someone of the family, to read or to write."""

    def give(story: MadeStory, person: str, mode: str = "read") -> Visitor:
        return visitor(story.account, HandedOver(story.id, person, mode, f"/documents/{story.id}"))

    return give


PEOPLE = {
    "mila": {"name": "Mila", "role": "child", "birth_date": "2017-06-02", "languages": ["en"]},
    "oskar": {"name": "Oskar", "role": "child", "age": 3, "languages": ["en"]},
    "kasia": {"name": "Kasia", "role": "parent", "relation": "mamaruda", "phone": "0471000001"},
    "tomek": {"name": "Tomek", "role": "parent", "relation": "papatomcio", "phone": "0471000002"},
    "ewa": {"name": "Ewa", "role": "network", "relation": "tanteewunia", "phone": "0471000003"},
    "beata": {"name": "Beata", "role": "network", "relation": "buurvrouwka", "phone": "0471000004"},
}


@dataclass
class Home:
    """Mila's family, with everybody in it and two stories; `people`, `scenes` and `pictures` are ids by a short name."""

    database: Database
    id: str
    people: dict[str, str]
    story: MadeStory
    oskars: MadeStory
    scenes: dict[str, str]
    pictures: dict[str, str]
    copy: str
    telling: str

    @property
    def file(self) -> Document:
        found = read_file(self.database, self.id)
        assert found is not None
        return found

    def change_file(self, *changes: Change) -> None:
        """Change the family's file behind everybody's back."""
        form = definitions()["family"]
        save_changes(self.database, self.file.id, self.story.account.id, form, changes, lambda *_: True)

    def in_two_ways(self, scene: str) -> None:
        """What stands in a scene becomes Kasia's view of it, beside one of Tomek."""
        address, kasia, tomek = f"scenes/{self.scenes[scene]}/words@en", self.people["kasia"], self.people["tomek"]
        for view, words, by in ((f".{kasia}", f"{scene}woorden", kasia), (f".{tomek}", f"{scene}spreeuw", tomek)):
            self.story.write(f"{address}{view}", words, by=by)
        self.story.write(address, None)

    def write_file(self, address: str, value: Any) -> None:
        self.change_file(Write(f"{new_id()}.1", "together", address, value, self.file.revision))


@pytest.fixture
def lottes_account(database: Database) -> Account:
    return account_of(database, "Lotte", "begeleider", "drie kopjes thee en een koek")


@pytest.fixture
def lotte(visitor: Callable[..., Visitor], lottes_account: Account) -> Visitor:
    """A family worker; let in to `home`, and to no other family."""
    return visitor(lottes_account)


@pytest.fixture
def home(furnished: Home, database: Database) -> Home:
    stories = (replace(one, database=database, scenes=[*one.scenes]) for one in (furnished.story, furnished.oskars))
    story, oskars = stories
    return replace(furnished, database=database, story=story, oskars=oskars)


def make_home(database: Database, pieter: Account, lotte: Account) -> Home:
    """Mila's family: see `scenes` below for who may read what."""
    people = {name: new_id() for name in (*PEOPLE, "pieter", "lotte")}
    family_id, _ = save_new_family(database, pieter.id, definitions()["family"], _file_of(people, pieter, lotte))
    save_assignment(database, family_id, lotte.id, pieter.id)
    family = MadeFamily(family_id, people["mila"], people["kasia"], people["pieter"])
    around = [people[name] for name in ("kasia", "tomek", "pieter", "lotte")]

    def new_story(child: str, title: str, makers: list[str]) -> MadeStory:
        facts = {"title@en": title, "languages@value": ["en"], "children@value": [people[child]]}
        facts |= {"people@value": around, "makers@value": [people[name] for name in makers]}
        changes = [Write(f"{new_id()}.1", people["pieter"], address, value, 0) for address, value in facts.items()]
        story_id = save_new_document(database, family_id, pieter.id, definitions()["words-and-pictures"], changes)
        return MadeStory(database, pieter, family, story_id, [])

    story = new_story("mila", "titelkwartel", ["kasia", "lotte"])
    for key in ("knows", "guilt", "missing"):
        story.write(f"{key}@en", f"{key}kievit")
    own = {"for": [people[name] for name in ("mila", "kasia", "lotte")], "of": people["mila"]}
    scenes, pictures = {}, {}
    for name, audience in (
        ("home", None),
        ("worry", {"for": ["adults"]}),
        ("own", own),
        ("work", {"for": ["workers"]}),
        ("half", None),
        ("out", None),
    ):
        scenes[name], pictures[name] = _scene(story, family_id, name, audience)
    story.write(f"scenes/{scenes['half']}/words@audience", {"for": ["adults"]})
    story.write(f"scenes/{scenes['home']}/words@en", "vroegermerel", by=people["kasia"])
    story.write(f"scenes/{scenes['own']}/words@en", "ownmerel", by=people["mila"])
    story.change(TakeOut(f"{new_id()}.1", "together", "scenes", scenes["out"], story.document.revision))
    telling = new_id()
    story.change(Add(f"{telling}.1", people["pieter"], "tellings", telling, None))
    told = {"told_on@value": "2027-03-09", "told_by@value": [people["lotte"]], "present@value": [people["kasia"]]}
    told |= {"copies@value": [people["tomek"]], "questions@en": "vragenmerel"}
    for key, value in told.items():
        story.write(f"tellings/{telling}/{key}", value, by=people["pieter"])
    file = read_file(database, family_id)
    assert file is not None
    save_told(database, story.id, telling, pieter.id, file)
    story.write(f"scenes/{scenes['home']}/words@en", "nubuizerd", by=people["kasia"])
    story.write(f"scenes/{scenes['own']}/words@en", "ownbuizerd", by=people["mila"])

    oskars = new_story("oskar", "oskartitel", ["tomek"])
    scenes["oskars"], pictures["oskars"] = _scene(oskars, family_id, "oskars", None)
    copy = read_told(database, story.id)[0].id
    return Home(database, family_id, people, story, oskars, scenes, pictures, copy, telling)


COLOURS = {
    "home": (220, 20, 20),
    "worry": (20, 200, 20),
    "own": (20, 20, 220),
    "work": (220, 200, 20),
    "half": (20, 200, 200),
    "out": (200, 20, 200),
    "oskars": (120, 70, 20),
}
"""Each picture is one colour all over: to be known again in whatever file it comes."""


@cache
def plain_picture(colour: tuple[int, int, int]) -> SafePicture:
    painted = BytesIO()
    Image.new("RGB", (400, 300), colour).save(painted, "PNG")
    return made_safe(painted.getvalue())


def _file_of(people: dict[str, str], pieter: Account, lotte: Account) -> list[Change]:
    known = PEOPLE | {
        "pieter": {"name": "Pieter", "role": "consultant", "account": pieter.id, "phone": "0471000005"},
        "lotte": {"name": "Lotte", "role": "family_worker", "account": lotte.id, "phone": "0471000006"},
    }
    facts: dict[str, Any] = {"name@value": "familienaamuil", "address_form@value": "je"}
    changes: list[Change] = []
    for name, id in people.items():
        changes.append(Add(f"{new_id()}.1", pieter.id, "people", id, None))
        facts |= {f"people/{id}/{key}@value": value for key, value in known[name].items()}
    facts[f"people/{people['mila']}/safe_person@value"] = [people["ewa"]]
    facts[f"people/{people['ewa']}/phone@audience"] = {"for": ["workers", people["mila"]]}
    facts[f"people/{people['beata']}/stands_by@value"] = [people["oskar"]]
    changes.append(Add(f"{new_id()}.1", pieter.id, "words_we_use", "w1", None))
    facts |= {"words_we_use/w1/instead_of@value": "hetincidentje", "words_we_use/w1/words@en": "denachtuil"}
    return [*changes, *(Write(f"{new_id()}.1", pieter.id, at, value, 0) for at, value in facts.items())]


def _scene(story: MadeStory, family_id: str, name: str, audience: dict[str, Any] | None) -> tuple[str, str]:
    scene, last = new_id(), story.scenes[-1] if story.scenes else None
    story.scenes.append(scene)
    picture = save_picture(story.database, family_id, plain_picture(COLOURS[name]))
    story.change(Add(f"{new_id()}.1", "together", "scenes", scene, last))
    if audience:
        story.write(f"scenes/{scene}@audience", audience)
    facts = {"heading@en": f"{name}koptitel", "words@en": f"{name}woorden", "picture@en": f"{name}plaatje"}
    for key, value in facts.items():
        story.write(f"scenes/{scene}/{key}", value)
    story.write(f"scenes/{scene}/picture@value", {"id": picture, "width": 400, "height": 300})
    return scene, picture


def upload(data: bytes, name: str = "IMG_1234.jpg") -> tuple[BytesIO, str]:
    """A file as a form sends it."""
    return BytesIO(data), name


def _said(element: Element | None) -> str:
    return " ".join("".join(element.itertext()).split()) if element is not None else ""


def _spoken(element: Element) -> str:
    # What a form says, with what stands in its fields.
    typed = [one.get("value", "") for one in element.iter("input") if one.get("type") != "hidden"]
    return " ".join([_said(element), *typed])


def _standing(form: Element) -> Iterator[tuple[str, str]]:
    # What a browser would send if nothing were typed.
    for one in form.iter():
        name, kind = one.get("name"), one.get("type", "text")
        if not name or one.tag == "button" or one.get("disabled") is not None or kind == "file":
            continue
        if one.tag == "textarea":
            yield name, "".join(one.itertext())
        elif one.tag == "select":
            options = list(one.iter("option"))
            chosen = next((option for option in options if option.get("selected") is not None), options[0])
            yield name, chosen.get("value", _said(chosen))
        elif one.tag == "input" and (kind not in ("checkbox", "radio") or one.get("checked") is not None):
            yield name, one.get("value", "on" if kind == "checkbox" else "")
