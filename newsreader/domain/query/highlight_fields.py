"""The table of the query language where it asks for highlights instead of articles."""

from collections.abc import Mapping
from dataclasses import replace

from newsreader.domain.highlights.highlight import AnchorState, Verification
from newsreader.domain.query.fields import ARTICLES, STATES, QueryField, Subject

_OF_ARTICLE = {
    "title": "in an article with the words in its headline",
    "text": "in an article with the words in its text",
    "author": "in an article by an author",
    "outlet": "that an outlet published",
    "feed": "in an article of a feed, by its title or by the outlet",
    "folder": "in an article of the feeds in a folder and in those inside it",
    "rule": "in an article that a rule of yours caught",
    "lang": "in an article in a language",
    "url": "in an article whose address has a part",
    "words": "in an article of a length",
}
"""The fields that ask for the article of a passage, with what they find."""
_OF_PASSAGE = {
    "tag": "with a tag of yours, on the passage or on its article",
    "speaker": "said by somebody, as far as is known",
    "quote": "said by anybody, with the words in them",
    "note": "with the words in your note",
    "colour": "of a colour",
    "is": "with a note of yours, or in an article in a state",
    "since": "marked at a time or later; A..B is what it is behind on:",
    "until": "marked before a time",
    "on": "marked on these days, in UTC",
    "sort": "in an order, with a minus the other way round",
    "limit": "at most so many",
}
"""The fields that ask for the passage itself."""

HIGHLIGHT_STATES: dict[str, str] = {
    "ok": "that stand where you marked them",
    "moved": "that stand elsewhere in the story, in the same words",
    "changed": "whose words the publisher changed",
    "orphan": "that the publisher took out",
    "lost": "that were changed or taken out",
    "unchecked": "that you have not verified",
    "checked": "that you found right",
    "disputed": "that you found wrong, or that somebody disputes",
}
"""What may stand after ``state:``, with what it finds."""

STORED_STATES: Mapping[str, tuple[AnchorState | Verification, ...]] = {
    **{str(one): (one,) for one in (*AnchorState, *Verification)},
    "lost": (AnchorState.CHANGED, AnchorState.ORPHAN),
}
"""The states of ``HIGHLIGHT_STATES`` as highlights have them, in either of two fields."""

HIGHLIGHT_SORTS: dict[str, str] = {
    "date": "marked last first",
    "story": "story by story, as the passages stand in each",
    "feed": "by feed, A to Z",
    "words": "longest first",
}
"""What may stand after ``sort:``, with what it does."""

_STATE = QueryField(
    "state",
    "state",
    "that stand in the story or not, that are verified or not",
    "state:changed",
    ("anchor", "status"),
)


def _field(one: QueryField) -> QueryField:
    return replace(one, finds=(_OF_ARTICLE | _OF_PASSAGE)[one.name])


def _fields() -> tuple[QueryField, ...]:
    known = ARTICLES.by_name
    own = [_field(known[name]) for name in _OF_PASSAGE]
    at = next(number for number, one in enumerate(own) if one.name == "is")
    others = [_field(known[name]) for name in _OF_ARTICLE]
    state = replace(own[at], others=tuple(one for one in own[at].others if one != "state"))
    return (*own[:at], _STATE, state, *others, *own[at + 1 :])


HIGHLIGHTS = Subject(
    _fields(),
    {
        "state": HIGHLIGHT_STATES,
        "is": STATES | {"noted": "with a note of yours"},
        "sort": HIGHLIGHT_SORTS,
    },
)
"""What is asked of highlights."""
