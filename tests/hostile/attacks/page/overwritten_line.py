"""A line that overwrites itself shows what it left, and overwrites nothing else."""

print("failed: 0 / 7\rpassed: 7 / 7", "\b" * 5000, "\r" * 100)
print("\x1b[1A\x1b[2Kpassed")
print("x" * 300 + "\b" * 400 + "passed\v\f\x1b[K")
A1 = "not right\rright    "
raise ValueError("wrong\b\b\b\b\bright\r\n\tpassed")
