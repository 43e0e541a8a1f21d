"""Where passages are in another version of their text, and how their words changed."""
