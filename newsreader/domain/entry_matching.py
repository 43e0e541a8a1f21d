"""Decides which entries of a feed are articles that are stored already.

The key decides, as long as the publisher leaves it alone. Some use one key for many stories,
others give a story another key: with the version in it, with https, with a session in it, with
a new program behind the site. Then link, title, date and words decide. Where that is not sure,
there are two stories rather than one that carries the marks of another.
"""

from collections import Counter, defaultdict
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from newsreader.domain.address_keys import are_related, has_slug, id_key, is_story_page, page_key
from newsreader.domain.feed import EntryRow
from newsreader.domain.quoting.quote_matching import count_words, fold_tokens

ENOUGH = 4
"""From this many words on, equal words tell one story from others."""
_BEGINNING = 8
"""From this many words on, a text that begins another is a shorter form of it."""
_ALIKE = 0.5
"""Which part of their words two versions of one headline share at least."""
_HARDLY_CHANGED = 0.8
"""Which part of their words two versions of one text share at least."""
CROWD = 100
"""What more articles than these have in common tells nothing of one."""
_SECOND = 1000


@dataclass(frozen=True, slots=True)
class StoredEntry:
    """An article as far as it tells whether an entry is the same story."""

    id: int
    """The number of the article."""
    key: str
    """As ``Entry.key`` when the feed carried it last."""
    title: str
    """Its headline."""
    url: str
    """Its page."""
    published: int
    """When it was published, else first seen, in milliseconds since 1970 UTC."""
    dated: bool
    """Whether ``published`` is more than when it was first seen."""
    summary: str
    """The feed's short description."""


def match_entries(
    stored: Collection[StoredEntry], coming: Collection[EntryRow], unchanged: Collection[str] = ()
) -> dict[str, int]:
    """Return the articles that entries are, by the keys of the entries; the others are new.

    ``stored`` are articles of the feed: those with the keys of ``coming``, and what may be one of
    these under another key. ``unchanged`` are the keys of all other entries of the document,
    whose articles are theirs. No article is given to two entries; the order does not matter.
    """
    articles = [_Facts.of_article(one) for one in stored]
    entries = [_Facts.of_entry(one) for one in coming]
    by_key = {one.key: one for one in articles}
    shared = {one.stem for one in articles if one.stem != one.key}
    matched: dict[str, int] = {}
    for entry in entries:
        own = by_key.get(entry.key)
        if own and not _is_another_story(own, entry, entry.key in shared):
            matched[entry.key] = own.id
    others = frozenset(unchanged)
    theirs = others.union(matched)
    free = [one for one in articles if one.key not in theirs]
    strangers = [one for one in entries if one.key not in matched]
    if free and strangers:
        pages = Counter(one.page for one in entries)
        pages.update(one.page for one in articles if one.key in others)
        matched |= _match_others(free, strangers, {page for page in pages if pages[page] == 1})
    return matched


def is_suspect(stored: StoredEntry | None, entry: EntryRow) -> bool:
    """Return whether an entry may be another story than the article of its key, if any.

    Only for such entries articles with other keys need to be looked for.
    """
    return stored is None or stored.title != entry.title


def stem_of(entry: EntryRow) -> str:
    """Return the key of an entry without what tells it from others that share it."""
    return entry.shared_key or entry.key


class _Facts:
    """What is compared of an article and of an entry; folded once, and only where needed."""

    def __init__(
        self, id_: int, key: str, stem: str, title: str, url: str, second: int | None, words: str
    ) -> None:
        self.id = id_
        self.key = key
        self.stem = stem
        self.url = url
        self.second = second
        self._title = title
        self._words = words

    @classmethod
    def of_article(cls, one: StoredEntry) -> "_Facts":
        second = one.published // _SECOND if one.dated else None
        stem = one.key.rpartition("|")[0] or one.key
        return cls(one.id, one.key, stem, one.title, one.url, second, one.summary)

    @classmethod
    def of_entry(cls, one: EntryRow) -> "_Facts":
        second = None if one.published is None else one.published // _SECOND
        return cls(0, one.key, stem_of(one), one.title, one.url, second, one.summary)

    @cached_property
    def page(self) -> str:
        return page_key(self.url)

    @cached_property
    def id_page(self) -> str:
        return page_key(self.key)

    @cached_property
    def title(self) -> str:
        return fold_tokens(self._title) or self._title

    @property
    def telling(self) -> set[object]:
        """What another entry that has it too may be the same story for."""
        page, title = ("page", self.page), ("title", self.title)
        facts: set[object] = {page, title, (self.title, self.second), self.second}
        return facts - {("page", ""), None}

    @cached_property
    def words(self) -> str:
        return fold_tokens(self._words)


