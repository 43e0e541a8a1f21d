"""What is being read, and what was just read, is not lost by listing something else."""

from pathlib import Path

import pytest

from newsreader.domain.feed import Outline
from newsreader.library import Library
from tests.builders import STORIES, Story, bring, feed_url
from tests.tui.samples import bring_crowd
from tests.tui.stage import Stage, on_stage

TITLES = [story.title for story in STORIES]


@pytest.mark.parametrize(("key", "others"), [("2", TITLES[1:3]), ("3", TITLES[3:])])
async def test_the_article_that_is_read_stays_open_in_another_list(
    tmp_path: Path, key: str, others: list[str]
) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("enter", key)
        assert (stage.here, stage.opened) == ("article", TITLES[0])
        assert stage.titles == [TITLES[0], *others]
        assert stage.screen.list_pane.cursor == 0
        await stage.press("1")
        assert (stage.opened, stage.titles) == (TITLES[0], TITLES)


@pytest.mark.parametrize("key", ["K", "N"])
async def test_in_the_unread_one_goes_back_to_what_one_just_read(tmp_path: Path, key: str) -> None:
    async with on_stage(tmp_path) as stage:
        await stage.press("2", "enter", "n", "n")
        assert stage.opened == TITLES[2]
        await stage.press(key)
        assert stage.opened == TITLES[1]
        await stage.press(key)
        assert stage.opened == TITLES[0]
        await stage.press("n")
        assert "No more unread articles" in stage.line
        await stage.press("escape", "1", "2")
        assert stage.titles == []


async def test_n_passes_over_read_articles_without_fetching_their_rows(tmp_path: Path) -> None:
    async with on_stage(tmp_path, prepare=lambda _: bring_crowd(tmp_path, 20_000)) as stage:
        listing = stage.session.list.listing
        assert listing is not None
        await stage.until(lambda: len(stage.session.list.listing.ids) > 20_000)  # type: ignore[union-attr]
        ids = stage.session.list.listing.ids if stage.session.list.listing else listing.ids
        stage.library.mark_read(ids[:-1])
        stage.library.mark_read(ids[-1:], False)
        asked = fetched(stage)
        await stage.press("n")
        assert stage.session.reading.article_id == ids[-1]
        assert sum(asked) < 500


def fetched(stage: Stage) -> list[int]:
    """Count from now on how many rows the list fetches at a time."""
    pane, counts = stage.screen.list_pane, []
    fetch = pane._fetch

    def count(ids: object) -> object:
        counts.append(len(ids))  # type: ignore[arg-type]
        return fetch(ids)  # type: ignore[arg-type]

    pane._fetch = count  # type: ignore[assignment]
    return counts


async def test_a_list_that_is_filled_later_does_not_take_over_what_was_shown_before(
    tmp_path: Path,
) -> None:
    new = Story("A pier for the town", feed="Pier Post")

    def follow(library: Library) -> None:
        library.add_feeds([Outline(feed_url(new.feed), new.feed)])

    async with on_stage(tmp_path, prepare=follow) as stage:
        assert stage.opened == TITLES[0]
        (source,) = (one for one in stage.screen.sources if one.title == new.feed)
        stage.session.list.show(source)
        await stage.settle()
        assert stage.titles == []
        bring(tmp_path / "newsreader.db", new)
        await stage.session.look_for_news()
        await stage.until(lambda: stage.titles == [new.title])
        await stage.until(lambda: stage.opened == new.title)
