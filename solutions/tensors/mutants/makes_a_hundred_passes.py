"""max_epochs has no influence: where no line separates, the number of passes is up to the caller."""

KILLED_BY = ("gives_up_on_xor",)


def perceptron_fit(X, y, *, eps=1.0, max_epochs=100):
    labels = y.to(X.dtype)
    w0, w, n_updates = 0.0, X.new_zeros(X.shape[1]), 0
    for _ in range(100):
        before = n_updates
        for x, label in zip(X, labels):
            if label * (w0 + w @ x) <= 0:
                w = w + eps * label * x
                w0 += eps * label.item()
                n_updates += 1
        if n_updates == before:
            break
    return w0, w, n_updates
