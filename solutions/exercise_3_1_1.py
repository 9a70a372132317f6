"""Builds two dense layers out of products, sums and sigmoids."""

bias1 = Variable(1.0)
weights1 = Variable(ones((3, 2)))

product1 = matmul(borrower_features, weights1)
dense1 = keras.activations.sigmoid(product1 + bias1)

bias2 = Variable(1.0)
weights2 = Variable(ones((2, 1)))

product2 = matmul(dense1, weights2)
prediction = keras.activations.sigmoid(product2 + bias2)

print(prediction.numpy())
