from __future__ import annotations

import re
import signal
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path

import docx
import pytest
from click.testing import CliRunner, Result
from docx.oxml.ns import qn

from tests.ports import free_port
from webapp import commands
from webapp.config import config_for
from webapp.store import Database, accounts, loading
from webapp.store.documents import read_family_documents, read_files
from words_pictures.bundle import read_bundle, write_bundle
from words_pictures.demo import FORMS, PLANS, STORIES
from words_pictures.document import Entry
from words_pictures.translation import standing

SENTENCE = "een zin die niemand raadt"
SERVING_S = 30
"""So long may a start take on a machine that is busy with other tests."""


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "instance"


@pytest.fixture(scope="module", autouse=True)
def drawn_once() -> Iterator[None]:
    """The same picture is painted once for all Word files here: half a second each, and what comes out depends on nothing else."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "png", cache(commands.png))
        yield


@pytest.fixture(scope="module")
def story(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The demo's story of twelve scenes, as the command writes it."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(commands, "DOCUMENTS", ("story",))
        out = tmp_path_factory.mktemp("demo") / "out"
        assert said("demo", str(out)).exit_code == 0
        return out / "story.zip"


def said(*words: str, typed: str | None = None) -> Result:
    """The command line, as someone types it."""
    return CliRunner().invoke(commands.main, words, input=typed, catch_exceptions=False)


@pytest.mark.parametrize(
    "words",
    [
        *(
            (),
            ("serve",),
            ("account",),
            ("account", "add"),
            ("definition",),
            ("definition", "check"),
            ("demo",),
            ("export",),
            ("backup",),
            ("restore",),
            ("check",),
        ),
        *(("translate",), ("translate", "out"), ("translate", "in")),
    ],
)
def test_every_command_says_what_it_is_for(words):
    help = said(*words, "--help")
    assert help.exit_code == 0
    assert not re.search(r"\w\.\.\.$", help.output, re.MULTILINE)


def test_the_demo_has_four_stories_each_a_file():
    assert STORIES == ("immediate", "story", "story-youngest", "story-young-person")


def test_the_demo_writes_each_plan_and_form_beside_the_stories(tmp_path, monkeypatch):
    monkeypatch.setattr(commands, "DOCUMENTS", commands.DOCUMENTS[len(STORIES) :])
    written = said("demo", str(tmp_path)).output.split()
    assert [Path(one).name for one in written] == [f"{name}.zip" for name in (*PLANS, *FORMS)]
    kinds = {read_bundle(Path(one).read_bytes()).document.definition for one in written}
    assert kinds == {"safety-plan", *(name.removesuffix("-2") for name in FORMS)}


def test_a_bundle_of_the_demo_reads_back_whole(story):
    bundle = read_bundle(story.read_bytes())
    assert len(bundle.document.items("scenes")) == 12
    assert bundle.pictures == {}
    assert all(scene.value("composed") for scene in bundle.document.items("scenes"))
    assert bundle.document.languages() == ("nl", "en", "pl")


@pytest.mark.parametrize(
    ("language", "words"), [("nl", "De nacht van Oskars\xa0oor"), ("en", "You live with mum, above the\xa0baker.")]
)
def test_the_word_file_of_the_demo_describes_its_twelve_pictures(story, tmp_path, language, words):
    file = tmp_path / "story.docx"
    assert said("export", str(story), "-o", str(file), "--language", language).exit_code == 0
    document = docx.Document(str(file))
    cover, *scenes = [one.get("descr") for one in document.element.body.iter(qn("wp:docPr"))]
    assert len(set(scenes)) == len(scenes) == 12
    assert all(scenes)
    assert cover
    assert cover not in scenes
    assert words in " ".join(_words(file))


def test_without_a_language_the_word_file_is_in_the_storys_own(story, tmp_path):
    own, dutch = tmp_path / "own.docx", tmp_path / "nl.docx"
    said("export", str(story), "-o", str(own))
    said("export", str(story), "-o", str(dutch), "--language", "nl")
    assert _words(own) == _words(dutch)
    assert len(_words(own)) > 60


def test_a_language_that_a_story_is_not_written_in_is_named_with_those_it_is(story, tmp_path):
    refused = said("export", str(story), "-o", str(tmp_path / "x.docx"), "--language", "fr")
    assert refused.exit_code == 1
    assert "nl (Dutch), en (English)" in refused.output
    assert not (tmp_path / "x.docx").exists()


def test_what_is_no_bundle_is_refused_in_one_sentence(tmp_path):
    (tmp_path / "photo.zip").write_bytes(b"not a bundle at all")
    refused = said("export", str(tmp_path / "photo.zip"), "-o", str(tmp_path / "x.docx"))
    assert refused.exit_code == 1
    assert refused.output.count("\n") == 1
    assert "is not a bundle that can be read" in refused.output


def test_a_folder_that_is_not_there_is_named(story, tmp_path):
    refused = said("export", str(story), "-o", str(tmp_path / "nowhere" / "x.docx"))
    assert refused.exit_code == 1
    assert "nowhere" in refused.output


def test_an_account_made_on_the_command_line_can_sign_in(folder):
    made = said("account", "add", "Lotte", "--kind", "begeleider", "--data", str(folder), typed=f"{SENTENCE}\n" * 2)
    assert made.exit_code == 0
    assert "Lotte can sign in now, as begeleider." in made.output
    assert SENTENCE not in made.output
    database = _opened(folder)
    found = accounts.check_password(database, "lotte", SENTENCE)
    database.close()
    assert found
    assert (found.name, found.kind) == ("Lotte", "begeleider")


def test_the_first_account_says_where_the_new_database_is(folder):
    first = said("account", "add", "Pieter", "--data", str(folder), "--password", SENTENCE)
    second = said("account", "add", "Lotte", "--data", str(folder), "--password", SENTENCE)
    assert str(folder) in first.output
    assert str(folder) not in second.output


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("Pieter", "--password", "te kort"), "A password has 12 to 128 characters."),
        ((" ", "--password", SENTENCE), "An account has a name."),
        (("Pieter", "--password", SENTENCE, "--kind", "juf"), "'consulent', 'begeleider'"),
    ],
)
def test_an_account_that_cannot_be_is_refused_and_nothing_is_made(folder, words, sentence):
    refused = said("account", "add", *words, "--data", str(folder))
    assert refused.exit_code != 0
    assert sentence in refused.output
    assert not folder.exists()


def test_a_name_is_given_once(folder):
    said("account", "add", "Pieter", "--data", str(folder), "--password", SENTENCE)
    again = said("account", "add", "pieter", "--data", str(folder), "--password", SENTENCE)
    assert again.exit_code == 1
    assert "There is an account pieter already." in again.output


def test_a_key_that_others_can_read_stops_the_start_with_one_sentence(folder):
    said("account", "add", "Pieter", "--data", str(folder), "--password", SENTENCE)
    (folder / "keys" / "database.key").chmod(0o644)
    refused = said("serve", "--data", str(folder), "--port", str(free_port()))
    assert refused.exit_code == 1
    assert "Others can read the key" in refused.output


def test_a_broken_form_of_an_agencys_own_is_named_before_anyone_is_served(folder, tmp_path):
    (tmp_path / "own.toml").write_text('id = "own"\nreading = "story"\nname = 3\n')
    refused = said("serve", "--data", str(folder), "--port", str(free_port()), "--definitions", str(tmp_path))
    assert refused.exit_code == 1
    assert "own.toml:3" in refused.output


OWN_FORM = """id = "own"
reading = "form"
name = "Onze fiche"
[[parts]]
key = "wie"
type = "people"
label = "Wie?"
"""


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        (OWN_FORM, "own.toml can be used: 'Onze fiche', with 1 parts, of which 0 are lists."),
        (OWN_FORM.replace('"own"', '"safety-journal"'), "It takes the place of the form 'safety-journal'"),
        (OWN_FORM.replace('"people"', '"person"'), "own.toml, line 6: no such type: 'person'; known are "),
        (OWN_FORM.replace("[[", "[", 1), "own.toml, line "),
        (OWN_FORM.replace("Onze", "Onz\xe9").encode("latin-1"), "own.toml is not written in UTF-8."),
    ],
)
def test_a_form_of_an_agencys_own_is_looked_over_in_plain_words(tmp_path, text, sentence):
    file = tmp_path / "own.toml"
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    told = said("definition", "check", str(file))
    assert sentence in told.output
    assert (told.exit_code == 0) == ("can be used" in told.output)


def test_a_port_in_use_is_named():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        refused = said("serve", "--port", str(port))
    assert refused.exit_code == 1
    assert f"port {port}" in refused.output


def test_the_demo_is_put_in_an_empty_database_once(folder, monkeypatch):
    monkeypatch.setattr(loading, "DOCUMENTS", ("story-youngest", "plan", "contact-sheet"))
    monkeypatch.setattr(commands._Server, "run", lambda server: None)
    first = said("serve", "--demo", "--data", str(folder), "--port", str(free_port()))
    again = said("serve", "--demo", "--data", str(folder), "--port", str(free_port()))
    name, password = (re.search(rf"{what} +(.+)", first.output)[1] for what in ("Name", "Password"))
    assert f"Password {password}" in again.output
    database = _opened(folder)
    account = accounts.check_password(database, name, password)
    assert account
    ((family, _),) = read_files(database, account.id)
    kinds = {one.document.definition for one in read_family_documents(database, family)}
    assert kinds - {"family"} == {"words-and-pictures", "safety-plan", "contact-sheet"}
    database.close()


def test_the_demo_is_not_mixed_with_real_families(folder, monkeypatch):
    monkeypatch.setattr(commands._Server, "run", lambda server: None)
    said("account", "add", "Pieter", "--data", str(folder), "--password", SENTENCE)
    started = said("serve", "--demo", "--data", str(folder), "--port", str(free_port()))
    assert started.exit_code == 0
    assert "the demo family is not added" in started.output


def test_a_new_installation_prints_where_the_first_account_is_made_and_serves_it(folder):
    port = free_port()
    with _serving(folder, port) as server:
        printed = ""
        for line in server.stdout:
            printed += line
            if line == "Stop with Ctrl+C.\n":
                break
        address = re.search(r"http://\S+/start\?code=\S+", printed)
        assert address, printed
        assert _answer(address[0]) == 200
        assert _answer(f"http://127.0.0.1:{port}/start?code=guessed") == 404
        assert _answer(f"http://127.0.0.1:{port}/sign-in") == 200
        server.send_signal(signal.SIGINT)
        assert server.wait(SERVING_S) == 0


def test_a_bundle_is_brought_in_for_the_one_who_works_with_it(folder, story):
    said("account", "add", "Nele", "--data", str(folder), "--password", SENTENCE)
    once = said("bring-in", str(story), "--account", "nele", "--data", str(folder))
    again = said("bring-in", str(story), "--account", "Nele", "--data", str(folder))
    assert (once.exit_code, again.exit_code) == (0, 0)
    assert "stands with a new family now. Nele works with it." in once.output
    assert "stands with its family now. Nele works with it." in again.output
    database = _opened(folder)
    [account] = accounts.read_accounts(database)
    [(family, _)] = read_files(database, account.id)
    assert [len(one.document.items("scenes")) for one in read_family_documents(database, family)] == [12, 12]
    database.close()


def test_what_cannot_be_brought_in_is_refused_in_one_sentence(folder, story, tmp_path):
    said("account", "add", "Nele", "--data", str(folder), "--password", SENTENCE)
    (tmp_path / "half.zip").write_bytes(story.read_bytes()[:2000])
    half = said("bring-in", str(tmp_path / "half.zip"), "--account", "Nele", "--data", str(folder))
    nobodys = said("bring-in", str(story), "--account", "Niemand", "--data", str(folder))
    assert (half.exit_code, nobodys.exit_code) == (1, 1)
    assert half.output.count("\n") == 1
    assert "is not a bundle that can be read" in half.output
    assert nobodys.output == "Error: There is no account Niemand.\n"
    database = _opened(folder)
    assert read_files(database, accounts.read_accounts(database)[0].id) == []
    database.close()


# --- translate --------------------------------------------------------------------------------------------------------


@pytest.fixture
def told(story: Path, tmp_path: Path) -> Path:
    """The demo's story in Dutch only, but for two passages in Ukrainian: one that was overtaken, and one that was said first."""
    bundle = read_bundle(story.read_bytes())
    entries = {
        address: entry
        for address, entry in bundle.document.entries.items()
        if re.search(r"@(value|nl\b|.*audience)", address)
    }
    first, second = (one.place for one in bundle.document.items("scenes")[:2])
    entries["languages@value"] = replace(entries["languages@value"], value=["nl"])
    entries[f"{first}/heading@uk"] = replace(entries["title@nl"], value="Дім")
    entries[f"{first}/heading@made-uk"] = replace(
        entries["title@nl"], value={"from": "nl", "of": "0" * 24, "how": "family"}
    )
    entries[f"{second}/heading@uk"] = replace(entries["title@nl"], value="Гарно")
    file = tmp_path / "told.zip"
    file.write_bytes(write_bundle(replace(bundle, document=replace(bundle.document, entries=entries))))
    return file


