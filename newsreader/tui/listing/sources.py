"""Lists what articles can be listed by: everything, a state, a saved view, a folder, a feed."""

from collections.abc import Collection, Iterator, Mapping, Sequence
from datetime import datetime
from enum import Enum

from newsreader.domain.feed import Feed
from newsreader.domain.folder import is_inside, tree_order, with_parents
from newsreader.domain.health import State
from newsreader.domain.query import Query, QueryError, in_feed, in_folder, in_state, parse_query
from newsreader.domain.quoting.speaker import fold_for_search
from newsreader.domain.saved_view import SavedView
from newsreader.domain.schedule import is_due
from newsreader.frozen import dataclass

ALL = "All"
TODAY = "Today"
UNREAD = "Unread"
LATER = "Read later"
SAVED = "Saved"
CHANGED = "Changed"


class SourceKind(Enum):
    """What a row of the sources stands for."""

    SMART = "smart"
    """What every library has: all articles, the unread, the bookmarked."""
    VIEW = "view"
    """A query that the user named."""
    FOLDER = "folder"
    """A folder of feeds, with those inside it."""
    FEED = "feed"
    """A feed."""


@dataclass(frozen=True, slots=True)
class Source:
    """One row: something whose articles can be listed."""

    title: str
    """What it is called."""
    query: Query
    """The articles it stands for."""
    unread: int = 0
    """How many of them are unread; of the changed ones, how many there are."""
    depth: int = 0
    """How far it is moved in."""
    error: str = ""
    """What is wrong with it, since when, and what to do about it."""
    silence: str = ""
    """Since when it has brought nothing, and what to do about it."""
    kind: SourceKind = SourceKind.SMART
    """What it is."""
    place: str = ""
    """The path of a folder; the number of a feed or view; the name of what every library has."""
    around: str = ""
    """The folder that it lies in, or is."""
    folded: bool | None = None
    """Whether what lies in it is hidden; None for what nothing lies in."""

    @property
    def identity(self) -> tuple[SourceKind, str]:
        """What stays the same when its name, its counts or its query change."""
        return self.kind, self.place

    @property
    def asks_by_itself(self) -> bool:
        """Whether its name tells which states it asks for."""
        return self.kind is SourceKind.VIEW or self.title in (LATER, SAVED)


@dataclass(frozen=True, slots=True, eq=False)
class Shelf:
    """What the sources are made of."""

    feeds: Sequence[Feed] = ()
    """All feeds."""
    folders: Sequence[str] = ()
    """All folders, empty ones too."""
    views: Sequence[SavedView] = ()
    """The saved views in their order."""
    unread: Mapping[str, int] | None = None
    """How much is unread, by the number of a view or the name of what every library has.

    A story counts once, as in the list, though feeds count each article of theirs. Of the changed
    articles all count, as these were read before."""


def smart_sources(now: datetime) -> dict[str, Query]:
    """Return what every library has beside its feeds, each with what it asks."""
    return {
        ALL: Query(),
        TODAY: parse_query("since:today", now),
        UNREAD: in_state("unread"),
        "Bookmarked": in_state("bookmarked"),
        LATER: in_state("later"),
        SAVED: in_state("saved"),
        "Highlighted": in_state("highlighted"),
        CHANGED: in_state("changed"),
    }


def list_sources(shelf: Shelf, now: datetime, folded: Collection[str] = ()) -> tuple[Source, ...]:
    """Return the rows: what every library has, the views, the folders with their feeds.

    What lies in a folder of ``folded`` is left out.
    """
    counts = dict(shelf.unread or {})
    return (
        *(
            Source(name, query, counts.get(name, 0), place=name)
            for name, query in smart_sources(now).items()
        ),
        *_views(shelf.views, counts, now),
        *_by_folder(shelf, frozenset(folded)),
    )


