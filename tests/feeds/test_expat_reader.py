"""Two readers, one feed: the quick one against feedparser, on feeds of our own writing."""

import re
from dataclasses import astuple
from datetime import UTC, datetime
from html import escape

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from newsreader.domain.errors import FeedError
from newsreader.domain.feed import Entry, ParsedFeed
from newsreader.feeds.expat.reader import no_date, read_with_expat
from newsreader.feeds.expat.unsupported import Unsupported
from newsreader.feeds.feedparser_fallback import feedparser_date, read_leniently
from newsreader.feeds.normalize import normalize_feed
from newsreader.feeds.parse import parse_feed

NOW = datetime(2026, 11, 24, tzinfo=UTC)
URL = "https://harbour.example/news/feed.xml"

NAMESPACES = " ".join(
    f'xmlns:{prefix}="{uri}"'
    for prefix, uri in {
        "atom": "http://www.w3.org/2005/Atom",
        "content": "http://purl.org/rss/1.0/modules/content/",
        "dc": "http://purl.org/dc/elements/1.1/",
        "dcterms": "http://purl.org/dc/terms/",
        "itunes": "http://www.itunes.com/dtds/podcast-1.0.dtd",
        "media": "http://search.yahoo.com/mrss/",
        "podcast": "https://podcastindex.org/namespace/1.0",
        "feedburner": "http://rssnamespace.org/feedburner/ext/1.0",
        "cc": "http://web.resource.org/cc/",
        "creativeCommons": "http://backend.userland.com/creativeCommonsRssModule",
        "rdf": "http://www.w3.org/1999/02/22-rdf-syntax-ns#",
        "x": "https://harbour.example/ns",
    }.items()
)


def rss(*items: str, channel: str = "<title>Harbour</title>", root: str = "") -> str:
    body = "".join(f"<item>{item}</item>" for item in items)
    return f'<rss version="2.0" {NAMESPACES} {root}><channel>{channel}{body}</channel></rss>'


def atom(*entries: str, feed: str = "<title>Harbour</title>", root: str = "") -> str:
    body = "".join(f"<entry>{entry}</entry>" for entry in entries)
    return f'<feed xmlns="http://www.w3.org/2005/Atom" {NAMESPACES} {root}>{feed}{body}</feed>'


def rdf(*items: str) -> str:
    body = "".join(
        f"<item rdf:about='https://harbour.example/{n}'>{item}</item>"
        for n, item in enumerate(items)
    )
    return (
        f'<rdf:RDF xmlns="http://purl.org/rss/1.0/" {NAMESPACES}>'
        "<channel rdf:about='https://harbour.example/'><title>Harbour</title>"
        "<link>https://harbour.example/</link><items><rdf:Seq/></items></channel>"
        "<image><title>Logo</title><url>https://harbour.example/logo.png</url></image>"
        f"{body}<textinput><title>Search</title><name>q</name></textinput></rdf:RDF>"
    )


def quick(text: str) -> ParsedFeed:
    return normalize_feed(read_with_expat(text.encode()), URL, NOW, no_date)


def lenient(text: str) -> ParsedFeed:
    return normalize_feed(read_leniently(text.encode()), URL, NOW, feedparser_date)


def said(feed: ParsedFeed) -> tuple[object, ...]:
    return feed.title, feed.site_url, feed.language, *map(astuple, feed.entries)


def both(text: str) -> Entry:
    """Return the last entry of a feed that both readers read alike."""
    feed = quick(text)
    assert said(feed) == said(lenient(text))
    return feed.entries[-1]


# What real feeds do, and feedparser's answer to it, by the sections of the facts on feeds.