def sent_out(told: Path, *words: str) -> Path:
    table = told.with_name("table.docx")
    out = said("translate", "out", str(told), "--language", "uk", *words, "-o", str(table))
    assert out.exit_code == 0, out.output
    return table


def typed_in(table: Path, typed: dict[str, str]) -> Path:
    """The table after somebody typed translations beside these texts."""
    document = docx.Document(str(table))
    for row in document.tables[0].rows:
        source = "".join(node.text for node in row.cells[1]._tc.iter(qn("w:t")))
        if source in typed:
            row.cells[2].text = typed[source]
    back = table.with_name("back.docx")
    document.save(str(back))
    return back


def taken_in(told: Path, back: Path, *words: str) -> tuple[Result, Path]:
    new = told.with_name("new.zip")
    return said("translate", "in", str(told), str(back), *words, "-o", str(new)), new


def test_a_table_says_how_many_texts_it_has_and_which_are_to_be_done(told):
    out = said("translate", "out", str(told), "--language", "uk", "-o", str(told.with_name("table.docx")))
    assert re.search(r"table.docx\n(\d+) texts to Ukrainian \(uk\): \d+ new, 1 changed since", out.output)
    assert "Letters" not in out.output
    assert "Ben je boos op Rita?" not in " ".join(_words(told.with_name("table.docx")))


