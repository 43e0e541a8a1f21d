"""Threats of documents: entities, depth, size, broken characters, absurd values, identities.

- billion laughs, quadratic entities: test_entities_are_not_multiplied, feeds/test_encoding
- XXE, external DTD, XInclude, stylesheets: test_nothing_is_fetched_or_opened, feeds/test_parse
- the same in OPML: test_nothing_is_fetched_for_a_list, feeds/test_opml
- deep nesting, endless attributes, comments: test_monsters_end_in_one_line,
  feeds/test_parse_hostile
- a million entries: test_entries_without_end, feeds/test_parse
- a parser that does not end, or dies: fetcher/workers/test_pool
- NUL, lone surrogates, broken UTF-8: test_characters_that_are_none, feeds/test_encoding
- absurd dates and numbers: test_absurd_values, feeds/test_dates
- one bad entry among good ones: test_absurd_values, feeds/test_json_feed
- a guid of another feed: test_feeds_do_not_touch_each_other, fetcher/test_refresh
- a feed that changes its articles: test_a_feed_that_takes_everything_back
- pages that hold up or mislead the extraction: test_hostile_pages_cost_their_article_only,
  fetcher/workers/test_extract
- lists of feeds that are none: test_a_list_that_is_none_is_one_line
"""

from pathlib import Path

import pytest

from newsreader.domain.errors import FeedError
from newsreader.domain.query import Query
from newsreader.feeds.opml import read_opml
from newsreader.fetcher.http.limits import Limits
from newsreader.protocol import PageDone
from newsreader.storage import articles, feeds
from newsreader.storage.queries.search import select_ids
from tests.fake_web import Answer, FakeWeb, feed, page
from tests.fetcher import harbour
from tests.fetcher.harbour import STORY_BEGINNING
from tests.threats.siege import NEW, OLD, Siege, is_one_clear_line, rss, under_siege

LAUGHS = "<!DOCTYPE rss [<!ENTITY l0 'ha'>{}]>".format(
    "".join(f"<!ENTITY l{n} '{f'&l{n - 1};' * 10}'>" for n in range(1, 10))
)
QUADRATIC = f"<!DOCTYPE rss [<!ENTITY a '{'a' * 50_000}'>]>"
MANY_SHORT = f"<!DOCTYPE rss [<!ENTITY a '{'a' * 150}'>]>"


async def test_entities_are_not_multiplied(siege: Siege) -> None:
    fates = await siege.stand(
        {
            "billion laughs": feed(rss("&l9;", "Good", head=LAUGHS)),
            "quadratic": feed(rss("&a;" * 5_000, "Good", head=QUADRATIC)),
            "many short ones": feed(rss("&a;" * 50_000, "Good", head=MANY_SHORT)),
            "of parameters": feed(
                rss("Good", head="<!DOCTYPE rss [<!ENTITY % a '%b;'><!ENTITY % b '%a;'>%a;]>")
            ),
            "in a body": feed(rss("Good", head=LAUGHS).replace("council", "&l9;")),
        }
    )
    for name, fate in fates.items():
        assert "Good" in fate.titles or fate.line, name
    stored = "\n".join(siege.context.database.connection.iterdump())
    assert "ha" * 1_000 not in stored and len(stored) < 1_000_000


async def test_nothing_is_fetched_or_opened(
    siege: Siege, other_web: FakeWeb, tmp_path: Path
) -> None:
    file = tmp_path / "canary.txt"
    file.write_text("nightingale")
    url, path = other_web.url("/dtd"), file.as_uri()
    other_web.answers["/dtd"] = Answer(b"<!ENTITY leak 'nightingale'>")
    include = "<x:include xmlns:x='http://www.w3.org/2001/XInclude' href='{}' parse='text'/>"
    hostile = {
        "file": rss("&x;", head=f"<!DOCTYPE rss [<!ENTITY x SYSTEM '{path}'>]>"),
        "web": rss("&x;", head=f"<!DOCTYPE rss [<!ENTITY x SYSTEM '{url}'>]>"),
        "dtd": rss("&leak;", head=f"<!DOCTYPE rss SYSTEM '{url}'>"),
        "public": rss("&leak;", head=f"<!DOCTYPE rss PUBLIC '-//x//y' '{url}'>"),
        "parameter": rss("&leak;", head=f"<!DOCTYPE rss [<!ENTITY % p SYSTEM '{url}'> %p;]>"),
        "include file": rss(include.format(path)),
        "include web": rss("One", more=include.format(url)),
        "stylesheet": rss("One", head=f"<?xml-stylesheet href='{url}' type='text/xsl'?>"),
        "schema": rss("One").replace("<rss", f"<rss xmlns:s='u' s:schemaLocation='u {url}'"),
        "picture": rss("One").replace("The council", f"&lt;img src='{url}'&gt;"),
        "frame": rss("One").replace("The council", f"&lt;iframe src='{path}'&gt;"),
        "hub": rss("One", more=f"<source url='{url}'>x</source><comments>{url}</comments>"),
    }
    await siege.stand({name: feed(text) for name, text in hostile.items()})
    assert other_web.requests == []
    assert "nightingale" not in "\n".join(siege.context.database.connection.iterdump())