QUIRKS = {
    # identity
    "a guid that is no address": "<guid>abc-3</guid>",
    "a guid that is an address": "<guid>https://harbour.example/3</guid>",
    "a guid that is no link": "<guid isPermaLink='false'>https://harbour.example/3</guid>",
    "a guid before its link": "<guid>https://harbour.example/3</guid><link>/4</link>",
    "two guids": "<guid>one</guid><guid>two</guid>",
    "nothing but a title": "<title>Ferry</title>",
    "nothing at all": "",
    # titles
    "a title of media beside the title": "<media:title>B</media:title><title>A</title>",
    "a title of media after the title": "<title>A</title><media:title>B</media:title>",
    "a title of media alone": "<media:group><media:title>B</media:title></media:group>",
    "two titles": "<title>A</title><title>B</title>",
    "an empty title and a full one": "<title/><title>B</title>",
    "a title in dc": "<dc:title>A</dc:title><title>B</title>",
    "a picture between titles": "<title>A</title><image>x</image><media:title>B</media:title>",
    "a title with markup": "<title>&lt;i&gt;Fed&lt;/i&gt; &amp;amp; you &amp;#8217;</title>",
    "a title in CDATA": "<title><![CDATA[Fed <b>up</b> & away]]></title>",
    "a title in pieces": "<title>One <![CDATA[two]]><!-- no --> three</title>",
    "a title twice encoded": "<title>F\u00c3\u00bcr alle</title>",
    "a title with quotes of windows": "<title>\x93Ferry\x94 \u2013 \x96</title>",
    "a title of several lines": "<title>\n  One\n\ttwo\n</title>",
    # links
    "a relative link": "<link>/1?a=1&amp;b=2</link>",
    "a link with too many slashes": "<link>https:////harbour.example/1</link>",
    "a link of atom": "<atom:link href='https://harbour.example/1'/>",
    "a link of atom to itself first": "<atom:link rel='self' href='/s'/><link>/1</link>",
    "an empty link": "<link/><guid>https://harbour.example/3</guid>",
    "a link behind a counter": "<link>/c</link><feedburner:origLink>https://h.example/1"
    "</feedburner:origLink>",
    "a licence": "<cc:license rdf:resource='https://l.example/'/><guid>x</guid>",
    "another licence": "<creativeCommons:license>https://l.example/</creativeCommons:license>",
    # people
    "an author with an address": "<author>ann@h.example (Ann Reporter)</author>",
    "an author with an address in brackets": "<author>Ann &lt;ann@h.example&gt;</author>",
    "an author that is an address": "<author>ann@harbour.example</author>",
    "an author with an address to numbers": "<author>ann@[10.0.0.1]</author>",
    "several authors": "<dc:creator>Ann</dc:creator><dc:creator>Ben</dc:creator>",
    "an author and a creator": "<author>a@h.example</author><dc:creator>Ann</dc:creator>",
    "an author of podcasts": "<itunes:author>Ann</itunes:author>",
    "an owner": "<author>Ann</author><itunes:owner><itunes:name>Ben</itunes:name></itunes:owner>",
    "a contributor": "<dc:contributor>Ben</dc:contributor><author>Ann</author>",
    "a person of atom": "<atom:author><atom:name>Ann</atom:name><atom:email>a@h.example"
    "</atom:email><atom:uri>/ann</atom:uri></atom:author>",
    "a person with a page only": "<atom:author><atom:uri>/ann</atom:uri></atom:author>",
    "two persons of atom": "<atom:author><atom:name>A</atom:name><atom:email>a@h.example"
    "</atom:email></atom:author><atom:author><atom:name>B</atom:name></atom:author>",
    "a credit": "<media:credit role='author'>Ben</media:credit>",
    # dates
    "a date of mail": "<pubDate>Fri, 20 Nov 2026 10:00:00 GMT</pubDate>",
    "a date in the future": "<pubDate>Fri, 20 Nov 2036 10:00:00 GMT</pubDate>",
    "a date of dc": "<dc:date>2026-11-20T10:00:00+01:00</dc:date>",
    "two dates": "<dc:date>2026-11-20</dc:date><pubDate>19 Nov 2026 10:00:00 EST</pubDate>",
    "a date of no day": "<pubDate>Mon, 30 Feb 2026 10:00:00 GMT</pubDate>",
    "an empty date": "<pubDate></pubDate>",
    "dates of dcterms": "<dcterms:created>2026-11-01</dcterms:created>"
    "<dcterms:modified>2026-11-02</dcterms:modified><dcterms:issued>2026-11-03</dcterms:issued>",
    # content
    "a description": "<description>A &lt;b&gt;short&lt;/b&gt; one</description>",
    "a description and a body": "<description>Short</description>"
    "<content:encoded><![CDATA[<p>A longer one</p>]]></content:encoded>",
    "a body and a description": "<content:encoded>Body</content:encoded>"
    "<description>Afterwards</description>",
    "a summary of a podcast": "<description>One</description><itunes:summary>Two of them"
    "</itunes:summary><itunes:subtitle>Three</itunes:subtitle>",
    "three descriptions": "<description>One</description><media:description>Two</media:description>"
    "<description>Three</description>",
    "a description of media": "<media:group><media:description>First line\n\nSecond\n"
    "</media:description></media:group>",
    "a summary without markup": "<summary>5 &lt; 6 &amp;amp; 7</summary>",
    "an abstract": "<abstract>Short</abstract>",
    "the whole item": "<fullitem>&lt;p&gt;All of it&lt;/p&gt;</fullitem>",
    "rights and a subtitle": "<dc:rights>Ours</dc:rights><subtitle>S</subtitle><title>T</title>",
    # the rest
    "topics": "<category domain='d'>A</category><category>B</category><category/><dc:subject>C"
    "</dc:subject><media:category label='L'>M</media:category><keywords>k</keywords>",
    "keywords": "<itunes:keywords>a, b ,,c</itunes:keywords><media:keywords>d</media:keywords>"
    "<itunes:category text='Society'/><media:keywords x='1'>e</media:keywords>",
    "an episode": "<enclosure url='/1.mp3'/><itunes:duration>1:01</itunes:duration>"
    "<podcast:chapters url='/1.json' type='application/json+chapters'/>"
    "<podcast:transcript url='/1.srt' type='application/srt'/>"
    "<podcast:transcript url='/1.vtt' type='text/vtt'>x</podcast:transcript>",
    "media": "<media:group><media:content url='/4.mp4' fileSize='9' duration='3' medium='video'/>"
    "<media:content url='/4.jpg'/></media:group><itunes:duration x='1'>4</itunes:duration>",
    "files": "<enclosure url='/1.mp3' type='Audio/MPEG' length='99'/><enclosure href='/2.mp3'/>"
    "<atom:link rel='enclosure' href='/3.mp3' length='x'/><media:content url='/4.mp4'/>",
    "a source": "<source url='https://c.example/'>Coast Daily</source><title>A</title>",
    "a source of atom": "<atom:source><atom:title>Coast</atom:title><atom:id>c</atom:id>"
    "<atom:updated>2026-11-01</atom:updated></atom:source><title>A</title><guid>1</guid>",
    "a source with a generator": "<atom:source><atom:title>Coast</atom:title>"
    "<atom:generator uri='/g'>G</atom:generator><atom:rights type='text'>R</atom:rights>"
    "</atom:source>",
    "a language": "<dc:language>de-AT</dc:language><title xml:lang='fr'>A</title>",
    "unknown elements": "<x:a>1</x:a><x:b c='2'>3<title>A</title></x:b><title>B</title><x:d/>",
    "upper case": "<TITLE>A</TITLE><Link>/1</Link><PUBDATE>2026-11-20</PUBDATE>",
}  # fmt: skip


