"""The labels are one too large: classes count from 0."""

KILLED_BY = (
    "pairs_are_an_image_and_a_number",
    "dataset_ends_where_it_ends",
    "transform_may_return_anything",
)


class CIFARDataset(CIFARDataset):
    def __getitem__(self, i):
        image = self.images[i].float() / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels[i]) + 1
