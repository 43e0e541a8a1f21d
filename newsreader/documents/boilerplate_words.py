"""The words by which boilerplate is recognised, compiled from the language files."""

import re
from dataclasses import dataclass
from functools import cache

from newsreader.languages import all_lines, alternatives

_BRANDS = (
    r"whats\s?app|telegram|facebook|twitter|instagram|linkedin|youtube|tik\s?tok|threads|bluesky"
    r"|mastodon|snapchat|pinterest|signal|flipboard|google news|apple news|x|app store"
    r"|google play|rss"
)

CHANNEL_PLACE = re.compile(
    r"https?://(?:[\w-]+\.)*(?:apps\.apple\.com|play\.google\.com|news\.google\.com|whatsapp\.com"
    r"|wa\.me|t\.me|facebook\.com|instagram\.com|tiktok\.com|linkedin\.com|youtube\.com"
    r"|bsky\.app|threads\.net|twitter\.com|x\.com)"
    r"(?!/(?:.*/)?(?:status|posts?|watch|p|reel|videos?|photos?)/)(?:/|$)"
    r"|https?://(?:newsletters?\.|[^/?#]+/[^?#]*newsletter)",
    re.IGNORECASE,
)
"""The address of a profile, an app or a newsletter of a site; no single post."""

QUOTATION = re.compile(r'“[^”]{8,}”|"[^"]{8,}"|«[^»]{8,}»|„[^“”]{8,}[“”]|「[^」]{4,}」')
"""Words in quotation marks."""


_AROUND = " \n\xa0.,:;…!?|–—-→»«›>*_#()[]："
"""What may stand around a label."""


@dataclass(frozen=True, eq=False)
class BoilerplateWords:
    """Patterns over the words of all languages; those of a beginning are for ``match``."""

    labels: frozenset[str]
    """What stands alone above or between boxes; case-folded, without punctuation around it."""
    lead_in: re.Pattern[str]
    """The beginning of a paragraph that only leads to another story."""
    call: re.Pattern[str]
    """A call to follow, subscribe, share or give."""
    channel: re.Pattern[str]
    """Where one is asked to: a brand, a newsletter, an inbox."""
    ours: re.Pattern[str]
    """Words by which a publisher speaks of itself."""
    click: re.Pattern[str]
    """The beginning of a paragraph that sends the user elsewhere."""
    commenting: re.Pattern[str]
    """An invitation to comment, or a note that comments are closed."""
    offer: re.Pattern[str]
    """A request for money, or the offer of a trial."""
    copyright: re.Pattern[str]
    """A copyright notice."""
    contact: re.Pattern[str]
    """A note where to write to."""
    disclaimer: re.Pattern[str]
    """A disclaimer, or a note where a text stood first."""
    self_description: re.Pattern[str]
    """What follows the name of a site that speaks of itself: the present tense."""


@cache
def boilerplate_words() -> BoilerplateWords:
    """Return the words of all languages; they are read and compiled once."""
    return BoilerplateWords(
        labels=frozenset(all_lines("boilerplate", "labels")),
        lead_in=_compiled(rf"\W{{0,3}}(?:{_any('lead_ins')})[^\S\n]*(?:[:：|»>\n–—-]|$)"),
        call=_compiled(rf"(?:^|[.!?…|]\s+)\W{{0,3}}(?:please )?(?:{_any('calls')})"),
        channel=_compiled(rf"\b(?:{_BRANDS}|{_any('channels')})\b"),
        ours=_compiled(rf"\b(?:{_any('ours')})\b"),
        click=_compiled(rf"\W{{0,3}}(?:{_any('clicks')})\b"),
        commenting=_compiled(rf"\b(?:{_any('commenting')})\b"),
        offer=_compiled(rf"\b(?:{_any('offers')})\b"),
        copyright=_compiled(
            rf"^\W{{0,3}}(?:©|\(c\)|copyright\s*(?:[©@:(]|\d{{4}}|by\b))"
            rf"|\b(?:{_any('rights_reserved')})\b"
        ),
        contact=_compiled(rf"\b(?:{_any('contacts')})"),
        disclaimer=_compiled(rf"\b(?:{_any('disclaimers')})"),
        self_description=_compiled(rf"\W{{0,3}}(?:{_any('self_descriptions')})"),
    )


def is_label(text: str) -> bool:
    """Whether ``text`` is no more than a label: "Related", "Advertisement"."""
    return label(text) in boilerplate_words().labels


def label(text: str) -> str:
    """Return ``text`` as it would stand among the labels."""
    return text.strip(_AROUND).casefold().replace("’", "'").replace("i̇", "i")


def leads_elsewhere(text: str) -> bool:
    """Whether ``text`` begins like one that only leads to another story: "Read more: …"."""
    words = boilerplate_words()
    return bool(words.lead_in.match(text) or words.click.match(text))


def announces(text: str) -> bool:
    """Whether ``text`` announces a list of its own story: "The nominees are:"."""
    if not text.endswith((":", "：")) or leads_elsewhere(text) or is_label(text):
        return False
    return not boilerplate_words().call.search(text)


def _any(key: str) -> str:
    return alternatives("boilerplate", key)


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)
