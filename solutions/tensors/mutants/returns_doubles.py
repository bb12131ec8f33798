"""The values are right but take twice the memory: networks are fed float32."""

KILLED_BY = ("moves_one_bright_pixel", "scales_dark_pictures", "keeps_small_square_batches_in_order")


def images_to_float(imgs):
    return imgs.permute(0, 3, 1, 2).double() / 255
