"""The images are bytes still. A network needs floats, here from 0 to 1."""

KILLED_BY = (
    "pairs_are_an_image_and_a_number",
    "transform_sees_every_image",
    "dataset_ends_where_it_ends",
    "transform_may_return_anything",
)


class CIFARDataset(CIFARDataset):
    def __getitem__(self, i):
        image = self.images[i]
        return (self.transform(image) if self.transform else image), int(self.labels[i])
