"""The article on the screen: wrapping, layout, rendering, and the units of its text."""
