"""Exercise 4.3.2: a deep and a linear regressor, really trained."""

from grader.spec import TRAINING, Exercise, IsEstimator, Mistake, TrainsEstimators

EXERCISE = Exercise(
    title="Train estimators",
    files=("kc_house_data.csv",),
    limits=TRAINING,
    one_world=True,
    checks=(
        TrainsEstimators(
            points=3,
            title="A deep regressor is trained for 1 step, then a linear one for 2",
            hint="Look at the hidden units, at the columns, and at the steps of each.",
        ),
        IsEstimator(
            name="model",
            points=2,
            title="`model` is the linear regressor in the end, trained for 2 steps",
            hint="The second model takes the name of the first.",
        ),
    ),
    mistakes=(
        Mistake(
            name="one-hidden-layer",
            replace=("hidden_units=[2, 2]", "hidden_units=[2]"),
            says="The deep regressor has one hidden layer; the exercise asks for two.",
        ),
        Mistake(
            name="linear-not-trained",
            replace=("model.train(input_fn, steps=2)", "pass"),
            says="The linear regressor is made, but never trained.",
        ),
        Mistake(
            name="steps-exchanged",
            replace=("steps=1", "steps=2"),
            also=(
                (
                    "model = estimator.LinearRegressor(feature_columns=feature_list)\nmodel.train(input_fn, steps=2)",
                    "model = estimator.LinearRegressor(feature_columns=feature_list)\nmodel.train(input_fn, steps=1)",
                ),
            ),
            says="The steps are exchanged: the deep regressor takes 1, the linear one 2.",
        ),
    ),
)
