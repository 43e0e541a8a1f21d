import time
from collections.abc import Callable

import pytest
from lxml import etree

from newsreader.documents.blocks import read_html
from newsreader.documents.site_boilerplate import (
    count_recurring,
    fingerprints,
    remove_recurring,
)
from newsreader.domain.boilerplate import StoryFingerprints
from newsreader.fetcher.workers.extract import extract_story
from newsreader.storage.boilerplate import NEWEST

URL = "https://www.harbour.example/news/"
NOTE = "<p>Twelve people in a net loft make this paper, whatever the weather.</p>"


def name(number: int) -> str:
    """Return a word for a number: figures would make no difference."""
    return f"{number:o}".translate(str.maketrans("01234567", "aeioulnr"))


def story(number: int, paragraphs: int = 30) -> str:
    """Return the markup of a story of about 900 words that no other shares."""
    return NOTE + "".join(
        f"<p>The <a href='/boats/{number}'>boat by the name of {name(number)}</a> came back to "
        f"the pier of {name(part)} on <em>Thursday</em> after a night in the fog that had "
        "covered the islands, and the whole crew was on board and well, the office said.</p>"
        for part in range(paragraphs)
    )


def page(number: int) -> str:
    links = "".join(f"<li><a href='/news/{n}'>Story {n} of the day</a></li>" for n in range(40))
    return (
        f"<html lang='en'><head><title>Boat</title></head><body><nav><ul>{links}</ul></nav>"
        f"<main><article><h1>Boat {number}</h1>{story(number)}</article></main>"
        f"<footer><ul>{links}</ul></footer></body></html>"
    )


def fastest(action: Callable[[], object]) -> float:
    """Return the shortest of five runs, in seconds."""
    times = []
    for _ in range(5):
        begun = time.perf_counter()
        action()
        times.append(time.perf_counter() - begun)
    return min(times)


@pytest.mark.benchmark
def test_a_story_costs_some_parses_of_its_page(capsys: pytest.CaptureFixture[str]) -> None:
    body = page(1).encode()
    parse = fastest(lambda: etree.HTML(body, etree.HTMLParser(encoding="utf-8")))
    take = fastest(lambda: extract_story(body, URL + "1"))
    with capsys.disabled():
        print(f"\n{len(body) // 1024} KB: extract_story takes {take / parse:.0f} bare parses")
    assert extract_story(body, URL + "1").document.blocks


@pytest.mark.benchmark
def test_a_long_page_costs_as_much_a_paragraph_as_a_short_one(
    capsys: pytest.CaptureFixture[str],
) -> None:
    counts = (1_000, 3_000, 10_000, 30_000)
    bodies = [f"<article>{story(1, count)}</article>".encode() for count in counts]
    costs = []
    for count, body in zip(counts, bodies, strict=True):
        begun = time.process_time()
        assert extract_story(body, URL + "1").document.blocks
        costs.append((time.process_time() - begun) / count)
    with capsys.disabled():
        shares = ", ".join(f"{cost / costs[0]:.2f}" for cost in costs)
        print(f"\na paragraph of {', '.join(map(str, counts))} costs {shares} of one of 1000")
    assert costs[-1] < 2 * costs[0]


@pytest.mark.benchmark
def test_learning_costs_little_beside_reading(capsys: pytest.CaptureFixture[str]) -> None:
    documents = [read_html(story(number)) for number in range(NEWEST)]
    known = [StoryFingerprints(str(n), fingerprints(one)) for n, one in enumerate(documents)]
    read = fastest(lambda: read_html(story(1)))
    learned = fastest(lambda: count_recurring(known))
    habits = count_recurring(known)
    applied = fastest(lambda: remove_recurring(documents[0], habits))
    with capsys.disabled():
        print(
            f"\nbeside reading one story: learning from {NEWEST} {learned / read:.2f}, "
            f"leaving out {applied / read:.2f}"
        )
    assert len(remove_recurring(documents[0], habits)[1]) == 1
