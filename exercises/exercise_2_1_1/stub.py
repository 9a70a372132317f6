"""Exercise 2.1.1: Read a table with pandas.

Nothing is imported yet. The file `kc_house_data.csv` lies in the working folder: 21,613 houses sold in
King County, a line each, with the names of the 21 columns in its first line.

Define
    pd           pandas, under its usual short name
    data_path    the name of the file, as a string
    housing      the whole table, as pandas reads it

and print the column `price` of the table.
"""

# pandas is usually called pd.
import ____ as pd

# Where the data is.
data_path = ____

# The table.
housing = ____(data_path)

# The price of every house.
print(housing[____])
