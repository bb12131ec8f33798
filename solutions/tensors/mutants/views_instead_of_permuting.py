"""The shape is right and the pixels are scrambled: view keeps the memory order, it never moves an axis."""

KILLED_BY = ("moves_one_bright_pixel", "keeps_small_square_batches_in_order")


def images_to_float(imgs):
    N, H, W, C = imgs.shape
    return imgs.view(N, C, H, W).to(torch.float32) / 255
