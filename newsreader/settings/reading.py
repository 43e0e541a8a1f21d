"""Reads config.toml into frozen settings, and says in which line what is wrong with it."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, replace
from pathlib import Path

from newsreader.domain.counts import counted
from newsreader.domain.errors import SettingsError
from newsreader.settings.config_file import ConfigFile
from newsreader.settings.faults import Fault, read_toml
from newsreader.settings.values import Settings


def load_settings(path: Path, commands: Collection[str] = ()) -> Settings:
    """Return the settings in the file at ``path``; a file that is not there is empty.

    Raises SettingsError when the file cannot be read, else as ``read_settings``.
    """
    return usable(check_settings(path, commands))


def read_settings(text: str, path: Path, commands: Collection[str] = ()) -> Settings:
    """Return the settings in a TOML text, which is that of the file at ``path``.

    ``commands`` are the ids that ``[keys]`` may name; without them any is taken. What is not
    known becomes one of ``Settings.warnings``. Raises SettingsError, naming file, line and key,
    when the text is not TOML or a value cannot be used.
    """
    return usable(_check(text, path, commands))


@dataclass(frozen=True, slots=True)
class CheckedSettings:
    """A file of settings that was looked at as a whole."""

    settings: Settings
    """The settings that can be used; the others are as they are without a file."""
    faults: tuple[Fault, ...]
    """Everything that is wrong, in the order of the file."""
    lines: Mapping[str, int | None]
    """The lines of its keys, and of macros and rules by what sentences call them."""

    def placed(self, path: Path, sentence: str) -> Fault:
        """Return a fault of the file at ``path`` by a sentence that begins with its place.

        Such are those of programs and keys, ``open.browser: there is no program x.``
        """
        place = sentence.partition(": ")[0]
        return Fault(path, self.lines.get(place), place, sentence, serious=False)


def check_settings(path: Path, commands: Collection[str] = ()) -> CheckedSettings:
    """Return the settings in the file at ``path`` with all its faults.

    A file that is not there is empty. Raises SettingsError when it cannot be read.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")  # editors on Windows write a BOM
    except FileNotFoundError:
        text = ""
    except UnicodeDecodeError:
        raise SettingsError(f"{path} is not UTF-8 text.") from None
    except OSError as error:
        raise SettingsError(f"{path} cannot be read: {error.strerror}.") from None
    return _check(text, path, commands)


def usable(checked: CheckedSettings) -> Settings:
    """Return checked settings; raises SettingsError with the first fault that is serious."""
    serious = [one for one in checked.faults if one.serious]
    if serious:
        others = len(serious) - 1
        more = f" {counted(others, 'more fault')}: “newsreader config check”." if others else ""
        raise SettingsError(f"{serious[0]}{more}")
    return checked.settings


def _check(text: str, path: Path, commands: Collection[str]) -> CheckedSettings:
    read = read_toml(text, path)
    file = ConfigFile(path, read.lines, commands, [*read.faults])
    settings = file.settings(read.content)
    faults = sorted(file.faults, key=lambda one: one.line or 0)
    warnings = tuple(str(one) for one in file.faults if not one.serious)
    return CheckedSettings(
        replace(settings, warnings=warnings), tuple(faults), {**read.lines, **file.named}
    )
