"""Writes pairs of articles that are the same story, and pairs that only look like it.

All sentences are made here. An event has facts; a newsroom has its own phrase for each fact, and an
agency has another. What two reports of one event share are the facts, the names and the quotes.
"""

import random
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass

from newsreader.domain.document import Document
from newsreader.domain.quoting.quote import Quote

Draft = tuple[str, list[str]]
"""A headline and the paragraphs of an article."""

_PLACES = ("Harbour", "Millbrook", "Eastport", "Oldfield", "Larkhill", "Norham", "Stonebridge")
_BODIES = ("council", "ministry", "water board", "port authority", "court", "hospital trust")
_THINGS = ("iron bridge", "ferry line", "reservoir", "tram depot", "fish market", "school roof")
_GIVEN = ("Ada", "Bram", "Cleo", "Dario", "Edda", "Femi", "Greta", "Hugo", "Imani", "Jonas")
_NAMES = ("Vance", "Okello", "Lindqvist", "Marek", "Tanaka", "Roe", "Duarte", "Weiss", "Nakato")
_ROLES = ("mayor", "engineer", "spokeswoman", "judge", "union leader", "chief inspector")
_MONTHS = ("January", "March", "April", "June", "August", "October", "December")
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday")

_PHRASES: tuple[tuple[str, ...], ...] = (
    (
        "The {body} of {place} will close the {thing} on {day}, it announced late in the evening.",
        "From {day} nobody may use the {thing} any more: that is what the {body} in {place} wants.",
        "In {place} the {thing} is to be shut this {day}, according to a decision by the {body}.",
        "{place}'s {body} has ordered the {thing} to be closed, with effect from {day}.",
    ),
    (
        "An inspection in {month} found {n1} cracks, {n2} of them longer than a hand.",
        "Inspectors counted {n1} cracks when they looked in {month}; {n2} are longer than a hand.",
        "Of the {n1} cracks that came to light in {month}, {n2} worry the experts most.",
        "There are {n1} cracks, a report written in {month} says, and {n2} of those are serious.",
    ),
    (
        "Repairs are expected to cost {n3} million and to take {n4} months.",
        "It will be {n4} months before the work is done, and the bill may come to {n3} million.",
        "The cost has been put at {n3} million, the length of the works at {n4} months.",
        "Residents face {n4} months of works that the budget lists at {n3} million.",
    ),
    (
        "About {n5} people pass the {thing} every day, most of them on their way to work.",
        "Every morning some {n5} commuters depend on the {thing}.",
        "The {thing} serves {n5} people a day, a survey by the {body} showed.",
        "For the {n5} who go that way each day, the detour adds a quarter of an hour.",
    ),
    (
        "The opposition called for an inquiry into why the damage had not been seen earlier.",
        "How the damage could go unnoticed for so long is what the opposition now wants to know.",
        "Members of the opposition asked that the long silence about the damage be looked into.",
        "An inquiry must find out who knew of the damage and when, the opposition demands.",
    ),
    (
        "Built {n6} years ago, the {thing} was last renewed when the railway came to {place}.",
        "The {thing} is {n6} years old; its last overhaul dates from the time of the railway.",
        "{place} got its {thing} {n6} years ago and hardly touched it since the railway came.",
        "For {n6} years the {thing} has stood in {place}, with one renewal in all that time.",
    ),
    (
        "Shops nearby fear for their trade and have asked the {body} for help with their rents.",
        "Traders around it say that they cannot pay their rents if customers stay away.",
        "Help with rents is what the shopkeepers of the quarter are asking the {body} for.",
        "The {body} has received letters from shops that see their custom vanish.",
    ),
    (
        "A temporary crossing is to be ready by {month2}, though no contract has been signed.",
        "No contract has been signed yet for the temporary crossing promised for {month2}.",
        "By {month2} people should cross on a makeshift structure, if a builder is found.",
        "Plans for a makeshift crossing name {month2} as the date, but a builder is missing.",
    ),
    (
        "Similar damage was found in {place2} last year, where the repairs went on twice as long.",
        "{place2} had the same trouble a year ago and waited twice as long as planned.",
        "Last year it was {place2} that found such damage, and the works there overran badly.",
        "The case recalls that of {place2}, where works took double the time last year.",
    ),
    (
        "Police will direct the traffic during the first week and have cancelled all leave.",
        "In the first week officers are to guide drivers; nobody in the force may take leave.",
        "All police leave has been cancelled so that the traffic can be guided for a week.",
        "To keep traffic moving in the first week, the force has called everyone from leave.",
    ),
    (
        "The next meeting is on {day2}, when the plans will be shown to the public.",
        "On {day2} the plans are to be laid out for everybody to see.",
        "The public can see the plans at a meeting that has been called for {day2}.",
        "People will get their first look at the drawings on {day2}.",
    ),
    (
        "An insurer has already said that it will not pay for damage that grew over decades.",
        "Damage that took decades is not covered, the insurer has let it be known.",
        "No money is to be had from the insurance, which does not cover slow decay.",
        "The insurance company declined to pay, since the decay had been gradual.",
    ),
)
_SAID = (
    "“We would rather close it a week too early than a minute too late,” said {name}, the {role}.",
    "“Nobody can tell me that this was not known to those who had to know it,” {name} said.",
    "“I have crossed it every day of my life, and now I am to row,” the {role} {name} told us.",
    "“There is no money for a second one, and there is no time for a third study,” {name} added.",
    "“The people of {place} have waited long enough for an honest answer,” said {name}.",
    "“It was safe yesterday and it is safe today, but I cannot promise tomorrow,” {name} said.",
)
_LEADS = (
    "What had been feared for months in {place} has come true this week.",
    "It is a bitter day for everybody who lives between the river and the station of {place}.",
    "{name} had little to smile about when the cameras were switched on.",
    "Readers of this paper have known it for a while: something had to happen in {place}.",
)
_TAILS = (
    "Sign up for our morning letter and read the most important stories of the day before "
    "breakfast. You can cancel at any time in your account.",
    "This article is part of our series on public works. Do you have a hint for our newsroom? "
    "Write to us, we treat every message as confidential and do not name our sources.",
    "Support independent reporting: for the price of a coffee a month you make our work possible. "
    "All rights reserved; no part of this text may be copied without our consent.",
)
_HEADLINES = (
    "{thing} in {place} to close on {day}",
    "Cracks: {body} shuts {thing}",
    "{place} loses its {thing} for {n4} months",
    "{name}: why we close the {thing}",
    "What the end of the {thing} means for commuters",
)
_MORE = ("also", "now", "still", "again", "meanwhile", "already", "however", "reportedly")


