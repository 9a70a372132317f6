"""The magics `%grade` and `%setup`, for notebooks and IPython."""
