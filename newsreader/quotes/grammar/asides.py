"""Finds the subject of a verb across what stands between: appositions, asides, clauses."""

from newsreader.quotes.grammar.participles import ParticipleParser
from newsreader.quotes.grammar.speaker_phrase import BOUNDARIES, SpeakerPhrase
from newsreader.quotes.language import Language
from newsreader.quotes.people.cast import Cast
from newsreader.quotes.people.names import Name
from newsreader.quotes.text.tokens import QUOTE, Tokens

_DASHES = frozenset(("-", "–", "—"))
"""What opens and closes an aside, where it is no hyphen."""
_OFFICE = 6
"""Greatest length, in tokens, of an office between a name and an employer."""

_REACH = 7
"""How many words an antecedent may have from its article on."""
_OBJECT = 5
"""Greatest length, in tokens, of an object from its article on."""


def _coordinating(language: Language) -> frozenset[str]:
    """Return the tokens that begin a coordinate clause, which has a subject of its own."""
    keys = ("and_words", "that_words", "coordinators")
    return frozenset({"&", ";", ":", QUOTE}).union(*map(language.grammar, keys))


def _inside_names(cast: Cast) -> frozenset[int]:
    """Return the tokens that stand inside names, where no clause begins."""
    return frozenset(token for name in cast.names for token in range(name.begin + 1, name.last))


