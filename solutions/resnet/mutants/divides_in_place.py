"""The images of the set itself are changed: work on a copy of the one that is asked for."""

KILLED_BY = (
    "pairs_are_an_image_and_a_number",
    "transform_sees_every_image",
    "dataset_ends_where_it_ends",
    "transform_may_return_anything",
)


class CIFARDataset(CIFARDataset):
    def __init__(self, images, labels, transform=None):
        images.div_(2, rounding_mode="floor")
        super().__init__(images, labels, transform)
