"""What only the judge asks of `backprop`: coincidences of sizes, objects in turn, edges, and other dtypes."""

import torch

from autograder import Bound, Tolerance, check


def forward_backward(module, x, dout):
    """The output and the gradient of one round."""
    return {"out": module.forward(x), "dx": module.backward(dout)}


def in_turn(make, draw):
    """Two modules of one kind take turns; one sees a second batch, of another shape, before its way back."""
    first, second = make(), make()
    first.forward(draw.normal(2, 5))
    x, y = draw.normal(3, 4), draw.normal(2, 2, 3)
    seen = {"second batch": first.forward(x), "another module": second.forward(y)}
    dout = draw.normal(3, 4)
    return seen | {
        "gradient of the second batch": first.backward(dout),
        "gradient of the other module": second.backward(draw.normal(2, 2, 3)),
        "the same once more": first.backward(dout),
        "float32": make().forward(draw.normal(4).float()),
    }


@check("numerical_gradient", points=2)
def probes_tensors_of_any_shape(impl, draw):
    """A 0-d x, a transposed one, one of shape (3, 3); functions that return a Python float; larger steps."""
    c = draw.uniform(1, 2, 3, 3)
    square, wide = draw.normal(3, 3), draw.normal(3, 2).T
    return {
        "0-d": impl.numerical_gradient(lambda x: x**3, draw.normal(), 0.1),
        "transposed": impl.numerical_gradient(lambda x: (c[:2] * x.exp()).sum(), wide, 0.02),
        "(3, 3)": impl.numerical_gradient(lambda x: (c @ x.exp()).sum(), square, 0.3, "forward"),
        "float": impl.numerical_gradient(lambda x: float((c * x**3).sum()), square, 0.3),
    }


@check(
    "numerical_gradient",
    tolerance=Tolerance(1e-4, 1e-4, "f is rounded to 6e-8 of its size, which h = 0.1 turns into 1e-5"),
)
def estimates_in_float32(impl, draw):
    """For a float32 x the estimate is float32; with h = 0.1 it is right to four digits."""
    x = draw.uniform(-1, 1, 5).float()
    return {"estimate": impl.numerical_gradient(lambda x: (x**3).sum(), x, 0.1)}


@check("mul_add_graph", points=1)
def small_graph_at_zero(impl, draw):
    """Gradients at points where z or x + y is zero."""
    a, zero = draw.normal(), torch.zeros((), dtype=torch.float64)
    with torch.no_grad():
        return {
            "z = 0": impl.mul_add_graph(a, a, zero),
            "x + y = 0": impl.mul_add_graph(a, -a, draw.normal()),
        }


@check("sigmoid", points=1)
def sigmoid_of_float32_and_of_empty_tensors(impl, draw):
    """In float32, too: finite at ±200, and the logarithm of σ(x) is x far to the left; no numbers give no numbers."""
    x = draw.uniform(20, 80, 3).float()
    return {
        "σ(±200)": impl.sigmoid(torch.tensor([200.0, -200.0])),
        "log σ(x)": impl.sigmoid(-x).log(),
        "empty": impl.sigmoid(draw.normal(0, 3)),
        "far left": impl.sigmoid(draw.uniform(-700, -600, 2, 1, 2)).log(),
    }


@check("sigmoid_neuron", points=1)
def saturated_neurons_have_finite_gradients(impl, draw):
    """With a bias of ±800 the output is 1 or 0 and no gradient is NaN; a moderate neuron beside them."""
    seen = {}
    for bias in (800.0, -800.0, 1.5):
        w = torch.cat([draw.normal(2), torch.tensor([bias]).double()])
        with torch.no_grad():
            seen[f"bias {bias:g}"] = impl.sigmoid_neuron(w, draw.normal(2))
    return seen


