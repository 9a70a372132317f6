"""Halves of characters break no report."""

half = "\ud800\udfff\udc80"
print(half)
A1 = half * 5000
B1 = {half: [half]}
raise ValueError(half * 3000)
