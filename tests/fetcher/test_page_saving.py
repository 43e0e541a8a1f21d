"""Pages of the web become articles: fetched once, with the way to them, and saved as one step."""

from datetime import timedelta

import pytest

from newsreader.domain.errors import FeedError, FetchError
from newsreader.fetcher.page_saving import bring_page, keep
from newsreader.storage import articles, history
from newsreader.storage.history import StepDraft
from newsreader.storage.retention import old_articles
from newsreader.storage.web_pages import find_page, note_trail, trail
from tests.builders import NOW, Story, save
from tests.fake_web import FakeWeb, page, redirect, refusal
from tests.fetcher.conftest import Newsroom
from tests.fetcher.harbour import item, rss, story_page
from tests.fetcher.test_full_text import text_of


def save_page(room: Newsroom, article_id: int) -> None:
    """Save a page as the service does."""
    draft = StepDraft()
    with room.database.transaction():
        keep(room.database, draft, article_id, NOW)
        history.record(room.database, draft, NOW)


async def test_a_page_is_an_article_without_a_feed(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/1": page(story_page()), "/go": redirect("/1")}
    article_id = await bring_page(newsroom.context, web.url("/go"), None)
    article = articles.article(newsroom.database, article_id)
    assert (article.title, article.feed_id) == ("Ferry sails again on Monday", None)
    assert (article.url, article.read, article.saved) == (web.url("/1"), True, None)
    assert article.outlet and not article.dated
    assert "cost of the repair" in text_of(newsroom, article_id)
    assert [one.speaker for one in articles.quotes(newsroom.database, article_id)] == ["Jane Roe"]
    # However it is spelt, it is asked for once.
    again = await bring_page(newsroom.context, web.url("/1/?utm_source=x#top"), None)
    assert again == article_id and web.count("/1") == 1
    assert find_page(newsroom.database, web.url("/2")) is None


async def test_saving_is_one_step_that_is_undone(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/1": page(story_page())}
    database = newsroom.database
    article_id = await bring_page(newsroom.context, web.url("/1"), None)
    save_page(newsroom, article_id)
    saved = articles.article(database, article_id)
    assert saved.saved == saved.later == NOW and not saved.read
    save_page(newsroom, article_id)  # nothing is left to be done
    (step,) = history.steps(database)
    assert step.label == "saved “Ferry sails again on Monday”"
    assert old_articles(database, None, NOW + timedelta(days=400)) == []
    with database.transaction():
        history.take(database, step)
    undone = articles.article(database, article_id)
    assert undone.saved is None and undone.later is None and undone.read
    assert old_articles(database, None, NOW + timedelta(days=400)) == [article_id]


async def test_the_way_to_a_page_is_kept(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/1": page(story_page()), "/2": page(story_page(title="The pier"))}
    database = newsroom.database
    first = save(database, Story("The harbour", url=web.url("/0"), feed="Coast Daily"))
    with database.transaction() as connection:  # where links may lead inside
        connection.execute("UPDATE feed SET url = ?", (web.url("/feed"),))
    second = await bring_page(newsroom.context, web.url("/1"), first)
    third = await bring_page(newsroom.context, web.url("/2"), second)
    assert [(one.article_id, one.title) for one in trail(database, third)] == [
        (second, "Ferry sails again on Monday"),
        (first, "The harbour"),
    ]
    assert trail(database, third)[1].in_words == "Found through “The harbour”, Coast Daily"
    assert await bring_page(newsroom.context, web.url("/1"), third) == second
    assert [one.article_id for one in trail(database, second)] == [first]  # the first way counts
    # The page of an article of a feed is that article, and came by its feed.
    assert await bring_page(newsroom.context, web.url("/0"), third) == first
    assert trail(database, first) == ()


async def test_a_way_in_a_circle_ends(newsroom: Newsroom) -> None:
    database = newsroom.database
    one, two = save(database, Story("One")), save(database, Story("Two"))
    note_trail(database, one, articles.article(database, two))
    note_trail(database, two, articles.article(database, one))
    assert [step.article_id for step in trail(database, one)] == [two, one]


async def test_what_cannot_be_a_story_leaves_nothing(web: FakeWeb, newsroom: Newsroom) -> None:
    web.answers |= {"/gone": refusal(404), "/feed": page(rss(item("1", "Ferry", "x")))}
    for path in ("/gone", "/feed"):
        with pytest.raises((FeedError, FetchError)) as error:
            await bring_page(newsroom.context, web.url(path), None)
        assert "\n" not in str(error.value)
    with pytest.raises(FeedError):
        await bring_page(newsroom.context, "no address", None)
    assert newsroom.database.value("SELECT count(*) FROM article") == 0


async def test_a_link_of_the_internet_does_not_lead_inside(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    web.answers |= {"/1": page(story_page())}
    outside = save(newsroom.database, Story("Outside", feed="Coast Daily"))
    with pytest.raises(FetchError):
        await bring_page(newsroom.context, web.url("/1"), outside)
    assert web.count("/1") == 0
