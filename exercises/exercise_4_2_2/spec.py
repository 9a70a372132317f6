"""Exercise 4.2.2: a classifier of four letters, validated on a tenth of the pictures."""

from grader.spec import (
    TRAINING,
    Activations,
    Equivalent,
    Exercise,
    IsCompiled,
    IsTrained,
    Learned,
    Mistake,
    ParameterCounts,
)

EXERCISE = Exercise(
    title="Validate while training",
    files=("sign_mnist_test_ABCD_stretched.csv",),
    limits=TRAINING,
    checks=(
        ParameterCounts(
            name="model",
            hint="32 units on 784 pixels, then 4 units on those 32. A unit has a weight for each number that comes in, "
            "and a bias.",
        ),
        Activations(name="model", hint="The hidden layer takes `sigmoid`, the output layer `softmax`."),
        IsCompiled(
            name="model",
            points=2,
            hint="`compile` takes the optimizer, the loss, and a list of metrics, each by its name.",
        ),
        # Batches of twice the size halve the number of steps, and are a right answer.
        IsTrained(
            name="model",
            points=2,
            slack=4.0,
            examples=(1799, 200),
            hint="`fit` takes the number of epochs, and the part of the examples to hold back, between 0 and 1.",
        ),
        Learned(
            name="model",
            features="sign_language_features",
            labels="sign_language_labels",
            slack=4.0,
            title="`model` tells nearly all of the letters apart",
            hint="Ten epochs on nine tenths of the pictures are enough; are the labels those of the pictures?",
        ),
    ),
    mistakes=(
        Mistake(
            name="no-validation",
            replace=(", validation_split=0.1", ""),
            says="No picture was held back: nothing tells how well the model does on pictures that it has not seen.",
        ),
        Mistake(
            name="split-turned",
            replace=("validation_split=0.1", "validation_split=0.9"),
            says="Nine tenths of the pictures were held back. The split is the part for validation, not for training.",
        ),
        Mistake(
            name="fifth-held-back",
            replace=("validation_split=0.1", "validation_split=0.2"),
            says="A fifth of the pictures was held back; the exercise asks for a tenth.",
        ),
        Mistake(
            name="metric-left-out",
            replace=(', metrics=["accuracy"]', ""),
            says="No metric is reported, only the loss. Ask for the accuracy when the model is compiled.",
        ),
        Mistake(
            name="one-epoch",
            replace=("epochs=10, ", ""),
            says="Without a number of epochs the model sees each picture once. Let it see them ten times.",
        ),
        Mistake(
            name="relu-hidden-layer",
            replace=('"sigmoid"', '"relu"'),
            says="The hidden layer takes `relu`; the exercise asks for `sigmoid`.",
        ),
        Mistake(
            name="other-optimizer",
            replace=('"RMSprop"', '"SGD"'),
            says="Plain gradient descent is much slower here; the exercise asks for `RMSprop`.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "model.add(keras.layers.Dense(32, activation='sigmoid', input_shape=(784,))) -> model.add(keras.layers.Dense(32, activation='sigmoid'))",
            ),
            because="Keras learns the number of pixels from the first pictures that the model is given.",
        ),
        Equivalent(
            mutants=(
                "model.compile('RMSprop', loss='categorical_crossentropy', metrics=['accuracy']) -> model.compile(loss='categorical_crossentropy', metrics=['accuracy'])",
            ),
            because="`RMSprop` is what Keras takes where no optimizer is named.",
        ),
        Equivalent(
            mutants=(
                "model.fit(sign_language_features, sign_language_labels, epochs=10, validation_split=0.1) -> model.fit(sign_language_features, sign_language_labels, epochs=10, validation_split=1.1)",
            ),
            because="A share of more than 1 counts from the end, and holds back the same pictures.",
        ),
    ),
)
