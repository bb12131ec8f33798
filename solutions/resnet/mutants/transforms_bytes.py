"""The transform gets the bytes; it is meant to get the image from 0 to 1, in float32."""

KILLED_BY = ("transform_sees_every_image",)


class CIFARDataset(CIFARDataset):
    def __getitem__(self, i):
        image = self.images[i]
        if self.transform is not None:
            image = self.transform(image)
        return image.float() / 255, int(self.labels[i])