def find_sources(sources: Sequence[Source], words: str) -> tuple[Source, ...]:
    """Return the sources that have all ``words`` in their title or folder, the likeliest first.

    Those come first whose title begins with the words, then those with a word of it that does,
    then those whose title has them; each in the order of the tree.
    """
    wanted = fold_for_search(words)
    parts = wanted.split()
    ranked = []
    for source in sources:
        title = fold_for_search(source.title)
        if all(part in title or part in fold_for_search(source.around) for part in parts):
            marks = title.startswith(wanted), f" {wanted}" in title, wanted in title
            ranked.append((marks.index(True) if any(marks) else len(marks), source))
    return tuple(source for _, source in sorted(ranked, key=lambda one: one[0]))


def due_feeds(feeds: Sequence[Feed], now: datetime) -> list[int]:
    """Return the ids of the feeds that are to be fetched by now."""
    return [feed.id for feed in feeds if not feed.is_demo and is_due(feed.due, feed.checked, now)]


def next_with_news(
    sources: Sequence[Source], listed: Query, besides: Collection[tuple[SourceKind, str]] = ()
) -> Source | None:
    """Return where to go on after what is listed: the next feed with something unread.

    After a folder it is the next one, or a feed outside folders, as what lies in it was listed
    with it. After the last comes the first, and at the end what is listed itself.
    """
    folder = listed.folder
    if folder:
        rows = [one for one in sources if one.folded is not None or _lies_outside(one)]
        rows = [one for one in rows if one.place == folder or not is_inside(one.around, folder)]
    else:
        rows = [one for one in sources if one.kind is SourceKind.FEED]
    same = (at for at, one in enumerate(rows) if _asks_for(one, listed))
    after = next(same, -1) + 1
    going_on = (one for one in rows[after:] + rows[:after] if one.identity not in besides)
    return next((one for one in going_on if one.unread), None)


def _lies_outside(source: Source) -> bool:
    return source.kind is SourceKind.FEED and not source.around


def _asks_for(source: Source, listed: Query) -> bool:
    if listed.folder:
        return source.query.folder == listed.folder
    return listed.feed_id is not None and source.query.feed_id == listed.feed_id


def _views(
    views: Sequence[SavedView], counts: Mapping[str, int], now: datetime
) -> Iterator[Source]:
    for view in views:
        place = str(view.id)
        try:
            query, error = view.asked(now), ""
        except QueryError as reason:  # the language has changed since it was saved
            query, error = Query(), f"This view cannot be asked: {reason}"
        unread = 0 if error else counts.get(place, 0)
        yield Source(view.name, query, unread, error=error, kind=SourceKind.VIEW, place=place)


def _by_folder(shelf: Shelf, folded: Collection[str]) -> Iterator[Source]:
    unread: dict[str, int] = {}
    inside: dict[str, list[Feed]] = {}
    for feed in shelf.feeds:
        inside.setdefault(feed.folder, []).append(feed)
        for folder in with_parents([feed.folder]):
            unread[folder] = unread.get(folder, 0) + feed.unread
    broken = {feed.folder for feed in shelf.feeds if _is_broken(feed)}
    for feed in inside.get("", ()):
        yield _row(feed, 0)
    hidden = ""
    for folder in sorted({*with_parents(inside), *shelf.folders}, key=tree_order):
        if hidden and is_inside(folder, hidden):
            continue
        is_folded = folder in folded
        hidden = folder if is_folded else ""
        depth = folder.count("/")
        # The sign of a broken feed is not folded away with it.
        ill = is_folded and any(is_inside(one, folder) for one in broken if one)
        yield Source(
            folder.rpartition("/")[2],
            in_folder(folder),
            unread.get(folder, 0),
            depth,
            "A feed in this folder cannot be read; unfold it to see which." if ill else "",
            kind=SourceKind.FOLDER,
            place=folder,
            around=folder,
            folded=is_folded,
        )
        if not is_folded:
            for feed in inside.get(folder, ()):
                yield _row(feed, depth + 1)


def _is_broken(feed: Feed) -> bool:
    return bool(feed.error) and feed.state is not State.FROZEN


def _row(feed: Feed, depth: int) -> Source:
    told = f"{feed.error} {feed.advice}".strip()
    error, silence = ("", told) if feed.state is State.FROZEN else (told, "")
    return Source(
        feed.name,
        in_feed(feed.id),
        feed.unread,
        depth,
        error,
        silence,
        SourceKind.FEED,
        str(feed.id),
        feed.folder,
    )
