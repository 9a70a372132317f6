"""Exercise 4.1.2: dropout in a sequential classifier, compiled."""

from grader.spec import (
    Activations,
    DropoutRates,
    Exercise,
    IsCompiled,
    LayerOutputs,
    Mistake,
    ParameterCounts,
    PrintsText,
)

EXERCISE = Exercise(
    title="Compile a sequential model",
    checks=(
        LayerOutputs(
            name="model",
            points=2,
            hint="Three layers come behind the one that is there: 16 units, the dropout, and 4 units.",
        ),
        ParameterCounts(name="model", hint="Add to the `model` that is there; do not begin a new one."),
        Activations(name="model", hint="The new hidden layer takes `sigmoid`, the output layer `softmax`."),
        DropoutRates(
            name="model", hint="A quarter is 0.25; the dropout comes between the two new dense layers."
        ),
        IsCompiled(
            name="model",
            points=2,
            hint="`compile` takes the optimizer first and the loss by its name.",
        ),
        PrintsText(
            texts=("12,560", "272", "68", "12,900"),
            title="The summary is printed",
            hint="A model prints its own summary; it is a method.",
        ),
    ),
    mistakes=(
        Mistake(
            name="relu-hidden-layer",
            replace=('"sigmoid"', '"relu"'),
            says="The hidden layer that was added takes `relu`; the exercise asks for `sigmoid`.",
        ),
        Mistake(
            name="dropout-left-out",
            replace=("model.add(keras.layers.Dropout(0.25))\n", ""),
            says="There is no dropout layer.",
        ),
        Mistake(
            name="dropout-keeps-a-quarter",
            replace=("Dropout(0.25)", "Dropout(0.75)"),
            says="The rate of a dropout layer is the part that it leaves out, not the part that it keeps.",
        ),
        Mistake(
            name="squared-error",
            replace=('"categorical_crossentropy"', '"mse"'),
            says="The squared error compares numbers; for four classes use the categorical cross-entropy.",
        ),
        Mistake(
            name="binary-cross-entropy",
            replace=('"categorical_crossentropy"', '"binary_crossentropy"'),
            says="The binary cross-entropy is for two classes; there are four letters.",
        ),
        Mistake(
            name="other-optimizer",
            replace=('"adam"', '"sgd"'),
            says="The model is compiled with plain gradient descent; the exercise asks for Adam.",
        ),
    ),
)
