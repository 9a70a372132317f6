"""Files whose names are too long, no text, or an order to a shell or a terminal are gone afterwards."""

import os

NAMES = (
    b"\xff\xfe",
    b"\n",
    b"-rf",
    b"$(touch found_@TOKEN@)",
    b"; touch found_@TOKEN@",
    b"\x1b[2J",
    b" ",
    b"x" * 255,
    b"*",
    "\u202e".encode(),
    b"CON",
    b"a\\b",
)
for name in NAMES:
    with open(name, "w") as file:
        file.write("@TOKEN@")
    os.mkdir(b"folder " + name[:200])
    os.symlink(name, b"link " + name[:200])
    os.chmod(name, 0)
