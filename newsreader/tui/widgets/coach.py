"""Teaches a few keys under the panes, while these do what the keys say."""

from string import Formatter

from textual.app import ComposeResult
from textual.containers import Horizontal
from textual.content import Content
from textual.widgets import Static

from newsreader.commands.keymap import Keymap
from newsreader.domain.counts import grouped
from newsreader.tui.look.glyphs import Glyphs
from newsreader.tui.tour import DONE, LESSONS, Tour


class Coach(Horizontal):
    """Shows the key to press, what it does, and how far one is."""

    def __init__(self, keymap: Keymap, glyphs: Glyphs) -> None:
        super().__init__(id="coach")
        self._keymap = keymap
        self._glyphs = glyphs
        self._key = Static(id="coach-key", markup=False)
        self._words = Static(id="coach-words", markup=False)

    def compose(self) -> ComposeResult:
        """Put the key before the words."""
        yield self._key
        yield self._words

    def show(self, tour: Tour) -> None:
        """Show the present lesson, or what comes after the last one."""
        lesson, signs = tour.lesson, self._glyphs
        words = self._with_keys(DONE if lesson is None else lesson.words)
        key = self._keymap.printed(lesson.command).split()[:1] if lesson is not None else []
        self._key.display = bool(key)
        self._key.update(Content(f" {''.join(key)} "))
        learned, left = signs.unread * tour.learned, signs.bullet * (len(LESSONS) - tour.learned)
        number = grouped(min(tour.learned + 1, len(LESSONS)))
        told = f"   {number} of {grouped(len(LESSONS))}" if lesson is not None else ""
        leaves = self._keymap.fill("   {back} leaves")
        far = [(learned, "$accent"), (f"{left}{told}{leaves}", "$dim")]
        self._words.update(Content.assemble(*words, "\n", *far))

    def _with_keys(self, words: str) -> list[tuple[str, str]]:
        """Return a sentence with keys, bold, in the place of the ids of commands in braces."""
        parts = []
        for said, command, _, _ in Formatter().parse(words):
            parts.append((self._glyphs.plain(said), "$foreground"))
            if command:
                parts.append((self._keymap.fill(f"{{{command}}}"), "bold $strong"))
        return parts
