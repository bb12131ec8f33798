"""The images are floats, but from 0 to 255."""

KILLED_BY = (
    "pairs_are_an_image_and_a_number",
    "transform_sees_every_image",
    "dataset_ends_where_it_ends",
    "transform_may_return_anything",
)


class CIFARDataset(CIFARDataset):
    def __getitem__(self, i):
        image = self.images[i].float()
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i])
