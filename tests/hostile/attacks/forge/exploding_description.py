"""A list that holds itself a thousand times is not described to its end."""
# stopped: memory

A1 = []
A1.extend([A1] * 1000)
B1 = A1
