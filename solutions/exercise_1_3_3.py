"""Classify a small picture of a letter with a model of three weights."""

model = reshape(model, (3, 1))
output = matmul(letter, model)

prediction = reduce_sum(output)
print(prediction.numpy())