def test_a_masked_table_names_nobody_and_says_what_it_leaves(told):
    out = said("translate", "out", str(told), "--language", "uk", "--masked", "-o", str(told.with_name("table.docx")))
    assert "Other names, as of streets, stay" in out.output
    words = " ".join(_words(told.with_name("table.docx")))
    assert "[A]" in words
    assert not re.search("Mila|Oskar|Rita|Ewa", words)


def test_translations_that_may_name_somebody_are_counted_and_stay(told):
    changed_since(told, "title", "uk", "Казка про Мілу")
    changed_since(told, "title", "made-uk", {"from": "nl", "of": "0" * 24, "how": "family"})
    out = said("translate", "out", str(told), "--language", "uk", "--masked", "-o", str(told.with_name("table.docx")))
    assert "and are not sent along: 1." in out.output
    assert "Мілу" not in " ".join(_words(told.with_name("table.docx")))


def test_what_came_back_stands_in_the_new_bundle_and_the_old_one_is_as_it_was(told):
    before = told.read_bytes()
    back = typed_in(sent_out(told, "--masked"), {"Het verhaal van [A] en [B]": "Історія [А] і [B]"})
    done, new = taken_in(told, back, "--how", "family")
    assert done.exit_code == 0, done.output
    assert "Ukrainian (uk): " in done.output
    assert "1 new" in done.output
    assert "Taken: 1." in done.output
    document = read_bundle(new.read_bytes()).document
    assert document.words("title", "uk") == "Історія Mila і Oskar"
    assert standing(document, "title", "uk").how == "family"
    assert document.languages() == ("nl", "uk")
    assert told.read_bytes() == before
    again, _ = taken_in(new, back)
    assert again.exit_code == 0
    assert "Taken: 0." in again.output


