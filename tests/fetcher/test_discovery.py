"""From an address to its feed."""

import pytest

from newsreader.domain.errors import FeedError, FetchError
from newsreader.domain.feed import FeedCandidate
from newsreader.fetcher.discovery import (
    COMMON_PATHS,
    Discovery,
    complete_address,
    discover,
)
from newsreader.fetcher.http.client import Downloader
from newsreader.fetcher.http.limits import Limits
from newsreader.fetcher.workers.pool import Patience, Workers
from tests.fake_web import Answer, FakeWeb, feed, page, redirect, refusal

RSS = "<rss version='2.0'><channel><title>Harbour &amp;amp; Coast</title></channel></rss>"
PAGE = "<html><head><title>Harbour</title></head><body>Words</body></html>"


async def search(url: str) -> Discovery:
    async with Workers(1) as workers, Downloader(Limits(timeout=5)) as downloader:
        return await discover(downloader, workers, url)


async def found(url: str) -> tuple[FeedCandidate, ...]:
    return (await search(url)).candidates


@pytest.mark.parametrize(
    ("typed", "url"),
    [
        ("example.org", "https://example.org"),
        ("  example.org/feed ", "https://example.org/feed"),
        ("//example.org/feed", "https://example.org/feed"),
        ("http://example.org", "http://example.org"),
        ("HTTPS://example.org/A", "https://example.org/A"),
        ("127.0.0.1:8000/feed.rdf", "http://127.0.0.1:8000/feed.rdf"),
        ("localhost", "http://localhost"),
        ("localhost.example.org", "https://localhost.example.org"),
        ("[::1]:80/x", "http://[::1]:80/x"),
        ("feed://example.org/x", "https://example.org/x"),
        ("feed:http://example.org/x", "http://example.org/x"),
        ("feed://https://example.org/x", "https://example.org/x"),
        ("FEEDS:HTTPS://example.org/x", "https://example.org/x"),
        ("pcast://example.org/x", "https://example.org/x"),
        ("itpc://127.0.0.1:8000/x", "http://127.0.0.1:8000/x"),
        ("podcast:example.org/x", "https://example.org/x"),
        ("<http://example.org/x>", "http://example.org/x"),
        ("<URL: http://example.org/x>.", "http://example.org/x"),
        ('"feed:https://example.org/x"', "https://example.org/x"),
        ("“example.org”", "https://example.org"),
        ("“https://example.org/x", "https://example.org/x"),
        ("(https://example.org/x).", "https://example.org/x"),
        ("'https://example.org/a_(b)'", "https://example.org/a_(b)"),
        ("https://example.org/x).", "https://example.org/x"),
        ("https://example.org/x, ", "https://example.org/x"),
        ("https://example.org/x#latest", "https://example.org/x"),
        ("https://example.org/x?a=1#b?c", "https://example.org/x?a=1"),
        ("https://ann:a@example.org/x", "https://ann:a@example.org/x"),
        ("feed.example.org/x", "https://feed.example.org/x"),
        ("http:/example.org/x", "http://example.org/x"),
        ("https:example.org:8000/x", "https://example.org:8000/x"),
        ("http//example.org/x//y", "http://example.org/x//y"),
        ("HTTPS:///example.org", "https://example.org"),
        ("http:\\\\example.org/x", "http://example.org/x"),
        ("feed:https:/example.org/x", "https://example.org/x"),
        ("http.example.org//x", "https://http.example.org//x"),
        ("https.example.org", "https://https.example.org"),
        (
            "https://example.org/with space/f.xml?a b",
            "https://example.org/with%20space/f.xml?a%20b",
        ),
        ("example.org/with space", "https://example.org/with%20space"),
    ],
)
def test_addresses_are_completed(typed: str, url: str) -> None:
    assert complete_address(typed) == url


@pytest.mark.parametrize(
    "typed",
    [
        *("", "  ", "ftp://example.org", "javascript:alert(1)", "|cmd", "two words", "a\nb"),
        *("https://", "http//", "http:/ ", "see https://example.org/x", "see example.org/x"),
        *("https://example.org/x https://example.org/y", "https://a b.example/x", "a b?c"),
    ],
)
def test_what_cannot_be_an_address_is_refused(typed: str) -> None:
    with pytest.raises(FeedError, match="not a web address") as caught:
        complete_address(typed)
    assert "\n" not in str(caught.value)


def test_a_refused_address_is_told_without_its_password() -> None:
    with pytest.raises(FeedError, match=r"^“ftp://h/x” is not a web address\.$"):
        complete_address("ftp://ann:secret@h/x")


async def test_an_address_that_is_a_feed_is_taken_itself(web: FakeWeb) -> None:
    web.answers["/feed"] = feed(RSS)
    assert await found(web.url("/feed")) == (
        FeedCandidate(web.url("/feed"), "Harbour & Coast", "rss"),
    )
    assert len(web.requests) == 1


