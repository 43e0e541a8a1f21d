"""What a template can write: an article, its highlights, its quotes and its citations."""

from datetime import UTC, datetime
from itertools import groupby

from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.clean import clean_line, clean_text, shown_url
from newsreader.domain.found_through import way_in_words
from newsreader.domain.highlights.highlight import AnchorState, Highlight, checked_in_words
from newsreader.domain.quoting.quote import Certainty, Quote
from newsreader.export.bibtex_entry import bibtex_entry, bibtex_key
from newsreader.export.citation import cite_article, last_marked
from newsreader.export.citation_styles import STYLES
from newsreader.export.file_name import story_id
from newsreader.export.highlights_section import paragraph_number
from newsreader.export.quoted_passage import marked_passage, write_passage
from newsreader.export.quotes_section import quote_ids
from newsreader.export.text_fragment import fragment_url

Values = dict[str, object]


def template_values(opened: OpenArticle) -> Values:
    """Return the variables of a template: ``article``, ``highlights``, ``quotes``, ``citation``.

    All texts are clean, and none is escaped for the form; times are in UTC.
    """
    article = opened.article
    cited = cite_article(opened, article, last_marked(opened), UTC)
    citation: Values = {name: style.write(cited) for name, style in STYLES.items()}
    return {
        "article": _article(article, [name.whole for name in cited.authors], cited.original)
        | {"found_through": way_in_words(opened.trail, addresses=False), "trail": _trail(opened)},
        "highlights": [_highlight(opened, one) for one in opened.highlights],
        "quotes": _quotes(opened),
        "speakers": _speakers(opened),
        "citation": citation | {"bibtex": bibtex_entry(cited), "key": bibtex_key(cited)},
    }


def _trail(opened: OpenArticle) -> list[Values]:
    return [
        {
            "title": clean_line(one.title),
            "outlet": clean_line(one.outlet),
            "url": clean_text(shown_url(one.url)),
        }
        for one in opened.trail
    ]


def _article(article: Article, authors: list[str], original: str) -> Values:
    return {
        "id": story_id(article),
        "number": article.id,
        "title": clean_line(article.title) or "Untitled",
        "url": clean_text(shown_url(article.url)),
        "authors": authors,
        "outlet": clean_line(article.outlet or article.feed),
        "feed": clean_line(article.feed),
        "published": article.published.astimezone(UTC) if article.dated else None,
        "seen": article.published.astimezone(UTC),
        "bookmarked": _utc(article.bookmarked),
        "language": clean_line(article.language),
        "summary": clean_line(article.summary),
        "tags": [clean_line(tag) for tag in article.tags],
        "words": article.words,
        "original": original,
    }


def _highlight(opened: OpenArticle, highlight: Highlight) -> Values:
    there, text = not highlight.is_lost, opened.document.text
    url = shown_url(opened.article.url)
    start, end = highlight.start, highlight.end
    gone = highlight.state is AnchorState.ORPHAN
    return {
        "id": highlight.id,
        "block_id": highlight.block_id,
        "text": clean_text(marked_passage(opened.document, highlight)),
        "markdown": write_passage(opened.document, highlight),
        "note": clean_text(highlight.note),
        "tags": [clean_line(tag) for tag in highlight.tags],
        "colour": highlight.colour,
        **_who(highlight.speaker if highlight.is_quote else "", highlight.certainty),
        "role": clean_line(highlight.role),
        "quotes": _quoted(highlight),
        "paragraph": 0 if gone else paragraph_number(opened.document, start),
        "state": str(highlight.state),
        "checked": clean_line(checked_in_words(highlight)),
        "created": _utc(highlight.created),
        "updated": _utc(highlight.updated),
        "url": clean_text(fragment_url(url, text, start, end) if there else url),
    }


def _quotes(opened: OpenArticle) -> list[Values]:
    ids = quote_ids(opened.document, opened.quotes)
    return [_quote(opened, one, name) for one, name in zip(opened.quotes, ids, strict=True)]


def _quote(opened: OpenArticle, quote: Quote, name: str) -> Values:
    text, url = opened.document.text, shown_url(opened.article.url)
    first = quote.pieces[0]
    return {
        "block_id": name,
        "text": clean_text(" […] ".join(quote.marked_pieces)),
        **_who(quote.speaker, quote.certainty),
        "role": clean_line(quote.role) if quote.certainty is not Certainty.UNKNOWN else "",
        "kind": str(quote.kind) if quote.certainty is not Certainty.UNKNOWN else "",
        "paragraph": paragraph_number(opened.document, quote.start),
        "url": clean_text(fragment_url(url, text, *first)),
    }


def _speakers(opened: OpenArticle) -> list[Values]:
    """Return runs of quotes of one speaker, in the order of the text."""
    runs = []
    for _, found in groupby(_quotes(opened), key=lambda one: one["speaker"]):
        quotes = list(found)
        role = next((one["role"] for one in quotes if one["role"]), "")
        who = {key: quotes[0][key] for key in ("speaker", "name", "probable")}
        runs.append({**who, "role": role, "quotes": quotes})
    return runs


def _who(speaker: str, sure: Certainty) -> Values:
    """Return a speaker as far as one is sure, and the name alone; both empty where nobody is."""
    name = "" if sure is Certainty.UNKNOWN else clean_line(speaker)
    probable = bool(name) and sure is Certainty.PROBABLE
    return {"speaker": f"probably {name}" if probable else name, "name": name, "probable": probable}


def _quoted(highlight: Highlight) -> str:
    """Return whose words are in a passage that is no quote as a whole; empty where nobody's."""
    return str(_who(highlight.speaker, highlight.certainty)["speaker"]) if highlight.quoting else ""


def _utc(moment: datetime | None) -> datetime | None:
    return moment.astimezone(UTC) if moment else None
