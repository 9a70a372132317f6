"""A literal of ten million numbers is stopped while Python still reads it."""
# stopped: memory

exec("A1 = [" + "1.5," * 10_000_000 + "]")
print("HARM read it")
