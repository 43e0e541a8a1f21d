"""The attribution of a quote span: a speaker and the route by which it was found."""

from dataclasses import dataclass, replace
from enum import StrEnum

from newsreader.quotes.grammar.speaker_phrase import SpeakerPhrase


class Route(StrEnum):
    """How a speaker was found."""

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
    """A sentence before, in the same paragraph, has a subject."""
    NEXT = "next"
    """The next sentence or paragraph names the speaker."""
    RUNNING = "running"
    """The quotation before, in another paragraph, was the same speaker's."""
    TOPIC = "topic"
    """Another paragraph before names a speaker or has a subject."""


INFERRED = frozenset(
    (Route.GOES_ON, Route.UNCLOSED, Route.SENTENCE, Route.NEXT, Route.RUNNING, Route.TOPIC)
)
"""The routes that take the speaker from other sentences than the quotation's own."""
BESIDE = frozenset((Route.AFTER, Route.BEFORE, Route.LABEL))
"""The routes that take the speaker from right beside the quotation."""


@dataclass(slots=True, eq=False)
class Attribution:
    """The speaker of a quote span."""

    phrase: SpeakerPhrase
    """The phrase that names the speaker."""
    route: Route
    """How it was found."""
    cue: int = -1
    """Index of the token that introduces the quotation; -1 without one."""
    cue_last: int = -1
    """Index of the last token of the cue, for a phrase such as "according to"."""
    speaker: str = ""
    """The fullest name of the speaker; empty until the phrase is resolved."""
    member: int = -1
    """Index into ``Cast.members``; -1 for several speakers together."""
    how: str = ""
    """How the phrase was resolved to the name; see ``coreference``."""
    origin: Route | None = None
    """The route of the quotation whose speaker was carried over; None where none was."""
    steps: int = 0
    """Over how many quotations the speaker was carried."""

    def carry_over(self, route: Route | None = None) -> "Attribution":
        """Return the same speaker for another span; with ``route``, without a cue of its own."""
        if route is None:
            return replace(self)
        origin = self.origin or self.route
        steps = self.steps + 1
        return replace(self, route=route, cue=-1, cue_last=-1, origin=origin, steps=steps)
