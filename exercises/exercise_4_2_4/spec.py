"""Exercise 4.2.4: two trained models, evaluated on training and on test pictures."""

from grader.spec import TRAINING, Equivalent, Exercise, HasValue, Mistake, PrintsNumbers

EXERCISE = Exercise(
    title="Evaluate models",
    files=("sign_mnist_test_ABCD_stretched.csv",),
    limits=TRAINING,
    checks=(
        # The models are given; only the size of a batch may change the last digits.
        HasValue(
            name="small_train",
            rtol=1e-4,
            title="`small_train` is the small model's loss on the training pictures",
            hint="A model's method `evaluate` takes the features and the labels.",
        ),
        HasValue(
            name="small_test",
            rtol=1e-4,
            title="`small_test` is the small model's loss on the test pictures",
            hint="The test pictures have labels of their own.",
        ),
        HasValue(
            name="large_train",
            rtol=1e-4,
            title="`large_train` is the large model's loss on the training pictures",
            hint="As for the small model; do not train it again.",
        ),
        HasValue(
            name="large_test",
            rtol=1e-4,
            title="`large_test` is the large model's loss on the test pictures",
            hint="As for the small model; do not train it again.",
        ),
        PrintsNumbers(
            title="The four losses are printed",
            hint="Print `small_train`, `small_test`, `large_train` and `large_test`, in this order.",
        ),
    ),
    mistakes=(
        Mistake(
            name="training-pictures-twice",
            replace=(
                "small_test = small_model.evaluate(test_features, test_labels",
                "small_test = small_model.evaluate(train_features, train_labels",
            ),
            also=(
                (
                    "large_test = large_model.evaluate(test_features, test_labels",
                    "large_test = large_model.evaluate(train_features, train_labels",
                ),
            ),
            says="All four losses are those of the training pictures. How do the models do on pictures that are new?",
        ),
        Mistake(
            name="one-model-for-both",
            replace=("large_train = large_model", "large_train = small_model"),
            also=(("large_test = large_model", "large_test = small_model"),),
            says="All four losses are those of the small model. Evaluate the large one too.",
        ),
        Mistake(
            name="models-swapped",
            replace=("small_train = small_model", "small_train = large_model"),
            also=(
                ("small_test = small_model", "small_test = large_model"),
                ("large_train = large_model", "large_train = small_model"),
                ("large_test = large_model", "large_test = small_model"),
            ),
            says="The models are swapped: the small one's losses bear the large one's names.",
        ),
        Mistake(
            name="pictures-swapped",
            replace=(
                "small_train = small_model.evaluate(train_features, train_labels",
                "small_train = small_model.evaluate(test_features, test_labels",
            ),
            also=(
                (
                    "small_test = small_model.evaluate(test_features, test_labels",
                    "small_test = small_model.evaluate(train_features, train_labels",
                ),
                (
                    "large_train = large_model.evaluate(train_features, train_labels",
                    "large_train = large_model.evaluate(test_features, test_labels",
                ),
                (
                    "large_test = large_model.evaluate(test_features, test_labels",
                    "large_test = large_model.evaluate(train_features, train_labels",
                ),
            ),
            says="Training and test pictures are swapped. A loss on what a model has seen is mostly the lower one.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "small_train = small_model.evaluate(train_features, train_labels, verbose=0) -> small_train = small_model.evaluate(train_features, train_labels)",
                "small_model.evaluate(train_features, train_labels, verbose=0) -> small_model.evaluate(train_features, train_labels, verbose=1)",
                "small_test = small_model.evaluate(test_features, test_labels, verbose=0) -> small_test = small_model.evaluate(test_features, test_labels)",
                "small_model.evaluate(test_features, test_labels, verbose=0) -> small_model.evaluate(test_features, test_labels, verbose=1)",
                "large_train = large_model.evaluate(train_features, train_labels, verbose=0) -> large_train = large_model.evaluate(train_features, train_labels)",
                "large_model.evaluate(train_features, train_labels, verbose=0) -> large_model.evaluate(train_features, train_labels, verbose=1)",
                "large_test = large_model.evaluate(test_features, test_labels, verbose=0) -> large_test = large_model.evaluate(test_features, test_labels)",
                "large_model.evaluate(test_features, test_labels, verbose=0) -> large_model.evaluate(test_features, test_labels, verbose=1)",
            ),
            because="Whether the evaluation shows its progress changes no loss.",
        ),
    ),
)
