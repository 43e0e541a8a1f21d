"""One question, one line to answer it."""

from collections.abc import Awaitable, Callable

from textual.content import Content
from textual.widget import Widget
from textual.widgets import Input, Static

from newsreader.commands.scopes import PROMPT
from newsreader.domain.clean import clean_text, mask_text
from newsreader.tui.bindings import bindings
from newsreader.tui.dialogs.dialog import Dialog, line


class PromptScreen(Dialog[str]):
    """Answers with the line typed; None when the user leaves.

    What cannot be done with the line is said under it, and the line stays as it is.
    """

    scope = PROMPT
    BINDINGS = bindings({PROMPT}, priority=True)

    def __init__(
        self,
        heading: str,
        hint: str,
        value: str = "",
        *,
        store: Callable[[str], Awaitable[str]] | None = None,
        slow: bool = False,
        reason: str = "",
        replaced: bool = False,
    ) -> None:
        """``store`` does what is wanted with the line and returns why it could not.

        ``reason`` is why the ``value`` will not do; typing takes its place where it is
        ``replaced``.
        """
        super().__init__()
        self.heading = heading
        self.hint = hint
        self._value = clean_text(value)
        self._store = store
        self._slow = slow
        self._reason = reason
        self._replaced = replaced

    def body(self) -> list[Widget]:
        """The line, and a place to say why it will not do."""
        return [Input(self._value, select_on_focus=self._replaced), line("", "error")]

    def on_mount(self) -> None:
        """Say why the line will not do, if it was tried before."""
        self._complain(self._reason)

    async def answer(self) -> None:
        """Answer with the line, once what is wanted with it is done.

        Keys that follow wait for that, unless it may take long.
        """
        trying = self._try(self.query_one(Input).value)
        if self._slow:
            self.run_worker(trying, exclusive=True)
        else:
            await trying

    async def _try(self, typed: str) -> None:
        reason = await self._store(typed) if self._store is not None else ""
        if not reason:
            self.dismiss(typed)
            return
        self._complain(reason)

    def _complain(self, reason: str) -> None:
        said = self.query_one(".error", Static)
        said.update(Content(mask_text(reason)))
        said.display = bool(reason)
