"""Finds who does what a participle tells: "the mayor was quoted as saying", "seen by the Post"."""

from newsreader.quotes.grammar.adverbials import AdverbialParser
from newsreader.quotes.grammar.speaker_phrase import SpeakerPhrase
from newsreader.quotes.language import Language
from newsreader.quotes.people.cast import Cast
from newsreader.quotes.people.names import Name
from newsreader.quotes.text.tokens import Tokens

_REACH = 6
"""Greatest length, in tokens, of the object of a verb."""


class ParticipleParser(AdverbialParser):
    """Parses the participles of one text; methods take and return indices into the tokens."""

    def __init__(self, tokens: Tokens, cast: Cast, language: Language) -> None:
        super().__init__(tokens, cast, language)
        self.as_words = language.grammar("as_words")
        self.with_words = language.grammar("with_words")

    def accompanying(self, verb: int, start: int) -> SpeakerPhrase | None:
        """Return the subject in "with Harbour Labs then publishing a note saying"."""
        if self.lower[verb] not in self.language.participles:
            return None
        for name in reversed(self.cast.between(start, verb)):
            doing = self.skip_adverbs(name.last + 1, verb + 1)
            accompanies = self.lower[name.begin - 1] in self.with_words
            if accompanies and self.tokens.words[doing].endswith(self.doing_endings):
                return SpeakerPhrase("name", name.begin, name.last, name.member)
            if self.is_finite(doing):
                break
        return None

    def quoted(self, verb: int, start: int) -> SpeakerPhrase | None:
        """Return the object in "quoted his mother as saying", where ``verb`` is the participle."""
        last = verb - 2
        participle = self.lower[verb] in self.language.participles
        if last <= start or not participle or self.lower[verb - 1] not in self.as_words:
            return None
        name = self.cast.ending.get(last)
        if name is not None:
            return SpeakerPhrase("name", name.begin, name.last, name.member)
        if self.lower[last] in self.objects:
            return SpeakerPhrase("pronoun", last, last)
        for first in range(last, max(start, last - _REACH) - 1, -1):
            if self.lower[first] in self.language.determiners:
                phrase = self.phrase(first, last + 1)
                return phrase if phrase is not None and phrase.last == last else None
        return None

    def is_agent(self, name: Name) -> bool:
        """Return whether a participle governs a name: "a letter seen by the Harbour Post"."""
        before = name.begin - 1
        before -= self.lower[before] in self.language.determiners
        return self.lower[before] in self.language.grammar("agent_words") and self.may_be_verb(
            before - 1
        )
