"""Three tablets on one story for a minute: everything at once, one without a network for a while, the server killed once.

At the end all three show the same, and what was said to be saved, or was typed last, is where the family can find it: on its page, or with
the earlier words.
"""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from pathlib import Path

import pytest
from playwright.sync_api import Browser, BrowserContext, Locator, Page
from playwright.sync_api import Error as PlaywrightError

from tests.faults.test_killed import start
from tests.ports import free_port
from webapp import create_app
from webapp.config import config_for
from webapp.store import Database, accounts, documents
from webapp.store.sessions import save_new_session
from words_pictures.change import Kept, Write, pen_of
from words_pictures.document import Entry

from .conftest import PASSWORD, TABLET, story_made
from .conftest import Site as RunningSite

OFFLINE_FROM, OFFLINE_FOR, KILLED_AT = 1 / 4, 1 / 3, 2 / 3
"""When the trouble comes, as parts of the evening: one tablet has no network for a while, then the server is killed."""
AT_MOST_S, REST_WITHIN_S = 150, 80
"""On a busy machine less is typed in a minute, and everything takes longer: then the evening is as long as it needs, up to a limit."""
SENTENCES = (
    "Mama was moe.",
    "مرحبا, 🦊 <&{{ é́",
    "Oma kwam elke woensdag.",
    "ወይን en brood",
    "Niemand zei iets. Toen wel.",
)


@dataclass
class Evening:
    """A server that can be killed and comes back, and a story on it."""

    folder: Path
    port: int
    story: str
    starter: subprocess.Popen[str]
    group: int = 0

    @property
    def url(self) -> str:
        return f"http://127.0.0.1:{self.port}"

    def begin(self) -> None:
        self.group = start(self.starter)

    def kill(self) -> None:
        os.killpg(self.group, signal.SIGKILL)


@contextmanager
def evening(folder: Path, *mutant: str) -> Iterator[Evening]:
    port = free_port()
    app = create_app(config_for(folder, origin=f"http://127.0.0.1:{port}"))
    database = app.extensions["database"]
    accounts.save_account(database, "Pieter", "Pieter", accounts.CONSULENT, PASSWORD)
    client = app.test_client()
    client.environ_base["HTTP_ORIGIN"] = f"http://127.0.0.1:{port}"
    site = RunningSite(f"http://127.0.0.1:{port}", app, folder)
    client.post(f"{site.url}/sign-in", data={"name": "Pieter", "password": PASSWORD})
    story = story_made(client, site, "words-and-pictures.long").removeprefix(site.url)
    database.close()
    with subprocess.Popen(
        [sys.executable, "-m", "tests.faults.server", str(folder), str(port), *mutant],
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        text=True,
    ) as starter:
        made = Evening(folder, port, story, starter)
        made.begin()
        try:
            yield made
        finally:
            made.kill()


