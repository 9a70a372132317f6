"""Formatters, a display hook and what they show instead decide nothing."""

import sys

shell = get_ipython()
A1 = B1 = 0
for kind in ("text/plain", "text/html", "application/json", "image/png"):
    shell.display_formatter.formatters[kind].for_type(int, lambda *args: "1 2 3 4")
shell.display_formatter.format = lambda *args, **keywords: ({"text/plain": "1 2 3 4"}, {})
shell.display_formatter.ipython_display_formatter.for_type(int, lambda thing: print("1 2 3 4"))
sys.displayhook = shell.displayhook = lambda thing: print("1 2 3 4")
shell.display_pub.publish = lambda *args, **keywords: None
A1
# %%
B1
