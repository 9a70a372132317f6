"""Reshape a gray and a color picture into columns."""

gray_vector = reshape(gray_tensor, (28 * 28, 1))
color_vector = reshape(color_tensor, (28 * 28 * 3, 1))
