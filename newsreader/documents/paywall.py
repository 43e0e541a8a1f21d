"""Knows the pages that stand before a story: a test for robots, a request for consent, a paywall.

The signs are general ones, in several languages; all but the publisher's own word (schema.org's
``isAccessibleForFree``) count only where there is little else to read.
"""

import re
from collections.abc import Sequence
from urllib.parse import urlsplit

from newsreader.domain.document import Document

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
_CHALLENGE_TITLE = re.compile(
    r"just a moment|attention required|checking your browser|one moment, please|access denied"
    r"|(?:are you|verify (?:that )?you are) (?:a )?(?:human|robot)|security check|ddos-guard"
    r"|pardon our interruption|human verification|bot verification|robot check|captcha"
    r"|einen moment|un instant|un momento|één moment|cargando verificación",
    re.IGNORECASE,
)
_CHALLENGE_CODE = re.compile(
    r"/cdn-cgi/challenge-platform/|captcha-delivery\.com|_Incapsula_Resource|px-captcha"
    r"|awsWafCookieDomainList|hcaptcha\.com/|recaptcha/api",
)
_CONSENT_PLACE = re.compile(
    r"^(?:consent|guce|cmp|myprivacy|privacy-?gate)\.|/(?:collect-?consent|consent|cookie-?wall"
    r"|privacy-?(?:gate|wall))(?:/|$)",
    re.IGNORECASE,
)
_REQUEST = re.compile(
    r"before you continue|we (?:value|care about|respect) your privacy"
    r"|(?:we|us) and our (?:\d+ )?(?:partners|vendors)|our (?:\d+ )?partners (?:store|process|use)"
    r"|accept (?:all )?(?:cookies|and continue)|reject all|manage (?:your )?(?:choices|options"
    r"|preferences|cookies)|consent to (?:the use of )?cookies|your (?:privacy|cookie) choices"
    r"|bevor sie (?:fortfahren|weiterlesen)|alle (?:cookies )?akzeptieren"
    r"|mit werbung (?:weiter)?lesen"
    r"|wir (?:und|verwenden) (?:unsere|cookies)|avant de continuer|tout accepter"
    r"|nous (?:et nos \d* ?partenaires|respectons votre vie privée)|antes de continuar"
    r"|aceptar (?:todo|todas|y continuar)|nosotros y nuestros|aceitar (?:tudo|todos)"
    r"|accetta (?:tutto|e continua)|noi e i nostri|alles accepteren|wij en onze|godkänn alla"
    r"|accepter alle|godta alle|zaakceptuj|přijmout vše|принять все",
    re.IGNORECASE,
)
_COOKIES = re.compile(
    r"\b(?:cookies?|consent\w*|privacy|partners?|purposes?|vendors?|personal data|identifiers?"
    r"|devices?|settings|preferences|einwilligung\w*|datenschutz\w*|zwecke?|geräte?|partnern?"
    r"|consentement|partenaires|finalités|traceurs|privacidad|consentimiento|socios|privacidade"
    r"|consenso|finalità|toestemming|samtycke|samtykke|zgod[aęy]|souhlas\w*)\b",
    re.IGNORECASE,
)
_SUBSCRIBERS = re.compile(
    r"subscribe (?:now )?to (?:continue|read|keep|unlock|get full)"
    r"|(?:log|sign) in to (?:continue|read|keep)|to (?:continue|keep) reading(?:,| this| for|\.|$)"
    r"|to read the (?:full|rest of|whole|entire)|(?:for|to) (?:our )?(?:paying )?subscribers only"
    r"|(?:exclusive(?:ly)?|available|reserved)(?: only)? (?:for|to) (?:our )?(?:paid )?"
    r"(?:subscribers|members)|subscriber[- ]only|members[- ]only|unlock this (?:article|story)"
    r"|you(?:'|’)?ve reached your (?:limit|monthly)|free articles? (?:left|remaining)"
    r"|already a (?:subscriber|member)\?|create (?:a free|an) account to (?:continue|read)"
    r"|nur für (?:abonnent|mitglied)\w+|exklusiv für (?:abonnent|plus)\w*|um weiterzulesen"
    r"|jetzt (?:weiterlesen|testen und weiterlesen)|mit einem abo (?:weiter)?lesen"
    r"|réservé aux abonnés|pour lire la suite|il vous reste \d+ ?%|la suite (?:est )?réservée"
    r"|(?:solo|exclusivo) para (?:suscriptores|assinantes|socios)|suscríbete para"
    r"|para (?:seguir|continuar) leyendo|para continuar lendo|riservato agli abbonati"
    r"|per continuare a leggere|alleen voor abonnees|om verder te lezen|för prenumeranter"
    r"|for abonnenter|tylko dla (?:subskrybentów|prenumeratorów)|pouze pro předplatitele"
    r"|この記事は(?:有料)?会員限定|会員限定記事|続きを読むには|只限訂戶|для подписчиков",
    re.IGNORECASE,
)


def find_paywall(
    page: Document, story: str, *, titles: Sequence[str], url: str, source: str, closed: bool
) -> str:
    """Return what stands between newsreader and the story, in one sentence, or nothing.

    ``page`` is everything on the page, ``story`` what was taken for the story, ``titles`` what
    the page calls itself; ``closed`` says whether its publisher declares it not to be free.
    """
    if max(_size(page.text), _size(story)) < NOTICE and (
        any(_CHALLENGE_TITLE.search(title) for title in titles) or _CHALLENGE_CODE.search(source)
    ):
        return CHALLENGE
    if _asks_for_consent(story or page.text, titles, url):
        return CONSENT
    if _size(story) < BEGINNING and (closed or _SUBSCRIBERS.search(page.text)):
        return PAYWALL
    return ""


def _asks_for_consent(text: str, titles: Sequence[str], url: str) -> bool:
    parts = urlsplit(url)
    if _CONSENT_PLACE.search(parts.hostname or "") or _CONSENT_PLACE.search(parts.path):
        return True
    about = len(_COOKIES.findall(text))
    dense = about >= max(3.0, DENSITY * _size(text))
    return dense and any(_REQUEST.search(said) for said in (*titles, text))


def _size(text: str) -> int:
    """Return how many words a text has, also where words are not parted."""
    return max(len(text.split()), len(text) // _LETTERS)
