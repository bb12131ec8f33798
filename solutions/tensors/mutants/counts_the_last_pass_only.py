"""n_updates starts again with every pass; it should count them all."""

KILLED_BY = ("gives_up_on_xor",)


def perceptron_fit(X, y, *, eps=1.0, max_epochs=100):
    labels = y.to(X.dtype)
    w0, w = 0.0, X.new_zeros(X.shape[1])
    for _ in range(max_epochs):
        n_updates = 0
        for x, label in zip(X, labels):
            if label * (w0 + w @ x) <= 0:
                w, w0, n_updates = w + eps * label * x, w0 + eps * label.item(), n_updates + 1
        if n_updates == 0:
            break
    return w0, w, n_updates
