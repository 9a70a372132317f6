"""The command line: `grade`."""

from grader.cli.group import main

__all__ = ["main"]
