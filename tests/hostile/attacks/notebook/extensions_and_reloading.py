"""Extensions, reloading and modules that are loaded anew give back nothing that the worker gave up."""

%load_ext autoreload
%autoreload 2
%lsmagic
%reload_ext autoreload
%config InlineBackend.figure_formats = ["svg", "retina"]
%config IPCompleter.use_jedi = True
%matplotlib inline
A1 = B1 = 0
import importlib
import sys

for name in ("seccomp", "landlock", "confinement", "worker", "jupyter"):
    try:
        importlib.reload(sys.modules[f"grader.sandbox.{name}"])
    except BaseException as error:
        print(type(error).__name__)
# %%
%reset -f
# %%
%xdel nothing
%who_ls
%time 1 + 1
