"""A family with something in every table, in words of its own."""

from __future__ import annotations

from sqlalchemy import func, select

from webapp.store import Database, keys, tables
from webapp.store.accounts import save_account, save_assignment
from webapp.store.documents import FILE, read_document, read_file, save_new_document, save_new_family, save_told
from webapp.store.pictures import read_picture, save_picture
from webapp.store.sessions import HandedOver, save_new_session, token_hash
from webapp.store.watching import save_presence
from words_pictures.change import Add, Write
from words_pictures.definition import definitions
from words_pictures.document import new_id
from words_pictures.picture import PictureFile, SafePicture

STORY, FORM = definitions()["words-and-pictures"], definitions()[FILE]


class Home:
    """A family with something in every table, in words of its own."""

    def __init__(self, database: Database, account: str, words: str) -> None:
        self.database, self.account, self.words = database, account, words
        name = Write(f"{new_id()}.1", "together", "name@value", words, 0)
        self.id, _ = save_new_family(database, account, FORM, [name])
        changes = [
            Add(f"{new_id()}.1", "together", "scenes", "s1", None),
            Write(f"{new_id()}.1", "together", "scenes/s1/words@nl", words * 80, 0),
        ]
        self.story = save_new_document(database, self.id, account, STORY, changes)
        file = read_file(database, self.id)
        assert file is not None
        save_told(database, self.story, "t1", account, file)
        drawn = PictureFile(words.encode() * 900, "image/png", 4, 3)
        self.photo = save_picture(database, self.id, SafePicture(drawn, drawn))
        self.drawing = save_picture(database, self.id, SafePicture(drawn, drawn), source=self.photo)
        save_presence(database, self.story, token_hash(words), "together", "scenes/s1/words@nl")
        lotte = save_account(database, "Lotte", f"lotte {new_id()}", "begeleider", "drie kopjes thee").id
        save_assignment(database, self.id, lotte, account)
        self.tablet = save_new_session(database, account, handed_over=HandedOver(self.story, "p", "read", "/"))

    @property
    def key(self) -> bytes:
        with self.database.keys.reading() as connection:
            mine = keys.family_keys.c.family_id == self.id
            return connection.execute(select(keys.family_keys.c.key).where(mine)).scalar_one()

    def is_readable(self, database: Database) -> bool:
        stored, picture = read_document(database, self.story), read_picture(database, self.id, self.drawing, "screen")
        return bool(stored and picture) and self.words in str(stored) and picture.data == self.words.encode() * 900


def rows(database: Database) -> dict[str, int]:
    with database.reading() as connection:
        return {
            table.name: connection.execute(select(func.count()).select_from(table)).scalar_one()
            for table in tables.metadata.sorted_tables
        }


def events(database: Database) -> list[tuple[str, str | None, str]]:
    with database.reading() as connection:
        return [(row.event, row.account_id, row.about) for row in connection.execute(select(tables.log))]
