"""The rows of an interpreter's table as they stand in the file that came back, before anybody asks where they belong."""

from __future__ import annotations

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal

from ..errors import NoTable
from ..word_file import Cell, Table, WordFile
from .row_keys import COLUMNS, HEAD, Column, column_and_key, plain

Note = Literal["properties_lost", "columns_swapped", "several_tables", "rows_split", "rows_joined", "tracked_changes"]
"""What may be odd about a file: what it kept unseen is gone, its columns stand the other way round, it has more than one table of ours, a
row stands in it twice, rows became one, somebody wrote with *track changes* on."""


@dataclass(frozen=True)
class FoundRow:
    """A row as it stands in the file."""

    keys: Counter[str]
    """The keys in its marks, and how many marks bear each."""
    source: str
    words: str
    is_joined: bool = False
    """Whether its translation stands in one cell with something else."""
    is_first: bool = False
    """Of its table."""

    @property
    def key(self) -> str:
        """The key that most of its marks bear: a copied cell may bring one of another row along. Empty where none has most."""
        first, second, *_ = [*self.keys.most_common(2), ("", 0), ("", 0)]
        return first[0] if first[1] > second[1] else ""


@dataclass(frozen=True)
class FoundRows:
    """All rows of a file, without the head, and what else was found on the way."""

    rows: tuple[FoundRow, ...]
    beside: tuple[str, ...]
    """What stands in columns and tables that are not ours."""
    notes: frozenset[Note]


def found_rows(file: WordFile) -> FoundRows:
    """The rows of a file. Raises NoTable where there is no table of two columns, or the column of the translation is gone."""
    marked = [table for table in file.tables if any(_keys(cell) for row in table.rows for cell in row)]
    rows: list[FoundRow] = []
    beside = [] if not marked else [_line(row) for table in file.tables if table not in marked for row in table.rows]
    notes: set[Note] = {"several_tables"} if len(marked) > 1 else set()
    for table in marked or file.tables:
        columns = _columns(table)
        if not columns:
            continue
        if columns["o"] > columns["t"]:
            notes.add("columns_swapped")
        for number, cells in enumerate(table.rows):
            row = _row(cells, columns, is_first=number == 0)
            if HEAD not in row.keys:
                rows.append(row)
                beside += [cell.text for cell in cells if marked and cell.column not in columns.values()]
    if not rows:
        raise NoTable("no table of ours")
    return FoundRows(tuple(rows), tuple(text for text in beside if plain(text)), frozenset(notes))


def _columns(table: Table) -> Mapping[Column, int] | None:
    # By the marks in their cells; where those are gone, by their order. None: a table of one column.
    there = sorted({cell.column for row in table.rows for cell in row})
    columns: dict[Column, int] = {}
    for column in COLUMNS:
        for place, _ in _votes(table, column).most_common(1):
            columns[column] = place
    if not columns and len(there) < 2:
        return None
    if not columns:
        columns = {"n": there[-3] if len(there) > 2 else -1, "o": there[-2], "t": there[-1]}
    if "t" not in columns:
        others = [one for one in there if one not in columns.values()]
        if len(others) != 1:
            raise NoTable("the column of the translation is gone")
        columns["t"] = others[0]
    return {"o": -1, **columns}


def _votes(table: Table, column: Column) -> Counter[int]:
    # In which column of the file the marks of one of ours stand.
    return Counter(cell.column for row in table.rows for cell in row for own, _ in _keys(cell) if own == column)


def _row(cells: tuple[Cell, ...], columns: Mapping[Column, int], *, is_first: bool) -> FoundRow:
    source, words = (_at(cells, columns[column]) for column in ("o", "t"))
    own = {key for column, key in _keys(words) if column == "t"} if words else set[str]()
    return FoundRow(
        keys=Counter(key for cell in cells for _, key in _keys(cell)),
        source=plain(source.text) if source else "",
        words=plain(words.text) if words else "",
        is_joined=words is not None and (words is source or words.is_joined or len(own) > 1),
        is_first=is_first,
    )


def _at(cells: tuple[Cell, ...], column: int) -> Cell | None:
    return next((cell for cell in cells if cell.column <= column < cell.column + cell.span), None)


def _keys(cell: Cell) -> list[tuple[Column, str]]:
    return [found for mark in cell.marks if (found := column_and_key(mark))]


def _line(row: tuple[Cell, ...]) -> str:
    return " ".join(text for cell in row if (text := plain(cell.text)))
