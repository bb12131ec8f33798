"""White should be exactly 1. There are 256 different bytes, but what is the largest one?"""

KILLED_BY = ("moves_one_bright_pixel", "scales_dark_pictures", "keeps_small_square_batches_in_order")


def images_to_float(imgs):
    return imgs.permute(0, 3, 1, 2).to(torch.float32) / 256
