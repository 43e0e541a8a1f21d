"""The characters that Unicode has in a raised form, so that 10<sup>6</sup> does not become 106."""

RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
"""Each of them with its raised form, for ``str.translate``."""
RAISABLE = frozenset("0123456789+-−=()n")
"""Those characters."""
