"""x is multiplied by W itself. W is stored (d_out, d_in); a row vector x needs it transposed."""

KILLED_BY = ("linear_maps_every_row", "square_layers_hide_no_transpose")


class Linear(Linear):
    def forward(self, x):
        self.x = x
        return x @ self.W + self.b
