import numpy as np
import pandas as pd
from tensorflow import estimator, feature_column

housing = pd.read_csv("kc_house_data.csv", usecols=["price", "bedrooms", "bathrooms"])

bedrooms = feature_column.numeric_column("bedrooms")
bathrooms = feature_column.numeric_column("bathrooms")
feature_list = [bedrooms, bathrooms]


def input_fn():
    features = {"bedrooms": np.array(housing["bedrooms"]), "bathrooms": np.array(housing["bathrooms"])}
    return features, np.array(housing["price"])


del pd
