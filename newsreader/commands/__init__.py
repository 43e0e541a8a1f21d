"""Registers commands and their keys; imports no Textual, so that scripts and docs use it too."""
