"""Mutants of a reference solution: what `grade verify` expects every spec to refuse."""

from grader.mutants.edits import Kind
from grader.mutants.mutant import Mutant, mutants

__all__ = ["Kind", "Mutant", "mutants"]
