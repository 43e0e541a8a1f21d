"""The options of a feed in the app: shown, changed, and what config.toml says of them."""

from datetime import timedelta
from pathlib import Path

from newsreader.domain.options.feed_options import FeedOptions
from newsreader.domain.time_span import FOREVER
from newsreader.settings.values import Settings
from newsreader.tui.dialogs.choice import ChoiceScreen
from tests.builders import feed_url
from tests.tui.stage import Stage, on_stage
from tests.tui.test_source_at_hand import go_to_source

COAST = "Coast Daily"


async def ask(stage: Stage, *down: str) -> None:
    """Go from the feed under the cursor to one of its options."""
    await stage.press(",", *"jjj", "enter")
    assert stage.shows(f"Options of {COAST}")
    await stage.press(*down, "enter")


async def test_the_options_of_a_feed_are_changed_where_it_stands(tmp_path: Path) -> None:
    async with on_stage(tmp_path) as stage:

        def own() -> object:
            return next(one for one in stage.library.feeds() if one.title == COAST).own

        before = own()
        stage.session.settings = Settings(feeds=(FeedOptions(feed_url(COAST), proxy="http://p:1"),))
        await go_to_source(stage, COAST)
        await stage.press(",", *"jjj", "enter")
        await stage.over(ChoiceScreen)
        assert stage.shows("as often as it publishes") and stage.shows("http://p:1, as config.toml")
        await stage.press("enter")
        await stage.write("30m")
        await stage.press("enter")
        assert stage.shows("This must be from 15min to 30d")
        await stage.press(*["backspace"] * 3)
        await stage.write("2h")
        await stage.press("enter")
        assert "How often it is asked: 2h; u takes that back." in stage.line
        await ask(stage, "j")
        await stage.press("j", "enter")
        await ask(stage, *"jj")
        await stage.write("forever")
        await stage.press("enter")
        await ask(stage, *"jjj")
        await stage.write("socks5h://localhost")
        await stage.press("enter")
        assert "config.toml sets this and goes before; socks5h" in stage.line
        found = own()
        assert [getattr(found, one) for one in ("interval", "full_text", "keep", "proxy")] == [
            *(timedelta(hours=2), "on", FOREVER, "socks5h://localhost:1080"),
        ]
        await stage.press(*"uuuu")
        assert own() == before
        await ask(stage, *"jjjjj")
        assert stage.shows(f'url = "{feed_url(COAST)}"') and stage.shows('password_command = "…"')
