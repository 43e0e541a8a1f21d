"""What the user made, as devices exchange it."""
