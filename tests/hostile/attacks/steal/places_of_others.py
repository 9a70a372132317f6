"""No other process's root, working folder, program or namespaces can be entered."""

import os

for pid in {"@NEIGHBOUR@", "@SUPERVISOR@", "@ZYGOTE@", str(os.getppid())} - {str(os.getpid())}:
    for name in (
        "root",
        "cwd",
        "exe",
        "root@FOLDER@/secret.txt",
        "cwd/solutions",
        "ns/mnt",
        "ns/pid",
        "ns/user",
        "mountinfo",
    ):
        path = f"/proc/{pid}/{name}"
        for way in (os.readlink, os.stat, os.listdir, os.chdir, lambda path: open(path, "rb").read(100)):
            try:
                print("HARM", path, way(path))
            except OSError:
                pass
print("TRIED")
