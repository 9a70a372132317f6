"""Files among others that come and go while they are counted count as well."""
# limits: little-disk
# stopped: files

import os
import time

end = time.monotonic() + 3
for _ in range(3):
    if os.fork() == 0:
        while time.monotonic() < end:
            for number in range(50):
                open(f"{os.getpid()}_{number}", "w").close()
            for number in range(50):
                os.remove(f"{os.getpid()}_{number}")
        os._exit(0)
for number in range(8):
    with open(f"file_{number}", "wb") as file:
        file.write(b"x" * (16 * 1024 * 1024))
time.sleep(2)
print("HARM holds", sum(os.path.getsize(f"file_{number}") for number in range(8)))
