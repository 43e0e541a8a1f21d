"""Which articles are listed, in which order and density, and what is said of them."""
