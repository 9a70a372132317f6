"""Exercise 4.2.3: Overfitting.

`keras` is imported. This time `sign_language_features` and `sign_language_labels` hold 50 pictures only. A large model
can learn so few by heart; what does it then make of others?

1. Build `model`, sequential: a dense layer of 1024 units with `relu` on the 784 pixels, and a dense layer of 4 units
   with `softmax`.
2. Compile it with the optimizer `Adam`, its learning rate 0.01, the categorical cross-entropy as the loss, and the
   accuracy as the only metric.
3. Train it for 200 epochs, and let half of the pictures be for validation. Compare `loss` and `val_loss` at the end.
"""

# A model of two layers, the first very wide.
model = keras.____()
model.____(____)
model.____(____)

# How to train it, and what to report.
optimizer = keras.optimizers.____(____)
model.____(optimizer, loss=____, metrics=[____])

# Train it, and hold half of the pictures back.
model.____(____, ____, epochs=____, ____=____)
