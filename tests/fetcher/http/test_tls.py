"""Certificates: read where a secret exchange needs them, and by nothing before."""

import ssl
import subprocess
from pathlib import Path

import pytest

from newsreader.child_process import command, environment
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.http.errors import Unreachable
from newsreader.fetcher.http.request_options import RequestOptionsTable
from newsreader.fetcher.http.tls import Trust
from tests.fake_web import FakeWeb, feed

AUTHORITY = Path(__file__).parents[2] / "threats" / "nobodys.pem"
"""A certificate for this machine that signs itself, with its key."""


def locked() -> FakeWeb:
    """Return a server whose certificate nobody trusts who is not told to."""
    own = ssl.create_default_context(ssl.Purpose.CLIENT_AUTH)
    own.load_cert_chain(AUTHORITY)
    return FakeWeb(own)


def test_loading_reads_no_certificate_and_leaves_the_environment_alone() -> None:
    program = """
import os
before = dict(os.environ)
import newsreader.fetcher.http.client
assert dict(os.environ) == before
import gc, ssl
contexts = [one for one in gc.get_objects() if isinstance(one, ssl.SSLContext)]
print(sum(one.cert_store_stats()["x509"] for one in contexts))
"""
    variables = environment() | {"SSL_CERT_FILE": str(AUTHORITY)}
    variables.pop("SSL_CERT_DIR", None)
    finished = subprocess.run(
        command("-c", program), env=variables, capture_output=True, text=True, check=True
    )
    assert finished.stdout == "0\n"


async def test_whom_the_system_trusts_is_trusted(monkeypatch: pytest.MonkeyPatch) -> None:
    with locked() as web:
        web.answers["/feed"] = feed("<rss/>")
        async with Downloader() as stranger:
            with pytest.raises(Unreachable, match="certificate of 127"):
                await stranger.get(web.url("/feed"))
        monkeypatch.setenv("SSL_CERT_FILE", str(AUTHORITY))
        async with Downloader() as friend:
            assert (await friend.get(web.url("/feed"))).body == b"<rss/>"


async def test_a_proxy_is_trusted_no_more_than_a_server(monkeypatch: pytest.MonkeyPatch) -> None:
    with locked() as web:
        address = "http://harbour.example/feed"
        web.answers[address] = feed("<rss/>")
        options = RequestOptionsTable([FeedOptions("harbour.example", proxy=web.url("/"))])
        async with Downloader(options=options) as stranger:
            with pytest.raises(Unreachable):
                await stranger.get(address)
        assert web.requests == []
        monkeypatch.setenv("SSL_CERT_FILE", str(AUTHORITY))
        async with Downloader(options=options) as friend:
            assert (await friend.get(address)).body == b"<rss/>"


def test_certificates_are_read_once_and_only_for_what_is_secret() -> None:
    trust = Trust()
    assert trust.context_for("http://harbour.example/feed", "") is True
    context = trust.context_for("https://harbour.example/feed", "")
    assert isinstance(context, ssl.SSLContext)
    assert context.verify_mode is ssl.CERT_REQUIRED and context.check_hostname
    assert trust.context_for("http://harbour.example/feed", "https://proxy.example") is context
