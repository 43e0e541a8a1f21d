"""Which options hold for a feed, and that no secret goes to another server with it."""

from dataclasses import fields, replace
from datetime import timedelta
from pathlib import Path
from types import MappingProxyType
from urllib.parse import urlsplit

import pytest
from hypothesis import given
from hypothesis import strategies as st

from newsreader.domain.options.effective_options import (
    OWN,
    SECRETS,
    OwnOptions,
    effective_options,
    is_set,
)
from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.options.setting import about

HOUR = timedelta(hours=1)
OLD, NEW = "https://old.example/feed", "https://new.example/rss"
SECRET = FeedOptions(
    OLD, interval=6 * HOUR, user="ann", cookie="x=1", headers={"X-Key": "7"}, proxy="http://p:1"
)


def test_a_table_goes_before_what_was_set_by_command() -> None:
    own = OwnOptions(interval=2 * HOUR, full_text="on", keep=HOUR * 240)
    table = FeedOptions("old.example", interval=6 * HOUR, full_text="auto")
    found = effective_options([table], OLD, own=own)
    assert (found.options.interval, found.options.full_text) == (6 * HOUR, "auto")
    assert found.options.keep == own.keep
    assert [name for name in OWN if found.is_of_table(name)] == ["interval", "full_text"]
    assert effective_options([], OLD, own=own).options.interval == 2 * HOUR
    assert effective_options([], OLD).options == FeedOptions("")


def test_a_table_follows_a_feed_that_moved_without_its_secrets() -> None:
    found = effective_options([SECRET], NEW, [OLD])
    assert (found.table, found.former) == (SECRET, OLD)
    assert found.withheld == ("user", "cookie", "headers")
    assert found.options.interval == 6 * HOUR and found.options.proxy == "http://p:1"
    assert not any(is_set(getattr(found.options, name)) for name in SECRETS)
    assert found.note(NEW) == (
        f"Its table in config.toml names {OLD}, where it was before it moved; "
        f"user, cookie and headers are not sent to another server: write {NEW} there."
    )
    assert effective_options([replace(SECRET, url=NEW)], NEW, [OLD]).note(NEW) == ""


@pytest.mark.parametrize(
    ("old", "new", "sent"),
    [
        ("http://a.example/f", "https://a.example/f", True),
        ("https://a.example/f", "https://a.example/g", True),
        ("https://a.example:8443/f", "https://a.example:8443/g", True),
        ("https://a.example/f", "http://a.example/f", False),
        ("https://a.example/f", "https://a.example:8443/f", False),
        ("http://a.example:8080/f", "https://a.example/f", False),
        ("https://a.example/f", "https://www.a.example/f", False),
        ("https://a.example/f", "https://a.example.evil.example/f", False),
    ],
)
def test_to_whom_secrets_are_sent_after_a_move(old: str, new: str, sent: bool) -> None:
    found = effective_options([FeedOptions(old, cookie="x")], new, [old])
    assert (found.options.cookie == "x", found.withheld == ()) == (sent, sent)
    assert found.former == old


def test_the_present_address_goes_before_a_former_one_and_the_longest_before_others() -> None:
    here = FeedOptions("new.example", title="here")
    host, path = FeedOptions("old.example", title="host"), FeedOptions(OLD, title="path")
    assert effective_options([path, here], NEW, [OLD]).options.title == "here"
    assert effective_options([host, path], NEW, [OLD]).options.title == "path"
    assert effective_options([host], NEW, ["https://other.example/", OLD]).former == OLD


def test_every_secret_of_a_table_is_one() -> None:
    """The proxy is asked by the user's own wish; it is he who trusts it with its login."""
    secret = {one.name for one in fields(FeedOptions) if (said := about(one)) and said.secret}
    assert secret - {"proxy"} <= set(SECRETS)


hosts = st.sampled_from(["a.example", "b.example", "a.example.b.example"])
places = st.builds(
    "{}://{}{}/{}".format,
    st.sampled_from(["http", "https"]),
    hosts,
    st.sampled_from(["", ":8080"]),
    st.sampled_from(["", "f", "f/g"]),
)


@given(st.lists(places | hosts, max_size=4), places, st.lists(places, max_size=3))
def test_no_table_sends_a_secret_to_a_host_it_does_not_name(
    urls: list[str], url: str, former: list[str]
) -> None:
    tables = [
        FeedOptions(
            one,
            user="ann",
            cookie="x",
            password_command=("pass",),
            password_file=Path("p"),
            headers=MappingProxyType({"X": "1"}),
        )
        for one in urls
    ]
    found = effective_options(tables, url, former)
    sent = [name for name in SECRETS if is_set(getattr(found.options, name))]
    if sent:
        assert found.table is not None
        named = found.table.url
        host = urlsplit(named if "//" in named else f"//{named}").hostname
        assert host == urlsplit(url).hostname
        assert not (named.startswith("https:") and url.startswith("http:"))
