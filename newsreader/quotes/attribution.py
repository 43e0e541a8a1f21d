"""Who says a quotation, and by which way that was found."""

from dataclasses import dataclass, replace
from enum import StrEnum

from newsreader.quotes.phrases import Source


class Route(StrEnum):
    """By which way a speaker was found; each has its own record of being right."""

    AFTER = "after"
    """The attribution follows: "…," Roe said."""
    BEFORE = "before"
    """It stands right before: Roe said, "…"."""
    CLAUSE = "clause"
    """A verb of saying stands further away in the sentence."""
    LABEL = "label"
    """A name and a colon, a dash and a name, a name in brackets."""
    SUBJECT = "subject"
    """The sentence has a subject and no verb of saying."""
    INSIDE = "inside"
    """The attribution stands between the marks."""
    LEAD_IN = "lead-in"
    """The paragraph before ends in a colon."""
    GOES_ON = "goes on"
    """The sentence before in the same paragraph was the same speaker's."""
    UNCLOSED = "unclosed"
    """The paragraph before was left open by the same speaker."""
    SENTENCE = "sentence"
    """The sentence before tells of somebody."""
    NEXT = "next"
    """The sentence or paragraph behind names the speaker."""
    RUNNING = "running"
    """The quotation before, in another paragraph, was the same speaker's."""
    TOPIC = "topic"
    """Somebody was named last, in another paragraph."""


INFERRED = frozenset(
    (Route.GOES_ON, Route.UNCLOSED, Route.SENTENCE, Route.NEXT, Route.RUNNING, Route.TOPIC)
)
"""The ways that go on from other sentences, because nothing beside the quotation names anybody."""


RECORD = {
    Route.AFTER: 0.97,
    Route.BEFORE: 0.95,
    Route.CLAUSE: 0.93,
    Route.LABEL: 0.9,
    Route.SUBJECT: 0.68,
    Route.INSIDE: 0.8,
    Route.LEAD_IN: 0.9,
    Route.GOES_ON: 0.98,
    Route.UNCLOSED: 0.97,
    Route.SENTENCE: 0.72,
    Route.NEXT: 0.4,
    Route.RUNNING: 0.74,
    Route.TOPIC: 0.46,
}
"""How often each route is right about the last name, on hand-checked English news.

For the routes that go on from an earlier speaker: given that the earlier one is right.
"""


@dataclass(slots=True, eq=False)
class Attribution:
    """Who says a quotation."""

    source: Source
    """The phrase that names the speaker."""
    route: Route
    """By which way it was found."""
    cue: int = -1
    """The token that introduces the quotation; -1 without one."""
    cue_last: int = -1
    """The last token of the cue, for a phrase such as "according to"."""
    speaker: str = ""
    """Who that is, by the fullest name; empty until that is resolved."""
    who: int = -1
    """Who that is in the cast; -1 for several together."""
    sure: float = 1.0
    """How sure the step from phrase to person is, 0 to 1."""

    @property
    def confidence(self) -> float:
        """How likely the speaker is right, 0 to 1."""
        return RECORD[self.route] * self.sure

    def again(self, route: Route | None = None) -> "Attribution":
        """Return the same speaker for another quotation, by another route where one is given."""
        if route is None:
            return replace(self)
        return replace(self, route=route, cue=-1, cue_last=-1, sure=self.confidence)
