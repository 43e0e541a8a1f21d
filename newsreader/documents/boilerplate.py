"""Removes boilerplate between and below the paragraphs of a story, by rules that name no site.

The rules prefer precision to recall: a paragraph with a quotation always stays, and when more
than half of the text looks like boilerplate, nothing is removed.
"""

from collections.abc import Sequence
from functools import cached_property
from urllib.parse import urlsplit

from newsreader.documents.block_draft import (
    BlockDraft,
    assemble,
    take_apart,
)
from newsreader.documents.boilerplate_words import (
    CHANNEL_PLACE,
    QUOTATION,
    announces,
    boilerplate_words,
    label,
)
from newsreader.documents.story_address import names_story
from newsreader.domain.document import BlockKind, Document, SpanKind

MOST = 0.5
"""At most this share of the text is dropped."""
SHORT = 45
"""Calls and boxes are no longer than this many words."""
NOTE = 130
"""A publisher's note is no longer than this many words."""
NOTES = 12
"""No more than this many notes are looked for at the end."""
LABEL = 8
"""A line that introduces what is no longer there has at most this many words."""
TAG = 4
"""A topic has at most this many words."""
TAGS = 3
"""A list of topics has at least this many."""
HEADLINE = 5
"""From this many words on a link is a headline."""

_TEXT = (BlockKind.PARAGRAPH, BlockKind.HEADING, BlockKind.LIST_ITEM)
_LETTERS = 12
"""A word has at most this many characters on average; where none are parted, these count."""


def drop_boilerplate(document: Document, site_names: Sequence[str] = ()) -> Document:
    """Return ``document`` without promotions, related stories and publisher's notes.

    ``site_names`` are the names and hosts by which the site may speak of itself. Calls to
    follow or subscribe, labels and links to other stories are dropped wherever they stand;
    copyright, contact and publisher's notes only at the end.
    """
    blocks = [_Candidate(draft) for draft in take_apart(document)]
    site = _Site(site_names)
    kept = _without_boxes(blocks, site)
    kept = _without_closing(kept, site, cut=bool(kept) and kept[-1] is not blocks[-1])
    size = sum(block.words for block in blocks)
    if size - sum(block.words for block in kept) > MOST * size or len(kept) == len(blocks):
        return document
    return assemble(block.draft for block in kept)


class _Candidate:
    """A block with the features that the rules need, computed once."""

    def __init__(self, draft: BlockDraft) -> None:
        self.draft = draft
        self.text = draft.text
        self.words = len(draft.text.split())
        self.links = [span for span in draft.spans if span.kind is SpanKind.LINK]
        letters = sum([link.end - link.start for link in self.links])
        self.linked = letters / len(draft.text) if letters else 0.0

    @property
    def label(self) -> str:
        """The text as it would stand among the labels."""
        return label(self.text[: SHORT * _LETTERS])

    def is_text(self, longest: int) -> bool:
        """Whether this may be boilerplate: up to ``longest`` words of prose without a quotation."""
        fits = self.words <= longest and len(self.text) <= longest * _LETTERS
        return fits and self.draft.kind in _TEXT and not self._quotes

    @cached_property
    def _quotes(self) -> bool:
        # Words in quotation marks inside a link are a headline, not a speaker's.
        return any(
            not any(link.start <= found.start() and found.end() <= link.end for link in self.links)
            for found in QUOTATION.finditer(self.text)
        )


