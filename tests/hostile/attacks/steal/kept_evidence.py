"""The evidence of reference solutions and the files of hidden worlds cannot be read, wherever they are kept."""

import glob
import os

# The worker has another HOME now, but it was started with the cache's.
begun_with = dict(pair.split("=", 1) for pair in open("/proc/self/environ").read().split("\0") if "=" in pair)
caches = {
    begun_with["HOME"],
    os.path.expanduser("~/.cache/grader"),
    "/root/.cache/grader",
    os.environ["HOME"] + "/../..",
}
for cache in caches:
    for name in ("evidence", "worlds", "verify", "matplotlib", "."):
        path = os.path.join(cache, name)
        found = glob.glob(f"{path}/**", recursive=True) if "grade-run" not in path else []
        if len(found) > 1:
            print("HARM", found)
        for way in (os.listdir, lambda path: os.listdir(os.open(path, os.O_RDONLY | os.O_DIRECTORY))):
            try:
                if found := way(path):
                    print("HARM", path, found)
            except OSError:
                pass
print("TRIED")
