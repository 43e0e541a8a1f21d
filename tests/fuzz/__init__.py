"""Whatever a stranger may hand to the program, made at random: ``python -m tests.fuzz``."""