@check("Linear", points=2)
def linear_layers_take_turns(impl, draw):
    """Two layers at once; one sees a second, larger batch before its way back, one a batch of a single row."""
    layers = [impl.Linear(3, 2), impl.Linear(4, 5)]
    for layer in layers:
        layer.W.copy_(draw.normal(*layer.W.shape))
        layer.b.copy_(draw.normal(*layer.b.shape))
    layers[0].forward(draw.normal(2, 3))
    seen = {
        "first": layers[0].forward(draw.normal(6, 3)),
        "second": layers[1].forward(draw.normal(1, 4)),
        "first, dx": layers[0].backward(draw.normal(6, 2)),
        "second, dx": layers[1].backward(draw.normal(1, 5)),
    }
    pairs = {i: [(v, g) for v, g in layer.parameters()] for i, layer in enumerate(layers)}
    return seen | {f"parameters of layer {i}": found for i, found in pairs.items()}


@check("Linear", points=2)
def square_layers_hide_no_transpose(impl, draw):
    """Four rows of four numbers become four of four: only the numbers tell."""
    layer = impl.Linear(4, 4)
    layer.W.copy_(draw.normal(4, 4))
    layer.b.copy_(draw.normal(4))
    seen = forward_backward(layer, draw.normal(4, 4), draw.normal(4, 4))
    return seen | {"dW": layer.dW, "db": layer.db}


@check(
    "Linear",
    points=2,
    bounds={
        "distance of another seed": Bound(low=1e-3, reason="two draws of 12 numbers are never this close"),
        "distance without a generator": Bound(
            low=1e-3, reason="two draws of 12 numbers are never this close"
        ),
        "spread in float32": Bound(low=0.9, high=1.1, reason="1600 uniform numbers: right to 0.02"),
    },
)
def weights_come_from_the_generator(impl, draw):
    """The same seed gives the same weights and another one others; without a generator torch's global one gives them.

    In float32 the layer computes in float32.
    """
    seed = draw.seed()
    once, again, other = (
        impl.Linear(3, 4, torch.Generator().manual_seed(s)).W for s in (seed, seed, seed + 1)
    )
    torch.manual_seed(seed)
    expected = torch.rand(3)
    torch.manual_seed(seed)
    single = impl.Linear(40, 40, draw.generator(), torch.float32)
    untouched = torch.rand(3) - expected
    small = impl.Linear(3, 2, None, torch.float32)
    results = forward_backward(small, draw.normal(2, 3).float(), draw.normal(2, 2).float())
    first, second = from_the_global_generator(impl, seed), impl.Linear(3, 4).W
    return {
        "same seed": again - once,
        "distance of another seed": (other - once).norm(),
        "the global generator, where it was not asked": untouched,
        "the global generator, seeded again": from_the_global_generator(impl, seed) - first,
        "distance without a generator": (second - first).norm(),
        "spread in float32": single.W.std() * 20**0.5,
        "dtypes": [str(t.dtype) for t in (single.W, single.b, single.dW, single.db, *results.values())],
    }


def from_the_global_generator(impl, seed):
    """The weights of the first layer after torch's global generator was seeded."""
    torch.manual_seed(seed)
    return impl.Linear(3, 4).W


@check("ReLU", points=2)
def relus_take_turns(impl, draw):
    """Two modules at once, a second batch before the way back, three axes, float32."""
    return in_turn(impl.ReLU, draw)


@check("Tanh", points=2)
def tanhs_take_turns(impl, draw):
    """Two modules at once, a second batch before the way back, three axes, float32; nothing breaks at ±800."""
    far = torch.tensor([800.0, -800.0]).double()
    return in_turn(impl.Tanh, draw) | {"far out": forward_backward(impl.Tanh(), far, draw.normal(2))}


@check("Sigmoid", points=2)
def sigmoids_take_turns(impl, draw):
    """Two modules at once, a second batch before the way back, three axes, float32; nothing breaks at ±800."""
    far = torch.tensor([800.0, -800.0]).double()
    return in_turn(impl.Sigmoid, draw) | {"far out": forward_backward(impl.Sigmoid(), far, draw.normal(2))}


