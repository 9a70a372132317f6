from tensorflow import constant, matmul
