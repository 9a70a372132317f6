"""No file outside can be written, cut, moved, replaced or removed."""

import os
import sys

import numpy

own = os.path.dirname(os.getcwd())
for path in ("@FOLDER@/secret.txt", "@FOLDER@/exercise_1_2_2.py", "@RUN@/answer.py", "@RUN@", "@FOLDER@", own):
    ways = (
        lambda: os.truncate(path, 0),
        lambda: open(path, "a").write("x"),
        lambda: open(path, "r+b").write(b"x"),
        lambda: os.rename(path, path + "_@TOKEN@"),
        lambda: os.replace("/proc/self/environ", path),
        lambda: os.symlink("nowhere", path + "_@TOKEN@"),
        lambda: os.mkdir(path + "_@TOKEN@"),
        lambda: os.remove(path),
        lambda: os.rmdir(path),
    )
    for number, way in enumerate(ways):
        try:
            way()
            print("HARM changed", path, "by way", number)
        except OSError:
            pass
for path in (numpy.__file__, sys.executable, os.__file__):
    try:
        os.open(path, os.O_WRONLY)
        print("HARM may write", path)
    except OSError:
        pass
