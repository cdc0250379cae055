"""Nothing on a page, in a part of one or in a file that it gives is untranslatable: a language that nobody speaks shows it (pseudo.py)."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path

import pytest
from flask import Flask
from jinja2 import Environment, nodes

from tests.pseudo import SHOWN, catalog, outside_in_word, spoken, unwrapped
from webapp import TEMPLATES, create_app
from webapp.config import config_for
from webapp.easel import OPENED
from webapp.store.accounts import Account
from webapp.store.documents import read_document, save_changes
from webapp.store.sessions import HandedOver
from words_pictures.change import Add, TakeOut, Write
from words_pictures.choosing import QUESTIONS
from words_pictures.definition import definitions
from words_pictures.demo import demo_story
from words_pictures.document import new_id
from words_pictures.drawing.look import Look, look_value

from .conftest import ORIGIN, PEOPLE, Home, Page, Visitor
from .test_access import at, decided, form_for
from .test_access import in_hands as in_hands
from .test_pages import NEUTRAL, OF_THE_STORY, refusals

STATIC = TEMPLATES.parent / "webapp" / "static"
MET_BY_OTHERS = """
    accounts/start.html documents/_own_live.html documents/own_base.html documents/write.html
    handing/_languages.html handing/covered.html
""".split()
"""Templates of pages that a consultant does not meet while signed in."""
MET_BY_OTHERS_OF_A_PLAN = ("signing/done.html", "papers/own.html", "handing/_foot.html")
"""And those of a plan."""
WEEK = """
id = "a-plan"
reading = "form"
name = "The usual week"
[[parts]]
key = "languages"
type = "languages"
audience = "everyone"
label = "Languages"
[[parts]]
key = "week"
type = "week"
audience = "everyone"
label = "The usual week"
"""
"""A form of which every text is in the catalogue, for a field that no form of ours has."""
FAMILY_READS = ("words_pictures",)
"""All there is in a language that no worker works in."""
CALLED = [str(one["relation"]) for one in PEOPLE.values() if "relation" in one]
MADE_UP = "|".join(
    [
        OF_THE_STORY.pattern,
        *NEUTRAL,
        *CALLED,
        "spreeuw",
        "oskarskoptitel",
        "oskartitel",
        "hetincidentje",
        "denachtuil",
        "w{9}",
    ]
)
OWN = re.compile(rf"\w*(?:{MADE_UP})\w*|\b(?:nieuwe|woorden|woordjes|An|x|[A-H]|B\d)\b")
"""The words that are this family's own."""


@pytest.mark.early
@pytest.mark.parametrize("hands", ["nobody", "pieter", "lotte"])
def test_every_page_of_a_worker_is_translated(
    app: Flask, home: Home, in_hands: Callable[[str], Visitor], hands: str, tmp_path: Path
) -> None:
    with spoken(), rendered(app) as templates:
        visitor = _in_french(in_hands(hands))
        work_on(home)
        pages = [
            *everywhere(app, home, visitor),
            *further(home, visitor),
            *papers(home, visitor),
            *weeks(app, home, visitor, tmp_path),
            *everywhere(app, home, visitor),
        ]
        pages += [*refusals(visitor, home), *emptied(home, visitor)]
        assert not_translated(pages) == []
    if hands == "pieter":
        assert _all_templates() - templates == {*MET_BY_OTHERS, *MET_BY_OTHERS_OF_A_PLAN}


@pytest.mark.parametrize("hands", ["reader", "writer", "interpreter", "covered"])
def test_every_page_of_who_was_given_the_tablet_is_translated_without_the_workers_catalogue(
    app: Flask, home: Home, in_hands: Callable[[str], Visitor], hands: str
) -> None:
    with spoken(FAMILY_READS), rendered(app) as templates:
        visitor = in_hands(hands)
        visitor.headers["Accept-Language"] = "pl"
        work_on(home)
        pages = [*everywhere(app, home, visitor), *refusals(visitor, home), *everywhere(app, home, visitor)]
        assert not_translated(pages) == []
    assert {one for one in templates if f"templates/{one}" in _of_the_workers()} == set()


