"""A dark picture must stay dark: the divisor is a constant, it does not depend on the pictures of the
batch."""

KILLED_BY = ("scales_dark_pictures",)


def images_to_float(imgs):
    floats = imgs.permute(0, 3, 1, 2).to(torch.float32)
    return floats / floats.max()
