"""The files of an entry: sizes, durations and addresses are the publisher's, and not believed."""

from datetime import UTC, datetime

import pytest

from newsreader.domain.enclosure import Enclosure, EnclosureKind
from newsreader.feeds.parse import parse_feed

NOW = datetime(2026, 11, 24, tzinfo=UTC)
URL = "https://harbour.example/feed.xml"
EPISODE = """<rss version="2.0" xmlns:itunes="http://www.itunes.com/dtds/podcast-1.0.dtd"
 xmlns:podcast="https://podcastindex.org/namespace/1.0" xmlns:media="http://search.yahoo.com/mrss/">
<channel><title>Harbour</title><item><title>Ferry</title><guid>1</guid>
<enclosure url="/1.mp3?token=9" type="audio/mpeg" length="24300000"/>
<itunes:duration>1:05:10</itunes:duration>
<podcast:chapters url="/1.json" type="application/json+chapters"/>
<podcast:transcript url="/1.srt" type="application/srt"/>
<podcast:transcript url="javascript:alert(1)" type="text/html"/>
<media:content url="/ferry.mp4" type="video/mp4" fileSize="-5" duration="61.5"/>
<media:content url="/ferry.jpg" medium="image"/>
</item></channel></rss>"""


def test_an_episode_has_its_sound_its_chapters_and_what_is_said() -> None:
    (entry,) = parse_feed(EPISODE.encode(), URL, now=NOW).entries
    at = "https://harbour.example"
    assert entry.enclosures == (
        Enclosure(f"{at}/1.mp3?token=9", "audio/mpeg", 24_300_000, seconds=3_910),
        Enclosure(f"{at}/ferry.mp4", "video/mp4", seconds=61, kind=EnclosureKind.MEDIA),
        Enclosure(f"{at}/1.json", "application/json+chapters", kind=EnclosureKind.CHAPTERS),
        Enclosure(f"{at}/1.srt", "application/srt", kind=EnclosureKind.TRANSCRIPT),
    )
    sound, film, chapters, _ = entry.enclosures
    assert sound.in_words == "1.mp3 · audio/mpeg · 24.3 MB · 1 h 5 min"
    assert (film.facts, chapters.name) == ("video/mp4 · 1 min", "Chapters")


@pytest.mark.parametrize(
    ("duration", "seconds"),
    [
        *(("59", 59), ("1:02", 62), ("1:1:1", 3661), ("", None), ("soon", None), ("-4", None)),
        *(("9" * 30, None), ("0", None), ("1:2:3:4", None), ("999999999:0:0", None)),
    ],
)
def test_a_duration_is_a_number_of_seconds_or_unknown(duration: str, seconds: int | None) -> None:
    feed = EPISODE.replace("1:05:10", duration)
    (entry,) = parse_feed(feed.encode(), URL, now=NOW).entries
    assert entry.enclosures[0].seconds == seconds


@pytest.mark.parametrize(
    ("length", "words"),
    [
        *((1, "1 byte"), (999, "999 bytes"), (1_500, "1.5 kB"), (123_456_789, "123 MB")),
        (2**42, "4.4 TB"),
    ],
)
def test_sizes_are_read_in_words(length: int, words: str) -> None:
    assert Enclosure("https://sea.example/a", length=length).facts == words


def test_what_an_attachment_is_called_is_one_clean_line() -> None:
    feed = r"""{"version": "https://jsonfeed.org/version/1.1", "title": "H", "items": [{"id": 1,
    "attachments": [{"url": "/a.mp3", "mime_type": "audio/mpeg", "size_in_bytes": true,
    "title": "<b>The</b> \u001b]0;x\u0007 ferry", "duration_in_seconds": 61.9}]}]}"""
    (entry,) = parse_feed(feed.encode(), URL, now=NOW).entries
    (file,) = entry.enclosures
    assert file.title == "The ]0;x ferry"
    assert (file.seconds, file.length) == (61, None)
