"""Says by which name a feed is spoken of: its title, or its address where that is not enough."""

from urllib.parse import urlsplit

from newsreader.domain.clean import shown_url


def host_title(url: str) -> str:
    """Return what a feed is called as long as nobody has given it a title: its host."""
    host = urlsplit(url).hostname or url
    return host.removeprefix("www.")


def feed_name(title: str, url: str, *, is_shared: bool) -> str:
    """Return the name that tells a feed from others.

    One without a title is called by its address, and so is one whose title another feed has too,
    which ``is_shared`` says.
    """
    address = shown_url(url).partition("://")[2].removesuffix("/")
    if not address:  # the demo
        return title
    if title in ("", host_title(url)):
        return address
    return f"{title} ({address})" if is_shared else title
