"""What is kept has only seven right digits: a mask of bools times a Python number is a float32 tensor. Give
the mask the dtype of x."""

KILLED_BY = ("gradient_is_dropped_where_the_input_was",)


class Dropout(Dropout):
    def forward(self, x):
        if not self.training:
            return x
        scale = 0.0 if self.p == 1 else 1 / (1 - self.p)
        return x * ((torch.rand_like(x) >= self.p) * scale)