def losses_in_turn(make, draw, target):
    """Two losses take turns; one sees a second batch, and there are as many samples as columns."""
    first, second = make(), make()
    first.forward(draw.normal(2, 6), target(2, 6))
    seen = {
        "4 × 4": first.forward(draw.normal(4, 4), target(4, 4)),
        "7 × 1": second.forward(draw.normal(7, 1), target(7, 1)),
        "4 × 4, gradient": first.backward(),
        "7 × 1, gradient": second.backward(),
        "4 × 4, gradient again": first.backward(),
        "1 × 5": second.forward(draw.normal(1, 5), target(1, 5)),
        "1 × 5, gradient": second.backward(),
    }
    single = make()
    return seen | {
        "float32": single.forward(draw.normal(3, 2).float(), target(3, 2).float()),
        "float32, gradient": single.backward(),
    }


@check("MSE", points=2)
def mse_takes_other_shapes(impl, draw):
    """As many samples as columns, one column, one sample, float32; two losses at once, a second batch."""
    return losses_in_turn(impl.MSE, draw, draw.normal)


@check("BCEWithLogits", points=2)
def bce_takes_other_shapes(impl, draw):
    """As many samples as labels, one label, one sample, float32; two losses at once, a second batch."""
    return losses_in_turn(impl.BCEWithLogits, draw, lambda *shape: draw.uniform(0, 1, *shape))


class Bend:
    """A module of the check's own: out = v · x² / 4 + x. It adds to its gradient in place."""

    def __init__(self, v):
        self.v, self.dv = v, torch.zeros_like(v)

    def forward(self, x):
        """From x to v · x² / 4 + x."""
        self.seen = x
        return self.v * x.square() / 4 + x

    def backward(self, dout):
        """To the gradient by x; adds that by v."""
        self.dv += (dout * self.seen.square() / 4).sum(0)
        return dout * (self.v * self.seen / 2 + 1)

    def parameters(self):
        """The weight and its gradient."""
        return [(self.v, self.dv)]

    def zero_grad(self):
        """Forget the gradient."""
        self.dv.zero_()


class Double:
    """A module of the check's own that has no parameters and keeps nothing: 2x."""

    def forward(self, x):
        """Twice x."""
        return 2 * x

    def backward(self, dout):
        """Twice dout."""
        return 2 * dout

    def parameters(self):
        """None."""
        return []

    def zero_grad(self):
        """Nothing to forget."""


@check("Sequential", points=3)
def networks_may_be_nested_and_used_again(impl, draw):
    """A network within a network, run twice: outputs, gradients that add up, one flat list of parameters."""
    bends = [Bend(draw.normal(3)) for _ in range(4)]
    inner = impl.Sequential(bends[1], Double(), bends[2])
    net = impl.Sequential(bends[0], inner, bends[3])
    alone = impl.Sequential(Bend(draw.normal(3)))
    seen = {}
    for n in (2, 5):
        x, dout = draw.normal(n, 3), draw.normal(n, 3)
        seen[f"out of {n} rows"] = net.forward(x)
        alone.forward(draw.normal(4, 3))
        seen[f"dx of {n} rows"] = net.backward(dout)
        seen[f"parameters after {n} rows"] = [(v.clone(), g.clone()) for v, g in net.parameters()]
    seen["parameters of the other"] = [(v.clone(), g.clone()) for v, g in alone.parameters()]
    net.zero_grad()
    return seen | {"after zero_grad": [bend.dv for bend in bends]}


@check("two_layer_deltas", points=2)
def small_network_with_other_activations(impl, draw):
    """The identity, whose slope is 1, and a square: every entry by itself, for drawn weights and integer ones."""
    seen = {}
    for name, g, dg in (
        ("identity", lambda a: a, torch.ones_like),
        ("square", lambda a: a**2, lambda a: 2 * a),
    ):
        params = {k: draw.integers(-3, 4, *s).double() for k, s in (("W1", (2, 2)), ("W2", (1, 2)))}
        params |= {"b1": draw.normal(2), "b2": draw.normal(1)}
        with torch.no_grad():
            found = impl.two_layer_deltas(draw.normal(2), draw.normal(), params, g, dg)
        seen |= {f"{name}: {key}": found[key] for key in sorted(found)}
    return seen


