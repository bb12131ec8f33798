"""The survivors are multiplied by 1 − p; to make up for the lost ones they must grow."""

KILLED_BY = (
    "a_fifth_is_dropped_and_the_rest_grows",
    "gradient_is_dropped_where_the_input_was",
)


class Dropout(Dropout):
    def forward(self, x):
        if not self.training:
            return x
        keep = torch.rand_like(x) >= self.p
        return x * keep * (1 - self.p)