def test_nothing_is_fetched_for_a_list(other_web: FakeWeb, tmp_path: Path) -> None:
    file = tmp_path / "canary.txt"
    file.write_text("http://nightingale.example/")
    good = "<outline text='Good' xmlUrl='https://good.example/feed'/>"
    heads = (
        f"<!DOCTYPE opml [<!ENTITY x SYSTEM '{file.as_uri()}'>]>",
        f"<!DOCTYPE opml SYSTEM '{other_web.url('/dtd')}' [<!ENTITY x 'https://x.example/'>]>",
        LAUGHS.replace("l9", "x").replace("rss", "opml"),
    )
    for head in heads:
        text = f"{head}<opml><body><outline xmlUrl='&x;'/>{good}</body></opml>"
        reading = read_opml(text.encode())
        assert "https://good.example/feed" in [one.url for one in reading.outlines]
        assert "nightingale" not in str(reading) and len(str(reading)) < 2_000
    assert other_web.requests == []


def inside(text: str) -> str:
    """Return a good feed with raw XML in its item."""
    return rss("Good", more=text)


MONSTERS = {
    "elements": inside("<a>" * 100_000 + "</a>" * 100_000),
    "unclosed elements": inside("<a>" * 100_000),
    "attributes": inside("<a " + " ".join(f"a{n}='1'" for n in range(30_000)) + "/>"),
    "comments": inside("<!--" * 80_000),
    "CDATA": inside("<![CDATA[" * 40_000),
    "a name": inside(f"<{'a' * 350_000}/>"),
    "namespaces": inside("".join(f"<a xmlns:n{n}='u{n}'/>" for n in range(10_000))),
    "an author": inside(f"<author>a@{'a.' * 150_000}</author>"),
    "a broken author": inside(f"&nbsp;<author>a@{'a.' * 150_000}</author>"),
    "a date": inside(f"<pubDate>{'1 ' * 150_000}</pubDate>"),
    "bold in HTML": rss("Good").replace("council", "&lt;b&gt;" * 30_000, 1),
    "lists in HTML": rss("Good").replace("council", "&lt;ul&gt;&lt;li&gt;" * 10_000, 1),
    "tables in HTML": rss("Good").replace("council", "&lt;table&gt;&lt;td&gt;" * 8_000, 1),
    "quotes in HTML": rss("Good").replace("council", "“" * 100_000, 1),
    "brackets in HTML": rss("Good").replace("council", "[" * 100_000, 1),
    "letters": rss("Good").replace("council", "x" * 350_000, 1),
    "joined marks": rss("Good").replace("council", "e" + "\u0301" * 150_000, 1),
}


async def test_monsters_end_in_one_line(tmp_path: Path, web: FakeWeb) -> None:
    limits = Limits(timeout=10, per_host=8, pause=0)
    async with under_siege(tmp_path, web, limits) as siege:
        fates = await siege.stand({name: feed(text) for name, text in MONSTERS.items()})
    for name, fate in fates.items():
        assert fate.line or fate.titles == ["Good"], name


async def test_entries_without_end(tmp_path: Path, web: FakeWeb) -> None:
    limits = Limits(timeout=10, per_host=8, pause=0)
    items = "<item/>" * 200_000 + "<item><title>Last</title></item>" * 5_000
    async with under_siege(tmp_path, web, limits) as siege:
        fates = await siege.stand(
            {
                "of RSS": feed(rss().replace("</channel>", f"{items}</channel>")),
                "of JSON": feed('{"items":[' + '{"id":1},' * 50_000 + "{}]}", "application/json"),
            }
        )
    for name, fate in fates.items():
        assert fate.line or len(fate.titles) <= 1_000, name


async def test_characters_that_are_none(siege: Siege) -> None:
    fates = await siege.stand(
        {
            "NUL": feed(rss("A\0B")),
            "escape": feed(rss("A\x1b]0;x\x07B")),
            "references": feed(rss("A&#0;&#x1b;&#xD800;&#99999999999;&#xFFFE;&#x9b;31mB")),
            "C1": feed(rss("A\u0090\u009b31m\u009dB")),
            "override": feed(rss("A\u202e\u2066\u200b\U000e0041B")),
            "broken": Answer(rss("A?B").encode().replace(b"?", b"\xff\xfe\xc0\x80\xed\xa0\x80")),
            "halves": feed('{"items":[{"id":"\\ud800","title":"A\\udfffB"}]}', "application/json"),
            "twice": feed(rss("A&amp;#27;[31m&amp;#x9b;B")),
        }
    )
    for name, fate in fates.items():
        assert not fate.line, (name, fate.line)
        (title,) = fate.titles
        assert title[0] == "A" and title[-1] == "B", name


