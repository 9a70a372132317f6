"""Exercise 3.2.2: an untrained network for six classes. The weights are random, so relations are judged."""

from grader.spec import (
    Equivalent,
    Exercise,
    HasDtype,
    HasShape,
    HasValue,
    IsDenseOutput,
    IsTensor,
    Mistake,
    PrintsValue,
)

EXERCISE = Exercise(
    title="One of six",
    files=("uci_credit_card.csv",),
    checks=(
        IsTensor(name="inputs", hint="`constant` makes a tensor of an array."),
        HasDtype(name="inputs", hint="The second argument of `constant` is the type."),
        HasValue(
            name="inputs",
            rtol=1e-4,
            atol=1e-6,
            hint="The inputs are the features, all of them and unchanged.",
        ),
        HasShape(name="dense1", hint="The first argument of a layer is its number of nodes."),
        IsDenseOutput(
            name="dense1",
            of="inputs",
            activation="sigmoid",
            hint="The activation is given by its name, and the layer is called on the inputs.",
        ),
        HasShape(name="dense2", hint="The second layer is a little narrower than the first."),
        IsDenseOutput(
            name="dense2",
            of="dense1",
            activation="relu",
            hint="The second layer has another activation than the first, and is called on it.",
        ),
        HasShape(name="outputs", hint="Six levels, six nodes."),
        IsDenseOutput(
            name="outputs",
            of="dense2",
            activation="softmax",
            points=2,
            hint="Which activation makes the values of a row add up to 1?",
        ),
        PrintsValue(
            name="outputs",
            rows=5,
            hint="`[:5]` takes the first five rows, and the task asks for no more.",
        ),
    ),
    mistakes=(
        Mistake(
            name="sigmoid-output",
            replace=('activation="softmax"', 'activation="sigmoid"'),
            says="With a sigmoid each level gets a probability of its own, and a row does not add up to 1. Use softmax.",
        ),
        Mistake(
            name="no-output-activation",
            replace=('Dense(6, activation="softmax")', "Dense(6)"),
            says="The output layer has no activation: the six values are scores and not yet probabilities.",
        ),
        Mistake(
            name="one-output",
            replace=("Dense(6,", "Dense(1,"),
            says="The output layer has one node. One of six classes needs a node for each class.",
        ),
        Mistake(
            name="sigmoid-twice",
            replace=('activation="relu"', 'activation="sigmoid"'),
            says="The second hidden layer uses the sigmoid like the first. It should use relu.",
        ),
        Mistake(
            name="activations-swapped",
            replace=('Dense(10, activation="sigmoid")', 'Dense(10, activation="relu")'),
            also=(('Dense(8, activation="relu")', 'Dense(8, activation="sigmoid")'),),
            says="The activations of the hidden layers have changed places: the sigmoid comes first, then relu.",
        ),
        Mistake(
            name="float64",
            replace=("constant(borrower_features, float32)", "constant(borrower_features)"),
            says="`inputs` has kept the 64 bits of the array. Name the type: 32-bit floats are asked for.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=("print(outputs.numpy()[:5]) -> print(outputs[:5])",),
            because="A tensor or a variable may be printed as it is: its values are in the text either way.",
        ),
    ),
)
