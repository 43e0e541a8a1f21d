"""What it costs to narrow the highlights of a library, as ratios to a look at all of them."""

import time
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import timedelta
from functools import partial
from statistics import median

import pytest

from newsreader.domain.counts import counted
from newsreader.domain.document import text_hash
from newsreader.domain.highlights.highlight import Highlight
from newsreader.domain.query import Query
from newsreader.domain.query.highlight_fields import HIGHLIGHTS
from newsreader.domain.query.parser import parse_query
from newsreader.library import Library
from newsreader.storage.highlights import add_highlight
from newsreader.storage.safety.opening import open_library
from tests.builders import NOW, Story, save

pytestmark = pytest.mark.benchmark

ARTICLES, EACH = 4_000, 5
"""How many articles are marked, and how many passages in each."""
SPEAKERS = [f"{first} {last}" for first in ("Jane", "Tom", "Eva") for last in ("Roe", "Brandt")]
WORDS = "the council voted on thursday to rebuild a bridge that divided harbour since flood".split()
ASKED = ("bridge", "rebuild a", "nobody", "zebra", "bridge -flood", "note:pier")
SAID = ("speaker:Roe", 'speaker:"Jane Roe"', "speaker:Brandt bridge", "speaker:Nobody")
GOAL_OF_WORDS, GOAL_OF_SPEAKERS = 0.05, 0.15
"""Seconds that are aimed at."""


def story(number: int) -> Story:
    said = [(f"We {WORDS[(number + n) % 14]} it {number} {n},", n) for n in range(4)]
    quoted = [f"“{words}” {SPEAKERS[(number + n) % 6]} said." for words, n in said]
    told = [" ".join(WORDS[(number * n) % 14] for n in range(k, k + 30)) for k in range(1, 5)]
    return Story(
        f"Story {number}",
        "\n\n".join(part for pair in zip(told, quoted, strict=True) for part in pair),
        said=tuple((words, SPEAKERS[(number + n) % 6]) for words, n in said),
        age=timedelta(minutes=number),
    )


@pytest.fixture(scope="module")
def library(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Library]:
    path = tmp_path_factory.mktemp("speed") / "newsreader.db"
    database = open_library(path, durable=False).database
    with database.transaction():
        for number in range(ARTICLES):
            one = story(number)
            article_id, text = save(database, one), one.document.text
            for at in range(EACH):
                words = one.said[at][0] if at < 2 else text.split("\n")[(at - 2) * 4][:60]
                if at == 1:  # the whole sentence
                    begin = text.index(words)
                    words = text[begin - 1 : text.index(" said.", begin) + 6]
                start = text.index(words)
                id_ = f"{number:012x}-{at}"
                made = Highlight(id_, article_id, start, start + len(words), words)
                made = made_by(made, text, note="pier" if number % 50 == 0 else "")
                add_highlight(database, made, text)
    database.optimize()
    database.close()
    library = Library(path)
    yield library
    library.close()


def made_by(one: Highlight, text: str, note: str) -> Highlight:
    hash_ = text_hash(text)
    return replace(one, made_on=hash_, text_hash=hash_, note=note, created=NOW, updated=NOW)


def cost(action: Callable[[], object], times: int = 5) -> float:
    """Return the processor's seconds of an action."""
    taken = []
    for _ in range(times):
        start = time.process_time()
        action()
        taken.append(time.process_time() - start)
    return median(taken)


def asking(text: str) -> Query:
    return parse_query(text, NOW, subject=HIGHLIGHTS)


def test_narrowing_highlights(library: Library) -> None:
    everything = cost(partial(library.highlight_ids, Query()))
    for goal, queries in ((GOAL_OF_WORDS, ASKED), (GOAL_OF_SPEAKERS, SAID)):
        for text in queries:
            found = library.highlight_ids(asking(text))
            seconds = cost(partial(library.highlight_ids, asking(text)))
            print(
                f"\n{text}: {counted(len(found), 'highlight')} of "
                f"{counted(ARTICLES * EACH, 'highlight')} in {seconds / everything:.1f} times "
                f"what all take ({seconds * 1000:.1f} ms here, {seconds / goal:.2f} of the goal)"
            )
