"""Built-in names that are taken away are missing for the code alone."""

import builtins

A1 = B1 = 0
for name in list(vars(builtins)):
    if name not in ("__import__", "__build_class__"):
        vars(builtins).pop(name, None)
