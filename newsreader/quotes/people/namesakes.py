"""Tells which of several people of one last name that name stands for alone."""

from functools import cached_property

from newsreader.quotes.people.cast import Cast
from newsreader.quotes.text.tokens import Tokens

_NEAR = 3
"""How many sentences back somebody may have spoken to be meant by their last name."""


class Namesakes:
    """The people of one cast by their last names; members are indices into ``Cast.members``."""

    def __init__(self, tokens: Tokens, cast: Cast) -> None:
        self.tokens, self.cast = tokens, cast

    @cached_property
    def shared(self) -> dict[str, set[int]]:
        """The members of each last name that several people have."""
        found: dict[str, set[int]] = {}
        for number, member in enumerate(self.cast.members):
            if len(member.parts) > 1 and not member.body:
                found.setdefault(member.parts[-1], set()).add(number)
        return {surname: members for surname, members in found.items() if len(members) > 1}

    def meant(self, token: int, speakers: list[tuple[int, int]]) -> int:
        """Return the member that the last name at ``token`` means; -1 where the cast tells.

        Where nobody else has spoken since, it is who has just spoken. ``speakers`` are the first
        tokens of the phrases that named speakers, with their members, in order.
        """
        name = self.cast.starting.get(token)
        if name is None or len(name.parts) > 1 or name.titles or not speakers:
            return -1
        at, member = speakers[-1]
        apart = self.tokens.sentence_of(token) - self.tokens.sentence_of(at)
        spoke = member in self.shared.get(name.parts[0], ()) and 0 <= apart <= _NEAR
        return member if spoke else -1
