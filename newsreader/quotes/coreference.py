"""Finds whom a phrase means: a pronoun, an office, a name in short."""

from bisect import bisect_left

from newsreader.quotes.cast import Cast
from newsreader.quotes.language import Language
from newsreader.quotes.name_clusters import NameCluster
from newsreader.quotes.names import Name
from newsreader.quotes.phrases import Source
from newsreader.quotes.tokens import Tokens

# What speaks against somebody being meant by a pronoun, in sentences of distance: found by
# trying values on hand-checked news.
_NOT_KNOWN_HUMAN = 1.5
_NO_GENDER = 0.4
_POSSESSIVE = 0.8
_OBJECT = 0.6
_RANK = 0.3
_UNNAMED = 0.5
_A_PERSON = 2.0
# What speaks for it.
_LEADS = 0.3
_SPEAKS = 0.7
_MEANT = 0.2
_SPOKE = 0.4

_WORDS = 3
"""How many words behind the article a phrase may have that means somebody named before."""
_MEMORY = 6
"""How many sentences or speakers back a pronoun may go on from."""
_WINDOW = 40
"""How many names back somebody may be meant by a pronoun."""


_OFFICE = 9
"""How many tokens in front of a name may be its office."""
_INITIALS = 5
"""How many letters the initials of an office have at most."""
_LESSER = frozenset(("vice", "deputy", "former", "ex"))


