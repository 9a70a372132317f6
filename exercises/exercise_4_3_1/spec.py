"""Exercise 4.3.1: feature columns and an input function for estimators."""

from grader.spec import Equivalent, Exercise, HasParameters, HasValue, IsNumericColumn, Mistake, Returns, call

EXERCISE = Exercise(
    title="Prepare to train with estimators",
    files=("kc_house_data.csv",),
    checks=(
        IsNumericColumn(name="bedrooms", hint="A feature column is named as the table's column is."),
        IsNumericColumn(name="bathrooms", hint="A feature column is named as the table's column is."),
        HasValue(
            name="feature_list",
            title="`feature_list` holds both feature columns",
            hint="Put the two feature columns into a list, bedrooms first.",
        ),
        HasParameters(function="input_fn", hint="An estimator calls the function without arguments."),
        Returns(
            function="input_fn",
            points=3,
            calls=(call(),),
            title="`input_fn` returns the features and the labels",
            hint="Features first: a dictionary with the numbers of each column under its name. Then the labels.",
        ),
    ),
    mistakes=(
        Mistake(
            name="labels-first",
            replace=("return features, labels", "return labels, features"),
            says="`input_fn` returns the labels first. An estimator expects the features, then the labels.",
        ),
        Mistake(
            name="other-key",
            replace=('numeric_column("bedrooms")', 'numeric_column("bedroom")'),
            says="The key of the feature column `bedrooms` is not the name of the table's column.",
        ),
        Mistake(
            name="same-column-twice",
            replace=(
                '"bathrooms": np.array(housing["bathrooms"])',
                '"bathrooms": np.array(housing["bedrooms"])',
            ),
            says="Under the name bathrooms stand the numbers of bedrooms.",
        ),
        Mistake(
            name="logarithm",
            replace=('np.array(housing["price"])', 'np.log(housing["price"])'),
            says="The labels are the logarithms of the prices; the exercise asks for the prices themselves.",
        ),
        Mistake(
            name="one-column-left-out",
            replace=("[bedrooms, bathrooms]", "[bedrooms]"),
            says="`feature_list` lacks the bathrooms.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "labels = np.array(housing['price']) -> labels = housing['price']",
                "features = {'bedrooms': np.array(housing['bedrooms']), 'bathrooms': np.array(housing['bathrooms'])} -> features = {'bedrooms': housing['bedrooms'], 'bathrooms': np.array(housing['bathrooms'])}",
                "features = {'bedrooms': np.array(housing['bedrooms']), 'bathrooms': np.array(housing['bathrooms'])} -> features = {'bedrooms': np.array(housing['bedrooms']), 'bathrooms': housing['bathrooms']}",
            ),
            because="An estimator takes a column of the table as it is, and is trained alike: the numbers count, not what holds them.",
        ),
    ),
)
