"""The length is one too small: the last image would never be drawn."""

KILLED_BY = (
    "pairs_are_an_image_and_a_number",
    "dataset_ends_where_it_ends",
)


class CIFARDataset(CIFARDataset):
    def __len__(self):
        return len(self.images) - 1
