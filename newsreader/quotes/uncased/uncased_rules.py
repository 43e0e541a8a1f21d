"""The words by which speakers are found in scripts without capitals, read from a data file."""

from dataclasses import dataclass, fields
from functools import cache, cached_property

from newsreader.languages import table


@dataclass(frozen=True, eq=False)
class UncasedRules:
    """The table ``uncased`` of one language; words are separated by white space."""

    order: str
    """Where a verb of saying stands: "topic" behind a topic with a particle, else "verb"."""
    verbs: str = ""
    """Verbs of saying, as the beginnings of their forms where they have endings."""
    quotatives: str = ""
    """What ties a quotation to the verb behind it: "と"."""
    continuing: str = ""
    """Those that need no verb, because another quotation follows: "라며"."""
    announcing: str = ""
    """What tells that the words stand in the next sentence: "こう"."""
    label_endings: str = ""
    """What ends the name of a speaker in front of words without a verb: "の話"."""
    naming: str = ""
    """Verbs that give a name, so that the words in marks are one: "名付け"."""
    particles: str = ""
    """What stands behind a topic."""
    subjects: str = ""
    """What stands behind a subject that is no topic, as in a clause within."""
    sources: str = ""
    """What stands behind a source without a verb: "によると"."""
    honorifics: str = ""
    """What stands behind a name and is no office: "氏"."""
    offices: str = ""
    """Offices, which stand behind a name or before it."""
    bodies: str = ""
    """How the names of organisations end."""
    people: str = ""
    """Nouns for people without a name: "専門家"."""
    groups: str = ""
    """Those of them that are several people or a public body."""
    pronouns: str = ""
    """Words for a person named before: "彼"."""
    body_pronouns: str = ""
    """Words for an organisation named before: "同社"."""
    not_speakers: str = ""
    """Topics that never speak: days, works, results."""
    inflections: str = ""
    """How words end that are no part of a name, in a script with spaces."""
    places: str = ""
    """How words end that are no names, in a script with spaces."""
    surnames: str = ""
    """Last names, which stand first."""
    foreign: str = ""
    """Characters that foreign names are written with."""
    countries: str = ""
    """Countries, which may stand before an office."""
    labels: str = ""
    """What stands right before a term in marks: "的"."""
    openings: str = ""
    """What may begin a clause before its subject: "但"."""
    adverbials: str = ""
    """What ends a subject: prepositions and adverbs between it and the verb."""

    def words(self, key: str) -> tuple[str, ...]:
        """Return the words of a key, the longest first, so that they can be tried in order."""
        return _longest_first(str(getattr(self, key)))

    def alternatives(self, key: str) -> str:
        """Return the words of a key as a regular expression."""
        return "|".join(self.words(key)) or "(?!)"

    @cached_property
    def by_topic(self) -> bool:
        """Whether a particle marks the topic and the verb ends the sentence."""
        return self.order == "topic"


@cache
def _longest_first(text: str) -> tuple[str, ...]:
    return tuple(sorted(text.split(), key=lambda word: (-len(word), word)))


@cache
def uncased_rules(code: str) -> UncasedRules:
    """Return the rules of the language ``code``, whose data file has the table ``uncased``."""
    return UncasedRules(**table(code, "uncased"))


def uncased_keys() -> frozenset[str]:
    """Return the keys that the table ``uncased`` of a data file may have."""
    return frozenset(field.name for field in fields(UncasedRules))
