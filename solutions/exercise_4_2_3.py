"""Overfits: a wide network learns 25 pictures by heart, and does worse on 25 others."""

model = keras.Sequential()
model.add(keras.layers.Dense(1024, activation="relu", input_shape=(784,)))
model.add(keras.layers.Dense(4, activation="softmax"))

optimizer = keras.optimizers.Adam(learning_rate=0.01)
model.compile(optimizer, loss="categorical_crossentropy", metrics=["accuracy"])

model.fit(sign_language_features, sign_language_labels, epochs=200, validation_split=0.5)
