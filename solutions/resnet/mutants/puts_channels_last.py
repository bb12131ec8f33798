"""The image has shape (H, W, 3); PyTorch's networks want the channels in front."""

KILLED_BY = (
    "pairs_are_an_image_and_a_number",
    "transform_sees_every_image",
    "dataset_ends_where_it_ends",
    "transform_may_return_anything",
)


class CIFARDataset(CIFARDataset):
    def __getitem__(self, i):
        image = self.images[i].float() / 255
        if self.transform is not None:
            image = self.transform(image)
        return image.permute(1, 2, 0), int(self.labels[i])
