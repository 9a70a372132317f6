"""Exercise 3.4.1: first values of weights and biases. Weights are random, so their distribution is judged.

So few numbers do not tell a normal distribution from one with its ends cut off, nor seven from those of a uniform one:
for these the source is read.
"""

from grader.spec import (
    AvoidsCall,
    Equivalent,
    Exercise,
    HasDtype,
    HasNumber,
    HasShape,
    HasValue,
    IsVariable,
    LooksNormal,
    Mistake,
)

EXERCISE = Exercise(
    title="First values",
    checks=(
        IsVariable(name="w1", hint="Training can change a `Variable` only."),
        HasShape(name="w1", hint="A row for each feature, a column for each node of the hidden layer."),
        HasDtype(
            name="w1", hint="What `random` draws has the right type already, unless it is told another."
        ),
        LooksNormal(
            name="w1",
            points=2,
            hint="`random` knows several distributions; without further arguments this one has mean 0 and deviation 1.",
        ),
        AvoidsCall(
            functions=("tensorflow.random.truncated_normal", "tensorflow.random.uniform"),
            bound_to="w1",
            title="`w1` is drawn from the whole normal distribution",
            hint="The standard normal distribution is asked for: not a uniform one, and not one with its ends cut off.",
        ),
        IsVariable(name="b1", hint="Biases are trained as well."),
        HasValue(name="b1", hint="There is a bias for each node of the hidden layer, and each is one."),
        IsVariable(name="w2", hint="Training can change a `Variable` only."),
        HasShape(name="w2", hint="The inputs of the output layer are the nodes of the hidden one."),
        HasDtype(
            name="w2", hint="What `random` draws has the right type already, unless it is told another."
        ),
        LooksNormal(name="w2", hint="Draw `w2` as `w1` was drawn."),
        AvoidsCall(
            functions=("tensorflow.random.truncated_normal", "tensorflow.random.uniform"),
            bound_to="w2",
            title="`w2` is drawn from the whole normal distribution",
            hint="The weights of both layers are drawn from the same distribution.",
        ),
        IsVariable(name="b2", hint="A bias is a variable, even where it is a single number."),
        HasNumber(name="b2", hint="The output layer has one node, hence one bias."),
    ),
    mistakes=(
        Mistake(
            name="uniform",
            replace=("random.normal([23, 7])", "random.uniform([23, 7])"),
            says="The weights of the hidden layer are uniform, from 0 to 1. Draw them from the normal distribution.",
        ),
        Mistake(
            name="truncated",
            replace=("random.normal([23, 7])", "random.truncated_normal([23, 7])"),
            says="`w1` is drawn from a truncated distribution, which has nothing beyond two deviations. "
            "Draw it from the standard normal one.",
        ),
        Mistake(
            name="weights-of-ones",
            replace=("random.normal([23, 7])", "ones([23, 7])"),
            says="`w1` is all ones: with equal weights all nodes of the layer compute the same. Draw them at random.",
        ),
        Mistake(
            name="weights-turned",
            replace=("random.normal([23, 7])", "random.normal([7, 23])"),
            says="`w1` lies on its side. There are 23 features, hence 23 rows.",
        ),
        Mistake(
            name="output-weights-flat",
            replace=("random.normal([7, 1])", "random.normal([7])"),
            says="`w2` has one dimension. A matrix product needs seven rows and one column.",
        ),
        Mistake(
            name="one-bias",
            replace=("ones([7])", "ones([1])"),
            says="The hidden layer has one bias only. Give each of its seven nodes its own.",
        ),
        Mistake(
            name="output-bias-of-one",
            replace=("b2 = Variable(0.0)", "b2 = Variable(1.0)"),
            says="`b2` starts at one. Let it start at zero.",
        ),
        Mistake(
            name="no-variables",
            replace=("w1 = Variable(random.normal([23, 7]))", "w1 = random.normal([23, 7])"),
            also=(("w2 = Variable(random.normal([7, 1]))", "w2 = random.normal([7, 1])"),),
            says="The weights are fixed tensors. Wrap them in `Variable`, or no training can change them.",
        ),
    ),
    equivalents=(
        Equivalent(
            mutants=("Variable(0.0) -> Variable(-0.0)",),
            because="-0.0 is 0.0.",
        ),
    ),
)