def test_every_page_of_a_plan_in_other_hands_is_translated_without_the_workers_catalogue(
    app: Flask, home: Home, pieter: Visitor, pieters_account: Account, visitor: Callable[..., Visitor]
) -> None:
    plan = _begun_plan(home, pieter)
    id = plan.rpartition("/")[2]

    def in_hands(who: str, mode: str) -> Visitor:
        opened = visitor(pieters_account, HandedOver(id, home.people[who], mode, plan, language="pl"))
        opened.headers["Accept-Language"] = "pl"
        return opened

    with spoken(FAMILY_READS), rendered(app) as templates:
        kasia, signer = in_hands("kasia", "write"), in_hands("kasia", "sign")
        pages = [
            *(in_hands(who, "read").get(f"{plan}/own-paper") for who in ("mila", "kasia", "ewa")),
            *(kasia.get(f"{plan}/{address}") for address in ("fill", "fill/rules/r1", "own-paper")),
            *(
                kasia.post(f"{plan}/items", {"list": place, "do": "add"})
                for place in ("rules", "services", "bottom_lines")
            ),
            kasia.get(f"{plan}/fill"),
            signer.get(f"{plan}/sign/own"),
            signer.post(f"{plan}/sign/own", {"name": ""}),
            signer.post(f"{plan}/sign/own", {"name": "x", "same": ""}),
            signer.get(f"{plan}/sign/done"),
        ]
        assert not_translated(pages) == []
    assert {one for one in templates if f"templates/{one}" in _of_the_workers()} == set()
    assert set(MET_BY_OTHERS_OF_A_PLAN) <= templates


@contextmanager
def rendered(app: Flask) -> Iterator[set[str]]:
    """The names of the templates, and the parts of them, that pages are made of meanwhile."""
    names, get = set[str](), app.jinja_env.get_template

    def get_template(name: str, *rest: object, **others: object) -> object:
        names.add(name)
        return get(name, *rest, **others)  # type: ignore[arg-type]

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(app.jinja_env, "get_template", get_template)
        yield names


def everywhere(app: Flask, home: Home, visitor: Visitor) -> Iterator[Page]:
    """Every address as this visitor meets it; each form too, whole and as the part that a script asks for."""
    for method, pattern in decided():
        is_afterwards_somebody_else = method == "POST" and pattern.endswith(("/sign-out", "/stop", "/hand-over"))
        if is_afterwards_somebody_else or pattern.startswith("/static"):
            continue
        address = at(app, pattern, home) + ("?language=nl" if pattern.startswith("/example") else "")
        for headers in ({}, {"HX-Request": "true"}) if method == "POST" else ({},):
            said = form_for(pattern, home) if method == "POST" else None
            answer = visitor.client.open(
                address, method=method, data=said, headers=visitor.headers | headers, buffered=True
            )
            yield Page(visitor, f"{method} {pattern}", answer)


def work_on(home: Home) -> None:
    """A picture made here, a look, and a translation of which nobody knows whether it still fits."""
    story, scene = home.story, home.scenes["home"]
    parts = [
        {"id": "p1", "who": home.people["kasia"], "pose": "stand", "feeling": "calm", "x": 800, "y": 1000},
        {"id": "p2", "thing": "table", "x": 800, "y": 1130},
        {"id": "p3", "bubble": "speech", "of": "p1", "shows": "sun", "x": 700, "y": 300},
    ]
    story.write(f"scenes/{scene}/composed@value", {"parts": parts})
    story.write(f"scenes/{home.scenes['worry']}/words@en", "Kasia")
    home.write_file(f"people/{home.people['mila']}/look@value", look_value(Look(age="child")))
    story.write("languages@value", ["en", "pl"])
    made = {"from": "en", "of": "0" * 32, "how": "family"}
    story.write(f"scenes/{scene}/words@pl", "woordjes")
    story.write(f"scenes/{scene}/words@made-pl", made)