@pytest.mark.parametrize("item", QUIRKS.values(), ids=QUIRKS)
def test_the_quirks_of_entries(item: str) -> None:
    both(rss("<title>Before</title>", item, item))
    both(rdf(item))
    both(rss(item, root="xml:lang='en_GB'", channel="<language>en-au</language>"))
    both(rss(item, root="xml:base='https://base.example/a/'"))


CHANNELS = {
    "a picture": "<image><title>Logo</title><link>/logo</link><url>/l.png</url></image>"
    "<title>Harbour</title><link>https://harbour.example/</link>",
    "a picture at the end": "<title>Harbour</title><image><title>Logo</title></image>",
    "a picture with an odd part": "<image><title>A</title><x>y</x><title>B</title></image>",
    "a search box": "<title>Harbour</title><textInput><title>T</title><name>n</name></textInput>",
    "links of atom": "<title>H</title><atom:link rel='hub' href='/h'/><link>/</link>",
    "an owner and topics": "<title>H</title><itunes:owner><itunes:name>O</itunes:name>"
    "</itunes:owner><itunes:category text='A'><itunes:category text='B'/></itunes:category>",
    "two summaries": "<itunes:summary>A</itunes:summary><itunes:summary>B</itunes:summary>",
    "nothing": "",
}


@pytest.mark.parametrize("channel", CHANNELS.values(), ids=CHANNELS)
def test_the_quirks_of_channels(channel: str) -> None:
    item = "<title>A</title><description>B</description><itunes:summary>C</itunes:summary>"
    both(rss(item, channel=channel))
    both(rss(item).replace("</channel>", f"{channel}</channel>"))


