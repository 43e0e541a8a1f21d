"""Renders subscriptions as a list in OPML (OPML 2.0, opml.org)."""

from collections.abc import Iterable
from xml.sax.saxutils import quoteattr

from newsreader.domain.clean import FOLDER_LIMIT, clean_line
from newsreader.domain.feed import Feed


def write_opml(feeds: Iterable[Feed]) -> str:
    """Return ``feeds`` as an OPML document in their folders; the demo feed is left out."""
    lines = [
        '<?xml version="1.0" encoding="UTF-8"?>',
        '<opml version="2.0">',
        "  <head><title>newsreader subscriptions</title></head>",
        "  <body>",
    ]
    opened: list[str] = []
    for feed in sorted((feed for feed in feeds if not feed.is_demo), key=_place):
        path = _parts(feed.folder)
        shared = _shared(opened, path)
        for depth in range(len(opened), shared, -1):
            lines.append("  " * (depth + 1) + "</outline>")
        for depth in range(shared, len(path)):
            name = quoteattr(path[depth])
            lines.append("  " * (depth + 2) + f"<outline text={name} title={name}>")
        opened = path
        shown = clean_line(feed.title)
        text, title = quoteattr(shown), quoteattr(clean_line(feed.published_title) or shown)
        lines.append(
            "  " * (len(path) + 2)
            + f'<outline text={text} title={title} type="rss" xmlUrl={quoteattr(feed.url)}'
            + f" htmlUrl={quoteattr(feed.site_url)}{_category(path, feed.categories)}/>"
        )
    for depth in range(len(opened), 0, -1):
        lines.append("  " * (depth + 1) + "</outline>")
    return "\n".join([*lines, "  </body>", "</opml>", ""])


def _category(path: list[str], others: str) -> str:
    """Return the attribute that names the folder again, for programs that know no nesting.

    The other categories of an imported feed follow. A comma in the folder would begin another
    category (OPML 2.0, "category").
    """
    folder = "/".join(path)
    own = f"/{folder}" if path and "," not in folder else ""
    names = ",".join(name for name in (own, clean_line(others)) if name)
    return f" category={quoteattr(names)}" if names else ""


def _place(feed: Feed) -> tuple[bool, list[str], str]:
    return bool(feed.folder), _parts(feed.folder), feed.title.casefold()


def _parts(folder: str) -> list[str]:
    return [part for part in clean_line(folder, FOLDER_LIMIT).split("/") if part]


def _shared(one: list[str], other: list[str]) -> int:
    """Return how many folders two places have in common, from the top."""
    count = 0
    while count < min(len(one), len(other)) and one[count] == other[count]:
        count += 1
    return count
