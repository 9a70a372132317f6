"""The control characters of the upper half are controls no more."""

controls = "".join(map(chr, (*range(0x80, 0xA0), 0x7F)))
print(controls, chr(0x9D) + "0;taken" + chr(0x9C), chr(0x9B) + "31m")
A1 = type("A" + controls, (), {})()
B1 = controls
raise RuntimeError(chr(0x9B) + "2J" + controls)
