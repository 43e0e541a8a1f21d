"""Says of an excerpt that it is one, and how the whole story is to be had."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime

from newsreader.domain.article import OpenArticle
from newsreader.domain.clean import clean_line, shown_host
from newsreader.domain.list_headings import moment_label

REASON_LIMIT = 300
"""Code points of a reason that are shown."""


@dataclass(frozen=True, slots=True)
class ExcerptNote:
    """What stands around a text that is not the whole story."""

    head: str = ""
    """Under the byline, in a few words."""
    foot: tuple[str, ...] = ()
    """Below the text: sentences."""


def excerpt_note(
    opened: OpenArticle, fill: Callable[[str], str], now: datetime, apart: str = " · "
) -> ExcerptNote:
    """Return what is to be said of an article; ``fill`` puts keys in the place of ``{id}``."""
    state = opened.excerpt
    if state is None or opened.version is not None:
        return ExcerptNote()
    parts = ["excerpt only" if state.sure else "perhaps an excerpt", fill("{full_text} fetches")]
    host = shown_host(opened.article.url)
    foot = [
        fill("{full_text} fetches the whole story from ") + host + ",",
        fill("{browser} shows it in the browser."),
    ]
    told = [" ".join(foot)]
    if state.tried is not None:
        tried = moment_label(state.tried, now)
        parts.append(f"tried {tried}")
        if state.error:
            told.append(f"Tried {tried}: {clean_line(state.error, REASON_LIMIT)}")
    return ExcerptNote(apart.join(parts), tuple(told))
