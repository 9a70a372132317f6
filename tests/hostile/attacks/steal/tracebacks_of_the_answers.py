"""A traceback, a warning or a report shows no line of a file that the code may not read."""

import linecache
import traceback
import warnings

PATHS = """@PATHS@""".split()
for path in PATHS:
    for line in (1, 3):
        if linecache.getline(path, line):
            print("HARM", path, linecache.getline(path, line))
        print(warnings.formatwarning("look", UserWarning, path, line))
    try:
        exec(compile("\n\nraise ValueError", path, "exec"), {})
    except ValueError:
        print(traceback.format_exc())
print("TRIED")
exec(compile("\nraise ValueError('what is on this line?')", "@FOLDER@/secret.txt", "exec"))
