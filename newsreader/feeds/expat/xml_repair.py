"""Repairs the texts and addresses of feeds exactly as feedparser does."""

import re
from functools import lru_cache
from urllib.parse import urljoin

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+-.]*://(/+)")
_C1 = re.compile("[\x80-\x9f]")
_C1_BYTES = re.compile(rb"\xc2[\x80-\x9f]")
_LATIN_TWICE = re.compile(rb"\xc3[\x82-\xb4][\xc2&<\]]")
"""The first byte of a letter taken for Latin-1, and the next, perhaps in or behind markup."""
_LATIN_REFERENCE = re.compile(
    rb"&#(?:0*(?:12[89]|1[3-9]\d|2[0-4]\d|25[0-5])|[xX]0*[89a-fA-F][\da-fA-F]);"
)
_WINDOWS = {
    chr(code): bytes([code]).decode("cp1252", "ignore") or chr(code) for code in range(0x80, 0xA0)
}
_SCHEMES = frozenset(
    "aim callto cvs facetime feed file ftp git gopher gtalk h323 hdl http https imap irc irc6 ircs "
    "itms magnet mailto mms msnim news nntp prospero rsync rtsp rtspu sftp shttp sip sips skype "
    "smb snews ssh svn svn+ssh telnet wais ymsg".split()
)
"""Schemes that feedparser lets stand in a base."""


def repair(text: str) -> str:
    """Return ``text`` with its accents as they were meant.

    A text that is UTF-8 taken for Latin-1 (``FlÃ¼chtling``) is decoded again; the quotation
    marks of windows-1252 get their Unicode places.
    """
    if text.isascii():
        return text
    text = _decoded_again(text)
    # Bytes are searched several times faster than text.
    if _C1_BYTES.search(text.encode("utf-8", "surrogatepass")):
        return _C1.sub(lambda match: _WINDOWS[match[0]], text)
    return text


def _decoded_again(text: str) -> str:
    try:
        return text.encode("latin-1").decode("utf-8")
    except UnicodeError:
        return text


def may_be_broken(document: bytes) -> bool:
    """Return whether ``repair`` may change any text of an XML document in UTF-8."""
    # A single byte is looked for many times faster than a pattern.
    raw = b"\xc2" in document and (_C1_BYTES.search(document) or _LATIN_TWICE.search(document))
    return bool(raw or _LATIN_REFERENCE.search(document))


def resolve(base: str, address: str) -> str:
    """Return ``address`` as seen from ``base``; empty when it cannot be one."""
    if ":///" in address and (extra := _SCHEME.match(address)):
        address = address[: extra.start(1)] + address[extra.end(1) :]
    if not base:
        return address
    try:
        return urljoin(base, address)
    except ValueError:
        return ""


@lru_cache(maxsize=256)
def rebase(base: str, written: str) -> str:
    """Return the base inside an element with ``xml:base``, or with its parent's."""
    if not base:
        return resolve(base, written)
    address = resolve(base, written)
    return address if address.strip().partition(":")[0] in _SCHEMES else base
