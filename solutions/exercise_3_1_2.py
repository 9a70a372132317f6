"""Applies a dense layer to five borrowers at once."""

products1 = matmul(borrower_features, weights1)
dense1 = keras.activations.sigmoid(products1 + bias1)

print(borrower_features.shape)
print(weights1.shape)
print(bias1.shape)
print(dense1.shape)
