"""No file from outside can be renamed, exchanged, linked or copied into the run's folder."""

import ctypes
import os
import shutil

libc = ctypes.CDLL(None, use_errno=True)
EXCHANGE = 2

open("bait", "w").close()
for path in ("@FOLDER@/secret.txt", "@FOLDER@/exercise_1_2_2.py", "@RUN@/answer.py"):
    here = os.path.basename(path)
    for way in (os.rename, os.replace, os.link, shutil.copyfile, shutil.copy2, shutil.move):
        try:
            way(path, here)
            print("HARM", way.__name__, open(here).read())
        except OSError:
            pass
    if libc.renameat2(-100, b"bait", -100, path.encode(), EXCHANGE) == 0:
        print("HARM exchanged", open("bait").read())
print("TRIED")
