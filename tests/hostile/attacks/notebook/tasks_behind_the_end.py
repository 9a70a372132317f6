"""Tasks and threads that change the variables behind the last cell make none of them right."""

import asyncio
import sys
import threading
import time

A1 = Variable([4, 3, 2, 1])
B1 = A1.numpy()
sys.setswitchinterval(1e-5)


async def change():
    while True:
        globals().update(A1=B1, B1=[1, 1, 1, 1])
        await asyncio.sleep(0)


def change_in_a_thread():
    while True:
        globals().update(A1=[4, 4, 4, 4], B1=A1)
        time.sleep(0)


tasks = [asyncio.ensure_future(change()) for _ in range(3)]
threading.Thread(target=change_in_a_thread, daemon=True).start()
# %%
await asyncio.sleep(0.05)
print(tasks)