def changed_since(told: Path, place: str, facet: str, words: object) -> None:
    bundle = read_bundle(told.read_bytes())
    entry = Entry(words, bundle.document.revision + 1, "together", "late.1")
    entries = {**bundle.document.entries, f"{place}@{facet}": entry}
    document = replace(bundle.document, revision=entry.version, entries=entries)
    told.write_bytes(write_bundle(replace(bundle, document=document)))


def test_a_text_that_changed_since_waits_for_a_person_with_both_texts(told):
    back = typed_in(sent_out(told), {"Het verhaal van Mila en Oskar": "Історія"})
    changed_since(told, "title", "nl", "Een ander verhaal")
    waits, new = taken_in(told, back)
    assert waits.exit_code == 1
    assert "Title: the text was changed since it was sent." in waits.output
    assert all(one in waits.output for one in ("Het verhaal van Mila en Oskar", "Een ander verhaal", "Історія"))
    assert read_bundle(new.read_bytes()).document.words("title", "uk") == ""
    done, new = taken_in(told, back, "--take-overtaken")
    assert done.exit_code == 0
    document = read_bundle(new.read_bytes()).document
    assert standing(document, "title", "uk").kind == "overtaken"


def test_a_translation_that_somebody_wrote_since_waits_for_a_person_with_both_wordings(told):
    back = typed_in(sent_out(told), {"Het verhaal van Mila en Oskar": "Історія"})
    changed_since(told, "title", "uk", "Казка")
    waits, new = taken_in(told, back, "--take-overtaken")
    assert waits.exit_code == 1
    assert "Title: somebody wrote a translation since it was sent." in waits.output
    assert "Казка" in waits.output
    assert read_bundle(new.read_bytes()).document.words("title", "uk") == "Казка"
    done, new = taken_in(told, back, "--take-conflicts")
    assert done.exit_code == 0
    document = read_bundle(new.read_bytes()).document
    assert document.words("title", "uk") == "Історія"
    assert standing(document, "title", "uk").kind == "unchecked"