class _Site:
    """The names and hosts of a site."""

    def __init__(self, names: Sequence[str]) -> None:
        plain = [name.strip().casefold().removeprefix("www.") for name in names if name.strip()]
        self._hosts = tuple(name for name in plain if "." in name and " " not in name)
        brands = [host.split(".")[0] for host in self._hosts]
        self._names = sorted(
            {name for name in (*plain, *brands) if len(name) > 2 and not name.isdigit()},
            key=len,
            reverse=True,
        )

    def owns(self, href: str) -> bool:
        """Whether an address leads to this site."""
        host = (urlsplit(href).hostname or "").removeprefix("www.")
        return any(host == own or host.endswith("." + own) for own in self._hosts)

    def may_own(self, block: "_Candidate") -> bool:
        """Whether a link of ``block`` leads to this site, as far as its hosts are known."""
        return not self._hosts or any(self.owns(link.href) for link in block.links)

    def is_named(self, text: str) -> bool:
        """Whether ``text`` names the site."""
        lower = text.casefold()
        return any(name in lower for name in self._names)

    def speaks_of_itself(self, text: str) -> bool:
        """Whether ``text`` begins with the site's name and goes on in the present tense."""
        known = boilerplate_words()
        lower = text.casefold().removeprefix("the ")
        rest = text[len(text) - len(lower) :]
        return any(
            lower.startswith(short) and known.self_description.match(rest[len(short) :])
            for name in self._names
            if (short := name.removeprefix("the "))
        )


def _without_boxes(blocks: Sequence[_Candidate], site: _Site) -> list[_Candidate]:
    """Return ``blocks`` without labels, calls and links to other stories."""
    known = boilerplate_words()
    kept: list[_Candidate] = []
    size = sum(block.words for block in blocks)
    after_label = announced = False
    for group in _runs(blocks):
        if len(group) > 1:
            titled = not after_label and _is_titled(group, kept)
            if announced or titled or not _is_list_of_stories(group, site, size):
                kept += group
                after_label = announced = False
            continue
        (block,) = group
        if block.is_text(SHORT) and block.label in known.labels:
            after_label, announced = True, False
        elif not (
            _leads_away(block, site)
            or _is_call(block, site)
            or (not announced and _is_related(block, site, after_label, first=not kept))
        ):
            kept.append(block)
            announced = announces(block.text) or (announced and block.linked >= 0.8)
            after_label = False
    return kept


def _runs(blocks: Sequence[_Candidate]) -> list[list[_Candidate]]:
    """Return ``blocks`` with the items of a list together."""
    runs: list[list[_Candidate]] = []
    for block in blocks:
        is_item = block.draft.kind is BlockKind.LIST_ITEM
        if is_item and runs and runs[-1][-1].draft.kind is BlockKind.LIST_ITEM:
            runs[-1].append(block)
        else:
            runs.append([block])
    return runs


def _is_list_of_stories(items: Sequence[_Candidate], site: _Site, size: int) -> bool:
    """Whether a small list holds but headlines of this site and calls to follow it."""
    if sum(item.words for item in items) > size / 5:
        return False
    if all(_is_call(item, site) for item in items):
        return True
    if not any(_is_story_link(item, site, 0.6) for item in items):
        return False
    return all(_is_story_link(item, site, 0.6) or _is_call(item, site) for item in items)


def _is_titled(items: Sequence[_Candidate], above: Sequence[_Candidate]) -> bool:
    """Whether a list stands below a heading, and no address in it is made of its item's words."""
    if not above or above[-1].draft.kind is not BlockKind.HEADING:
        return False
    return not any(names_story(link.href, item.text) for item in items for link in item.links)


def _leads_away(block: _Candidate, site: _Site) -> bool:
    """Whether this is "Read also: another story of this site"."""
    known = boilerplate_words()
    if not block.links or not block.is_text(SHORT):
        return False
    if known.click.match(block.text):
        return True
    return block.linked >= 0.4 and bool(known.lead_in.match(block.text)) and site.may_own(block)


def _is_call(block: _Candidate, site: _Site) -> bool:
    """Whether this asks the user to follow, subscribe, share or give."""
    known = boilerplate_words()
    if not block.is_text(SHORT):
        return False
    if _leads_to_channels(block) and site.is_named(block.text):
        return True
    if not known.call.search(block.text):
        return False
    if not known.channel.search(block.text):
        return False
    if block.linked >= 0.4 or site.is_named(block.text):
        return True
    return bool(known.ours.search(block.text))


