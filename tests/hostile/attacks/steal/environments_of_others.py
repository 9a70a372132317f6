"""No other process's environment can be read."""

import os

pids = ["@NEIGHBOUR@", "@SUPERVISOR@", "@ZYGOTE@", str(os.getppid()), *filter(str.isdecimal, os.listdir("/proc"))]
for pid in pids:
    for path in (f"/proc/{pid}/environ", f"/proc/{pid}/task/{pid}/environ"):
        try:
            found = open(path, "rb").read()
            if int(pid) != os.getpid():
                print("HARM", path, found)
        except OSError:
            pass
secret = open("/proc/self/environ").read() + repr(os.environ)
if "SECRET" in secret or "GRADER_" in secret:
    print("HARM", secret)
print("TRIED")
