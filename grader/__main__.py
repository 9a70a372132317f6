"""`python -m grader` is `grade`."""

from grader.cli import main

__all__: list[str] = []

if __name__ == "__main__":
    main()
