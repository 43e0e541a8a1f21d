"""Remembers who spoke together: "said Roe and Brandt", behind whom "they added" means both."""

from newsreader.quotes.text.tokens import Tokens

_NEAR = 4
"""How many sentences back several may have spoken together to be meant by "they"."""


class JointSpeakers:
    """The last people of one text who spoke together; tokens are indices into ``Tokens``."""

    def __init__(self, tokens: Tokens) -> None:
        self.tokens = tokens
        self.token, self.names = -1, ""

    def record(self, token: int, names: list[str]) -> str:
        """Keep who speaks together in the phrase at ``token``; return their names joined."""
        *others, last = names
        self.token, self.names = token, f"{', '.join(others)} and {last}"
        return self.names

    def meant(self, token: int, speakers: list[tuple[int, int]]) -> str:
        """Return the names that "they" at ``token`` means; empty where others have spoken since.

        ``speakers`` are the first tokens of the phrases that named speakers, in order.
        """
        if self.token < 0 or (speakers and speakers[-1][0] > self.token):
            return ""
        apart = self.tokens.sentence_of(token) - self.tokens.sentence_of(self.token)
        return self.names if 0 <= apart <= _NEAR else ""
