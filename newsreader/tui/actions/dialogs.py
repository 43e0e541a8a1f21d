"""Moves in the dialogs, answers and leaves them."""

from typing import TYPE_CHECKING

from newsreader.commands.registry import command
from newsreader.commands.scopes import (
    CHOICE,
    DIALOGS,
    HELP,
    LISTS,
    LOOKED_AT,
    NOTE,
    PALETTE,
    PICKER,
    PROMPT,
    SAID,
    WELCOME,
)

if TYPE_CHECKING:
    from newsreader.tui.dialog_view import (
        ChoiceDialog,
        Dialog,
        HelpDialog,
        ListDialog,
        NoteDialog,
        PagedDialog,
        PaletteDialog,
        PickerDialog,
        WelcomeDialog,
    )

GROUP = "Dialogs"
_PLAIN_LISTS = frozenset({CHOICE, WELCOME})
_PICKER = frozenset({PICKER})
_PALETTE = frozenset({PALETTE})
_NOTE = frozenset({NOTE})
_WELCOME = frozenset({WELCOME})


@command("dialog_leave", "escape", group=GROUP, where=DIALOGS - SAID - {NOTE}, palette=False)
def dialog_leave(dialog: "Dialog") -> None:
    """Leave.

    Close a dialog without an answer.
    """
    dialog.leave()


@command("dialog_answer", "enter", group=GROUP, where=LISTS | {PROMPT}, palette=False)
async def dialog_answer(dialog: "ListDialog") -> None:
    """Answer.

    Take what is typed or under the cursor.
    """
    done = dialog.answer()
    if done is not None:
        await done


def _picking(number: int) -> None:
    """Register the command that takes an option by its number."""

    async def pick(dialog: "ChoiceDialog") -> None:
        dialog.pick(number - 1)

    pick.__doc__ = f"Take number {number}.\n\nTake what stands at place {number} of a choice."
    command(f"choice_{number}", str(number), group=GROUP, where=frozenset({CHOICE}), palette=False)(
        pick
    )


for _number in range(1, 6):
    _picking(_number)


@command("dialog_down", "down", group=GROUP, where=LISTS, palette=False)
def dialog_down(dialog: "ListDialog") -> None:
    """Down.

    Go one row down in a dialog.
    """
    dialog.move(1)


@command("dialog_up", "up", group=GROUP, where=LISTS, palette=False)
def dialog_up(dialog: "ListDialog") -> None:
    """Up.

    Go one row up in a dialog.
    """
    dialog.move(-1)


@command("list_down", "j", group=GROUP, where=_PLAIN_LISTS, palette=False)
def list_down(dialog: "ListDialog") -> None:
    """Down.

    Go one row down in a dialog without a line to type in.
    """
    dialog.move(1)


@command("list_up", "k", group=GROUP, where=_PLAIN_LISTS, palette=False)
def list_up(dialog: "ListDialog") -> None:
    """Up.

    Go one row up in a dialog without a line to type in.
    """
    dialog.move(-1)


@command("starter_choose", "tab", group=GROUP, where=_PICKER, palette=False)
def starter_choose(dialog: "PickerDialog") -> None:
    """Choose.

    Choose a feed of the starter list, or let it go.
    """
    dialog.pick()


@command("starter_page_down", "pagedown", group=GROUP, where=_PICKER, palette=False)
def starter_page_down(dialog: "PickerDialog") -> None:
    """Page down.

    Go eight feeds down in the starter list.
    """
    dialog.move(8)


@command("starter_page_up", "pageup", group=GROUP, where=_PICKER, palette=False)
def starter_page_up(dialog: "PickerDialog") -> None:
    """Page up.

    Go eight feeds up in the starter list.
    """
    dialog.move(-8)


@command("palette_complete", "tab", group=GROUP, where=_PALETTE, palette=False)
def palette_complete(dialog: "PaletteDialog") -> None:
    """Complete.

    Write what is under the cursor into the line of commands, to go on with it.
    """
    dialog.complete()


@command("palette_page_down", "pagedown", group=GROUP, where=_PALETTE, palette=False)
def palette_page_down(dialog: "PaletteDialog") -> None:
    """Page down.

    Go six commands down.
    """
    dialog.page(1)


