"""A run finds nothing of an earlier one: no file, no figure, no graph, no variable, no module."""

import os
import sys
import tempfile

import matplotlib.pyplot
import tensorflow as tf

for folder in (os.getcwd(), os.path.expanduser("~"), tempfile.gettempdir(), os.path.dirname(os.getcwd())):
    left = set(os.listdir(folder)) - {"work", "tmp"}
    if left:
        print("HARM", folder, left)
if matplotlib.pyplot.get_fignums():
    print("HARM figures")
if tf.compat.v1.get_default_graph().get_operations():
    print("HARM operations")
names = set(vars(sys.modules["__main__"])) - {"os", "sys", "tempfile", "matplotlib", "tf", "folder", "left"}
if extra := {name for name in names if not name.startswith("__")} - {"Variable"}:
    print("HARM names", extra)
if os.times().user + os.times().system > 30:
    print("HARM is an old process")
print("TRIED")
