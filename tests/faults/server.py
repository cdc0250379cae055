"""The real server, in a process group of its own each time, to be killed: `python -m tests.faults.server DATA PORT [answers-first]`.

A line on standard input starts one, and its process group is the answer. What a server is made of is imported only once, which takes a
third of the time.
With `answers-first` it is the mutant that every fault test must catch: it answers before anything is on the disk.
"""

from __future__ import annotations

import os
import sys
import threading
from pathlib import Path
from typing import Any

from webapp import commands
from webapp.config import config_for
from webapp.store import documents

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


def serve(folder: Path, port: int) -> None:
    """Become a server that leads a process group."""
    os.setsid()
    sys.stdin.close()
    sys.argv = ["words-pictures"]
    commands._Server(config_for(folder, origin=f"http://127.0.0.1:{port}"), port).run()


if __name__ == "__main__":
    if "answers-first" in sys.argv:
        answer_first()
    where, at = Path(sys.argv[1]), int(sys.argv[2])
    for _ in sys.stdin:
        child = os.fork()
        if not child:
            serve(where, at)
            os._exit(0)
        print(child, flush=True)
        os.waitpid(child, 0)