def further(home: Home, visitor: Visitor) -> Iterator[Page]:
    """What an address shows that is asked for more."""
    story, scene = f"/documents/{home.story.id}", home.scenes["home"]
    yield visitor.get(f"{story}/scenes/{home.scenes['worry']}/compose")
    for part, kind in (("", ""), ("p1", "figure"), ("p2", "thing"), ("p3", "bubble")):
        yield from (visitor.get(f"{story}/scenes/{scene}/compose?part={part}&open={open}") for open in OPENED[kind])
    yield visitor.get(f"{story}/scenes/{scene}/compose?open=what&find=x")
    for asked in ("begin", *(one.key for one in QUESTIONS)):
        yield visitor.get(f"/families/{home.id}/people/{home.people['mila']}/look?ask={asked}")
    yield visitor.get(f"{story}/scenes/{scene}/picture?kind=other")
    for asked in ("book?language=pl&beside=en", "book/1?language=pl&beside=en", "book/print?language=pl"):
        yield visitor.get(f"{story}/{asked}")
    yield visitor.get(f"{story}/scenes/{scene}?in=pl")
    yield visitor.get(f"{story}/translate/pl?names=masked&who=Ewa&how=interpreter")
    yield visitor.get(f"{story}/translate/pl")
    yield visitor.post(f"{story}/along", {"password": "a story for mila"})


def papers(home: Home, visitor: Visitor) -> Iterator[Page]:
    """A form begun, with an item in each of its lists, a field filled in twice at once, and what it reads like."""
    begun = visitor.post(f"/families/{home.id}/documents/new", {"kind": "network-meeting", "language": "en"})
    yield begun
    paper = begun.address.partition("/fill")[0]
    yield visitor.get(f"/families/{home.id}")
    for place in ("rounds", "agreed", "signatures"):
        yield visitor.post(f"{paper}/items", {"list": place, "do": "add"})
    asked = {"address": "at@value", "seen": "0", "value": "2027-03-18T17:40"}
    yield visitor.post(f"{paper}/values", {**asked, "change": "a1.1"})
    yield visitor.post(f"{paper}/values", {**asked, "change": "a2.1", "value": "2027-03-19T17:40"})
    yield visitor.post(f"{paper}/values", {**asked, "change": "a3.1", "value": "soon"})
    yield visitor.post(f"{paper}/languages", {"add": "pl"})
    for address in ("fill", "paper", "paper?beside=pl", "history", "languages"):
        yield visitor.get(f"{paper}/{address}")
    for asked in ({}, {"blank": "1"}, {"language": "pl", "beside": "en"}):
        yield visitor.post(f"{paper}/paper.docx", asked)
    circles = visitor.post(f"/families/{home.id}/documents/new", {"kind": "network-circles", "language": "en"})
    photo = f"{circles.address.partition('/fill')[0]}/photo/drawn"
    yield visitor.get(photo)
    yield visitor.post(photo, {})
    yield from plans(home, visitor)


def plans(home: Home, visitor: Visitor) -> Iterator[Page]:
    """A safety plan as it is begun, with an item in its lists: read by each who reads it, and signed."""
    offered = visitor.get(f"/families/{home.id}/documents/new")
    if not offered.address.startswith("/families/"):
        return
    plan, kasia = _begun_plan(home, visitor), home.people["kasia"]
    document = read_document(home.database, plan.rpartition("/")[2])
    assert document is not None
    rule = f"rules/{document.document.order['rules'][0]}"
    for address in (
        "fill",
        f"fill/{rule}",
        "paper",
        f"paper?for={kasia}",
        f"paper?for={home.people['ewa']}",
        "hand-over",
    ):
        yield visitor.get(f"{plan}/{address}")
    yield visitor.get(f"{plan}/scenes/{rule.partition('/')[2]}/compose")
    for place in ("rules", "bottom_lines", "services"):
        yield visitor.post(f"{plan}/items", {"list": place, "do": "add"})
    for name in ("", "x"):
        own = visitor.get(f"{plan}/sign/own")
        yield own
        hidden = {one.get("name"): one.get("value") for one in own.tree.iter("input") if one.get("type") == "hidden"}
        yield visitor.post(f"{plan}/sign/own", {**hidden, "name": name})
    refused = {"address": f"{rule}/who@value", "change": "z1.1", "value": kasia, "seen": "0"}
    yield visitor.post(f"{plan}/values", refused, **{"HX-Request": "true"})
    yield visitor.post(
        f"{plan}/changes",
        {"address": "works_already@en", "change": "z2.1", "value": "woorden", "seen": "0", "by": "together"},
    )
    for address in ("sign", f"sign/on-paper/{kasia}"):
        yield visitor.get(f"{plan}/{address}")
    yield visitor.post(f"{plan}/sign/on-paper/{kasia}", {"on": "2027-03-18"})


