"""Exercise 4.3.2: Train estimators.

`feature_list`, a list of the feature columns bedrooms and bathrooms, and `input_fn`, which gives their values and the
prices, are there; `estimator` is imported.

1. Let `model` be a deep regressor on `feature_list` with two hidden layers of 2 units each. Train it for 1 step.
2. Then let `model` be a linear regressor on `feature_list`, and train that for 2 steps.
"""

# A deep regressor, trained for one step.
model = estimator.____(feature_columns=____, hidden_units=[____, ____])
model.train(____, steps=____)

# A linear regressor, trained for two.
model = estimator.____(feature_columns=____)
model.____(____, steps=____)
