"""No magic starts a program by another way."""

import os
import subprocess

shell = get_ipython()
A1 = B1 = 0
for way in (
    lambda: shell.run_line_magic("pip", "--version"),
    lambda: shell.run_line_magic("conda", "--version"),
    lambda: shell.run_line_magic("edit", "-x @MARKER@"),
    lambda: shell.run_line_magic("notebook", "@MARKER@"),
    lambda: shell.run_line_magic("connect_info", ""),
    lambda: shell.run_line_magic("qtconsole", ""),
    lambda: shell.run_line_magic("killbgscripts", ""),
    lambda: shell.run_line_magic("alias", "touch touch"),
    lambda: shell.run_line_magic("touch", "@MARKER@"),
    lambda: shell.run_line_magic("rehashx", ""),
    lambda: shell.run_line_magic("pastebin", "1"),
    lambda: shell.run_line_magic("load_ext", "storemagic"),
    lambda: shell.run_line_magic("store", "A1"),
    lambda: super(type(shell), shell).system("touch @MARKER@"),
    lambda: super(type(shell), shell).getoutput("touch @MARKER@"),
    lambda: subprocess.run(["touch", "@MARKER@"]),
    lambda: os.posix_spawn("/usr/bin/touch", ["touch", "@MARKER@"], {}),
):
    try:
        way()
    except BaseException as error:
        print(type(error).__name__)
print("TRIED")
