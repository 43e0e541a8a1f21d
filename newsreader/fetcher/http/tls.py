"""Loads aiohttp, and the certificates of the authorities only when a secret exchange needs them.

aiohttp reads all of them while it is imported, and twice: up to a sixth of what it costs to
start (CPU time), also where no address is ``https``.
"""

import os
import ssl
from collections.abc import Iterator
from contextlib import contextmanager

_PLACES = ("SSL_CERT_FILE", "SSL_CERT_DIR")
"""What OpenSSL goes by before its own places (X509_get_default_cert_file_env(3))."""


@contextmanager
def _without_certificates() -> Iterator[None]:
    """Let OpenSSL find no certificate while the block runs, so that none is read."""
    kept = {name: os.environ.get(name) for name in _PLACES}
    os.environ.update(dict.fromkeys(_PLACES, os.devnull))
    try:
        yield
    finally:
        for name, value in kept.items():
            del os.environ[name]
            if value is not None:
                os.environ[name] = value


with _without_certificates():
    import aiohttp
    from yarl import URL


def exactly(address: str) -> URL:
    """Return a clean address as it is sent byte for byte.

    Left to itself the library writes ``/`` for ``%2F`` in a query, which breaks the signatures
    in addresses of private feeds.
    """
    return URL(address, encoded=True)


class Trust:
    """Whom the requests of one set of connections trust: whom the system trusts."""

    def __init__(self) -> None:
        self._context: ssl.SSLContext | None = None

    def context_for(self, *urls: str) -> ssl.SSLContext | bool:
        """Return what aiohttp wants as ``ssl`` for a way that leads over these addresses.

        Only where one of them is ``https`` it is a context, which is made the first time.
        """
        if not any(url.startswith("https:") for url in urls):
            return True
        if self._context is None:
            self._context = ssl.create_default_context()
            self._context.set_alpn_protocols(["http/1.1"])  # as aiohttp's own does
        return self._context


__all__ = ["URL", "Trust", "aiohttp", "exactly"]
