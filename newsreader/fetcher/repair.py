"""Mends the texts and addresses of feeds exactly as feedparser does."""

import re
from contextlib import suppress
from functools import lru_cache
from urllib.parse import urljoin

_SCHEME = re.compile(r"[A-Za-z][A-Za-z0-9+-.]*://(/+)")
_C1 = re.compile("[\x80-\x9f]")
_C1_BYTES = re.compile(rb"\xc2[\x80-\x9f]")
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
    with suppress(UnicodeError):
        text = text.encode("latin-1").decode("utf-8")
    # Bytes are searched several times faster than text.
    if _C1_BYTES.search(text.encode("utf-8", "surrogatepass")):
        return _C1.sub(lambda match: _WINDOWS[match[0]], text)
    return text


def resolve(base: str, address: str) -> str:
    """Return ``address`` as seen from ``base``; empty when it cannot be one."""
    if extra := _SCHEME.match(address):
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
