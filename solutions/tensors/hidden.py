"""What only the judge asks of `tensors`: coincidences of sizes, edges, and types."""

import torch

from autograder import Tolerance, check

RATIO = Tolerance(1e-6, 1e-9, "a mean of zeros and ones in float32 is an honest answer, right to 6e-8")


@check("int_tensor", points=2)
def keeps_large_integers_exactly(impl, draw):
    """Integers too large for a floating-point number arrive unchanged, at any depth of nesting."""
    odd = [2 * draw.seed() + 2**53 + 1, 2**62 - 1 - 2 * draw.seed(), -(2**24) - 1 - 2 * draw.choice(range(9))]
    return {"flat": impl.int_tensor(odd), "nested": impl.int_tensor([[odd], [odd[::-1]]])}


@check("reshape_zoo", points=2)
def handles_square_matrices_too(impl, draw):
    """For a square matrix, and for one with two columns, the five results are still the promised ones."""
    return {
        "4 × 4": impl.reshape_zoo(draw.permutation(16).view(4, 4)),
        "3 × 2": impl.reshape_zoo(draw.normal(3, 2)),
    }


@check("slice3d", points=2)
def turns_a_cube(impl, draw):
    """With three axes of one length only the numbers tell the axes apart."""
    return {"slices": impl.slice3d(draw.permutation(27).view(3, 3, 3))}


@check("images_to_float", points=2)
def keeps_small_square_batches_in_order(impl, draw):
    """Three images of 3 × 3: axes of one length are not mixed up; 255 becomes exactly 1."""
    imgs = draw.integers(0, 256, 3, 3, 3, 3).to(torch.uint8)
    imgs[1, 0, 2, 1], imgs[2, 2, 0, 0] = 255, 128
    return {"images": impl.images_to_float(imgs)}


@check("rot90_and_red", points=2)
def turns_square_images_as_well(impl, draw):
    """Three images of 3 × 3: axes of one length are not mixed up."""
    return {"images": impl.rot90_and_red(draw.normal(3, 3, 3, 3))}


@check("rot90_and_red", points=2)
def turns_stored_bytes(impl, draw):
    """Images of dtype uint8 stay uint8."""
    return {"images": impl.rot90_and_red(draw.integers(1, 256, 2, 3, 2, 4).to(torch.uint8))}


@check("standardize_fit", points=2)
def divides_by_n_when_n_is_small(impl, draw):
    """Two numbers per channel: the population deviation is half their distance."""
    mu, sd = impl.standardize_fit(draw.normal(1, 4, 1, 2))
    return {"mu": mu, "sd": sd}


@check("standardize_fit", points=2)
def tells_channels_from_columns(impl, draw):
    """Three images of 3 × 3 × 3: the statistics belong to the channels and to no other axis."""
    mu, sd = impl.standardize_fit(draw.uniform(1, 5, 3, 3, 3, 3) * draw.uniform(0.5, 4, 1, 3, 1, 1))
    return {"mu": mu, "sd": sd}


@check("standardize", points=2)
def keeps_a_shifted_test_set_shifted(impl, draw):
    """A test set brighter than the training set is still brighter afterwards, also when C = W."""
    mu, sd = draw.normal(1, 3, 1, 1), draw.uniform(0.5, 2, 1, 3, 1, 1)
    test = draw.normal(5, 3, 2, 3, mean=7, std=2)
    return {"z": impl.standardize(test, mu, sd)}


@check("pairwise_sq_dists", points=2)
def measures_as_many_rows_as_columns(impl, draw):
    """Four points against four points in four dimensions: the axes are not mixed up."""
    return {"distances": impl.pairwise_sq_dists(draw.normal(4, 4), draw.normal(4, 4))}


@check("pairwise_sq_dists", points=2)
def stays_at_or_above_zero_far_away(impl, draw):
    """A million away from the origin, where digits are lost, no squared distance is negative or NaN."""
    X = 1e6 + draw.normal(40, 5)
    distances = impl.pairwise_sq_dists(X, X + draw.normal(40, 5, std=1e-5))
    return {
        "any below zero": int((distances < 0).any()),
        "not finite": int((~distances.isfinite()).sum()),
        "shape": distances.shape,
    }


@check("one_hot", points=2)
def counts_classes_by_the_argument(impl, draw):
    """As many labels as classes, and the last class absent: the shape is still (N, C)."""
    return {"rows": impl.one_hot(draw.integers(1, 5, 6), 6)}


@check("one_hot", points=2)
def accepts_an_empty_batch(impl, draw):
    """No labels make no rows, with C columns."""
    return {"rows": impl.one_hot(torch.zeros(0, dtype=torch.int64), draw.choice((3, 4, 5)))}


@check("linear", points=2)
def keeps_a_batch_of_one_a_batch(impl, draw):
    """One row in, one row out: (1, i) becomes (1, o)."""
    return {"outputs": impl.linear(draw.normal(1, 3), draw.normal(4, 3), draw.normal(4))}


@check("linear", points=2)
def tells_the_axes_of_square_weights_apart(impl, draw):
    """With N = i = o only the numbers tell W from its transpose, and a bias per output from one per row."""
    return {"outputs": impl.linear(draw.normal(4, 4), draw.normal(4, 4), draw.normal(4))}


@check("linear_guigue", points=2)
def tells_square_weights_from_their_transpose(impl, draw):
    """With N = i = o only the numbers tell z W from z Wᵀ and from its transpose."""
    return {"outputs": impl.linear_guigue(draw.normal(4, 4), draw.normal(4, 4))}


