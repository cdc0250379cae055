"""The command line: `words-pictures`. Plain questions, plain answers."""

from __future__ import annotations

import datetime
import secrets
import socket
import sys
from collections.abc import Iterator
from contextlib import closing, contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click
from gunicorn.app.base import BaseApplication

from words_pictures import apart
from words_pictures.audience import Projected, Viewer, project, worker
from words_pictures.bundle import Bundle, read_bundle, write_bundle
from words_pictures.change import TOGETHER, Write, apply
from words_pictures.definition import HOWS, Definition, definitions, is_language, read_definition
from words_pictures.demo import DOCUMENTS, demo_bundle
from words_pictures.document import Document, new_id
from words_pictures.drawing.composed import png
from words_pictures.drawn import drawings
from words_pictures.errors import (
    BadBundle,
    BadDefinition,
    PictureRefused,
    TableRefused,
    WordFileRefused,
    WordsPicturesError,
)
from words_pictures.family import read_family
from words_pictures.history import RECORDS
from words_pictures.masking import Masking
from words_pictures.story import read_story
from words_pictures.translation import put_together, sentences_of
from words_pictures.word import story_docx
from words_pictures.word.interpreters_table import table_docx
from words_pictures.word.returned_table import Returned, changes, read_table
from words_pictures.word.words import book_words
from words_pictures.wording import language_name

from . import came_back, create_app
from .config import Config, config_for
from .store import Database, UnsafeStart, backup, bringing, checking, loading
from .store import accounts as stored
from .store.starting import started

INSTANCE = Path("instance")
PORT = 8000


data_option = click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=INSTANCE,
    show_default=True,
    help="The folder that was given to serve.",
)


@click.group(context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 100})
def main() -> None:
    """Words & Pictures (Woord & Beeld): stories and plans that families and their helpers write together.

    To look around with an invented family:  words-pictures serve --demo

    Each command says more with --help, for example:  words-pictures export --help
    """


@main.command(short_help="Start the app on this machine.")
@click.option(
    "--data",
    type=click.Path(path_type=Path),
    default=INSTANCE,
    show_default=True,
    help="Folder for the encrypted database and, apart from it, its key. Made at first start.",
)
@click.option("--port", default=PORT, show_default=True, help="Port on this machine.")
@click.option(
    "--origin",
    default=None,
    metavar="ADDRESS",
    help="Where people reach it, for example https://stories.example.be (a proxy in front does the https).  [default: this machine only]",
)
@click.option(
    "--definitions",
    "forms",
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    default=None,
    help="Folder with an agency's own forms (.toml).",
)
@click.option(
    "--demo", is_flag=True, help="Fill an empty database with the invented demo family, and print how to sign in."
)
def serve(data: Path, port: int, origin: str | None, forms: Path | None, demo: bool) -> None:
    """Start the app and keep it running. Stop it with Ctrl+C.

    It answers to this machine only. For other machines, put a web server with https in front of it and name its address with --origin.
    """
    config = config_for(data, origin=origin or f"http://127.0.0.1:{port}", definitions=forms, start_code=None)
    if _is_taken(port):
        raise click.ClickException(f"Something else is using port {port}. Choose another one with --port.")
    with _refused_plainly():
        definitions(forms)  # what is wrong with an agency's own forms is said now, not while a family waits
        config = _prepared(config, demo)
    click.echo("Stop with Ctrl+C.")
    _Server(config, port).run()


@main.group(short_help="Make an account for a colleague.")
def account() -> None:
    """The accounts of those whose work this is."""


@account.command("add", short_help="Make an account.")
@click.argument("name")
@click.option(
    "--kind",
    type=click.Choice(stored.KINDS),
    default=stored.CONSULENT,
    show_default=True,
    help="consulent: works for the court or the service. begeleider: helps the family at home.",
)
@data_option
@click.password_option(
    help="Asked for when it is not given. 12 to 128 characters; a short sentence is easy to remember."
)
def add_account(name: str, kind: str, data: Path, password: str) -> None:
    """Make an account for NAME. The name is also what they sign in with."""
    config = config_for(data)
    is_new = not config.database.exists()
    with _refused_plainly():
        if not name.strip():
            raise click.ClickException("An account has a name.")
        if not stored.SHORTEST <= len(password) <= stored.LONGEST:
            raise click.ClickException(f"A password has {stored.SHORTEST} to {stored.LONGEST} characters.")
        with _database(config) as database:
            stored.save_account(database, name, name, kind, password)
    if is_new:
        click.echo(f"This is the first account of a new database: {config.database}")
    click.echo(f"{name} can sign in now, as {kind}.")