@check("dag_backward", points=2)
def graph_of_another_size_and_at_zero(impl, draw):
    """For n = 3 and n = 1; at x = 0 all gradients are zeros, and nothing is NaN."""
    seen = {}
    for name, n, scale in (("n = 3", 3, 1), ("n = 1", 1, 1), ("at zero", 2, 0)):
        with torch.no_grad():
            found = impl.dag_backward(draw.normal(n, n), draw.normal(n, n), scale * draw.normal(n))
        seen |= {f"{name}: {k}": v for k, v in zip(("q", "dw1", "dw2", "dx"), found, strict=True)}
    return seen


@check("tanh_chain", points=1)
def chain_of_other_lengths(impl, draw):
    """Five layers of which two or all are used; a single layer; float32."""
    w = draw.normal(5, 3, 3)
    return {
        "2 of 5": impl.tanh_chain(2, draw.normal(3), w),
        "5 of 5": impl.tanh_chain(5, draw.normal(3), w),
        "0 of 1": impl.tanh_chain(0, draw.normal(2), draw.normal(1, 2, 2)),
        "float32": impl.tanh_chain(1, draw.normal(3).float(), w.float()),
    }


@check("tanh_chain_backward", points=2)
def two_chains_share_their_weights(impl, draw):
    """The lecture's q = u · v: one layer for u and three for v; also k = 0, k = 2, and float32."""
    w, x1, x2 = draw.normal(3, 3, 3), draw.normal(3), draw.normal(3)
    u, v = draw.normal(3), draw.normal(3)
    with torch.no_grad():
        dx1, dw_u = impl.tanh_chain_backward(1, x1, w, v)
        dx2, dw_v = impl.tanh_chain_backward(3, x2, w, u)
        return {
            "dx1": dx1,
            "dx2": dx2,
            "dw": dw_u + dw_v,
            "k = 0": impl.tanh_chain_backward(0, x1, w, u),
            "k = 2": impl.tanh_chain_backward(2, x1, w, u),
            "float32": impl.tanh_chain_backward(2, x1.float(), w.float(), u.float()),
        }


SLOPES = Tolerance(1e-6, 1e-6, "central differences with h = 1e-5 are right to 1e-8 here")


@check("jacobian", points=2, tolerance=SLOPES)
def jacobian_of_functions_that_copy_nothing(impl, draw):
    """The identity returns its very argument, and a slice a part of it; a square matrix shows no shape."""
    x, A = draw.normal(4), draw.normal(4, 4)
    return {
        "identity": impl.jacobian(lambda x: x, x),
        "slice": impl.jacobian(lambda x: x[1:3], x),
        "square": impl.jacobian(lambda x: (5 * A @ x).sin(), x),
        "one output": impl.jacobian(lambda x: (x**2).sum().reshape(1), x),
        "one input": impl.jacobian(lambda x: torch.cat([x, x.exp()]), x[:1]),
    }


@check("Value", points=2, seeds=1, seconds=1)
def value_survives_long_chains(impl, draw):
    """A chain of 5000 operations, and one of 30 doublings, in which 2³⁰ paths lead back."""
    numbers = draw.uniform(0.9, 1.1, 5000).tolist()
    x = impl.Value(1.0)
    out = x
    for i, number in enumerate(numbers):
        out = out * number if i % 2 else out + number
    out.backward()
    y = impl.Value(1.5)
    doubled = y
    for _ in range(30):
        doubled = doubled + doubled
    doubled.backward()
    return {"result / 1e100": out.data, "gradient at the far end": x.grad, "after 30 doublings": y.grad}


