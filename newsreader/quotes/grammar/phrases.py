"""Parses noun phrases that may name a speaker: names, pronouns and nouns."""

from newsreader.quotes.grammar.office_phrases import OfficeParser
from newsreader.quotes.grammar.speaker_phrase import SpeakerPhrase
from newsreader.quotes.people.names import Name

_REACH = 7
"""How many words a noun phrase may have before its last name or noun."""
_YEAR = 4
"""How many digits a year has."""
TOGETHER = 8
"""Greatest number of speakers joined to one."""


class PhraseParser(OfficeParser):
    """Parses the noun phrases of one text; methods take and return indices into the tokens.

    ``stop`` is the first index that is not read any more.
    """

    def phrase(self, token: int, stop: int) -> SpeakerPhrase | None:
        """Return the noun phrase that begins at ``token``, or None where none does."""
        if token >= stop:
            return None
        if self.lower[token] in self.pronouns:
            return SpeakerPhrase("pronoun", token, token)
        if (
            token + 2 < stop
            and self.tokens.words[token + 1] == "."
            and self.lower[token] in self.language.titles
            and token + 2 in self.cast.starting
        ):
            token += 2  # "prof. Roe"
        name = self.cast.starting.get(token)
        if name is not None and not name.possessive:
            if name.body and name.titles and self.is_holder(token):
                return SpeakerPhrase("noun", token, name.last, core=token)  # "Prezydent USA"
            longer = self._noun_phrase(token, stop)
            if longer is not None and longer.last > name.last:
                return longer
            return self.joined(self.office_holder(name, stop), stop)
        return (
            self._one_of(token, stop) or self._about(token, stop) or self._noun_phrase(token, stop)
        )

    def _one_of(self, token: int, stop: int) -> SpeakerPhrase | None:
        """Return the phrase of "one of the singers", or of the name in apposition to it."""
        lower = self.lower
        if lower[token] not in self.language.determiners or token + 1 >= stop:
            return None
        if lower[token + 1] not in self.of_words:
            return None
        if token + 2 < stop and lower[token + 2] in self.objects:
            return SpeakerPhrase("noun", token, token + 2, core=token)
        phrase = self._completed(token, token, stop)
        named = phrase.kind == "name"
        said = phrase.last > token and (
            self.verb_follows(phrase.last + 1, stop)
            or lower[phrase.last + 1 : phrase.last + 2] == [","]
            or (token > 0 and self.is_cue(token - 1))
        )
        return phrase if named or said else None

    def joined(self, phrase: SpeakerPhrase, stop: int, inverted: bool = False) -> SpeakerPhrase:
        """Return ``phrase`` with the other names of "Roe, Brandt and Okoro said".

        Where it is ``inverted``, "said Roe and Brandt", no verb follows.
        """
        also: list[int] = []
        link = phrase.last + 1
        while link + 1 < stop and len(also) < TOGETHER:
            ends = self.lower[link] in self.and_words
            if not ends and self.lower[link] != ",":
                break
            begin = link + 1
            if not ends and self.lower[begin] in self.and_words:
                ends, begin = True, begin + 1
            other = self.cast.starting.get(begin)
            if (
                other is None
                or other.possessive
                or (inverted and not self._is_alike(other, phrase))
            ):
                break
            also.append(other.member)
            link = other.last + 1
            if ends:
                said = link < stop and self.is_cue(self.skip_between(link, stop - 1))
                if said or (inverted and not self._has_verb(link, stop)):
                    return SpeakerPhrase(
                        "name", phrase.first, other.last, phrase.member, tuple(also)
                    )
                break
        return phrase

    def _is_alike(self, other: Name, phrase: SpeakerPhrase) -> bool:
        """Return whether a name is as whole as another: both people's, or both of bodies."""
        whole = len(other.parts) > 1 or bool(other.titles)
        body = self.cast.members[phrase.member].body
        return whole and not self.is_role(other.last) and other.body == body

    def _has_verb(self, token: int, stop: int) -> bool:
        """Return whether a verb of their own follows names that end before ``token``."""
        return token < stop and self.is_finite(self.skip_adverbs(token, stop - 1))

    def _noun_phrase(self, token: int, stop: int) -> SpeakerPhrase | None:
        """Return the phrase of determiner, adjectives, nouns and names at ``token``, or None."""
        lower, language, starting = self.lower, self.language, self.cast.starting
        at = token
        determined = lower[at] in language.determiners
        while at < stop and lower[at] in language.determiners and at < token + 3:
            at += 1
        at += 2 * (determined and self._is_adjective(at, stop))
        begins_with_name = token in starting
        last, named, at = self._nouns(at, stop, determined)
        if last < 0:
            speaks = (at < stop and self.may_be_verb(at)) or (
                self._speaks(token) and self.closes(at, stop)
            )
            alone = token + 1 == at and determined and speaks
            return SpeakerPhrase("noun", token, token, core=token) if alone else None
        if last in self.tokens.possessive:
            return None
        if named is not None and named.body and self.is_holder(token):
            return SpeakerPhrase("noun", token, last, core=token)  # "prezydent USA"
        if named is None and self._is_head(token):
            return self._headed(token, last, stop)
        if named is not None:
            holder = self.office_holder(named, stop)
            return self.joined(SpeakerPhrase("name", token, holder.last, holder.member), stop)
        officer = None if determined else self.officer(token, last, stop)
        if officer is not None:
            return officer
        if begins_with_name and not self._speaks(last) and not self.verb_follows(at, stop):
            return None
        bare = not determined and not begins_with_name and not self._speaks(last)
        if bare and not self._is_crowd(last, stop):
            return None
        return self._completed(token, last, stop)

    def _is_adjective(self, token: int, stop: int) -> bool:
        """Return whether two adjectives precede a noun: "the tall, soft-spoken mayor"."""
        lower, second = self.lower, token + 2
        return (
            second + 1 < stop
            and lower[token + 1] == ","
            and self.tokens.words[second].islower()
            and lower[second] not in self.stops
            and self.is_role(second + 1)
        )

    def _about(self, token: int, stop: int) -> SpeakerPhrase | None:
        """Return the phrase of "about 200 protesters", or None where none begins at ``token``."""
        number = token + 1
        if self.lower[token] not in self.language.prepositions or number >= stop:
            return None
        if not self.lower[number].isdigit() or len(self.lower[number]) == _YEAR:
            return None
        crowd = self._noun_phrase(number, stop)
        if crowd is None or not self.language.is_crowd(self.lower[crowd.core]):
            return None
        return SpeakerPhrase("noun", token, crowd.last, core=crowd.core)

    def _is_head(self, token: int) -> bool:
        """Return whether a noun that may speak begins a phrase without an article."""
        may_speak = self._speaks(token) or self.language.means_person(self.lower[token])
        return self.language.inverts and not self.language.definite_articles and may_speak

    def _headed(self, token: int, last: int, stop: int) -> SpeakerPhrase:
        """Return "rzecznik ministerstwa", or the name in apposition to it or behind a rank."""
        ranked = self.cast.starting.get(last + 2)
        if (
            ranked is not None
            and self.tokens.words[last + 1] == "."
            and self.lower[last] in self.language.titles
        ):
            return SpeakerPhrase("name", token, ranked.last, ranked.member)
        name = self.cast.starting.get(last + 2)
        comma = last + 2 < stop and self.lower[last + 1] == ","
        called = comma and name is not None and not name.possessive
        if called and name is not None and self.closes(name.last + 1, stop):
            return SpeakerPhrase("name", token, name.last, name.member)
        return SpeakerPhrase("noun", token, last, core=token)

    def _nouns(self, token: int, stop: int, determined: bool) -> tuple[int, Name | None, int]:
        """Return the last token of the nouns from ``token`` on, the name there, the next token.

        The last token is -1 where there are none.
        """
        language, at = self.language, token
        last, named, count = -1, None, 0
        while at < stop and count < _REACH and not self._ends_nouns(at, last, stop, determined):
            named = self.cast.starting.get(at)
            last = named.last if named is not None else at
            at = last + 1
            count += 1
        if language.capital_nouns:
            while last > token and not self.tokens.words[last][0].isupper():
                last -= 1
                at, named = last + 1, self.cast.ending.get(last)
        return last, named, at

    def _ends_nouns(self, token: int, last: int, stop: int, determined: bool) -> bool:
        """Return whether the nouns up to ``last`` end before ``token``; -1 for none so far."""
        word, language = self.lower[token], self.language
        if token in self.cast.starting:
            return False
        if not (word[0].isalpha() or word[0].isdigit()):
            return True
        if word in self.stops:
            return not self._qualifies_office(token)
        if word in language.cues and (last >= 0 or not determined) and not self._is_noun(token):
            return True
        if last < 0:
            return False
        if word in self.assuming and self.behind_assumed(token) > token:
            return True
        if language.inverts and last in self.cast.ending and self.tokens.words[token].islower():
            return True
        speaks = self._speaks(last)
        if word in language.weak_cues and speaks and self.closes(token + 1, stop):
            return True
        many = last in self.cast.ending or self.lower[last].endswith("s")
        return self.is_adverb(token) or (self._is_past(token) and (many or speaks))

    def _qualifies_office(self, token: int) -> bool:
        """Return whether a small word is part of an office: "le premier ministre"."""
        after = token + 1
        return (
            self.language.inverts
            and self.lower[token] in self.language.grammar("ordinals")
            and after < len(self.lower)
            and self.is_role(after)
        )

    def _is_crowd(self, last: int, stop: int) -> bool:
        """Return whether a bare noun is a plural with a verb: "lawyers for the port said"."""
        after = self.complements(last + 1, stop) + 1
        finite = after < stop and self.is_finite(self.skip_adverbs(after, stop - 1))
        return self.lower[last].endswith("s") and (finite or self.verb_follows(after, stop))

    def is_place(self, first: int, start: int) -> bool:
        """Return whether the name at ``first`` says where the place before it lies: "Ohio".

        That is so in "from Harbour, Ohio," but not in "In Harbour, Jane Roe said".
        """
        name = self.cast.starting.get(first)
        if name is None or name.titles or first - 2 < start or self.lower[first - 1] != ",":
            return False
        place = self.cast.ending.get(first - 2)
        if place is None or name.text.split()[0] in self.language.given_names:
            return False
        before = place.begin - 1
        return before > start and self.lower[before] in self.locatives

    def _completed(self, token: int, core: int, stop: int) -> SpeakerPhrase:
        """Return a noun with its complements, or the name that stands in apposition to it.

        "A statement by Jane Roe" is hers.
        """
        bracket = self.skip_brackets(core + 1, stop)
        ranked = self.cast.starting.get(bracket) if bracket > core + 1 else None
        if ranked is not None and self.is_role(core) and not ranked.possessive:
            return SpeakerPhrase("name", token, ranked.last, ranked.member)
        end = self.complements(core + 1, stop)
        follow = end + 1
        if (
            follow + 1 < stop
            and self.lower[follow] in self.authors
            and self.lower[core] in self.language.cue_nouns
        ):
            author = self.phrase(follow + 1, stop)
            if author is not None and author.kind != "pronoun":
                return author
        if follow < stop and self.lower[follow] == "," and not self.is_place(follow + 1, token):
            name = self.cast.starting.get(self.behind_assumed(follow + 1))
            if name is not None and not name.possessive and self._ends_name(name, stop):
                return SpeakerPhrase("name", token, name.last, name.member)
            bearer = self.bearer(token, follow + 1, stop) if self.is_role(core) else None
            if bearer is not None:
                return bearer
        assumed = self.cast.starting.get(self.behind_assumed(follow))
        if assumed is not None and assumed.begin > follow and not assumed.possessive:
            return SpeakerPhrase("name", token, assumed.last, assumed.member)
        named = self.cast.ending.get(end)
        if named is not None and self.is_role(core) and self.is_called(named, core):
            return SpeakerPhrase("name", token, end, named.member)
        return SpeakerPhrase("noun", token, end, core=core)

    def _ends_name(self, name: Name, stop: int) -> bool:
        """Return whether a name in apposition ends, "of the law firm" and the like apart."""
        behind = name.last + 1
        complemented = behind < stop and self.lower[behind] in self.of_words
        return self.closes(behind, stop) or (complemented and len(name.parts) > 1)

    def _speaks(self, token: int) -> bool:
        word = self.lower[token]
        language = self.language
        if word in language.speaking_nouns or word in language.titles:
            return True
        if word in language.document_nouns:
            return True
        return self.language.capital_nouns and self.language.is_role(word)