class Coreference:
    """Knows who has been named and who has spoken up to a place in the text."""

    def __init__(self, frame: Tokens, cast: Cast, language: Language) -> None:
        self.frame, self.cast, self.language = frame, cast, language
        self.pronouns = dict(language.pronouns + language.object_pronouns)
        self.meant: dict[int, int] = {}
        self.spoken: list[tuple[int, int]] = []
        self.primed = 0
        self.unnamed: dict[str, int] = {}
        self.figures: list[tuple[int, int]] | None = None
        self.person_nouns = language.person_nouns
        self.holders: dict[str, int] | None = None
        self.initials: dict[str, int] | None = None

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
            together = list(dict.fromkeys((source.who, *source.also)))
            if len(together) > 1:
                *others, last = (people[who].name for who in together)
                return f"{', '.join(others)} and {last}", -1, 1.0
            office = self.frame.words[source.last]
            if self._is_bare(source) and office.isupper():
                who = self._called(office.lower())
                if who >= 0:
                    return people[who].name, who, 0.85
            if self._is_demonym(source):
                who, sure = self._likeliest(source.first, "")
                if who >= 0:
                    return people[who].name, who, 0.8 * sure
            return people[source.who].name, source.who, 1.0
        if source.kind == "pronoun":
            return self._pronoun(source.first)
        return self._noun(source)

    def _is_demonym(self, source: Source) -> bool:
        """Return whether "the Londoner" means somebody by where he or she comes from."""
        lower = self.frame.lower
        return (
            self._is_bare(source)
            and len(self.cast.people[source.who].mentions) == 1
            and lower[source.last].endswith(tuple(self.language.demonym_endings))
        )

    def _is_bare(self, source: Source) -> bool:
        """Return whether a phrase is one word behind an article."""
        article = self.frame.lower[source.first] in self.language.definite_articles
        return article and source.last == source.first + 1

    def _noun(self, source: Source) -> tuple[str, int, float]:
        """Return whom "the president" or "the lawmaker" means, else the phrase itself."""
        lower, last = self.frame.lower, source.core if source.core >= 0 else source.last
        if (
            lower[source.first] in self.language.definite_articles
            and last - source.first <= 3
            and last == source.last
        ):
            who = self._holder(lower[last])
            if who >= 0:
                return self.cast.people[who].name, who, 0.85
            if lower[last] in self.person_nouns or lower[last].endswith("-year-old"):
                who, sure = self._likeliest(source.first, self._gender_of(lower[last]))
                if who >= 0:
                    return self.cast.people[who].name, who, 0.8 * sure
        text = self.frame.slice(source.first, source.last)
        if lower[source.first] in self.language.determiners:
            text = text[0].lower() + text[1:]
        # "Roe's son" mostly has a name that has not been understood.
        named = any(at in self.frame.possessive for at in range(source.first, last))
        return text, self._unnamed(text, lower[last]), 0.75 if named else 0.78

    def _unnamed(self, text: str, noun: str) -> int:
        """Return the place in the cast of somebody without a name: "my mother", "an official"."""
        key = text.lower()
        if key not in self.unnamed:
            gender = self._gender_of(noun)
            self.unnamed[key] = len(self.cast.people)
            self.cast.people.append(
                NameCluster(
                    text,
                    (noun,),
                    body=not gender and noun not in self.person_nouns,
                    human=1,
                    man=float(gender == "m"),
                    woman=float(gender == "f"),
                )
            )
        return self.unnamed[key]

    def _figures_before(self, token: int) -> list[tuple[int, int]]:
        """Return the unnamed men and women of the sentences just before ``token``."""
        lower, language = self.frame.lower, self.language
        if self.figures is None:
            self.figures = []
            for at, word in enumerate(lower):
                if word not in language.male_nouns and word not in language.female_nouns:
                    continue
                if not at or at in self.frame.possessive:
                    continue
                if not (lower[at - 1] in language.determiners or at - 1 in self.frame.possessive):
                    continue
                before = lower[at - 2] if at > 1 else "."
                if before not in ("\n", ".", ",", "when", "as", "and", "but", "while", "if"):
                    continue
                follows = at + 2 if lower[at + 1 : at + 2] == [","] else at + 1
                if follows in self.cast.starting or at - 3 in self.cast.ending:
                    continue
                self.figures.append((at, self._unnamed(self.frame.slice(at - 1, at), word)))
        first = bisect_left(self.figures, (token, -1))
        return self.figures[max(0, first - 4) : first]

    def _gender_of(self, noun: str) -> str:
        if noun in self.language.male_nouns:
            return "m"
        return "f" if noun in self.language.female_nouns else ""

    def _holder(self, office: str) -> int:
        """Return who holds an office, the most mentioned of several, -1 for nobody."""
        if self.holders is None:
            self.holders = {}
            for number in sorted(
                range(len(self.cast.people)), key=lambda who: -len(self.cast.people[who].mentions)
            ):
                titles = self.cast.people[number].titles
                for title in titles if titles.isdisjoint(_LESSER) else ():
                    self.holders.setdefault(title, number)
            for name in self.cast.names:
                self._read_apposition(name)
        return self.holders.get(office, self._called(office))

    def _called(self, initials: str) -> int:
        """Return who holds the office of these initials, -1 for nobody."""
        if self.initials is None:
            self.initials = {}
            for name in self.cast.names:
                self._read_initials(name)
        return self.initials.get(initials, -1)

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
                # in "Roe, the governor, Dr Brandt, spoke" the office is the second's
                holder = self.cast.starting.get(at + 2) if following == "," else None
                if holder is None or not holder.titles:
                    holder = name
                self.holders.setdefault(lower[at], holder.who)
                return

    def _read_initials(self, name: Name) -> None:
        """Note the office "CS" of "Cabinet Secretary Jane Roe" by its initials."""
        assert self.initials is not None
        if self.cast.people[name.who].body or len(name.parts) < 2:
            return
        start = self.frame.sentence_starts[self.frame.sentence_of(name.first)]
        words = self.frame.words[max(start, name.first - _OFFICE) : name.first]
        capitals = [word.lower() for word in words if word[0].isupper() and word != "The"]
        for first in range(len(capitals) - 1):
            for last in range(first + 2, min(first + _INITIALS, len(capitals)) + 1):
                office = capitals[first:last]
                # "Cabinet Secretary", "Secretary to the Government", and no "Harbour Council"
                if office[0] in self.person_nouns or office[-1] in self.person_nouns:
                    self.initials.setdefault("".join(word[0] for word in office), name.who)

    def _pronoun(self, token: int) -> tuple[str, int, float]:
        if token in self.meant:
            who = self.meant[token]
            return self.cast.people[who].name, who, 0.9
        kind = self.pronouns.get(self.frame.lower[token], "")
        if kind in ("m", "f"):
            who, sure = self._likeliest(token, kind)
        else:
            who, sure = self._body(token, kind)
        if who < 0:
            return "", -1, 0.0
        return self.cast.people[who].name, who, sure

    def _cost(self, name: Name, person: NameCluster, gender: str) -> float:
        """Return how much speaks against a name that could be meant; lower is better."""
        cost = 0.0
        if person.human <= 0:
            cost += _NOT_KNOWN_HUMAN
        elif gender and person.man == person.woman:
            cost += _NO_GENDER
        if name.possessive:
            cost += _POSSESSIVE
        elif name.begin and self.frame.lower[name.begin - 1] in self.language.prepositions:
            cost += _OBJECT
        if name.begin == self.frame.sentence_starts[self.frame.sentence_of(name.begin)]:
            cost -= _LEADS
        return cost - _SPEAKS * name.speaks

    def _prime(self, token: int) -> None:
        """Find whom "he" and "she" mean at the head of every sentence before ``token``."""
        starts = self.frame.sentence_starts
        while self.primed < len(starts) and starts[self.primed] < token:
            head = starts[self.primed]
            self.primed += 1
            kind = self.pronouns.get(self.frame.lower[head], "")
            if kind in ("m", "f") and head not in self.meant:
                who, _ = self._likeliest(head, kind)
                if who >= 0:
                    self.meant[head] = who

    def _likeliest(self, token: int, gender: str) -> tuple[int, float]:
        """Return who is likeliest meant at ``token``: near, named first, speaking.

        ``gender`` is m, f or empty for anybody.
        """
        frame, people = self.frame, self.cast.people
        here = frame.sentence_of(token)
        self._prime(frame.sentence_starts[here])
        stop = bisect_left(self.cast.firsts, token)
        costs: dict[int, float] = {}
        ranks: dict[int, int] = {}
        for name in self.cast.names[max(0, stop - _WINDOW) : stop]:
            person = people[name.who]
            if (
                person.body
                or (person.human <= 0 and len(person.parts) < 2)
                or (gender and not person.may_be(gender))
            ):
                continue
            sentence = frame.sentence_of(name.first)
            if sentence not in ranks:
                ranks[sentence] = self._is_same_pronoun(frame.sentence_starts[sentence], gender)
            cost = here - sentence + self._cost(name, person, gender) + _RANK * ranks[sentence]
            ranks[sentence] += 1
            costs[name.who] = min(cost, costs.get(name.who, 99.0))
        for sentence in range(max(0, here - _MEMORY), here + 1):
            head = frame.sentence_starts[sentence]
            who = self.meant.get(head, -1)
            if who >= 0 and (not gender or people[who].may_be(gender)) and head < token:
                costs[who] = min(here - sentence - _MEANT, costs.get(who, 99.0))
        for at, who in self._figures_before(token) if gender else ():
            if people[who].may_be(gender):
                cost = here - frame.sentence_of(at) + _UNNAMED
                costs[who] = min(cost, costs.get(who, 99.0))
        for at, who in self.spoken[-_MEMORY:]:
            if at < token and (not gender or people[who].may_be(gender)) and not people[who].body:
                cost = here - frame.sentence_of(at) - _SPOKE
                cost += _NO_GENDER * bool(gender and people[who].man == people[who].woman)
                costs[who] = min(cost, costs.get(who, 99.0))
        if not costs:
            return -1, 0.0
        best = min(costs, key=costs.__getitem__)
        margin = (
            min((cost for who, cost in costs.items() if who != best), default=9.0) - costs[best]
        )
        return best, 0.99 if margin > 1.5 else 0.92 if margin > 0.5 else 0.5

    def _is_same_pronoun(self, token: int, gender: str) -> int:
        """Return 2 where a sentence begins with a pronoun of ``gender``, else 0."""
        return 2 if self.pronouns.get(self.frame.lower[token]) == gender else 0

    def _body(self, token: int, kind: str) -> tuple[int, float]:
        """Return the organisation, or failing that the speaker, that "they" or "it" means."""
        people = self.cast.people
        stop = bisect_left(self.cast.firsts, token)
        here = self.frame.sentence_of(token)
        best, least = -1, 99.0
        ranks: dict[int, int] = {}
        for name in self.cast.names[max(0, stop - _MEMORY * 2) : stop]:
            sentence = self.frame.sentence_of(name.first)
            rank = ranks.get(sentence, 0)
            ranks[sentence] = rank + 1
            person = people[name.who]
            is_person = person.man != person.woman or (kind == "o" and bool(person.titles))
            cost = here - sentence + _RANK * rank + _A_PERSON * (is_person and not person.body)
            cost += self._cost(name, person, "") - _NOT_KNOWN_HUMAN * (person.human <= 0)
            if cost < least:
                best, least = name.who, cost
        for at, who in self.spoken[-_MEMORY:]:
            cost = here - self.frame.sentence_of(at) - _SPOKE
            if people[who].body and at < token and cost < least:
                best, least = who, cost
        if least > 1.5 and self.spoken:
            return self.spoken[-1][1], 0.5
        return best, 0.6
