"""Exercise 2.4.2: a line trained on one batch of 100 rows after another."""

from grader.spec import Equivalent, Exercise, HasDtype, HasValue, IsOptimizer, Mistake, PrintsNumbers

EXERCISE = Exercise(
    title="Train in batches",
    files=("kc_house_data.csv",),
    checks=(
        IsOptimizer(
            name="opt",
            title="`opt` is Adam as it comes, and has taken a step a batch",
            hint="Call Adam without arguments, before the loop; `minimize` belongs in the loop.",
        ),
        HasDtype(name="size_batch", hint="The second argument of `np.array` is the type."),
        HasValue(
            name="size_batch",
            title="`size_batch` holds the lot sizes of the last batch",
            hint="The size of a lot is in the column `sqft_lot`; a batch is 100 rows, the last one the rest.",
        ),
        HasDtype(name="price_batch", hint="The second argument of `np.array` is the type."),
        HasValue(
            name="price_batch",
            title="`price_batch` holds the prices of the last batch",
            hint="A batch is 100 rows, the last one what is left; compare `price_batch.shape`.",
        ),
        HasValue(
            name="intercept",
            rtol=1e-4,
            points=2,
            title="`intercept` is trained",
            hint="`loss_function` takes the targets before the features; `minimize` changes what is in `var_list`.",
        ),
        HasValue(
            name="slope",
            rtol=1e-4,
            title="`slope` is trained",
            hint="`loss_function` takes the targets before the features; `minimize` changes what is in `var_list`.",
        ),
        PrintsNumbers(
            rtol=1e-3,
            title="Both variables are printed",
            hint="Print the intercept first, then the slope, when the loop has ended.",
        ),
    ),
    mistakes=(
        Mistake(
            name="large-batches",
            replace=("chunksize=100)", "chunksize=1000)"),
            says="The batches have 1,000 rows, so the variables take a tenth of the steps. 100 rows are asked for.",
        ),
        Mistake(
            name="swapped-data",
            replace=("price_batch, size_batch)", "size_batch, price_batch)"),
            says="Prices and sizes have changed places in the call of `loss_function`: the targets come first.",
        ),
        Mistake(
            name="wrong-column",
            replace=('batch["sqft_lot"]', 'batch["sqft_living"]'),
            says="`size_batch` holds the living areas. This exercise works with the sizes of the lots.",
        ),
        Mistake(
            name="intercept-left-out",
            replace=("var_list=[intercept, slope]", "var_list=[slope]"),
            says="Only the slope was trained. Both variables belong in `var_list`.",
        ),
        Mistake(
            name="slope-left-out",
            replace=("var_list=[intercept, slope]", "var_list=[intercept]"),
            says="Only the intercept was trained. Both variables belong in `var_list`.",
        ),
        Mistake(
            name="high-learning-rate",
            replace=("Adam()", "Adam(0.01)"),
            says="The optimizer's learning rate is ten times its default. Take Adam as it comes.",
        ),
        Mistake(
            name="last-batch-only",
            replace=("    opt.minimize", "opt.minimize"),
            says="`minimize` stands behind the loop, so only the last batch is used. Take a step for every batch.",
        ),
        Mistake(
            name="float64",
            replace=('batch["price"], np.float32', 'batch["price"], np.float64'),
            says="`price_batch` holds 64-bit floats. The variables are 32-bit; let the data be so too.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=(
                "print(intercept.numpy(), slope.numpy()) -> print(intercept, slope.numpy())",
                "print(intercept.numpy(), slope.numpy()) -> print(intercept.numpy(), slope)",
            ),
            because="A tensor or a variable may be printed as it is: its values are in the text either way.",
        ),
    ),
)
