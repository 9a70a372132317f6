from tensorflow import keras

m1_inputs = keras.Input(shape=(784,))
m2_inputs = keras.Input(shape=(784,))
