"""eps has no influence: every step should be eps times as long."""

KILLED_BY = ("takes_steps_of_eps",)


def perceptron_fit(X, y, *, eps=1.0, max_epochs=100):
    labels = y.to(X.dtype)
    w0, w, n_updates = 0.0, X.new_zeros(X.shape[1]), 0
    for _ in range(max_epochs):
        before = n_updates
        for x, label in zip(X, labels):
            if label * (w0 + w @ x) <= 0:
                w = w + label * x
                w0 += label.item()
                n_updates += 1
        if n_updates == before:
            break
    return w0, w, n_updates
