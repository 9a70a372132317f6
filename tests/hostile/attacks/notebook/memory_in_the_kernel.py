"""Memory that a cell takes is counted, whatever its client does meanwhile."""
# stopped: memory

kept = []
while True:
    kept.append(bytearray(b"x" * 16 * 1024 * 1024))
