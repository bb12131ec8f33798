"""The order inside a set is that of its images; to shuffle is the loader's business."""

KILLED_BY = (
    "pairs_are_an_image_and_a_number",
    "transform_sees_every_image",
    "dataset_ends_where_it_ends",
    "transform_may_return_anything",
)


class CIFARDataset(CIFARDataset):
    def __getitem__(self, i):
        if not 0 <= i < len(self):
            raise IndexError(i)
        return super().__getitem__(len(self) - 1 - i)
