"""Macros: several commands under one name, which the settings declare."""

from dataclasses import dataclass, field

from newsreader.domain.options.setting import Form, required, setting


@dataclass(frozen=True, slots=True)
class Macro:
    """A table ``[[macro]]``."""

    name: str = field(
        metadata=required("What it is called.", Form.FILLED_LINE, example="Keep and go on")
    )
    do: tuple[str, ...] = field(
        metadata=required(
            "The commands, one after another, each as it is typed behind “:”.",
            Form.LINES,
            example=["bookmark", "tag to use", "next unread"],
        )
    )
    keys: str = setting("", "Its keys, as in [keys].", Form.KEYS, example="g k")
    about: str = setting("", "What it does, as one sentence.", example="Keeps it and goes on.")