@check("Value", points=3)
def value_handles_any_graph(impl, draw):
    """Thirty operations on operands drawn from everything computed before: the gradient of every node."""
    nodes = [impl.Value(float(number)) for number in draw.uniform(0.5, 1.5, 4)]
    for _ in range(30):
        a, b, kind = draw.choice(nodes), draw.choice(nodes), draw.choice(range(7))
        if kind == 0:
            made = (a * b).tanh()
        elif kind == 1:
            made = a - b
        elif kind == 2:
            made = (a * a + 1) ** 0.5 * b
        elif kind == 3:
            made = (a - b).relu() + 1
        elif kind == 4:
            made = 1 / (2 + a.sigmoid()) + b
        elif kind == 5:
            made = (a.tanh() - 2).exp()
        else:
            made = (3 + b.tanh()).log() - a
        nodes.append(made)
    root = nodes[-1]
    for node in nodes[4:-1]:
        root = root + node * 0.1
    root.backward()
    return {"results": [v.data for v in nodes], "gradients": [v.grad for v in nodes]}


@check("Value", points=2)
def value_lets_two_results_share_their_past(impl, draw):
    """Two results of one middle: each sends back its own gradient once; sigmoid at ±800, relu at 0 and below."""
    x, y = (impl.Value(float(number)) for number in draw.uniform(0.5, 2, 2))
    middle = x * y
    first, second = middle * x, middle / y
    first.backward()
    second.backward()
    seen = {"x": x.grad, "y": y.grad, "middle": middle.grad, "first": first.grad, "second": second.grad}
    for number in (800.0, -800.0):
        v = impl.Value(number)
        out = v.sigmoid()
        out.backward()
        seen[f"sigmoid({number:g})"] = (out.data, v.grad)
    return seen | {"types": [type(n).__name__ for n in (middle.data, middle.grad, impl.Value(2).data)]}


@check("step_approximation", points=2)
def approximation_of_other_intervals(impl, draw):
    """Default K on [−2, 3]; one piece; K so large that steps are steps; points of any shape."""

    def f(x):
        return (x / 2).exp() + 1

    return {
        "default K": impl.step_approximation(f, 6, -2.0, 3.0)(draw.uniform(-2, 3, 2, 4)),
        "one piece": impl.step_approximation(f, 1, 1.0, 2.5)(draw.uniform(1, 2.5, 3)),
        "steep": impl.step_approximation(f, 7, 0.0, 7.0, K=1e5)(
            draw.uniform(0.1, 0.4, 5) + torch.arange(5.0)
        ),
        "0-d": impl.step_approximation(f, 3, 0.0, 2.0, K=4.0)(draw.uniform(0, 2)),
        "integers": impl.step_approximation(f, 4, 1, 3, K=2)(draw.uniform(1, 3, 3)),
    }


