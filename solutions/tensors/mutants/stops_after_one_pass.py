"""One pass is not enough: go on until a pass needs no update."""

KILLED_BY = (
    "separates_two_sides",
    "takes_steps_of_eps",
    "moves_the_bias_where_it_is_needed",
    "gives_up_on_xor",
)


def perceptron_fit(X, y, *, eps=1.0, max_epochs=100):
    labels = y.to(X.dtype)
    w0, w, n_updates = 0.0, X.new_zeros(X.shape[1]), 0
    for _ in range(max_epochs):
        for x, label in zip(X, labels):
            if label * (w0 + w @ x) <= 0:
                w = w + eps * label * x
                w0 += eps * label.item()
                n_updates += 1
        break
    return w0, w, n_updates
