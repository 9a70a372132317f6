"""Lines without number are cut, and folded away."""

print("\n" * 100_000 + "</pre>\n" * 10_000)
A1 = "\n" * 5000


def deeper(depth):
    if not depth:
        raise ValueError("\n" * 5000)
    deeper(depth - 1)


deeper(500)
