"""Derives the feeds of some large sites from an address alone, without a request."""

import re
from urllib.parse import parse_qs, urlsplit

_GITHUB_PAGES = frozenset(
    "about apps collections contact customer-stories enterprise events explore features issues "
    "login marketplace new notifications orgs pricing pulls readme search security settings "
    "signup sponsors stars topics trending".split()
)
_NAME = r"[A-Za-z0-9_.-]+"
_CHANNEL = re.compile(r"/channel/(UC[A-Za-z0-9_-]{22})(?:/.*)?")
_PLAYLIST = re.compile(r"(?:PL|UU|FL|OL)[A-Za-z0-9_-]{10,80}")
_MASTODON = re.compile(r"/@([A-Za-z0-9_]+(?:[.-]+[A-Za-z0-9_]+)*)/?")
_REDDIT = re.compile(rf"/(?:r/{_NAME}|u(?:ser)?/{_NAME}|domain/{_NAME})(?:/.*)?|/?")
_OTHER_HANDLES = (
    "youtube.com",
    "medium.com",
    "tiktok.com",
    "threads.net",
    "threads.com",
    "substack.com",
    "flipboard.com",
)


def known_feeds(url: str) -> tuple[str, ...]:
    """Return the feeds that belong to ``url`` by the rules of its site, the main one first.

    Empty for most addresses; and nothing is asked, so a feed may turn out not to be there.
    """
    parts = urlsplit(url)
    host = (parts.hostname or "").removeprefix("www.").removeprefix("m.")
    path = parts.path
    if path.endswith((".atom", ".rss", ".xml")):
        return ()
    if host == "github.com":
        return _github(path)
    if host == "youtube.com":
        return _youtube(path, parts.query)
    if host == "reddit.com" or host.endswith(".reddit.com"):
        return _reddit(path, parts.query)
    return _mastodon(url, host)


def title_of(url: str) -> str:
    """Return what one of several feeds of a site is called by its address."""
    names = urlsplit(url).path.removesuffix(".atom").split("/")
    return f"{names[-1].capitalize()} of {names[-2]}"


def _github(path: str) -> tuple[str, ...]:
    """Return what a repository releases and what happens in it, or what a person does."""
    names = [part for part in path.split("/") if part]
    if not names or names[0].lower() in _GITHUB_PAGES:
        return ()
    if not all(re.fullmatch(_NAME, name) for name in names[:2]):
        return ()
    if len(names) == 1:
        return (f"https://github.com/{names[0]}.atom",)
    repository = f"https://github.com/{names[0]}/{names[1].removesuffix('.git')}"
    feeds = [f"{repository}/{kind}.atom" for kind in ("releases", "commits", "tags")]
    # On the page of the commits or the tags, these are meant.
    wanted = names[2] if len(names) > 2 else "releases"
    return tuple(sorted(feeds, key=lambda feed: not feed.endswith(f"/{wanted}.atom")))


def _youtube(path: str, query: str) -> tuple[str, ...]:
    """Return the videos of a channel or a playlist; the page of a handle links to its feed."""
    if channel := _CHANNEL.fullmatch(path):
        return (f"https://www.youtube.com/feeds/videos.xml?channel_id={channel[1]}",)
    playlist = (parse_qs(query).get("list") or [""])[0]
    if path in ("/playlist", "/watch") and _PLAYLIST.fullmatch(playlist):
        return (f"https://www.youtube.com/feeds/videos.xml?playlist_id={playlist}",)
    return ()


def _reddit(path: str, query: str) -> tuple[str, ...]:
    """Return a subreddit, a person or a conversation as a feed."""
    if not _REDDIT.fullmatch(path):
        return ()
    more = f"?{query}" if query else ""
    return (f"https://www.reddit.com{path.rstrip('/')}/.rss{more}",)


def _mastodon(url: str, host: str) -> tuple[str, ...]:
    """Return what somebody posts, on any server of the Mastodon family."""
    parts = urlsplit(url)
    handle = _MASTODON.fullmatch(parts.path)
    if not handle or any(host == one or host.endswith(f".{one}") for one in _OTHER_HANDLES):
        return ()
    return (parts._replace(path=f"/@{handle[1]}.rss", query="", fragment="").geturl(),)