def _begun_plan(home: Home, visitor: Visitor) -> str:
    begun = visitor.post(f"/families/{home.id}/documents/new", {"kind": "safety-plan", "language": "en"})
    plan = begun.address.partition("/fill")[0]
    id, people = plan.rpartition("/")[2], [home.people[one] for one in ("mila", "kasia", "ewa")]
    pen, form = new_id(), definitions()["safety-plan"]
    changes = [
        Add(f"{pen}.1", "together", "rules", "r1", None),
        Write(f"{pen}.2", "together", "rules/r1/words@en", "nieuwe woorden", 0),
        Write(f"{pen}.3", "together", "rules/r1/who@value", [home.people["ewa"]], 0),
        Write(f"{pen}.4", "together", "people@value", people, 9),
        Write(f"{pen}.5", "together", "title@en", "nieuwe woorden", 0),
        Add(f"{pen}.6", "together", "scales", "s1", None),
        Write(f"{pen}.7", "together", "scales/s1/who@value", [home.people["ewa"]], 0),
        Write(f"{pen}.8", "together", "scales/s1/on@value", "2027-03-18", 0),
        Write(f"{pen}.9", "together", "scales/s1/number@value", {"number": 6, "from": 1, "to": 10}, 0),
        Write(f"{pen}.10", "together", "languages@value", ["en", "pl"], 9),
    ]
    save_changes(home.database, id, home.story.account.id, form, changes, lambda *_: True)
    return plan


def weeks(app: Flask, home: Home, visitor: Visitor, folder: Path) -> Iterator[Page]:
    """A form of the agency's own with a week: with a gap on some days, filled in twice at once, and read in two languages."""
    (folder / "a-plan.toml").write_text(WEEK, "utf-8")
    app.extensions["config"] = replace(app.extensions["config"], definitions=folder)
    begun = visitor.post(f"/families/{home.id}/documents/new", {"kind": "a-plan", "language": "en"})
    paper = begun.address.partition("/fill")[0]
    week = {"away.0.who": home.people["kasia"], "away.0.days": ["0", "2"], "away.0.from": "17:40", "away.0.to": "21:55"}
    week |= {"there.0.weeks": "usual", "there.0.days": "0", "there.0.from": "17:30", "there.0.to": "22:00"}
    asked = {"address": "week@value", "seen": "0", **week}
    yield visitor.post(f"{paper}/values", {**asked, "change": "w1.1"})
    yield visitor.post(f"{paper}/values", {**asked, "change": "w2.1", "away.0.days": "1"})
    yield visitor.post(f"{paper}/values", {**asked, "change": "w3.1", "away.0.from": "soon"})
    yield visitor.post(f"{paper}/languages", {"add": "pl"})
    for address in ("fill", "paper", "paper?beside=pl", "history"):
        yield visitor.get(f"{paper}/{address}")
    for chosen in ({}, {"blank": "1"}, {"language": "pl", "beside": "en"}):
        yield visitor.post(f"{paper}/paper.docx", chosen)


