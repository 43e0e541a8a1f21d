"""How text takes the cells of the terminal."""
