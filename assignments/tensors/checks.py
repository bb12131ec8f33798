"""What the exercises of `tensors` must do, on inputs drawn anew for every seed."""

import torch

from autograder import Rule, Tolerance, check

NO_LOOP = (
    "No Python loop here: one tensor operation treats all entries at once, and it is the point to find it."
)
RULES = {
    "reshape_zoo": Rule(because=NO_LOOP, loops=True),
    "slice3d": Rule(because=NO_LOOP, loops=True),
    "images_to_float": Rule(because=NO_LOOP, loops=True),
    "rot90_and_red": Rule(
        because="Build the rotation from a transposition and a flip, without a loop and without rot90.",
        loops=True,
        names=("torch.rot90", "numpy.rot90", ".rot90"),
        operators=("aten::rot90",),
    ),
    "standardize_fit": Rule(because=NO_LOOP, loops=True),
    "standardize": Rule(because=NO_LOOP, loops=True),
    "pairwise_sq_dists": Rule(
        because="Let broadcasting pair the rows, without a loop and without a ready-made distance.",
        loops=True,
        names=("torch.cdist", ".cdist", "torch.nn.*", "scipy.*"),
        operators=("aten::_cdist*", "aten::cdist*", "aten::_euclidean_dist"),
    ),
    "one_hot": Rule(
        because="Compare labels with class numbers, or index, without a loop and without the ready-made one_hot.",
        loops=True,
        names=("torch.nn.*",),
    ),
    "linear": Rule(
        because="Write the matrix product yourself, without a loop and without torch.nn.",
        loops=True,
        names=("torch.nn.*",),
    ),
    "linear_guigue": Rule(
        because="Write the matrix product yourself, without a loop and without torch.nn.",
        loops=True,
        names=("torch.nn.*",),
    ),
    "safe_mse": Rule(
        because="Write the loss from its formula, without a loop and without torch.nn.",
        loops=True,
        names=("torch.nn.*",),
        operators=("aten::mse_loss*",),
    ),
    "true_class_scores": Rule(because=NO_LOOP, loops=True),
    "accuracy": Rule(because=NO_LOOP, loops=True),
    "topk_accuracy": Rule(because=NO_LOOP, loops=True),
    "solve": Rule(
        because="Solve the system directly: an inverse costs more, loses digits, and is never needed for it.",
        loops=True,
        names=("*.inv", "*.inv_ex", "*.pinv", ".inverse", ".pinverse"),
        operators=("aten::linalg_inv*", "aten::linalg_pinv*", "aten::inverse", "aten::pinverse"),
    ),
    "collapse_linear": Rule(because=NO_LOOP, loops=True),
}
RATIO = Tolerance(1e-6, 1e-9, "a mean of zeros and ones in float32 is an honest answer, right to 6e-8")


def error_of(function, *args):
    """The name of the exception that a call raises; an unwritten stub stays unwritten."""
    try:
        function(*args)
    except NotImplementedError:
        raise
    except Exception as error:
        return type(error).__name__
    return "no error"


def ranked(draw, ranks, C):
    """Scores (N, C) without ties, and labels whose scores have the given ranks in their rows, 0 for the best."""
    rank_of = torch.stack([draw.permutation(C) for _ in ranks])
    y = (rank_of == torch.tensor(ranks).unsqueeze(1)).int().argmax(1)
    return C - 0.5 - rank_of.double(), y


def sides(draw, N):
    """N integer points labelled by their side of the line 2x₁ + x₂ = 6, four of them close to it."""
    near, far = torch.tensor([[3, 1], [2, 1], [0, 8], [1, 3]]), draw.integers(-4, 9, 4 * N, 2)
    far = far[2 * far[:, 0] + far[:, 1] != 6]
    X = torch.cat([near, far])[:N][draw.permutation(N)]
    return X.double(), (2 * X[:, 0] + X[:, 1] - 6).sign()


@check("int_tensor")
def becomes_int64(impl, draw):
    """Nested lists of integers become an int64 tensor, and so does an empty list."""
    data = draw.integers(-9, 10, 2, 3).tolist()
    return {"tensor": impl.int_tensor(data), "tensor of []": impl.int_tensor([])}


