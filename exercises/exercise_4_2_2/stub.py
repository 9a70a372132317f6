"""Exercise 4.2.2: Validate while training.

`keras` is imported, and there are the 1,999 pictures of hands, `sign_language_features`, with their letters,
`sign_language_labels`, as before. A loss alone is hard to read, and a model may know the pictures that it was trained on
without knowing others. Ask for a metric, and hold pictures back.

1. Build `model`, sequential: a dense layer of 32 units with `sigmoid` on the 784 pixels, and a dense layer of 4 units
   with `softmax`.
2. Compile it with the optimizer `RMSprop`, as it is, the categorical cross-entropy as the loss, and the accuracy as the
   only metric.
3. Train it for 10 epochs, and let a tenth of the pictures be for validation.
"""

# A model of two layers.
model = keras.____()
model.____(____)
model.____(____)

# How to train it, and what to report.
model.____(____, loss=____, metrics=[____])

# Train it, and hold a tenth back.
model.____(____, ____, epochs=____, ____=____)