@check(
    "xor_net",
    points=1,
    bounds={"largest parameter": Bound(high=100, reason="the docstring allows 100")},
)
def xor_survives_small_changes(impl, draw):
    """Parameters and corners shaken by up to 1e-4: the answers stay; no parameter is larger than 100."""
    params = impl.xor_net()
    X = torch.tensor([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=torch.float64)
    largest = max(float(p.abs().max()) for p in params.values())
    answers = []
    for _ in range(5):
        shaken = {name: p + draw.uniform(-1e-4, 1e-4, *p.shape) for name, p in sorted(params.items())}
        hidden = (X + draw.uniform(-1e-4, 1e-4, 4, 2)) @ shaken["W1"].T + shaken["b1"] > 0
        answers.append((hidden.double() @ shaken["W2"].T + shaken["b2"] > 0).squeeze(1).long())
    return {
        "answers": torch.stack(answers),
        "largest parameter": largest,
        "dtypes": [str(params[name].dtype) for name in ("W1", "b1", "W2", "b2")],
    }


class Gap:
    """A loss of the check's own, the sum of the squared differences, halved."""

    def forward(self, pred, y):
        """The loss."""
        self.gap = pred - y
        return self.gap.square().sum() / 2

    def backward(self):
        """To the gradient by pred."""
        return self.gap


@check("fit", points=2)
def training_goes_on_where_it_stopped(impl, draw):
    """No step, one step, and ten more with the same net and the same loss: losses and weights after each."""
    net, loss = Bend(draw.normal(3)), Gap()
    net.dv += draw.normal(3)
    X, y, lr = draw.normal(5, 3), draw.normal(5, 3), float(draw.uniform(0.01, 0.03))
    seen = {}
    for steps in (0, 1, 10):
        losses = impl.fit(net, loss, X, y, lr, steps)
        seen[f"{steps} steps"] = torch.as_tensor(losses, dtype=torch.float64)
        seen[f"{steps} steps, types"] = sorted({type(value).__name__ for value in losses})
        seen[f"{steps} steps, v"] = net.v.clone()
    return seen | {"X and y afterwards": (X, y)}


@check(
    "train_xor",
    points=1,
    seeds=1,
    seconds=12,
    bounds={
        "difference of two seeds": Bound(low=1e-9, reason="two starts never end at the same probabilities"),
        "smallest probability": Bound(low=0, reason="a probability"),
        "largest probability": Bound(high=1, reason="a probability"),
    },
)
def xor_runs_depend_on_their_seed(impl, draw):
    """The same seed gives the same probabilities, another seed others; all lie between 0 and 1."""
    seed = draw.seed()
    once, again, other = (impl.train_xor(s) for s in (seed, seed, seed + 1))
    return {
        "shape": once.shape,
        "dtype": str(once.dtype),
        "second run minus first": again - once,
        "difference of two seeds": (other - once).abs().max(),
        "smallest probability": torch.stack([once, other]).min(),
        "largest probability": torch.stack([once, other]).max(),
    }


@check("train_moons", points=2, seeds=1, seconds=12)
def contradictions_halve_the_accuracy(impl, draw):
    """Every point occurs twice, once in each class: no function of the points is right more than half of the time."""
    X, half = draw.normal(40, 2), draw.integers(0, 2, 40)
    order = draw.permutation(80)
    accuracy = impl.train_moons(torch.cat([X, X])[order], torch.cat([half, 1 - half])[order], draw.seed())
    return {"accuracy": accuracy, "type": type(accuracy).__name__}


@check(
    "train_moons",
    points=1,
    seeds=1,
    seconds=12,
    bounds={"accuracy": Bound(low=0.96, reason="twenty seeds all end at 1")},
)
def network_bends_its_border(impl, draw):
    """A ring around a disc, 150 points: no straight line gets more than 0.7 of them, a hidden layer nearly all."""
    angle, y = draw.uniform(0, 2 * torch.pi, 150), draw.integers(0, 2, 150)
    radius = draw.uniform(0, 0.7, 150) + 1.1 * y
    X = torch.stack([radius * angle.cos(), radius * angle.sin()], dim=1)
    return {"accuracy": impl.train_moons(X, y, draw.seed())}


RUNS = 20


def near(centre, spread):
    """A bound around the mean of some runs, in powers of ten."""
    reason = f"300 seeds: {centre} ± {spread}, so {RUNS} runs average to within {spread / RUNS**0.5:.3f}"
    return Bound(low=centre - 0.25, high=centre + 0.25, reason=reason)


@check(
    "gradient_norm_by_depth",
    points=2,
    bounds={
        "sigmoid, first": near(-4.55, 0.12),
        "sigmoid, last": near(0.89, 0.02),
        "relu, first": near(1.98, 0.2),
        "relu, last": near(1.57, 0.18),
        "difference of two seeds": Bound(low=1e-9, reason="two networks never agree this well"),
    },
)
def gradient_norms_have_their_size(impl, draw):
    """Twenty networks of depth 10 and width 64: the mean logarithm of the first and of the last norm.

    The same seed gives the same norms, another one others.
    """
    seen = {}
    for act in ("sigmoid", "relu"):
        runs = torch.tensor(
            [impl.gradient_norm_by_depth(act, 10, 64, draw.seed()) for _ in range(RUNS)], dtype=torch.float64
        ).log10()
        seen |= {f"{act}, first": runs[:, 0].mean(), f"{act}, last": runs[:, -1].mean()}
    seed = draw.seed()
    once, again, other = (impl.gradient_norm_by_depth("relu", 10, 64, s) for s in (seed, seed, seed + 1))
    return seen | {
        "second run minus first": [b - a for a, b in zip(once, again, strict=True)],
        "difference of two seeds": max(abs(b - a) for a, b in zip(once, other, strict=True)),
    }
