"""A session of IPython in a process of its own: reads cells as JSON, runs them, writes what each of them showed."""

from __future__ import annotations

import json
import sys

from IPython.core.interactiveshell import InteractiveShell
from IPython.utils.capture import capture_output

if __name__ == "__main__":
    shell = InteractiveShell.instance(colors="nocolor")
    shown = []
    for source in json.load(sys.stdin):
        with capture_output() as captured:
            result = shell.run_cell(source, store_history=True)
        shown.append(
            {
                "success": bool(result.success),
                "stdout": captured.stdout,
                "stderr": captured.stderr,
                "shown": [output.data for output in captured.outputs],
            }
        )
    json.dump(shown, sys.stdout)