def _leads_to_channels(block: _Candidate) -> bool:
    """Whether this is "by letter, on WhatsApp and on Facebook", with a link to each."""
    return bool(block.links) and all(CHANNEL_PLACE.match(link.href) for link in block.links)


def _is_story_link(block: _Candidate, site: _Site, least: float) -> bool:
    """Whether at least ``least`` of this is a headline that leads to a story of this site."""
    return (
        block.linked >= least
        and block.is_text(SHORT)
        and block.words >= HEADLINE
        and len(block.links) == 1
        and site.owns(block.links[0].href)
    )


def _is_related(block: _Candidate, site: _Site, after_label: bool, *, first: bool) -> bool:
    """Whether this is nothing but the headline of another story of the same site.

    What stands ``first`` may be a lead, unless its address is made of its words.
    """
    if block.draft.kind is not BlockKind.PARAGRAPH:
        return False
    if after_label:
        return block.is_text(SHORT) and block.linked >= 0.8
    if not _is_story_link(block, site, 0.95):
        return False
    if first and not names_story(block.links[0].href, block.text):
        return False
    # A small letter begins a piece of a sentence that the page broke at its link.
    return not (block.text[:1].islower() or block.text.endswith((".", ",", ":", "!")))


def _without_closing(blocks: Sequence[_Candidate], site: _Site, cut: bool) -> list[_Candidate]:
    """Return ``blocks`` without the notes that stand below the story.

    A heading is dropped with what stood below it: the last note, or the box that was ``cut``.
    """
    known = boilerplate_words()
    kept = list(blocks)
    tags = _runs(kept[-NOTES:])[-1] if kept else []
    if _are_tags(tags, site):
        del kept[-len(tags) :]
        cut = True
    for _ in range(NOTES):
        if not kept:
            break
        block = kept[-1]
        if block.draft.kind is BlockKind.HEADING and block.words <= LABEL:
            closes = cut and block.is_text(SHORT)
        else:
            closes = block.draft.kind is BlockKind.RULE or _is_note(block, kept[:-1], site)
        if not closes:
            break
        # Feeds and licences add their line below any text: it leaves no heading empty.
        cut = cut or not (known.disclaimer.search(block.text) or known.copyright.search(block.text))
        kept.pop()
    return kept


def _are_tags(items: Sequence[_Candidate], site: _Site) -> bool:
    """Whether a list, as the last thing, is one of topics of this site."""
    linked = sum(item.linked >= 0.8 and site.may_own(item) for item in items)
    return 2 * linked >= len(items) >= TAGS and all(
        item.draft.kind is BlockKind.LIST_ITEM and item.is_text(TAG) for item in items
    )


def _is_note(block: _Candidate, before: Sequence[_Candidate], site: _Site) -> bool:
    """Whether this, as the last block, is not the story's own end."""
    known = boilerplate_words()
    if block.draft.kind is BlockKind.LIST_ITEM:
        return False
    if block.is_text(SHORT):
        if known.copyright.search(block.text) or _is_tag_line(block, site):
            return True
        if known.call.match(block.text) and known.channel.search(block.text):
            return True
        if block.words <= LABEL and block.text.endswith((":", "：")):
            return True
    if not block.is_text(NOTE):
        return False
    if any(one.search(block.text) for one in (known.contact, known.disclaimer, known.commenting)):
        return True
    if known.offer.search(block.text) and (
        known.ours.search(block.text) or site.is_named(block.text)
    ):
        return True
    # A story about the site itself names it before its end.
    return site.speaks_of_itself(block.text) and not any(
        site.is_named(other.text) for other in before if other.draft.kind in _TEXT
    )


def _is_tag_line(block: _Candidate, site: _Site) -> bool:
    """Whether this is "Filed under: topics of this site"."""
    known = boilerplate_words()
    if not known.lead_in.match(block.text):
        return False
    return block.label in known.labels or (block.linked > 0.2 and site.may_own(block))
