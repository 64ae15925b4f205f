"""Documents to go on writing in: a letter of intent and a proposal per council, filled with what is known."""

from wiel.reports.letters.letter import Bullets, Grid, Heading, Letter, Numbered, Part, Prose, Run, field, runs

__all__ = ["Bullets", "Grid", "Heading", "Letter", "Numbered", "Part", "Prose", "Run", "field", "runs"]
