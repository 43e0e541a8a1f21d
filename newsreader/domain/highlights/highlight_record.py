"""Highlights as programs are told of them, in JSON."""

from collections.abc import Iterator

from newsreader.domain.article import Article
from newsreader.domain.clean import shown_url
from newsreader.domain.highlights.highlight import Highlight, HighlightsChange
from newsreader.domain.instant import instant
from newsreader.domain.quoting.quote import attribution, certainty


def highlight_record(highlight: Highlight) -> dict[str, object]:
    """Return a highlight with its note and how it was found in the present text."""
    said = highlight.is_quote
    speaker, confidence = (highlight.speaker, highlight.confidence) if said else ("", 0.0)
    who = attribution(highlight.speaker, highlight.confidence)
    return {
        "id": highlight.id,
        "article_id": highlight.article_id,
        "start": highlight.start,
        "end": highlight.end,
        "text": highlight.text,
        "colour": highlight.colour,
        "note": highlight.note,
        "tags": list(highlight.tags),
        "speaker": speaker,
        "confidence": round(confidence, 3),
        "certainty": str(certainty(speaker, confidence)),
        "inferred": highlight.inferred and said,
        "quotes": who if highlight.quoting else None,
        "verification": str(highlight.verification),
        "checked_against": highlight.checked_against or None,
        "checked_on": highlight.checked_on or None,
        "created": instant(highlight.created),
        "state": str(highlight.state),
    }


def change_records(change: HighlightsChange, article: Article) -> Iterator[dict[str, object]]:
    """Yield what the hook ``on_highlight`` reads, for each highlight that is another one now."""
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
            "highlight": highlight_record(highlight),
            "article": {
                "id": article.id,
                "title": article.title,
                "url": shown_url(article.url),
                "outlet": article.outlet,
            },
        }
