"""Neither source nor byte code of checks, specs and judge can be imported, loaded or found."""

import importlib
import importlib.util
import os
import pkgutil
import runpy
import sys

import grader

folder = os.path.dirname(grader.__file__)
for name in ("spec", "judge", "catalogue", "checks", "checks.values", "runner", "grade", "mistakes", "data", "hidden"):
    path = os.path.join(folder, *name.split("."))
    ways = (
        lambda: importlib.import_module(f"grader.{name}"),
        lambda: importlib.util.find_spec(f"grader.{name}"),
        lambda: grader.__loader__.get_data(path + ".py"),
        lambda: grader.__loader__.get_data(importlib.util.cache_from_source(path + ".py")),
        lambda: pkgutil.get_data("grader", f"{name}.py"),
        lambda: runpy.run_path(path + ".py"),
        lambda: os.listdir(os.path.join(folder, "__pycache__")),
    )
    for way in ways:
        try:
            if found := way():
                print("HARM", name, found)
        except (ImportError, OSError):
            pass
print(*(f"HARM {module.name}" for module in pkgutil.iter_modules(grader.__path__)))
sys.path.append("""@PATHS@""".split()[1])
try:
    importlib.import_module("exercise_1_1_2")
    print("HARM imported the solution")
except ImportError:
    pass
print("TRIED")
