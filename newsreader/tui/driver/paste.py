"""Ends a bracketed paste that the terminal does not end, so that the keyboard is heard again."""

START, END = "\x1b[200~", "\x1b[201~"
"""What a terminal writes around what is pasted (DEC private mode 2004)."""
SILENCE = 1.0
"""Seconds without input after which a paste is taken to have ended."""
LONGEST = 120_000
"""So many code points of a paste are passed on, more than is pasted of any."""
_LEAVING = ("\x11", "\x1b[113;5u")
"""Ctrl+Q in both protocols, which is heard also where it came into a paste that did not end."""


class PasteEnd:
    """Passes on what comes from a terminal, and where a paste stays open its end too."""

    def __init__(self) -> None:
        self._open = False
        self._passed = 0
        self._leaving = False
        self._kept = ""
        self._before = ""
        self._heard = 0.0

    def pass_on(self, text: str, now: float) -> str:
        """Return what to hand on of ``text``, which is empty where nothing came.

        ``now`` is in seconds, of any clock that only goes on. The beginning of what may be an
        end is kept until the rest of it comes.
        """
        if not text:
            return self._give_up() if self._open and now - self._heard >= SILENCE else ""
        self._heard = now
        handed = ""
        text = self._kept + text
        self._kept = ""
        while text:
            if not self._open:
                typed, text = self._until_start(text)
                handed += typed
                continue
            pasted, end, text = text.partition(END)
            if not end:
                pasted, self._kept = _split_end(pasted)
            handed += pasted[: max(0, LONGEST - self._passed)] + end
            self._passed += len(pasted)
            self._leaving = self._leaving or any(key in pasted for key in _LEAVING)
            self._open = not end
        return handed

    def _until_start(self, text: str) -> tuple[str, str]:
        """Return what comes up to the beginning of a paste, and the rest; notice the beginning.

        Nothing typed waits for what follows: a lone Esc may be the key.
        """
        joined = self._before + text
        at = joined.find(START)
        if at < 0:
            self._before = joined[1 - len(START) :]
            return text, ""
        stop = at + len(START) - len(self._before)
        self._open, self._passed, self._leaving, self._before = True, 0, False, ""
        return text[:stop], text[stop:]

    def _give_up(self) -> str:
        self._open, kept, self._kept = False, self._kept, ""
        return kept + END + _LEAVING[0] * self._leaving


def _split_end(text: str) -> tuple[str, str]:
    """Return a text without the beginning of an end that it closes with, and that beginning."""
    for length in range(min(len(END) - 1, len(text)), 0, -1):
        if END.startswith(text[-length:]):
            return text[:-length], text[-length:]
    return text, ""