@pytest.mark.parametrize("way", ["itself", "named", "mentioned", "guessed"])
async def test_a_feed_too_long_to_be_read_whole_is_found(web: FakeWeb, way: str) -> None:
    path = f"/{COMMON_PATHS[0]}"
    web.answers[path] = feed(RSS.replace("</channel>", f"{' ' * 2_000_000}</channel>"))
    body = {
        "named": f"<link rel=alternate type=application/rss+xml href={path}>",
        "mentioned": f"<a href={path}>RSS</a>",
    }.get(way, "")
    web.answers["/"] = page(f"<html><head>{body}</head><body>{body}</body></html>")
    limits = Limits(timeout=5, body_bytes=100_000, feed_size=1)
    async with Workers(1) as workers, Downloader(limits) as downloader:
        at = web.url(path if way == "itself" else "/")
        (one,) = (await discover(downloader, workers, at)).candidates
    assert one.url == web.url(path)


async def test_a_person_of_a_social_network_is_found_by_the_address(web: FakeWeb) -> None:
    web.answers |= {"/@ann.rss": feed(RSS), "/@bob": page(PAGE), "/feed/": feed(RSS)}
    (ann,) = await found(web.url("/@ann"))
    assert (ann.url, ann.title) == (web.url("/@ann.rss"), "Harbour & Coast")
    assert [request.path for request in web.requests] == ["/@ann.rss"]
    (bob,) = await found(web.url("/@bob"))
    assert bob.url == web.url("/feed/"), "another site with such addresses"


async def test_a_known_site_that_wants_rest_is_not_asked_on(web: FakeWeb) -> None:
    web.answers["/@ann.rss"] = refusal(429)
    with pytest.raises(FetchError, match="less often"):
        await found(web.url("/@ann"))
    assert len(web.requests) == 1


async def test_atom_and_json_are_told_apart(web: FakeWeb) -> None:
    web.answers |= {
        "/a": feed("<feed xmlns='http://www.w3.org/2005/Atom'><title>A</title></feed>"),
        "/j": feed('{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[]}'),
        "/n": feed("<rss><channel></channel></rss>"),
    }
    kinds = [((await found(web.url(path)))[0]) for path in ("/a", "/j", "/n")]
    assert [(one.kind, one.title) for one in kinds] == [
        ("atom", "A"),
        ("json", "J"),
        ("rss", "127.0.0.1"),
    ]


async def test_a_page_that_moved_for_good_gives_its_new_address(web: FakeWeb) -> None:
    web.answers |= {"/old": redirect("/feed", 301), "/way": redirect("/feed"), "/feed": feed(RSS)}
    assert (await found(web.url("/old")))[0].url == web.url("/feed")
    assert (await found(web.url("/way")))[0].url == web.url("/way")


async def test_the_links_of_a_page_are_offered_comments_last(web: FakeWeb) -> None:
    web.answers["/news/"] = page(
        "<html><head><title>Harbour</title><base href='/sub/'>"
        "<link rel='alternate' type='application/rss+xml' title='Comments' href='/comments/feed/'>"
        "<link rel='ALTERNATE home' type='application/atom+xml' href='main.atom'>"
        "<link rel='feed' href='/plain'>"
        "<link rel='alternate' type='application/feed+json' title='As JSON' href='/feed.json'>"
        "<link rel='alternate' type='application/json' href='/wp-json/wp/v2/posts/1'>"
        "<link rel='alternate' hreflang='de' href='/de/'>"
        "<link rel='stylesheet' type='text/css' href='/a.css'>"
        "<link rel='alternate' type='application/rss+xml' href='javascript:alert(1)'>"
        "<link rel='alternate' type='application/rss+xml' href='http://[broken/'>"
        "</head></html>"
    )
    web.answers["/sub/main.atom"] = feed(RSS)
    assert await found(web.url("/news/")) == (
        FeedCandidate(web.url("/sub/main.atom"), "Harbour", "atom"),
        FeedCandidate(web.url("/plain"), "Harbour", "rss"),
        FeedCandidate(web.url("/feed.json"), "As JSON", "json"),
        FeedCandidate(web.url("/comments/feed/"), "Comments", "rss"),
    )
    assert [request.path for request in web.requests] == ["/news/", "/sub/main.atom"]


def linking(*paths: str) -> Answer:
    links = (f"<link rel=alternate type=application/rss+xml href={path}>" for path in paths)
    return page(f"<html><head><title>Harbour</title>{''.join(links)}</head></html>")


async def test_a_dead_feed_of_a_page_is_named_and_not_taken(web: FakeWeb) -> None:
    web.answers |= {
        "/": linking("/gone", "/words", "/good", "/other"),
        "/words": page(PAGE),
        "/good": feed(RSS),
    }
    discovery = await search(web.url("/"))
    assert [one.url for one in discovery.candidates] == [web.url("/good"), web.url("/other")]
    assert discovery.dead == (
        f"{web.url('/gone')}: 127.0.0.1 has nothing at this address.",
        f"{web.url('/words')}: This is a web page, not a feed.",
    )
    assert web.count("/other") == 0


async def test_a_page_whose_feeds_are_all_dead_says_so(web: FakeWeb) -> None:
    web.answers["/"] = linking("/gone", "/lost")
    with pytest.raises(FeedError, match=r"names no feed that works: .*/gone: 127.* has no"):
        await found(web.url("/"))


