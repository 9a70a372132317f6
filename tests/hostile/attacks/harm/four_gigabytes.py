"""Four gigabytes of memory are never granted."""
# stopped: memory

held = []
for _ in range(64):
    held.append(bytearray(b"x") * (64 * 1024 * 1024))
A1 = Variable([1, 2, 3, 4])
B1 = A1.numpy()
print(A1, B1)
open("@MARKER@", "w").close()
