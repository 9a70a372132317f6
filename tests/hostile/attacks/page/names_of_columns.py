"""The names of columns and of types in a table are text."""
# part: exercise_2_1_1

import numpy as np
import pandas as pd

data_path = "<img src=x onerror=alert(1)>"
housing = pd.read_csv("kc_house_data.csv")
housing["</code><script>alert(1)</script>\x1b]0;x\x07\u202e"] = 1
housing[("<b>", "\ud800")] = np.array(["[/]"] * len(housing), object)
housing.columns.name = "{{ 1 }}"
print(housing)
