"""A learning rate that is not a number is not near the right one."""
# part: exercise_4_1_2

model.add(keras.layers.Dense(16, activation="sigmoid"))
model.add(keras.layers.Dropout(0.25))
model.add(keras.layers.Dense(4, activation="softmax"))
model.compile(keras.optimizers.Adam(float("nan")), loss="categorical_crossentropy")
print(model.summary())
