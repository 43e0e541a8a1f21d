"""Which changes of a text are told as the publisher's, and of which articles."""

from datetime import timedelta

from newsreader.storage import article_state, articles
from newsreader.storage.queries import search
from tests.builders import asking
from tests.fake_web import FakeWeb, feed, page
from tests.fetcher.conftest import NOW, Newsroom
from tests.fetcher.harbour import FULL_STORY, STORY_BEGINNING, item, rss, story_page

OTHER = FULL_STORY.replace("in December", "in January")
HOUR = timedelta(hours=1)


def changed(room: Newsroom) -> set[int]:
    return set(search.select_ids(room.database, asking("is:changed")))


async def test_a_text_that_the_user_knew_and_its_feed_changed(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    def bring(text: str) -> None:
        stories = (item(str(n), f"Story {n}", text, link=web.url(f"/{n}")) for n in range(1, 5))
        web.answers["/feed"] = feed(rss(*stories))

    bring(FULL_STORY)
    newsroom.subscribe(web.url("/feed"))
    await newsroom.refresh()
    ids = [one.id for one in articles.ARTICLE.read(newsroom.database, "ORDER BY title")]
    article_state.set_read(newsroom.database, ids[:1], True)
    article_state.set_mark(newsroom.database, "bookmarked", ids[1:2], NOW)
    article_state.set_tags(newsroom.database, ids[2], ["ferry"])
    newsroom.later = HOUR
    bring(FULL_STORY.replace("“", "&ldquo;").replace("  ", " ").replace(" — ", " – "))
    await newsroom.refresh()
    assert changed(newsroom) == set()
    newsroom.later = 2 * HOUR
    bring(OTHER)
    await newsroom.refresh()
    assert changed(newsroom) == set(ids[:3])
    assert articles.article(newsroom.database, ids[0]).changed == NOW + 2 * HOUR


async def test_a_page_in_place_of_a_beginning_is_none_but_another_page_is(
    web: FakeWeb, newsroom: Newsroom
) -> None:
    def bring(beginning: str, text: str) -> None:
        web.answers |= {
            "/feed": feed(rss(item("1", "Ferry", beginning, link=web.url("/1")))),
            "/1": page(story_page(text)),
        }

    bring(STORY_BEGINNING, FULL_STORY)
    newsroom.subscribe(web.url("/feed"))
    await newsroom.headlines()
    article_state.set_read(newsroom.database, [1], True)
    await newsroom.refresh()
    assert "in December" in articles.document(newsroom.database, 1).text
    assert changed(newsroom) == set()
    newsroom.later = timedelta(days=2)
    bring(STORY_BEGINNING.replace("Monday", "Tuesday"), OTHER)
    await newsroom.refresh()
    assert "in January" in articles.document(newsroom.database, 1).text
    assert changed(newsroom) == {1}
