"""Predict four bills with a matrix product and see how far off the predictions are."""

features = constant([[2, 24], [2, 26], [2, 57], [1, 37]])
params = constant([[1000], [150]])
bill = constant([[3913], [2682], [8617], [64400]])

billpred = matmul(features, params)

error = bill - billpred
print(error.numpy())
