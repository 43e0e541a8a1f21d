"""What a citation of an article, or of words in it, says; ``citation_styles`` writes it down.

Only what the article has is in it: no date where it has none, and no speaker as sure who is not.
A passage of an article is quoted at second hand: its speaker is "quoted in" the article.
"""

from dataclasses import dataclass, replace
from datetime import date, datetime, tzinfo

from newsreader.domain.article import Article, OpenArticle
from newsreader.domain.clean import clean_line, clean_text, shown_url
from newsreader.domain.found_through import way_in_words
from newsreader.domain.highlights.highlight import AnchorState, Highlight
from newsreader.domain.quoting.quote import Certainty, Quote
from newsreader.domain.quoting.struck import mark_struck
from newsreader.export.cited_names import CitedName, cited_names
from newsreader.export.highlights_section import paragraph_number
from newsreader.export.original_outlet import original_outlet
from newsreader.export.quoted_passage import marked_passage
from newsreader.export.text_fragment import fragment_url


@dataclass(frozen=True, slots=True)
class Citation:
    """An article, and words of it where a passage is cited."""

    authors: tuple[CitedName, ...]
    """Its authors; empty where none is named."""
    title: str
    """Its headline, one line."""
    outlet: str
    """Who published it."""
    published: date | None
    """The day of its publication; None where the article has no date."""
    accessed: date | None
    """The day on which the user had it; None where that is not known."""
    url: str
    """Its page; of a passage with a text fragment. Empty where there is none."""
    original: str = ""
    """Who published it first, where the article says so."""
    language: str = ""
    """Its language, BCP 47."""
    way: str = ""
    """By which links the user came to it, in words; empty where a feed brought it."""
    words: str = ""
    """The cited words; empty where the article as a whole is cited."""
    speaker: str = ""
    """Who says them; empty where nobody can be named."""
    probable: bool = False
    """Whether that speaker is only probable."""
    said: bool = False
    """Whether the words are somebody's, named or not, and not the article's own."""
    paragraph: int = 0
    """The number of the paragraph they begin in; 0 where there is none."""

    @property
    def attribution(self) -> str:
        """The speaker as far as one is sure: ``Jane Roe``, ``probably Jane Roe`` or nothing."""
        return f"probably {self.speaker}" if self.speaker and self.probable else self.speaker


def cite_article(
    opened: OpenArticle | None,
    article: Article,
    seen: datetime | None,
    zone: tzinfo | None = None,
) -> Citation:
    """Return the citation of an article, ``opened`` where its text is at hand.

    ``seen`` is when the user had it; days are those of ``zone``, else of where the user is.
    """
    outlet = clean_line(article.outlet or article.feed)
    return Citation(
        cited_names(article.author, outlet),
        clean_line(article.title) or "Untitled",
        outlet,
        article.published.astimezone(zone).date() if article.dated else None,
        seen.astimezone(zone).date() if seen else None,
        clean_text(shown_url(article.url)),
        original_outlet(opened.document, outlet) if opened else "",
        clean_line(article.language),
        clean_text(way_in_words(opened.trail)) if opened else "",
    )


def cite_passage(
    opened: OpenArticle, start: int, end: int, quote: Quote | None, seen: datetime | None
) -> Citation:
    """Return the citation of ``text[start:end]`` of an article, which ``quote`` holds if any."""
    whole = cite_article(opened, opened.article, seen)
    text = opened.document.text
    words = mark_struck(text[start:end], opened.document.struck, start)
    if quote is not None and (start, end) == (quote.start, quote.end):
        # What interrupts a quote is not its speaker's.
        words = " […] ".join(quote.marked_pieces)
    return _with_words(
        whole,
        words,
        fragment_url(whole.url, text, start, end),
        paragraph_number(opened.document, start),
        None if quote is None else (quote.speaker, quote.certainty),
    )


def cite_highlight(
    opened: OpenArticle,
    highlight: Highlight,
    seen: datetime | None,
    zone: tzinfo | None = None,
) -> Citation:
    """Return the citation of a highlight; of one whose words are gone without its place."""
    whole = cite_article(opened, opened.article, seen, zone)
    there = not highlight.is_lost
    text, start, end = opened.document.text, highlight.start, highlight.end
    url = fragment_url(whole.url, text, start, end) if there else whole.url
    is_orphan = highlight.state is AnchorState.ORPHAN
    return _with_words(
        whole,
        marked_passage(opened.document, highlight),
        url,
        0 if is_orphan else paragraph_number(opened.document, start),
        (highlight.speaker, highlight.certainty) if highlight.is_quote else None,
    )


def last_marked(opened: OpenArticle) -> datetime | None:
    """Return when the user last marked an article; None where nothing in it is marked.

    Exports say that day: the day of the export would make another file of the same marks.
    """
    moments = [opened.article.bookmarked, *(one.created for one in opened.highlights)]
    return max((moment for moment in moments if moment), default=None)


def _with_words(
    whole: Citation, words: str, url: str, paragraph: int, said: tuple[str, Certainty] | None
) -> Citation:
    speaker, sure = said or ("", Certainty.UNKNOWN)
    return replace(
        whole,
        url=url,
        words=clean_text(words).strip(),
        speaker="" if sure is Certainty.UNKNOWN else clean_line(speaker),
        probable=sure is Certainty.PROBABLE,
        said=said is not None,
        paragraph=paragraph,
    )