async def test_absurd_values(siege: Siege) -> None:
    now = siege.context.clock()
    dates = ("Fri, 31 Dec 9999 23:59:59 -2359", "0000-00-00", "10000-01-01", "-1", "9" * 400)
    hostile = {f"date {n}": feed(rss("A", more=f"<pubDate>{date}</pubDate>"))
               for n, date in enumerate(dates)}  # fmt: skip
    sizes = ("-1", "1e400", "9" * 400, "NaN", "")
    hostile |= {
        f"size {n}": feed(rss("A", more=f"<enclosure url='/a' type='audio/x' length='{size}'/>"))
        for n, size in enumerate(sizes)
    }
    numbers = "1e999", "-1e999", "9" * 4_000, "9" * 5_000, "[]", "{}", "null", "true"
    hostile |= {
        f"number {n}": feed(
            f'{{"items":[{{"id":{number},"title":"A","date_published":{number},'
            f'"attachments":[{{"url":"/a","size_in_bytes":{number}}}]}}]}}',
            "application/json",
        )
        for n, number in enumerate(numbers)
    }
    hostile["ttl"] = feed(
        rss("A").replace("<item>", f"<ttl>{'9' * 400}</ttl><skipHours>-1</skipHours><item>")
    )
    fates = await siege.stand(hostile)
    for name, fate in fates.items():
        assert fate.titles == ["A"] or fate.line, name
        assert not fate.line or name == "number 3", (name, fate.line)
    rows = articles.article_rows(
        siege.context.database, select_ids(siege.context.database, Query())
    )
    assert all(1970 <= row.published.year <= now.year for row in rows)
    for one in feeds.feeds(siege.context.database):
        assert one.due is not None and 0 < (one.due - now).total_seconds() < 31 * 24 * 3600


async def test_feeds_do_not_touch_each_other(siege: Siege) -> None:
    mine = rss(OLD, NEW)
    assert mine != rss(OLD)
    fates = await siege.stand(
        {
            # The very guids of the good feed, with other words.
            "imitator": feed(mine.replace(f"<title>{NEW}", "<title>Forged")),
            "twins": feed(rss("Twin", "Twin", "Twin")),
            "of everybody": feed(rss("Endless").replace("isPermaLink='false'>", ">" + "x" * 5_000)),
        }
    )
    assert fates["imitator"].titles == ["Forged"]
    assert fates["twins"].titles == ["Twin"]
    await siege.refresh()
    rows = siege.context.database.rows("SELECT count(*), max(length(key)) FROM article")
    assert rows[0][0] == 2 + 2 + 2 + 2 and rows[0][1] <= 1_000


async def test_a_feed_that_takes_everything_back(siege: Siege) -> None:
    await siege.stand({"fickle": feed(rss(OLD, "Kept"))})
    database = siege.context.database
    before = set(select_ids(database, Query()))
    for text in (rss(), rss("Other"), "<rss version='2.0'><channel/></rss>", ""):
        siege.web.answers["/fickle"] = feed(text)
        await siege.refresh()
        assert before <= set(select_ids(database, Query()))


PAGES = {
    "paragraphs": "<html><body>" + "<p>" * 100_000,
    "attributes": "<html><body " + " ".join(f"a{n}=1" for n in range(5_000)) + "><p>x",
    "data": "<html><script type='application/ld+json'>" + "[" * 31_000,
    "controls": "<html><body><article>\x1b]0;owned\x07 &#27;&#0; short</article>",
    "refresh": "<html><head><meta http-equiv=refresh content='0;url=file:///etc/passwd'>",
    "tables": "<html><body>" + "<table><tr><td>" * 2_000,
    "entity": "<!DOCTYPE html [<!ENTITY x SYSTEM 'file:///etc/passwd'>]><html><body>&x;",
    "nothing": "",
}


async def test_hostile_pages_cost_their_article_only(tmp_path: Path, web: FakeWeb) -> None:
    paths = {name: f"/story-{name}" for name in PAGES}
    web.answers |= {paths[name]: page(html) for name, html in PAGES.items()}
    stingy = {
        name: feed(harbour.rss(harbour.item("1", "Ferry", STORY_BEGINNING, link=web.url(path))))
        for name, path in paths.items()
    }
    limits = Limits(timeout=10, per_host=8, pause=0)
    async with under_siege(tmp_path, web, limits) as siege:
        fates = await siege.stand(stingy)
        assert all(fate.titles == ["Ferry"] and not fate.line for fate in fates.values())
        assert all(web.count(path) == 1 for path in paths.values())
        told = [event for event in siege.events if isinstance(event, PageDone)]
        assert len(told) == len(PAGES)
        for done in told:
            if done.status == "failed":
                is_one_clear_line(done.error)
            kept = articles.document(siege.context.database, done.article).text
            assert kept.startswith("The ferry between Harbour") and "root:" not in kept


def test_a_list_that_is_none_is_one_line() -> None:
    for data in (b"", b"\0" * 1_000, b"<html>", b"[" * 100_000, bytes(range(256))):
        with pytest.raises(FeedError) as caught:
            read_opml(data)
        is_one_clear_line(str(caught.value))
