"""A frame larger than any may be is cut off, and none."""

import gc
import os

work = {type(thing).__name__: thing for thing in gc.get_objects()}
message = b"GRADE\x01\x81\xa5facts\x91\x82\xa4fact\xa6scalar\xa5value\xdb\x02\x80\x00\x00" + b"1" * (40 * 1024 * 1024)
while message:
    message = message[os.write(work["Streams"].evidence, message) :]
os._exit(0)
