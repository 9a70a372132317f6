"""Other runs' folders, beside its own, can be neither found nor read."""

import glob
import os

own = os.path.dirname(os.getcwd())
roots = (os.path.dirname(own), own + "/..", "../..", "/proc/self/cwd/../..", "/tmp", "/var/tmp", "/dev/shm")
for root in roots:
    for way in (os.listdir, lambda path: [*os.scandir(path)], lambda path: os.listdir(os.open(path, os.O_RDONLY))):
        try:
            print("HARM", root, str(way(root))[:1000])
        except OSError:
            pass
    for name in glob.glob(f"{root}/grade-run-*"):
        print("HARM found", name)
for path in ("@RUN@/answer.py", "../../" + os.path.basename("@RUN@") + "/answer.py"):
    try:
        print("HARM", open(path).read())
    except OSError:
        pass
print("TRIED")
