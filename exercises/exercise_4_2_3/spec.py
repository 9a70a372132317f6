"""Exercise 4.2.3: a wide network on 25 pictures, which overfits."""

from grader.spec import (
    TRAINING,
    Activations,
    Equivalent,
    Exercise,
    IsCompiled,
    IsTrained,
    Mistake,
    Overfits,
    ParameterCounts,
)

EXERCISE = Exercise(
    title="Overfitting",
    files=("sign_mnist_test_ABCD_stretched.csv",),
    limits=TRAINING,
    checks=(
        ParameterCounts(
            name="model",
            hint="1024 units on 784 pixels, then 4 units on those 1024. A unit has a weight for each number that comes "
            "in, and a bias.",
        ),
        Activations(name="model", hint="The hidden layer takes `relu`, the output layer `softmax`."),
        IsCompiled(
            name="model",
            points=2,
            hint="The learning rate is the optimizer's; `compile` takes the metrics as a list.",
        ),
        # What was learned by heart has a small loss in every right answer, and on other pictures; by how many powers of
        # ten differs.
        IsTrained(
            name="model",
            points=2,
            slack=5.0,
            examples=(25, 25),
            hint="`fit` takes the number of epochs, and the part of the examples to hold back, between 0 and 1.",
        ),
        Overfits(
            name="model",
            features="sign_language_features",
            labels="sign_language_labels",
            held_back=0.5,
            slack=4.0,
            hint="Learning by heart takes a wide layer, few pictures and many epochs.",
        ),
    ),
    mistakes=(
        Mistake(
            name="default-learning-rate",
            replace=("learning_rate=0.01", ""),
            says="Without an argument Adam's learning rate is 0.001, a tenth of what the exercise asks for.",
        ),
        Mistake(
            name="high-learning-rate",
            replace=("learning_rate=0.01", "learning_rate=0.1"),
            says="The learning rate is 0.1, ten times what the exercise asks for.",
        ),
        Mistake(
            name="few-epochs",
            replace=("epochs=200", "epochs=20"),
            says="The training ends after 20 epochs. Overfitting shows with time: take 200.",
        ),
        Mistake(
            name="no-validation",
            replace=(", validation_split=0.5", ""),
            says="No picture was held back. Overfitting shows only on pictures that the model was not trained on.",
        ),
        Mistake(
            name="tenth-held-back",
            replace=("validation_split=0.5", "validation_split=0.1"),
            says="A tenth of the pictures was held back; the exercise asks for half.",
        ),
        Mistake(
            name="narrow-layer",
            replace=("Dense(1024,", "Dense(16,"),
            says="The hidden layer has 16 units. The exercise asks for 1024, far more than 25 pictures need.",
        ),
        Mistake(
            name="metric-left-out",
            replace=(', metrics=["accuracy"]', ""),
            says="No metric is reported, only the loss. Ask for the accuracy when the model is compiled.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "model.add(keras.layers.Dense(1024, activation='relu', input_shape=(784,))) -> model.add(keras.layers.Dense(1024, activation='relu'))",
            ),
            because="Keras learns the number of pixels from the first pictures that the model is given.",
        ),
        Equivalent(
            mutants=(
                "model.fit(sign_language_features, sign_language_labels, epochs=200, validation_split=0.5) -> model.fit(sign_language_features, sign_language_labels, epochs=200, validation_split=1.5)",
            ),
            because="A share of more than 1 counts from the end, and holds back the same pictures.",
        ),
    ),
)
