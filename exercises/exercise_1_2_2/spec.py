"""Exercise 1.2.2: four predicted bills, (4, 2) times (2, 1), and their errors."""

from grader.spec import Equivalent, Exercise, HasValue, IsTensor, Mistake, PrintsNumbers

EXERCISE = Exercise(
    title="Predictions from a matrix product",
    checks=(
        IsTensor(
            name="features",
            hint="Put the nested list into a call that makes a constant.",
        ),
        HasValue(
            name="features",
            hint="Write a list of four rows; each row is a list of one person's education and age.",
        ),
        IsTensor(
            name="params",
            hint="Put the nested list into a call that makes a constant.",
        ),
        HasValue(
            name="params",
            hint="Two rows of one number each: every number has brackets of its own.",
        ),
        IsTensor(
            name="bill",
            hint="Put the nested list into a call that makes a constant.",
        ),
        HasValue(
            name="bill",
            hint="Four rows of one number each: every number has brackets of its own.",
        ),
        HasValue(
            name="billpred",
            points=2,
            hint="A matrix product needs as many columns in the first factor as rows in the second.",
        ),
        HasValue(
            name="error",
            points=2,
            hint="A bill above its prediction gives a positive error.",
        ),
        PrintsNumbers(
            title="`error` is printed",
            hint="Print what `error` holds.",
        ),
    ),
    mistakes=(
        Mistake(
            name="error-turned-round",
            replace=("bill - billpred", "billpred - bill"),
            says="Your errors have the wrong sign: you took the bills from the predictions.",
        ),
        Mistake(
            name="error-added",
            replace=("bill - billpred", "bill + billpred"),
            says="You added bills and predictions. An error is what lies between the two.",
        ),
        Mistake(
            name="flat-bill",
            replace=("[[3913], [2682], [8617], [64400]]", "[3913, 2682, 8617, 64400]"),
            says="`bill` has one dimension, `billpred` has two. Subtracting them pairs every bill with every prediction: sixteen errors.",
        ),
        Mistake(
            name="features-turned",
            replace=("[[2, 24], [2, 26], [2, 57], [1, 37]]", "[[2, 2, 2, 1], [24, 26, 57, 37]]"),
            says="Your `features` has a row for each feature. The model wants a row for each person.",
        ),
        Mistake(
            name="factors-swapped",
            replace=("matmul(features, params)", "matmul(params, features)"),
            says="The factors do not fit in this order: the first needs as many columns as the second has rows.",
        ),
        Mistake(
            name="element-wise",
            replace=("matmul(features, params)", "features * params"),
            says="The operator `*` multiplies numbers in the same place, and these shapes differ. A prediction takes a matrix product.",
        ),
        Mistake(
            name="params-swapped",
            replace=("[[1000], [150]]", "[[150], [1000]]"),
            says="The parameters are in the wrong order: education is the first feature, so its parameter comes first.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=("print(error.numpy()) -> print(error)",),
            because="A tensor or a variable may be printed as it is: its values are in the text either way.",
        ),
    ),
)