def test_each_row_that_needs_a_person_is_shown_with_why(told):
    texts = {
        "Het verhaal van [A] en [B]": "Історія [Z] і [B]",
        "Jullie thuis": "д" * 61,
        "Wat moeilijk was voor mama": "Мама",
    }
    back = typed_in(sent_out(told, "--masked"), texts)
    done, new = taken_in(told, back)
    assert done.exit_code == 1
    assert "Title: [Z] stands for nobody. It was taken; look at it." in done.output
    assert "1 · Title of this page: it is too long: 61 characters, and there is room for 60." in done.output
    document = read_bundle(new.read_bytes()).document
    assert document.words("title", "uk") == "Історія [Z] і Oskar"
    assert document.words("scenes/s1/heading", "uk") == "Дім"
    assert document.words("scenes/s3/heading", "uk") == "Мама"


@pytest.mark.parametrize(
    ("words", "sentence"),
    [
        (("--language", "nl"), "There is nothing to translate into Dutch (nl)."),
        (("--language", "Pools"), "'Pools' is no code of a language"),
    ],
)
def test_a_table_into_no_language_is_refused(told, words, sentence):
    refused = said("translate", "out", str(told), *words, "-o", str(told.with_name("table.docx")))
    assert refused.exit_code == 1
    assert sentence in refused.output
    assert not told.with_name("table.docx").exists()


def test_what_is_no_table_of_this_story_is_refused_in_one_sentence(told, story):
    table = sent_out(told)
    photo, other, locked = (told.with_name(name) for name in ("photo.docx", "other.docx", "locked.docx"))
    photo.write_bytes(b"\xff\xd8\xff")
    locked.write_bytes(b"\xd0\xcf\x11\xe0" + bytes(100))
    docx.Document().save(str(other))
    for file, words, sentence in (
        (photo, (), "is not a Word file (.docx)."),
        (locked, (), "is not a Word file (.docx)."),
        (other, (), "does not hold the table that was sent"),
        (table, ("--language", "pl"), "is in Ukrainian (uk)."),
    ):
        refused, new = taken_in(told, file, *words)
        assert (refused.exit_code, refused.output.count("\n")) == (1, 1)
        assert sentence in refused.output
        assert not new.exists()
    bundle = read_bundle(told.read_bytes())
    told.write_bytes(write_bundle(replace(bundle, document=replace(bundle.document, id="other"))))
    refused, _ = taken_in(told, table)
    assert "belongs to another document." in refused.output


