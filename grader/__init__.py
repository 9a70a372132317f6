"""A grader for TensorFlow courses: it runs a learner's code in isolation and judges what the code did."""

__all__ = ["__version__"]

__version__ = "0.1.0"
