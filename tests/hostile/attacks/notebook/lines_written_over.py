"""Lines that are written over a hundred thousand times take no time to speak of."""

A1 = B1 = 0
print("\r".join(map(str, range(15000))))
print("x\b" * 30000)
