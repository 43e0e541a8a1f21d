"""Writes articles as programs of the user's read them: rules and hooks."""

from typing import Any

from newsreader.domain.article import Article
from newsreader.storage import articles
from newsreader.storage.database import Database
from newsreader.storage.quotes import shown_quotes


def article_record(db: Database, article: Article) -> dict[str, Any]:
    """Return an article for a program, with the keys that ``show --json`` has."""
    return {
        "id": article.id,
        "feed_id": article.feed_id,
        "feed": article.feed,
        "outlet": article.outlet,
        "title": article.title,
        "url": article.url,
        "author": article.author,
        "published": article.published.isoformat(),
        "language": article.language,
        "tags": list(article.tags),
        "text": articles.text(db, article.id),
        "quotes": [
            {"text": one.marked_text, "speaker": one.speaker, "certainty": str(one.certainty)}
            for one in shown_quotes(db, article.id)
        ],
    }
