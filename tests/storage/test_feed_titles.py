"""Which title of a feed is shown: the user's, else that of config.toml, else the publisher's."""

from newsreader.domain.options.feed_options import FeedOptions
from newsreader.storage import articles, feed_answers, feeds
from newsreader.storage.database import Database
from newsreader.storage.feed_titles import configure_titles
from newsreader.storage.queries.search import select_ids
from tests.builders import NOW, STORIES, asking, feed_url, save

URL = "https://gazette.example/feed.xml"
CONFIGURED = (FeedOptions("gazette.example", title="Morning \u202epaper"),)


def shown(db: Database) -> list[str]:
    return [feed.title for feed in feeds.feeds(db)]


def test_a_title_comes_and_goes_with_the_file(db: Database) -> None:
    feeds.add_feed(db, URL, NOW, title="The Gazette")
    for _ in range(2):
        configure_titles(db, CONFIGURED)
        assert shown(db) == ["Morning paper"]
    configure_titles(db, [FeedOptions("gazette.example", title="")])
    assert shown(db) == ["The Gazette"]
    configure_titles(db, CONFIGURED)
    configure_titles(db, ())
    assert shown(db) == ["The Gazette"]


def test_the_publishers_title_is_kept_beside_it(db: Database) -> None:
    feed_id = feeds.add_feed(db, URL, NOW)
    configure_titles(db, CONFIGURED)
    feed_answers.record_answer(db, feed_id, NOW, title="The New Gazette")
    assert shown(db) == ["Morning paper"]
    configure_titles(db, ())
    assert shown(db) == ["The New Gazette"]


def test_a_title_given_in_the_app_wins(db: Database) -> None:
    feed_id = feeds.add_feed(db, URL, NOW)
    feeds.rename_feed(db, feed_id, "Mine")
    configure_titles(db, CONFIGURED)
    assert shown(db) == ["Mine"]
    feeds.rename_feed(db, feed_id, "")
    assert shown(db) == ["Morning paper"]


def test_lists_and_searches_know_it(db: Database) -> None:
    article_id = save(db, STORIES[0])
    configure_titles(db, [FeedOptions(feed_url(STORIES[0].feed), title="Morning paper")])
    article = articles.article(db, article_id)
    assert (article.feed, article.outlet) == ("Morning paper", "Morning paper")
    assert list(select_ids(db, asking("feed:morning"))) == [article_id]


def test_a_library_that_holds_it_in_the_publishers_place_asks_again(db: Database) -> None:
    stale = feeds.add_feed(db, URL, NOW, title="Morning paper")
    other = feeds.add_feed(db, "https://other.example/", NOW, title="Other")
    for feed_id in (stale, other):
        feed_answers.record_answer(db, feed_id, NOW, etag='"1"', last_modified="Monday")
    options = (*CONFIGURED, FeedOptions("other.example", title="Another"))

    def validators() -> dict[int, tuple[str, str]]:
        return {one.id: (one.etag, one.last_modified) for one in feeds.subscriptions(db)}

    configure_titles(db, options)
    assert validators() == {stale: ("", ""), other: ('"1"', "Monday")}
    feed_answers.record_answer(db, stale, NOW, etag='"2"', title="The Gazette")
    configure_titles(db, options)
    assert validators()[stale] == ('"2"', "")
    configure_titles(db, ())
    assert shown(db) == ["Other", "The Gazette"]