# --- backup, restore, check -------------------------------------------------------------------------------------------


@pytest.fixture
def shelf(folder: Path, tmp_path: Path) -> Path:
    """Where a backup of an installation with one account lies."""
    said("account", "add", "Pieter", "--data", str(folder), "--password", SENTENCE)
    assert said("backup", str(tmp_path / "shelf"), "--data", str(folder)).exit_code == 0
    return tmp_path / "shelf"


def brought_back(folder: Path, shelf: Path, **other: Path) -> Result:
    given = {"copy": next(shelf.glob("words-pictures-*.db")), "keys": shelf / "keys.db"} | other
    key = folder / "keys" / "database.key"
    data = folder.with_name("again")
    return said("restore", str(given["copy"]), str(given["keys"]), "--key", str(key), "--data", str(data))


def test_a_backup_says_which_files_it_made_and_which_it_did_not(folder, shelf):
    made = said("backup", str(shelf), "--data", str(folder))
    names = sorted(path.name for path in shelf.iterdir())
    assert len(names) == 3
    assert all(name in made.output for name in ("keys.db", names[-1]))
    assert "0 families, 0 documents, 0 pictures" in made.output
    assert f"Keep it elsewhere: {folder / 'keys' / 'database.key'}" in made.output


def test_a_backup_that_is_brought_back_lets_the_same_people_in(folder, shelf):
    found = brought_back(folder, shelf)
    assert found.exit_code == 0, found.output
    assert f"serve --data {folder.with_name('again')}" in found.output
    database = _opened(folder.with_name("again"))
    assert accounts.check_password(database, "pieter", SENTENCE)
    database.close()


def test_nothing_is_brought_back_over_what_is_there(folder, shelf):
    assert brought_back(folder, shelf).exit_code == 0
    again = brought_back(folder, shelf)
    assert again.exit_code == 1
    assert "There is a database already" in again.output


def test_what_is_no_backup_is_refused_in_one_sentence(folder, shelf, tmp_path):
    (tmp_path / "photo.jpg").write_bytes(b"\xff\xd8\xff" * 3000)
    refused = brought_back(folder, shelf, copy=tmp_path / "photo.jpg")
    assert refused.exit_code == 1
    assert refused.output.count("\n") == 1
    assert f"{tmp_path / 'photo.jpg'} does not open" in refused.output
    assert not folder.with_name("again").exists()


@pytest.mark.parametrize("words", [("backup", "shelf"), ("check",)])
def test_where_no_database_is_none_is_made(folder, words):
    refused = said(*words, "--data", str(folder))
    assert refused.exit_code == 1
    assert f"There is no database {folder / 'data' / 'words-pictures.db'}." in refused.output
    assert not folder.exists()


def test_check_says_that_all_is_well_and_with_its_exit_code_when_it_is_not(folder, shelf):
    well = said("check", "--data", str(folder), "--backups", str(shelf))
    assert well.exit_code == 0
    assert well.output.endswith("All is well.\n")
    (folder / "data").chmod(0o755)
    wrong = said("check", "--data", str(folder), "--backups", str(shelf))
    assert wrong.exit_code == 1
    assert re.search(r"^WRONG  Others can reach .*/data\.", wrong.output, re.MULTILINE)
    assert "All is well" not in wrong.output


def _serving(folder: Path, port: int) -> subprocess.Popen[str]:
    words = [sys.executable, "-m", "webapp.commands", "serve", "--data", str(folder), "--port", str(port)]
    return subprocess.Popen(words, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)


def _answer(address: str) -> int:
    """What the server answers, once it is there."""
    until = time.monotonic() + SERVING_S
    while True:
        try:
            with urllib.request.urlopen(address) as answer:
                return answer.status
        except urllib.error.HTTPError as answer:
            with answer:
                return answer.code
        except urllib.error.URLError:
            if time.monotonic() > until:
                raise
            time.sleep(0.1)


def _opened(folder: Path) -> Database:
    config = config_for(folder)
    return Database(config.database, config.key)


def _words(file: Path) -> list[str]:
    # By its elements: `.text` does not see what stands in a content control.
    return [node.text for node in docx.Document(str(file)).element.body.iter(qn("w:t"))]
