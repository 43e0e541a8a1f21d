"""Pages that cover the whole screen."""