async def test_servers_that_do_not_answer_are_not_waited_for_one_after_the_other(
    web: FakeWeb,
) -> None:
    paths = [f"/silent-{number}" for number in range(5)]
    web.answers |= {"/": linking(*paths), **dict.fromkeys(paths, Answer(fault="hang"))}
    async with Workers(1) as workers, Downloader(Limits(timeout=0.5, pause=0)) as downloader:
        with pytest.raises(FeedError, match=r"names no feed that works: .*/silent-0"):
            await discover(downloader, workers, web.url("/"))
    assert 1 <= sum(web.count(path) for path in paths) <= 3


@pytest.mark.parametrize("status", [401, 429])
async def test_a_feed_that_is_only_closed_is_taken(web: FakeWeb, status: int) -> None:
    web.answers |= {"/": linking("/closed", "/good"), "/closed": refusal(status)}
    web.answers["/good"] = feed(RSS)
    discovery = await search(web.url("/"))
    assert [one.url for one in discovery.candidates] == [web.url("/closed"), web.url("/good")]
    assert (discovery.dead, web.count("/good")) == ((), 0)


async def test_links_in_the_head_of_an_answer_name_feeds(web: FakeWeb) -> None:
    link = '<https://x.example/>; rel=next, </feed>; title="A, \\"B\\""; rel="alternate"; '
    answer = page(PAGE)
    fields = {**answer.headers, "Link": link + "type=application/atom+xml"}
    web.answers |= {"/": Answer(answer.body, headers=fields), "/feed": feed(RSS)}
    assert await found(web.url("/")) == (FeedCandidate(web.url("/feed"), 'A, "B"', "atom"),)


async def test_links_in_the_text_are_tried_when_nothing_names_a_feed(web: FakeWeb) -> None:
    web.answers |= {
        "/": page(
            "<html><body><a href=/about>About</a><a href='/comments/rss'>Comments</a>"
            "<a href='/rss.html'>RSS</a><a href='/news/index'> RSS feed </a>"
            "<a href='mailto:a@b.example'>Feed</a></body></html>"
        ),
        "/rss.html": page(PAGE),
        "/news/index": feed(RSS),
        "/comments/rss": feed(RSS),
    }
    assert await found(web.url("/")) == (
        FeedCandidate(web.url("/news/index"), "Harbour & Coast", "rss"),
    )
    assert [request.path for request in web.requests] == ["/", "/rss.html", "/news/index"]


async def test_common_paths_are_asked_in_turn_until_one_is_a_feed(web: FakeWeb) -> None:
    web.answers |= {
        "/blog/post": page(PAGE),
        "/blog/feed/": redirect("/elsewhere"),
        "/blog/atom.xml": page(PAGE),
        "/blog/feed.xml": feed(RSS),
    }
    assert await found(web.url("/blog/post")) == (
        FeedCandidate(web.url("/blog/feed.xml"), "Harbour & Coast", "rss"),
    )
    assert [request.path for request in web.requests] == [
        "/blog/post",
        "/blog/feed/",
        "/blog/rss.xml",
        "/blog/atom.xml",
        "/blog/feed.xml",
    ]


async def test_the_root_is_asked_after_the_folder(web: FakeWeb) -> None:
    web.answers |= {"/a/b": page(PAGE), "/rss.xml": feed(RSS)}
    assert (await found(web.url("/a/b")))[0].url == web.url("/rss.xml")
    assert len(web.requests) == 1 + len(COMMON_PATHS) + 2


async def test_a_server_that_had_enough_is_not_asked_on(web: FakeWeb) -> None:
    web.answers |= {"/": page(PAGE), "/feed/": refusal(429)}
    with pytest.raises(FeedError, match="no feed was found"):
        await found(web.url("/"))
    assert len(web.requests) == 2


@pytest.mark.parametrize(
    ("answer", "words"),
    [
        (Answer(b"\x89PNG"), "is a picture, not a feed"),
        (Answer(b""), "is empty, not a feed"),
        (Answer(b"words"), "is plain text, not a feed"),
        (page(PAGE), "is a web page, and no feed was found for it"),
    ],
)
async def test_what_is_there_instead_is_said(web: FakeWeb, answer: Answer, words: str) -> None:
    web.answers["/x"] = answer
    with pytest.raises(FeedError) as caught:
        await found(web.url("/x", login="ann:secret"))
    assert words in str(caught.value)
    assert "secret" not in str(caught.value)


async def test_an_address_without_a_server_says_so(web: FakeWeb) -> None:
    with pytest.raises(FetchError, match="nothing at this address"):
        await found(web.url("/missing"))


async def test_a_page_that_takes_too_long_is_left(web: FakeWeb) -> None:
    web.answers["/x"] = page("<html>" + "<p>" * 2_000_000)
    async with Workers(1, Patience(page=0.01)) as workers, Downloader() as downloader:
        with pytest.raises(FeedError, match=r"more than 0\.01 seconds"):
            await discover(downloader, workers, web.url("/x"))