@check("reshape_zoo", points=2)
def shows_the_matrix_in_five_ways(impl, draw):
    """All five results have the promised shapes and numbers, for a matrix that is wider than high."""
    return {"zoo": impl.reshape_zoo(draw.permutation(15).view(3, 5))}


@check("reshape_zoo", after=shows_the_matrix_in_five_ways)
def five_ways_share_one_memory(impl, draw):
    """When x changes, all five results change with it: nothing was copied."""
    x = draw.permutation(12).view(3, 4)
    zoo = impl.reshape_zoo(x)
    x += 100
    return {"zoo after x grew by 100": zoo}


@check("slice3d", points=2)
def cuts_and_turns_three_axes(impl, draw):
    """All five results have the promised shapes and numbers, for three axes of different lengths."""
    return {"slices": impl.slice3d(draw.permutation(60).view(3, 4, 5))}


@check("slice3d", after=cuts_and_turns_three_axes)
def slices_stay_views(impl, draw):
    """When x changes, all five results change with it: nothing was copied."""
    x = draw.permutation(24).view(2, 3, 4)
    slices = impl.slice3d(x)
    x += 100
    return {"slices after x grew by 100": slices}


@check("images_to_float")
def moves_one_bright_pixel(impl, draw):
    """A single bright number at row h, column w, channel c of an image arrives at channel c, row h, column w."""
    imgs = torch.zeros(2, 4, 5, 3, dtype=torch.uint8)
    n, h, w, c = draw.choice((0, 1)), draw.choice((1, 2)), draw.choice((1, 2, 3)), draw.choice((0, 1, 2))
    imgs[n, h, w, c] = 255
    return {f"image with number [{n}, {h}, {w}, {c}] lit": impl.images_to_float(imgs)}


@check("images_to_float", points=2, after=moves_one_bright_pixel)
def scales_dark_pictures(impl, draw):
    """Every number is divided by 255, also in pictures without a white spot; the result is float32."""
    return {"images": impl.images_to_float(draw.integers(0, 200, 2, 3, 4, 3).to(torch.uint8))}


@check("images_to_float", vectorised=True)
def converts_a_batch_at_once(impl, draw):
    """Twenty images need no more tensor operations than two."""
    imgs = draw.integers(0, 256, 20, 3, 4, 3).to(torch.uint8)
    return {"two images": impl.images_to_float(imgs[:2]), "twenty images": impl.images_to_float(imgs)}


@check("rot90_and_red", points=2)
def turns_a_quarter_and_keeps_red(impl, draw):
    """Images turn counter-clockwise, green and blue are 0, and the input stays as it was."""
    return {"images": impl.rot90_and_red(draw.normal(2, 3, 4, 5))}


@check("standardize_fit", points=2)
def measures_each_channel(impl, draw):
    """Mean and population deviation of every channel over all images and pixels, as (1, C, 1, 1)."""
    scale, shift = draw.uniform(0.5, 4, 1, 3, 1, 1), draw.normal(1, 3, 1, 1)
    mu, sd = impl.standardize_fit(scale * draw.normal(4, 3, 2, 5) + shift)
    return {"mu": mu, "sd": sd}


@check("standardize_fit", points=2)
def gives_constant_channels_a_deviation_of_one(impl, draw):
    """The deviation of a channel that never changes is replaced by 1, the others are left alone."""
    train = draw.normal(3, 4, 2, 3, std=0.1)
    train[:, 2] = draw.choice((-3.0, 0.0, 5.0))
    mu, sd = impl.standardize_fit(train)
    return {"mu": mu, "sd": sd}


@check("standardize", points=2)
def uses_the_given_statistics(impl, draw):
    """The result is (x − mu) / sd for whatever mu and sd are given, and x stays as it was."""
    mu, sd = draw.normal(1, 3, 1, 1), draw.uniform(0.5, 2, 1, 3, 1, 1)
    return {"z": impl.standardize(draw.normal(4, 3, 2, 5), mu, sd)}


