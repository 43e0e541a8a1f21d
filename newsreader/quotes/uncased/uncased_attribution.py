"""Attributes quote spans in scripts without capitals, by particles and the order of words."""

import re
from collections.abc import Iterator
from dataclasses import replace
from functools import cache

from newsreader.quotes.language import Language
from newsreader.quotes.text.spans import QuoteSpan, opens_line
from newsreader.quotes.text.tokens import QUOTE
from newsreader.quotes.uncased.uncased_names import (
    BRACKETS,
    NameReader,
    UncasedCast,
    UncasedName,
    UncasedSpeaker,
)
from newsreader.quotes.uncased.uncased_patterns import INITIALS, uncased_patterns
from newsreader.quotes.uncased.uncased_rules import UncasedRules, uncased_rules

_REACH = 200
"""Code points before and after a quotation that its sentence is searched in."""
_ENDS = re.compile(r"[。！？!?\n]|\.(?=\s|$)")
_COLON = re.compile(r"[：:]\s*$")
_CLAUSE = re.compile(rf"[，。；、：:,;!?！？（）()\n{QUOTE}]|——")
_VERB_ENDING = re.compile(r"(?:(?!のは|と)[ぁ-ん]){1,6}|[가-힣]+")
_TERM = 5
"""Fewer characters than these in the midst of a sentence are a term."""
_LABELLED = 12
"""So are fewer than these behind a word that terms follow."""
_NEAR = 400
"""Greatest distance, in code points, of a pronoun to the words of whom it means."""
_TRIES = 4
"""Verbs of saying before a quotation that are tried, the nearest first."""
_BEFORE_TITLE = 16
"""Code points before an honorific or office that its name is sought in."""
_HANGUL_FINALS = 28
"""How many final consonants, none included, a Hangul syllable may have."""


def attribute_uncased(
    text: str, spans: list[QuoteSpan], language: Language
) -> list[UncasedSpeaker | None]:
    """Return the speaker of each of ``spans`` by the rules of ``language``.

    None where nobody says the words, or where it is not clear who. In time linear in the text.
    """
    rules = uncased_rules(language.code)
    return _Attributor(text, spans, _reader(language.code), rules).attribute_all()


@cache
def _reader(code: str) -> NameReader:
    return NameReader(uncased_rules(code))


def _masked(text: str, spans: list[QuoteSpan]) -> tuple[str, list[int]]:
    """Return ``text`` with one sign for each span, and where those stand."""
    pieces: list[str] = []
    places: list[int] = []
    at = length = 0
    for span in spans:
        between = text[at : span.outer_start].replace(QUOTE, " ")
        pieces += (between, QUOTE)
        places.append(length + len(between))
        length += len(between) + 1
        at = max(at, span.outer_end)
    pieces.append(text[at:].replace(QUOTE, " "))
    return "".join(pieces), places


