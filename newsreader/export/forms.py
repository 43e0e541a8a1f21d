"""The registry of export forms: what ``newsreader export FORM`` can write.

A new form is a module with a function that turns values into text, and a line in ``FORMS``.
"""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import Protocol

from newsreader.domain.article import OpenArticle
from newsreader.domain.feed import Feed
from newsreader.export.bibtex_entry import write_bibtex
from newsreader.export.csl_json import write_csl
from newsreader.export.escape import slug
from newsreader.export.file_name import SUFFIX, story_file, story_id
from newsreader.export.managed_file import Exported
from newsreader.export.markdown import export_articles, render
from newsreader.export.opml import write_opml
from newsreader.export.readwise_csv import write_readwise
from newsreader.export.story_page import write_story
from newsreader.export.web_annotations import write_annotations
from newsreader.export.written_files import WrittenFiles


class ExportArticles(Protocol):
    """A function that writes a file for each article."""

    def __call__(
        self, stories: Iterable[OpenArticle], directory: Path, *, force: bool = False
    ) -> Iterator[Exported]:
        """Write below ``directory``; ``force`` replaces also what the user edited, and keeps it."""


@dataclass(frozen=True, slots=True)
class ArticleForm:
    """A form with one file for each article."""

    name: str
    """What the command line calls it."""
    suffix: str
    """The suffix of its files, with the full stop."""
    render: Callable[[OpenArticle], str]
    """Returns the text of a new file for an article."""
    export: ExportArticles
    """Writes the files of articles below a folder and yields what became of each."""
    as_marked: bool = False
    """Whether it shows a story as it was when it was marked, and not as it is."""

    def texts(self, stories: Iterable[OpenArticle]) -> Iterator[str]:
        """Yield the text of each file."""
        return map(self.render, stories)


@dataclass(frozen=True, slots=True)
class CollectionForm:
    """A form with one file for all articles of an export."""

    name: str
    """What the command line calls it."""
    suffix: str
    """The suffix of its file, with the full stop."""
    render: Callable[[Sequence[OpenArticle]], str]
    """Returns the text of the file."""
    as_marked: bool = False
    """As in ``ArticleForm``."""

    def texts(self, stories: Iterable[OpenArticle]) -> Iterator[str]:
        """Yield the text of the file."""
        yield self.render(list(stories))

    def export(
        self, stories: Iterable[OpenArticle], directory: Path, *, force: bool = False
    ) -> Iterator[Exported]:
        """Write the file in ``directory``, as ``ExportArticles`` does; yield what became of it."""
        files = WrittenFiles(directory, force=force)
        path = directory / f"newsreader-{self.name}{self.suffix}"
        yield files.save(self.name, lambda: path, self.render(list(stories)))


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


def whole_files(
    name: str, suffix: str, render: Callable[[OpenArticle], str], *, as_marked: bool = False
) -> ArticleForm:
    """Return a form whose files, one for each article, are all newsreader's.

    Those in Markdown have the form in their names, since the notes of the articles lie beside them.
    """
    ending = f".{slug(name)}{suffix}" if suffix == SUFFIX else suffix

    def export(
        stories: Iterable[OpenArticle], directory: Path, *, force: bool = False
    ) -> Iterator[Exported]:
        files = WrittenFiles(directory, force=force)
        for opened in stories:
            place = partial(_place, directory, opened, ending, files)
            yield files.save(f"{name} {story_id(opened.article)}", place, render(opened))

    return ArticleForm(name, suffix, render, export, as_marked)


def _place(directory: Path, opened: OpenArticle, suffix: str, files: WrittenFiles) -> Path:
    path = story_file(directory, opened.article, suffix)
    if files.has(path):
        return story_file(directory, opened.article, suffix, numbered=True)
    return path


def _by_template(name: str, opened: OpenArticle) -> str:
    from newsreader.export.templates import find_template, render_template  # loads Jinja

    return render_template(find_template(name), opened)


DEFAULT = ArticleForm("markdown", SUFFIX, render, export_articles)
"""The form of an export that names none."""
FORMS: dict[str, ArticleForm | CollectionForm | FeedsForm] = {
    form.name: form
    for form in (
        DEFAULT,
        whole_files("org", ".org", partial(_by_template, "org")),
        whole_files("logseq", SUFFIX, partial(_by_template, "logseq")),
        whole_files("html", ".html", write_story, as_marked=True),
        CollectionForm("readwise", ".csv", write_readwise),
        CollectionForm("annotations", ".jsonld", write_annotations),
        CollectionForm("csl", ".json", write_csl),
        CollectionForm("bibtex", ".bib", write_bibtex),
        FeedsForm("opml", ".opml", write_opml),
    )
}
"""All forms by name."""
