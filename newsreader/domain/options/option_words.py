"""Reads and writes the options of a feed as the user does, by command and in the app."""

from collections.abc import Callable, Mapping
from datetime import timedelta
from typing import Any, get_args
from urllib.parse import urlsplit

from newsreader.domain.clean import clean_line
from newsreader.domain.options.effective_options import EffectiveOptions, OwnOptions, is_set
from newsreader.domain.options.feed_options import INTERVALS, FullText
from newsreader.domain.options.proxy import clean_proxy
from newsreader.domain.time_span import read_interval, read_keeping, span_words

_HOUR = timedelta(hours=1)


def read_option(name: str, text: str) -> Any:
    """Return the value of an own option that ``text`` means; nothing sets it back.

    Raises ValueError with what is to be written instead.
    """
    if not text.strip():
        return getattr(OwnOptions(), name)
    return _READ[name](text.strip())


def option_words(name: str, value: object) -> str:
    """Return the value of an option as it is written; empty where it is not set."""
    if not is_set(value):
        return ""
    if isinstance(value, timedelta):
        return span_words(value)
    return without_login(str(value)) if name == "proxy" else str(value)


def general_options(full_text: str, keep: timedelta) -> Mapping[str, str]:
    """Return in words what holds of each option where a feed has none of its own."""
    return {
        "interval": "as often as it publishes",
        "full_text": f"{full_text}, as [fetch] says",
        "keep": f"{span_words(keep)}, as [library] says",
        "user_agent": "the name of newsreader",
        "proxy": "none of its own",
    }


def told_option(
    effective: EffectiveOptions, own: OwnOptions, name: str, general: Mapping[str, str]
) -> str:
    """Return what holds of an option of a feed, and by what it does where that is config.toml.

    ``general`` is what ``general_options`` returns.
    """
    holds = option_words(name, getattr(effective.options, name)) or general[name]
    if not effective.is_of_table(name):
        return holds
    mine = option_words(name, getattr(own, name))
    given_up = f"; {mine}, set here, does not count" if mine and mine != holds else ""
    return f"{holds}, as config.toml says{given_up}"


def without_login(proxy: str) -> str:
    """Return the address of a proxy without the login in it."""
    scheme, colon, place = proxy.partition("://")
    return f"{scheme}{colon}{place.rpartition('@')[2]}"


def _full_text(text: str) -> FullText:
    for one in get_args(FullText):
        if text.lower() == one:
            return one  # type: ignore[no-any-return]
    raise ValueError(f"must be {' or '.join(get_args(FullText))}")


def _proxy(text: str) -> str:
    proxy = clean_proxy(text)
    if "@" in urlsplit(proxy).netloc:
        raise ValueError("must hold no login: that is told in config.toml only")
    return proxy


_READ: Mapping[str, Callable[[str], object]] = {
    "interval": lambda text: read_interval(text, INTERVALS.low * _HOUR, INTERVALS.high * _HOUR),
    "full_text": _full_text,
    "keep": read_keeping,
    "user_agent": clean_line,
    "proxy": _proxy,
}
