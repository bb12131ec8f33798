"""Rows and columns are exchanged: the images lie on their diagonal. Check the place of H and W in the new
order of axes."""

KILLED_BY = ("moves_one_bright_pixel", "keeps_small_square_batches_in_order")


def images_to_float(imgs):
    return imgs.permute(0, 3, 2, 1).to(torch.float32) / 255
