"""Gives each entry of a document a key of its own, and takes what is listed twice once.

Publishers use one id for many stories, or have no ids and one link. A key that occurs twice
belongs to nobody: were it the first one's, every new story would take over the marks of the
one before it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Sequence
from dataclasses import replace

from newsreader.domain.address_keys import is_story_page, page_key
from newsreader.domain.feed import Entry
from newsreader.domain.ids import qualified_key, told_apart
from newsreader.domain.quoting.quote_matching import fold_tokens


def with_own_keys(entries: Sequence[Entry]) -> list[Entry]:
    """Return entries in the order of the document, each with a key that no other one has.

    Which key an entry gets, and which of two equal ones stays, does not depend on the order.
    """
    counted = Counter(entry.key for entry in entries)
    if len(counted) == len(entries):
        return list(entries)
    sharing: defaultdict[str, list[int]] = defaultdict(list)
    for place, entry in enumerate(entries):
        if counted[entry.key] > 1:
            sharing[entry.key].append(place)
    named: dict[int, Entry | None] = {}
    taken = set(counted)
    for key, places in sorted(sharing.items()):
        kept = _without_repeats(entries, places)
        named |= dict.fromkeys(places)
        if len(kept) == 1:
            named[kept[0]] = entries[kept[0]]
            continue
        for place, own in _own_keys(entries, kept).items():
            while own in taken:  # a guid that looks like a key made of another one
                own = told_apart(key, own)
            taken.add(own)
            named[place] = replace(entries[place], key=own, shared_key=key)
    found = (named.get(place, entry) for place, entry in enumerate(entries))
    return [entry for entry in found if entry is not None]


def _without_repeats(entries: Sequence[Entry], places: Iterable[int]) -> list[int]:
    """Return the places of entries of one key without those that are listed twice.

    Two are one with the same page and title, if the page is that of a story or date or text is
    the same too: weather reports may share title and page. The newest stays.
    """
    kept: list[int] = []
    alike: defaultdict[tuple[str, str], list[Entry]] = defaultdict(list)
    for place in sorted(places, key=lambda place: _by_age(entries[place]), reverse=True):
        entry = entries[place]
        known = alike[page_key(entry.url), fold_tokens(entry.title) or entry.title]
        if known and (
            is_story_page(entry.url) or any(_is_same_text(entry, other) for other in known)
        ):
            continue
        known.append(entry)
        kept.append(place)
    return kept


def _by_age(entry: Entry) -> tuple[float, int, str, str, str]:
    stamp = entry.published.timestamp() if entry.published else float("-inf")
    return stamp, len(entry.html), entry.html, entry.summary, entry.url


def _is_same_text(one: Entry, other: Entry) -> bool:
    """Whether two entries of one page and title were published at one time, or say the same."""
    if one.published is not None and one.published == other.published:
        return True
    return (one.summary, one.html) == (other.summary, other.html)


def _own_keys(entries: Sequence[Entry], places: Sequence[int]) -> dict[int, str]:
    """Return for entries that share a key what tells each from the others."""
    keys = {
        place: qualified_key(one.key, one.url, one.title, one.published)
        for place in places
        for one in (entries[place],)
    }
    for more in (_date_of, _words_of):
        counted = Counter(keys.values())
        for place, key in keys.items():
            if counted[key] > 1:
                one = entries[place]
                keys[place] = told_apart(one.key, one.url, one.title, *more(one))
    return keys


def _date_of(entry: Entry) -> tuple[str, ...]:
    return (entry.published.isoformat() if entry.published else "",)


def _words_of(entry: Entry) -> tuple[str, ...]:
    return (*_date_of(entry), entry.summary, entry.html)
