"""The registry of export forms: what ``newsreader export FORM`` can write.

A new form is a module with a ``render`` function and a line in ``FORMS``.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Protocol

from newsreader.domain.article import OpenArticle
from newsreader.domain.feed import Feed
from newsreader.export.file_name import SUFFIX
from newsreader.export.managed_file import Exported
from newsreader.export.markdown import export_articles, render
from newsreader.export.opml import write_opml


class ExportArticles(Protocol):
    """A function that writes a file for each article."""

    def __call__(
        self, stories: Iterable[OpenArticle], directory: Path, *, force: bool = False
    ) -> Iterator[Exported]:
        """Write below ``directory``; ``force`` replaces also what the user edited, kept below."""


@dataclass(frozen=True, slots=True)
class ArticleForm:
    """A form with one file for each article."""

    name: str
    """What the command line calls it."""
    suffix: str
    """The suffix of its files, with the full stop."""
    render: Callable[[OpenArticle], str]
    """Returns the text of a new file for an article."""
    export: "ExportArticles"
    """Writes the files of articles below a folder and yields what became of each."""


@dataclass(frozen=True, slots=True)
class FeedsForm:
    """A form with one file for all subscriptions."""

    name: str
    """What the command line calls it."""
    suffix: str
    """The suffix of its file, with the full stop."""
    render: Callable[[Iterable[Feed]], str]
    """Returns the text of the file."""

    @property
    def file_name(self) -> str:
        """The name of its file in the export folder."""
        return f"newsreader{self.suffix}"


DEFAULT = ArticleForm("markdown", SUFFIX, render, export_articles)
"""The form of an export that names none."""
FORMS: dict[str, ArticleForm | FeedsForm] = {
    form.name: form for form in (DEFAULT, FeedsForm("opml", ".opml", write_opml))
}
"""All forms by name."""