@dataclass(frozen=True)
class Pair:
    """Two articles and whether they are the same story."""

    kind: str
    """How the second was made of the first."""
    same: bool
    """Whether they are the same story."""
    one: Draft
    other: Draft


def paragraphs(draft: Draft) -> Document:
    """Return the document of a draft."""
    return Document.from_plain("\n\n".join(draft[1]))


def quotes_in(document: Document) -> tuple[Quote, ...]:
    """Return what stands between quotation marks in a document."""
    found, at = [], 0
    for opening, closing in (("“", "”"), ("„", "“"), ("«", "»"), ("「", "」")):
        at = document.text.find(opening)
        while at >= 0:
            end = document.text.find(closing, at)
            if end < 0:
                break
            found.append(Quote(at + 1, end, document.text[at + 1 : end]))
            at = document.text.find(opening, end)
    return tuple(sorted(found, key=lambda one: one.start))


def pairs(count: int, seed: int = 1) -> Iterator[Pair]:
    """Yield ``count`` pairs of every kind."""
    for kind, (same, make) in _KINDS.items():
        chance = random.Random(f"{seed} {kind}")
        for _ in range(count):
            one, other = make(chance)
            yield Pair(kind, same, one, other)


def _event(chance: random.Random) -> dict[str, object]:
    place, place2 = chance.sample(_PLACES, 2)
    day, day2 = chance.sample(_DAYS, 2)
    month, month2 = chance.sample(_MONTHS, 2)
    return {
        "body": chance.choice(_BODIES),
        "place": place,
        "place2": place2,
        "thing": chance.choice(_THINGS),
        "name": f"{chance.choice(_GIVEN)} {chance.choice(_NAMES)}",
        "role": chance.choice(_ROLES),
        "day": day,
        "day2": day2,
        "month": month,
        "month2": month2,
        "n1": chance.randint(11, 90),
        "n2": chance.randint(2, 9),
        "n3": chance.randint(2, 60),
        "n4": chance.randint(3, 30),
        "n5": chance.randint(11, 99) * 100,
        "n6": chance.randint(40, 140),
    }


def _report(chance: random.Random, event: dict[str, object], said: Sequence[str]) -> Draft:
    """Write a report of its own of an event: own phrases in an own order, the quotes shared."""
    facts = [chance.choice(phrases).format(**event) for phrases in _PHRASES]
    lead, rest = facts[0], facts[1:]
    chance.shuffle(rest)
    rest = rest[: chance.randint(7, len(rest))]
    return _headline(chance, event), _set(chance, [lead, *rest], said)