@dataclass
class Tablet:
    """One tablet in somebody's hands, who does whatever comes to mind."""

    context: BrowserContext
    page: Page
    evening: Evening
    chance: random.Random
    name: str
    saved: list[str] = field(default_factory=list)
    """What was typed, and left, and said to be saved."""
    last: dict[str, str] = field(default_factory=dict)
    """What was typed last in each passage: id of the passage -> words."""
    times: int = 0

    def do_something(self) -> None:
        doing: list[tuple[Callable[[], None], int]] = [
            (self.write, 12),
            (self.go_elsewhere, 4),
            (self.choose, 6),
            (self.move, 1),
            (self.take_out, 1),
            (self.bring_back, 1),
        ]
        self.go_back()
        work = self.chance.choices([one for one, _ in doing], [often for _, often in doing])[0]
        try:
            work()
        except PlaywrightError as met:
            # The page was just changing under the hand: a person taps again.
            if "Timeout" not in str(met) and "detached" not in str(met) and "navigation" not in str(met):
                raise

    def write(self) -> None:
        area = self.page.locator("form.passage.words[data-passage][data-htmx-powered] textarea").first
        if not area.count():
            return
        words = self.say(area)
        self.page.wait_for_timeout(self.chance.randrange(50, 900))
        self.page.evaluate("() => document.activeElement.blur()")
        self.page.wait_for_timeout(self.chance.randrange(0, 600))
        if self.is_saved():
            self.saved.append(words)

    def say(self, area: Locator) -> str:
        self.times += 1
        words = f"{self.name}{self.times} {self.chance.choice(SENTENCES)}"
        # A question comes with what was typed in the field whose place it takes: who types over it has said something else.
        place = str(area.get_attribute("id")).removeprefix("own-").removesuffix("-field")
        area.fill(words, timeout=1500)
        self.last[place] = words
        return words

    def choose(self) -> None:
        """Which words stay, where two wrote; as often as not after saying it in another way, and whether that is chosen or not."""
        question = self.page.locator(".overtaken").first
        choices = question.locator("button")
        if choices.count():
            if self.chance.random() < 0.5:
                self.say(question.locator("textarea"))
            choices.nth(self.chance.randrange(choices.count())).tap(timeout=1500)
            self.page.wait_for_timeout(300)

    def go_elsewhere(self) -> None:
        pages = self.page.locator("#strip ol > li > a")
        if self.is_saved() and pages.count():
            pages.nth(self.chance.randrange(min(4, pages.count()))).tap(timeout=1500)
            self.page.wait_for_timeout(400)

    def move(self) -> None:
        self.tap("later")

    def take_out(self) -> None:
        if self.page.locator("#strip ol > li").count() > 5:
            self.tap("take_out")

    def bring_back(self) -> None:
        fold = self.page.locator("details.taken-out")
        if self.is_saved() and fold.count():
            fold.locator("summary").tap(timeout=1500)
            fold.locator("button").first.tap(timeout=1500)
            self.page.wait_for_timeout(400)

    def tap(self, doing: str) -> None:
        button = self.page.locator(f"#scene-actions button[value={doing}]:not([disabled])")
        if self.is_saved() and button.count():
            button.tap(timeout=1500)
            self.page.wait_for_timeout(400)

    def is_saved(self) -> bool:
        return not self.page.locator("form[data-passage][data-state], .overtaken").count()

    def come_to_rest(self) -> None:
        """Answer every question, and wait until nothing waits on the tablet any more."""
        until = time.monotonic() + REST_WITHIN_S
        while time.monotonic() < until:
            try:
                self.choose()
                if self.is_saved() and not self.waiting():
                    return
                if self.page.locator(".banner a").count():
                    self.page.locator(".banner a").first.tap(timeout=1500)
                elif self.is_saved():
                    self.page.reload()
                self.page.wait_for_timeout(700)
            except PlaywrightError:
                self.page.wait_for_timeout(500)
                self.go_back()
        raise AssertionError(f"{self.name} does not come to rest: {self.page.url} {self.page.inner_text('body')}")

    def go_back(self) -> None:
        """Where the browser shows its own page, because the server was gone: to the story again."""
        if not self.page.url.startswith(self.evening.url):
            with suppress(PlaywrightError):
                self.page.goto(self.evening.url + self.evening.story)

    def waiting(self) -> int:
        return self.page.evaluate("() => window.waiting.count()")

    def shows(self, scenes: list[str]) -> list[object]:
        """Everything that stands on every page of the story, as this tablet shows it."""
        seen: list[object] = []
        for scene in scenes:
            self.page.goto(f"{self.evening.url}{self.evening.story}/scenes/{scene}")
            fields = self.page.locator("form[data-passage] textarea")
            strip = self.page.locator("#strip ol > li").evaluate_all("all => all.map((one) => one.id)")
            seen.append((scene, fields.evaluate_all("all => all.map((one) => one.value)"), strip))
        return seen


