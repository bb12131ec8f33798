"""The output lacks b. (A fresh layer has biases of 0 and hides it.)"""

KILLED_BY = ("linear_maps_every_row", "linear_sends_gradients_back", "square_layers_hide_no_transpose")


class Linear(Linear):
    def forward(self, x):
        self.x = x
        return x @ self.W.T
