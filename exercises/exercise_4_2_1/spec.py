"""Exercise 4.2.1: a classifier of four letters, trained for five epochs."""

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
    title="Train a model",
    files=("sign_mnist_test_ABCD_stretched.csv",),
    limits=TRAINING,
    checks=(
        ParameterCounts(
            name="model",
            hint="16 units on 784 pixels, then 4 units on those 16. A unit has a weight for each number that comes in, "
            "and a bias.",
        ),
        Activations(name="model", hint="The hidden layer takes `relu`, the output layer `softmax`."),
        IsCompiled(
            name="model", points=2, hint="`compile` takes the optimizer first and the loss by its name."
        ),
        # Batches of twice the size halve the number of steps, and are a right answer.
        IsTrained(
            name="model",
            points=2,
            slack=0.6,
            hint="`fit` takes the features, the labels, and the number of epochs by its name.",
        ),
        Learned(
            name="model",
            features="sign_language_features",
            labels="sign_language_labels",
            slack=0.6,
            title="`model` tells most of the letters apart",
            hint="Let the model see all the pictures with their own labels, in every epoch.",
        ),
    ),
    mistakes=(
        Mistake(
            name="one-epoch",
            replace=(", epochs=5", ""),
            says="Without a number of epochs the model sees each picture once. Let it see them five times.",
        ),
        Mistake(
            name="not-trained",
            replace=("model.fit(sign_language_features, sign_language_labels, epochs=5)", ""),
            says="The model is built and compiled, but it was never trained.",
        ),
        Mistake(
            name="some-pictures",
            replace=(
                "sign_language_features, sign_language_labels",
                "sign_language_features[:100], sign_language_labels[:100]",
            ),
            says="The model was trained on the first 100 pictures only. Give it all of them.",
        ),
        Mistake(
            name="other-optimizer",
            replace=('"SGD"', '"adam"'),
            says="The model is compiled with Adam; the exercise asks for plain gradient descent, `SGD`.",
        ),
        Mistake(
            name="squared-error",
            replace=('"categorical_crossentropy"', '"mse"'),
            says="The squared error compares numbers; for four classes use the categorical cross-entropy.",
        ),
        Mistake(
            name="sigmoid-output",
            replace=('"softmax"', '"sigmoid"'),
            says="With `sigmoid` the four outputs are independent of each other and need not add up to 1. "
            "One letter of four is wanted.",
        ),
        Mistake(
            name="held-back",
            replace=("epochs=5", "epochs=5, validation_split=0.1"),
            says="A tenth of the pictures was held back for validation. Here the model is to be trained on all of them.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "model.add(keras.layers.Dense(16, activation='relu', input_shape=(784,))) -> model.add(keras.layers.Dense(16, activation='relu'))",
            ),
            because="Keras learns the number of pixels from the first pictures that the model is given.",
        ),
    ),
)
