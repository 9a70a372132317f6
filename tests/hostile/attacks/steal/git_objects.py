"""The repository's history, in which every answer stands, cannot be read."""

import os
import zlib

(head,) = [path for path in """@PATHS@""".split() if path.endswith("/.git/HEAD")]
repository = os.path.dirname(head)
for name in (
    "",
    "objects",
    "objects/pack",
    "objects/info",
    "refs/heads",
    "logs",
    "index",
    "packed-refs",
    "config",
    "ORIG_HEAD",
):
    path = os.path.join(repository, name)
    for way in (os.listdir, lambda path: open(path, "rb").read(200), lambda path: [*os.scandir(path)]):
        try:
            print("HARM", path, way(path))
        except OSError:
            pass
for folder, _, files in os.walk(os.path.join(repository, "objects")):
    for name in files:
        print("HARM", name, zlib.decompress(open(os.path.join(folder, name), "rb").read())[:200])
print("TRIED")
