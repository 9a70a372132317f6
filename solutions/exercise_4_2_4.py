"""Evaluates two trained models, on what they were trained on and on what they have not seen."""

small_train = small_model.evaluate(train_features, train_labels, verbose=0)
small_test = small_model.evaluate(test_features, test_labels, verbose=0)

large_train = large_model.evaluate(train_features, train_labels, verbose=0)
large_test = large_model.evaluate(test_features, test_labels, verbose=0)

print(f"small model: {small_train} on the training pictures, {small_test} on the test pictures")
print(f"large model: {large_train} on the training pictures, {large_test} on the test pictures")
