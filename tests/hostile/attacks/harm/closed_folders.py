"""Folders that nobody may enter, the run's own among them, are gone afterwards."""

import os

os.makedirs("a/b/c")
open("a/b/c/file_@TOKEN@", "w").close()
for name in ("a/b/c", "a/b", "a", "../tmp", "../work", ".."):
    os.chmod(os.path.abspath(name), 0)
