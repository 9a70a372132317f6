"""A line of 200,000 characters takes no longer than many short ones."""

A1 = B1 = 0
print("x" * 200000)
