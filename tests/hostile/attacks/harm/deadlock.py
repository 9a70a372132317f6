"""Threads that wait for each other for ever, deaf to interrupts, are stopped."""
# limits: quick
# stopped: wall_time

import threading

first, second, both = threading.Lock(), threading.Lock(), threading.Barrier(2)


def take(one, other):
    with one:
        both.wait()
        with other:
            print("HARM no deadlock")


threading.Thread(target=take, args=(first, second)).start()
take(second, first)
