"""Exercise 3.4.3: Train the network.

From the exercise before there are `model(w1, b1, w2, b2, features)`, `loss_function(w1, b1, w2, b2, features, targets)`
and the variables `w1`, `b1`, `w2` and `b2`. Both functions use the data to train on where you give them none. Further
there are an optimizer, `opt`; card holders whom the network has not seen, `test_features` and `test_targets`; and
`confusion_matrix(targets, predictions)`, which draws and prints how many were predicted rightly and wrongly.

1. Let `opt` take 100 steps, each on all four variables.
2. Let `model_predictions` be what the trained network predicts for the test features.
3. Hand the test targets and these predictions to `confusion_matrix`.
"""

# The training.
for step in range(____):
    opt.minimize(lambda: loss_function(____), var_list=[____])

# Predictions for holders that the network has not seen.
model_predictions = model(____)

# Right and wrong ones.
confusion_matrix(____, ____)
