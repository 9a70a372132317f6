"""Half a message, and then silence, keeps nobody waiting."""
# limits: quick
# stopped: wall_time

import os
import time

for number in range(3, 256):
    try:
        os.write(number, b"GRADE\x01\x83\xa5facts\xdd\xff\xff\xff\xff")
    except OSError:
        pass
time.sleep(3600)
