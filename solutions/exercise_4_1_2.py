"""Completes a sequential classifier with dropout, and compiles it."""

model.add(keras.layers.Dense(16, activation="sigmoid"))
model.add(keras.layers.Dropout(0.25))
model.add(keras.layers.Dense(4, activation="softmax"))

model.compile("adam", loss="categorical_crossentropy")

print(model.summary())
