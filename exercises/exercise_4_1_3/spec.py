"""Exercise 4.1.3: a functional model of two inputs, added up."""

from grader.spec import Exercise, Exists, IsModel, MergesInputs, Mistake, ParameterCounts, PrintsText

EXERCISE = Exercise(
    title="A model of two inputs",
    checks=(
        IsModel(name="model", hint="`keras.Model` takes the inputs and the outputs."),
        ParameterCounts(
            name="model",
            points=2,
            hint="Each branch has two layers: 12 units on the 784 pixels, then 4 units on those 12.",
        ),
        MergesInputs(
            name="model",
            points=3,
            title="Each branch stands on its own input, with the right activations, and both are added",
            hint="Follow each branch from its input: which layer is called with what?",
        ),
        Exists(name="merged", hint="The layer that adds takes a list of two layers."),
        PrintsText(
            texts=("9,420", "52", "18,944"),
            title="The summary is printed",
            hint="A model prints its own summary; it is a method.",
        ),
    ),
    mistakes=(
        Mistake(
            name="one-input-for-both",
            replace=('activation="relu")(m2_inputs)', 'activation="relu")(m1_inputs)'),
            says="Both branches stand on `m1_inputs`; the second input leads nowhere.",
        ),
        Mistake(
            name="inputs-swapped",
            replace=("inputs=[m1_inputs, m2_inputs]", "inputs=[m2_inputs, m1_inputs]"),
            says="The model takes its inputs in the wrong order: `m1_inputs` comes first.",
        ),
        Mistake(
            name="multiplied",
            replace=("layers.add(", "layers.multiply("),
            says="The two branches are multiplied; the exercise asks for their sum.",
        ),
        Mistake(
            name="concatenated",
            replace=("layers.add(", "layers.concatenate("),
            says="The two branches are put side by side, which gives 8 numbers. The exercise asks for their sum.",
        ),
        Mistake(
            name="first-branch-relu",
            replace=('"sigmoid")(m1_inputs)', '"relu")(m1_inputs)'),
            says="The first layer of the first branch takes `relu`; the exercise asks for `sigmoid`.",
        ),
    ),
)
