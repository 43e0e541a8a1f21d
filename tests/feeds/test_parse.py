"""Feeds of every format, as they should be and as they are."""

from datetime import UTC, datetime

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from newsreader.domain.clean import clean_line
from newsreader.domain.enclosure import Enclosure
from newsreader.domain.errors import FeedError
from newsreader.domain.feed import Entry, ParsedFeed
from newsreader.feeds.parse import parse_feed

NOW = datetime(2026, 11, 24, tzinfo=UTC)
URL = "https://harbour.example/news/feed.xml"


def parse(text: str, url: str = URL) -> ParsedFeed:
    return parse_feed(text.encode("utf-8", "surrogatepass"), url, now=NOW)


def rss(*items: str, channel: str = "<title>Harbour</title>") -> ParsedFeed:
    body = "".join(f"<item>{item}</item>" for item in items)
    return parse(
        '<?xml version="1.0"?><rss version="2.0" xmlns:content='
        '"http://purl.org/rss/1.0/modules/content/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        f"<channel>{channel}{body}</channel></rss>"
    )


def atom(*entries: str, feed: str = "<title>Harbour</title>") -> ParsedFeed:
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return parse(f'<feed xmlns="http://www.w3.org/2005/Atom">{feed}{body}</feed>')


def only(feed: ParsedFeed) -> Entry:
    (entry,) = feed.entries
    return entry


def test_rss_2() -> None:
    feed = rss(
        "<title>Ferry is back</title><link>https://harbour.example/1</link>"
        "<guid isPermaLink='false'>story-1</guid><author>ann@h.example (Ann Reporter)</author>"
        "<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate><category>Transport</category>"
        "<category>Harbour</category><description>A &lt;b&gt;short&lt;/b&gt; one</description>"
        "<content:encoded><![CDATA[<p>The ferry is back, the council said.</p>]]></content:encoded>"
        "<enclosure url='https://harbour.example/1.mp3' type='audio/mpeg' length='99'/>",
        channel="<title>Harbour &amp;amp; Coast</title><link>https://harbour.example/</link>"
        "<language>en-gb</language>",
    )
    assert (feed.title, feed.site_url, feed.language) == (
        "Harbour & Coast",
        "https://harbour.example/",
        "en-gb",
    )
    assert only(feed) == Entry(
        key="story-1",
        title="Ferry is back",
        url="https://harbour.example/1",
        author="Ann Reporter",
        published=datetime(2026, 11, 20, 10, tzinfo=UTC),
        summary="A short one",
        html="<p>The ferry is back, the council said.</p>",
        base_url="https://harbour.example/1",
        language="en-gb",
        categories=("Transport", "Harbour"),
        enclosures=(Enclosure("https://harbour.example/1.mp3", "audio/mpeg", 99),),
    )


def test_atom() -> None:
    feed = atom(
        "<title type='html'>Ferry &lt;i&gt;is&lt;/i&gt; back</title><id>tag:h,2026:1</id>"
        "<link rel='enclosure' href='/1.mp3' type='audio/mpeg' length='x'/>"
        "<link rel='related' href='/other'/><link href='/1' type='text/html'/>"
        "<published>2026-11-20T11:00:00+01:00</published><updated>2026-11-21T00:00:00Z</updated>"
        "<summary>A short one</summary>"
        "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>"
        "<p>It is, the council said.</p></div></content>",
        feed="<title>Harbour</title><author><name>Ann Reporter</name></author>"
        "<link rel='self' href='/feed'/><link href='https://harbour.example/'/>",
    )
    entry = only(feed)
    assert feed.site_url == "https://harbour.example/"
    assert (entry.key, entry.title, entry.url) == (
        "tag:h,2026:1",
        "Ferry is back",
        "https://harbour.example/1",
    )
    assert entry.author == "Ann Reporter"
    assert entry.published == datetime(2026, 11, 20, 10, tzinfo=UTC)
    assert (entry.summary, entry.html) == ("A short one", "<p>It is, the council said.</p>")
    assert entry.enclosures == (Enclosure("https://harbour.example/1.mp3", "audio/mpeg", None),)


