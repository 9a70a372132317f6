"""What the programs have in common: their help, `--json`, and the file that it names."""

from __future__ import annotations

import argparse
import json
from pathlib import Path

__all__ = ["new_parser", "write_figures"]


def new_parser(description: str | None) -> argparse.ArgumentParser:
    """Return a parser whose help is `description` as it stands, and that knows `--json FILE`."""
    parser = argparse.ArgumentParser(
        description=description, formatter_class=argparse.RawDescriptionHelpFormatter
    )
    parser.add_argument("--json", type=Path, metavar="FILE", help="Write the figures to FILE, too.")
    return parser


def write_figures(path: Path | None, figures: object) -> None:
    """Write figures, of dicts, lists, strings and numbers, to the file that `--json` named, if it did."""
    if path:
        path.write_text(json.dumps(figures, indent=2) + "\n", "utf-8")
