"""Takes the address out of what a user typed or pasted: marks around it, schemes of feeds."""

import re

_PAIRS = {"<": ">", "(": ")", "[": "]", '"': '"', "'": "'", "`": "`"} | {
    "“": "”",
    "„": "“",
    "‘": "’",
    "«": "»",
    "‹": "›",
    "「": "」",
}
"""The marks that stand around an address in a text."""
_TRAILING = ".,;:!?…"
"""What follows an address in a text, and ends none."""
_MARKS = "<>\"'`“”„‘’«»‹›「」"
"""The marks of ``_PAIRS`` that stand in no address, one of which may have been left out."""
_FEED_SCHEME = re.compile(r"(?:feed|pcast|itpc|podcast)s?:(?=.)", re.IGNORECASE)
_WEB = re.compile(r"(?://)?(?=https?://)", re.IGNORECASE)
_SLASHES = re.compile(r"(https?)(?::[/\\]*|[/\\]{2,})", re.IGNORECASE)
_LABEL = re.compile(r"ur[li]:\s*(?=\S)", re.IGNORECASE)


def bare_address(text: str) -> str:
    """Return ``text`` without what stands around the address in it, and without its fragment.

    ``<URL:https://example.org/>`` is how RFC 3986 (appendix C) wants addresses to be written.
    """
    before = None
    while before != text:
        before, text = text, text.strip().rstrip(_TRAILING)
        if len(text) > 1 and _PAIRS.get(text[0]) == text[-1]:
            text = text[1:-1]
        elif label := _LABEL.match(text):
            text = text[label.end() :]
        elif text[-1:] in (")", "]") and not _is_closed(text):
            text = text[:-1]
        else:
            text = text.strip(_MARKS)
    return text.partition("#")[0]


def _is_closed(text: str) -> bool:
    """Return whether the bracket at the end of ``text`` was opened in it."""
    opened = {")": "(", "]": "["}[text[-1]]
    return text.count(opened) >= text.count(text[-1])


def without_feed_scheme(address: str) -> str:
    """Return an address without a scheme that only says that it is one of a feed.

    ``feed:https://example.org/x`` becomes ``https://example.org/x``, ``feed://example.org/x``
    becomes ``//example.org/x``.
    """
    found = _FEED_SCHEME.match(address)
    if found is None:
        return address
    rest = address[found.end() :]
    web = _WEB.match(rest)
    return rest[web.end() :] if web else rest


def with_slashes(address: str) -> str:
    """Return an address of the web with two slashes after its scheme, as browsers take it.

    That is ``http:/host``, ``http:host``, ``http:\\\\host`` (WHATWG URL §4.4, "special authority
    ignore slashes state"), and ``http//host``.
    """
    return _SLASHES.sub(r"\1://", address, count=1) if _SLASHES.match(address) else address
