"""Exercise 4.2.1: Train a model.

`keras` is imported. `sign_language_features` holds 1,999 pictures of hands, 784 pixels each, from 0 to 1;
`sign_language_labels` says for each which of four letters it shows: four numbers, a 1 at the letter's place.

1. Build `model`, sequential: a dense layer of 16 units with `relu` on the 784 pixels, and a dense layer of 4 units with
   `softmax`.
2. Compile it with the optimizer `SGD`, as it is, and the categorical cross-entropy as the loss.
3. Train it on all the pictures for 5 epochs. What does the loss do from one epoch to the next?
"""

# A model of two layers.
model = keras.____()
model.____(____)
model.____(____)

# How to train it.
model.____(____, loss=____)

# Train it.
model.____(____, ____, epochs=____)
