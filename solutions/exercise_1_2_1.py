"""Multiply two constants, element by element, by ones of their shapes."""

A1 = constant([1, 2, 3, 4])
A23 = constant([[1, 2, 3], [1, 6, 4]])

B1 = ones_like(A1)
B23 = ones_like(A23)

C1 = multiply(A1, B1)
C23 = multiply(A23, B23)

print("C1:", C1.numpy())
print("C23:", C23.numpy())
