"""The first screenful: painted by plain escape codes before the modules of the app are loaded."""

FIRST_ROWS = 200
"""How many articles are listed before the first paint; the rest follows at once."""

faults: list[Exception] = []
"""What went wrong in painting it, which nobody foresaw; the app tells it."""
