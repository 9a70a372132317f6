"""Trains a network of two layers, and tests it on data that it has not seen."""

for step in range(100):
    opt.minimize(lambda: loss_function(w1, b1, w2, b2), var_list=[w1, b1, w2, b2])

model_predictions = model(w1, b1, w2, b2, test_features)

confusion_matrix(test_targets, model_predictions)
