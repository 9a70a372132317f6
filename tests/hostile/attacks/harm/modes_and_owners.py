"""No mode, owner, time or attribute of a file outside can be changed, not even by its owner."""

import os
import sys

import numpy

own = os.path.dirname(os.getcwd())
PATHS = [
    sys.executable,
    os.path.realpath(sys.executable),
    numpy.__file__,
    "@RUN@",
    "@RUN@/answer.py",
    "@FOLDER@",
    "@FOLDER@/secret.txt",
]
PATHS += [os.path.dirname(own), "/tmp", "/usr", "/etc/shadow", "/dev/null", "/", "/proc/self/root"]
for path in PATHS:
    try:
        state = os.stat(path)
    except OSError:
        continue
    # Each leaves the file as it was, where it is allowed.
    ways = (
        lambda: os.chmod(path, state.st_mode & 0o7777),
        lambda: os.chown(path, state.st_uid, state.st_gid),
        lambda: os.utime(path, ns=(state.st_atime_ns, state.st_mtime_ns)),
        lambda: os.setxattr(path, "user.grader_litter", b"x"),
        lambda: os.chmod(os.open(path, os.O_RDONLY), state.st_mode & 0o7777),
        lambda: os.chmod(f"/proc/self/fd/{os.open(path, os.O_PATH)}", state.st_mode & 0o7777),
    )
    for number, way in enumerate(ways):
        try:
            way()
            print("HARM changed", path, "by way", number)
        except OSError:
            pass
    try:
        os.removexattr(path, "user.grader_litter")
    except OSError:
        pass
