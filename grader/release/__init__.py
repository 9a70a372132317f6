"""What leaves the author's hands: a release for learners, without a line of a solution, and an autograder for Gradescope."""

from grader.release.autograder import write_autograder
from grader.release.learners import write_release

__all__ = ["write_autograder", "write_release"]
