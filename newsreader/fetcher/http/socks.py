"""Connects through a SOCKS proxy, which looks up the hosts itself."""

import ssl
from urllib.parse import unquote, urlsplit

from aiohttp_socks import (
    ProxyConnectionError,
    ProxyConnector,
    ProxyError,
    ProxyTimeoutError,
    ProxyType,
)

from newsreader.domain.clean import REASON_LIMIT, clean_line
from newsreader.fetcher.http.errors import ProxyLoginRefused, Unreachable
from newsreader.fetcher.http.tls import aiohttp

_REPLIES = {
    2: "The proxy may not connect to {host}.",
    3: "The proxy cannot reach the network of {host}.",
    4: "The proxy cannot reach {host}.",
    5: "{host} refuses the connection of the proxy.",
    6: "The proxy got no answer from {host} in time.",
}
"""What the replies of a proxy mean (RFC 1928 §6)."""


class SocksConnector(ProxyConnector):
    """Connections through one SOCKS proxy; no host is looked up here.

    ``socks5`` and ``socks4`` are taken as ``socks5h`` and ``socks4a``. ``connect`` raises
    Unreachable and ProxyLoginRefused beside what aiohttp raises.
    """

    def __init__(self, proxy: str, limit: int, limit_per_host: int) -> None:
        parts = urlsplit(proxy)
        assert parts.hostname and parts.port
        super().__init__(
            parts.hostname,
            parts.port,
            ProxyType.SOCKS4 if parts.scheme.startswith("socks4") else ProxyType.SOCKS5,
            unquote(parts.username or ""),
            unquote(parts.password or ""),
            rdns=True,
            limit=limit,
            limit_per_host=limit_per_host,
            use_dns_cache=False,
        )

    async def connect(
        self,
        req: aiohttp.ClientRequest,
        traces: list[aiohttp.tracing.Trace],
        timeout: aiohttp.ClientTimeout,
    ) -> aiohttp.connector.Connection:
        """Return a connection for a request."""
        host = req.url.host or ""
        try:
            return await super().connect(req, traces, timeout)
        except ssl.SSLCertVerificationError as error:  # as aiohttp's own connector says it
            raise aiohttp.ClientConnectorCertificateError(req.connection_key, error) from error
        except ssl.SSLError as error:
            raise aiohttp.ClientConnectorSSLError(req.connection_key, error) from error
        except ProxyTimeoutError as error:
            raise _unreachable(
                "{host} could not be reached in time through the proxy.", host
            ) from error
        except ProxyConnectionError as error:
            raise _unreachable("The proxy on the way to {host} cannot be reached.", host) from error
        except ProxyError as error:
            if "authentication" in str(error):
                raise ProxyLoginRefused(host) from error
            unknown = "The proxy on the way to {host} cannot be used as one of SOCKS."
            raise _unreachable(_REPLIES.get(error.error_code or 0, unknown), host) from error


def _unreachable(sentence: str, host: str) -> Unreachable:
    return Unreachable(clean_line(sentence.format(host=host), REASON_LIMIT))
