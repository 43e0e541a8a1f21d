"""Publishers in brackets."""

from newsreader.domain.feed import Entry
from newsreader.feeds.publisher_prefix import split_outlets


def entry(summary: str, html: str = "", outlet: str = "") -> Entry:
    return Entry(key=summary, title="t", summary=summary, html=html or summary, outlet=outlet)


def test_an_aggregators_prefix_becomes_the_outlet() -> None:
    first, second, third = split_outlets(
        (
            entry("[Harbour Gazette] The ferry is back.", "<p>[Harbour Gazette] The ferry…</p>"),
            entry("[coastdaily.example] Rain.", "[coastdaily.example] Rain."),
            entry("No prefix here."),
        )
    )
    assert (first.outlet, first.summary, first.html) == (
        "Harbour Gazette",
        "The ferry is back.",
        "<p>The ferry…</p>",
    )
    assert (second.outlet, second.summary, second.html) == ("coastdaily.example", "Rain.", "Rain.")
    assert (third.outlet, third.summary) == ("", "No prefix here.")


def test_a_prefix_alone_leaves_no_text() -> None:
    (only,) = split_outlets((entry("[Harbour Gazette]"),))
    assert (only.outlet, only.summary, only.html) == ("Harbour Gazette", "", "")


def test_an_outlet_the_feed_names_itself_stays() -> None:
    (only,) = split_outlets((entry("[Harbour Gazette] Rain.", outlet="Coast Daily"),))
    assert (only.outlet, only.summary) == ("Coast Daily", "Rain.")


def test_brackets_in_other_feeds_are_text() -> None:
    few = (entry("[Harbour Gazette] Rain."), entry("Sun."), entry("Fog."))
    assert split_outlets(few) == few
    for text in ("[sic] he said", "[Video] Rain", "[…] and then", "[12] notes", "[A note.] Rain"):
        only = (entry(text),)
        assert split_outlets(only) == only


def test_entries_without_text_do_not_vote() -> None:
    entries = split_outlets((entry(""), entry(""), entry("[Harbour Gazette] Rain.")))
    assert [one.outlet for one in entries] == ["", "", "Harbour Gazette"]
