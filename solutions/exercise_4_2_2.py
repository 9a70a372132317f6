"""Trains a classifier of four letters, and validates it on a tenth of the pictures."""

model = keras.Sequential()
model.add(keras.layers.Dense(32, activation="sigmoid", input_shape=(784,)))
model.add(keras.layers.Dense(4, activation="softmax"))

model.compile("RMSprop", loss="categorical_crossentropy", metrics=["accuracy"])

model.fit(sign_language_features, sign_language_labels, epochs=10, validation_split=0.1)