ENTRIES = {
    "text": "<content type='text'>One &lt; two\n\nThree</content>",
    "text without a type": "<summary>&lt;p&gt;literally&lt;/p&gt;</summary>",
    "html": "<title type='html'>Ferry &lt;i&gt;is&lt;/i&gt;</title><content type='html'>"
    "&lt;p&gt;back&lt;/p&gt;</content>",
    "types of mail": "<content type='TEXT/HTML'>&lt;p&gt;back&lt;/p&gt;</content>",
    "xhtml": "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>\n<p id='a&quot;b'>"
    "It &amp; <br/>she &lt;is&gt;<a href='/x' REL='Me' xml:lang='en'>back</a></p></div></content>",
    "xhtml of several parts": "<content type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A"
    "</div><div xmlns='http://www.w3.org/1999/xhtml'>B</div></content>",
    "xhtml with text around": "<content type='xhtml'>\n a <div xmlns='http://www.w3.org/1999/xhtml'>"
    "b</div></content>",
    "xhtml in the title": "<title type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>A <b>b</b>"
    "</div></title><rights type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>C</div></rights>",
    "xhtml with a prefix": "<content type='xhtml'><h:div xmlns:h='http://www.w3.org/1999/xhtml'>"
    "<h:p>A</h:p></h:div></content>",
    "links": "<link rel='enclosure' href='/1.mp3'/><link rel='related' href='/o'/>"
    "<link href='/1' type='application/json'/><link href='/2'/>",
    "an inherited author": "<title>A</title>",
    "a source": "<source><title>Coast</title><author><name>Ben</name></author></source>"
    "<author><name>Ann</name></author>",
    "topics": "<category term='a'/><category term='b' label='B'/><category term='a'/>",
    "a summary and a content": "<summary>Short</summary><content type='html'>Long</content>"
    "<published>2026-11-20T10:00:00Z</published><updated>2026-11-21T10:00:00Z</updated>",
    "nothing": "",
}  # fmt: skip


@pytest.mark.parametrize("entry", ENTRIES.values(), ids=ENTRIES)
def test_the_quirks_of_atom(entry: str) -> None:
    feed = "<title>H</title><author><name>Ann</name></author><link href='https://h.example/'/>"
    both(atom("<id>0</id>", entry, feed=feed))
    both(atom(entry, feed=feed, root="xml:base='/a/' xml:lang='de'"))
    both(atom(entry, feed=f"<id>f</id>{feed}<subtitle>S</subtitle>"))
    old = atom(entry, feed=feed).replace("www.w3.org/2005/Atom", "purl.org/atom/ns#")
    both(old.replace("<feed ", "<feed version='0.3' "))


# What is left to feedparser

DOUBTFUL = {
    "no XML": "<rss version='2.0'><channel><item><title>A</item></channel></rss>",
    "an unknown entity": rss("<title>&nbsp;</title>"),
    "an entity of its own": "<!DOCTYPE rss [<!ENTITY a 'b'>]>" + rss("<title>&a;</title>"),
    "a document type": "<!DOCTYPE rss SYSTEM 'rss.dtd'>" + rss("<title>A</title>"),
    "an undeclared prefix": "<rss version='2.0'><channel><item><dc:date>1</dc:date></item>"
    "</channel></rss>",
    "no entries": rss(),
    "no version": "<feed xmlns='urn:x'></feed>",
    "another root": "<channel><item/></channel>",
    "markup that is not escaped": rss("<description><p>A</p></description>"),
    "an entry in an entry": rss("<item/>"),
    "bytes as text": rss("<atom:content mode='base64'>QQ==</atom:content>"),
    "a picture as text": atom("<content type='image/png'>QQ==</content>"),
    "a drawing in a text": atom(
        "<content type='xhtml'><svg xmlns='http://www.w3.org/2000/svg'/></content>"
    ),
    "an element of the feed in a text": atom("<content type='xhtml'><title>A</title></content>"),
    "a date in other words": rss("<pubDate>Τρι, 17 Φεβ 2026 16:33:19 UTC</pubDate>"),
    "a name of feedparser's own": rss("<authors>Ann</authors>"),
    "a stray text": rss("<source>Coast<x:y z='1'>Daily</x:y></source>"),
    "entries after the end": rss("<title>A</title>") + "<item><title>B</title></item>",
}


