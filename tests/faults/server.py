"""The real server, in a process group of its own each time, to be killed: `python -m tests.faults.server DATA PORT [mutant]`.

A line on standard input starts one, and its process group is the answer. What a server is made of is imported only once, which takes a
third of the time.
The mutants, which the fault tests must catch: `answers-first` answers before anything is on the disk, `last-writer-wins` does not ask
what a writer has seen.
"""

from __future__ import annotations

import os
import sys
import threading
from dataclasses import replace
from pathlib import Path
from typing import Any

from webapp import commands
from webapp.config import config_for
from webapp.store import documents
from words_pictures.change import Write

LATE_S = 0.05
"""So long after its answer the mutant saves."""


def answer_first() -> None:
    """Let the store say "saved" first and save afterwards."""
    save = documents.save_changes

    def say_saved(database: Any, document_id: str, *rest: Any) -> Any:
        threading.Timer(LATE_S, save, (database, document_id, *rest)).start()
        stored = documents.read_document(database, document_id)
        assert stored is not None
        return stored.document

    documents.save_changes = say_saved  # type: ignore[assignment]


def let_the_last_writer_win() -> None:
    """Let every write come over whatever stands there."""
    apply = documents.apply

    def overwrite(document: Any, change: Any, *rest: Any) -> Any:
        if not isinstance(change, Write):
            return apply(document, change, *rest)
        applied = apply(document, replace(change, seen=10**9), *rest)
        # It is remembered as it was sent, so that the log tells.
        return replace(applied, kept=applied.kept and replace(applied.kept, change=change))

    documents.apply = overwrite


MUTANTS = {"answers-first": answer_first, "last-writer-wins": let_the_last_writer_win}


def serve(folder: Path, port: int) -> None:
    """Become a server that leads a process group."""
    os.setsid()
    sys.stdin.close()
    sys.argv = ["words-pictures"]
    commands._Server(config_for(folder, origin=f"http://127.0.0.1:{port}"), port).run()


if __name__ == "__main__":
    for mutant in sys.argv[3:]:
        MUTANTS[mutant]()
    where, at = Path(sys.argv[1]), int(sys.argv[2])
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            serve(where, at)
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
