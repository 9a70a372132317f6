"""Trains a deep regressor for one step, then a linear one for two."""

model = estimator.DNNRegressor(feature_columns=feature_list, hidden_units=[2, 2])
model.train(input_fn, steps=1)

model = estimator.LinearRegressor(feature_columns=feature_list)
model.train(input_fn, steps=2)
