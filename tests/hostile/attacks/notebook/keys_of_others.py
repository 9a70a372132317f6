"""The key of no other run is in this process, its environment or its arguments."""

import gc
import re

own = get_ipython().kernel.session.key.decode()
gc.unfreeze()
keys = {thing.key for thing in gc.get_objects() if type(thing).__name__ in ("Listeners", "Session") and getattr(thing, "key", None)}
for key in {key if isinstance(key, str) else key.decode() for key in keys} - {own}:
    if re.fullmatch("[0-9a-f]{32}", key):
        print("HARM another key", key)
for name in ("environ", "cmdline"):
    if own.encode() in open(f"/proc/self/{name}", "rb").read():
        print("HARM the key is in", name)
listeners = [thing for thing in gc.get_objects() if type(thing).__name__ == "Listeners"]
if len(listeners) > 1:
    print("HARM listeners of another run")
requests = [thing for thing in gc.get_objects() if type(thing).__name__ == "RunRequest"]
if len({thing.folder for thing in requests}) > 1:
    print("HARM another request", requests)
print("TRIED")
