"""Millions of small objects count like one large one."""
# stopped: memory

held = None
for number in range(30_000_000):
    held = [held, number]
print("HARM holds them all")