def _set(chance: random.Random, facts: Sequence[str], said: Sequence[str]) -> list[str]:
    """Set sentences and quotes in paragraphs, beginning with the first sentence."""
    lines = list(facts)
    for one in said:
        lines.insert(chance.randint(1, len(lines)), one)
    written: list[str] = []
    while lines:
        size = chance.randint(1, 3)
        written.append(" ".join(lines[:size]))
        lines = lines[size:]
    return written


def _headline(chance: random.Random, event: dict[str, object]) -> str:
    return chance.choice(_HEADLINES).format(**event)


def _quotes(chance: random.Random, event: dict[str, object]) -> list[str]:
    return [one.format(**event) for one in chance.sample(_SAID, chance.randint(1, 4))]


def _agency(chance: random.Random) -> tuple[dict[str, object], Draft]:
    event = _event(chance)
    return event, _report(chance, event, _quotes(chance, event))


def _retitled(chance: random.Random, event: dict[str, object], title: str) -> str:
    other = [one for one in (each.format(**event) for each in _HEADLINES) if one != title]
    return chance.choice(other)


def _verbatim(chance: random.Random) -> tuple[Draft, Draft]:
    event, one = _agency(chance)
    return one, (_retitled(chance, event, one[0]), one[1])


def _cut(chance: random.Random) -> tuple[Draft, Draft]:
    event, (title, text) = _agency(chance)
    words, kept = sum(len(one.split()) for one in text), list(text)
    least = chance.uniform(0.35, 0.8)
    while len(kept) > 1 and sum(len(one.split()) for one in kept[:-1]) > least * words:
        kept.pop()
    return (title, text), (_retitled(chance, event, title), kept)


def _new_lead(chance: random.Random) -> tuple[Draft, Draft]:
    event, (title, text) = _agency(chance)
    lead = [one.format(**event) for one in chance.sample(_LEADS, chance.randint(1, 2))]
    return (title, text), (_retitled(chance, event, title), [" ".join(lead), *text[1:]])


def _edited(chance: random.Random) -> tuple[Draft, Draft]:
    """Change a word in about twenty-five, and nothing within quotes."""
    event, (title, text) = _agency(chance)
    edited = []
    for one in text:
        words, quoted = one.split(), False
        for at, word in enumerate(words):
            quoted = (quoted or "“" in word) and "”" not in word
            if not quoted and chance.random() < 0.04:
                words[at] = chance.choice((f"{word} {chance.choice(_MORE)}", chance.choice(_MORE)))
        edited.append(" ".join(words))
    return (title, text), (_retitled(chance, event, title), edited)


