"""The settings: their values, and reading and writing ``config.toml``."""
