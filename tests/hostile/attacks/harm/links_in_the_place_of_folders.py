"""Links in the place of the run's own folders lead the grader nowhere, above all not when it cleans up."""

import os

os.chdir("..")
for name in ("work", "tmp"):
    os.rename(name, f"{name} moved")
    os.symlink("@RUN@" if name == "work" else "@FOLDER@", name)
os.makedirs("deep/deeper")
os.symlink("@RUN@", "deep/deeper/link")
os.symlink("/", "deep/root")
os.symlink("loop", "loop")