@check("pairwise_sq_dists", points=2)
def rows_index_X_and_columns_index_Y(impl, draw):
    """Entry [n, m] is the squared distance of row n of X from row m of Y; 0 where they coincide."""
    X, Y = draw.integers(-6, 7, 4, 3).double(), draw.integers(-6, 7, 6, 3).double()
    Y[1], Y[4] = X[2], X[0]
    return {"distances": impl.pairwise_sq_dists(X, Y)}


@check("pairwise_sq_dists", points=2, vectorised=True)
def pairs_all_points_at_once(impl, draw):
    """Thirty points need no more tensor operations than three."""
    X, Y = draw.normal(30, 4), draw.normal(40, 4)
    return {"3 × 4": impl.pairwise_sq_dists(X[:3], Y[:4]), "30 × 40": impl.pairwise_sq_dists(X, Y)}


@check("one_hot", points=2)
def puts_a_one_at_each_class(impl, draw):
    """Row n has its 1 in column y[n], with a column for every class, also for those that do not occur."""
    return {"rows": impl.one_hot(draw.integers(0, 4, 5), 7)}


@check("one_hot", points=2)
def refuses_labels_outside_the_classes(impl, draw):
    """Negative labels and labels from C on raise a ValueError."""
    good, C = draw.integers(0, 4, 5).tolist(), 4
    return {
        "label C": error_of(impl.one_hot, torch.tensor([*good, C]), C),
        "label −1": error_of(impl.one_hot, torch.tensor([-1, *good]), C),
    }


@check("one_hot", vectorised=True)
def writes_all_rows_at_once(impl, draw):
    """Sixty labels need no more tensor operations than six."""
    y = draw.integers(0, 5, 60)
    return {"six": impl.one_hot(y[:6], 5), "sixty": impl.one_hot(y, 5)}


@check("linear", points=2)
def maps_rows_with_out_by_in_weights(impl, draw):
    """Row n of the result is W x_n + b, for as many outputs as W has rows, in the dtype of x."""
    return {"outputs": impl.linear(draw.normal(5, 3), draw.normal(7, 3), draw.normal(7))}


@check("linear_guigue")
def maps_rows_with_in_by_out_weights(impl, draw):
    """Row n of the result is Wᵀ z_n, for as many outputs as W has columns."""
    return {"outputs": impl.linear_guigue(draw.normal(5, 3), draw.normal(3, 7))}


@check("safe_mse", points=2)
def pairs_a_column_with_a_row(impl, draw):
    """The loss is a 0-d tensor, and the same whether predictions and targets are (N,) or (N, 1)."""
    p, t = draw.normal(6), draw.normal(6)
    columns = {"(N,)": p, "(N, 1)": p.unsqueeze(1)}, {"(N,)": t, "(N, 1)": t.unsqueeze(1)}
    losses = {(a, b): impl.safe_mse(x, y) for a, x in columns[0].items() for b, y in columns[1].items()}
    return {f"loss of {a} against {b}": loss for (a, b), loss in losses.items()}


@check("safe_mse", points=2)
def refuses_different_lengths(impl, draw):
    """Different numbers of elements raise a ValueError, also one prediction for many targets."""
    p, t = draw.normal(3), draw.normal(5)
    return {
        "3 against 5": error_of(impl.safe_mse, p, t),
        "1 against 5": error_of(impl.safe_mse, p[:1], t),
        "(5, 1) against 1": error_of(impl.safe_mse, t.unsqueeze(1), p[:1]),
    }


@check("alias_and_copy", points=2)
def tells_alias_from_copy(impl, draw):
    """When x changes in place the alias follows and the copy does not; neither asks for a gradient."""
    x = draw.normal(3, 4).requires_grad_()
    alias, copy = impl.alias_and_copy(x)
    with torch.no_grad():
        x += 1
    return {
        "alias after x changed": alias,
        "copy after x changed": copy,
        "alias.requires_grad": alias.requires_grad,
        "copy.requires_grad": copy.requires_grad,
    }


