"""Plain values and pure rules; imports the standard library only and does no I/O."""
