"""Edits config.toml by a draft, which takes its place once it can be used."""

from collections.abc import Callable, Collection
from pathlib import Path

from newsreader.domain.errors import SettingsError
from newsreader.editor import begin_draft, take_draft
from newsreader.settings.example import example_config
from newsreader.settings.reading import read_settings
from newsreader.settings.values import Settings


def write_example(path: Path) -> None:
    """Write the example as a new file; raises SettingsError where there is one already."""
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        with path.open("x", encoding="utf-8") as file:
            file.write(example_config())
    except FileExistsError:
        raise SettingsError(f"{path} exists already, and stays as it is.") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be written: {error.strerror}.") from None


def edit_settings(
    path: Path, commands: Collection[str], edit: Callable[[Path], str]
) -> Settings | None:
    """Let the user edit the settings; return the new ones, None where they stay as they are.

    ``edit`` shows a file in the editor and returns why it could not. A draft that cannot be used
    is kept, and is what the next time begins with. Raises SettingsError, naming line and key.
    """
    try:
        before = path.read_text(encoding="utf-8-sig") if path.exists() else None
        begun = example_config() if before is None else before
        draft = begin_draft(path, begun)
        reason = edit(draft)
        text = draft.read_text(encoding="utf-8-sig")
    except (OSError, UnicodeDecodeError) as error:
        reason = getattr(error, "strerror", None) or "it is not UTF-8 text"
        raise SettingsError(f"{path} cannot be edited: {reason}.") from None
    if text == begun:
        draft.unlink()
        if reason:
            raise SettingsError(reason)
        return None
    if reason:
        raise SettingsError(f"{reason} What you wrote is kept in {draft}.")
    try:
        settings = read_settings(text, path, commands)
        now = path.read_text(encoding="utf-8-sig") if path.exists() else None
        if now != before:
            raise SettingsError(f"{path} was changed by another program meanwhile.")
        take_draft(draft, path)
    except SettingsError as error:
        raise SettingsError(f"{error} What you wrote is kept in {draft}.") from None
    except OSError as error:
        words = f"{path} cannot be written: {error.strerror}. What you wrote is kept in {draft}."
        raise SettingsError(words) from None
    return settings