def emptied(home: Home, visitor: Visitor) -> Iterator[Page]:
    """A page just taken out, and a story without any."""
    seen = str(home.story.document.revision)
    yield visitor.post(f"/documents/{home.story.id}/scenes/{home.scenes['half']}", {"do": "take_out", "seen": seen})
    for left in home.oskars.document.order["scenes"]:
        home.oskars.change(TakeOut(f"{new_id()}.1", "together", "scenes", left, home.oskars.document.revision))
    yield visitor.get(f"/documents/{home.oskars.id}")
    yield visitor.get(f"/documents/{home.oskars.id}/book")


def test_the_pages_of_an_installation_without_an_account_are_translated(tmp_path: Path) -> None:
    app = create_app(config_for(tmp_path, origin=ORIGIN, start_code="begin"))
    visitor = _in_french(Visitor(app.test_client()))
    with spoken():
        pages = [visitor.get("/sign-in"), visitor.get("/start"), visitor.get("/start?code=begin")]
        pages += [visitor.post("/start", {"code": "begin", "name": name, "password": "x"}) for name in ("", "An")]
        assert not_translated(pages) == []
    app.extensions["database"].close()


PLANTED = {
    "a sentence": ("base.html", "<main", "<p>Not translated</p><main", "<p> Not translated"),
    "a label": ("base.html", "<main", '<p aria-label="Nowhere"></p><main', "<p> aria-label Nowhere"),
    "half a sentence": ("base.html", "<main", "<p>{{ _('Done') }} soon</p><main", "<p> soon"),
    "a sentence for a script": ("base.html", "<main", '<p data-said="Not now"></p><main', "<p> data-said Not now"),
    "a title": ("handing/covered.html", '{{ _("A quiet place") }}', "A quiet place", "<title> A quiet place"),
    "a text that nobody collects": ("base.html", "<main", "{{ _('Not' ~ ' collected') }}<main", "<body> Not collected"),
    "a text of the workers": ("base.html", "<main", "{{ _('New family') }}<main", "<body> New family"),
    "both ways to speak": (
        "base.html",
        "<main",
        "<p>{{ _('Not saved yet. Your words are still here; we keep trying.') }}</p><main",
        "<p> |",
    ),
}


@pytest.mark.parametrize("planted", PLANTED)
def test_a_planted_text_is_found(
    app: Flask, home: Home, in_hands: Callable[[str], Visitor], monkeypatch: pytest.MonkeyPatch, planted: str
) -> None:
    name, before, after, found = PLANTED[planted]
    read = app.jinja_loader.get_source  # type: ignore[union-attr]

    def get_source(environment: Environment, template: str) -> tuple[str, str | None, Callable[[], bool] | None]:
        source, *_ = read(environment, template)
        return (source.replace(before, after, 1) if template == name else source), None, None

    visitor = in_hands("covered")
    with spoken(FAMILY_READS), monkeypatch.context() as patch:
        assert not_translated([visitor.get("/")]) == []
        patch.setattr(app.jinja_env.loader, "get_source", get_source)
        patch.setattr(app.jinja_env, "cache", {})
        assert f"/: {found}" in not_translated([visitor.get("/")])


# --- as it stands in the sources: also what a page shows once in a while ----------------------------------------------

TRANSLATES = ("_", "gettext", "ngettext", "pgettext", "you", "sure")


@pytest.mark.parametrize(
    "path", sorted(TEMPLATES.rglob("*.html")), ids=lambda path: path.relative_to(TEMPLATES).as_posix()
)
def test_a_template_holds_no_words_that_are_not_translated(path: Path) -> None:
    assert words_in(path.read_text("utf-8")) == []


@pytest.mark.parametrize(
    "source",
    [
        "<p>Not translated</p>",
        "{% if x %}<p>{{ _('Done') }} soon</p>{% endif %}",
        "<img alt='A house'>",
        '<p title="{{ x }} more">{{ x }}</p>',
        '{{ x or "Nothing" }}',
        '{% set x = {"a": "Not now."} %}',
        "{{ form.token('Keep this') }}",
    ],
)
def test_words_that_are_not_translated_are_found_in_a_template(source: str) -> None:
    assert words_in(source)


