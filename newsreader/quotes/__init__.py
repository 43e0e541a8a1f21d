"""Finds direct quotations and who said them, by rules and word lists alone."""
