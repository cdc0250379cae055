"""The real server in its own process group, to be killed: `python -m tests.faults.server DATA PORT [answers-first]`.

With `answers-first` it is the mutant that every fault test must catch: it answers before anything is on the disk.
"""

from __future__ import annotations

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


if __name__ == "__main__":
    folder, port = Path(sys.argv[1]), int(sys.argv[2])
    if "answers-first" in sys.argv:
        answer_first()
    commands._Server(config_for(folder, origin=f"http://127.0.0.1:{port}"), port).run()
