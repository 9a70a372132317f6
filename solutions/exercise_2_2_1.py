"""Measures how far predicted house prices are off, by two losses."""

from tensorflow import keras

loss = keras.losses.mse(price, predictions)
print(loss.numpy())

loss = keras.losses.mae(price, predictions)
print(loss.numpy())
