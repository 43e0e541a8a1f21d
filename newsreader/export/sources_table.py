"""Writes who is quoted as a table of comma-separated values, for a spreadsheet."""

import csv
from collections.abc import Iterator, Sequence
from datetime import datetime
from io import StringIO
from itertools import count
from pathlib import Path

from newsreader.domain.clean import clean_line
from newsreader.domain.instant import instant
from newsreader.domain.quoting.source_audit import AuditDetails, QuotedSource, Shares
from newsreader.export.atomic_file import replace_file
from newsreader.export.speaker_file import FOLDER

_HEADER = (
    "name section kind certainty role quotes sure articles first last outlets folders months"
).split()


def sources_table(sources: Sequence[QuotedSource], details: AuditDetails) -> Iterator[str]:
    """Yield the lines of the table (RFC 4180), without their ends: a header, then the sources."""
    yield _line(_HEADER)
    for one in sources:
        more = details[one.key]
        yield _line(
            [
                *(_cell(text) for text in (one.name, one.section, one.kind)),
                *(str(one.certainty), _cell(more.role)),
                *(one.quotes, one.sure, one.articles, instant(more.first), instant(one.last)),
                _cell(_in_one(one.outlets, "no outlet")),
                _cell(_in_one(one.folders, "no folder")),
                _cell(_in_one(more.months)),
            ]
        )


def export_table(
    sources: Sequence[QuotedSource], details: AuditDetails, directory: Path, now: datetime
) -> Path:
    """Write the table to a file of its own, named by the day; return that.

    A table of before, which may have been worked on, stays. Raises ``ExportError``.
    """
    folder, day = directory / FOLDER, now.astimezone().date()
    content = "".join(f"{line}\r\n" for line in sources_table(sources, details)).encode()
    names = (f"quoted {day}{f' {n}' if n > 1 else ''}.csv" for n in count(1))
    path = next(folder / name for name in names if not (folder / name).exists())
    replace_file(path, content)
    return path


def _line(cells: Sequence[object]) -> str:
    line = StringIO()
    csv.writer(line, lineterminator="").writerow(cells)
    return line.getvalue()


def _cell(text: str) -> str:
    """Return outside text for a cell, which no spreadsheet may take for a formula."""
    clean = clean_line(text, len(text) or 1)
    return f"'{clean}" if clean.startswith(("=", "+", "-", "@")) else clean


def _in_one(shares: Shares, nameless: str = "") -> str:
    return "; ".join(f"{name or nameless} {count}" for name, count in shares)
