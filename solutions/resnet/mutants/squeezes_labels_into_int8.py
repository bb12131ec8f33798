"""Labels above 127 come out negative: somewhere they pass through int8."""

KILLED_BY = ("dataset_ends_where_it_ends",)


class CIFARDataset(CIFARDataset):
    def __getitem__(self, i):
        image = self.images[i].float() / 255
        if self.transform is not None:
            image = self.transform(image)
        return image, int(self.labels.to(torch.int8)[i])
