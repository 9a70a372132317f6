"""Exercise 3.2.1: an untrained network for two classes. The weights are random, so relations are judged."""

from grader.spec import (
    Equivalent,
    Exercise,
    Given,
    HasDtype,
    HasShape,
    HasValue,
    IsDenseOutput,
    IsDifference,
    IsTensor,
    Mistake,
    PrintsValue,
)

EXERCISE = Exercise(
    title="Yes or no",
    files=("uci_credit_card.csv",),
    checks=(
        IsTensor(name="inputs", hint="`constant` makes a tensor of an array."),
        HasDtype(name="inputs", hint="The second argument of `constant` is the type."),
        HasValue(name="inputs", hint="The inputs are the bills, all of them and unchanged."),
        HasShape(name="dense1", hint="The first argument of a layer is its number of nodes."),
        IsDenseOutput(
            name="dense1",
            of="inputs",
            activation="relu",
            hint="The activation is given by its name, and the layer is called on the inputs.",
        ),
        HasShape(name="dense2", hint="The second layer has one node fewer than the first."),
        IsDenseOutput(
            name="dense2",
            of="dense1",
            activation="relu",
            hint="Each layer is called on what the one before it returned.",
        ),
        HasShape(name="outputs", hint="Yes or no is one probability: one node."),
        IsDenseOutput(
            name="outputs",
            of="dense2",
            activation="sigmoid",
            hint="Which activation turns any number into one between 0 and 1?",
        ),
        IsDifference(
            name="error",
            first=Given("default"),
            second="outputs",
            rows=5,
            hint="`[:5]` takes the first five rows; take them on both sides of the minus sign.",
        ),
        PrintsValue(name="error", rows=5, title="The errors are printed", hint="Print the five errors."),
    ),
    mistakes=(
        Mistake(
            name="no-output-activation",
            replace=('Dense(1, activation="sigmoid")', "Dense(1)"),
            says="The output layer has no activation, so `outputs` holds any numbers and no probabilities.",
        ),
        Mistake(
            name="relu-output",
            replace=('Dense(1, activation="sigmoid")', 'Dense(1, activation="relu")'),
            says="The output layer uses relu, which has no upper end. A probability needs the sigmoid.",
        ),
        Mistake(
            name="sigmoid-at-first",
            replace=('Dense(3, activation="relu")', 'Dense(3, activation="sigmoid")'),
            says="The first hidden layer uses the sigmoid. Both hidden layers of this network use relu.",
        ),
        Mistake(
            name="no-activation-at-first",
            replace=('Dense(3, activation="relu")', "Dense(3)"),
            says="The first hidden layer has no activation, so negative values pass. Use relu.",
        ),
        Mistake(
            name="sign-turned",
            replace=("default[:5] - outputs.numpy()[:5]", "outputs.numpy()[:5] - default[:5]"),
            says="The error has the wrong sign: it is what happened minus what was predicted.",
        ),
        Mistake(
            name="all-rows",
            replace=("default[:5] - outputs.numpy()[:5]", "default - outputs.numpy()"),
            says="`error` holds all rows. The first five are asked for.",
        ),
        Mistake(
            name="second-layer-skipped",
            replace=(")(dense2)", ")(dense1)"),
            says="`outputs` is computed from the first hidden layer, so that the second has no effect.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=("inputs = constant(bill_amounts, float32) -> inputs = constant(bill_amounts)",),
            because="The bills are 32-bit floats already, and a constant keeps the type of its array.",
        ),
        Equivalent(
            mutants=("error = default[:5] - outputs.numpy()[:5] -> error = default[:5] - outputs[:5]",),
            because="An array minus a tensor is a tensor of the same numbers.",
        ),
    ),
)
