"""Finds whom a phrase means: a pronoun, an office, a name in short."""

from bisect import bisect_left

from newsreader.quotes.frame import Frame
from newsreader.quotes.language import Language
from newsreader.quotes.names import Name
from newsreader.quotes.people import Cast, Person
from newsreader.quotes.phrases import Source

_WINDOW = 40
"""How many names back somebody may be meant by a pronoun."""


class Referrer:
    """Knows who has been named and who has spoken up to a place in the text."""

    def __init__(self, frame: Frame, cast: Cast, language: Language) -> None:
        self.frame, self.cast, self.language = frame, cast, language
        self.pronouns = dict(language.pronouns)
        self.meant: dict[int, int] = {}
        self.spoken: list[tuple[int, int]] = []
        self.holders: dict[str, int] | None = None

    def note(self, source: Source, who: int) -> None:
        """Remember who was meant by a phrase that has been resolved."""
        if who >= 0:
            if source.kind == "pronoun":
                self.meant[source.first] = who
            if not self.spoken or self.spoken[-1] != (source.first, who):
                self.spoken.append((source.first, who))
            self.cast.people[who].human += 1

    def resolve(self, source: Source, place: int) -> tuple[str, int, float]:
        """Return the fullest name for ``source``, who that is, and how sure that is."""
        people = self.cast.people
        if source.kind == "name":
            if source.also >= 0 and source.also != source.who:
                both = f"{people[source.who].name} and {people[source.also].name}"
                return both, -1, 1.0
            return people[source.who].name, source.who, 1.0
        if source.kind == "pronoun":
            return self._pronoun(source.first)
        return self._noun(source)

    def _noun(self, source: Source) -> tuple[str, int, float]:
        """Return the holder of an office that "the president" means, else the phrase itself."""
        lower, last = self.frame.lower, source.core if source.core >= 0 else source.last
        if lower[source.first] == "the" and last - source.first <= 2:
            who = self._holder(lower[last])
            if who >= 0:
                return self.cast.people[who].name, who, 0.8
        return self.frame.slice(source.first, source.last), -1, 0.9

    def _holder(self, office: str) -> int:
        if self.holders is None:
            self.holders = {}
            for number, person in enumerate(self.cast.people):
                for title in person.titles:
                    self.holders.setdefault(title, number)
            for name in self.cast.names:
                self._read_apposition(name)
        return self.holders.get(office, -1)

    def _read_apposition(self, name: Name) -> None:
        """Note the office in "Jane Roe, the mayor of Harbour"."""
        assert self.holders is not None
        lower, token = self.frame.lower, name.last + 1
        if token + 1 >= len(lower) or lower[token] != ",":
            return
        token += 1
        if lower[token] not in self.language.determiners or self.cast.people[name.who].body:
            return
        stops = self.language.prepositions | self.language.function_words
        for at in range(token + 1, min(token + 6, len(lower) - 1)):
            following = lower[at + 1]
            if following in stops or not following[0].isalpha():
                self.holders.setdefault(lower[at], name.who)
                return

    def _pronoun(self, token: int) -> tuple[str, int, float]:
        if token in self.meant:
            who = self.meant[token]
            return self.cast.people[who].name, who, 0.9
        kind = self.pronouns.get(self.frame.lower[token], "")
        if kind in ("m", "f"):
            who, sure = self._he_or_she(token, kind)
        else:
            who, sure = self._body(token)
        if who < 0:
            return "", -1, 0.0
        return self.cast.people[who].name, who, sure

    def _cost(self, name: Name, person: Person, gender: str) -> float:
        """Return how much speaks against a name that could be meant; lower is better."""
        lower = self.frame.lower
        cost = 0.0
        known = person.man != person.woman
        if not known:
            cost += 1.0 if person.human > 0 or len(person.parts) > 1 else 3.0
        if name.possessive:
            cost += 0.8
        elif name.begin and lower[name.begin - 1] in self.language.prepositions:
            cost += 0.6
        return cost

    def _he_or_she(self, token: int, gender: str) -> tuple[int, float]:
        """Return the likeliest person of ``gender`` before ``token``: near, first, subject."""
        frame, people = self.frame, self.cast.people
        here = frame.sentence_of(token)
        best, least, second = -1, 99.0, 99.0
        stop = bisect_left(self.cast.firsts, token)
        order: dict[int, int] = {}
        candidates: list[tuple[float, int]] = []
        first = max(0, stop - _WINDOW)
        for name in self.cast.names[first:stop]:
            person = people[name.who]
            if person.body or not person.may_be(gender):
                continue
            sentence = frame.sentence_of(name.first)
            rank = order.get(sentence, 0)
            order[sentence] = rank + 1
            cost = 1.0 * (here - sentence) + self._cost(name, person, gender) + 0.3 * rank
            candidates.append((cost, name.who))
        for at, who in self.spoken[-6:]:
            if at < token and people[who].may_be(gender) and not people[who].body:
                distance = here - frame.sentence_of(at)
                known = people[who].man != people[who].woman
                candidates.append((0.9 * distance - 0.2 + (not known), who))
        for cost, who in candidates:
            if cost < least:
                if best != who:
                    second = least
                best, least = who, cost
            elif who != best and cost < second:
                second = cost
        if best < 0:
            return -1, 0.0
        margin = second - least
        return best, 0.9 if margin > 1.5 else 0.8 if margin > 0.5 else 0.6

    def _body(self, token: int) -> tuple[int, float]:
        """Return the organisation, or failing that the speaker, that "they" or "it" means."""
        stop = bisect_left(self.cast.firsts, token)
        here = self.frame.sentence_of(token)
        for name in reversed(self.cast.names[max(0, stop - 6) : stop]):
            if here - self.frame.sentence_of(name.first) > 2:
                break
            if (
                not name.possessive
                and name.begin == self.frame.sentence_starts[self.frame.sentence_of(name.first)]
            ):
                return name.who, 0.6
        if self.spoken:
            return self.spoken[-1][1], 0.5
        return -1, 0.0