def _typeset(chance: random.Random) -> tuple[Draft, Draft]:
    event, (title, text) = _agency(chance)
    signs = {"“": "„", "”": "“", "'": "’", ", ": ",\u00a0", "months": "months\u2009"}
    set_so = []
    for one in text:
        for sign, by in signs.items():
            one = one.replace(sign, by)
        set_so.append(one)
    at = chance.randint(0, len(text) - 1)
    words = set_so[at].split(" ")
    set_so[at : at + 1] = [" ".join(words[: len(words) // 2]), " ".join(words[len(words) // 2 :])]
    return (title, text), (_retitled(chance, event, title).upper(), [one for one in set_so if one])


def _with_tail(chance: random.Random) -> tuple[Draft, Draft]:
    event, (title, text) = _agency(chance)
    tails = chance.sample(_TAILS, chance.randint(1, 3))
    return (title, text), (_retitled(chance, event, title), [*text, *tails])


def _cut_edited_led(chance: random.Random) -> tuple[Draft, Draft]:
    """Cut, give a new beginning and another end, edit: what a small newsroom does at once."""
    event, (title, text) = _agency(chance)
    kept = text[1 : max(4, round(len(text) * chance.uniform(0.7, 1)))]
    lead = chance.choice(_LEADS).format(**event)
    return (title, text), (_retitled(chance, event, title), [lead, *kept, chance.choice(_TAILS)])


def _short_titled(chance: random.Random) -> tuple[Draft, Draft]:
    """Two excerpts of one sentence or the first words of it, under the same headline."""
    _, (title, text) = _agency(chance)
    words = text[0].split()[:30]
    return (title, [" ".join(words)]), (title, [" ".join(words[: chance.randint(9, 30)]) + " …"])


def _own_reports(chance: random.Random) -> tuple[Draft, Draft]:
    event = _event(chance)
    said = _quotes(chance, event)
    return _report(chance, event, said), _report(chance, event, said)


def _own_short_reports(chance: random.Random) -> tuple[Draft, Draft]:
    event = _event(chance)
    said = _quotes(chance, event)
    (one, text), (other, text2) = _report(chance, event, said), _report(chance, event, said)
    return (one, text[:3]), (other, text2[:3])


def _other_events(chance: random.Random) -> tuple[Draft, Draft]:
    """The same kind of event in two places, written by one agency."""
    return _agency(chance)[1], _agency(chance)[1]


def _live_blog(chance: random.Random) -> tuple[Draft, Draft]:
    """Two posts of one live blog, each under the same standing paragraph."""
    event = _event(chance)
    title = _headline(chance, event)
    standing = (
        f"We report live from {event['place']}, where the {event['body']} meets today. All that "
        "matters is here, the newest first. Times are local."
    )
    facts = [chance.choice(phrases).format(**event) for phrases in _PHRASES]
    chance.shuffle(facts)
    return (
        (f"{title}: the live blog at {chance.randint(6, 11)}", [standing, *facts[:3]]),
        (f"{title}: the live blog at {chance.randint(12, 22)}", [standing, *facts[3:6]]),
    )


def _weather(chance: random.Random) -> tuple[Draft, Draft]:
    def report() -> Draft:
        low, high, wind = chance.randint(-5, 8), chance.randint(9, 31), chance.randint(5, 70)
        place, day = chance.choice(_PLACES), chance.choice(_DAYS)
        sky = chance.choice(("cloudy", "sunny", "rainy", "clear", "foggy"))
        return f"The weather in {place} on {day}", [
            f"The weather for {place} and the coast on {day}: it will be {sky} in the morning, "
            f"with temperatures between {low} and {high} degrees. The wind blows from the west "
            f"at up to {wind} kilometres an hour. In the night it cools down to {low - 3} degrees.",
            f"The outlook for the days after {day}: {chance.choice(('drier', 'wetter'))}, with up "
            f"to {high + 2} degrees. The next forecast comes at {chance.randint(4, 9)} o'clock.",
        ]

    return report(), report()


def _stocks(chance: random.Random) -> tuple[Draft, Draft]:
    def report() -> Draft:
        up = chance.choice(("rose", "fell"))
        index, by = chance.randint(9000, 19000), chance.randint(11, 99)
        firm, firm2 = chance.sample(_NAMES, 2)
        return f"Shares in {chance.choice(_PLACES)} {up} on {chance.choice(_DAYS)}", [
            f"The shares on the exchange {up} on {chance.choice(_DAYS)}. At the close the leading "
            f"index stood at {index} points, {by / 10} per cent away from the day before. "
            f"Turnover came to {chance.randint(2, 9)} billion.",
            f"The greatest winner was {firm} with {chance.randint(2, 9)}.{by} per cent; at the end "
            f"of the list stood {firm2} with a loss of {chance.randint(1, 8)}.{by - 1} per cent. "
            f"The euro traded at 1.{chance.randint(1000, 1300)} dollars.",
        ]

    return report(), report()


def _same_tail(chance: random.Random) -> tuple[Draft, Draft]:
    """Two stories of one publishing house under which the same long notice stands."""
    (one, text), (other, text2) = _agency(chance)[1], _agency(chance)[1]
    return (one, [*text, *_TAILS]), (other, [*text2, *_TAILS])


def _digest(chance: random.Random) -> tuple[Draft, Draft]:
    """A story, and a long morning letter that carries all of it among six others."""
    drafts = [_agency(chance)[1] for _ in range(7)]
    letter = [line for title, text in chance.sample(drafts, 7) for line in (title, *text)]
    return drafts[0], ("The morning letter: seven things to know today", letter)


def _short_untitled(chance: random.Random) -> tuple[Draft, Draft]:
    """Two very short texts with the same words under two headlines."""
    event, (title, text) = _agency(chance)
    words = " ".join(text[0].split()[:14])
    return (title, [words]), (_retitled(chance, event, title), [words])


_KINDS: dict[str, tuple[bool, Callable[[random.Random], tuple[Draft, Draft]]]] = {
    "verbatim": (True, _verbatim),
    "cut from the end": (True, _cut),
    "new headline and lead": (True, _new_lead),
    "small edits": (True, _edited),
    "typography": (True, _typeset),
    "boilerplate appended": (True, _with_tail),
    "cut, new lead, boilerplate": (True, _cut_edited_led),
    "short, same headline": (True, _short_titled),
    "own reports, same quotes": (False, _own_reports),
    "own short reports, same quotes": (False, _own_short_reports),
    "other events, same agency": (False, _other_events),
    "live-blog posts": (False, _live_blog),
    "weather": (False, _weather),
    "stock exchange": (False, _stocks),
    "same boilerplate appended": (False, _same_tail),
    "digest that holds it": (False, _digest),
    "short, other headline": (False, _short_untitled),
}
