"""Lists the keys of the JSON that the command line prints, each with what it means.

What each key means stands here; that these are the keys is looked up in records of the demo.
"""

from collections.abc import Iterator, Mapping
from pathlib import Path
from tempfile import TemporaryDirectory

from newsreader.cli.json_output import (
    article_record,
    feed_record,
    quote_records,
    speaker_record,
)
from newsreader.domain.highlights.highlight_record import highlight_record
from newsreader.domain.query import Query
from newsreader.library import Library

MEANINGS: Mapping[str, Mapping[str, str]] = {
    "article": {
        "id": "its number in the library",
        "feed_id": "the number of its feed, null where there is none any more, or none brought it",
        "feed": "the title of its feed",
        "outlet": "who published it",
        "title": "its headline",
        "url": "its page",
        "author": "its authors, with commas between them",
        "published": "when it was published; null where it has no date",
        "seen": "when it was first seen, where it has no date",
        "language": "its language, BCP 47",
        "read": "whether it is read",
        "bookmarked": "whether it has a bookmark",
        "later": "whether it is set aside to be read later",
        "saved": "when it was saved as a page of the web, else null",
        "muted": "when a rule muted it, else null",
        "muted_by": "the name of that rule",
        "changed": "when its publisher changed the text after you had read or marked it, else null",
        "tags": "your tags",
        "story": "what articles of the same story have in common, null where it stands alone",
    },
    "quote": {
        "id": "its number, null outside the library",
        "article_id": "the article in which it stands",
        "start": "where it begins in the `text` of the article, in code points",
        "end": "where it ends, excluded",
        "text": "its words",
        "struck": "what of the article's `text` in it its publisher has struck out, as "
        "ranges with the `~~` around it",
        "speaker": "who says it, empty for nobody",
        "role": "what the article calls the speaker",
        "cue": "the verb beside it",
        "confidence": "how likely the speaker is right, 0 to 1",
        "certainty": "`sure`, `probable` or `unknown`; report only the first as a fact",
        "inferred": "whether the speaker is not named beside it",
        "kind": "`person`, `organisation`, `document`, `group`, or empty where that is not known",
    },
    "highlight": {
        "id": "its name, which stays",
        "article_id": "the article in which it stands",
        "start": "where it begins in the present text, in code points; where it was for an orphan",
        "end": "where it ends, excluded",
        "text": "the words that were marked",
        "colour": "its colour",
        "note": "your note, Markdown",
        "tags": "its tags",
        "speaker": "who says it, where it is a quote",
        "confidence": "how likely that is right, 0 to 1",
        "certainty": "the same in a word, as of a quote",
        "inferred": "whether the speaker is not named beside it",
        "quotes": "whose words are in it where it is no quote as a whole: `Jane Roe` or "
        "`probably Jane Roe`; else null",
        "verification": "`unchecked`, `checked` or `disputed`, as you said",
        "checked_against": "the address by which, null where by none",
        "checked_on": "the day on which, null where it is unchecked",
        "created": "when it was made",
        "state": "`ok`, `moved`, `changed` or `orphan`: how it was found in the present text",
    },
    "speaker": {
        "name": "the full name",
        "role": "what articles call the speaker; several between ; may be those of namesakes",
        "aliases": "other names",
        "quotes": "how many quotes there are",
        "articles": "in how many articles",
        "first": "when quoted first",
        "last": "when quoted last",
        "certainty": "`probable` where not one of the quotes is surely theirs, else `sure`",
        "kind": "`person`, `organisation`, `document`, `group`, or empty where that is not known",
    },
    "feed": {
        "id": "its number",
        "title": "its title",
        "url": "its address, without a login",
        "site_url": "its site",
        "folder": "the folder it lies in, empty for none",
        "unread": "how many articles are unread",
        "error": "why it cannot be read, empty where it can",
        "checked": "when it was asked last",
        "due": "when it is asked next",
        "state": "how it is: `well`, or what is wrong",
        "advice": "what can be done about that",
        "note": "what else is to be known of it",
        "options": "what holds for it",
        "config": "which table of config.toml applies to it, null for none",
    },
}
"""What each key means, by the name of the record."""


def json_tables() -> str:
    """Return a table for each record; raises ``ValueError`` where its keys are others by now."""
    lines: list[str] = []
    for name, record in _records():
        known = MEANINGS[name]
        if list(record) != list(known):
            odd = sorted(set(record) ^ set(known)) or ["their order"]
            raise ValueError(f"assets/json_reference.py does not tell of {name}: {', '.join(odd)}")
        lines += ["", f"**{name}**", "", "| Key | Is |", "|---|---|"]
        lines += [f"| `{key}` | {meaning} |" for key, meaning in known.items()]
    return "\n".join(lines[1:])


def _records() -> Iterator[tuple[str, Mapping[str, object]]]:
    with TemporaryDirectory() as folder:
        library = Library(Path(folder) / "newsreader.db")
        try:
            library.add_demo()
            article = library.listing(Query()).ids[0]
            library.highlight(article, 0, 5)
            opened = library.opened(article)
            yield "article", article_record(opened.article)
            yield "quote", quote_records(opened.quotes, article)[0]
            yield "highlight", highlight_record(opened.highlights[0])
            yield "speaker", speaker_record(library.speakers()[0])
            yield "feed", feed_record(library.feeds()[0])
        finally:
            library.close()
