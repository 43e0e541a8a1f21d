"""The reading screen, and the dialogs over it."""