@pytest.mark.parametrize("text", DOUBTFUL.values(), ids=DOUBTFUL)
def test_what_is_odd_is_left_to_feedparser(text: str) -> None:
    with pytest.raises(Unsupported):
        quick(text)


def test_a_script_after_the_end_is_no_part_of_the_feed() -> None:
    assert both(rss("<title>A</title>") + "\n<script>steal()</script>").title == "A"


# What is read otherwise than feedparser reads it, and why

ON_PURPOSE = {
    "a base ends with its element (XML Base §4.2)": (
        atom(
            "<link href='/1'/><content xml:base='https://b.example/'>A</content>",
            "<link href='https://harbour.example/2'/><content>B</content>",
        ),
        "base_url",
        "https://harbour.example/2",
    ),
    "a guid that is no address is no link (RSS 2.0)": (
        rss("<guid>abc-3</guid>"), "url", "",
    ),
    "a name is no address": (
        rss("<author>ann@h.example (Ann Reporter)</author>"), "author", "Ann Reporter",
    ),
    "an author keeps the name that is written": (
        rss("<dc:creator>Ann</dc:creator><atom:author><atom:name>Ben</atom:name></atom:author>"),
        "author", "Ann, Ben",
    ),
    "the longest text is the body": (
        rss("<description>The longer one</description><content:encoded>Short</content:encoded>"),
        "html", "The longer one",
    ),
    "a topic is shown by its label (RFC 4287 §4.2.2.3)": (
        atom("<category term='t1' label='Transport'/>"), "categories", ("Transport",),
    ),
    "titles are text, and those of pictures made up": (
        rss("<title>&lt;img src='a.png'&gt;</title><description>Ferry</description>"),
        "title", "Ferry",
    ),
    "what is no text is no body (RFC 4287 §4.1.3.3)": (
        atom("<summary>A</summary><content type='image/png'>QQ==</content>"), "html", "<p>A</p>",
    ),
    "a date that does not exist is none": (
        rss("<pubDate>Mon, 30 Feb 2026 10:00:00 GMT</pubDate>"), "published", None,
    ),
    "the year comes first (2026/2/17)": (
        rss("<pubDate>2026/2/17 16:33:00</pubDate>"),
        "published", datetime(2026, 2, 17, 16, 33, tzinfo=UTC),
    ),
    "markup outside Atom is markup, whatever feedparser guesses (RSS knows no types)": (
        rss("<description/><itunes:summary>&lt;blink&gt;A&lt;/blink&gt;</itunes:summary>"),
        "html", "<blink>A</blink>",
    ),
}  # fmt: skip


@pytest.mark.parametrize(("text", "name", "value"), ON_PURPOSE.values(), ids=ON_PURPOSE)
def test_our_own_rules(text: str, name: str, value: object) -> None:
    entry = parse_feed(text.encode(), URL, now=NOW).entries[-1]
    assert getattr(entry, name) == value


# Feeds nobody wrote

TEXTS = st.lists(
    st.sampled_from(
        ["Ferry", "is back", " ", "\n", "<b>", "</b>", "<br>", "&", "&amp;", "&#8217;", "é", "–",
         "Ã¼", "\x93", "ж", "[Coast]", "a@h.example", "(", ")", "/1", "https://h.example/", ",",
         "2026-11-20", "Fri, 20 Nov 2026 10:00:00 GMT", "en", "text/html", "]", "😀", "\u00a0"]
    ),
    max_size=5,
).map("".join)  # fmt: skip
LANGUAGES = st.sampled_from(["", " xml:lang='de'", " xml:lang='en_GB'", " xml:lang=''"])


