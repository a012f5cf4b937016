"""The counts behind a slot's score at MUC-4: possible, actual, correct, partial, incorrect, missing, spurious."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass
class Counts:
    """Fills of one slot over all templates."""

    correct: int = 0
    partial: int = 0
    """Half a point each."""
    incorrect: int = 0
    missing: int = 0
    spurious: int = 0

    @property
    def possible(self) -> int:
        """Fills that the key wants, and optional ones that were answered."""
        return self.correct + self.partial + self.incorrect + self.missing

    @property
    def actual(self) -> int:
        """Fills given."""
        return self.correct + self.partial + self.incorrect + self.spurious

    @property
    def recall(self) -> float:
        """Points among possible, 0 where nothing is."""
        return (self.correct + self.partial / 2) / self.possible if self.possible else 0.0

    @property
    def precision(self) -> float:
        """Points among actual, 0 where nothing was given."""
        return (self.correct + self.partial / 2) / self.actual if self.actual else 0.0

    @property
    def f1(self) -> float:
        """Harmonic mean of both."""
        total = self.recall + self.precision
        return 2 * self.recall * self.precision / total if total else 0.0

    def add(self, other: Counts) -> None:
        """Adds up."""
        self.correct += other.correct
        self.partial += other.partial
        self.incorrect += other.incorrect
        self.missing += other.missing
        self.spurious += other.spurious
