"""Renders an article with its highlights and quotes as Markdown, and exports it to a file.

``managed_file`` says what becomes of the user's own changes; an export of an unchanged article
does not touch the file. The form is for Obsidian and for anything else that reads CommonMark.
"""

from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from newsreader.domain.age import day_in_words, undated
from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.clean import clean_line, shown_url
from newsreader.export.escape import escape_line, link_target, tag
from newsreader.export.file_name import story_id
from newsreader.export.front_matter import Value, compose, yaml_string
from newsreader.export.highlights_section import write_highlights
from newsreader.export.managed_block import block_ids, wrap_block
from newsreader.export.managed_file import ID_KEY, YOURS, Exported, ExportFolder
from newsreader.export.managed_text import Managed
from newsreader.export.quotes_section import write_quotes

SCHEMA = 1
"""The version of the file format, in the header."""
OWN_TAG = "newsreader"
"""The tag that every exported file carries."""


def render(opened: OpenArticle) -> str:
    """Return the text of a new file for an article; equal input gives equal text."""
    heading = f"# {escape_line(opened.article.title) or 'Untitled'}"
    return (
        f"{compose(_properties(opened))}{heading}\n\n{byline(opened.article)}\n\n"
        f"{wrap_block(_content(opened))}\n{YOURS}\n"
    )


def export_article(opened: OpenArticle, directory: Path, *, force: bool = False) -> Exported:
    """Write one article to its file in ``directory``, as ``export_articles`` does."""
    return next(export_articles((opened,), directory, force=force))


def export_articles(
    stories: Iterable[OpenArticle], directory: Path, *, force: bool = False
) -> Iterator[Exported]:
    """Write each article to its file in ``directory`` and yield the result of each.

    Behind it follow the files that were passed by. ``force`` refreshes blocks that the user
    edited and keeps these below.
    """
    folder = ExportFolder(directory, force=force)
    for opened in stories:
        find, place = partial(folder.find, opened), partial(folder.place, opened.article)
        yield from folder.export(find, place, _managed(opened))


def _managed(opened: OpenArticle) -> Managed:
    def beside_edited(theirs: str) -> str:
        return _join(write_highlights(opened, without=block_ids(theirs)))

    return Managed(
        story_id(opened.article),
        _properties(opened),
        _content(opened),
        lambda: render(opened),
        beside_edited,
    )


def _content(opened: OpenArticle) -> str:
    """Return the content of the block of a new file."""
    parts = write_highlights(opened) + write_quotes(opened)
    return _join(parts or ["*Nothing is highlighted in this story, and nobody is quoted.*"])


def _join(parts: list[str]) -> str:
    return "\n\n".join(parts) + "\n" if parts else ""


def _properties(opened: OpenArticle) -> dict[str, Value]:
    """Return the keys of the header that newsreader writes; unknown values are left out."""
    article = opened.article
    created = [
        moment for highlight in opened.highlights for moment in (highlight.created,) if moment
    ]
    changed = [highlight.updated or highlight.created for highlight in opened.highlights]
    moments = [*created, *(moment for moment in changed if moment)]
    if article.bookmarked:
        moments.append(article.bookmarked)
    tags = [OWN_TAG, *(tag(name) for name in article.tags)]
    day = f"{article.published.astimezone(UTC):%Y-%m-%d}"
    fields: dict[str, Value] = {
        "title": yaml_string(clean_line(article.title)),
        "source": yaml_string(shown_url(article.url)) if article.url else "",
        "author": tuple(yaml_string(name) for name in _authors(article)),
        "outlet": yaml_string(_outlet(article)) if _outlet(article) else "",
        "published": day if article.dated else yaml_string("n.d."),
        "seen": "" if article.dated else day,
        "found-through": tuple(
            yaml_string(f"{clean_line(one.title)}, {shown_url(one.url)}".rstrip(", "))
            for one in opened.trail
        ),
        "created": _stamp(min(moments)) if moments else "",
        "updated": _stamp(max(moments)) if moments else "",
        "tags": tuple(yaml_string(name) for name in dict.fromkeys(tags) if name),
        ID_KEY: yaml_string(story_id(article)),
        "newsreader-schema": str(SCHEMA),
    }
    return {key: value for key, value in fields.items() if value}


def byline(article: Article) -> str:
    """Return authors, outlet and date, and the way to the page."""
    who = [escape_line(name) for name in (", ".join(_authors(article)),) if name]
    where = [f"*{escape_line(_outlet(article))}*"] if _outlet(article) else []
    day = day_in_words(article.published.astimezone(UTC).date())
    line = ", ".join([*who, *where, day if article.dated else undated(day)])
    target = link_target(article.url)
    return f"{line} · [original]({target})" if target else line


def _authors(article: Article) -> list[str]:
    return [name for part in article.author.split(",") if (name := clean_line(part))]


def _outlet(article: Article) -> str:
    return clean_line(article.outlet or article.feed)


def _stamp(moment: datetime) -> str:
    return f"{moment.astimezone(UTC):%Y-%m-%dT%H:%M:%SZ}"
