"""The libraries' own readers, written in C and C++, read no more than Python's."""

import ctypes
import sqlite3

import numpy as np
import pandas as pd
import tensorflow as tf

READERS = (
    tf.io.read_file,
    tf.io.gfile.listdir,
    lambda path: [*tf.io.gfile.walk(path)],
    lambda path: tf.io.gfile.copy(path, "copied"),
    lambda path: tf.io.gfile.GFile(path).read(),
    lambda path: [*tf.data.TextLineDataset(path)],
    lambda path: [*tf.data.Dataset.list_files(path + "/*")],
    lambda path: np.fromfile(path, "uint8"),
    lambda path: np.memmap(path, "uint8", "r"),
    lambda path: np.loadtxt(path, str),
    pd.read_csv,
    lambda path: sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True).execute("select 1 from sqlite_master"),
)
for path in """@PATHS@""".split():
    for number, read in enumerate(READERS):
        try:
            found = read(path)
        except Exception:
            continue
        if found is not None and str(found) not in {"[]", "()"}:
            print("HARM", path, "by reader", number, found)
    try:
        ctypes.CDLL(path)
    except OSError as error:
        if "Permission denied" not in str(error) and "No such file" not in str(error):
            print("HARM", path, error)
print("TRIED")
