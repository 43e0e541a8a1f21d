"""Tells the hook ``on_highlight`` what was done to highlights in the app."""

from collections.abc import Iterator

from newsreader.domain.article import Article
from newsreader.domain.clean import shown_url
from newsreader.domain.highlight import Highlight, HighlightsChange


def records_of(change: HighlightsChange, article: Article) -> Iterator[dict[str, object]]:
    """Yield what the hook reads, for each highlight that is another one now."""
    before = {one.id: one for one in change.removed}
    after = {one.id: one for one in change.added}
    for id_ in dict.fromkeys((*before, *after)):
        old, new = before.get(id_), after.get(id_)
        if old == new:
            continue
        did = "made" if old is None else "removed" if new is None else "changed"
        highlight = new or old
        assert highlight is not None
        yield {
            "change": did,
            "highlight": _record(highlight),
            "article": {
                "id": article.id,
                "title": article.title,
                "url": shown_url(article.url),
                "outlet": article.outlet,
            },
        }


def _record(highlight: Highlight) -> dict[str, object]:
    """Return a highlight with the keys that ``highlights --json`` has."""
    return {
        "id": highlight.id,
        "article_id": highlight.article_id,
        "start": highlight.start,
        "end": highlight.end,
        "text": highlight.text,
        "colour": highlight.colour,
        "note": highlight.note,
        "tags": list(highlight.tags),
        "speaker": highlight.speaker,
        "certainty": str(highlight.certainty),
    }