def test_a_script_holds_no_words_of_its_own() -> None:
    scripts = {path.name: path.read_text("utf-8") for path in STATIC.glob("*.js")}
    assert len(scripts) > 5
    assert {name: said for name, source in scripts.items() if (said := SAID_BY_A_SCRIPT.findall(source))} == {}
    assert SAID_BY_A_SCRIPT.findall('place.textContent = "Saved";')
    assert SAID_BY_A_SCRIPT.findall("say(form, `Still ${count} to go`)")


SAID_BY_A_SCRIPT = re.compile(
    r"""textContent\s*=\s*["'`][^\W\d_][^\n]*|(?:confirm|alert)\(["'`].*|["'`][A-Z][a-z]+ [^"'`\n]*["'`]"""
)


def words_in(source: str) -> list[str]:
    """What a template says by itself: between its tags, in what is shown of their attributes, and in its expressions."""
    parsed = Environment(extensions=["jinja2.ext.i18n"]).parse(source)
    text = "".join(_as_it_stands(parsed))
    shown = re.compile(rf"""\b(?:{"|".join(SHOWN)}|data-(?!voice|sends)[\w-]+)=(?:"([^"]*)"|'([^']*)')""")
    pieces = [said for tag in re.findall(r"<[^>]*>", text) for found in shown.findall(tag) for said in found]
    # Attributes stand outside of a tag where a macro gives them.
    pieces += re.sub(r"""<(script|style)\b.*?</\1>|<[^>]*>|[\w:-]+="[^"]*\"""", "\0", text, flags=re.DOTALL).split("\0")
    return [" ".join(one.split()) for one in pieces if re.search(r"[^\W\d_]", one)] + [*_constants(parsed)]


def _as_it_stands(node: nodes.Node) -> Iterator[str]:
    if isinstance(node, nodes.TemplateData):
        yield node.data
    elif isinstance(node, nodes.Expr):
        yield "\0"
    elif not (isinstance(node, nodes.Block) and node.name == "body_class"):
        for inner in node.iter_child_nodes():
            yield from _as_it_stands(inner)


def _constants(node: nodes.Node) -> Iterator[str]:
    is_translated = isinstance(node, nodes.Call) and isinstance(node.node, nodes.Name) and node.node.name in TRANSLATES
    if is_translated or (isinstance(node, nodes.Filter) and node.name == "fixed"):
        return
    if isinstance(node, nodes.Const) and isinstance(node.value, str) and re.match(r"[A-Z][a-z]+(\W|$)", node.value):
        yield node.value
    for inner in node.iter_child_nodes():
        yield from _constants(inner)


def not_translated(pages: list[Page]) -> list[str]:
    return sorted({fault for page in pages for fault in _faults(page)})


def _faults(page: Page) -> list[str]:
    answer, own = page.answer, OWN
    if page.status >= 500:
        return [f"{page.address}: {page.status}"]
    if page.status == 303 or not answer.data.strip():
        return []
    if answer.mimetype == "text/html":
        if "/example" in page.address:
            own = re.compile(rf"{OWN.pattern}|{_of_the_example().pattern}")
        return [f"{page.address}: {one}" for one in unwrapped(answer.text, own)]
    is_word = "wordprocessingml" in str(answer.mimetype)
    return [f"{page.address}: {one}" for one in (outside_in_word(answer.data, OWN) if is_word else [])]


def _of_the_example() -> re.Pattern[str]:
    document, _ = demo_story("story")
    said = " ".join(str(one.value) for address, one in document.entries.items() if address.endswith("@nl"))
    words = re.findall(r"[^\W\d_]+", said)
    return re.compile(rf"\b(?:{'|'.join(dict.fromkeys(words))})\b")


def _of_the_workers() -> set[str]:
    """The files with a text that is only in the workers' catalogue."""
    return {path for message in catalog("webapp") if message.id for path, _ in message.locations}


def _in_french(visitor: Visitor) -> Visitor:
    visitor.headers["Accept-Language"] = "fr"
    return visitor


def _all_templates() -> set[str]:
    return {path.relative_to(TEMPLATES).as_posix() for path in TEMPLATES.rglob("*.html")}
