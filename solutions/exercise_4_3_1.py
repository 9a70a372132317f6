"""Feature columns for bedrooms and bathrooms, and the function that feeds an estimator with them."""

bedrooms = feature_column.numeric_column("bedrooms")
bathrooms = feature_column.numeric_column("bathrooms")

feature_list = [bedrooms, bathrooms]


def input_fn():
    labels = np.array(housing["price"])
    features = {
        "bedrooms": np.array(housing["bedrooms"]),
        "bathrooms": np.array(housing["bathrooms"]),
    }
    return features, labels
