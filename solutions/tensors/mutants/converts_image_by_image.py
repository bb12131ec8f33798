"""One image after another: the batch is an axis like any other, and permute can leave it in place."""

KILLED_BY = ("converts_a_batch_at_once",)


def images_to_float(imgs):
    return torch.stack([image.permute(2, 0, 1).to(torch.float32) / 255 for image in imgs])
