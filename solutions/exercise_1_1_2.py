"""Make a variable of four whole numbers and take its values as an array."""

A1 = Variable([1, 2, 3, 4])
print("A1:", *A1.numpy())

B1 = A1.numpy()
print("B1:", B1)
