"""Writes what is raised or lowered, so that 10<sup>6</sup> does not become 106."""

import re

RAISED = str.maketrans("0123456789+-−=()n", "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁻⁼⁽⁾ⁿ")
"""The characters that Unicode has in a raised form, for ``str.translate``."""
RAISABLE = frozenset("0123456789+-−=()n")
"""Those characters."""
LOWERED = str.maketrans("0123456789+-−=()aehijklmnoprstuvx", "₀₁₂₃₄₅₆₇₈₉₊₋₋₌₍₎ₐₑₕᵢⱼₖₗₘₙₒₚᵣₛₜᵤᵥₓ")
"""The characters that Unicode has in a lowered form, for ``str.translate``."""
_FORMULA = re.compile(r"(?=.*[A-Za-z])(?=.*[0-9+\-−=*/.])[A-Za-z0-9+\-−=*/.()]{2,12}")


def raised(text: str, before: str) -> str:
    """Return what stands raised behind the character ``before``.

    Figures are raised; a formula that Unicode cannot raise follows a caret: 2^(k+1). Words and
    signs stay as they are, since 1st and footnotes in brackets are read well without.
    """
    bare = text.strip()
    if RAISABLE.issuperset(bare):
        return text.translate(RAISED)
    if _FORMULA.fullmatch(bare) and (before.isalnum() or before == ")"):
        return f"^{bare}" if bare.isalnum() else f"^({bare})"
    return text
