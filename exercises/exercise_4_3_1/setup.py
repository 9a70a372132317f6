import numpy as np
import pandas as pd
from tensorflow import feature_column

housing = pd.read_csv("kc_house_data.csv")

del pd
