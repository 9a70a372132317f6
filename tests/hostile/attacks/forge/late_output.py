"""What is printed behind the end, by whatever is left, is at most printed."""

import atexit
import os
import threading
import weakref

kept = os.dup(1)
text = b"PASSED 7/7\n1 2 3 4\n1 2 3 4\n"


class Late:
    def __call__(self):
        pass

    def __getattribute__(self, name):
        os.write(kept, text)
        return "[1, 2, 3, 4]"


A1 = B1 = Late()
atexit.register(os.write, kept, text)
weakref.finalize(A1, os.write, kept, text)
threading.Thread(target=lambda: threading.main_thread().join() or os.write(kept, text), daemon=True).start()
