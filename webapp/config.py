"""The settings, all of them, as one frozen value. Nothing else reads the environment, so a test makes an app in a line."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path


@dataclass(frozen=True)
class Config:
    """Where things are kept, and to whom the app answers."""

    database: Path
    """The encrypted database file; its folder is made if need be."""
    key: Path
    """The file with the database's key. Never in the database's folder (trust.md R-003)."""
    secret: Path
    """The file with the secret that tokens are made with."""
    origin: str = "http://127.0.0.1:8000"
    """Where people reach it, scheme and host. Anything else is refused; `https` makes its cookies secure."""
    definitions: Path | None = None
    """An agency's own folder of definitions."""
    start_code: str | None = None
    """The code with which the first account is made in the browser; None: only on the command line."""

    @property
    def is_https(self) -> bool:
        return self.origin.startswith("https://")

    @property
    def host(self) -> str:
        return self.origin.partition("://")[2]


def config_for(folder: Path, **settings: object) -> Config:
    """The settings for one folder that holds everything, with the keys apart from the data."""
    places = {
        "database": folder / "data" / "words-pictures.db",
        "key": folder / "keys" / "database.key",
        "secret": folder / "keys" / "secret.key",
    }
    return Config(**{**places, **settings})  # type: ignore[arg-type]