class _Attributor:
    """Attributes the quote spans of one text in order."""

    def __init__(
        self, text: str, spans: list[QuoteSpan], reader: NameReader, rules: UncasedRules
    ) -> None:
        self.text, self.spans, self.reader, self.rules = text, spans, reader, rules
        self.masked, self.places = _masked(text, spans)
        self.known = UncasedCast()
        self.patterns = uncased_patterns(rules)
        self.found: list[UncasedSpeaker | None] = []
        self.at = self.spoke = 0

    def attribute_all(self) -> list[UncasedSpeaker | None]:
        """Return the speaker of every span."""
        for body in INITIALS.finditer(self.masked):
            self.known.initials[body[2]] = body[1]
        if self.rules.by_topic:
            self._note_people()
        for number in range(len(self.spans)):
            self.at = self.places[number]
            found = self._attribute(number)
            if found is not None:
                self.known.add(found)
                self.spoke = self.at
            self.found.append(found)
        return self.found

    def _note_people(self) -> None:
        """Keep the people that the text names with an honorific or an office anywhere."""
        for phrase in self._titled_in(self.masked):
            found = self.reader.read(phrase, self.known)
            if found is not None and found.titled and len(found.name) > 2:
                self.known.note(found.name, found.office)

    def _titled_in(self, text: str) -> Iterator[str]:
        """Yield the names of ``text`` with an honorific or an office behind them, that included."""
        for title in self.patterns.title.finditer(text):
            start = max(0, title.start() - _BEFORE_TITLE)
            name = self.patterns.name.search(text, start, title.start())
            if name is not None:
                yield name[0] + title[0]

    def _attribute(self, number: int) -> UncasedSpeaker | None:
        place = self.places[number]
        before = self.masked[max(0, place - _REACH) : place]
        after = self.masked[place + 1 : place + 1 + _REACH]
        opening = list(_ENDS.finditer(before))
        sentence = before[opening[-1].end() :] if opening else before
        ending = _ENDS.search(after)
        rest = after[: ending.start()] if ending else after
        find = self._by_topic if self.rules.by_topic else self._by_verb
        found = None
        if self.rules.by_topic or not self._is_term(number, sentence):
            found = find(sentence, rest)
        found = found or self._labelled(sentence, rest)
        if found is None and not sentence.strip() and opening:
            found = self._announced(before[: opening[-1].start()])
        if found is None and not rest.strip():
            found = self._told_behind(after[ending.end() :] if ending else "")
        return found or self._going_on(number, sentence, rest)

    # -- a topic, a quotation and a verb at the end: Japanese and Korean

    def _by_topic(self, before: str, after: str) -> UncasedSpeaker | None:
        """Read 田中氏は「…」と述べた, 「…」と田中氏は述べた and 「…」と話す田中さんは."""
        tied = self.patterns.quotative.match(after)
        if tied is None:
            return None
        behind = after[tied.end() :].partition(QUOTE)[0]
        verb = self.patterns.verb.search(behind)
        if verb is None:
            topic = self._topic(before)
            named = topic is not None and topic.titled and not self.patterns.naming.search(behind)
            return self._speaker(topic, "") if tied["goes_on"] or named else None
        cue = _cue(verb)
        between = self._topic(behind[: verb.start()])
        if between is not None:
            return self._speaker(between, cue)
        cleft = self.patterns.cleft.match(behind[verb.end() :])
        if cleft is not None:
            phrases = list(self._titled_in(cleft["who"]))
            return self._speaker(self._read(phrases[-1]) if phrases else None, cue)
        return self._speaker(self._topic(before), cue)

    def _topic(self, before: str) -> UncasedName | None:
        """Return the topic that speaks: one with an office first, then the nearest topic."""
        best: tuple[bool, int, int] | None = None
        chosen: UncasedName | None = None
        for number, (phrase, particle) in enumerate(self._topics(before)):
            found = self._read(phrase)
            if found is None:
                continue
            rank = (found.titled, self.reader.ranks[particle], number)
            if best is None or rank > best:
                best, chosen = rank, found
        return chosen

    def _topics(self, before: str) -> Iterator[tuple[str, str]]:
        """Yield the phrases that a particle makes a topic, a subject or a source, and that."""
        if not self.reader.spaced:
            for match in self.patterns.topic.finditer(before):
                yield match["stem"], match["particle"]
            return
        words = before.replace(",", " ").replace(QUOTE, " ").split()
        for at, word in enumerate(words):
            marked = self.patterns.particle.fullmatch(word)
            if marked is None or not _agrees(marked["stem"], marked["particle"]):
                continue
            stem = marked["stem"]
            titled = self.reader.office.search(stem) or self.reader.honorific.search(stem)
            phrase = " ".join([*words[max(0, at - 3) : at], stem]) if titled else stem
            yield phrase, marked["particle"]

    # -- a verb between the speaker and the quotation: Chinese

    def _by_verb(self, before: str, after: str) -> UncasedSpeaker | None:
        """Read 李雷说：“…” and “…”，李雷说."""
        before = BRACKETS.sub("", before)
        for cue in list(self.patterns.verb.finditer(before))[: -_TRIES - 1 : -1]:
            found = self._subject(before[: cue.start()])
            if found is not None:
                return self._speaker(found, cue[0])
        clause = after.lstrip("，, ")
        verb = self.patterns.verb.search(clause)
        if verb is None or _CLAUSE.search(clause[: verb.start()]):
            return None
        return self._speaker(self._subject(clause[: verb.start()]), verb[0])

    def _is_term(self, number: int, before: str) -> bool:
        """Return whether a span is a few words in the midst of a sentence, and nothing said."""
        span = self.spans[number]
        words = self.text[span.start : span.end]
        last = self.patterns.last_verb.search(before)
        inside = before.strip() and before[-1] not in "：:，,。" and last is None
        labelled = self.patterns.label_before.search(before) is not None
        return bool(inside) and len(words) < (_LABELLED if labelled else _TERM) and words.isalnum()

    def _subject(self, before: str) -> UncasedName | None:
        """Return the subject at the beginning of the last clause, else of the one before."""
        for phrase in reversed(_CLAUSE.split(before)[-2:]):
            clause = self.patterns.opening.sub("", phrase.strip())
            subject = self.patterns.adverbial.split(clause, maxsplit=1)[0].strip()
            found = self._read(subject)
            if found is not None:
                return found
        return None

    # -- both

    def _labelled(self, before: str, after: str) -> UncasedSpeaker | None:
        """Read 田中氏「…」 and 李雷：“…” that fill a line."""
        label = self.patterns.label.sub("", before.strip().strip("：:")).strip()
        if not label or after.strip() or QUOTE in label or self.patterns.verb.search(label):
            return None
        colon = bool(_COLON.search(before))
        found = self._read(label)
        if found is None or not (found.titled or (colon and len(label) < 5)):
            return None
        return self._speaker(found, "")

    def _announced(self, before: str) -> UncasedSpeaker | None:
        """Read 田中氏はこう話した。「…」: a sentence that only announces the words behind it."""
        opening = list(_ENDS.finditer(before))
        sentence = before[opening[-1].end() :] if opening else before
        if not self.patterns.announcing.search(sentence):
            return None
        verb = self.patterns.verb.search(sentence)
        return self._speaker(self._topic(sentence), _cue(verb) if verb else "", inferred=True)

    def _told_behind(self, after: str) -> UncasedSpeaker | None:
        """Read 「…」。田中氏はこう話した: a sentence that only tells who said the words before."""
        ending = _ENDS.search(after)
        sentence = after[: ending.start()] if ending else after
        if not self.patterns.announcing.search(sentence) or QUOTE in sentence:
            return None
        verb = self.patterns.verb.search(sentence)
        return self._speaker(self._topic(sentence), _cue(verb) if verb else "", inferred=True)

    def _going_on(self, number: int, before: str, after: str) -> UncasedSpeaker | None:
        """Return the speaker before in the same paragraph, where a verb has no subject."""
        earlier = self.found[number - 1] if number else None
        if (
            earlier is None
            or "\n" in self.text[self.spans[number - 1].end : self.spans[number].start]
        ):
            return None
        if opens_line(self.text, self.spans[number]):
            return None
        if not before.strip() and not after.strip():
            return replace(earlier, cue="", inferred=True)
        tied = self.patterns.quotative.match(after) if self.rules.by_topic else None
        said = self.patterns.verb.search(after[tied.end() :] if tied else before)
        if said is None or (self.rules.by_topic and (tied is None or self._topic(before))):
            return None
        return replace(earlier, cue=_cue(said), inferred=True)

    def _read(self, phrase: str) -> UncasedName | None:
        return self.reader.read(phrase, self.known)

    def _speaker(
        self, found: UncasedName | None, cue: str, inferred: bool = False
    ) -> UncasedSpeaker | None:
        """Return ``found`` as a speaker, a pronoun by the name that it stands for."""
        if found is None:
            return None
        if found.refers:
            person = found.name not in self.reader.body_pronouns
            name = self.known.last_person if person else self.known.body(found.name)
            if not name or (person and self.at - self.spoke > _NEAR):
                return None
            found = UncasedName(name, self.known.people.get(name, ""), found.kind)
        name = found.name.strip()
        if not any(map(str.isalnum, name)):
            return None
        return UncasedSpeaker(name, found.office, cue, found.kind, inferred)


def _cue(verb: re.Match[str]) -> str:
    """Return a verb of saying with its ending, which is no part of the match."""
    ending = _VERB_ENDING.match(verb.string, verb.end())
    return verb[0] + (ending[0] if ending is not None else "")


def _agrees(stem: str, particle: str) -> bool:
    """Return whether a Korean particle has the form that the syllable before it asks for."""
    if not "가" <= stem[-1] <= "힣":
        return True
    closed = (ord(stem[-1]) - ord("가")) % _HANGUL_FINALS > 0
    return closed if particle in ("은", "이") else not closed if particle in ("는", "가") else True
