"""A data file that the code writes anew is not the data of the reference."""
# part: exercise_2_1_1

import os

import pandas as pd

data_path = "kc_house_data.csv"
os.replace(data_path, "kept.csv")
with open(data_path, "w") as file:
    file.write("price\n1\n2\n")
housing = pd.read_csv(data_path)
os.chmod(data_path, 0o444)
print(housing["price"])
