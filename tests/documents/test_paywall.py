"""What stands before a story is known for what it is, and a story is never taken for it."""

import pytest

from newsreader.documents.blocks import read_html
from newsreader.documents.paywall import (
    CHALLENGE,
    CONSENT,
    PAYWALL,
    find_paywall,
)

STORY = (
    "<p>The council of Harbour voted on Thursday to rebuild the Iron Bridge, which has been "
    "closed to lorries since the flood of two winters ago.</p>"
)
URL = "https://harbour.example/news/bridge"


def paywall(
    html: str,
    story: str = "",
    *,
    title: str = "Iron Bridge",
    url: str = URL,
    closed: bool = False,
) -> str:
    text = read_html(story).text
    return find_paywall(read_html(html), text, titles=(title,), url=url, source=html, closed=closed)


@pytest.mark.parametrize(
    ("title", "html"),
    [
        ("Just a moment...", "<p>harbour.example needs to review your connection.</p>"),
        ("Attention Required! | Cloudflare", "<h1>Sorry, you have been blocked</h1>"),
        ("Einen Moment bitte", "<p>Ihr Browser wird geprüft.</p>"),
        ("harbour.example", "<script src='https://ct.captcha-delivery.com/c.js'></script>"),
    ],
)
def test_a_test_for_robots(title: str, html: str) -> None:
    assert paywall(html, title=title) == CHALLENGE


def test_a_story_about_a_test_for_robots_is_a_story() -> None:
    html = STORY * 9 + "<script src='/cdn-cgi/challenge-platform/h.js'></script>"
    assert paywall(html, STORY * 9, title="Captcha: are you a robot?") == ""


@pytest.mark.parametrize(
    "text",
    [
        "Before you continue. We use cookies and similar identifiers. Choose your settings.",
        "We value your privacy. We and our 812 partners store cookies on your device for these "
        "purposes: ads and measurement of ads. You can change your preferences at any time.",
        "Bevor Sie fortfahren: Cookies. Ihre Einwilligung zum Datenschutz und ihre Zwecke.",
        "Avant de continuer : cookies, partenaires et finalités. Donnez votre consentement.",
    ],
)
def test_a_request_for_consent(text: str) -> None:
    assert paywall(f"<p>{text}</p>") == CONSENT
    assert paywall(f"<p>{text}</p>", f"<p>{text}</p>") == CONSENT


@pytest.mark.parametrize(
    "url",
    [
        "https://consent.harbour.example/v2/collect?session=1",
        "https://harbour.example/collectConsent?sessionId=1",
        "https://harbour.example/privacy-gate/",
    ],
)
def test_a_place_that_only_asks_for_consent(url: str) -> None:
    assert paywall(STORY, STORY, url=url) == CONSENT
    assert paywall(STORY, STORY, url="https://harbour.example/news/consent-law") == ""


def test_a_story_about_cookies_is_a_story() -> None:
    story = "<p>Sites may no longer hide the button to reject all cookies, a court ruled.</p>"
    assert paywall(STORY * 3 + story, STORY * 3 + story) == ""


@pytest.mark.parametrize(
    "line",
    [
        "Subscribe to continue reading",
        "This article is for subscribers only.",
        "Already a subscriber? Log in.",
        "Dieser Artikel ist nur für Abonnenten.",
        "Article réservé aux abonnés",
        "Contenido exclusivo para suscriptores",
        "この記事は会員限定です",
    ],
)
def test_a_beginning_for_those_who_do_not_pay(line: str) -> None:
    assert paywall(f"{STORY}<div><p>{line}</p></div>", STORY) == PAYWALL
    assert paywall(f"{STORY * 12}<div><p>{line}</p></div>", STORY * 12) == "", (
        "it was given after all"
    )


def test_what_the_publisher_declares_counts_where_the_text_is_short() -> None:
    assert paywall(STORY, STORY, closed=True) == PAYWALL
    assert paywall(STORY * 12, STORY * 12, closed=True) == ""


def test_a_short_story_is_a_story() -> None:
    assert paywall(f"<nav>Subscribe</nav>{STORY}<p>Sign up for our newsletter</p>", STORY) == ""
