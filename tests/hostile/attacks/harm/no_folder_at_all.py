"""A run that removes its own folders, and goes away, is graded like any other."""

import os
import shutil

shutil.rmtree("../tmp")
os.rmdir(os.getcwd())
try:
    os.rmdir("..")
except OSError:
    pass
os.chdir("/proc/self/fdinfo")
A1 = Variable([4, 3, 2, 1])