def go_on(
    evening: Evening, browser: Browser, seconds: float, is_enough: Callable[[list[Tablet]], bool], *, trouble: bool
) -> list[Tablet]:
    database = opened(evening)
    account = accounts.read_accounts(database)[0]
    tokens = [save_new_session(database, account.id).token for _ in range(3)]
    database.close()
    tablets = []
    for name, token in zip("abc", tokens, strict=True):
        context = browser.new_context(
            viewport={"width": TABLET[0], "height": TABLET[1]}, has_touch=True, locale="nl-BE"
        )
        context.add_cookies([{"name": "session", "value": token, "url": evening.url}])
        page = context.new_page()
        page.goto(evening.url + evening.story)
        tablets.append(Tablet(context, page, evening, random.Random(name), name))
    began, was_killed = time.monotonic(), False
    while (now := time.monotonic() - began) < seconds or (now < AT_MOST_S and not is_enough(tablets)):
        if trouble:
            tablets[2].context.set_offline(OFFLINE_FROM <= now / seconds < OFFLINE_FROM + OFFLINE_FOR)
        if trouble and now / seconds > KILLED_AT and not was_killed:
            evening.kill()
            was_killed = True
            tablets[0].do_something()
            evening.begin()
        tablets[random.Random(int(now * 1000)).randrange(3)].do_something()
    return tablets


def typed_on(tablets: list[Tablet]) -> set[str]:
    """What has to be found again: every wording that was said to be saved, and the last one of each field."""
    return {words for tablet in tablets for words in (*tablet.saved, *tablet.last.values())}


def opened(evening: Evening) -> Database:
    config = config_for(evening.folder)
    database = Database(config.database, config.key)
    database.migrate()
    return database


def kept(evening: Evening) -> tuple[list[Kept], list[str]]:
    """The kept changes of the story, and the scenes that stand in it."""
    database, story = opened(evening), evening.story.rpartition("/")[2]
    try:
        found = documents.read_document(database, story)
        assert found is not None
        changes = [one.kept for one in documents.read_changes(database, story)]
        return changes, list(found.document.order["scenes"])
    finally:
        database.close()


def replaced_in_silence(changes: list[Kept]) -> list[Kept]:
    """Writes that came over words which their writer had not seen, and that no pen of their own had written."""
    return [
        one
        for one in changes
        if isinstance(one.change, Write)
        and not one.change.aside
        and isinstance(one.was, Entry)
        and one.was.version > one.change.seen
        and one.was.pen.rpartition(".")[0] != pen_of(one.change.id)[0]
    ]


@pytest.mark.early
@pytest.mark.timeout(500)
def test_three_tablets_end_up_with_the_same_and_every_word_is_kept(tmp_path: Path, browser: Browser) -> None:
    every_word_is_kept(tmp_path, browser, seconds=24, least=12)


@pytest.mark.long
@pytest.mark.timeout(1200)
@pytest.mark.parametrize("again", range(3))
def test_three_tablets_for_a_minute_three_times(tmp_path: Path, browser: Browser, again: int) -> None:
    every_word_is_kept(tmp_path, browser, seconds=60, least=31)


def every_word_is_kept(folder: Path, browser: Browser, *, seconds: float, least: int) -> None:
    with evening(folder) as made:
        tablets = go_on(made, browser, seconds, lambda all: len(typed_on(all)) >= least, trouble=True)
        for tablet in tablets:
            tablet.context.set_offline(False)
        for tablet in tablets:
            tablet.come_to_rest()
        changes, scenes = kept(made)
        shown = [tablet.shows(scenes) for tablet in tablets]
        assert shown[0] == shown[1] == shown[2]
        words = {str(one.change.value) for one in changes if isinstance(one.change, Write)}
        typed = typed_on(tablets)
        print(f"{len(typed)} wordings, {len(changes)} kept changes, {len(scenes)} pages")
        assert len(typed) >= least
        assert {word for word in typed if not any(word in one for one in words)} == set()
        assert replaced_in_silence(changes) == []
        for tablet in tablets:
            tablet.context.close()


@pytest.mark.early
@pytest.mark.timeout(200)
def test_a_store_in_which_the_last_writer_wins_replaces_words_in_silence(tmp_path: Path, browser: Browser) -> None:
    with evening(tmp_path, "last-writer-wins") as made:
        tablets = go_on(made, browser, 12, lambda _: bool(replaced_in_silence(kept(made)[0])), trouble=False)
        changes, _ = kept(made)
        for tablet in tablets:
            tablet.context.close()
    assert replaced_in_silence(changes)
