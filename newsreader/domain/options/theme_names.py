"""The themes that come with the program, by the names that the settings use."""

AUTO = "auto"
"""Dark or light, as the terminal is."""
THEMES = (
    *("dark", "light", "paper", "contrast", "contrast-light"),
    *("fjord", "ember", "dusk"),
)
"""The themes."""
OWN_NAME = "[a-z0-9][a-z0-9_-]{0,39}"
"""A pattern for the names of themes of the user's, which are those of their files."""
FOLDER = "themes"
"""The folder of those, beside config.toml."""
