"""Knows the pages that stand before a story: a test for robots, a request for consent, a paywall.

The signs are general ones, in several languages; all but the publisher's own word (schema.org's
``isAccessibleForFree``) count only where there is little else to read.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from newsreader.domain.document import Document
from newsreader.languages import alternatives

CHALLENGE = "The site wants to see a browser first, to keep robots out."
"""Said of a page that tests who asks."""
CONSENT = "The site wants consent to cookies before it shows the story."
"""Said of a page that asks for consent."""
PAYWALL = "The site gives the whole story to subscribers only."
"""Said of a page that shows a beginning to those who do not pay."""

BEGINNING = 200
"""A story that is closed to most has fewer words than this; else it was given after all."""
NOTICE = 120
"""A page that tests who asks has fewer words than this."""
DENSITY = 0.04
"""From this share of words about cookies on, with a request for consent, a text is that request."""

_LETTERS = 12
"""A word has at most this many characters on average; where none are parted, these count."""
_CHALLENGE_CODE = re.compile(
    r"/cdn-cgi/challenge-platform/|captcha-delivery\.com|_Incapsula_Resource|px-captcha"
    r"|awsWafCookieDomainList|hcaptcha\.com/|recaptcha/api",
)
_CONSENT_PLACE = re.compile(
    r"^(?:consent|guce|cmp|myprivacy|privacy-?gate)\.|/(?:collect-?consent|consent|cookie-?wall"
    r"|privacy-?(?:gate|wall))(?:/|$)",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class _Words:
    """The words of all languages, compiled."""

    challenge: re.Pattern[str]
    """The title of a page that tests whether a browser asks."""
    request: re.Pattern[str]
    """A request for consent to cookies."""
    consent: re.Pattern[str]
    """A word that is frequent in such a request."""
    subscribers: re.Pattern[str]
    """That the rest of a story is for subscribers."""


@cache
def _words() -> _Words:
    return _Words(
        _compiled(rf"ddos-guard|captcha|{alternatives('paywall', 'challenges')}"),
        _compiled(alternatives("paywall", "consent_requests")),
        _compiled(rf"\b(?:{alternatives('paywall', 'consent_words')})\b"),
        _compiled(alternatives("paywall", "subscribers_only")),
    )


def _compiled(pattern: str) -> re.Pattern[str]:
    return re.compile(pattern, re.IGNORECASE)


def find_paywall(
    page: Document, story: str, *, titles: Sequence[str], url: str, source: str, closed: bool
) -> str:
    """Return what stands between newsreader and the story, in one sentence, or nothing.

    ``page`` is everything on the page, ``story`` what was taken for the story, ``titles`` what
    the page calls itself; ``closed`` says whether its publisher declares it not to be free.
    """
    if max(_size(page.text), _size(story)) < NOTICE and (
        any(_words().challenge.search(title) for title in titles) or _CHALLENGE_CODE.search(source)
    ):
        return CHALLENGE
    if _asks_for_consent(story or page.text, titles, url):
        return CONSENT
    if _size(story) < BEGINNING and (closed or _words().subscribers.search(page.text)):
        return PAYWALL
    return ""


def _asks_for_consent(text: str, titles: Sequence[str], url: str) -> bool:
    parts = urlsplit(url)
    if _CONSENT_PLACE.search(parts.hostname or "") or _CONSENT_PLACE.search(parts.path):
        return True
    about = len(_words().consent.findall(text))
    dense = about >= max(3.0, DENSITY * _size(text))
    return dense and any(_words().request.search(said) for said in (*titles, text))


def _size(text: str) -> int:
    """Return how many words a text has, also where words are not parted."""
    return max(len(text.split()), len(text) // _LETTERS)
