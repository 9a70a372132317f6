"""Turn an array of credit card data into a constant."""

from tensorflow import constant

credit_constant = constant(credit_numpy)

print("Data type:", credit_constant.dtype)
print("Shape:", credit_constant.shape)
