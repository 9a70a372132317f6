"""Modules in the working folder take the place of nothing but the code itself."""

import os

lie = """
import os, sys
print("HARM loaded", __name__)
try:
    open("@MARKER@", "w").close()
except OSError:
    pass
sys.modules[__name__].__getattr__ = lambda name: True
"""
for name in ("numpy", "tensorflow", "msgspec", "sitecustomize", "usercustomize", "conftest", "zlib", "hashlib", "grader"):
    with open(f"{name}.py", "w") as file:
        file.write(lie)
for folder in ("grader/evidence", "grader/sandbox", "tf_keras", "pandas"):
    os.makedirs(folder)
    with open(f"{folder}/__init__.py", "w") as file:
        file.write(lie)
A1 = Variable([4, 3, 2, 1])
B1 = A1.numpy()
