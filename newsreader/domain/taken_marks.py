"""What became of taking in what other devices have to tell."""

from dataclasses import dataclass

from newsreader.domain.counts import counted, enumerated


@dataclass(frozen=True, slots=True)
class TakenMarks:
    """How many things a library took in."""

    new: int = 0
    """How many highlights it did not have."""
    changed: int = 0
    """How many of its highlights were changed elsewhere."""
    deleted: int = 0
    """How many were deleted elsewhere; they lie in the bin."""
    both: int = 0
    """How many have two notes now, as theirs was written here and elsewhere."""
    others: int = 0
    """How many other things: articles, corrections, joined names, stories as they were."""

    def __add__(self, more: "TakenMarks") -> "TakenMarks":
        return TakenMarks(
            self.new + more.new,
            self.changed + more.changed,
            self.deleted + more.deleted,
            self.both + more.both,
            self.others + more.others,
        )

    def __bool__(self) -> bool:
        """Whether anything was taken in."""
        return self != TakenMarks()

    @property
    def sentence(self) -> str:
        """What the user is told."""
        if not self:
            return "There was nothing new in it."
        told = [
            counted(number, f"{word}highlight")
            for number, word in (
                (self.new, "new "),
                (self.changed, "changed "),
                (self.deleted, "deleted "),
            )
            if number
        ]
        if self.others:
            told.append(counted(self.others, "other change"))
        sentence = f"Took in {enumerated(told)}."
        if self.both:
            verb = "has" if self.both == 1 else "have"
            sentence += (
                f" {counted(self.both, 'highlight')} {verb} two notes now, written here and there."
            )
        return sentence
