"""No magic reads what the code may not."""

shell = get_ipython()
for path in """@PATHS@""".split("\n"):
    for magic in ("run -n", "load", "loadpy", "pycat", "pfile", "pfile -r", "cd", "pushd", "history -f", "macro x", "psource", "pdoc", "run -i"):
        try:
            before = {*shell.user_ns}
            name, _, options = magic.partition(" ")
            shell.run_line_magic(name, f"{options} {path}")
            for name in {*shell.user_ns} - before - {"before", "name", "options"}:
                if not name.startswith("_"):
                    print("HARM has", name, repr(shell.user_ns[name])[:100])
        except BaseException:
            pass
for path in """@PATHS@""".split("\n"):
    for read in (lambda: open(path).read(), lambda: shell.find_user_code(path, py_only=False), lambda: shell.safe_execfile(path, shell.user_ns, raise_exceptions=True)):
        try:
            if text := read():
                print("HARM read", path, text[:100])
        except BaseException:
            pass
print("TRIED")
