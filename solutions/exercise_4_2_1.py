"""Trains a classifier of four letters for five epochs."""

model = keras.Sequential()
model.add(keras.layers.Dense(16, activation="relu", input_shape=(784,)))
model.add(keras.layers.Dense(4, activation="softmax"))

model.compile("SGD", loss="categorical_crossentropy")

model.fit(sign_language_features, sign_language_labels, epochs=5)