def test_rdf() -> None:
    feed = parse(
        '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" '
        'xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/">'
        "<channel><title>Harbour</title><link>https://harbour.example/</link></channel>"
        "<item rdf:about='https://harbour.example/1'><title>Ferry</title>"
        "<link>https://harbour.example/1</link><description>[Coast Daily] It is back."
        "</description><dc:date>2026-11-20T10:00:00Z</dc:date><dc:creator>Ann</dc:creator></item>"
        "</rdf:RDF>"
    )
    entry = only(feed)
    assert (entry.key, entry.url) == ("https://harbour.example/1", "https://harbour.example/1")
    assert (entry.outlet, entry.summary, entry.author) == ("Coast Daily", "It is back.", "Ann")
    assert entry.published == datetime(2026, 11, 20, 10, tzinfo=UTC)


@pytest.mark.parametrize("version", ["0.91", "0.92", "0.93", "0.94"])
def test_old_rss(version: str) -> None:
    feed = parse(
        f"<rss version='{version}'><channel><title>Old</title>"
        "<item><title>One</title><link>/1</link></item></channel></rss>"
    )
    assert only(feed).url == "https://harbour.example/1"


def test_json_feed_comes_the_same_way() -> None:
    assert parse('{"version":"","title":"J","items":[{"id":"1"}]}').entries[0].key == "1"
    with pytest.raises(FeedError, match="JSON"):
        parse_feed(b"[1]", URL, "application/feed+json", now=NOW)


@pytest.mark.parametrize(
    ("body", "what"),
    [
        (b"", "empty"),
        (b"<!DOCTYPE html><html><body>Hello</body></html>", "a web page"),
        (b"<html><head><title>rss</title></head></html>", "a web page"),
        (b"just words", "plain text"),
        (b"<opml version='2.0'><body/></opml>", "a list of feeds"),
        (b"<sitemap/>", "XML, but not a feed"),
        (b"\x89PNG\r\n\x1a\n", "a picture"),
    ],
)
def test_what_is_not_a_feed_is_named(body: bytes, what: str) -> None:
    with pytest.raises(FeedError, match=what):
        parse_feed(body, URL, now=NOW)


def test_a_feed_without_entries_is_a_feed() -> None:
    assert rss().entries == ()


class TestIdentity:
    def test_without_guid_the_link_is_the_key(self) -> None:
        assert only(rss("<title>A</title><link>/1</link>")).key == "https://harbour.example/1"

    def test_without_both_it_is_title_and_date(self) -> None:
        one = "<title>A</title><pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate>"
        changed = one + "<description>Now with text</description>"
        assert only(rss(one)).key == only(rss(changed)).key
        assert only(rss(one)).key != only(rss(one.replace("20", "21"))).key

    def test_a_reused_guid_belongs_to_nobody_and_the_same_item_twice_is_one(self) -> None:
        items = [f"<guid isPermaLink='false'>same</guid><link>/{n}</link>" for n in (1, 2, 2)]
        found = rss(*items).entries
        assert [one.key for one in found] == [
            "same|https://harbour.example/1",
            "same|https://harbour.example/2",
        ]
        assert {one.shared_key for one in found} == {"same"}

    def test_a_guid_is_a_link_only_when_it_is_an_address(self) -> None:
        assert only(rss("<guid>abc-3</guid>")).url == ""
        assert only(rss("<guid>https://harbour.example/3</guid>")).url.endswith("/3")
        permanent = "<guid isPermaLink='false'>https://harbour.example/3</guid>"
        assert only(rss(permanent)).url == "https://harbour.example/3"

    def test_a_corrected_title_keeps_the_key(self) -> None:
        first = only(rss("<title>Fery</title><guid>x</guid>"))
        second = only(rss("<title>Ferry</title><guid>x</guid>"))
        assert first.key == second.key


class TestLinks:
    def test_only_links_of_the_web_pass(self) -> None:
        for link in ("javascript:alert(1)", "file:///etc/passwd", "--help", "mailto:a@b"):
            url = only(rss(f"<title>A</title><link>{link}</link>")).url
            assert not url or url == f"https://harbour.example/news/{link}"

    def test_the_base_of_a_body_is_where_it_says(self) -> None:
        entry = only(
            atom(
                "<link href='/1'/><content type='html' xml:base='https://cdn.example/a/'>"
                "&lt;img src='x.png'&gt;</content>"
            )
        )
        assert entry.base_url == "https://cdn.example/a/"
        assert only(atom("<link href='/1'/>")).base_url == "https://harbour.example/1"
        assert only(rss("<title>A</title>")).base_url == URL

    def test_the_address_behind_a_counting_service_is_taken(self) -> None:
        feed = parse(
            '<rss version="2.0" xmlns:feedburner="http://rssnamespace.org/feedburner/ext/1.0">'
            "<channel><item><link>http://count.example/1</link><feedburner:origLink>"
            "https://harbour.example/1</feedburner:origLink></item></channel></rss>"
        )
        assert only(feed).url == "https://harbour.example/1"


