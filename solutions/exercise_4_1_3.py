"""Joins two branches, each on an input of its own, by adding them."""

m1_layer1 = keras.layers.Dense(12, activation="sigmoid")(m1_inputs)
m1_layer2 = keras.layers.Dense(4, activation="softmax")(m1_layer1)

m2_layer1 = keras.layers.Dense(12, activation="relu")(m2_inputs)
m2_layer2 = keras.layers.Dense(4, activation="softmax")(m2_layer1)

merged = keras.layers.add([m1_layer2, m2_layer2])

model = keras.Model(inputs=[m1_inputs, m2_inputs], outputs=merged)

print(model.summary())
