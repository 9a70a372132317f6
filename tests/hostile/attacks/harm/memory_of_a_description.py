"""A list that holds itself a thousand times over, and is to be described, is stopped."""
# stopped: memory

A1 = [0.5] * 1000
for _ in range(5):
    A1 = [A1] * 1000
B1 = A1
