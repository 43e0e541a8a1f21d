"""Tells of something by what the terminal itself knows: its notifications, or its bell."""

from textual.app import App

from newsreader.notification import chosen, sign
from newsreader.settings.values import NotifyBy


def tell_outside(app: App[object], by: NotifyBy, title: str, body: str) -> None:
    """Write the sign for a notification to the terminal of the app, where ``by`` has one."""
    words = sign(chosen(by), title, body)
    driver = app._driver
    if words and driver is not None:
        driver.write(words)
        driver.flush()
