"""Cleans all text and addresses from outside before they are stored, shown or exported.

Applied to decoded text where it is stored and again where it is turned into output, because
escape sequences reach a terminal through any widget that does not filter them (CVE-2003-0063
and its many successors; Trojan Source, CVE-2021-42574, for the bidirectional controls).
Single characters are removed, never patterns of sequences: a pattern can be evaded.
"""

import re
import unicodedata
from urllib.parse import quote, urlsplit, urlunsplit

TITLE_LIMIT = 1_000
"""Longest title kept, in code points."""
AUTHOR_LIMIT = 500
"""Longest list of authors kept, in code points."""
URL_LIMIT = 4_000
"""Longest address kept, in code points."""
FOLDER_LIMIT = 200
"""Longest folder of a feed kept, in code points."""
TEXT_LIMIT = 2 * 1024 * 1024
"""Longest article text kept, in code points."""
REASON_LIMIT = 200
"""Longest reason shown for an error, in code points."""
NAME_LIMIT = 60
"""How much of a feed's title stands before such a reason, in code points."""

_LINE_BREAKS = re.compile("\r\n?|[\x0b\x0c\x85\u2028\u2029]")
_UNWANTED = re.compile(
    "["
    "\x00-\x08\x0e-\x1f"  # C0 but tab and the line breaks
    "\x7f-\x9f"  # DEL and C1
    "\u00ad"  # soft hyphen: invisible, breaks searching
    "\u200b\u2060-\u2064\ufeff"  # zero-width space, invisible operators, BOM; the joiners stay
    "\u202a-\u202e\u2066-\u206f"  # bidirectional embeddings, overrides, isolates, old formats
    "\ufff9-\ufffb"  # interlinear annotation
    "\ufffe\uffff"  # no characters, which XML refuses
    "\U000e0000-\U000e007f"  # tag characters
    "]"
)
_SURROGATES = re.compile("[\ud800-\udfff]")
_ODD_SPACES = re.compile("[\t\r\x0b\x0c\x85\u2028\u2029]")
_BREAKS = re.compile(r"\s*[\n\r\x0b\x0c\x1c-\x1e\x85\u2028\u2029]\s*|[\t\x00-\x1f]")
_URL_SAFE = "!#$%&'()*+,/:;=?@[]~-._"
_PLAIN_URL = re.compile(
    r"https?://[A-Za-z0-9-]+(?:\.[A-Za-z0-9-]+)*(?::\d{1,4})?"
    r"(?:/[!$%&'()*+,/:;=@\[\]~\-.\w]*)?(?:\?[!$%&'()*+,/:;=?@\[\]~\-.\w]+)?"
    r"(?:#[!#$%&'()*+,/:;=?@\[\]~\-.\w]+)?",
    re.ASCII,
)
"""An address in which nothing is to be changed."""


def clean_text(text: str) -> str:
    """Return ``text`` in NFC without control, bidirectional and invisible characters.

    Line breaks of every kind become ``\\n``, tabs become four spaces, lone surrogates become
    U+FFFD. Applying it twice changes nothing.
    """
    if text.isprintable():
        # No control, format or surrogate character is printable: most texts end here.
        return text if text.isascii() else unicodedata.normalize("NFC", text)
    text = _LINE_BREAKS.sub("\n", text)
    text = text.replace("\t", "    ")
    text = _UNWANTED.sub("", text)
    text = _SURROGATES.sub("\ufffd", text)
    return unicodedata.normalize("NFC", text)


def mask_text(text: str) -> str:
    """Return ``text`` as it may be shown, letter for letter, so that offsets stay what they are.

    What ``clean_text`` would drop becomes a replacement character; tabs and line breaks other
    than the plain one become spaces.
    """
    text = _ODD_SPACES.sub(" ", text)
    return _SURROGATES.sub("\ufffd", _UNWANTED.sub("\ufffd", text))


def mask_line(text: str) -> str:
    """Return ``text`` as it may be shown in one line, letter for letter."""
    return mask_text(text).replace("\n", " ")


def clean_line(text: str, limit: int = TITLE_LIMIT) -> str:
    """Return ``text`` as one clean line of at most ``limit`` code points, spaces collapsed."""
    # A bounded slice first: collapsing the spaces of a 10 MB title is work for nothing.
    text = text[: limit * 4]
    if text.isprintable() and "  " not in text:
        # The plain space is the only white space that is printable: most lines end here.
        line = (text if text.isascii() else unicodedata.normalize("NFC", text)).strip()
    else:
        for space in "\n\t\r\xa0":
            text = text.replace(space, " ")
        line = " ".join(clean_text(text).split())
    return line if len(line) <= limit else line[: limit - 1].rstrip() + "…"


def clean_url(url: str, *, mail: bool = False) -> str:
    """Return ``url`` safe to store, show and open, or an empty string when it is not.

    Only http and https with a host pass, and mailto where ``mail`` asks for it. Tabs, line
    breaks with the indentation around them, and control characters are dropped (WHATWG URL
    §4.4, "remove all ASCII tab or newline"); a blank and everything else that an address may
    not hold is percent-encoded, what is already encoded stays.
    """
    if len(url) <= URL_LIMIT and _PLAIN_URL.fullmatch(url):
        return url
    url = clean_text(_BREAKS.sub("", url[: URL_LIMIT * 4].strip()))
    if not url or len(url) > URL_LIMIT:
        return ""
    try:
        parts = urlsplit(url)
        _ = parts.port
    except ValueError:
        return ""
    scheme = parts.scheme.lower()
    if scheme == "mailto":
        return quote(url, safe=_URL_SAFE) if mail and "@" in parts.path else ""
    if scheme not in ("http", "https") or not parts.hostname or " " in parts.netloc:
        return ""
    cleaned = urlunsplit(
        (
            scheme,
            quote(_ascii_host(parts.netloc), safe=_URL_SAFE),
            quote(parts.path, safe=_URL_SAFE),
            quote(parts.query, safe=_URL_SAFE),
            quote(parts.fragment, safe=_URL_SAFE),
        )
    )
    return cleaned if len(cleaned) <= URL_LIMIT else ""


def _ascii_host(netloc: str) -> str:
    """Return a network location with its host in ASCII, as domain names are registered today.

    That is IDNA 2008 with the mapping of UTS #46, nontransitional: ``ß`` stays a letter of its
    own. What only IDNA 2003 knew (pictures in names) is taken as that had it.
    """
    if netloc.isascii():
        return netloc
    import idna  # only hosts in other letters need its tables

    login, at, place = netloc.rpartition("@")
    host, colon, port = place.partition(":")
    try:
        return login + at + idna.encode(host, uts46=True).decode("ascii") + colon + port
    except idna.IDNAError:
        pass
    try:
        return login + at + host.encode("idna").decode("ascii") + colon + port
    except UnicodeError:
        return netloc  # percent-encoded, it stays an address that leads nowhere


def shown_url(url: str) -> str:
    """Return ``url`` as it may be shown: clean, and without a name and password in it."""
    parts = urlsplit(clean_url(url))
    return urlunsplit(parts._replace(netloc=parts.netloc.rpartition("@")[2]))


def shown_host(url: str) -> str:
    """Return the host of a web address without a ``www.``; empty where there is none."""
    return (urlsplit(clean_url(url)).hostname or "").removeprefix("www.")