class AsideParser(ParticipleParser):
    """Parses the asides of one text; methods take and return indices into the tokens."""

    def __init__(self, tokens: Tokens, cast: Cast, language: Language) -> None:
        super().__init__(tokens, cast, language)
        self.heads = frozenset(tokens.sentence_starts)
        self.inside = _inside_names(cast) if language.inverts else frozenset()
        self.that_words = language.grammar("that_words")
        self.question_words = language.grammar("question_words")
        self.relatives = language.grammar("relative_pronouns")
        self.writers = language.grammar("writers")
        self.coordinating = _coordinating(language)
        self.adversative = language.grammar("coordinators") - language.grammar("or_words")
        self.joining = self.and_words | language.grammar("coordinators")
        self.places_before = (self.locatives - self.of_words) | language.grammar("in_words")

    def clause_starts(self, verb: int, start: int) -> list[int]:
        """Return where clauses may begin between ``start`` and ``verb``, nearest first."""
        starts = [
            token + 1
            for token in range(verb - 1, start - 1, -1)
            if (self.tokens.words[token] in BOUNDARIES and not self.is_compound(token))
            or (self.lower[token] in self.language.conjunctions and self._joins(token))
        ]
        if start not in starts:
            starts.append(start)
        return starts

    def is_compound(self, token: int) -> bool:
        """Return whether a quotation, or the hyphen behind it, begins a word: "Müll"-Fauxpas."""
        tokens = self.tokens
        hyphen = token + (tokens.words[token] == QUOTE)
        return (
            hyphen + 1 < len(tokens.words)
            and tokens.words[hyphen - 1 : hyphen + 1] == [QUOTE, "-"]
            and tokens.ends[hyphen] == tokens.starts[hyphen + 1]
        )

    def _joins(self, token: int) -> bool:
        """Return whether a conjunction begins a clause, and is not part of a name or an article.

        What may be both, as "der" in German, is a relative pronoun behind a comma only.
        """
        article = self.language.inverts and self.lower[token] in self.language.determiners
        return token not in self.inside and not (article and self.lower[token - 1] != ",")

    def aside(self, closing: int, start: int) -> int:
        """Return where a dash opens what the dash at ``closing`` ends, -1 for no such thing."""
        if not self.is_dash(closing):
            return -1
        closing -= self.tokens.words[closing - 1] in _DASHES
        return next((dash for dash in range(closing - 1, start, -1) if self.is_dash(dash)), -1)

    def is_dash(self, token: int) -> bool:
        """Return whether a token is a dash between two words and no hyphen."""
        tokens = self.tokens
        if tokens.words[token] not in _DASHES:
            return False
        long = tokens.words[token] != "-" or tokens.words[token - 1] == "-"
        return long or tokens.ends[token - 1] < tokens.starts[token]

    def is_left(self, first: int, verb: int) -> bool:
        """Return whether ", but" leads from the clause at ``first`` back to the subject before."""
        return any(
            self.lower[token] in self.coordinating
            and (self.tokens.words[token - 1] == "," or self.lower[token] in self.adversative)
            and self.phrase(self.skip_adverbs(token + 1, verb), verb) is None
            for token in range(first + 1, verb)
        )

    def is_joined(self, verb: int, start: int) -> bool:
        """Return whether "and" joins ``verb`` to another verb before it: "knew and said"."""
        before = self.skip_back(verb - 1, start) if verb > start else start
        return before > start and self.lower[before] in self.joining

    def described(self, starts: list[int], verb: int) -> SpeakerPhrase | None:
        """Return the subject that a clause or participle describes: "Roe, who runs it, said"."""
        for first in starts:
            phrase = self.phrase(self.skip_adverbs(first, verb), verb)
            if phrase is None or phrase.kind != "name" or phrase.last + 2 >= verb:
                continue
            comma = phrase.last + 1
            if self.lower[comma] != ",":
                continue
            begins = first and self.lower[first - 1] in self.language.conjunctions
            if begins and self._is_just_explained(first, comma, verb):
                return phrase
            if self.lower[comma + 1] in self.relatives:
                return phrase if self.leads(first, starts[-1]) else None
            if self.may_be_verb(comma + 1) and (begins or self.leads(first, starts[-1])):
                return phrase
        return None

    def _is_just_explained(self, first: int, comma: int, verb: int) -> bool:
        """Return whether only a noun stands between the subject of a clause and its verb.

        "while Jane Roe, the former governor of Ohio, proposed"
        """
        if self.lower[first - 1] in self.coordinating or self.lower[first - 1] in self.relatives:
            return False
        return not any(
            self.lower[at] == "," or self.is_finite(at) for at in range(comma + 1, verb - 1)
        )

    def saying(self, first: int, verb: int) -> SpeakerPhrase | None:
        """Return the speaker of the clause before: "It is dead, Roe said, adding"."""
        phrase = self.phrase(self.skip_adverbs(first, verb), verb)
        if phrase is None or phrase.kind == "noun":
            return None
        after = self.skip_between(phrase.last + 1, verb)
        return phrase if after < verb and self.is_cue(after) else None

    def explained(self, comma: int, starts: list[int]) -> SpeakerPhrase | None:
        """Return the subject of "the mayor of Harbour, Jane Roe," that ends at a comma."""
        name = self.cast.ending.get(self.skip_back(comma - 1, 0))
        if name is None or name.body or self.lower[name.begin - 1] != ",":
            return None
        for first in starts:
            explains = first > 1 and self.lower[first - 1] == "," and first - 2 in self.cast.ending
            if first < name.begin - 1 and not explains:
                phrase = self.nominative(first, name.last + 1)
                if phrase is not None and phrase.kind == "name" and phrase.last == name.last:
                    return phrase
        return None

    def is_source(self, name: Name) -> bool:
        """Return whether a name ends "according to Roe"."""
        lower, begin = self.lower, name.begin
        return any(
            tuple(lower[max(0, begin - len(phrase)) : begin]) == phrase
            for phrase in self.language.sources.get(lower[begin - 1], ())
        )

    def writer(self, verb: int, starts: list[int]) -> SpeakerPhrase | None:
        """Return the writer of "I said" and "When she called, I laughed and said"."""
        if not self.writers:
            return None
        before = self.skip_back(verb - 1, 0)
        if self.lower[before] in self.writers:
            return SpeakerPhrase("writer", before, before)
        first = starts[1] if before < starts[0] and len(starts) > 1 else starts[0]
        if self.lower[first] in self.writers and self.is_finite(self.skip_adverbs(first + 1, verb)):
            return SpeakerPhrase("writer", first, first)
        return None

    def claiming(self, claim: int, start: int) -> SpeakerPhrase | None:
        """Return the subject of "Roe claims affirmed", whose clause is put into another."""
        if claim <= start or not self.is_cue(claim):
            return None
        name = self.cast.ending.get(claim - 1)
        if name is not None and name.begin >= start and not name.possessive:
            return SpeakerPhrase("name", name.begin, name.last, name.member)
        if self.lower[claim - 1] in self.pronouns:
            return SpeakerPhrase("pronoun", claim - 1, claim - 1)
        return None

    def behind_place(self, comma: int, start: int) -> int:
        """Return the last token of "in Harbour" in "in Harbour, Ohio," that ends at ``comma``."""
        if self.lower[comma] != ",":
            return comma
        region = comma - 1 - (self.tokens.words[comma - 1] == ".")
        name = self.cast.ending.get(region)
        place = (name.begin if name is not None else region) - 2
        located = self.cast.ending.get(place)
        if (
            located is None
            or located.begin <= start
            or self.lower[place + 1] != ","
            or self.lower[located.begin - 1] not in self.locatives
            or (name is not None and not self.is_place(name.begin, start))
        ):
            return comma
        first = self.clause_starts(place + 1, start)[0]
        phrase = self.nominative(first, place + 1)
        whole = phrase is not None and self.complements(phrase.last + 1, place + 1) >= place
        explains = first > 1 and self.lower[first - 1] == "," and first - 2 in self.cast.ending
        return place if whole and not explains else comma

    def explained_without_comma(self, before: int, verb: int, start: int) -> SpeakerPhrase | None:
        """Return the subject of "Jane Roe, head of Harbour Motors said", which lacks a comma."""
        name = self.cast.starting.get(start)
        if name is None or name.possessive or not self._is_full(name):
            return None
        comma = name.last + 1
        if comma + 2 > before or self.lower[comma] != "," or self._is_parenthetic(verb):
            return None
        role, reached = -1, False
        for at in range(comma + 1, before + 1):
            if self.tokens.words[at] in BOUNDARIES or self.is_finite(at):
                return None
            if role < 0 and self.is_role(at):
                role = at
            reached = reached or (role >= 0 and self.lower[at] in self.language.prepositions)
        if role < 0 or not reached:
            return None
        return SpeakerPhrase("name", name.begin, name.last, name.member)

    def _is_parenthetic(self, verb: int) -> bool:
        """Return whether a verb of saying ends an aside: "Roe, the mayor said, left"."""
        behind = self.lower[verb + 1 : verb + 3]
        return behind[:1] == [","] and behind[1:] != [QUOTE]

    def is_set_apart(self, phrase: SpeakerPhrase, first: int, verb: int, start: int) -> bool:
        """Return whether a comma parts a phrase from a verb that has another subject.

        "Brandt met her rival, Jane Roe, and said", "Brandt spoke of his rival, Jane Roe, saying".
        """
        behind = phrase.last + 1
        if behind >= verb or self.lower[behind] != ",":
            return False
        apposed = first > start and self.lower[first - 1] == ","
        if self.lower[verb - 1] in self.coordinating:
            goes_on = self.lower[behind + 1] in self.coordinating | self.language.prepositions
            return (apposed and goes_on) or behind + 2 == verb
        hanging = self.lower[verb] in self.language.participles and behind + 1 == verb
        return hanging and apposed and self._is_object_noun(first - 2, start)

    def _is_object_noun(self, noun: int, start: int) -> bool:
        """Return whether a noun ends an object with an article: "spoke of his old rival"."""
        for at in range(noun - 1, max(start, noun - _OBJECT), -1):
            if self.lower[at] in self.language.determiners:
                before = at - 1
                return self.lower[before] in self.language.prepositions or self.is_finite(before)
        return False

    def leads(self, first: int, start: int) -> bool:
        """Return whether a clause with a subject of its own begins at ``first``."""
        return first == start or self.lower[first - 1] in self.coordinating

    def holder(self, before: int, start: int) -> SpeakerPhrase | None:
        """Return the person of "Jane Roe, Managing Director, Harbour Motors," before a verb."""
        last = before - (self.lower[before] == ",")
        employer = self.cast.ending.get(last)
        if employer is None or employer.begin <= start or self._is_person(employer):
            return None
        comma = employer.begin - 1
        if self.lower[comma] != "," or self.lower[comma - 1] not in self.language.roles:
            return None
        for first in range(comma - 1, max(start, comma - _OFFICE - 1), -1):
            if self.lower[first] == ",":
                person = self.cast.ending.get(first - 1)
                if person is None or person.possessive or not self._is_full(person):
                    return None
                return SpeakerPhrase("name", person.begin, person.last, person.member)
            if self.is_finite(first):
                break
        return None

    def _is_person(self, name: Name) -> bool:
        """Return whether a title or a given name tells that a name is a person's."""
        return bool(name.titles) or name.text.split()[0] in self.language.given_names

    def _is_full(self, name: Name) -> bool:
        """Return whether a name is a person's, or may be one with a given name nobody listed."""
        return not name.body and (len(name.parts) > 1 or self._is_person(name))

    def is_object(self, first: int, start: int) -> bool:
        """Return whether a phrase depends on a preposition and so is no subject."""
        if first - 1 > start and (
            self.lower[first - 1] in self.language.determiners or self._qualifies(first - 1)
        ):
            first -= 1
        return first > start and self.lower[first - 1] in self.language.prepositions

    def _qualifies(self, token: int) -> bool:
        """Return whether a word may stand between a preposition and a name: "in nearby Ohio"."""
        word = self.tokens.words[token]
        return word.islower() and word not in self.stops and not self.is_finite(token)

    def antecedent(self, relative: int, start: int) -> SpeakerPhrase | None:
        """Return the antecedent of the relative pronoun at ``relative``."""
        before = relative - 1
        if self.language.inverts and self.lower[before] in self.language.prepositions:
            return None  # "a quien llamó" is no subject
        if before >= start and self.lower[before] == ",":
            before -= 1
        if before < start:
            return None
        before = self.skip_back(before, start)
        name = self.cast.ending.get(before)
        # in "Roe of Harbour College, who" the college is no "who"
        of_people = self.lower[relative] in self.language.grammar("relatives_of_people")
        if name is not None and of_people and self._is_body(name.member):
            for other in reversed(self.cast.between(start, name.begin)):
                if not (self._is_body(other.member) or other.possessive):
                    return SpeakerPhrase("name", other.begin, other.last, other.member)
        governed = name is not None and self.is_object(name.begin, start)
        thing = self.lower[relative] in self.language.grammar("relatives_of_things")
        if name is not None and not (
            governed and (thing or self.lower[name.begin - 1] in self.of_words)
        ):
            return SpeakerPhrase("name", name.begin, name.last, name.member)
        for first in range(before, max(start, before - _REACH) - 1, -1):
            if self.lower[first] in self.language.determiners:
                comma = first - 1 - (self.lower[first - 1] in self.language.between)
                explained = self.cast.ending.get(comma - 1)
                explains = explained is not None and not self.is_source(explained)
                if explained is not None and explains and self.lower[comma] == ",":
                    return SpeakerPhrase("name", explained.begin, explained.last, explained.member)
                phrase = self.phrase(first, relative)
                if phrase is not None:
                    return phrase
        if name is not None:
            return SpeakerPhrase("name", name.begin, name.last, name.member)
        return None

    def _is_body(self, member: int) -> bool:
        return self.cast.members[member].body