@main.command(short_help="Write the invented family's stories, plans and forms as bundles.")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
def demo(directory: Path) -> None:
    """Write the invented demo family's stories, plans and forms into DIRECTORY, each as one bundle (.zip).

    A bundle holds a story, a plan or a form, its pictures and the people in it. Make a Word file of a story with:  words-pictures export
    """
    with _refused_plainly():
        directory.mkdir(parents=True, exist_ok=True)
        for name in DOCUMENTS:
            file = directory / f"{name}.zip"
            file.write_bytes(write_bundle(demo_bundle(name)))
            click.echo(f"{file}")


@main.command(short_help="Make a Word file of a story.")
@click.argument("bundle", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The Word file to write."
)
@click.option("--language", default=None, metavar="CODE", help="nl, en, …  [default: the story's own language]")
def export(bundle: Path, output: Path, language: str | None) -> None:
    """Make the Word file of a story from a BUNDLE, with what everyone in the story may read."""
    opened = _opened_bundle(bundle)
    written_in = opened.document.languages()
    chosen = language or next(iter(written_in), "nl")
    if chosen not in written_in:
        known = ", ".join(f"{one} ({language_name(one, 'en')})" for one in written_in)
        raise click.ClickException(f"This story is not written in {chosen}. It is written in: {known}.")
    data = _word_file(opened, chosen)
    with _refused_plainly():
        output.write_bytes(data)
    click.echo(f"{output}")


@main.group(short_help="Send a story to an interpreter as a Word table, and take it back.")
def translate() -> None:
    """Send what a document says to an interpreter as a Word table, and take in what comes back.

    The table has a row for each text: on the left the text, on the right its translation. Rows may come back in any order.
    """


@translate.command("out", short_help="Write the table for an interpreter.")
@click.argument("bundle", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--language", required=True, metavar="CODE", help="The language to translate into: pl, ar, …")
@click.option(
    "--masked", is_flag=True, help="Put letters such as [A] in the place of the names of the family's people."
)
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The Word file to write."
)
def translate_out(bundle: Path, language: str, masked: bool, output: Path) -> None:
    """Write what the document of a BUNDLE says as a Word table, to be translated.

    What the grown-ups noted is in it; what was told, and what a child said then, is not. The exit code is 0 when the table was written,
    and 1 when not.
    """
    opened = _opened_bundle(bundle)
    definition, seen = _as_a_worker(opened)
    if not is_language(language):
        raise click.ClickException(f"{language!r} is no code of a language, such as pl or ar.")
    sentences = sentences_of(seen.document, definition, language)
    rows = [one for one in sentences if one.source and one.place.partition("/")[0] not in RECORDS]
    if not rows:
        raise click.ClickException(f"There is nothing to translate into {came_back.named(language)}.")
    family = read_family(seen.file, language)
    names = Masking.of_people(family) if masked else None
    data = table_docx(
        seen.document,
        definition,
        language,
        made_on=_today(),
        names=names,
        family=family,
        without=RECORDS,
    )
    with _refused_plainly():
        output.write_bytes(data)
    click.echo(f"{output}")
    for line in came_back.sent_lines(rows, language, names):
        click.echo(line)


