"""Trains a line on one batch of houses after another."""

opt = keras.optimizers.Adam()

for batch in pd.read_csv("kc_house_data.csv", chunksize=100):
    size_batch = np.array(batch["sqft_lot"], np.float32)
    price_batch = np.array(batch["price"], np.float32)
    opt.minimize(
        lambda: loss_function(intercept, slope, price_batch, size_batch), var_list=[intercept, slope]
    )

print(intercept.numpy(), slope.numpy())
