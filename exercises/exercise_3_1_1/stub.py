"""Exercise 3.1.1: Two layers by hand.

`borrower_features` is one borrower, a row of three 32-bit floats: education, marital status, age. `Variable`, `ones`,
`matmul` and `keras` are imported.

A dense layer multiplies its inputs by weights, adds a bias and applies an activation function. Build two of them.
Everything that training would change is a variable; here it starts at one.

Step 1, from three features to two nodes:
    bias1         a variable, the single number 1.0
    weights1      a variable, 3 by 2, all ones
    product1      the matrix product of the features and the weights
    dense1        the sigmoid of the product plus the bias

Step 2, from two nodes to one prediction:
    bias2         a variable, the single number 1.0
    weights2      a variable, 2 by 1, all ones
    product2      the matrix product of the first layer and the new weights
    prediction    the sigmoid of that product plus its bias

Print the prediction.
"""

# Step 1: parameters.
bias1 = Variable(____)
weights1 = Variable(ones(____))

# Step 1: product, bias, activation.
product1 = matmul(____, ____)
dense1 = keras.activations.____(____ + ____)

# Step 2: parameters.
bias2 = Variable(____)
weights2 = Variable(ones(____))

# Step 2: product, bias, activation.
product2 = matmul(____, ____)
prediction = keras.activations.____(____ + ____)

# One probability.
print(____.numpy())
