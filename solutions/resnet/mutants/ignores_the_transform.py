"""The transform is kept and never runs: apply it in `__getitem__`."""

KILLED_BY = (
    "transform_sees_every_image",
    "transform_may_return_anything",
)


class CIFARDataset(CIFARDataset):
    def __getitem__(self, i):
        return self.images[i].float() / 255, int(self.labels[i])
