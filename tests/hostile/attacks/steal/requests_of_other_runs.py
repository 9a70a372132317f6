"""No object in the process is another run's request, or another submission's code."""

import gc

gc.unfreeze()  # The warm process froze what it held.
requests = [thing for thing in gc.get_objects() if type(thing).__name__ == "RunRequest"]
texts = {cell.source for request in requests for cell in request.cells}
texts |= {thing.source for thing in gc.get_objects() if type(thing).__name__ == "Cell"}
for text in texts:
    if "gc.unfreeze()" not in text:
        print("HARM another submission:", text)
for request in requests[1:]:
    if request != requests[0]:  # A notebook's worker has its warden's copy as well.
        print("HARM another request:", request)
for thing in gc.get_referrers(*texts) if texts else []:
    if isinstance(thing, dict) and len(thing.get("cells", ())) > 1:
        print("HARM another submission:", thing)
print("TRIED")
