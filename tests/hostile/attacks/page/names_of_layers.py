"""The names of layers, losses and activations are text."""
# part: exercise_4_1_2

def loss(right, given):
    return given


loss.__name__ = "</dd><script>alert(1)</script>\x1b[2J"
model.add(keras.layers.Dense(16, activation=lambda inputs: inputs))
model.layers[-1].activation.__name__ = "<svg onload=alert(1)>\u202e"
model.layers[-1]._name = "`<b>`\x9b31m"
model.compile("adam", loss=loss, metrics=["<iframe src=//x.invalid>"])
print(model.summary())