@command("palette_page_up", "pageup", group=GROUP, where=_PALETTE, palette=False)
def palette_page_up(dialog: "PaletteDialog") -> None:
    """Page up.

    Go six commands up.
    """
    dialog.page(-1)


@command("note_keep", "escape ctrl+s", group=GROUP, where=_NOTE, palette=False)
def note_keep(dialog: "NoteDialog") -> None:
    """Keep.

    Keep the note and close it.
    """
    dialog.keep()


@command("note_discard", "ctrl+x", group=GROUP, where=_NOTE, palette=False)
def note_discard(dialog: "NoteDialog") -> None:
    """Discard.

    Close the note as it was before.
    """
    dialog.leave()


@command("note_editor", "ctrl+o", group=GROUP, where=_NOTE, palette=False)
def note_editor(dialog: "NoteDialog") -> None:
    """Editor.

    Write the note in the editor that VISUAL or EDITOR names; what is written there comes back.
    """
    dialog.edit()


@command("text_down", "j down", group=GROUP, where=LOOKED_AT, palette=False)
def text_down(dialog: "ListDialog") -> None:
    """Down.

    Go one row down in the feeds that need a look, in all highlights, or in what a program printed.
    """
    dialog.move(1)


@command("text_up", "k up", group=GROUP, where=LOOKED_AT, palette=False)
def text_up(dialog: "ListDialog") -> None:
    """Up.

    Go one row up there.
    """
    dialog.move(-1)


@command("text_page_down", "ctrl+f pagedown space", group=GROUP, where=LOOKED_AT, palette=False)
def text_page_down(dialog: "PagedDialog") -> None:
    """Page down.

    Go a page down there.
    """
    dialog.full_page(1)


@command("text_page_up", "ctrl+b pageup", group=GROUP, where=LOOKED_AT, palette=False)
def text_page_up(dialog: "PagedDialog") -> None:
    """Page up.

    Go a page up there.
    """
    dialog.full_page(-1)


@command("text_half_down", "ctrl+d", group=GROUP, where=LOOKED_AT, palette=False)
def text_half_down(dialog: "PagedDialog") -> None:
    """Half page down.

    Go half a page down there.
    """
    dialog.half_page(1)


@command("text_half_up", "ctrl+u", group=GROUP, where=LOOKED_AT, palette=False)
def text_half_up(dialog: "PagedDialog") -> None:
    """Half page up.

    Go half a page up there.
    """
    dialog.half_page(-1)


@command("text_close", "q", group=GROUP, where=LOOKED_AT, palette=False)
def text_close(dialog: "Dialog") -> None:
    """Close.

    Close the feeds that need a look, all highlights, or what a program printed.
    """
    dialog.leave()


@command("help_close", "?", group=GROUP, where=frozenset({HELP}), palette=False)
def help_close(dialog: "HelpDialog") -> None:
    """Close the help.

    Close the help with the key that opened it.
    """
    dialog.close()


@command("welcome_tour", "t", group=GROUP, where=_WELCOME, palette=False)
def welcome_tour(dialog: "WelcomeDialog") -> None:
    """Learn six keys.

    Go on from the first screen with the keys that matter most.
    """
    dialog.go_on("tour")


@command("welcome_add_feed", "a", group=GROUP, where=_WELCOME, palette=False)
def welcome_add_feed(dialog: "WelcomeDialog") -> None:
    """Add a feed.

    Go on from the first screen with the address of a feed.
    """
    dialog.go_on("add_feed")


@command("welcome_starter", "s", group=GROUP, where=_WELCOME, palette=False)
def welcome_starter(dialog: "WelcomeDialog") -> None:
    """Pick from a list.

    Go on from the first screen with the starter list.
    """
    dialog.go_on("starter")


@command("welcome_import_opml", "i", group=GROUP, where=_WELCOME, palette=False)
def welcome_import_opml(dialog: "WelcomeDialog") -> None:
    """Import feeds.

    Go on from the first screen with the subscriptions of another reader.
    """
    dialog.go_on("import_opml")


@command("welcome_remove_demo", "d", group=GROUP, where=_WELCOME, palette=False)
def welcome_remove_demo(dialog: "WelcomeDialog") -> None:
    """Remove the demo.

    Take the demo stories away on the first screen.
    """
    dialog.go_on("remove_demo")
