from tensorflow import keras

model = keras.Sequential()
model.add(keras.layers.Dense(16, activation="relu", input_shape=(784,)))
