"""Exercise 4.3.1: Prepare to train with estimators.

`housing` is the table of houses; `np` and `feature_column` are imported.

1. Let `bedrooms` and `bathrooms` be numeric feature columns for the table's columns of the same names.
2. Let `feature_list` be the list of the two.
3. Define `input_fn()`, a function without arguments. It returns two things: the features, a dictionary that has the
   numbers of each of the two columns under its name, and the labels, which are the prices.
"""

# A feature column for each of the two.
bedrooms = feature_column.____(____)
bathrooms = feature_column.____(____)

# Both, in this order.
feature_list = [____, ____]


# What the model is trained with.
def ____():
    labels = np.array(____)
    features = {
        ____: np.array(____),
        ____: np.array(____),
    }
    return ____, ____
