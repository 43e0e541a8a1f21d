"""The feeds and pages of the Harbour Gazette, a paper that exists in tests only."""

from datetime import UTC, datetime
from html import escape

from newsreader.domain.feed import FeedDocument
from newsreader.fetcher.workers.messages import DiffFeedJob

CAME = datetime(2026, 11, 24, 12, tzinfo=UTC)
"""When its feed came."""

STORY_BEGINNING = (
    "The ferry between Harbour and the islands will sail again on Monday after three weeks of "
    "strike, the harbour office said on Thursday…"
)
"""What a stingy feed carries of the story."""

_REST = (
    "the harbour office said on Thursday. “We will not raise the fares this year,” said Jane Roe, "
    "the mayor of Harbour, at the pier. The crews had stopped work over the length of their "
    "shifts, which had grown from ten to fourteen hours since the spring. Under the agreement no "
    "shift will be longer than eleven hours, and two more crews will be trained before the "
    "summer. The cost of the repair of the northern pier is not part of the agreement and will "
    "be settled by the council in December. Shops on the islands had run short of flour, fuel "
    "and medicine, and the school had sent its pupils home for a week. The first boat leaves at "
    "six in the morning and takes only post and goods; passengers can board from nine. The "
    "harbour office expects long queues in the first days and asks everybody who can wait to "
    "travel in the second week. Fishermen who carried people across in their own boats during "
    "the strike will be thanked at a feast in the market hall on Saturday, to which the whole "
    "town is invited."
)
FULL_STORY = STORY_BEGINNING.replace("the harbour office said on Thursday…", _REST)
"""The story as its page has it."""


def item(guid: str, title: str, text: str, *, link: str = "", date: str = "") -> str:
    """Return one item of a feed; ``text`` is HTML."""
    return (
        f"<item><guid isPermaLink='false'>{guid}</guid><title>{escape(title)}</title>"
        f"<link>{link or f'/{guid}'}</link><description>{escape(text)}</description>"
        f"<pubDate>{date or 'Fri, 20 Nov 2026 10:00:00 GMT'}</pubDate></item>"
    )


def rss(*items: str, title: str = "Harbour Gazette") -> str:
    """Return a feed."""
    return (
        f"<rss version='2.0'><channel><title>{title}</title>"
        f"<link>https://harbour.example/</link>{''.join(items)}</channel></rss>"
    )


def document(body: str) -> FeedDocument:
    """Return a feed as it came."""
    return FeedDocument("https://harbour.example/feed", body.encode(), CAME)


def list_job(body: str) -> DiffFeedJob:
    """Return the job of listing a feed of which nothing is known."""
    return DiffFeedJob(document(body))


def story_page(text: str = FULL_STORY, title: str = "Ferry sails again on Monday") -> str:
    """Return a page with a story in the boilerplate of a site."""
    sentences = text.replace(". ", ".|").split("|")
    thirds = [sentences[at : at + 3] for at in range(0, len(sentences), 3)]
    paragraphs = "".join(f"<p>{escape(' '.join(third))}</p>" for third in thirds)
    return (
        f"<!DOCTYPE html><html lang='en'><head><title>{title} | Harbour Gazette</title></head>"
        "<body><nav><a href='/'>Home</a> <a href='/sport'>Sport</a></nav>"
        f"<main><article><h1>{title}</h1>{paragraphs}</article></main>"
        "<footer><p>Subscribe to our newsletter</p></footer></body></html>"
    )
