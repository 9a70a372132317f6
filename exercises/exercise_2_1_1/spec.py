"""Exercise 2.1.1: the housing table, read from its file."""

from grader.spec import Exercise, Exists, HasShape, HasValue, IsDataFrame, IsModule, Mistake, PrintsNumbers

EXERCISE = Exercise(
    title="Read a table with pandas",
    files=("kc_house_data.csv",),
    checks=(
        IsModule(
            name="pd", module="pandas", hint="`import ... as pd` gives a module a second, shorter name."
        ),
        Exists(name="data_path", hint="A file's name is a string: mind the quotation marks."),
        IsDataFrame(
            name="housing", hint="pandas has a function for each kind of file; look for the one for CSV."
        ),
        HasShape(name="housing", hint="Print `housing.shape`: it tells rows and columns."),
        HasValue(
            name="housing",
            title="`housing` is the whole table, as it stands in the file",
            points=2,
            hint="The defaults of the reading function fit this file; try it with the path alone.",
        ),
        PrintsNumbers(
            title="The column `price` is printed",
            hint="Square brackets with a column's name, as a string, select that column.",
        ),
    ),
    mistakes=(
        Mistake(
            name="wrong-separator",
            replace=("read_csv(data_path)", 'read_csv(data_path, sep=";")'),
            says="The file separates its values by commas. With another separator the whole line becomes one column, "
            "and there is no column `price` to select.",
        ),
        Mistake(
            name="no-header",
            replace=("read_csv(data_path)", "read_csv(data_path, header=None)"),
            says="The first line of the file holds the names of the columns. Let pandas use it, else the columns are "
            "only numbered and the names become a row of data.",
        ),
        Mistake(
            name="index-column",
            replace=("read_csv(data_path)", "read_csv(data_path, index_col=0)"),
            says="The first column, `id`, has become the index, so only 20 columns are left. Keep it as a column.",
        ),
        Mistake(
            name="wrong-column",
            replace=('housing["price"]', 'housing["sqft_living"]'),
            says="The table is right, but another column than the prices is printed.",
        ),
        Mistake(
            name="first-rows-only",
            replace=('housing["price"]', 'housing["price"].head()'),
            says="Only the first five prices are printed. Print the column itself: pandas shortens it for you.",
        ),
    ),
)
