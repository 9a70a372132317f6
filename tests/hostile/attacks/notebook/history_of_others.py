"""No other session's history is there, and none is kept for another."""

import glob
import sqlite3

shell = get_ipython()
for magic in ("history -g", "history -g -n -o", "history ~1/ ~2/", "history -l 1000", "recall ~1/1", "rerun ~1/1", "logstart", "logstate"):
    try:
        shell.run_line_magic(*magic.split(" ", 1)) if " " in magic else shell.run_line_magic(magic, "")
    except BaseException:
        pass
manager = shell.history_manager
for get in (manager.get_tail, manager.search, lambda: manager.get_range(-1), lambda: manager.get_range_by_str("~1/")):
    try:
        for session, _, line in get():
            if session != 0 and "history_of_others" not in str(line):
                print("HARM", session, line)
    except BaseException:
        pass
for place in ("~", "/root", "@FOLDER@", "/tmp", "/home/*"):
    for name in glob.glob(f"{place}/.ipython/profile_default/history.sqlite"):
        try:
            print("HARM", sqlite3.connect(name).execute("select * from history").fetchall())
        except sqlite3.Error:
            pass
if len(In) > 2 or [text for text in In if "get_ipython" not in text and text]:
    print("HARM", In)
if Out:
    print("HARM", Out)
print("TRIED")
