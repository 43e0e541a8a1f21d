"""Says in one sentence why an address could not be fetched.

Nothing a server wrote is quoted: a reason phrase can hold escape sequences, and the text of an
HTTP library's exception can hold the password of the address.
"""

import errno
import re
import ssl
from collections.abc import Mapping

from newsreader.domain.clean import REASON_LIMIT, clean_line
from newsreader.fetcher.http.tls import aiohttp

_LOGIN = re.compile(r"//[^/@\s]*@")

_STATUSES = {
    401: "{host} wants a login: give it a user and a password_command under [[feed]] in "
    "config.toml.",
    402: "{host} wants to be paid for this.",
    403: "{host} refuses to give this to newsreader.",
    404: "{host} has nothing at this address.",
    410: "{host} says that this is gone for good.",
    429: "{host} asks to be asked less often.",
    451: "{host} may not give this for legal reasons.",
    500: "{host} has an internal error.",
    502: "{host} gets no answer from the server behind it.",
    503: "{host} is not available at the moment.",
    504: "{host} waits too long for the server behind it.",
}

_ERRNOS = {
    errno.ECONNREFUSED: "{host} refuses the connection.",
    errno.ECONNRESET: "{host} broke the connection off.",
    errno.EPIPE: "{host} broke the connection off.",
    errno.EHOSTUNREACH: "{host} cannot be reached.",
    errno.ENETUNREACH: "The network cannot be reached.",
    errno.ETIMEDOUT: "{host} does not answer.",
    errno.EMFILE: "Too many files are open to connect to {host}.",
}


def explain_status(status: int, host: str, headers: Mapping[str, str]) -> str:
    """Return the sentence for an answer that is neither 200 nor 304."""
    if asks_for_browser(headers):
        return explain_challenge(host)
    if sentence := _STATUSES.get(status):
        return clean_line(sentence.format(host=host), REASON_LIMIT)
    if status >= 500:
        return clean_line(f"{host} has an error of its own (status {status}).", REASON_LIMIT)
    if status >= 400:
        return clean_line(f"{host} refuses the request (status {status}).", REASON_LIMIT)
    return clean_line(
        f"{host} answers with status {status}, which brings no content.", REASON_LIMIT
    )


def explain_refused_login(host: str) -> str:
    """Return the sentence for a login that was sent and not accepted."""
    return clean_line(
        f"{host} refuses the login it was given: look at its user and password_command under "
        "[[feed]] in config.toml, or at its address.",
        REASON_LIMIT,
    )


def asks_for_browser(headers: Mapping[str, str]) -> bool:
    """Return whether the headers of an answer say that it is a challenge to browsers."""
    challenged = headers.get("cf-mitigated", "") + headers.get("x-amzn-waf-action", "")
    return challenged.lower() in ("challenge", "captcha")


def explain_challenge(host: str) -> str:
    """Return the sentence for a page that only browsers get past."""
    return clean_line(f"{host} wants to see a browser first.", REASON_LIMIT)


def not_an_address(typed: str) -> str:
    """Return the sentence for what somebody gave as an address, without a login in it."""
    shown = clean_line(_LOGIN.sub("//", typed[: REASON_LIMIT * 4]), 80)
    return f"“{shown}” is not a web address." if shown else "This is not a web address."


def explain_failure(error: Exception, host: str, seconds: float, connect_seconds: float) -> str:
    """Return the sentence for an exchange with ``host`` that came to no answer."""
    return clean_line(_failure(error, host, seconds, connect_seconds), REASON_LIMIT)


def _failure(error: Exception, host: str, seconds: float, connect_seconds: float) -> str:
    if isinstance(error, aiohttp.ConnectionTimeoutError):
        return f"{host} could not be reached within {connect_seconds:g} seconds."
    if isinstance(error, TimeoutError):
        return f"{host} did not finish its answer within {seconds:g} seconds."
    if isinstance(error, aiohttp.ClientHttpProxyError):
        return f"The proxy on the way to {host} refuses the connection (status {error.status})."
    if isinstance(error, aiohttp.ClientProxyConnectionError):
        return f"The proxy on the way to {host} cannot be reached."
    if isinstance(error, aiohttp.ClientConnectorDNSError):
        return f"There is no host {host}, or the network is down."
    if isinstance(error, aiohttp.ClientConnectorCertificateError):
        cause = error.certificate_error
        detail = cause.verify_message if isinstance(cause, ssl.SSLCertVerificationError) else ""
        detail = detail.rstrip(".")
        return f"The certificate of {host} is not valid{f': {detail}' if detail else ''}."
    if isinstance(error, aiohttp.ClientSSLError):
        return f"No secure connection to {host} is possible."
    if isinstance(error, aiohttp.ClientPayloadError):
        return f"{host} broke off in the middle of its answer."
    if isinstance(error, aiohttp.ServerDisconnectedError):
        return f"{host} closed the connection without an answer."
    if isinstance(error, aiohttp.InvalidURL):
        return f"The address at {host} is not valid."
    if isinstance(error, aiohttp.ClientResponseError):
        return f"The answer of {host} is not proper HTTP."
    if isinstance(error, OSError):
        sentence = _ERRNOS.get(error.errno or 0, "The connection to {host} failed.")
        return sentence.format(host=host)
    return f"The exchange with {host} failed ({type(error).__name__})."
