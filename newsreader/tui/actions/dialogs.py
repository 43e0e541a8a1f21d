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
    TYPING,
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

GROUP, MOVING = "Dialogs", "Moving in pages and dialogs"
_PLAIN_LISTS = frozenset({CHOICE, WELCOME})
_PICKER = frozenset({PICKER})
_PALETTE = frozenset({PALETTE})
_NOTE = frozenset({NOTE})
_WELCOME = frozenset({WELCOME})


@command("dialog_leave", "escape", group=MOVING, where=DIALOGS - SAID - {NOTE}, palette=False)
def dialog_leave(dialog: "Dialog") -> None:
    """Leave.

    Close without an answer; on a page go back, first out of what is typed.
    """
    dialog.leave()


@command("keys", "? f1", group=MOVING, where=DIALOGS - TYPING, palette=False)
def keys(dialog: "Dialog") -> None:
    """Keys.

    Show the keys of this dialog or page.
    """
    dialog.show_keys()


@command("line_keys", "f1", group=MOVING, where=TYPING, palette=False)
def line_keys(dialog: "Dialog") -> None:
    """Keys.

    Show the keys of what lies in front; in a line that is still empty ? does so, too.
    """
    dialog.show_keys()


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


@command("dialog_down", "down", group=MOVING, where=LISTS, palette=False)
def dialog_down(dialog: "ListDialog") -> None:
    """Down.

    Go one row down.
    """
    dialog.move(1)


@command("dialog_up", "up", group=MOVING, where=LISTS, palette=False)
def dialog_up(dialog: "ListDialog") -> None:
    """Up.

    Go one row up.
    """
    dialog.move(-1)


@command("list_down", "j", group=MOVING, where=_PLAIN_LISTS, palette=False)
def list_down(dialog: "ListDialog") -> None:
    """Down.

    Go one row down.
    """
    dialog.move(1)


@command("list_up", "k", group=MOVING, where=_PLAIN_LISTS, palette=False)
def list_up(dialog: "ListDialog") -> None:
    """Up.

    Go one row up.
    """
    dialog.move(-1)


@command("starter_choose", "tab", group=GROUP, where=_PICKER, palette=False)
def starter_choose(dialog: "PickerDialog") -> None:
    """Choose.

    Choose a feed of the starter list, or let it go.
    """
    dialog.pick()


@command("starter_page_down", "pagedown", group=MOVING, where=_PICKER, palette=False)
def starter_page_down(dialog: "PickerDialog") -> None:
    """Page down.

    Go eight feeds down.
    """
    dialog.move(8)


@command("starter_page_up", "pageup", group=MOVING, where=_PICKER, palette=False)
def starter_page_up(dialog: "PickerDialog") -> None:
    """Page up.

    Go eight feeds up.
    """
    dialog.move(-8)


@command("palette_complete", "tab", group=GROUP, where=_PALETTE, palette=False)
def palette_complete(dialog: "PaletteDialog") -> None:
    """Complete.

    Write what is under the cursor into the line of commands, to go on with it.
    """
    dialog.complete()


@command("palette_page_down", "pagedown", group=MOVING, where=_PALETTE, palette=False)
def palette_page_down(dialog: "PaletteDialog") -> None:
    """Page down.

    Go six commands down.
    """
    dialog.page(1)


@command("palette_page_up", "pageup", group=MOVING, where=_PALETTE, palette=False)
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


@command("text_down", "j down", group=MOVING, where=LOOKED_AT, palette=False)
def text_down(dialog: "ListDialog") -> None:
    """Down.

    Go one row or line down.
    """
    dialog.move(1)


@command("text_up", "k up", group=MOVING, where=LOOKED_AT, palette=False)
def text_up(dialog: "ListDialog") -> None:
    """Up.

    Go one row or line up.
    """
    dialog.move(-1)


@command("text_page_down", "ctrl+f pagedown space", group=MOVING, where=LOOKED_AT, palette=False)
def text_page_down(dialog: "PagedDialog") -> None:
    """Page down.

    Go a page down.
    """
    dialog.full_page(1)


@command("text_page_up", "ctrl+b pageup", group=MOVING, where=LOOKED_AT, palette=False)
def text_page_up(dialog: "PagedDialog") -> None:
    """Page up.

    Go a page up.
    """
    dialog.full_page(-1)


@command("text_half_down", "ctrl+d", group=MOVING, where=LOOKED_AT, palette=False)
def text_half_down(dialog: "PagedDialog") -> None:
    """Half page down.

    Go half a page down.
    """
    dialog.half_page(1)


@command("text_half_up", "ctrl+u", group=MOVING, where=LOOKED_AT, palette=False)
def text_half_up(dialog: "PagedDialog") -> None:
    """Half page up.

    Go half a page up.
    """
    dialog.half_page(-1)


@command("text_close", "q", group=MOVING, where=LOOKED_AT, palette=False)
def text_close(dialog: "Dialog") -> None:
    """Close.

    Go back at once, whatever is typed.
    """
    dialog.leave()


@command("help_close", "? f1", group=GROUP, where=frozenset({HELP}), palette=False)
def help_close(dialog: "HelpDialog") -> None:
    """Close the help.

    Close the help with the key that opened it.
    """
    dialog.close()


@command("welcome_tour", "t", group=GROUP, where=_WELCOME, palette=False)
def welcome_tour(dialog: "WelcomeDialog") -> None:
    """Learn six keys.

    Try the keys that matter most, one after another, on the demo.
    """
    dialog.go_on("tour")


@command("welcome_add_feed", "a", group=GROUP, where=_WELCOME, palette=False)
def welcome_add_feed(dialog: "WelcomeDialog") -> None:
    """Add a feed.

    Add a feed by its address, or by that of its site.
    """
    dialog.go_on("add_feed")


@command("welcome_starter", "s", group=GROUP, where=_WELCOME, palette=False)
def welcome_starter(dialog: "WelcomeDialog") -> None:
    """Pick from a list.

    Pick from sixty feeds, by region and topic.
    """
    dialog.go_on("starter")


@command("welcome_import_opml", "i", group=GROUP, where=_WELCOME, palette=False)
def welcome_import_opml(dialog: "WelcomeDialog") -> None:
    """Import feeds.

    Take over the feeds of another reader.
    """
    dialog.go_on("import_opml")


@command("welcome_remove_demo", "d", group=GROUP, where=_WELCOME, palette=False)
def welcome_remove_demo(dialog: "WelcomeDialog") -> None:
    """Remove the demo.

    Take the demo stories away.
    """
    dialog.go_on("remove_demo")
