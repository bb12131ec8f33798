"""The label is a tensor still; a Python int is asked for."""

KILLED_BY = (
    "pairs_are_an_image_and_a_number",
    "dataset_ends_where_it_ends",
)


class CIFARDataset(CIFARDataset):
    def __getitem__(self, i):
        image = self.images[i].float() / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, self.labels[i]
