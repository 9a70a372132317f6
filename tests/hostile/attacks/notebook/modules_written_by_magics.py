"""Modules that a cell writes, in the place of NumPy or of Python's own, judge nobody."""

A1 = B1 = 0
# %%
%%writefile numpy.py
def array_equal(*args): return True
allclose = array_equal
# %%
%%writefile sitecustomize.py
print("HARM")
# %%
%%file ../tmp/usercustomize.py
print("HARM")
# %%
import os
from pathlib import Path

for folder in (".", "..", "../tmp", os.path.expanduser("~"), os.path.expanduser("~/.ipython/profile_default/startup")):
    for name in ("numpy.py", "grader.py", "ipython_config.py", "00.py", "jupyter_config.py", "matplotlibrc"):
        try:
            Path(folder).mkdir(parents=True, exist_ok=True)
            Path(folder, name).write_text("print('HARM')\n")
        except OSError:
            pass
for name in ("/usr/lib/python3/dist-packages/numpy.py", "@FOLDER@/numpy.py", "@RUN@/numpy.py"):
    get_ipython().run_cell(f"%%writefile {name}\nprint('HARM')")
