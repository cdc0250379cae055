"""The only door to the database: `read_…` and `save_…`, rows in, values out. One function is one transaction."""

from .database import Database, FileGone, UnsafeStart

__all__ = ["Database", "FileGone", "UnsafeStart"]
