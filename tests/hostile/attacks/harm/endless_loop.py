"""A loop without an end is stopped after its share of time."""
# limits: quick
# stopped: wall_time

A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
print(A1, B1)
while True:
    pass
