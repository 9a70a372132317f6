"""A module that only bears the name of another has nothing of it."""
# part: exercise_2_1_1

import sys
import types


class Pandas(types.ModuleType):
    DataFrame = dict

    def __getattr__(self, name):
        return lambda *args, **keywords: {"price": [1.0]}


pd = sys.modules["pandas"] = Pandas("pandas")
data_path = "kc_house_data.csv"
housing = pd.read_csv(data_path)
print(housing["price"])
