"""Exercise 4.2.4: Evaluate models.

`small_model` and `large_model` are trained already, both on `train_features` and `train_labels`, 100 pictures and their
letters. `test_features` and `test_labels` are 100 others, which neither model has seen. Evaluating one of these models
gives its loss, a single number.

1. Evaluate the small model: `small_train` on the training pictures, `small_test` on the test pictures.
2. Evaluate the large model in the same way: `large_train` and `large_test`.
3. Print the four losses, in this order. Which model has the larger gap between its two losses?
"""

# The small model, on what it has seen and on what it has not.
small_train = small_model.____(____, ____)
small_test = small_model.____(____, ____)

# The large model.
large_train = ____
large_test = ____

print(f"small model: {____} on the training pictures, {____} on the test pictures")
print(f"large model: {____} on the training pictures, {____} on the test pictures")
