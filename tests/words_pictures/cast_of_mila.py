"""The cast: Mila's story is written by her mother and a worker; Rita is whom she can always talk to; Oskar and An are not in it."""

from words_pictures.audience import Viewer, worker
from words_pictures.change import Add, Change, Write, apply
from words_pictures.definition import definitions
from words_pictures.document import Document, Value

LOTTE = worker("lotte")
"""Her work is this family, and she is in its file."""
COLLEAGUE = worker(None)
KASIA, RITA = Viewer("kasia", adult=True), Viewer("rita", adult=True)
MILA, OSKAR = Viewer("mila"), Viewer("oskar")
NOBODY = Viewer()
EVERYBODY = (LOTTE, COLLEAGUE, KASIA, MILA, RITA, OSKAR, NOBODY)


def written(document: Document, *entries: tuple[str, Value], by: str = "lotte") -> Document:
    """The document with these values at these addresses, each by a pen of its own."""
    definition = definitions()[document.definition]
    for address, value in entries:
        change = Write(f"w{document.revision}.1", by, address, value, seen=document.revision)
        document = apply(document, change, definition).document
    return document


def changed(document: Document, *changes: Change) -> Document:
    """The document with these changes in it, one after the other."""
    for change in changes:
        document = apply(document, change, definitions()[document.definition]).document
    return document


def with_items(document: Document, list_place: str, *ids: str) -> Document:
    """The document with these items in a list, in that order."""
    after = None
    for id in ids:
        document = changed(document, Add(f"a{document.revision}.1", "lotte", list_place, id, after))
        after = id
    return document
