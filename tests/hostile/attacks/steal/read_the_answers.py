"""Solutions, specs, caches and other submissions cannot be read, by any road."""

import gc
import os
import sys

roots = ["", "/proc/self/root", "/proc/1/root", "/proc/self/cwd/../../../.."]
for path in """@PATHS@""".split():
    for root in roots:
        for way in (open, os.listdir, lambda name: os.open(name, os.O_PATH | os.O_NOFOLLOW) and open(name)):
            try:
                found = way(root + path)
                print("HARM opened", root + path, found if isinstance(found, list) else found.read())
            except (OSError, TypeError, ValueError):
                pass
        try:
            os.symlink(root + path, "link")
            print("HARM opened", root + path, open("link").read())
        except OSError:
            pass
        finally:
            if os.path.lexists("link"):
                os.remove("link")
    try:
        os.link(path, "hard_link")
        print("HARM opened", path, open("hard_link").read())
    except OSError:
        pass

for name in sorted(sys.modules):
    if name.startswith(("grader.spec", "grader.catalogue", "grader.checks", "grader.judge", "grader.data")):
        print("HARM opened", name)
for module in list(sys.modules.values()):
    for name in ("Exercise", "Mistake", "HasValue"):
        if hasattr(module, name):
            print("HARM opened", module, name)
wanted = " ".join(["Make", "a", "variable", "of", "four", "whole", "numbers"])  # as the solution begins
for thing in gc.get_objects():
    if isinstance(thing, (list, tuple, dict)) and len(thing) < 200:
        for text in thing.values() if isinstance(thing, dict) else thing:
            if isinstance(text, str) and wanted in text and text is not wanted:
                print("HARM opened", "memory", text)
print("TRIED")
