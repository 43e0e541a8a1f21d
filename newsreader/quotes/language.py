"""The rules of a language for finding quotes: what follows from its words."""

from dataclasses import dataclass
from functools import cache, cached_property, lru_cache

from newsreader.languages import table
from newsreader.quotes.language_words import LanguageWords

_COMPOUNDED = 4
"""Shorter words are too often the end of another by chance."""


@dataclass(frozen=True, eq=False)
class Language(LanguageWords):
    """One language: its words, and the sets and endings that are put together from them."""

    @cached_property
    def given_names(self) -> frozenset[str]:
        """All given names."""
        return self.male_names | self.female_names

    @cached_property
    def not_names(self) -> frozenset[str]:
        """What is capitalised and begins no name."""
        return self.function_words | self.calendar | self.contracted

    @cached_property
    def contracted(self) -> frozenset[str]:
        """Words that are run together, with either apostrophe: "I've", "don't"."""
        run_together = {
            f"{one}'{end}" for one in self.function_words for end in self.contraction_endings
        }
        straight = self.contractions | run_together
        return straight | {one.replace("'", "’") for one in straight}

    @cached_property
    def sources(self) -> dict[str, tuple[tuple[str, ...], ...]]:
        """The phrases that stand before a speaker without a verb, by their last word."""
        ends = {phrase[-1] for phrase in self.cue_phrases}
        return {
            end: tuple(phrase for phrase in self.cue_phrases if phrase[-1] == end) for end in ends
        }

    @cached_property
    def naming_ends(self) -> frozenset[str]:
        """The last words of what stands before another name or a word: "as", "alias"."""
        return frozenset(phrase.rpartition(" ")[2] for phrase in self.assuming | self.glossing)

    @cached_property
    def gendered_nouns(self) -> frozenset[str]:
        """The nouns for men or women."""
        return self.male_nouns | self.female_nouns

    @cached_property
    def indefinite_articles(self) -> frozenset[str]:
        """What begins a description: "a", "an"."""
        return frozenset(str(table(self.code, "names").get("indefinite_articles", "")).split())

    @cached_property
    def articles(self) -> frozenset[str]:
        """All articles."""
        return self.definite_articles | self.indefinite_articles

    @cached_property
    def months(self) -> frozenset[str]:
        """The months, some of which are names."""
        return frozenset(str(table(self.code, "dates").get("months", "")).split())

    @cached_property
    def roles(self) -> frozenset[str]:
        """The nouns that say what somebody is: "mayor"."""
        return (self.person_nouns | self.speaking_nouns | self.titles) - self.determiners

    @cached_property
    def verbs(self) -> frozenset[str]:
        """All finite verbs that are listed."""
        return self.cues | self.not_cues | self.auxiliaries

    @cached_property
    def addresses(self) -> frozenset[str]:
        """The titles that tell a man or a woman, which a last name alone may follow."""
        return self.male_titles | self.female_titles

    @cached_property
    def formal(self) -> frozenset[str]:
        """The titles that tell a man or a woman and are no office: "Mr", "Hajia"."""
        return self.addresses & self.forms_of_address

    @cached_property
    def offices(self) -> frozenset[str]:
        """The words that "of" may follow inside a name: "Ministry", "Duke"."""
        return self.organisation_words | self.titles

    def gender_of_verb(self, word: str) -> str:
        """Return the gender, m or f, that the form of a verb tells of its subject, else empty."""
        if word.endswith(tuple(self.female_verb_endings)):
            return "f"
        return "m" if word.endswith(tuple(self.male_verb_endings)) else ""

    def gender_of_last_name(self, name: str) -> str:
        """Return the gender, m or f, that the form of a last name tells, else empty."""
        if name.endswith(tuple(self.female_name_endings)):
            return "f"
        return "m" if name.endswith(tuple(self.male_name_endings)) else ""

    def indefinite(self, noun: str) -> tuple[str, ...]:
        """Return the forms that a definite noun may have without its ending, itself first."""
        stems = (noun[: -len(end)] for end in self.definite_endings if noun.endswith(end))
        return (noun, *stems)

    @cached_property
    def crowds(self) -> tuple[str, ...]:
        """The endings of peoples and parties, to be asked for at once."""
        return tuple(self.crowd_endings)

    def is_crowd(self, word: str) -> bool:
        """Return whether a word is the plural of a noun for people that may speak."""
        return word in self.speaking_nouns and word[-1:] == "s" and word[:-1] not in self.stops

    def means_person(self, word: str) -> bool:
        """Return whether a word is a noun for one person, or a compound of one."""
        return word in self.person_nouns or _ends_in(word, self, "person_endings")

    def is_role(self, word: str) -> bool:
        """Return whether a word says what somebody is, or is a compound that does."""
        return word in self.roles or _ends_in(word, self, "role_endings")

    def is_title(self, word: str) -> bool:
        """Return whether a word is a title, or a compound of one: "Kultusministerin"."""
        return word in self.titles or _ends_in(word, self, "title_endings")

    @cached_property
    def person_endings(self) -> tuple[str, ...]:
        """The nouns for people that a compound may end in."""
        return self._compounds_of(self.person_nouns)

    @cached_property
    def role_endings(self) -> tuple[str, ...]:
        """The nouns that say what somebody is that a compound may end in."""
        return self._compounds_of(self.roles)

    @cached_property
    def title_endings(self) -> tuple[str, ...]:
        """The titles that a compound may end in."""
        return self._compounds_of(self.titles)

    def _compounds_of(self, words: frozenset[str]) -> tuple[str, ...]:
        """Return the words that compounds may end in, where the language has compounds."""
        short = self.grammar("compound_heads") & words
        return (*short, *(w for w in words if len(w) > _COMPOUNDED)) if self.compounds else ()

    @cached_property
    def noun_suffixes(self) -> tuple[str, ...]:
        """The endings of nouns, to be asked for at once."""
        return tuple(self.noun_endings)

    @cached_property
    def label_endings(self) -> tuple[str, ...]:
        """The labels that a compound may end in: "Nachrichtenmagazin"."""
        return tuple(label for label in self.labels if len(label) >= _COMPOUNDED)

    @cached_property
    def stops(self) -> frozenset[str]:
        """The words that are in no noun phrase but at its beginning."""
        small = self.function_words | self.prepositions | self.conjunctions
        return small | self.not_cues | self.between | self.contracted

    def grammar(self, key: str) -> frozenset[str]:
        """Return the words of ``key`` in the table of function words: ``and_words``."""
        return _grammar(self.code, key)

    @property
    def written_without_capitals(self) -> bool:
        """Whether names cannot be told by their capitals, so that only patterns help."""
        return bool(self.patterns or table(self.code, "uncased"))


@lru_cache(maxsize=20_000)
def _ends_in(word: str, language: Language, endings: str) -> bool:
    """Return whether a word has one of the endings of that name; kept, as words come again."""
    return word.endswith(getattr(language, endings))


@cache
def _grammar(code: str, key: str) -> frozenset[str]:
    return frozenset(str(table(code, "grammar").get(key, "")).split())
