"""States a network of two layers and its loss as functions of four variables."""


def model(w1, b1, w2, b2, features=borrower_features):
    layer1 = keras.activations.relu(matmul(features, w1) + b1)
    dropout = keras.layers.Dropout(0.25)(layer1)
    return keras.activations.sigmoid(matmul(dropout, w2) + b2)


def loss_function(w1, b1, w2, b2, features=borrower_features, targets=default):
    predictions = model(w1, b1, w2, b2, features)
    return keras.losses.binary_crossentropy(targets, predictions)
