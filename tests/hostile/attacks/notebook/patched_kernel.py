"""The grader's own modules, patched from a cell, give no points."""

import sys

from grader.sandbox import jupyter, worker

A1 = B1 = 0
fact = {"fact": "array", "container": "variable", "dtype": "int32", "shape": [4], "data": b"\0" * 16}
worker._failure = lambda *args: None
worker._look = lambda *args: fact
worker._silence = lambda: None
jupyter.Kernel.run = jupyter._Shell.run_cell_async = None
get_ipython().kernel.do_execute = None
for name, module in list(sys.modules.items()):
    if name.startswith("grader"):
        for attribute in ("decode_record", "decode_frame", "judge", "passed", "confine_client", "drive"):
            setattr(module, attribute, lambda *args, **keywords: True)