@translate.command("in", short_help="Take in the table that an interpreter sent back.")
@click.argument("bundle", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("file", metavar="FILE.docx", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--how", type=click.Choice(HOWS), default=HOWS[0], show_default=True, help="Who translated it.")
@click.option("--language", default=None, metavar="CODE", help="Only where the file does not say it any more.")
@click.option(
    "-o", "--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The new bundle to write."
)
@click.option("--take-overtaken", is_flag=True, help="Take translations of texts too that were changed since.")
@click.option("--take-conflicts", is_flag=True, help="Take words too where somebody else wrote since, over theirs.")
def translate_in(
    bundle: Path, file: Path, how: str, language: str | None, output: Path, take_overtaken: bool, take_conflicts: bool
) -> None:
    """Take the translations of FILE.docx into the document of a BUNDLE, and write it as a new bundle.

    New and changed translations are taken. Where the text was changed since, or somebody wrote a translation meanwhile, both are shown
    and nothing is taken unless you ask for it.

    The exit code is 0 when all that came back was taken. It is 1 when a row needs a person (the others are taken all the same), and when
    the file cannot be read (then nothing is written).
    """
    opened = _opened_bundle(bundle)
    definition, seen = _as_a_worker(opened)
    back = _read_table(file, seen, definition, language)
    kinds = {"new", "changed", *(("overtaken",) if take_overtaken else ()), *(("conflict",) if take_conflicts else ())}
    taken = [row for row in back.rows if row.kind in kinds and row.sentence and not row.room]
    document, in_file = opened.document, opened.file
    try:
        for change in changes(seen.document, taken, how=how, pen=new_id()):
            if definition.is_in_file(change.address.partition("@")[0]):
                in_file = apply(in_file, change, definitions()["family"]).document
            else:
                document = apply(document, change, definition).document
    except WordsPicturesError as refused:
        raise click.ClickException(f"{bundle} does not take these words: {refused}") from refused
    if taken and back.language not in document.languages() and definition.part_at("languages"):
        document = _with_language(document, back.language, definition)
    with _refused_plainly():
        output.write_bytes(write_bundle(replace(opened, document=document, file=in_file)))
    open_rows = [row for row in back.rows if row.needs_somebody and (row not in taken or row.is_to_be_looked_at)]
    for line in came_back.lines(back, taken, open_rows, seen.document):
        click.echo(line)
    click.echo(f"{output}")
    if open_rows:
        sys.exit(1)


@main.group("definition", short_help="Look over a form of your own.")
def own_form() -> None:
    """The forms that an agency describes itself, each in a file (.toml)."""


@own_form.command("check", short_help="Say whether a form can be used, and if not, where it goes wrong.")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
def check_definition(file: Path) -> None:
    """Read FILE as a form, as the app does when it starts."""
    try:
        found = read_definition(file.read_text("utf-8"), file.name, definitions())
    except UnicodeDecodeError as wrong:
        raise click.ClickException(
            f"{file.name} is not written in UTF-8. Save it as UTF-8, and check it again."
        ) from wrong
    except BadDefinition as wrong:
        raise click.ClickException(
            f"{wrong.file}, line {wrong.line}: {wrong.wrong}\nChange that line, and check it again."
        ) from wrong
    parts = [part for part in found.parts if part.label]
    lists = [part for part in parts if part.type == "list"]
    click.echo(f"{file.name} can be used: {found.name!r}, with {len(parts)} parts, of which {len(lists)} are lists.")
    if found.id in definitions():
        click.echo(f"It takes the place of the form {found.id!r} that comes with the program.")
    click.echo("Put it in a folder, and name that folder when you start:  words-pictures serve --definitions FOLDER")


@main.command("bring-in", short_help="Bring in a story that was kept as a bundle.")
@click.argument("bundle", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option("--account", "name", required=True, help="Who works with it: the name they sign in with.")
@data_option
def bring_in(bundle: Path, name: str, data: Path) -> None:
    """Bring in the story of a BUNDLE, with its pictures and the people in it.

    If it is of a family that this account works with, it comes to stand with that family; else it becomes a new family.
    """
    config = _there(data)
    with _refused_plainly(), _database(config) as database:
        account = stored.read_account_named(database, name)
        if account is None:
            raise click.ClickException(f"There is no account {name}.")
        try:
            opened = read_bundle(bundle.read_bytes())
            pictures = {id: apart.made_safe(picture) for id, picture in bringing.read_shown(opened).items()}
            brought = bringing.save_brought_in(database, account, definitions()["family"], opened, pictures)
        except BadBundle as refused:
            raise click.ClickException(f"{bundle} is not a bundle that can be read: {refused}") from refused
        except PictureRefused as refused:
            raise click.ClickException(f"A picture in {bundle} cannot be opened. Nothing was brought in.") from refused
    where = "a new family" if brought.is_new_family else "its family"
    click.echo(f"The story stands with {where} now. {account.name} works with it.")


@main.command("backup", short_help="Copy everything into a folder, while the app goes on.")
@click.argument("directory", type=click.Path(path_type=Path, file_okay=False))
@data_option
def back_up(directory: Path, data: Path) -> None:
    """Copy what is kept into DIRECTORY: the database to a new file each time, the families' keys to one file, keys.db, always the newest.

    Both are encrypted, and are opened and looked through before this says that all is well. The master key is not copied: keep it
    somewhere else. Remove old copies of the database as you like; of keys.db there is never another copy.
    """
    config = _there(data)
    with _refused_plainly(), closing(Database(config.database, config.key)) as database:
        made = backup.save_backup(database, directory)
    click.echo(f"{made.database}  {_counted(made.found)}")
    click.echo(f"{made.keys}  the families' keys, the newest; no older copy of them should be left anywhere")
    click.echo(f"Both open only with the master key, which was not copied. Keep it elsewhere: {config.key}")


@main.command(short_help="Bring a backup back, in an empty folder.")
@click.argument("copy", metavar="DATABASE", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.argument("keys", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@click.option(
    "--key",
    "master_file",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    required=True,
    help="The file with the master key, from where it was kept.",
)
@data_option
def restore(copy: Path, keys: Path, master_file: Path, data: Path) -> None:
    """Put a copy of the DATABASE and the newest KEYS (keys.db) in place, in a folder without a database.

    What was wiped for ever since the copy was made is taken out of it. Everybody has to sign in again.
    """
    config = config_for(data)
    with _refused_plainly():
        found = backup.restored(copy, keys, master_file, config.database, config.key)
    click.echo(f"{config.database}  {_counted(found)}")
    if found.erased:
        click.echo(f"Wiped for ever since, and taken out: {found.erased} families.")
    click.echo(f"Everybody has to sign in again. Start with: words-pictures serve --data {data}")


@main.command(short_help="Look whether all is well with what is kept.")
@data_option
@click.option(
    "--backups", type=click.Path(path_type=Path, file_okay=False), default=None, help="The folder given to backup."
)
def check(data: Path, backups: Path | None) -> None:
    """Look whether the files are sound, whole and closed to others, and whether there is room. Says in sentences what was found.

    The exit code is 1 when something is wrong.
    """
    config = config_for(data)
    with _refused_plainly():
        found = list(checking.findings(config.database, config.key, backups))
    for one in found:
        click.echo(one.sentence if one.is_well else f"WRONG  {one.sentence}")
    if not all(one.is_well for one in found):
        sys.exit(1)
    click.echo("All is well.")


def _counted(found: backup.Found) -> str:
    return f"{found.families} families, {found.documents} documents, {found.pictures} pictures"


def _there(data: Path) -> Config:
    config = config_for(data)
    if not config.database.exists():
        raise click.ClickException(f"There is no database {config.database}. Name its folder with --data.")
    return config


def _word_file(opened: Bundle, language: str) -> bytes:
    definition = opened.definition
    if definition is None or definition.reading != "story":
        raise click.ClickException(f"Only stories become a Word file; this is {opened.document.definition!r}.")
    child, file_form = _child(opened.document, opened.file), definitions()["family"]
    seen = project(definition, opened.document, file_form, opened.file, child)
    family = read_family(seen.file, language)
    story, drawn = read_story(seen.document, family, language), drawings(seen.document, family.looks, (language,))
    words = book_words(language, story.look)
    version, today = str(seen.document.revision), datetime.datetime.now(datetime.UTC).date()

    def picture(id: str) -> bytes:
        return png(drawn[id].svg()) if id in drawn else opened.pictures[id]

    return story_docx(story, picture, words=words, version=version, made_on=today)


def _opened_bundle(bundle: Path) -> Bundle:
    try:
        with _refused_plainly():
            return read_bundle(bundle.read_bytes())
    except BadBundle as refused:
        raise click.ClickException(f"{bundle} is not a bundle that can be read: {refused}") from refused


def _as_a_worker(opened: Bundle) -> tuple[Definition, Projected]:
    # What a child or a person keeps for themselves stays with them. What it shows of the family's file is translated with it.
    definition = opened.definition or definitions()[opened.document.definition]
    seen = project(definition, opened.document, definitions()["family"], opened.file, worker(None))
    return definition, replace(seen, document=put_together(seen.document, definition, seen.file))


def _read_table(file: Path, seen: Projected, definition: Definition, language: str | None) -> Returned:
    names = Masking.of_people(read_family(seen.file, "nl"))
    try:
        with _refused_plainly():
            return read_table(file.read_bytes(), seen.document, definition, names=names, language=language)
    except (WordFileRefused, TableRefused) as refused:
        raise click.ClickException(f"{file} {came_back.why(refused)}") from refused


def _with_language(document: Document, language: str, definition: Definition) -> Document:
    address = "languages@value"
    standing = document.entry(address)
    by, version = (standing.by, standing.version) if standing else (TOGETHER, 0)
    change = Write(f"{new_id()}.1", by, address, [*document.languages(), language], version)
    return apply(document, change, definition).document


def _today() -> datetime.date:
    return datetime.datetime.now(datetime.UTC).date()


def _child(document: Document, file: Document) -> Viewer:
    children = [one for one in document.ids("children") if one in file.order.get("people", ())]
    return Viewer(children[0]) if children else Viewer()


def _prepared(config: Config, demo: bool) -> Config:
    with _database(config) as database:
        if stored.read_accounts(database):
            known = loading.demo_sign_in(config)
            if demo and known:
                _say_how_to_sign_in(config, *known)
                return config
            if demo:
                click.echo(
                    "There are accounts here already, so the demo family is not added. Choose another folder with --data."
                )
            click.echo(f"Open {config.origin}")
            return config
        if demo:
            _say_how_to_sign_in(config, *loading.save_demo(database, config))
            return config
    code = secrets.token_urlsafe(12)
    click.echo(f"No account yet. Make the first one here, on this machine: {config.origin}/start?code={code}")
    return config_for(
        config.database.parent.parent, origin=config.origin, definitions=config.definitions, start_code=code
    )


def _say_how_to_sign_in(config: Config, name: str, password: str) -> None:
    click.echo(f"\n  Open     {config.origin}\n  Name     {name}\n  Password {password}\n")


@contextmanager
def _refused_plainly() -> Iterator[None]:
    """What cannot be done is said in one sentence, without the innards."""
    try:
        yield
    except stored.NameTaken as taken:
        raise click.ClickException(f"There is an account {taken} already.") from taken
    except (UnsafeStart, BadDefinition, backup.Refused) as refused:
        raise click.ClickException(str(refused)) from refused
    except OSError as refused:
        raise click.ClickException(f"{refused.strerror}: {refused.filename}") from refused


class _database:  # noqa: N801  (read as a verb: with _database(config))
    """An open database, ready to serve, for one command."""

    def __init__(self, config: Config) -> None:
        self.config = config

    def __enter__(self) -> Database:
        self.database = started(self.config.database, self.config.key)
        return self.database

    def __exit__(self, *_: object) -> None:
        self.database.close()


class _Server(BaseApplication):  # type: ignore[misc]
    """Gunicorn: two processes with two threads each: few threads on SQLite have no slow tail (tech.md 9).

    With one thread each, saves of 200 tablets were faster (`make bench`: 95 in 100 within 34 ms instead of 75), but two photos sent over a
    slow network would hold everybody up where no web server stands in front.
    """

    def __init__(self, config: Config, port: int) -> None:
        self.app_config, self.port = config, port
        super().__init__()

    def load_config(self) -> None:
        settings: dict[str, Any] = {
            "bind": f"127.0.0.1:{self.port}",
            "workers": 2,
            "threads": 2,
            "worker_class": "gthread",
            "timeout": 60,
            "keepalive": 30,
            "loglevel": "warning",
            "proc_name": "words-pictures",
            "control_socket_disable": True,
        }
        for name, value in settings.items():
            if name in self.cfg.settings:
                self.cfg.set(name, value)

    def load(self) -> Any:
        return create_app(self.app_config)


def _is_taken(port: int) -> bool:
    with socket.socket() as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError:
            return True
    return False


if __name__ == "__main__":
    sys.exit(main())
