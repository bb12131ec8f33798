"""All mistakes of a pass are judged with the weights from before it; each update should count at once, for
the next sample."""

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
        wrong = labels * (w0 + X @ w) <= 0
        if not wrong.any():
            break
        w = w + eps * labels[wrong] @ X[wrong]
        w0 += eps * labels[wrong].sum().item()
        n_updates += int(wrong.sum())
    return w0, w, n_updates
