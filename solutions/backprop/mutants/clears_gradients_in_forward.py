"""Every forward pass clears the gradients. That is for `zero_grad` alone to do: two batches may want to
add theirs up."""

KILLED_BY = ("linear_gradients_add_up",)


class Linear(Linear):
    def forward(self, x):
        self.zero_grad()
        self.x = x
        return x @ self.W.T + self.b
