"""w0 should be a Python float; it is a tensor."""

KILLED_BY = ("separates_two_sides", "casts_labels_of_any_dtype")


def perceptron_fit(X, y, *, eps=1.0, max_epochs=100):
    labels = y.to(X.dtype)
    w0, w, n_updates = X.new_zeros(()), X.new_zeros(X.shape[1]), 0
    for _ in range(max_epochs):
        before = n_updates
        for x, label in zip(X, labels):
            if label * (w0 + w @ x) <= 0:
                w = w + eps * label * x
                w0 = w0 + eps * label
                n_updates += 1
        if n_updates == before:
            break
    return w0, w, n_updates