class TestContent:
    def test_the_longest_body_is_taken(self) -> None:
        long, short = "<p>" + "word " * 50 + "</p>", "short"
        for first, second in ((long, short), (short, long)):
            entry = only(
                rss(
                    f"<description><![CDATA[{first}]]></description>"
                    f"<content:encoded><![CDATA[{second}]]></content:encoded>"
                )
            )
            assert entry.html == long.strip()

    def test_plain_text_keeps_its_paragraphs(self) -> None:
        entry = only(atom("<content type='text'>One &lt; two\n\nThree</content>"))
        assert entry.html == "<p>One &lt; two</p><p>Three</p>"

    def test_paragraphs_without_markup_keep_their_entities(self) -> None:
        entry = only(rss("<description>Surf &amp;amp; Turf\n\n1 &lt; 2 &amp;lt; 3</description>"))
        assert entry.html == "<p>Surf &amp; Turf</p><p>1 &lt; 2 &lt; 3</p>"
        assert entry.summary == "Surf & Turf 1 < 2 < 3"

    def test_a_picture_as_content_is_no_body(self) -> None:
        entry = only(atom("<summary>Words</summary><content type='image/png'>iVBORw0K</content>"))
        assert entry.html == "<p>Words</p>"

    def test_an_untitled_post_is_titled_by_its_text(self) -> None:
        entry = only(rss("<description>The ferry is back on time. More soon.</description>"))
        assert entry.title == "The ferry is back on time."
        assert only(rss("<guid>1</guid>")).title == "Untitled"

    def test_titles_are_one_clean_line(self) -> None:
        title = "Fed [stays] <i>calm</i> [/b] &amp;#8217;\n\x1b[31m\u202e &lt;script&gt;x"
        entry = only(rss(f"<title><![CDATA[{title}]]></title>"))
        assert entry.title == "Fed [stays] calm [/b] ’ [31m <script>x"

    @pytest.mark.parametrize(
        ("written", "name"),
        [
            ("ann@harbour.example (Ann Reporter)", "Ann Reporter"),
            ("Ann Reporter &lt;ann@harbour.example&gt;", "Ann Reporter"),
            ("Ann Reporter (ann@harbour.example)", "Ann Reporter"),
            ("noreply@harbour.example, Ann Reporter", "Ann Reporter"),
            ("noreply@harbour.example - Ann Reporter", "Ann Reporter"),
            ("mailto:ann@harbour.museum Ann Reporter", "Ann Reporter"),
            ('"Ann Reporter" &lt;ann@harbour.museum&gt;', "Ann Reporter"),
            ("a@h.example (Ann Reporter), b@h.example (Bo Writer)", "Ann Reporter, Bo Writer"),
            ("Ann Reporter (Coast) &lt;ann@harbour.example&gt;", "Ann Reporter (Coast)"),
            ("Ann Reporter (@ann@social.example)", "Ann Reporter"),
            ("ann@harbour.example", "ann@harbour.example"),
            ("Ann @ Harbour", "Ann @ Harbour"),
            ("Ann Reporter", "Ann Reporter"),
            ("&lt;b&gt;Ann&lt;/b&gt;   Reporter", "Ann Reporter"),
        ],
    )
    def test_authors_are_names(self, written: str, name: str) -> None:
        assert only(rss(f"<title>A</title><author>{written}</author>")).author == name

    @pytest.mark.parametrize("element", ["dc:creator", "itunes:author"])
    def test_authors_of_other_elements_are_names_too(self, element: str) -> None:
        written = f"<{element}>noreply@harbour.example (Ann Reporter)</{element}>"
        assert only(rss(f"<title>A</title>{written}")).author == "Ann Reporter"

    def test_a_source_is_the_outlet(self) -> None:
        entry = only(rss("<title>A</title><source url='https://c.example'>Coast Daily</source>"))
        assert entry.outlet == "Coast Daily"
        own = only(rss("<title>A</title><source url='https://h.example'>Harbour</source>"))
        assert own.outlet == ""


