"""The values still go up to 255; they should lie between 0 and 1."""

KILLED_BY = ("moves_one_bright_pixel", "scales_dark_pictures", "keeps_small_square_batches_in_order")


def images_to_float(imgs):
    return imgs.permute(0, 3, 1, 2).to(torch.float32)