@check("true_class_scores", points=2)
def picks_one_score_per_row(impl, draw):
    """Entry n of the result is s[n, y[n]], and the result has one axis."""
    return {"scores": impl.true_class_scores(draw.normal(7, 4), draw.integers(0, 4, 7))}


@check("accuracy", points=2, tolerance=RATIO)
def is_a_fraction_as_a_float(impl, draw):
    """Of seven samples four are right: the answer is the Python float 4/7."""
    s, y = ranked(draw, draw.shuffled([0, 0, 0, 0, 1, 2, 3]), C=4)
    a = impl.accuracy(s, y)
    return {"accuracy": a, "its type": type(a).__name__}


@check("topk_accuracy", points=2, tolerance=RATIO)
def counts_labels_among_the_best_k(impl, draw):
    """A sample counts when its label has one of the k highest scores of its row; the answer is a Python float."""
    s, y = ranked(draw, draw.shuffled([0, 0, 0, 0, 1, 2, 2, 3, 4, 5, 6]), C=7)
    a = impl.topk_accuracy(s, y, 3)
    return {"top-3 accuracy": a, "its type": type(a).__name__}


@check("topk_accuracy", vectorised=True, tolerance=RATIO)
def ranks_all_rows_at_once(impl, draw):
    """Fifty samples need no more tensor operations than five."""
    s, y = ranked(draw, draw.integers(0, 6, 50).tolist(), C=6)
    return {"five": impl.topk_accuracy(s[:5], y[:5], 2), "fifty": impl.topk_accuracy(s, y, 2)}


@check("solve", points=2)
def finds_the_solution(impl, draw):
    """The result q is a vector with m q = y."""
    m = draw.normal(4, 4) + 6 * torch.eye(4, dtype=torch.float64)
    return {"q": impl.solve(m, draw.normal(4))}


@check("dense_image_params")
def counts_every_pair(impl, draw):
    """There is one weight for every pair of an input number and an output number, as a Python int."""
    H, W, C = draw.choice((2, 3, 4)), draw.choice((5, 6, 7)), draw.choice((2, 3))
    n = impl.dense_image_params(H, W, C)
    return {f"weights for {H} × {W} × {C}": n, "their type": type(n).__name__}


@check("memory_gb")
def counts_decimal_gigabytes(impl, draw):
    """So many float32 numbers take four bytes each, in units of 10⁹ bytes."""
    n = int(draw.integers(10**8, 10**10, 1))
    return {f"GB of {n} numbers": impl.memory_gb(n)}


@check("collapse_linear")
def expands_the_smallest_network(impl, draw):
    """Two inputs, two neurons, one output: two weights and one bias are left."""
    W, b = impl.collapse_linear(draw.normal(2, 2), draw.normal(2), draw.normal(1, 2), draw.normal(1))
    return {"W": W, "b": b}


@check("collapse_linear", points=2)
def melts_two_layers(impl, draw):
    """One layer does what a layer from 3 to 5 and a layer from 5 to 2 do together."""
    W, b = impl.collapse_linear(draw.normal(5, 3), draw.normal(5), draw.normal(2, 5), draw.normal(2))
    return {"W": W, "b": b}


@check("perceptron_fit", points=3)
def separates_two_sides(impl, draw):
    """On points that a line separates: the same weights, bias and number of updates after one pass and at the end."""
    X, y = sides(draw, 9)
    first = impl.perceptron_fit(X, y, max_epochs=1)
    w0, w, n = impl.perceptron_fit(X, y)
    return {
        "(w0, w, n_updates) after one pass": first,
        "w0": w0,
        "w": w,
        "n_updates": n,
        "types of w0 and n_updates": (type(w0).__name__, type(n).__name__),
    }


@check("perceptron_fit", points=2, after=separates_two_sides)
def takes_steps_of_eps(impl, draw):
    """With eps = 1/2 all weights and the bias are half as large, after as many updates."""
    X, y = sides(draw, 8)
    w0, w, n = impl.perceptron_fit(X, y.double(), eps=0.5)
    return {"w0": w0, "w": w, "n_updates": n}