@check("safe_mse", points=2)
def lets_gradients_through(impl, draw):
    """The gradient of the loss reaches the predictions, and a single pair is fine too."""
    pred = draw.normal(5, 1).requires_grad_()
    loss = impl.safe_mse(pred, draw.normal(5))
    (gradient,) = torch.autograd.grad(loss, pred)
    return {"loss": loss, "gradient": gradient, "one pair": impl.safe_mse(draw.normal(1, 1), draw.normal(1))}


@check("alias_and_copy", points=2)
def shares_memory_of_a_transposed_tensor(impl, draw):
    """Also for tensors that are not contiguous and come out of a computation."""
    x = 2 * draw.normal(3, 4).requires_grad_()
    seen = {}
    for name, tensor in (("x", x), ("its transpose", x.t())):
        alias, copy = impl.alias_and_copy(tensor)
        with torch.no_grad():
            x += 1
        seen |= {
            f"alias of {name} after x changed": alias.clone(),
            f"copy of {name} after x changed": copy.clone(),
        }
    return seen


@check("true_class_scores", points=2)
def picks_from_a_square_table(impl, draw):
    """With N = C only the numbers tell rows from columns."""
    return {"scores": impl.true_class_scores(draw.normal(5, 5), draw.integers(0, 5, 5))}


@check("accuracy", points=2, tolerance=RATIO)
def compares_along_the_classes(impl, draw):
    """With N = C, where the best class of each row and the best row of each class are different questions."""
    order = draw.permutation(7)
    best = torch.empty_like(order)
    best[order] = order.roll(-1)
    s = draw.uniform(0, 1, 7, 7) + 10 * torch.eye(7, dtype=torch.float64)[best]
    y = torch.arange(7)
    y[order[:3]] = best[order[:3]]
    y[order[3]] = best.argsort()[order[3]]
    return {"accuracy": impl.accuracy(s, y)}


@check("topk_accuracy", points=2, tolerance=RATIO)
def grows_with_k_up_to_one(impl, draw):
    """From the accuracy at k = 1 the curve climbs to 1 at k = C."""
    s = draw.normal(9, 5)
    y = (
        s.argsort(1, descending=True)
        .gather(1, torch.tensor([0, 0, 0, 1, 1, 2, 3, 3, 4]).unsqueeze(1))
        .squeeze(1)
    )
    return {f"top-{k} accuracy": impl.topk_accuracy(s, y, k) for k in range(1, 6)}


@check("solve", points=2)
def solves_without_a_diagonal(impl, draw):
    """A system whose matrix has zeros on its diagonal is as solvable as any other."""
    m = 5 * torch.eye(5, dtype=torch.float64).roll(1, 0) + draw.normal(5, 5)
    m.fill_diagonal_(0)
    return {"q": impl.solve(m, draw.normal(5))}


@check("dense_image_params")
def stays_exact_for_large_images(impl, draw):
    """The count is exact to the last digit where float64 and 32-bit integers no longer are."""
    H, W = 8191 - 2 * draw.choice(range(9)), 8193 + 2 * draw.choice(range(9))
    return {
        "a photograph": impl.dense_image_params(H, W, 3),
        "256 × 256 × 3": impl.dense_image_params(256, 256, 3),
    }


@check("memory_gb")
def takes_the_bytes_per_number(impl, draw):
    """Two bytes per number halve the memory, eight double it."""
    n = int(draw.integers(10**8, 10**10, 1))
    return {"float16": impl.memory_gb(n, 2), "float64": impl.memory_gb(n, bytes=8)}


@check("collapse_linear", points=2)
def passes_the_first_bias_through_square_layers(impl, draw):
    """With i = h = o only the numbers tell the order of the product and the way of the biases."""
    W, b = impl.collapse_linear(draw.normal(4, 4), draw.normal(4), draw.normal(4, 4), draw.normal(4))
    return {"W": W, "b": b}


@check("perceptron_fit", points=2)
def moves_the_bias_where_it_is_needed(impl, draw):
    """Points on a line, all on one side of the origin: no direction separates them without w0."""
    X = draw.permutation(8).double().unsqueeze(1) + 3
    y = torch.where(X[:, 0] > 6, 1, -1)
    w0, w, n = impl.perceptron_fit(X, y, max_epochs=200)
    return {"w0": w0, "w": w, "n_updates": n}


@check("perceptron_fit", points=2)
def gives_up_on_xor(impl, draw):
    """Four corners labelled crosswise: no line separates them, pass max_epochs is the last, all updates count."""
    order = draw.permutation(4)
    X = torch.tensor([[1.0, 2.0], [2.0, 5.0], [6.0, 1.0], [5.0, 4.0]], dtype=torch.float64)[order]
    y = torch.tensor([-1, 1, 1, -1])[order]
    w0, w, n = impl.perceptron_fit(X, y, max_epochs=draw.choice((7, 9, 11)))
    return {"w0": w0, "w": w, "n_updates": n}


@check("perceptron_fit")
def casts_labels_of_any_dtype(impl, draw):
    """Labels may be int8 while the points are float32; the weights are float32 like the points."""
    X = draw.integers(-5, 6, 9, 2).float()
    y = torch.where(X[:, 0] - 2 * X[:, 1] > 1, 1, -1).to(torch.int8)
    w0, w, n = impl.perceptron_fit(X, y, max_epochs=20)
    return {"w0": w0, "type of w0": type(w0).__name__, "w": w, "n_updates": n}
