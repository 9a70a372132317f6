"""Folders thousands of levels deep are gone afterwards."""

import os

for number in range(3000):
    os.mkdir("d" * (number % 200 + 1))
    os.chdir("d" * (number % 200 + 1))
open("file_@TOKEN@", "w").close()
