"""Tells verbs of saying, finite verbs and what may stand between them and a subject."""

from newsreader.quotes.language import Language
from newsreader.quotes.people.cast import Cast
from newsreader.quotes.text.tokens import Tokens


class VerbParser:
    """Tells the verbs of one text; methods take and return indices into the tokens.

    ``stop`` is the first index that is not read any more.
    """

    def __init__(self, tokens: Tokens, cast: Cast, language: Language) -> None:
        self.tokens, self.cast, self.language = tokens, cast, language
        self.lower = tokens.lower
        self.pronouns = dict(language.pronouns)
        self.objects = dict(language.object_pronouns)
        self.adverb_endings = tuple(language.adverb_endings)
        self.past_endings = tuple(language.past_endings)
        self.doing_endings = tuple(
            language.plain_endings - {*language.adverb_endings, *language.past_endings}
        )
        self.stops = language.stops
        self.locatives = language.grammar("locatives")
        self.authors = language.grammar("author_words")
        self.of_words = language.grammar("of_words")
        self.to_words = language.grammar("infinitive_words")
        self.articles = language.articles
        self.small_words = language.determiners if language.inverts else self.articles
        self.and_words = language.grammar("and_words") | {"&"}
        self.adverbial = language.grammar("adverbial_prepositions")

    def is_cue(self, token: int) -> bool:
        """Return whether ``token`` is a finite verb of saying and not the noun of that form."""
        return self.lower[token] in self.language.cues and not self._is_noun(token)

    def _is_noun(self, token: int) -> bool:
        if not token or self.lower[token] not in self.language.cue_nouns:
            return False
        before = self.lower[token - 1]
        return (
            before in self.language.determiners
            or before in self.language.prepositions
            or token - 1 in self.tokens.possessive
            or self._is_qualified(token)
            or self._is_counted(token)
        )

    def _is_counted(self, noun: int) -> bool:
        """Return whether a number and a name stand before a noun: "22 Roe emails"."""
        name = self.cast.ending.get(noun - 1)
        return name is not None and name.begin > 0 and self.lower[name.begin - 1].isdigit()

    def _is_qualified(self, noun: int) -> bool:
        """Return whether an adjective stands between a noun and whose it is: "Roe's old pledge"."""
        adjective = self.tokens.words[noun - 1]
        return (
            noun - 2 in self.tokens.possessive
            and adjective.islower()
            and adjective.isalpha()
            and not adjective.endswith("s")
            and not self.lower[noun].endswith("s")
            and adjective not in self.language.speaking_nouns
        )

    def may_be_verb(self, token: int) -> bool:
        """Return whether ``token`` looks like any finite verb that could introduce words."""
        word = self.lower[token]
        if word in self.language.cues or word in self.language.weak_cues:
            return not self._is_noun(token)
        return self._is_past(token)

    def _is_past(self, token: int) -> bool:
        word = self.tokens.words[token]
        return (
            len(word) > 4
            and word.endswith(self.past_endings)
            and word.islower()
            and word not in self.stops
        )

    def is_finite(self, token: int) -> bool:
        """Return whether ``token`` looks like a finite verb, an auxiliary included."""
        return self.lower[token] in self.language.not_cues or self.may_be_verb(token)

    def skip_between(self, token: int, stop: int) -> int:
        """Return the first token from ``token`` on that is no adverb or auxiliary."""
        while token < stop and (self.is_adverb(token) or self._is_auxiliary(token)):
            token += 1
        return token

    def skip_adverbs(self, token: int, stop: int) -> int:
        """Return the first token from ``token`` on that is no adverb."""
        while token < stop and self.is_adverb(token):
            token += 1
        return token

    def skip_back(self, token: int, start: int) -> int:
        """Return the last token up to ``token`` that is no adverb, auxiliary or bracket."""
        while token > start:
            if self.lower[token] == ")":
                opening = token - 1
                while opening > start and self.lower[opening] != "(" and token - opening < 12:
                    opening -= 1
                if self.lower[opening] != "(":
                    break
                token = opening - 1
            elif self.is_adverb(token) or self._is_auxiliary(token):
                token -= 1
            else:
                break
        return token

    def is_adverb(self, token: int) -> bool:
        """Return whether ``token`` is a small word between a speaker and a verb, or an adverb."""
        word = self.lower[token]
        if word in self.language.between:
            return not self._governs(token)
        return (
            word.endswith(self.adverb_endings)
            and word == self.tokens.words[token]
            and word not in self.language.no_adverbs
        )

    def _governs(self, token: int) -> bool:
        """Return whether a preposition stands before a noun phrase: "nach der Wahl", "til NTB"."""
        after = token + 1
        return (
            self.language.inverts
            and self.lower[token] in self.language.prepositions
            and after < len(self.lower)
            and (after in self.cast.starting or self.lower[after] in self.language.determiners)
        )

    def _is_auxiliary(self, token: int) -> bool:
        return self.lower[token] in self.language.auxiliaries

    def skip_brackets(self, token: int, stop: int) -> int:
        """Return the token behind a bracket that opens at ``token``, else ``token``."""
        if token < stop and self.lower[token] == "(":
            for closing in range(token + 1, min(stop, token + 12)):
                if self.lower[closing] == ")":
                    return closing + 1
        return token