@st.composite
def plain(draw: st.DrawFn, *names: str) -> str:
    """Write an element of a sampled name with a text, escaped or in CDATA."""
    name, text = draw(st.sampled_from(names)), draw(TEXTS)
    written = f"<![CDATA[{text}]]>" if draw(st.booleans()) else escape(text)
    return f"<{name}{draw(LANGUAGES)}>{written}</{name}>"


@st.composite
def links(draw: st.DrawFn) -> str:
    name = draw(
        st.sampled_from(
            ["link", "atom:link", "enclosure", "category", "guid", "media:content",
             "podcast:transcript", "podcast:chapters"]
        )
    )  # fmt: skip
    attributes = draw(
        st.dictionaries(
            st.sampled_from(
                ["href", "url", "rel", "type", "length", "term", "label", "domain", "isPermaLink"]
            ),
            st.sampled_from(
                ["", "self", "alternate", "enclosure", "text/html", "Text/HTML", "false", "true",
                 "/2", "https://h.example/3", "9", "html"]
            ),
            max_size=3,
        )
    )  # fmt: skip
    written = "".join(f" {key}='{value}'" for key, value in attributes.items())
    return f"<{name}{written}>{escape(draw(TEXTS))}</{name}>"


@st.composite
def persons(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(["author", "atom:author", "itunes:owner", "contributor"]))
    parts = draw(st.lists(plain("name", "email", "uri", "itunes:name"), max_size=3))
    return f"<{name}>{''.join(parts)}</{name}>"


@st.composite
def markup(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(["content", "summary", "title", "rights"]))
    inner = draw(st.lists(st.one_of(TEXTS.map(escape), plain("p", "em", "div")), max_size=3))
    return (
        f"<atom:{name} type='xhtml'><div xmlns='http://www.w3.org/1999/xhtml'>{''.join(inner)}"
        f"</div></atom:{name}>"
    )


PLAIN = plain(
    "title", "description", "guid", "id", "author", "pubDate", "published", "updated", "summary",
    "content:encoded", "content", "dc:creator", "dc:date", "dc:title", "dc:description",
    "dc:language", "language", "category", "dc:subject", "keywords", "media:title",
    "media:description", "media:keywords", "itunes:summary", "itunes:subtitle", "itunes:author",
    "itunes:keywords", "feedburner:origLink", "source", "comments", "x:y", "subtitle", "rights",
    "copyright", "webMaster", "generator", "created", "dcterms:issued", "abstract", "fullitem",
)  # fmt: skip
FLAT = st.one_of(PLAIN, PLAIN, PLAIN, links(), persons(), markup())


@st.composite
def nested(draw: st.DrawFn) -> str:
    name = draw(st.sampled_from(["media:group", "x:box", "x:box a='b'", "atom:source"]))
    return f"<{name}>{''.join(draw(st.lists(FLAT, max_size=3)))}</{name.split()[0]}>"


ELEMENTS = st.lists(st.one_of(FLAT, FLAT, FLAT, nested()), max_size=7).map("".join)
ROOTS = st.sampled_from(["", "xml:lang='en'", "xml:base='https://b.example/a/'", "xml:base='/a'"])


PERSON = re.compile(r"<(?:name|email|uri|itunes:name)\b")
AUTHOR = re.compile(r"<(?:itunes:author|dc:creator|author)\b[^>]*>(?!<name|<email|<uri|<itunes|</)")


@settings(max_examples=150, deadline=None)
@given(st.booleans(), st.lists(ELEMENTS, min_size=1, max_size=3), ELEMENTS, ROOTS)
def test_any_feed_is_read_alike(of_atom: bool, entries: list[str], head: str, root: str) -> None:
    if of_atom:
        text = atom(*entries, feed=head, root=root)
    else:
        text = rss(*entries, channel=head, root=root)
    # feedparser gives the name of a person to the author written before it.
    assume(not (PERSON.search(text) and AUTHOR.search(text)))
    try:
        feed = quick(text)
        slow = lenient(text)
    except (Unsupported, FeedError):
        assume(False)
    assert said(feed) == said(slow)
