"""A grader for TensorFlow courses: it runs a learner's code in isolation and judges what the code did."""

import importlib

__all__ = ["__version__", "load_ipython_extension"]

__version__ = "0.1.0"


def load_ipython_extension(shell: object) -> None:
    """Give a session of IPython the magics: `%load_ext grader` calls this."""
    # By name: the root stands below every module, and workers import it.
    importlib.import_module("grader.jupyter.extension").load(shell)
