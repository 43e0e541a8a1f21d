"""Tells names from nouns in a language that writes both with a capital, as German does."""

from collections import Counter
from collections.abc import Iterable

from newsreader.quotes.language import Language
from newsreader.quotes.people.name_context import speaks
from newsreader.quotes.text.tokens import QUOTE, Tokens

_ADJECTIVES = ("e", "er", "es", "en", "em")
"""How adjectives end that begin a sentence: "Soziale Medien"."""
_EXPLAINED = (",", "(", ":", ".", "–", "—", QUOTE)
"""What may stand behind a name and not behind an object."""
_ACRONYM = 6
"""Greatest length of the short name of a body."""
_WITH_SURNAME = 2
"""Least number of words of a name that no noun can be part of."""


class CapitalNouns:
    """What one text tells of its capitalised words; methods take indices into the tokens."""

    def __init__(self, tokens: Tokens, language: Language) -> None:
        self.tokens, self.language = tokens, language
        self.surnames: frozenset[str] = frozenset()
        self.common = self._behind_articles()
        self.counts = Counter(tokens.words)
        self.followed: dict[str, set[str]] = {}
        for word, following in zip(tokens.words, [*tokens.words[1:], "."], strict=True):
            if word[0].isupper():
                self.followed.setdefault(word, set()).add(following)

    def _behind_articles(self) -> frozenset[str]:
        """Return the words that stand behind an article."""
        lower, words, language = self.tokens.lower, self.tokens.words, self.language
        return frozenset(
            lower[token]
            for token in range(1, len(words))
            if lower[token - 1] in language.determiners
            and words[token][0].isupper()
            and words[token] not in language.given_names
        )

    def know(self, surnames: Iterable[str]) -> None:
        """Keep the last names of full names; of a name that is also written without s, that."""
        written = frozenset(map(str.lower, self.counts))
        self.surnames = frozenset(
            name[:-1] if name[-1] == "s" and name[:-1] in written else name for name in surnames
        )

    def is_genitive(self, part: str) -> bool:
        """Return whether a part is a known last name in the genitive: "Trumps Rede"."""
        return part not in self.surnames and part[:-1] in self.surnames

    def is_compound(self, token: int) -> bool:
        """Return whether a word is joined to quoted ones: "Müll"-Fauxpas."""
        words, tokens = self.tokens.words, self.tokens
        return (
            token > 1
            and words[token - 1] == "-"
            and words[token - 2] == QUOTE
            and tokens.ends[token - 1] == tokens.starts[token]
        )

    def end_of_name(self, begin: int, last: int) -> int:
        """Return where a full name ends before a noun: "nahm Jane Roe Stellung", "Jane Roes Rede".

        The noun is told by its ending, by an article somewhere in the text, or by the last name,
        which elsewhere has another word behind it.
        """
        words, language = self.tokens.words, self.language
        for token in range(begin + _WITH_SURNAME, last + 1):
            surname = words[token - 1]
            given = words[token - 2] in language.given_names
            if not given or surname in language.given_names or surname[0].islower():
                continue
            noun = words[token]
            if (
                self._is_noun(noun)
                or self.followed.get(surname, set()) - {noun}
                or (surname[-1] == "s" and surname[:-1] in self.counts)
            ):
                return token - 1
        return last

    def _is_noun(self, word: str) -> bool:
        lower = word.lower()
        return (
            lower.endswith(self.language.noun_suffixes)
            or lower in self.common
            or lower in self.language.cue_nouns
        )

    def is_thing(self, parts: tuple[str, ...]) -> bool:
        """Return whether one word without a title is a noun of the text and no last name."""
        return len(parts) == 1 and parts[0] in self.common and parts[0] not in self.surnames

    def is_of_thing(self, begin: int, parts: tuple[str, ...]) -> bool:
        """Return whether a name of several words without a title is no person's.

        A noun of the text begins it, or an article stands before it: "der Harbour Star".
        """
        if len(parts) == 1 or self.tokens.words[begin] in self.language.given_names:
            return False
        before = self.tokens.lower[begin - 1] if begin else "."
        return parts[0] in self.common or before in self.language.definite_articles

    def is_of_surname(self, begin: int, last: int) -> bool:
        """Return whether a noun stands before a known last name: "die Festnahme Brandts"."""
        lower, language = self.tokens.lower, self.language
        return (
            last - begin == 1
            and (lower[last] in self.surnames or lower[last][:-1] in self.surnames)
            and self.tokens.words[begin] not in language.given_names
            and lower[begin] not in self.surnames
            and lower[begin].endswith(language.noun_suffixes)
            and lower[begin - 1] in language.determiners
        )

    def is_personal(self, begin: int, first: int, last: int) -> bool:
        """Return whether capitals are a name.

        A given name or a title says so; so do two capitals that nothing qualifies, and one
        right beside a verb of saying.
        """
        words, lower, language = self.tokens.words, self.tokens.lower, self.language
        if last > first and not language.organisation_words.isdisjoint(lower[first : last + 1]):
            return True
        if lower[last] in self.surnames or lower[last][:-1] in self.surnames:
            return True
        before = lower[begin - 1] if begin else ","
        if begin == last and before in language.indefinite_articles:
            return False  # "mit einem Handy"
        if first > begin or not language.given_names.isdisjoint(words[first : last + 1]):
            return True
        qualified = (
            before in language.determiners or words[begin - 1].islower() or before[0].isdigit()
        )
        if lower[begin].endswith(language.noun_suffixes) or language.is_role(lower[begin]):
            return lower[begin] in language.organisation_words
        if last > first:
            if self._is_described(begin, last):
                return speaks(self.tokens, begin, last, language)
            joined = before in language.conjunctions and before not in language.determiners
            said = before in language.cues or self._speaks_behind_article(begin, last)
            return said or ((joined or not qualified) and self._may_be_person(begin, last))
        if before in language.determiners and not self._is_acronym(words[begin]):
            return False
        return speaks(self.tokens, begin, last, language)

    def _may_be_person(self, begin: int, last: int) -> bool:
        """Return whether two capitals are more than objects side by side: "gab Käufern Rabatte".

        A person speaks, comes again, begins a sentence or is explained.
        """
        words, tokens = self.tokens.words, self.tokens
        after = words[last + 1] if last + 1 < len(words) else "."
        return (
            self.counts[words[last]] > 1
            or after in _EXPLAINED
            or begin == tokens.sentence_starts[tokens.sentence_of(begin)]
            or speaks(tokens, begin, last, self.language)
        )

    def _speaks_behind_article(self, begin: int, last: int) -> bool:
        """Return whether a name of several words is a source: "schrieb der Harbour Star"."""
        article = begin > 0 and self.tokens.lower[begin - 1] in self.language.definite_articles
        inflected = self.tokens.lower[begin].endswith("en")
        return article and not inflected and speaks(self.tokens, begin - 1, last, self.language)

    def _is_acronym(self, word: str) -> bool:
        """Return whether a word is the short name of a body: "die IGB"."""
        return word.isupper() and 1 < len(word) <= _ACRONYM

    def _is_described(self, begin: int, last: int) -> bool:
        """Return whether an adjective that begins a sentence stands before a noun seen once."""
        word = self.tokens.lower[begin]
        start = self.tokens.sentence_starts[self.tokens.sentence_of(begin)]
        return (
            begin == start
            and word.endswith(_ADJECTIVES)
            and self.counts[self.tokens.words[last]] == 1
        )
