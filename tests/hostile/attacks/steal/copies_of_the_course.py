"""No copy of the course that some installation has left behind can be read."""

import glob
import os
import site
import sys

folders = {*sys.path, *site.getsitepackages(), site.getusersitepackages(), sys.prefix, sys.base_prefix}
folders |= {
    path
    for root in (sys.prefix, sys.base_prefix, "/usr", "/usr/local")
    for path in glob.glob(f"{root}/lib/python*/*-packages")
}
folders |= {
    line.strip() for folder in folders for path in glob.glob(f"{folder}/*.pth") for line in open(path, errors="replace")
}
for folder in folders - {os.getcwd(), ""}:
    for inside in ("", "*/", "*/*/"):
        for path in glob.glob(f"{folder}/{inside}solutions/*.py") + glob.glob(f"{folder}/{inside}exercises/*/spec.py"):
            try:
                print("HARM", path, open(path).readline())
            except OSError:
                pass
print("TRIED")