def _is_another_story(article: _Facts, entry: _Facts, shared: bool) -> bool:
    """Return whether the publisher has given the key of an article to another story.

    That is sure where headline, date, words and page are all others. Where a key is ``shared``
    by several articles already, one of these must be the same.
    """
    if entry.stem != entry.key:
        return False  # the key names the link, or headline and date
    if _is_corrected(article, entry) or _is_same_date(article, entry):
        return False
    if _is_alike(article.words, entry.words, _HARDLY_CHANGED):
        return False
    names_itself = shared and entry.page == entry.id_page
    if entry.page == article.page and is_story_page(entry.url) and not names_itself:
        return False
    return shared or not _is_undated(article, entry)


def _match_others(
    articles: Sequence[_Facts], entries: Sequence[_Facts], lone_pages: Collection[str]
) -> dict[str, int]:
    """Return which articles entries are, by the keys of the entries, the surest first."""
    pairs = [
        (-likeness, entry.key, article.id)
        for entry, article in _candidates(articles, entries)
        if (likeness := _likeness(article, entry, entry.page in lone_pages))
    ]
    matched: dict[str, int] = {}
    taken: set[int] = set()
    for _, key, article_id in sorted(pairs):
        if key not in matched and article_id not in taken:
            matched[key] = article_id
            taken.add(article_id)
    return matched


def _candidates(
    articles: Sequence[_Facts], entries: Sequence[_Facts]
) -> Iterator[tuple[_Facts, _Facts]]:
    """Yield each entry with the articles that have anything in common with it."""
    by_fact: defaultdict[object, list[_Facts]] = defaultdict(list)
    for one in articles:
        for fact in {*one.telling, one.key, one.stem}:
            by_fact[fact].append(one)
    for entry in entries:
        shared = (by_fact.get(fact, ()) for fact in {*entry.telling, entry.stem})
        found = {one.id: one for some in shared if len(some) <= CROWD for one in some}
        yield from ((entry, one) for one in found.values())


def _likeness(article: _Facts, entry: _Facts, has_lone_page: bool) -> int:
    """Return how sure it is that an entry is an article with another key; 0 where it is not.

    ``has_lone_page`` says that no other entry of the document has the entry's page.
    """
    title = article.title == entry.title
    date = _is_same_date(article, entry)
    page = has_lone_page and article.page == entry.page != ""
    same_id = article.id_page == entry.id_page != ""
    if article.key == entry.key or not (title or date or page or same_id):
        return 0  # of a story with the same key it is known that it is another
    text = _says_the_same(article.words, entry.words)
    stem = entry.stem in (article.key, article.stem)
    related = are_related(article.url, entry.url)
    telling = text and count_words(entry.words) >= ENOUGH
    wordless = not (article.words and entry.words) and count_words(entry.title) >= ENOUGH
    # Where the key is the link, both are one fact.
    facts = title + date + text + (stem or same_id) * (entry.id_page != entry.page)
    dates = date or _is_undated(article, entry)
    sure = (
        (page and (facts > 0 if has_slug(entry.url) else facts > 1 and dates))
        or (same_id and title + date + text >= (1 if is_story_page(entry.key) else 2))
        or (title and date and (text or wordless or related or stem))
        or (title and date and id_key(article.key) == id_key(entry.key) != "")
        or (date and telling and (stem or related))
        or (date and telling and not (article.url or entry.url) and _is_corrected(article, entry))
        or (title and stem and (telling or _is_undated(article, entry)))
        or (title and telling and (related or _is_undated(article, entry)))
    )
    return sure * (8 * page + 6 * same_id + 4 * title + 3 * date + 3 * text + stem + related)


def _is_corrected(article: _Facts, entry: _Facts) -> bool:
    """Return whether the headline of an entry may be that of an article, corrected."""
    return _is_alike(article.title, entry.title, _ALIKE)


def _is_same_date(one: _Facts, other: _Facts) -> bool:
    return one.second is not None and one.second == other.second


def _is_undated(one: _Facts, other: _Facts) -> bool:
    return one.second is None or other.second is None


def _says_the_same(one: str, other: str) -> bool:
    """Return whether two folded texts are equal, or one is the beginning of the other."""
    if one == other:
        return one != ""
    shorter, longer = sorted((one, other), key=len)
    # The last word of an excerpt may be cut.
    return count_words(shorter) > _BEGINNING and longer.startswith(shorter.rpartition(" ")[0])


def _is_alike(one: str, other: str, least: float) -> bool:
    """Return whether two folded texts share enough of their words, and all numbers."""
    if one == other:
        return one != ""
    first, second = frozenset(one.split()), frozenset(other.split())
    differing = first ^ second
    if any(word.isdigit() for word in differing):
        return False
    together = len(first | second)
    return together > 0 and len(first & second) >= least * together
