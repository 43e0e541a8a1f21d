"""The world outside in the long run: feeds that change, and servers that fail at random."""

import random

from tests.fake_web import Answer, FakeWeb, Fault, feed, refusal

FAULTS: tuple[Fault, ...] = ("close", "break-off", "headers", "flood", "chunks")
"""What a server does wrong besides answering with an odd status; nothing that takes long."""
NAMES = ("Jane Roe", "Tom Brandt", "Edith Marl", "Ann Harrow")


class World:
    """A few feeds on one server; ``turn`` lets a day pass."""

    def __init__(self, web: FakeWeb, chance: random.Random, feeds: int) -> None:
        self._web, self._chance = web, chance
        self._day = 0
        self.paths = [f"/{number}.xml" for number in range(feeds)]

    def turn(self) -> None:
        """Let each feed bring something new, or fail."""
        self._day += 1
        for path in self.paths:
            self._web.answers[path] = self._answer(path)

    def _answer(self, path: str) -> Answer:
        luck = self._chance.random()
        if luck < 0.1:
            return Answer(fault=self._chance.choice(FAULTS))
        if luck < 0.2:
            return refusal(self._chance.choice((403, 404, 500, 503)))
        if luck < 0.25:
            return feed("<rss><channel><title>half of a")
        if luck < 0.3:
            return feed("<html><title>Please log in</title></html>")
        items = "".join(
            self._item(path, day) for day in range(max(1, self._day - 20), self._day + 1)
        )
        return feed(
            f"<rss version='2.0'><channel><title>Paper {path}</title>{items}</channel></rss>"
        )

    def _item(self, path: str, day: int) -> str:
        speaker = NAMES[day % len(NAMES)]
        edit = f"<p>Corrected on day {self._day}.</p>" if (self._day - day) % 7 == 3 else ""
        body = "".join(
            f"<p>Paragraph {n} of day {day}. “The bridge stays closed for {n + day} days,” said "
            f"{speaker}, mayor of Harbour.</p>"
            for n in range(12)
        )
        return (
            f"<item><guid>{path}-{day}</guid><title>Day {day} in Harbour</title>"
            f"<description><![CDATA[{edit}{body}]]></description></item>"
        )
