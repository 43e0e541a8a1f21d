"""Recognises pages in place of a story: a test for robots, a request for consent, a paywall.

The signs are words of several languages; all but the publisher's own declaration (schema.org
``isAccessibleForFree``) count only on a page with little other text.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from urllib.parse import urlsplit

from newsreader.domain.document import Document
from newsreader.languages import alternatives

CHALLENGE = "The site wants to see a browser first, to keep robots out."
"""The message for a page that tests for robots."""
CONSENT = "The site wants consent to cookies before it shows the story."
"""The message for a page that asks for consent."""
PAYWALL = "The site gives the whole story to subscribers only."
"""The message for a page that shows only the beginning without a subscription."""

BEGINNING = 200
"""A story behind a paywall has fewer words than this."""
NOTICE = 120
"""A page that tests for robots has fewer words than this."""
DENSITY = 0.04
"""Least share of words about cookies in a text that is a request for consent, 0 to 1."""

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
    """Return the message for what is in place of the story; empty where the story is there.

    ``page`` is all text of the page, ``story`` the text extracted as story, ``titles`` the titles
    of the page, ``source`` its HTML; ``closed`` is ``Metadata.closed``.
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
    """Return the number of words of a text, estimated for scripts without spaces."""
    return max(len(text.split()), len(text) // _LETTERS)
