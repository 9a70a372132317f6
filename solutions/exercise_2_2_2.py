"""States the loss of a proportional model as a function of its only parameter."""

scalar = Variable(1.0, dtype=float32)


def model(scalar, features=features):
    return scalar * features


def loss_function(scalar, features=features, targets=targets):
    predictions = model(scalar, features)
    return keras.losses.mae(targets, predictions)


print(loss_function(scalar).numpy())