class TestOddFeeds:
    def test_the_newest_thousand_are_kept(self) -> None:
        items = [
            f"<guid>{n}</guid><pubDate>{2000 + n % 20}-01-01T00:00:00Z</pubDate>"
            for n in range(1_040)
        ]
        entries = rss(*items).entries
        assert len(entries) == 1_000
        assert min(entry.published.year for entry in entries if entry.published) == 2000
        assert sum(entry.published == datetime(2000, 1, 1, tzinfo=UTC) for entry in entries) == 12
        assert [int(entry.key) for entry in entries] == sorted(int(entry.key) for entry in entries)

    def test_a_wrong_charset_of_the_server_does_not_matter(self) -> None:
        body = "<rss version='2.0'><channel><title>Zürich – 12 €</title></channel></rss>".encode()
        assert parse_feed(body, URL, "text/xml", "iso-8859-1", NOW).title == "Zürich – 12 €"
        latin = body.decode().encode("cp1252")
        assert parse_feed(latin, URL, "text/html", "iso-8859-1", NOW).title == "Zürich – 12 €"

    @pytest.mark.parametrize(
        "body",
        [
            "\n\n<?xml version='1.0'?><rss version='2.0'><channel><item><title>A</title></item>"
            "</channel></rss>",
            "<rss version='2.0'><channel><item><title>A & B &nbsp; &colon;</title></item>",
            "<rss version='2.0'><channel><item><title>A</title></item></channel></rss>junk",
            "<rss rss:version=2.0><rss:channel><rss:item><rss:title>A</rss:title></rss:item>"
            "</rss:channel></rss>",
            "<rss version='2.0'><channel><item><title>&#xD800; &#99999999999; \x00</title></item>"
            "</channel></rss>",
            "<?xml version='1.0' encoding='punycode'?><rss version='2.0'><channel><item>"
            "<title>A</title></item></channel></rss>",
            "<rss version='2.0'><channel><item><title>A</title><pubDate>Mon, 1 Jan 10000 00:00:00 "
            "GMT</pubDate><enclosure url='/a' length='1" + "0" * 40 + "'/></item></channel></rss>",
        ],
    )
    def test_ill_formed_feeds_are_read(self, body: str) -> None:
        assert len(parse(body).entries) == 1

    def test_entities_do_not_expand(self) -> None:
        laughs = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10}">' for n in range(1, 10))
        feed = parse(
            f'<!DOCTYPE rss [<!ENTITY l0 "ha">{laughs}]><rss version="2.0"><channel>'
            "<item><title>&l9;</title></item></channel></rss>"
        )
        assert len(only(feed).title) < 100

    def test_no_file_is_opened(self) -> None:
        feed = parse(
            '<!DOCTYPE rss [<!ENTITY x SYSTEM "file:///etc/passwd">]><rss version="2.0">'
            "<channel><item><title>[&x;]</title></item></channel></rss>"
        )
        assert "root" not in only(feed).title

    def test_the_body_is_never_taken_for_an_address(self) -> None:
        with pytest.raises(FeedError, match="plain text"):
            parse("https://harbour.example/feed.xml")

    @settings(max_examples=50, deadline=None)
    @given(st.lists(st.text(max_size=30), min_size=6, max_size=6))
    def test_any_text_comes_out_clean(self, parts: list[str]) -> None:
        title, link, guid, date, author, body = (
            part.replace("]]>", "").replace("<", "&lt;") for part in parts
        )
        feed = rss(
            f"<title><![CDATA[{title}]]></title><link><![CDATA[{link}]]></link>"
            f"<guid><![CDATA[{guid}]]></guid><pubDate>{date.replace('&', '')}</pubDate>"
            f"<dc:creator><![CDATA[{author}]]></dc:creator>"
            f"<description><![CDATA[{body}]]></description>"
        )
        for entry in feed.entries:
            for text in (entry.title, entry.author, entry.key, entry.summary):
                assert clean_line(text, 10_000) == text
